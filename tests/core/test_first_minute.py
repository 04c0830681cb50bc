"""The first minute of a house that still learns: a simpler engine answers, and seldom asks about danger in vain."""

from datetime import datetime

import pytest

from actions.phrases import phrase_files
from actions.registry import builtin
from nlu.engines import training
from nlu.engines.embedded import EmbeddedEngine, build
from nlu.phrases import read
from nlu.types import Certainty, Hints

NOW = datetime.fromisoformat("2025-09-17T10:00:00+08:00")


@pytest.fixture(scope="module")
def first() -> EmbeddedEngine:
    return build(training._some(read(phrase_files(builtin()))), None)


@pytest.mark.parametrize(
    "text",
    [
        "水龙头一直滴水",
        "小姑娘，我是三楼的老太婆，我这个水喉滴答滴答一晚上，睡不着",
        "龙头关不紧咯，一滴一滴的，水费要走好多哦",
        "哎哟我家那个水龙头啊一直滴滴答答滴个不停",
        "麻烦看看我这个月水费",
        "the tap in my kitchen drips all day",
    ],
)
def test_what_is_no_danger_is_not_asked_about(first: EmbeddedEngine, text: str) -> None:
    assert first.parse(text, None, NOW, Hints()).emergency is Certainty.UNSURE


@pytest.mark.parametrize(
    "text", ["厨房着火了", "屋头起火咯，快点来人哈", "我爸倒在地上不动了", "we are stuck in the lift"]
)
def test_danger_is_noticed_at_once(first: EmbeddedEngine, text: str) -> None:
    assert first.parse(text, None, NOW, Hints()).emergency is not Certainty.UNSURE
