"""A word or two without a word of danger pages and asks nobody, whatever a model thinks of them."""

import pytest

from nlu.emergency import Net
from nlu.types import Certainty

NET = Net({"type": {"fire": ("着火", "fire"), "medical": ("晕倒",)}})


@pytest.mark.parametrize(
    "said", ["我家", "物业费", "电梯里", "我想问下", "请问一下", "老人", "厨房", "the lift", "water", "hello"]
)
def test_a_scrap_is_no_emergency(said: str) -> None:
    assert NET.judge(said, 0.99, first=True) is Certainty.UNSURE


@pytest.mark.parametrize("said", ["着火了", "救命", "快来人", "晕倒了", "fire!", "help me", "快点来人"])
def test_a_short_cry_is_heard(said: str) -> None:
    assert NET.judge(said, 0.99, first=True) is not Certainty.UNSURE
