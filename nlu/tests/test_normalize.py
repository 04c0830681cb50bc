import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.normalize import LIMIT, language, replace, simplify, standard, tidy
from nlu.sounds import sounds


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text())
def test_simplifying_keeps_every_place(text: str) -> None:
    assert len(simplify(text)) == len(text)


@given(st.text())
def test_replacing_dialect_keeps_track_of_places(text: str) -> None:
    new, places = replace(simplify(text))
    assert len(places) == len(new) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  水\u200b费\u202e\n多少？ ", "水费 多少?"),
        ("Ｗａｔｅｒ　ｂｉｌｌ", "Water bill"),
        ("bad\ud800surrogate", "badsurrogate"),
    ],
    ids=["invisible", "full_width", "lone_surrogate"],
)
def test_tidy_text_is_plain(text: str, expected: str) -> None:
    assert tidy(text) == expected


def test_tidy_text_is_short() -> None:
    assert len(tidy("ﷺ" * 10**6)) <= LIMIT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("明兒個下午來修冷氣機", "明天下午来修冷气机"),
        ("俺家灯咋不亮", "我家灯怎么不亮"),
        ("礼拜天得闲", "星期日得闲"),
        ("听日下晝", "明天下昼"),
    ],
    ids=["traditional", "northern", "weekday", "cantonese"],
)
def test_dialect_becomes_standard(text: str, expected: str) -> None:
    assert standard(text) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [("交水费", "zh"), ("pay the water bill", "en"), ("book 一个 room", "zh"), ("3", "zh"), ("👍", "zh"), ("ok", "en")],
)
def test_language_is_told_by_script(text: str, lang: str) -> None:
    assert language(text) == lang


def test_homophones_sound_alike() -> None:
    assert sounds("水飞") == sounds("水费")
    assert sounds("女士") == sounds("旅四")
