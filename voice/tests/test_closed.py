import pytest

from voice.ears.closed import clear, is_short, near, picked
from voice.speech import Heard

CHOICES = ("是的", "不是", "取消")
SILENT = (-7.5, -6.9, -5.3)


@pytest.mark.parametrize(
    ("heard", "scores", "said"),
    [
        (Heard("是的。", (), 0.9), (-0.5, -3.0, -6.0), "是的"),
        (Heard("事等", (), 0.6), (-2.0, -3.5, -6.0), "是的"),
        (Heard("曲效", (), 0.6), (-6.0, -6.5, -2.0), "取消"),
    ],
)
def test_the_choice_that_is_likely_and_sounds_like_it_was_said(
    heard: Heard, scores: tuple[float, ...], said: str
) -> None:
    found = picked(heard, CHOICES, scores, SILENT)
    assert found is not None
    assert found.text == said
    assert found.confidence > 0.5
    assert len(found.others) == 2


def test_a_request_while_a_choice_is_open_stays_a_request() -> None:
    heard = Heard("厨房水管漏水", (), 0.9)
    assert picked(heard, CHOICES, (-7.4, -7.0, -5.2), SILENT) is None
    assert not is_short(heard, CHOICES)


def test_a_word_that_is_likely_whatever_is_heard_counts_less() -> None:
    heard = Heard("没", (), 0.5)
    found = picked(heard, ("没有", "再说一遍"), (-3.5, -3.4), (-6.9, -3.7))
    assert found is not None
    assert found.text == "没有"


def test_two_choices_that_are_as_likely_are_not_sure() -> None:
    found = picked(Heard("是", (), 0.5), ("是的", "是了"), (-2.0, -2.0), (-6.0, -6.0))
    assert found is not None
    assert found.confidence < 0.8


def test_a_syllable_too_short_to_be_read_is_known_by_how_likely_it_is() -> None:
    found = picked(Heard(), CHOICES, (-2.0, -6.0, -5.0), SILENT)
    assert found is not None
    assert found.text == "是的"


def test_where_nothing_is_likelier_than_in_silence_nothing_was_said() -> None:
    assert picked(Heard(), CHOICES, (-7.0, -6.5, -5.0), SILENT) is None


@pytest.mark.parametrize(
    ("heard", "choice"),
    [("是的。", "是的"), ("曲消", "取消"), ("取消", "取消"), ("查物业费", None), ("", None), ("不", None)],
)
def test_what_sounds_like_one_choice_only_needs_no_closer_look(heard: str, choice: str | None) -> None:
    found = clear(Heard(heard, (), 0.5), CHOICES)
    assert (found.text if found else None) == choice


def test_two_choices_that_sound_alike_need_a_closer_look() -> None:
    assert clear(Heard("四点", (), 0.9), ("十点", "四点", "是点")) is None


@pytest.mark.parametrize(("heard", "said"), [("不许讲", "不是"), ("我要交物业费", None)])
def test_a_choice_that_is_likely_was_said_where_about_as_much_was_heard(heard: str, said: str | None) -> None:
    found = picked(Heard(heard, (), 0.4), CHOICES, (-7.0, -4.0, -7.0), SILENT)
    assert (found.text if found else None) == said


def test_where_nothing_was_heard_a_choice_has_to_be_much_likelier_than_in_silence() -> None:
    assert picked(Heard(), CHOICES, (-5.7, -6.5, -5.0), SILENT) is None
    assert picked(Heard(), CHOICES, (-5.5, -6.5, -5.0), SILENT) is not None


def test_only_what_may_have_been_said_is_looked_at_closely() -> None:
    assert near(Heard("曲效", (), 0.6), CHOICES) == ("取消",)
    assert near(Heard(), CHOICES) == CHOICES, "where nothing was read it may be any of them"
    many = tuple(f"{digit}号" for digit in "一二三四五六七八九十两百千万")
    assert len(near(Heard("七号", (), 0.6), many)) <= 10
    assert near(Heard("七号", (), 0.6), many)[0] == "七号"
