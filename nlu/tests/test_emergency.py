from datetime import datetime

import pytest

from nlu.emergency import FULL, LITE, Net
from nlu.engines.embedded import EmbeddedEngine
from nlu.plight import tells_of_danger
from nlu.types import Certainty, Hints

NOW = datetime.fromisoformat("2025-09-17T10:00:00+08:00")
WORDS = {
    "type": {
        "fire": ("着火", "119", "smoke"),
        "medical": ("晕倒", "120"),
        "violence": ("打架", "110"),
        "suicide": ("跳楼",),
        "burglary": ("贼",),
        "elderly": ("老人",),
    }
}


@pytest.mark.parametrize(
    "text",
    [
        "着火了",
        "著火了",
        "奶奶晕到了",
        "救命啊",
        "help me",
        "快打120",
        "有人晕倒在楼下",
        "there is smoke in the corridor",
        "家里进贼了",
    ],
)
def test_a_word_of_danger_raises_a_question(text: str) -> None:
    assert Net(WORDS).judge(text, 0.1, first=False) is Certainty.LIKELY


@pytest.mark.parametrize("text", ["救命啊", "快来人啊", "help me", "sos", "i think gas is leaking", "it smells of gas"])
def test_a_cry_for_help_raises_a_question_whatever_the_model_thinks(text: str) -> None:
    assert Net(WORDS).judge(text, 0.0, first=False) is Certainty.LIKELY


@pytest.mark.parametrize(
    "text",
    [
        "我跟孙女都在电梯里，怎么按它也不开门",
        "we are in the lift and nothing happens when i press open",
        "从椅子上秃噜下去了，胯骨使不上劲",
        "she slipped in the bath and cannot stand up",
        "我爱人嘴突然歪了",
        "his face is drooping and he talks funny",
        "厨房热水器炸了，烫的水往外喷",
        "hot steam is shooting out of the wall",
        "我想好了，我是真的想解脱",
        "i am ready to end it all",
        "my neighbour is beating her again",
        "he locked me in the bedroom",
        "我婆婆把我锁在屋里",
    ],
)
def test_a_plight_told_without_a_word_of_danger_is_asked_about(text: str) -> None:
    assert Net(WORDS).judge(text, 0.0, first=False, confidence=0.99) is Certainty.LIKELY


@pytest.mark.parametrize(
    "text",
    [
        "电梯里的广告太吵，按静音没反应",
        "is there a light in the lift, it is not moving with the music",
        "孩子滑滑梯那块地垫没了",
        "i fell behind with the fee and can't pay in one go",
        "墙上的画歪了",
        "热水管不热",
        "i want to end my lease",
        "they kicked me off the badminton court",
        "i locked myself out of 1203",
        "风把我锁在门外面了",
        "it hit me that the fee was due yesterday",
    ],
)
def test_what_only_resembles_a_plight_is_not(text: str) -> None:
    assert Net(WORDS).judge(text, 0.0, first=False, confidence=0.99) is Certainty.UNSURE


@pytest.mark.parametrize(
    "text",
    [
        "我住1203",
        "1102室的水费",
        "110室怎么走",
        "煤气灶打不着火",
        "燃气报警器没电了",
        "消防演练几点",
        "如果着火了该怎么办",
        "去年楼上着过火",
        "这两天贼冷",
        "老人活动几点",
        "smoke alarm battery is low",
        "what if there is smoke",
        "交120块",
    ],
)
def test_talk_about_danger_and_numbers_raise_none(text: str) -> None:
    assert Net(WORDS).judge(text, 0.0, first=False) is Certainty.UNSURE


@pytest.mark.parametrize("text", ["燃气费", "煤气费不对", "上个月燃气的账单", "天然气费用多少"])
def test_what_gas_costs_is_no_danger(text: str) -> None:
    assert Net(WORDS).judge(text, 0.25, first=False) is Certainty.UNSURE
    assert Net(WORDS).judge("燃气费的事，还有煤气漏气了", 0.25, first=False) is Certainty.LIKELY


@pytest.mark.parametrize(
    "text", ["就我们两个人来", "我家里有两个人住", "一共三个人", "他还要带俩人", "我在七楼,帮我叫电梯"]
)
def test_how_many_come_or_live_somewhere_is_no_danger(text: str) -> None:
    assert Net(WORDS).judge(text, 0.99, first=True) is Certainty.UNSURE


@pytest.mark.parametrize("text", ["客厅太暗了看不清字", "家里黑漆漆的,看书都看不清", "屋里头黑乎乎的,看字费劲"])
def test_too_dark_to_read_is_no_danger(text: str) -> None:
    assert Net(WORDS).judge(text, 0.5, first=False) is Certainty.UNSURE


