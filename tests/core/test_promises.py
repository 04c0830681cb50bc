"""What holds for every installed scenario, whatever it is about, and what only some of ours promise."""

import asyncio

import pytest
from sqlalchemy import select

from actions.ticket import Ticket
from bot.promises import *  # noqa: F403  the promises that every author's project keeps as well
from bot.testing import Talk, texts

LEAK = "厨房水管漏水了，一直往外冒"


async def test_the_kiosk_says_no_figures_to_someone_it_does_not_know(talk: Talk) -> None:
    talk.private = False
    said = texts(await talk.says("我家这个季度物业费多少钱"))
    assert "元" not in said


@pytest.mark.parametrize("words", ["转人工", "我要找真人客服", "a person, please", "can I talk to a human"])
@pytest.mark.parametrize("before", [None, LEAK, "我要绑定房子", "我家这个月水费多少"])
async def test_a_person_can_be_asked_for_in_many_words(talk: Talk, words: str, before: str | None) -> None:
    if before:
        await talk.says(before)
    said = await talk.says(words)
    assert any((delivery.record or "").startswith(("handoff:", "ticket:")) for delivery in said), texts(said)
    kinds = await talk.read(lambda db: list(db.scalars(select(Ticket.kind))))
    assert "handoff" in kinds


async def test_a_leak_told_twice_over_is_one_ticket(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    messages = [resident.message(text) for text in (LEAK, "这个季度物业费多少", "明天下午有人")]
    for message in messages:
        await asyncio.gather(resident.app.engine.accept(message), resident.app.engine.accept(message))
        await resident.app.drain()
        await resident.send(message)
    repairs = await talk.read(lambda db: db.scalars(select(Ticket).where(Ticket.kind == "repair")).all())
    new = [ticket for ticket in repairs if ticket.text and "冒" in ticket.text]
    assert len(new) == 1
    ids = [delivery.id for delivery in resident.mine()]
    assert len(ids) == len(set(ids))
