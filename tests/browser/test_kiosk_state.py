"""What the kiosk is doing, whatever comes in whatever order: the page's own machine, run by the browser it is for."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, sync_playwright

from bot.channels.web.pages import STATIC
from tests.browser.test_web import CHROMIUM, FLAGS

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")
Event = dict[str, Any]
Step = dict[str, Any]
RUN = """async ([code, able, events, last]) => {
    const { begin, step } = await import(code);
    let state = begin(able);
    const steps = events.map((given, number) => {
        const before = state;
        const event = { ...given };
        if (event.type === "saying") event.sentence = { id: `s${number}`, text: "请稍等", lang: "zh", left: 120 };
        if (event.type === "uttered") event.id = state.sentence?.id ?? "none";
        const [after, acts] = step(state, event);
        state = after;
        return { before, event, after, acts };
    });
    return last ? steps.slice(-last) : steps;
}"""
ABLE = st.fixed_dictionaries({"up": st.booleans(), "hears": st.booleans(), "speaks": st.booleans()})
EVENT = st.one_of(
    st.sampled_from(["touch", "mic", "said", "sos", "cancel", "now", "finish", "answered", "tick"]).map(
        lambda kind: {"type": kind}
    ),
    st.fixed_dictionaries(
        {"type": st.just("heard"), "text": st.just("电梯坏了"), "danger": st.booleans(), "other": st.booleans()}
    ),
    st.fixed_dictionaries({"type": st.just("unheard"), "why": st.sampled_from(["silence", "unclear", "deaf"])}),
    st.fixed_dictionaries({"type": st.just("reply"), "asks": st.booleans(), "urgent": st.booleans()}),
    st.fixed_dictionaries({"type": st.just("link"), "up": st.booleans()}),
    st.fixed_dictionaries({"type": st.just("stored"), "help": st.booleans()}),
    st.fixed_dictionaries({"type": st.just("known"), "known": st.booleans()}),
    st.just({"type": "saying"}),
    st.fixed_dictionaries({"type": st.just("uttered"), "aloud": st.booleans()}),
    st.fixed_dictionaries({"type": st.just("spoken")}, optional={"whole": st.booleans()}),
    st.fixed_dictionaries(
        {"type": st.just("voice"), "hears": st.booleans(), "speaks": st.booleans()},
        optional={"microphone": st.booleans()},
    ),
    st.fixed_dictionaries({"type": st.just("presence"), "here": st.sampled_from([True, False, None])}),
)
RESUME = st.fixed_dictionaries(  # a page that is loaded anew while help is being called goes on with that
    {"type": st.just("resume"), "help": st.just({"text": "着火了"}), "called": st.booleans()}
)
EVENTS = st.builds(lambda first, more: first + more, st.lists(RESUME, max_size=1), st.lists(EVENT, max_size=60))


def code_of(name: str) -> str:
    """Return a script as an address that holds it, with the scripts that it imports."""
    whole = re.sub(r'from "\./([\w-]+\.js)"', lambda found: f'from "{code_of(found[1])}"', (STATIC / name).read_text())
    return f"data:text/javascript;base64,{base64.b64encode(whole.encode()).decode()}"


class Machine:
    """The machine of the page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._code = code_of("kiosk-state.js")

    def run(self, able: Event, events: list[Event], last: int = 0) -> list[Step]:
        """Return every step, or only the last ones: hundreds of steps are slow to bring out of a browser."""
        steps: list[Step] = self._page.evaluate(RUN, [self._code, able, events, last])
        return steps


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Machine(browser.new_page())
        browser.close()


def sent(step: Step) -> list[Event]:
    return [act["send"] for act in step["acts"] if isinstance(act, dict) and "send" in act]


def times(count: int, **event: Any) -> list[Event]:
    return [event] * count


ALL = {"up": True, "hears": True, "speaks": True}


@settings(max_examples=150, deadline=None)
@given(able=ABLE, events=EVENTS)
def test_it_never_hears_itself_and_sends_only_what_was_asked_for(
    machine: Machine, able: Event, events: list[Event]
) -> None:
    for step in machine.run(able, events):
        before, after, kind = step["before"], step["after"], step["event"]["type"]
        assert not (after["mode"] == "speaking" and after["ears"]), step
        assert not (after["mode"] in ("rest", "counting", "waiting", "thinking") and after["ears"]), step
        if "listen" in step["acts"]:
            assert after["hears"] or before["hears"], step
        if sent(step):  # babble, television and late events become no request
            called = before["mode"] == "counting" and kind in ("now", "tick")
            assert called or kind == "resume" or (kind == "heard" and before["mode"] in ("listening", "alarm")), step
        assert after["mode"] != "counting" or 0 < after["count"] <= 5, step
        if after["mode"] == "rest" and before["mode"] != "rest":
            assert "reset" in step["acts"], step
            assert not after["aloud"], step


