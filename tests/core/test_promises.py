"""What holds for every installed scenario, whatever it is about."""

import asyncio
import json
import logging

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.people import Resident, Staff
from actions.registry import Registry
from actions.table import Base
from actions.ticket import Ticket
from bot.app import phrase_files
from bot.logs import JsonFormatter
from bot.testing import Talk, texts
from nlu.phrases import read

LEAK = "厨房水管漏水了，一直往外冒"


def first_phrases(registry: Registry) -> list[tuple[str, str]]:
    """Two phrases of every intent, in both languages where there are."""
    found: dict[tuple[str, str], list[str]] = {}
    for example in read(phrase_files(registry.scenarios.values())).examples:
        found.setdefault((example.intent, example.lang), []).append(example.text)
    return [(intent, text) for (intent, _), texts_ in sorted(found.items()) for text in (texts_[0], texts_[-1])]


def counts(db: Session) -> dict[str, int]:
    return {
        table.name: db.scalar(select(func.count()).select_from(table)) or 0 for table in Base.metadata.sorted_tables
    }


async def test_every_message_is_answered(talk: Talk, scenarios: Registry) -> None:
    for number, (intent, text) in enumerate(first_phrases(scenarios)):
        talk.sender = f"guest-{number}"
        assert await talk.says(text), f"{intent}: {text!r} got no answer"


async def test_a_repeated_update_changes_no_table_for_any_intent(talk: Talk, scenarios: Registry) -> None:
    resident = await talk.as_resident("R1")
    for intent, text in first_phrases(scenarios):
        message = resident.message(text)
        await resident.send(message)
        before = await talk.read(counts)
        assert await resident.send(message) == [], intent
        assert await talk.read(counts) == before, intent


async def test_nobody_hears_of_a_neighbour(talk: Talk, scenarios: Registry) -> None:
    await talk.app.store.write(_plant)
    neighbour = await talk.as_resident("R2")
    await neighbour.says(LEAK)
    for key in ("R1", None):
        other = await talk.as_resident(key) if key else talk
        for intent, text in first_phrases(scenarios):
            said = texts(await other.says(text))
            assert "金丝雀" not in said, f"{intent}: {text!r} told of a neighbour"
            assert "13800138000" not in said, f"{intent}: {text!r} told a neighbour's phone"


def _plant(db: Session) -> None:
    neighbour = db.scalars(select(Resident).where(Resident.key == "R2")).one()
    neighbour.name = "金丝雀"
    neighbour.phone = "13800138000"


async def test_the_kiosk_says_no_figures_to_someone_it_does_not_know(talk: Talk) -> None:
    talk.private = False
    said = texts(await talk.says("我家这个季度物业费多少钱"))
    assert "元" not in said


@pytest.mark.parametrize("words", ["转人工", "我要找真人客服", "a person, please", "can I talk to a human"])
@pytest.mark.parametrize("before", [None, LEAK, "我要绑定房子", "我家这个月水费多少"])
async def test_a_person_can_be_asked_for_in_every_state(talk: Talk, words: str, before: str | None) -> None:
    if before:
        await talk.says(before)
    said = await talk.says(words)
    assert any((delivery.record or "").startswith(("handoff:", "ticket:")) for delivery in said), texts(said)
    kinds = await talk.read(lambda db: list(db.scalars(select(Ticket.kind))))
    assert "handoff" in kinds


async def test_an_emergency_interrupts_a_form_and_pages_people_at_once(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("我要绑定房子")
    await resident.says("救命，家里着火了，好大的烟")
    on_duty = await talk.read(lambda db: set(db.scalars(select(Staff.phone).where(Staff.on_duty))))
    assert talk.sms.sent
    assert {phone for phone, _, _ in talk.sms.sent} <= on_duty


async def test_logs_hold_no_personal_data(talk: Talk, scenarios: Registry, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    resident = await talk.as_resident("R1")
    name, phone, plate = "贾宝玉林黛玉", "13712345678", "川A98765"
    for intent, text in first_phrases(scenarios)[::3]:
        await resident.says(f"{text} 我叫{name} 电话{phone} 车牌{plate}")
        assert intent
    formatter = JsonFormatter()
    written = "\n".join(formatter.format(record) for record in caplog.records)
    assert all(secret not in written for secret in (name, phone, plate))
    assert json.loads(written.splitlines()[0]) if written else True


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
