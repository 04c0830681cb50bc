import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.message import MessageKind
from actions.ticket import Ticket
from bot.inbox import InboxRow, InboxState
from bot.jobs import JobRow, JobState
from bot.outbox import OutboxRow, OutboxState
from bot.testing import Talk, texts
from integrations.devices import Outcome
from tests.conftest import House


def tickets(db: Session) -> list[Ticket]:
    return list(db.scalars(select(Ticket).order_by(Ticket.created_at)))


def inbox_states(db: Session) -> list[str]:
    return list(db.scalars(select(InboxRow.state).order_by(InboxRow.id)))


def outbox_states(db: Session) -> list[str]:
    return list(db.scalars(select(OutboxRow.state).order_by(OutboxRow.id)))


async def test_a_message_is_answered_once_with_the_record_that_proves_it(toy_talk: Talk) -> None:
    said = await toy_talk.says("note the tap drips")
    assert [delivery.text for delivery in said] == ["记下了，单号 T-1。"]
    assert said[0].record == "ticket:T-1"


async def test_a_repeated_update_changes_nothing(toy_talk: Talk) -> None:
    message = toy_talk.message("note once")
    first = await toy_talk.send(message)
    assert len(first) == 1
    assert await toy_talk.send(message) == []
    assert len(await toy_talk.read(tickets)) == 1


async def test_the_same_update_five_times_at_once_is_one_turn(toy_talk: Talk) -> None:
    message = toy_talk.message("note once")
    stored = await asyncio.gather(*(toy_talk.app.engine.accept(message) for _ in range(5)))
    await toy_talk.app.drain()
    assert sum(one is not None for one in stored) == 1
    assert len(toy_talk.mine()) == 1


async def test_twenty_messages_of_one_conversation_keep_their_order(toy_talk: Talk) -> None:
    for number in range(20):
        await toy_talk.app.engine.accept(toy_talk.message(f"note {number}"))
    await toy_talk.app.drain()
    assert [delivery.text for delivery in toy_talk.mine()] == [f"记下了，单号 T-{n}。" for n in range(1, 21)]
    assert [ticket.text for ticket in await toy_talk.read(tickets)] == [f"note {n}" for n in range(20)]


async def test_a_handler_that_fails_leaves_nothing_behind_but_a_person_knows(toy_talk: Talk) -> None:
    said = await toy_talk.says("boom 13912345678")
    left = await toy_talk.read(tickets)
    assert [ticket.kind for ticket in left] == ["handoff"]
    assert said[0].record == left[0].ref
    assert "RuntimeError" not in texts(said)
    assert await toy_talk.read(inbox_states) == [InboxState.FAILED]


async def test_a_poisoned_message_does_not_stop_the_next_one(toy_talk: Talk) -> None:
    await toy_talk.says("boom")
    assert texts(await toy_talk.says("note after")) == "记下了，单号 T-2。"


async def test_a_message_that_waited_when_the_house_closed_is_answered_when_it_opens(house: House) -> None:
    async with AsyncExitStack() as stack:
        talk = await house.open(stack)
        talk.app.engine.queue._stopping = True  # the process ends between storing and handling
        await talk.app.engine.accept(talk.message("note before the night"))
    assert house.channel.sent == []
    async with AsyncExitStack() as stack:
        talk = await house.open(stack)
        await talk.app.drain()
        assert texts(talk.mine()) == "记下了，单号 T-1。"


async def test_a_reply_that_could_not_leave_is_tried_again_in_order(toy_talk: Talk) -> None:
    toy_talk.channel.failures = 1
    await toy_talk.says("note one")
    await toy_talk.says("note two")
    assert toy_talk.mine() == []
    await toy_talk.advance(timedelta(seconds=2))
    assert [delivery.text for delivery in toy_talk.mine()] == ["记下了，单号 T-1。", "记下了，单号 T-2。"]


async def test_a_reply_that_never_leaves_becomes_a_dead_letter(toy_talk: Talk) -> None:
    toy_talk.channel.failures = 100
    await toy_talk.says("note one")
    for _ in range(10):
        await toy_talk.advance(timedelta(minutes=6))
    assert await toy_talk.read(outbox_states) == [OutboxState.NEW], "an hour without a messenger loses nothing"
    await toy_talk.advance(timedelta(hours=24))
    assert await toy_talk.read(outbox_states) == [OutboxState.DEAD]