@settings(max_examples=100, deadline=None)
@given(able=ABLE, events=EVENTS)
def test_the_red_key_works_in_every_state_and_calls_once(machine: Machine, able: Event, events: list[Event]) -> None:
    pressed, *count = machine.run(able, [*events, {"type": "sos"}, *times(5, type="tick")], last=6)
    if pressed["before"]["mode"] == "alarm":
        assert pressed["after"]["mode"] == "alarm"
        return
    calls = [call for step in count for call in sent(step)]
    if pressed["before"]["mode"] == "counting":
        assert calls == [pressed["before"]["help"]]
    else:
        assert calls == [{"button": "start:emergency"}]
    assert count[-1]["after"]["mode"] == "alarm"


@settings(max_examples=100, deadline=None)
@given(able=ABLE, events=EVENTS)
def test_a_visitor_who_goes_away_is_forgotten_and_an_alarm_nobody_heard_is_not(
    machine: Machine, able: Event, events: list[Event]
) -> None:
    silence = times(600, type="tick")  # engines and lines may be silent for good
    [last] = machine.run(able, [*events, *silence], last=1)
    after = last["after"]
    if after["mode"] == "alarm":
        assert not after["told"]
    else:
        assert after["mode"] == "rest"
        assert (after["ears"], after["help"], after["asks"]) == (False, None, False)


@pytest.mark.parametrize("other", [True, False])
def test_somebody_else_who_speaks_up_signs_out_who_was_known_and_asks_for_nothing(
    machine: Machine, other: bool
) -> None:
    said = {"type": "heard", "text": "我还欠多少钱", "danger": False, "other": other}
    *_, last = machine.run(ALL, [{"type": "mic"}, {"type": "known", "known": True}, said])
    assert (last["after"]["known"], "reset" in last["acts"], sent(last) == []) == (not other, other, other)
    assert ("say other" in last["acts"]) == other


def test_a_cry_of_somebody_else_is_a_cry(machine: Machine) -> None:
    said = {"type": "heard", "text": "着火了", "danger": True, "other": True}
    *_, last = machine.run(ALL, [{"type": "mic"}, {"type": "known", "known": True}, said])
    assert last["after"]["mode"] == "counting"


def test_somebody_who_is_silent_twice_is_shown_the_keys_and_who_is_not_understood_twice_gets_a_person(
    machine: Machine,
) -> None:
    silence, mumbling = {"type": "unheard", "why": "silence"}, {"type": "unheard", "why": "unclear"}
    first, second = machine.run(ALL, [{"type": "mic"}, silence, silence])[1:]
    assert first["acts"] == ["deafen", "say silent", "listen"]
    assert second["acts"] == ["deafen", "say keys"]
    first, second = machine.run(ALL, [{"type": "mic"}, mumbling, mumbling])[1:]
    assert first["acts"] == ["deafen", "say unclear", "listen"]
    assert second["acts"] == ["deafen", "person"]


def test_who_talks_is_asked_aloud_and_heard_again_and_who_presses_keys_is_not_listened_to(machine: Machine) -> None:
    heard, asks, spoken = (
        {"type": "heard", "text": "报修", "danger": False},
        {"type": "reply", "asks": True},
        {"type": "spoken"},
    )
    talked = machine.run(ALL, [{"type": "mic"}, heard, asks, spoken])
    assert [step["after"]["mode"] for step in talked] == ["listening", "thinking", "speaking", "listening"]
    pressed = machine.run(ALL, [{"type": "said"}, asks, spoken])
    assert [step["after"]["mode"] for step in pressed] == ["thinking", "speaking", "waiting"]


def test_danger_that_was_heard_counts_down_with_the_words_and_can_be_taken_back(machine: Machine) -> None:
    danger = {"type": "heard", "text": "着火了", "danger": True}
    *_, last = machine.run(ALL, [{"type": "mic"}, danger, *times(5, type="tick")])
    assert sent(last) == [{"text": "着火了"}]
    steps = machine.run(ALL, [{"type": "mic"}, danger, {"type": "cancel"}, *times(9, type="tick")])
    assert not any(sent(step) for step in steps)


def test_an_answer_that_comes_while_somebody_speaks_waits(machine: Machine) -> None:
    *_, late = machine.run(ALL, [{"type": "mic"}, {"type": "reply", "asks": False}])
    assert (late["after"]["mode"], late["after"]["ears"]) == ("listening", True)


HELP = [{"type": "sos"}, *times(5, type="tick")]
TAKEN, EARLIER = {"type": "stored", "help": True}, {"type": "stored", "help": False}


