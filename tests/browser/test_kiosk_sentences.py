"""A sentence of staff at the kiosk, whatever else happens: said once, over nobody, and its end is told."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from playwright.sync_api import sync_playwright

from tests.browser.test_kiosk_state import ABLE, ALL, EVENTS, HELP, TAKEN, Event, Machine, Step, times
from tests.browser.test_web import CHROMIUM, FLAGS

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Debian's chromium")
SAYING, SPOKEN, SAID = {"type": "saying"}, {"type": "spoken"}, {"type": "uttered", "aloud": True}
TICK, HEARD = {"type": "tick"}, {"type": "heard", "text": "报修", "danger": False}


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Machine(browser.new_page())
        browser.close()


def of(step: Step, kind: str) -> list[Any]:
    """Return what a step does of a kind: the sentences it begins to say, or those whose end it tells."""
    return [act for act in step["acts"] if isinstance(act, dict) and kind in act]


def begun(step: Step) -> list[str]:
    return [act["utter"]["id"] for act in of(step, "utter")]


def told(steps: list[Step]) -> list[tuple[str, str]]:
    return [(act["ack"], act["how"]) for step in steps for act in of(step, "ack")]


@settings(max_examples=60, deadline=None)
@given(able=ABLE, events=EVENTS)
def test_it_is_said_once_over_nobody_and_never_into_the_count(
    machine: Machine, able: Event, events: list[Event]
) -> None:
    steps = machine.run(able, [*events, *times(250, **TICK)])
    starts = [one for step in steps for one in begun(step)]
    assert len(starts) == len(set(starts))
    ends = [saying for saying, _ in told(steps)]
    assert len(ends) == len(set(ends))
    assert set(starts) <= set(ends), "what was begun is told of"
    for step in steps:
        after = step["after"]
        if of(step, "utter"):
            assert not after["ears"], step
            assert after["mode"] not in ("listening", "thinking", "counting"), step
            assert after["speaks"], step
        said = after["sentence"] is not None and not after["sentence"]["how"]
        if after["mode"] in ("counting", "listening"):
            assert not said, step
    last = steps[-1]["after"]
    assert last["sentences"] == []
    assert last["sentence"] is None


@settings(max_examples=60, deadline=None)
@given(able=ABLE, events=EVENTS)
def test_a_visitor_who_goes_takes_no_sentence_along(machine: Machine, able: Event, events: list[Event]) -> None:
    *_, before, last = machine.run(able, [*events, SAYING, {"type": "finish"}])
    waits = len(before["after"]["sentences"])
    assert len(last["after"]["sentences"]) + len(begun(last)) + len(shown_only(last)) == waits


def shown_only(step: Step) -> list[Any]:
    return [act for act in of(step, "ack") if act["how"] == "shown"]


def test_it_is_said_to_who_only_stands_there(machine: Machine) -> None:
    first, said, *ticks = machine.run(ALL, [SAYING, SAID, *times(30, **TICK)])
    assert begun(first) == ["s0"]
    assert first["after"]["mode"] == "rest"
    assert told([said]) == [("s0", "aloud")]
    assert [step["after"]["sentence"] is not None for step in ticks[-2:]] == [True, False]


def test_it_waits_until_somebody_has_been_heard_and_answered(machine: Machine) -> None:
    steps = machine.run(
        ALL, [{"type": "mic"}, SAYING, TICK, HEARD, {"type": "reply", "asks": True}, SPOKEN, SAID, SPOKEN]
    )
    assert [begun(step) for step in steps] == [[], [], [], [], [], ["s1"], [], []]
    assert [step["after"]["mode"] for step in steps[-3:]] == ["speaking", "speaking", "listening"]


def test_a_touch_stops_it_and_it_stays_to_be_read(machine: Machine) -> None:
    _, touched = machine.run(ALL, [SAYING, {"type": "touch"}])
    assert "hush" in touched["acts"]
    assert told([touched]) == [("s0", "cut")]
    assert touched["after"]["sentence"]["text"] == "请稍等"


def test_the_red_key_cuts_it_and_the_next_waits_until_help_is_called(machine: Machine) -> None:
    silence = {"type": "unheard", "why": "silence"}
    steps = machine.run(ALL, [SAYING, SAYING, *HELP, SPOKEN, TICK, TAKEN, silence, SAID])
    assert told(steps) == [("s0", "cut"), ("s1", "aloud")]
    assert [begun(step) for step in steps[-2:]] == [["s1"], []], "the kiosk listened until then"
    assert steps[-1]["acts"][-1] == "listen", "and it goes on listening"


def test_where_there_is_no_mouth_it_is_shown(machine: Machine) -> None:
    mute = ALL | {"speaks": False}
    [step] = machine.run(mute, [SAYING])
    assert told([step]) == [("s0", "shown")]
    assert step["after"]["sentence"]["text"] == "请稍等"
    *_, lost = machine.run(ALL, [SAYING, {"type": "voice", "hears": False, "speaks": False}])
    assert told([lost]) == [("s0", "shown")]


def test_what_could_not_be_said_in_time_is_dropped(machine: Machine) -> None:
    *_, last = machine.run(ALL, [{"type": "said"}, SAYING, *times(84, **TICK)])
    assert last["after"]["mode"] == "waiting"
    assert last["after"]["sentence"], "it was said when nobody answered any more"
    busy = [step for _ in range(14) for step in ({"type": "mic"}, *times(10, **TICK), {"type": "said"})]
    steps = machine.run(ALL, [{"type": "mic"}, SAYING, *busy])
    assert steps[-1]["after"]["sentences"] == []
    assert not told(steps)


def test_nobody_is_sent_away_while_it_is_said(machine: Machine) -> None:
    steps = machine.run(ALL, [{"type": "touch"}, {"type": "said"}, {"type": "answered"}, SAYING, *times(80, **TICK)])
    assert {step["after"]["mode"] for step in steps[3:]} == {"waiting"}
    assert "say idle" not in [act for step in steps for act in step["acts"]]