async def test_a_command_reports_what_followed(toy_talk: Talk, house: House) -> None:
    assert texts(await toy_talk.says("door")) == "已经发出去了，等门的回音。\n门开了。"
    assert house.devices.performed == [("gate-1", {"do": "open"})]


async def test_a_command_that_came_too_late_is_not_carried_out(toy_talk: Talk, house: House) -> None:
    message = toy_talk.message("door")
    await toy_talk.app.engine.accept(message)
    await toy_talk.app.engine.idle()
    toy_talk.clock.move(timedelta(seconds=11))
    await toy_talk.app.drain()
    assert house.devices.performed == []
    assert toy_talk.mine()[-1].text == "门没有开。"


async def test_a_command_under_way_when_the_house_fell_is_never_repeated(house: House) -> None:
    async with AsyncExitStack() as stack:
        talk = await house.open(stack)
        await talk.app.engine.accept(talk.message("door"))
        await talk.app.engine.idle()
        await talk.app.store.write(_mark_sending)
    async with AsyncExitStack() as stack:
        talk = await house.open(stack)
        await talk.app.sender.recover_commands()
        await talk.app.drain()
        assert house.devices.performed == []
        assert talk.mine()[-1].text == "不确定门开没开，请看一眼。"


def _mark_sending(db: Session) -> None:
    row = db.scalars(select(OutboxRow).where(OutboxRow.kind == "command")).one()
    row.state = OutboxState.SENDING


@pytest.mark.parametrize("outcome", list(Outcome))
async def test_every_outcome_has_its_own_words(toy_talk: Talk, house: House, outcome: Outcome) -> None:
    house.devices.outcome = outcome
    said = await toy_talk.says("door")
    assert len(said) == 2


async def test_a_job_runs_when_it_is_due_and_once(toy_talk: Talk) -> None:
    await toy_talk.says("later")
    await toy_talk.says("later")
    assert await toy_talk.advance(timedelta(minutes=9)) == []
    assert texts(await toy_talk.advance(timedelta(minutes=2))) == "到时间了。"
    assert await toy_talk.advance(timedelta(hours=1)) == []


async def test_a_job_whose_runner_died_is_run_after_its_lease(toy_talk: Talk) -> None:
    from bot.jobs import claim

    await toy_talk.says("later")
    toy_talk.clock.move(timedelta(minutes=11))
    now = toy_talk.clock.now()
    taken = await toy_talk.app.store.write(lambda db: claim(db, now))
    assert [job.name for job in taken] == ["toy.remind"]
    assert await toy_talk.advance(timedelta(seconds=10)) == []
    assert texts(await toy_talk.advance(timedelta(seconds=40))) == "到时间了。"


async def test_a_runner_that_lost_its_fence_changes_nothing(toy_talk: Talk) -> None:
    from bot.jobs import claim, finish

    await toy_talk.says("later")
    toy_talk.clock.move(timedelta(minutes=11))
    first = await toy_talk.app.store.write(lambda db: claim(db, toy_talk.clock.now()))
    toy_talk.clock.move(timedelta(minutes=1))
    second = await toy_talk.app.store.write(lambda db: claim(db, toy_talk.clock.now()))
    assert not await toy_talk.app.store.write(lambda db: finish(db, first[0]))
    assert await toy_talk.app.store.write(lambda db: finish(db, second[0]))


async def test_a_job_of_a_scenario_that_is_gone_waits_for_it(toy_talk: Talk) -> None:
    await toy_talk.says("later")
    del toy_talk.app.registry.scenarios["toy"]
    for _ in range(8):
        await toy_talk.advance(timedelta(minutes=11))
    states = await toy_talk.read(lambda db: list(db.scalars(select(JobRow.state))))
    assert states == [JobState.WAITING]


async def test_scenarios_hear_of_events_after_the_commit(toy_talk: Talk) -> None:
    await toy_talk.says("note the roof")
    assert [ticket.comment for ticket in await toy_talk.read(tickets)] == ["heard"]


async def test_a_form_asks_one_thing_at_a_time_and_reads_back(toy_talk: Talk) -> None:
    assert texts(await toy_talk.says("book")) == "要什么？"
    assert texts(await toy_talk.says("羽毛球场")) == "什么时候？"
    said = await toy_talk.says("周六")
    assert said[-1].text == "羽毛球场，周六，对吗？"
    assert texts(await toy_talk.says("affirm")) == "羽毛球场，周六。"


