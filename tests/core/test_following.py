from datetime import UTC, datetime

import pytest

from actions.message import Message
from actions.reference import Screen, Shown
from actions.registry import builtin, registry_of
from actions.state import Conversation
from bot.following import followed
from bot.moves import Command, Move
from bot.testing import Talk, texts
from nlu.types import Certainty, Entity, Intent, Understanding

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
REGISTRY = registry_of(builtin())
TOILET = Shown(kind="ticket", key="T-4", says="T-4 马桶", called=("马桶",))
WATER = Shown(kind="bill", key="w", says="水费", called=("水费",))
PARKING = Shown(kind="bill", key="p", says="停车费", called=("停车",))
CLARIFY = Command(Move.CLARIFY)
DONE = Screen(at=NOW, records=(TOILET,), done="ticket:T-4", before={"wish": "明天"})


def step(
    text: str, *shown: Screen, before: Command = CLARIFY, intent: str = "", slots: tuple[str, ...] = ()
) -> Command:
    found = tuple(Entity(slot, "x", text, 0, len(text)) for slot in slots)
    understood = Understanding(text, "zh", (Intent(intent, 0.5),), Certainty.LIKELY, found)
    talk = Conversation("c", "web", "t", shown=[screen.dump() for screen in shown])
    message = Message(channel="web", community="q", thread="t", sender="t", update_id="1", text=text, sent_at=NOW)
    return followed(talk, message, understood, before, REGISTRY, NOW).step


@pytest.mark.parametrize("kind", sorted({kind for scenario in builtin() for kind in scenario.refers}))
def test_what_may_follow_a_record_names_functions_that_are_there(kind: str) -> None:
    for scenario in builtin():
        refers = scenario.refers.get(kind)
        if refers is None:
            continue
        named = {refers.point, refers.correct, refers.undo, refers.cancel, *(call for _, call in refers.asks)} - {""}
        assert named <= set(scenario.calls)
        assert set(scenario.follows) <= set(scenario.intents)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("第二个", Command(Move.PRESS, "fees.this_bill", "p"), id="it is only pointed at"),
        pytest.param("第二笔不对", Command(Move.PRESS, "fees.dispute_this", "p"), id="something is wanted of it"),
        pytest.param("停车那个怎么交", Command(Move.PRESS, "fees.pay_this", "p"), id="by its name"),
        pytest.param("那笔不对", None, id="which one is asked"),
        pytest.param("那个羽毛球馆怎么订", CLARIFY, id="something else is named"),
        pytest.param("is that it?", CLARIFY, id="a mere it"),
        pytest.param("那个，我想问问别的", CLARIFY, id="a sound before the matter"),
    ],
)
def test_a_message_that_points_goes_to_the_record(text: str, expected: Command | None) -> None:
    found = step(text, Screen(at=NOW, records=(WATER, PARKING)))
    assert found == (
        expected
        or Command(Move.PRESS, "conversation.which_record", "fees.dispute_this:bill:w\nfees.dispute_this:bill:p")
    )


@pytest.mark.parametrize("text", ["改回去", "撤销", "undo", "还是原来的时间吧", "please change it back"])
def test_undo_goes_to_what_was_done_last(text: str) -> None:
    assert step(text, DONE) == Command(Move.PRESS, "repairs.undo", "T-4")


def test_a_correction_goes_to_what_was_done_last_and_has_such_a_thing() -> None:
    bills = Screen(at=NOW, records=(WATER, PARKING), intent="bill_query")
    correction = Command(Move.ANSWER, "correct")
    assert step("不对，是后天", DONE, bills, before=correction, intent="correct", slots=("time",)) == Command(
        Move.PRESS, "repairs.correct", "T-4"
    )
    asked_again = step("不是水费，是电费", DONE, bills, before=correction, intent="correct", slots=("fee_type",))
    assert asked_again == Command(Move.ANSWER, "bill_query")


def test_a_correction_of_nothing_stays_what_it_is() -> None:
    correction = Command(Move.ANSWER, "correct")
    assert step("不对，是后天", before=correction, intent="correct", slots=("time",)) == correction


def test_never_mind_is_about_what_was_done_in_the_turn_before() -> None:
    cancel = Command(Move.CANCEL)
    assert step("算了", DONE, before=cancel) == Command(Move.PRESS, "repairs.drop", "T-4")
    assert step("算了", DONE, Screen(at=NOW, records=(WATER,)), before=cancel) == cancel


def test_a_call_for_a_person_or_for_help_never_leans_on_anything() -> None:
    for name in ("human_handoff", "emergency"):
        answer = Command(Move.ANSWER, name)
        assert step("第一个", Screen(at=NOW, records=(WATER, PARKING)), before=answer, intent=name) == answer


async def test_in_a_group_nothing_private_can_be_pointed_at(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    resident.private = False
    await resident.says("我有哪些费没交")
    assert "元" not in texts(await resident.says("第二笔"))


async def test_the_next_person_at_a_shared_screen_cannot_point_at_what_another_saw(talk: Talk) -> None:
    first = await talk.as_resident("R1")
    await first.says("我有哪些费没交")
    talk.sender = first.sender
    second = await first.as_resident("R2")
    message = second.message("第二笔", thread=first.sender)
    await second.app.engine.accept(message)
    await second.app.drain()
    assert "260.00" not in texts(first.mine()[-1:])


async def test_a_button_of_which_one_still_knows_what_was_wanted(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("卫生间马桶堵了")
    await resident.press("都行")
    await resident.says("我的报修到哪了")
    assert "哪一个" in texts(await resident.says("那个改到后天下午"))
    said = texts(await resident.press("T-1 门口对讲听不见声音"))
    assert "T-1：时间改成后天（3月6日）下午" in said
