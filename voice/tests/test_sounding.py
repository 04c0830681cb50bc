import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.field import words
from voice.sounding import FUZZY, Field, apart, far
from voice.speech import Heard

FIELD = Field(words())


def readings(text: str, *others: str) -> list[str]:
    return [reading.text for reading in FIELD.readings(Heard(text, others))]


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("查一下午夜废", "查一下物业费"),
        ("除防水管弄水", "厨房水管漏水"),
        ("我要爆凶", "我要报修"),
        ("电机坏了", "电梯坏了"),
        ("预约与毛球场", "预约羽毛球场"),
        ("我的快地到了吗", "我的快递到了吗"),
    ],
)
def test_a_misheard_word_is_read_as_the_one_it_sounds_like(heard: str, said: str) -> None:
    assert said in readings(heard)


@pytest.mark.parametrize(
    "heard", ["物业费多少钱", "厨房水管漏水", "今天天气真好", "hello there", "", "我在看电视剧", "孙子在学钢琴"]
)
def test_what_is_heard_stays_the_first_reading(heard: str) -> None:
    assert readings(heard)[0] == heard


@pytest.mark.parametrize("heard", ["是的", "不是", "睡得", "好吧", "今天吃什么菜", "你听过这首歌吗"])
def test_small_talk_is_read_as_nothing_else(heard: str) -> None:
    assert readings(heard) == [heard]


def test_a_name_of_the_community_is_read_like_any_other_word() -> None:
    field = Field(["望江阁"])
    assert "去望江阁开会" in [one.text for one in field.readings(Heard("去忘将歌开会"))]


def test_another_reading_of_the_ear_costs_more_than_the_first() -> None:
    first, *others = FIELD.readings(Heard("我要爆胸", ("我要报修",)))
    assert first.cost == 0
    assert next(one for one in others if one.text == "我要报修").cost > 0


@given(st.text("查下午夜废费电梯坏水管漏报修我要的了", max_size=14))
def test_a_reading_is_as_long_as_what_was_heard_and_costs_no_more_than_it_may(text: str) -> None:
    for reading in FIELD.readings(Heard(text)):
        assert len(reading.text) == len(text)
        assert 0 <= reading.cost <= FUZZY * max(len(text), 1)


@given(st.text("费废分水税睡单但", max_size=6), st.text("费废分水税睡单但", max_size=6))
def test_distance_by_sound_is_the_same_both_ways_and_between_0_and_1(one: str, other: str) -> None:
    assert far(one, other) == pytest.approx(far(other, one))
    assert 0 <= far(one, other) <= 1
    assert far(one, one) == 0


@pytest.mark.parametrize(("near", "further"), [(("zhi", "zi"), ("zhi", "ba")), (("lin", "ling"), ("lin", "lou"))])
def test_what_southern_speech_merges_is_near(near: tuple[str, str], further: tuple[str, str]) -> None:
    assert apart(*near) < apart(*further)


def test_the_end_of_a_word_that_is_known_is_not_taken_for_an_ending() -> None:
    field = Field(["小区大门"])
    assert {one.text for one in field.readings(Heard("开小区大门"))} == {"开小区大门"}
    assert "电梯坏了" in {one.text for one in Field(["电梯"]).readings(Heard("电梯坏门"))}
