"""Complaints in a group: what calls us becomes a candidate for staff, at the kiosk a complaint names nobody."""

from sqlalchemy import select

from actions.ticket import Ticket, TicketEntry
from bot.testing import Talk, texts

NOISE = "我要投诉楼上半夜吵"


async def complaints(talk: Talk) -> list[Ticket]:
    return await talk.read(lambda db: list(db.scalars(select(Ticket).where(Ticket.kind == "complaint"))))


async def test_a_complaint_in_a_group_lies_before_staff(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    resident.private = False
    said = await resident.says(NOISE, channel="telegram", thread="-100:7")
    assert said == []  # it is answered in the group, not here
    (ticket,) = await complaints(talk)
    assert (ticket.number, ticket.status, ticket.text) == ("C-1", "open", NOISE)
    assert ticket.data["from"] == "group"


async def test_said_twice_it_is_one_candidate(talk: Talk) -> None:
    talk.private = False
    first = await talk.says(NOISE)
    assert (first[0].record, "C-1" in texts(first)) == ("ticket:C-1", True)
    assert "自己的对话" in texts(first)
    await talk.says("我要投诉保安态度差")
    (ticket,) = await complaints(talk)
    entries = await talk.read(lambda db: list(db.scalars(select(TicketEntry.text).order_by(TicketEntry.at))))
    assert entries == [NOISE, "我要投诉保安态度差"]
    assert ticket.resident_id is None


async def test_at_the_kiosk_it_is_written_down_without_a_name(talk: Talk) -> None:
    await talk.send(talk.message("我要投诉保安态度差，说话很难听", channel="kiosk", private=False))
    (ticket,) = await complaints(talk)
    assert (ticket.resident_id, ticket.data["target"]) == (None, "guard")
