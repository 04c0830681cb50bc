"""What is read from words alone: answers about danger, who must not be heard, which advice, what the settings say."""

from datetime import timedelta

import pytest

from actions.emergencies.advice import advice_for
from actions.emergencies.answers import says_danger, says_safe
from actions.emergencies.models import Danger
from actions.emergencies.plan import NUMBERS, numbers, waits
from actions.emergencies.quiet import asks_quiet, harmed_at_home
from actions.texts import load_texts


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("没有危险", "safe"),
        ("没危险的，就是水龙头滴水", "safe"),
        ("没得事", "safe"),
        ("冇事", "safe"),
        ("没有着火，是邻居炒菜", "safe"),
        ("点错了", "safe"),
        ("no danger", "safe"),
        ("it was a false alarm", "safe"),
        ("有危险", "danger"),
        ("有的", "danger"),
        ("快来", "danger"),
        ("yes please", "danger"),
        ("没有危险吗？", "neither"),
        ("没危险才怪", "neither"),
        ("我没事，但是我妈晕倒了", "neither"),
        ("没事，救命啊", "neither"),
        ("物业费多少", "neither"),
    ],
)
def test_an_answer_about_danger_is_read_from_all_of_it(words: str, meant: str) -> None:
    assert (says_safe(words), says_danger(words)) == (meant == "safe", meant == "danger")


@pytest.mark.parametrize(
    ("kind", "words", "quiet"),
    [
        ("violence", "别打电话，他在客厅", True),
        ("violence", "我不敢出声", True),
        ("burglary", "家里进人了，我躲着，别给我打电话", True),
        ("other", "help, he's here, don't call", True),
        ("medical", "我爸不能说话了", False),
        ("burglary", "有人偷偷翻进来了", False),
        ("violence", "他们在门口打架", False),
    ],
)
def test_who_asks_to_be_helped_without_a_sound(kind: str, words: str, quiet: bool) -> None:
    assert asks_quiet(kind, words) is quiet


@pytest.mark.parametrize(
    ("words", "at_home"),
    [
        ("我老公又打我", True),
        ("他喝多了掐我脖子", True),
        ("my husband is beating me", True),
        ("隔壁老公打老婆", False),
        ("有人拿刀砍人", False),
    ],
)
def test_who_is_harmed_by_somebody_who_may_read_along(words: str, at_home: bool) -> None:
    assert harmed_at_home("violence", words) is at_home


@pytest.mark.parametrize(
    ("kind", "words", "key"),
    [
        ("suicide", "我不想活了，孩子都大了", "advice.suicide"),
        ("suicide", "楼顶有人要跳", "advice.suicide_other"),
        ("suicide", "i want to die", "advice.suicide"),
        ("suicide", "a man is going to jump off the roof", "advice.suicide_other"),
        ("child_locked", "孩子被锁在车里", "advice.child_in_car"),
        ("child_locked", "孩子反锁在屋里", "advice.child_locked"),
    ],
)
def test_the_advice_is_for_whoever_reads_it(kind: str, words: str, key: str) -> None:
    assert advice_for(kind, words) == key


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_advice_can_be_said(lang: str) -> None:
    texts = load_texts("actions.emergencies")
    keys = [key for key in texts.keys(lang) if key.startswith("advice.")]
    assert {f"advice.{kind}" for kind in Danger} <= set(keys)
    for key in keys:
        assert "{" not in texts.render(lang, key, NUMBERS)


@pytest.mark.parametrize(
    ("kind", "first", "never"),
    [
        ("gas", "不要碰开关", "不要在屋里打电话"),
        ("elevator_trapped", "96333", "不要扒门"),
        ("electric", "先拉电闸", "不要碰触电的人"),
        ("fire", "119", "不要坐电梯"),
        ("medical", "120", "不要搬动"),
        ("suicide_other", "留在旁边", "不要激他"),
        ("suicide", "12356", "不要一个人"),
        ("drowning", "救生圈", "不要自己跳下水"),
        ("missing_child", "110", "不用等"),
        ("child_in_car", "119", "不要离开"),
        ("flood", "往高处走", "不要在水里碰电器"),
        ("violence", "12110", "去安全的地方"),
    ],
)
def test_the_first_step_and_the_wrong_one_are_named(kind: str, first: str, never: str) -> None:
    said = load_texts("actions.emergencies").render("zh", f"advice.{kind}", NUMBERS)
    assert first in said
    assert never in said


def test_a_community_sets_its_own_numbers() -> None:
    call = numbers({"emergency_lift": "0571-96333", "emergency_crisis": "call me", "emergency_fire": 119})
    assert (call["lift"], call["crisis"], call["fire"]) == ("0571-96333", "12356", "119")
    assert numbers({}) == NUMBERS


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (None, [30, 90, 180]),
        ([20, 60, 180], [20, 40, 120]),
        ("20、60、180", [20, 40, 120]),
        ("soon", [30, 90, 180]),
        ([30, 120], [30, 90, 180]),
        ([300, 120, 30], [30, 90, 180]),
        ([1, 2, 3], [30, 90, 180]),
    ],
)
def test_how_fast_a_call_climbs_is_set_or_as_usual(said: object, seconds: list[int]) -> None:
    assert waits({"emergency_climb": said}) == tuple(timedelta(seconds=each) for each in seconds)