def test_without_the_house_the_siren_sounds_until_somebody_has_heard(machine: Machine) -> None:
    alone = ALL | {"up": False}
    *_, called = machine.run(alone, HELP)
    assert "siren" in called["acts"]
    *_, other, heard = machine.run(alone, [*HELP, {"type": "link", "up": True}, EARLIER, TAKEN])
    assert (other["acts"], other["after"]["told"]) == ([], False)
    assert (heard["acts"], heard["after"]["told"]) == (["calm"], True)


def test_a_line_that_only_looks_open_is_opened_anew_and_the_siren_sounds(machine: Machine) -> None:
    waited = machine.run(ALL, [*HELP, *times(40, type="tick")])[6:]
    acts = [(number + 1, act) for number, step in enumerate(waited) for act in step["acts"]]
    assert acts == [(4, "siren"), (4, "redial"), (15, "redial"), (30, "redial")]


def test_a_call_that_nobody_has_taken_cannot_be_left(machine: Machine) -> None:
    *_, left = machine.run(ALL, [*HELP, {"type": "finish"}])
    assert left["after"]["mode"] == "alarm"
    *_, gone = machine.run(ALL, [*HELP, TAKEN, {"type": "finish"}])
    assert gone["after"]["mode"] == "rest"


def test_talk_nearby_does_not_keep_an_alarm_on_the_screen(machine: Machine) -> None:
    babble = [{"type": "heard", "text": "天气预报", "danger": False}, {"type": "reply", "asks": False, "urgent": True}]
    minutes = [step for _ in range(31) for step in (*times(10, type="tick"), *babble)]
    *_, last = machine.run(ALL, [*HELP, TAKEN, *minutes])
    assert last["after"]["mode"] == "rest"


def test_ears_that_go_away_close_the_microphone_in_an_alarm_too(machine: Machine) -> None:
    away, back = {"type": "voice", "hears": False, "speaks": True}, {"type": "voice", "hears": True, "speaks": True}
    *_, gone, again = machine.run(ALL, [*HELP, {"type": "spoken"}, away, back])
    assert (gone["acts"][0], gone["after"]["ears"]) == ("deafen", False)
    assert (again["acts"], again["after"]["ears"]) == (["listen"], True)


DARK = 20  # seconds at rest without anybody
HERE: Event = {"type": "presence", "here": True}
NOBODY: Event = {"type": "presence", "here": False}
UNKNOWN: Event = {"type": "presence", "here": None}
TICK: Event = {"type": "tick"}
TOUCH: Event = {"type": "touch"}


def is_dark(step: Step) -> bool:
    after = step["after"]
    return after["mode"] == "rest" and after["absent"] >= DARK and not after["sentence"]


@settings(max_examples=150, deadline=None)
@given(able=ABLE, events=EVENTS)
def test_presence_begins_nothing_opens_no_microphone_and_disturbs_nobody_in_danger(
    machine: Machine, able: Event, events: list[Event]
) -> None:
    for step in machine.run(able, events):
        before, after = step["before"], step["after"]
        assert not (is_dark(step) and after["here"] is not False), step
        assert after["spare"] is None or (after["mode"] == "waiting" and after["left"] <= after["spare"]), step
        assert not (after["gone"] and after["here"] is not False), step
        if step["event"]["type"] == "presence":
            same = ("mode", "ears", "aloud", "asks", "known", "help", "count", "told", "sentence", "sentences")
            assert [after[name] for name in same] == [before[name] for name in same], step
            assert step["acts"] in ([], ["say idle"]), step
            assert not step["acts"] or after["mode"] == "waiting", step


@settings(max_examples=100, deadline=None)
@given(able=ABLE, events=EVENTS)
def test_a_sensor_that_knows_nothing_changes_nothing(machine: Machine, able: Event, events: list[Event]) -> None:
    without = [event for event in events if event["type"] != "presence"]
    unknowing = [UNKNOWN if event["type"] == "presence" else event for event in events]
    told = [step for step in machine.run(able, unknowing) if step["event"]["type"] != "presence"]
    numbered = [(step["after"]["mode"], step["after"]["left"], len(step["acts"])) for step in told]
    assert numbered == [
        (step["after"]["mode"], step["after"]["left"], len(step["acts"])) for step in machine.run(able, without)
    ]


@settings(max_examples=100, deadline=None)
@given(able=ABLE, events=EVENTS)
def test_presence_never_lets_a_visit_last_longer(machine: Machine, able: Event, events: list[Event]) -> None:
    """From any state, whoever comes and goes: without a sign of life a visit is over as soon as without a sensor."""
    calm = [*events, UNKNOWN]
    [last] = machine.run(able, calm, last=1)
    if last["after"]["mode"] != "waiting":
        return
    seconds = last["after"]["left"]
    comings = [event for number in range(seconds) for event in ([HERE, NOBODY, UNKNOWN][number % 3], TICK)]
    with_sensor = machine.run(able, [*calm, *comings])[len(calm) :]
    alone = machine.run(able, [*calm, *[TICK] * seconds])[len(calm) :]
    ends = [step["after"]["mode"] for step in with_sensor if step["event"]["type"] == "tick"]
    assert all(mode == "rest" for mode, other in zip(ends, alone, strict=True) if other["after"]["mode"] == "rest")


