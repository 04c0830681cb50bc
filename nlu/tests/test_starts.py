import re

from hypothesis import given
from hypothesis import strategies as st

from nlu import starts
from nlu.slots import chinese_words, english_words, money, number, people, period

_LOOKED_FOR = (chinese_words.WORDS, english_words.WORDS, people._PEOPLE, money._SUM, number._FLOOR, period._PATTERN)
_PIECES = ("明天", "下个周", "周三", "晚上", "3点", "八点半", "tomorrow", "at 7pm", "ten people", "两个人", "交300")


def _without_looking(pattern: re.Pattern[str]) -> re.Pattern[str]:
    inside = pattern.pattern
    return re.compile(inside[inside.index("])(?:") + len("])(?:") : -1])


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=12).map("".join))
def test_looking_first_finds_the_same(text: str) -> None:
    for pattern in _LOOKED_FOR:
        found = [(match.span(), match.groupdict()) for match in pattern.finditer(text)]
        assert found == [(match.span(), match.groupdict()) for match in _without_looking(pattern).finditer(text)]


def test_a_pattern_is_tried_where_one_of_its_words_can_begin() -> None:
    assert starts.words(r"(?<!x)(?:ab|c?d|\s-)|[e-g]+").pattern.startswith(r"(?=[\sacdefg])")
    assert starts.words("(?P<a>a)?(?(a)b|c)").pattern.startswith("(?=[abc])")


def test_a_pattern_that_may_begin_with_anything_or_be_empty_stays_as_it_is() -> None:
    for pattern in ("a*", ".b", "[^c]d", "[\u4e00-\u9fff]e", "(?=f)", "g|", r"\Wh"):
        assert starts.words(pattern).pattern == pattern