@pytest.mark.parametrize("text", ["屋里黑漆漆的,我害怕", "突然看不见了", "电梯里黑,出不去"])
def test_who_is_afraid_in_the_dark_is_asked(text: str) -> None:
    assert Net(WORDS).judge(text, 0.5, first=False) is Certainty.LIKELY


@pytest.mark.parametrize("text", ["里面还有两个人", "电梯里两个人出不来", "两个人倒在地上", "屋里有三个人在喊"])
def test_how_many_are_caught_is_danger(text: str) -> None:
    assert Net(WORDS).judge(text, 0.99, first=True) is Certainty.SURE


def test_half_a_chance_is_enough_to_ask() -> None:
    assert Net(WORDS).judge("哎哟", 0.5, first=False) is Certainty.LIKELY


def test_a_drill_is_never_sure() -> None:
    assert Net(WORDS).judge("消防演练着火了", 0.99, first=True) is Certainty.LIKELY


def test_what_is_surely_something_else_must_sound_worse() -> None:
    assert Net(WORDS).judge("水管漏水了", 0.6, first=False, confidence=0.5) is Certainty.LIKELY
    assert Net(WORDS).judge("水管漏水了", 0.6, first=False, confidence=0.99) is Certainty.UNSURE
    assert Net(WORDS).judge("水管漏水了", 0.95, first=False, confidence=0.99) is Certainty.LIKELY


def test_what_nobody_serves_is_nothing_else_that_is_meant() -> None:
    assert Net(WORDS).judge("锅烧糊了", 0.25, first=False, confidence=0.95) is Certainty.UNSURE
    assert Net(WORDS).judge("锅烧糊了", 0.25, first=False, confidence=0.95, served=False) is Certainty.LIKELY
    assert Net(WORDS).judge("高血压吃什么药好", 0.25, first=False, confidence=0.99, served=False) is Certainty.UNSURE
    assert Net(WORDS).judge("今天天气真好啊", 0.25, first=False, confidence=0.95, served=False) is Certainty.UNSURE


def test_people_are_paged_at_once_only_when_the_model_has_hardly_a_doubt() -> None:
    assert Net(WORDS).judge("着火了", 0.96, first=True) is Certainty.SURE
    assert Net(WORDS).judge("着火了", 0.9, first=True) is Certainty.LIKELY


def test_a_model_that_knows_little_must_sound_worse_before_it_asks_or_pages() -> None:
    net = Net(WORDS)
    assert [net.judge("厨房水管滴水", 0.35, first=False, bars=bars) for bars in (FULL, LITE)] == [
        Certainty.LIKELY,
        Certainty.UNSURE,
    ]
    assert [net.judge("着火了", 0.97, first=True, bars=bars) for bars in (FULL, LITE)] == [
        Certainty.SURE,
        Certainty.LIKELY,
    ]
    assert net.judge("有人晕倒在楼下", 0.15, first=False, bars=LITE) is Certainty.LIKELY
    assert net.judge("电梯停了我们出不去", 0.08, first=False, bars=LITE) is Certainty.LIKELY


def test_danger_is_judged_apart_from_what_is_asked(engine: EmbeddedEngine) -> None:
    assert engine.parse("厨房着火了快来", None, NOW, Hints()).emergency is Certainty.SURE
    assert engine.parse("厨房着火了快来", None, NOW, Hints()).value("type") == "fire"
    assert engine.parse("查一查物业费", None, NOW, Hints()).emergency is Certainty.UNSURE


def test_that_nobody_is_caught_pages_nobody_unless_something_else_sounds_like_danger() -> None:
    net = Net(WORDS)
    assert net.judge("没人困在里面 就是不来", 0.99, first=True) is Certainty.LIKELY
    assert net.judge("没人在里面", 0.99, first=True) is Certainty.UNSURE
    assert net.judge("没人在里面，着火了", 0.99, first=True) is Certainty.SURE
    assert net.judge("电梯里没人应，我被困了", 0.99, first=True) is Certainty.SURE
    assert net.judge("煤气呢", 0.99, first=True) is Certainty.UNSURE
    assert net.judge("煤气漏了", 0.99, first=True) is Certainty.SURE


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("we're stuck in the goods lift and the phone in it is dead", True),
        ("somebody is trapped inside the lift of block 4", True),
        ("the parcel got stuck in the lift door", False),
        ("我真的不想活了,麻烦你们照顾我的猫", True),
        ("天热得不想活动", False),
        ("想死你们了", False),
        ("家里天然气有股味,阀门我关了", True),
        ("如果闻到煤气味该打哪个电话", False),
        ("燃气灶有味道正常吗", False),
    ],
)
def test_who_is_caught_or_takes_leave_is_asked_whatever_else_is_said(text: str, asked: bool) -> None:
    assert tells_of_danger(text) is asked