def test_the_screen_goes_dark_when_nobody_is_there_and_is_lit_by_a_touch_or_who_comes(machine: Machine) -> None:
    steps = machine.run(ALL, [NOBODY, *times(19, type="tick")])
    assert not any(is_dark(step) for step in steps)
    for lit in (HERE, TOUCH, UNKNOWN, {"type": "link", "up": False}):
        *_, dark, woken = machine.run(ALL, [NOBODY, *times(20, type="tick"), lit])
        assert is_dark(dark)
        assert not is_dark(woken)
        assert (woken["after"]["mode"], woken["after"]["ears"], woken["acts"]) == ("rest", False, [])
    *_, again = machine.run(ALL, [NOBODY, *times(20, type="tick"), TOUCH, *times(20, type="tick")])
    assert is_dark(again), "who only looks in and goes leaves it dark again"
    *_, told = machine.run(ALL, [NOBODY, *times(20, type="tick"), {"type": "saying"}])
    assert not is_dark(told), "what staff say is seen"


VISIT: list[Event] = [
    HERE,
    {"type": "said"},
    {"type": "known", "known": True},
    {"type": "reply", "asks": False},
    {"type": "spoken"},
]


def test_who_walks_away_is_spoken_to_at_once_and_forgotten_ten_seconds_later(machine: Machine) -> None:
    *_, gone = machine.run(ALL, [*VISIT, NOBODY])
    assert (gone["acts"], gone["after"]["left"], gone["after"]["known"]) == (["say idle"], 10, True)
    *_, ninth, tenth = machine.run(ALL, [*VISIT, NOBODY, *times(10, type="tick")])
    assert ninth["after"]["mode"] == "waiting"
    assert (tenth["after"]["mode"], tenth["after"]["known"], "reset" in tenth["acts"]) == ("rest", False, True)


def test_a_touch_or_a_word_after_the_warning_keeps_the_visit_for_the_usual_time(machine: Machine) -> None:
    """A sensor of motion says that nobody is there while somebody stands still."""
    warned = [*VISIT, NOBODY, *times(5, type="tick")]
    *_, touched = machine.run(ALL, [*warned, TOUCH])
    assert (touched["after"]["left"], touched["after"]["gone"]) == (30, False)
    *_, later = machine.run(ALL, [*warned, TOUCH, NOBODY, *times(19, type="tick")])
    assert (later["after"]["mode"], later["acts"]) == ("waiting", []), "it is not said again"
    *_, asked = machine.run(ALL, [*warned, {"type": "said"}])
    assert (asked["after"]["mode"], asked["after"]["gone"]) == ("thinking", False)


def test_who_comes_back_has_what_was_left_and_the_next_one_no_more(machine: Machine) -> None:
    steps = machine.run(ALL, [*VISIT, *times(3, type="tick"), NOBODY, *times(4, type="tick"), HERE])
    assert (steps[-1]["after"]["left"], steps[-1]["acts"]) == (30 - 3 - 4, [])
    assert steps[-1]["after"]["mode"] == "waiting"


def test_who_goes_while_it_speaks_listens_or_thinks_is_spoken_to_after_that(machine: Machine) -> None:
    answer, spoken = {"type": "reply", "asks": False}, {"type": "spoken"}
    away, heard, told = machine.run(ALL, [HERE, {"type": "said"}, answer, NOBODY, spoken, TICK])[3:]
    assert (away["after"]["mode"], away["acts"]) == ("speaking", [])
    assert (heard["after"]["mode"], heard["acts"], heard["after"]["left"]) == ("waiting", ["say idle"], 10)
    assert told["acts"] == []
    away, answered, after = machine.run(ALL, [HERE, {"type": "said"}, NOBODY, answer, spoken])[2:]
    assert (away["acts"], answered["acts"], after["acts"]) == ([], ["answer"], ["say idle"])
    *_, listening = machine.run(ALL, [HERE, {"type": "mic"}, NOBODY])
    assert (listening["after"]["mode"], listening["after"]["ears"], listening["acts"]) == ("listening", True, [])


@pytest.mark.parametrize("danger", [HELP, [*HELP, TAKEN], [{"type": "sos"}]], ids=["calling", "taken", "counting"])
def test_who_goes_in_danger_ends_nothing(machine: Machine, danger: list[Event]) -> None:
    *_, gone, after = machine.run(ALL, [HERE, *danger, NOBODY, TICK])
    assert gone["acts"] == []
    assert after["after"]["mode"] in ("alarm", "counting")
    assert "say idle" not in after["acts"]