async def test_a_side_question_is_answered_and_the_form_goes_on(toy_talk: Talk) -> None:
    await toy_talk.says("book")
    said = await toy_talk.says("plain")
    assert said[0].text == "这是您家的事。"
    assert said[-1].asks == "what"
    await toy_talk.says("羽毛球场")
    assert (await toy_talk.says("周六"))[-1].text == "羽毛球场，周六，对吗？"


async def test_what_was_wished_before_is_served_with_one_question_and_the_form_comes_after_it(toy_talk: Talk) -> None:
    await toy_talk.says("give")
    await toy_talk.says("swap")
    served = await toy_talk.says("a chair")
    assert [one.asks for one in served if one.asks] == ["what"]
    assert "要什么" in served[-1].text
    await toy_talk.says("the court")
    await toy_talk.says("tomorrow")
    back = await toy_talk.says("affirm")
    assert [one.asks for one in back if one.asks] == ["what"]


async def test_cancel_drops_the_form(toy_talk: Talk) -> None:
    await toy_talk.says("book")
    assert (await toy_talk.says("cancel"))[-1].asks is None
    assert texts(await toy_talk.says("plain")) == "这是您家的事。"


async def test_an_old_button_says_that_its_question_is_over(toy_talk: Talk) -> None:
    await toy_talk.says("book")
    await toy_talk.says("羽毛球场")
    asked = (await toy_talk.says("周六"))[-1]
    await toy_talk.says("cancel")
    said = await toy_talk.says(asked.buttons[0].value, kind=MessageKind.BUTTON)
    assert len(said) == 1
    assert "羽毛球场" not in texts(said)


@pytest.mark.parametrize(
    "value",
    ["", "fill:what=x", "call:nobody.home:1", "call:toy.boom:1", "start:nothing", "💥", "say:affirm@99", "a:b:c:d@"],
)
async def test_a_button_nobody_offered_gets_a_plain_answer(toy_talk: Talk, value: str) -> None:
    said = await toy_talk.says(value, kind=MessageKind.BUTTON)
    assert len(said) == 1
    assert await toy_talk.read(inbox_states) == [InboxState.DONE]


@pytest.mark.parametrize(
    "text",
    ["", " ", "😀😀", "\u202eevil\u202c", "\x00\x01\x02", "note " + "长" * 1_000_000, "\ud83d", "؟مرحبا", "a" * 5000],
    ids=["empty", "blank", "emoji", "rtl", "control", "1 MB", "half a surrogate", "arabic", "long word"],
)
async def test_strange_text_gets_one_plain_answer(toy_talk: Talk, text: str) -> None:
    said = await toy_talk.says(text)
    assert len(said) == 1
    assert await toy_talk.read(inbox_states) == [InboxState.DONE]


async def test_two_messages_in_the_same_millisecond_are_two_messages(toy_talk: Talk) -> None:
    one, two = toy_talk.message("note one"), toy_talk.message("note two")
    two = replace(two, sent_at=one.sent_at)
    await asyncio.gather(toy_talk.app.engine.accept(one), toy_talk.app.engine.accept(two))
    await toy_talk.app.drain()
    assert len(toy_talk.mine()) == 2


async def test_personal_facts_are_not_said_where_others_hear_them(toy_talk: Talk) -> None:
    toy_talk.private = False
    said = await toy_talk.says("plain")
    assert said[0].text != "这是您家的事。"


async def test_the_assistant_is_silent_while_a_member_of_staff_has_the_conversation(toy_talk: Talk) -> None:
    await toy_talk.says("plain")
    await toy_talk.app.store.write(_take_over)
    assert await toy_talk.says("note x") == []
    assert await toy_talk.read(inbox_states) == [InboxState.DONE, InboxState.HELD]


def _take_over(db: Session) -> None:
    from actions.people import Community, Staff
    from actions.table import new_id
    from bot.conversations import ConversationRow

    community = db.scalars(select(Community)).one()
    staff = Staff(id=new_id(), community_id=community.id, key="S", name="李四", role="dispatcher", login="li")
    db.add(staff)
    db.flush()
    db.scalars(select(ConversationRow)).one().owner_id = staff.id


async def test_what_is_stored_can_be_counted(toy_talk: Talk) -> None:
    await toy_talk.says("note x")
    answered = await toy_talk.read(lambda db: db.scalar(select(func.count()).where(OutboxRow.cause.is_not(None))))
    assert answered == 1
