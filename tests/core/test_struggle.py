import pytest

from bot.moves import Move
from bot.struggle import MOST, Signs, Strain, alike, signs_of, wants_person
from nlu.mood import Mood

ANGRY, CALM = Mood(angry=True), Mood()


def go(*messages: tuple[str, Mood, Move]) -> Strain:
    strain = Strain()
    for text, felt, move in messages:
        strain = strain.after(text, signs_of(strain, text, felt, move))
    return strain


@pytest.mark.parametrize(
    ("messages", "points"),
    [
        ([("厨房漏水了", CALM, Move.ANSWER)], 0),
        ([("烦死了", ANGRY, Move.ANSWER)], 2),
        ([("烦死了", ANGRY, Move.CLARIFY)], 3),
        ([("那个弄一下", CALM, Move.CLARIFY), ("就那个嘛", CALM, Move.OFFER_PERSON)], 2),
        ([("那个弄一下", CALM, Move.CLARIFY), ("那个弄一下！", CALM, Move.OFFER_PERSON)], 3),
        ([("查物业费", CALM, Move.ANSWER), ("查物业费", CALM, Move.ANSWER)], 1),
        ([("不对，后天", CALM, Move.CORRECT), ("周四吧", CALM, Move.CORRECT), ("算了周五", CALM, Move.DECLINE)], 3),
        ([("烦死了", ANGRY, Move.ANSWER), ("明天上午", CALM, Move.FILL), ("好", CALM, Move.CONFIRM)], 0),
        ([("喂", Mood(shouting=True), Move.ANSWER), ("说了三遍了", Mood(unheard=True), Move.ANSWER)], 2),
        ([("真气人", ANGRY, Move.ANSWER)] * 5, MOST),
    ],
)
def test_points_gather_and_go_again(messages: list[tuple[str, Mood, Move]], points: int) -> None:
    assert go(*messages).points == points


def test_elders_are_offered_a_person_sooner() -> None:
    strain = Strain(points=2)
    assert wants_person(strain, elder=True)
    assert not wants_person(strain, elder=False)
    assert wants_person(Strain(points=3), elder=False)


def test_small_words_may_be_repeated() -> None:
    strain = Strain().after("谢谢您啊", Signs(CALM))
    assert not signs_of(strain, "谢谢您啊", CALM, Move.ANSWER, "thanks").repeated
    assert signs_of(strain, "谢谢您啊", CALM, Move.ANSWER, "bill_query").repeated


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("厨房漏水了", "厨房漏水了。", True),
        ("我家厨房的水龙头又漏水了", "我家厨房水龙头又漏水了", False),
        ("please fix the lamp", "Please fix the lamp!!", True),
        ("二号楼的灯坏了", "三号楼的灯坏了", False),
        ("好", "好", False),
        ("", "", False),
    ],
)
def test_what_says_the_same(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


def test_the_offer_is_made_anew_when_it_went_well_in_between() -> None:
    offered = Strain(points=1, offered=True)
    assert not offered.after("好的", Signs(CALM)).offered
    assert offered.after("气人", Signs(ANGRY)).offered


def test_it_survives_being_stored() -> None:
    strain = Strain(2, ("一", "二"), offered=True)
    assert Strain.load(strain.dump()) == strain
    assert Strain.load({}) == Strain()
