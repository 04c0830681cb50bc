from dataclasses import replace
from datetime import UTC, datetime, timedelta

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
COOLED = Screen(at=NOW, records=(Shown(kind="device_event", key="b", says="空调", measured="degrees"),))
LIT = Screen(at=NOW, records=(Shown(kind="device_event", key="b", says="灯"),))
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
        plain = {refers.point, refers.correct, refers.undo, refers.cancel, refers.listed}
        patterns = {call for _, call in (*refers.asks, *refers.asked)} | {call for *_, call in refers.alone}
        named = (plain | patterns) - {""}
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


@pytest.mark.parametrize(
    ("text", "seen", "call"),
    [
        pytest.param("26", [COOLED], "corrected", id="degrees"),
        pytest.param("26", [LIT], "", id="a lamp has no degrees"),
        pytest.param("26", [], "", id="nothing was shown"),
        pytest.param("26", [COOLED, Screen(at=NOW, records=(WATER,))], "", id="something else was shown since"),
        pytest.param("26", [replace(COOLED, at=NOW - timedelta(minutes=20))], "", id="long ago"),
        pytest.param("260", [COOLED], "", id="no temperature"),
        pytest.param("好了没？", [LIT], "how_it_is", id="is it done"),
        pytest.param("家里都好了没", [LIT], "", id="more than that"),
    ],
)
def test_a_word_alone_is_of_what_was_just_moved(text: str, seen: list[Screen], call: str) -> None:
    expected = Command(Move.PRESS, f"devices.{call}", "b") if call else CLARIFY
    assert step(text, *seen) == expected


def test_a_pattern_may_name_a_slot() -> None:
    room = (Entity("device_room", "bedroom", "卧室", 0, 2),)
    talk = Conversation("c", "web", "t", shown=[LIT.dump()])
    for text, expected in (("卧室的", Command(Move.PRESS, "devices.there_too", "b")), ("卧室", CLARIFY)):
        understood = Understanding(text, "zh", (Intent("", 0.5),), Certainty.LIKELY, room)
        message = Message(channel="web", community="q", thread="t", sender="t", update_id="1", text=text, sent_at=NOW)
        assert followed(talk, message, understood, CLARIFY, REGISTRY, NOW).step == expected


LAMP = Shown(kind="ticket", key="T-5", says="T-5 灯", called=("灯",))
REPORTED = Screen(at=NOW, records=(TOILET,), done="ticket:T-4")


@pytest.mark.parametrize(
    ("text", "shown", "expected"),
    [
        pytest.param("要不要钱", REPORTED, Command(Move.PRESS, "repairs.cost", "T-4"), id="cost"),
        pytest.param("修马桶大概多少钱", REPORTED, Command(Move.PRESS, "repairs.cost", "T-4"), id="cost, by its name"),
        pytest.param(
            "will they charge me?", REPORTED, Command(Move.PRESS, "repairs.cost", "T-4"), id="cost in English"
        ),
        pytest.param("谁来修", REPORTED, Command(Move.PRESS, "repairs.who_and_when", "T-4"), id="who"),
        pytest.param(
            "what time does he come?", REPORTED, Command(Move.PRESS, "repairs.who_and_when", "T-4"), id="when"
        ),
        pytest.param(
            "收费吗", Screen(at=NOW, records=(TOILET, LAMP)), Command(Move.PRESS, "repairs.cost", ""), id="of several"
        ),
        pytest.param(
            "要钱吗",
            Screen(at=NOW, records=(TOILET, LAMP), done="ticket:T-5"),
            Command(Move.PRESS, "repairs.cost", "T-5"),
            id="the one that was done",
        ),
        pytest.param(
            "怎么交", Screen(at=NOW, records=(WATER,)), Command(Move.PRESS, "fees.where_to_pay", "w"), id="pay"
        ),
        pytest.param("订球场要不要钱", REPORTED, CLARIFY, id="another thing is named"),
        pytest.param("谁来过我家", REPORTED, CLARIFY, id="another question"),
        pytest.param("要不要钱", Screen(at=NOW, records=(TOILET, WATER)), CLARIFY, id="of two kinds"),
    ],
)
def test_a_question_that_names_nothing_is_about_what_is_spoken_of(text: str, shown: Screen, expected: Command) -> None:
    assert step(text, shown) == expected


def test_a_fee_that_is_named_is_asked_about_itself() -> None:
    assert step("多少钱", REPORTED, slots=("fee_type",)) == CLARIFY
