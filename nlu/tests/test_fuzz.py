"""Whatever is typed, pasted or made up to hurt is understood in bounded time and without an exception."""

import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.strange import strange_texts
from nlu.emergency import cries_out
from nlu.engines.embedded import EmbeddedEngine
from nlu.normalize import LIMIT, replace, simplify, tidy
from nlu.slots import home
from nlu.types import Entity, Hints

REAL = (
    "我家厨房水管漏水了，下午三点来修",
    "下周二晚上七点到九点订羽毛球场，四个人",
    "税号91350100M000100Y43，开上个季度物业费的发票",
    "I'd like the meeting room on the 3rd from half past two",
    "三号楼二单元五零一电梯里困住人了",
)
NOW = datetime(2025, 9, 17, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
NAMED = Hints(
    slot="time",
    names={
        "resource": {"羽毛球场1号": ("羽毛球场", "badminton court"), "会议室": ("meeting room",)},
        "activity": {f"活动{number}": (f"evening course number {number}",) for number in range(100)},
    },
)
PIECES = (
    *"0123456789一二三十百零幺两半几到至的点号楼栋室层年月日周天前后每和",
    *".,-:/~+%@!?;、。·()[]{}（）【】“”<> \t\n",
    *(
        "3点",
        "点到",
        "一号",
        "12:30",
        "2025-",
        "周一",
        "每周",
        "1-",
        "1/2",
        "+86",
        "138",
        "京a",
        "税号",
        "¥",
        "负",
        "地下",
    ),
    *(
        "at 3 ",
        "and ",
        "to ",
        "of ",
        "the ",
        "unit 1 ",
        "half past ",
        "my ",
        "救命",
        "水飞",
        "羽毛球",
        "badmington ",
        "税号",
    ),
    *("\u0301", "\u200d", "\u202e", "\ufe0f\u20e3", "\U0001f468\u200d\U0001f469", "שלום", "ﷺ", "İ", "㏿", "\ud800"),
)
pieces = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)
anything = st.text(st.characters(exclude_categories=()), max_size=60)  # lone halves of surrogates, too
mixed = st.lists(st.one_of(pieces, anything), max_size=6).map("".join)
full = st.one_of(pieces, mixed).filter(bool).map(lambda text: (text * LIMIT)[:LIMIT])
MOST = 0.6  # CPU seconds; ten times what is usual, for slow machines that others keep busy


def understand(engine: EmbeddedEngine, text: str) -> None:
    """Understand a text; every value stands where its entity says."""
    understood = engine.parse(text, None, NOW, NAMED)
    assert understood.intents
    assert all(0 <= entity.start <= entity.end <= len(understood.text) for entity in understood.entities)


def is_quick(read: Callable[[str], object], text: str) -> bool:
    """Say whether a text is read in bounded time; it is slow when it is slow three times."""
    for attempt in range(3):
        began = time.thread_time()
        read(f"{attempt}{text}")  # the digit keeps what is remembered out of it
        if time.thread_time() - began < MOST:
            return True
    return False


@given(text=mixed)
@settings(max_examples=40, deadline=None)
def test_made_up_texts_are_understood(engine: EmbeddedEngine, text: str) -> None:
    understand(engine, text)


@given(text=full)
@settings(max_examples=15, deadline=None)
def test_long_texts_are_understood_in_bounded_time(engine: EmbeddedEngine, text: str) -> None:
    assert is_quick(lambda text: understand(engine, text), text)


@given(text=full)
@settings(max_examples=15, deadline=None)
def test_what_is_read_before_any_limit_is_bounded_too(text: str) -> None:
    assert is_quick(lambda text: (cries_out(text), replace(simplify(tidy(text)))), text * 10)


@pytest.mark.parametrize("seed", range(2))
def test_real_messages_gone_wrong_are_understood(engine: EmbeddedEngine, seed: int) -> None:
    """A short round of what `bench/understanding.py --fuzz 100000` does at length."""
    for text in strange_texts(60, REAL, seed):
        assert is_quick(lambda text: understand(engine, text), text)


@pytest.mark.parametrize("piece", PIECES)
def test_one_thing_over_and_over_is_read_in_bounded_time(engine: EmbeddedEngine, piece: str) -> None:
    assert is_quick(lambda text: understand(engine, text), (piece * LIMIT)[:LIMIT])


def test_an_address_that_is_taken_back_again_and_again_is_read_a_bounded_number_of_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reads: list[str] = []
    named = home._named

    def counted(text: str, slot: str | None) -> list[Entity]:
        reads.append(text)
        return named(text, slot)

    monkeypatch.setattr(home, "_named", counted)
    found = {one.slot: one.value for one in home.read("2栋1单元301" + ",不对,302" * 60 + ",不对,303")}
    assert (found["building"], found["unit"], found["room"]) == ("2栋", "1单元", "303")
    assert len(reads) < 60
