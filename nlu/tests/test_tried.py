import pytest

from nlu.tried import stays_so, tells_of_trying, tried, tried_in_vain


@pytest.mark.parametrize(
    "text",
    [
        "换了灯管也不亮",
        "自己捅了半天还是堵",
        "重启了好几次都没反应",
        "把电池换了也没用",
        "还是没反应",
        "but I reset it twice and nothing happens",
        "we tried a new bulb, no luck",
        "it still leaks",
    ],
)
def test_what_was_tried_in_vain_is_no_matter_of_its_own(text: str) -> None:
    assert tried_in_vain(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("洗衣机修过了还是响", id="another thing is named first"),
        pytest.param("灯坏了", id="nothing was tried"),
        pytest.param("换不了灯泡", id="it could not be tried"),
        pytest.param("请换一下灯泡", id="it is wished for"),
        pytest.param("the fridge is still broken", id="another thing in English"),
        pytest.param("my bulb needs changing", id="it is wished for in English"),
    ],
)
def test_another_thing_is_a_matter_of_its_own(text: str) -> None:
    assert not tried_in_vain(text)


def test_what_was_tried_comes_before_what_stayed() -> None:
    assert tried("我换过灯泡了")
    assert tried("I replaced the bulb")
    assert not tried("灯坏了")
    assert stays_so("客厅的灯还是不亮")


def test_a_worker_who_came_in_vain_is_nothing_the_speaker_tried() -> None:
    assert tells_of_trying("my tap drips. I tightened it but it still drips")
    assert not tells_of_trying("师傅来过了，水管还是漏")
    assert not tells_of_trying("I replaced the bulb and it works")
