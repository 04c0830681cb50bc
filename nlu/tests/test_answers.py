import pytest

from nlu.answers import left_over


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("周五之前都行", "周五"),
        ("嗯 那就明天上午吧", "明天上午"),
        ("下午三点左右我在家", "下午三点"),
        ("any time after five is fine", "five"),
        ("let's say Friday then", "Friday"),
    ],
)
def test_words_around_an_answer_are_no_more_than_that(text: str, told: str) -> None:
    start = text.index(told)
    assert left_over(text, range(start, start + len(told))) == 0


@pytest.mark.parametrize(
    ("text", "told", "least"),
    [("周五可以订羽毛球场吗", "周五", 5), ("今天天气怎么样", "今天", 5), ("is the pool open on Friday", "Friday", 8)],
)
def test_a_question_beside_it_is_more(text: str, told: str, least: int) -> None:
    start = text.index(told)
    assert left_over(text, range(start, start + len(told))) >= least
