"""When somebody is still speaking: the decision as a table, and how texts become one."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.message import Message, MessageKind
from bot.fragments import CLOSE, LONGEST, Pace, Said, belongs, goes_on, hangs, may_join, patience
from nlu.types import Certainty, Intent, Segment, Understanding
from nlu.unfinished import join
from tests.conftest import NOON

SURE, LIKELY, UNSURE = Certainty.SURE, Certainty.LIKELY, Certainty.UNSURE
ANSWER: dict[str, Any] = {"asked": True, "answers": True}
ASKED: dict[str, Any] = {"asked": True}


def said(text: str, certainty: Certainty | None = UNSURE, intent: str = "fee_query", **more: Any) -> Said:
    return Said(text, certainty, intent, **more)


HANGS = [  # cannot be all of it
    said("喂"),
    said("喂喂", SURE, "greeting"),
    said("师傅"),
    said("那个"),
    said("就是"),
    said("嗯，那个"),
    said("请问一下"),
    said("管家，"),
    said("我家"),
    said("我家", SURE, "home_query"),
    said("师傅我家", SURE, "home_query"),
    said("楼下", SURE, "call_elevator"),
    said("我们家那个"),
    said("我想"),
    said("你们这"),
    said("水管漏了然后", SURE, "repair_report"),
    said("厨房的灯不亮，还有", SURE, "repair_report"),
    said("因为"),
    said("昨天晚上因为"),
    said("热水和"),
    said("周三下午或者", SURE, **ANSWER),
    said("3栋502，", LIKELY),
    said("我跟你说..."),
    said("不是这样，但是"),
    said("对了"),
    said("喂", **ASKED),
    said("hey"),
    said("um"),
    said("excuse me"),
    said("my tap and", LIKELY),
    said("the lift is broken and", SURE, "repair_report"),
    said("I want"),
    said("can you"),
    said("it's about my"),
    said("tomorrow or", SURE, **ANSWER),
]
SEEMS = [  # may be a part of something
    said("厨房"),
    said("两个"),
    said("好几天了"),
    said("三楼那里"),
    said("kitchen"),
    said("second floor hallway"),
    said("my tap", SURE, "out_of_scope"),
    said("厨房", gap=1.5),
    said("厨房，好几天", gap=0.1, count=2),
    said("好几天了", gap=1.5, **ASKED),
    said("好几天了，一直滴", gap=0.2, count=2, **ASKED),
    said("天天", SURE, "greeting", gap=1.4),
    said("水费", SURE, gap=1.5),
    said("8栋", gap=1.5, **ANSWER),
    said("我家水管漏了", SURE, "repair_report", count=2, last="水管漏了"),
]
STANDS = [  # is all there is, as far as anybody can tell
    said("水费多少", SURE),
    said("水费", LIKELY),
    said("水管漏了", SURE, "repair_report"),
    said("厨房。"),
    said("还有吗？"),
    said("那个？"),
    said("师傅在吗？"),
    said("你好", SURE, "greeting"),
    said("谢谢师傅", SURE, "thanks"),
    said("谢谢麻烦您了", LIKELY, "thanks"),
    said("就是", SURE, "affirm", asked=True),
    said("嗯", SURE, "affirm", asked=True),
    said("好", SURE, "affirm", asked=True),
    said("厨房", **ANSWER),
    said("我家", **ANSWER),
    said("送到我家", LIKELY),
    said("7栋", **ASKED),
    said("7栋", gap=3.0, **ANSWER),
    said("好几天了", gap=4.0, **ASKED),
    said("水费", SURE, gap=4.0),
    said("水费多少？", SURE, "bill_query", gap=4.0),
    said("好的", SURE, "affirm", gap=1.5),
    said("转人工", SURE, "human_handoff", gap=1.5),
    said("谢谢", SURE, "thanks", gap=1.5, count=3),
    said("我家水管漏了，水都流到楼下去了", SURE, "repair_report", count=2, last="水都流到楼下去了哎呀"),
    said("三栋一单元", gap=0.1),
    said("附近哪家火锅好吃", SURE, "out_of_scope"),
    said("明天下午吧", **ASKED),
    said("楼下那个黑车天天堵着门口没人管"),
    said("it has been like this for two weeks now"),
    said("着火了", urgent=True),
    said("我家着火了然后", urgent=True),
    said("help, my", urgent=True),
    said("😀", None),
    said("？？", None),
    said("天气暖和", LIKELY),
    said("我家水管漏了", SURE, "repair_report"),
    said("where do you know my birthday from", SURE, "privacy_query"),
    said("door, please.", UNSURE),
    said("转人工", SURE, "human_handoff"),
]


@pytest.mark.parametrize("one", HANGS, ids=lambda one: one.text)
def test_what_hangs_waits_about_a_second(one: Said) -> None:
    assert 1.0 <= patience(one) <= 1.5


@pytest.mark.parametrize("one", SEEMS, ids=lambda one: one.text)
def test_what_may_be_a_part_waits_for_a_moment(one: Said) -> None:
    assert 0.7 <= patience(one) <= 1.5
    assert not hangs(one)


@pytest.mark.parametrize("one", STANDS, ids=lambda one: one.text)
def test_what_stands_for_itself_does_not_wait(one: Said) -> None:
    assert patience(one) == 0


@given(
    count=st.integers(1, 20),
    usual=st.none() | st.floats(0, 60),
    waited=st.floats(0, 10),
    longest=st.floats(0, 10),
    text=st.sampled_from([one.text for one in (*HANGS, *SEEMS, *STANDS)]),
)
def test_nobody_waits_longer_than_the_house_says(
    count: int, usual: float | None, waited: float, longest: float, text: str
) -> None:
    wait = patience(said(text, count=count), usual, waited, longest)
    assert 0 <= wait <= min(longest, max(0.0, 3 * longest - waited))


def test_the_wait_grows_while_more_keeps_coming_and_ends() -> None:
    waits = [patience(said("我家", count=count), waited=0.9 * (count - 1)) for count in range(1, 8)]
    assert waits[0] < waits[1] < waits[2]
    assert patience(said("我家", count=20)) == LONGEST
    assert patience(said("我家", count=5), waited=3 * LONGEST) == 0
    sure = [patience(said("我家水管漏了", SURE, "repair_report", count=count, last="漏了")) for count in (2, 5)]
    assert sure[0] == sure[1] < 1.5, "what is understood does not wait longer and longer"


def test_the_wait_follows_the_pace_of_the_conversation() -> None:
    assert patience(said("我家"), usual=0.2) == 0.7
    assert patience(said("我家"), usual=1.0) == pytest.approx(1.3)
    assert patience(said("我家"), usual=6.0) == 1.5
    assert patience(said("我家", gap=2.0), usual=2.0) == pytest.approx(2.6), "a slow writer who goes on writing"


def test_a_pace_is_learned_from_messages_that_are_close() -> None:
    pace = Pace()
    assert pace.usual("a") is None
    for at in (0.0, 100.0, 101.0, 103.0, 103.01):
        pace.note("a", at)
    assert pace.usual("a") == 1.5
    assert pace.usual("b") is None
    assert pace.gap("a") == pytest.approx(0.01)
    pace.note("a", 200.0)
    assert (pace.usual("a"), pace.gap("a")) == (1.5, None)


def test_a_pace_that_is_long_ago_is_forgotten() -> None:
    pace = Pace(kept=2)
    for at, name in enumerate(("a", "a", "b", "b", "c")):
        pace.note(name, at)
    assert [pace.usual(name) for name in ("a", "b", "c")] == [None, 1, None]


TOGETHER = [
    (said("我家"), said("水管漏了", SURE)),
    (said("厨房"), said("水管漏了", SURE)),
    (said("水管漏了", SURE, "repair_report"), said("厨房的")),
    (said("水管漏了", SURE, "repair_report"), said("挺急的", LIKELY)),
    (said("你好", SURE, "greeting"), said("水费多少", SURE)),
    (said("我家"), said("着火了", SURE, "emergency", urgent=True)),
    (said("着火了", SURE, "emergency", urgent=True), said("3栋502")),
    (said("my"), said("tap drips", SURE, "repair_report")),
]
APART = [
    (said("水费多少", SURE), said("电梯坏了", SURE, "repair_report")),
    (said("水费多少", SURE), said("谢谢", SURE, "thanks")),
    (said("水费多少", SURE, gap=1.5), said("电梯坏了", SURE, "repair_report")),
    (said("谢谢", SURE, "thanks"), said("水费")),
    (said("好", SURE, "affirm", asked=True), said("厨房")),
    (said("算了", SURE, "cancel"), said("厨房")),
    (said("转人工", SURE, "human_handoff"), said("快点")),
    (said("水费多少", SURE), said("着火了", urgent=True)),
    (said("水费多少", SURE), said("不用了", LIKELY, "cancel")),
    (said("水费多少", SURE), said("😀", None)),
]


@pytest.mark.parametrize(("before", "after"), TOGETHER, ids=lambda one: one.text)
def test_what_belongs_together_is_one(before: Said, after: Said) -> None:
    assert goes_on(before, after)


@pytest.mark.parametrize(("before", "after"), APART, ids=lambda one: one.text)
def test_what_stands_for_itself_has_its_own_turn(before: Said, after: Said) -> None:
    assert not goes_on(before, after)


JOINED = [
    (("我家", "水管", "漏了"), "我家水管，漏了"),
    (("喂", "那个", "查水费"), "查水费"),
    (("喂", "师傅", "什么时候来"), "师傅，什么时候来"),
    (("水管漏了。", "厨房的"), "水管漏了。厨房的"),
    (("3栋", "2单元", "502"), "3栋2单元502"),
    (("水管漏了然后", "地上都是水"), "水管漏了然后地上都是水"),
    (("水管漏了", "WiFi也坏了"), "水管漏了，WiFi也坏了"),
    (("hey", "my tap", "drips"), "my tap drips"),
    (("那个", "喂"), "喂"),
]


@pytest.mark.parametrize(("parts", "whole"), JOINED, ids=[whole for _, whole in JOINED])
def test_parts_read_as_one_person_would_have_written_them(parts: tuple[str, ...], whole: str) -> None:
    text = parts[0]
    for part in parts[1:]:
        text = join(text, part)
    assert text == whole


MESSAGE = Message(community="c", channel="web", update_id="1", thread="t", sender="s", sent_at=NOON, text="我家")
OTHERS: dict[str, dict[str, Any]] = {
    "somebody else": {"sender": "other"},
    "a button": {"kind": MessageKind.BUTTON},
    "a photo": {"kind": MessageKind.PHOTO, "files": ("p",)},
    "an outcome": {"kind": MessageKind.OUTCOME},
    "much later": {"sent_at": NOON + CLOSE + timedelta(seconds=1)},
    "another place": {"place": "1栋"},
    "no words": {"text": " "},
    "one that failed": {"fault": "ValueError"},
}


@pytest.mark.parametrize("more", OTHERS.values(), ids=OTHERS.keys())
def test_only_words_of_one_voice_close_in_time_are_one(more: dict[str, Any]) -> None:
    assert may_join(MESSAGE, replace(MESSAGE, sent_at=NOON + CLOSE))
    assert not may_join(MESSAGE, replace(MESSAGE, **more))


def test_a_whole_sentence_in_the_middle_of_a_burst_waits_for_the_next() -> None:
    assert patience(said("水费多少？", SURE, "bill_query", gap=1.5)) == 1.0


@pytest.mark.parametrize(
    ("before", "after", "together"),
    [
        pytest.param(said("厨房漏水了。", SURE, "repair"), said("水费多少？", SURE, "bill"), True, id="two requests"),
        pytest.param(
            said("厨房漏水了。", SURE, "repair"), said("着火了", SURE, "bill", urgent=True), False, id="danger"
        ),
        pytest.param(said("厨房漏水了。", SURE, "repair"), said("谁来", LIKELY, "bill"), False, id="not understood"),
        pytest.param(
            said("厨房漏水了。", SURE, "other"), said("水费多少？", SURE, "bill"), False, id="one is not found"
        ),
    ],
)
def test_whole_requests_of_one_breath_are_one_where_both_are_found_again(
    before: Said, after: Said, together: bool
) -> None:
    parts = tuple(Segment(text, Intent(name, 0.9)) for text, name in (("厨房漏水了", "repair"), ("水费多少", "bill")))
    both = Understanding("厨房漏水了。水费多少？", "zh", (Intent("repair", 0.9),), SURE, segments=parts)
    assert belongs(before, after, both) is together
