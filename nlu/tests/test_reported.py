import pytest

from nlu.reported import asks_for_reported


@pytest.mark.parametrize(
    "text",
    [
        "我都报了些什么",
        "我之前报修过哪些东西",
        "帮我查一下我一共反映了几件事",
        "把我报过的事列出来",
        "我提过哪些投诉",
        "What have I reported?",
        "show me all my reports please",
        "list everything I have reported",
        "which problems have we raised so far",
        "what did I complain about",
    ],
)
def test_somebody_asks_for_all_they_reported(text: str) -> None:
    assert asks_for_reported(text)


@pytest.mark.parametrize(
    "text",
    [
        "我报了活动",
        "我报的灯修好了吗",
        "我要报修",
        "我报了什么课",
        "报修要什么材料",
        "报了警",
        "what did you report",
        "I reported a leak",
        "show me my bills",
        "what should I report",
    ],
)
def test_anything_else_is_no_such_question(text: str) -> None:
    assert not asks_for_reported(text)
