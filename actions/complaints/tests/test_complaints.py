from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.complaints.about import judges, named_staff
from actions.message import MessageKind
from actions.people import Community, Staff
from actions.ticket import Ticket, TicketEntry
from actions.turn import Work
from bot.desk.board import Filter, find_ticket, read_board
from bot.desk.house import Person
from bot.testing import Talk, texts

RUDE = "我要投诉保安范建国态度差，说话很难听"


async def _sees(talk: Talk, key: str) -> bool:
    def look(db: Session) -> bool:
        staff = db.scalars(select(Staff).where(Staff.key == key)).one()
        ticket = db.scalars(select(Ticket).where(Ticket.kind == "complaint")).one()
        person = Person(staff, db.get_one(Community, staff.community_id), "token")
        found = find_ticket(db, person, ticket.id) is not None
        listed = any(line.ticket.id == ticket.id for line in read_board(db, person, Filter()).tickets)
        assert found == listed
        return found

    return await talk.read(look)


async def test_a_complaint_about_a_member_of_staff_never_reaches_that_person(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says(RUDE)
    assert [await _sees(talk, key) for key in ("S1", "S2", "S4")] == [True, False, False]
    await talk.advance(timedelta())
    assert {phone for phone, _, _ in talk.sms.sent} == {"13600000001"}


async def test_a_complaint_about_the_manager_goes_past_the_manager(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("我要投诉沈若兰经理，态度很差，从来不回电话")
    assert [await _sees(talk, key) for key in ("S1", "S7", "S2")] == [False, True, False]
    assert "13600000001" not in {phone for phone, _, _ in talk.sms.sent}


async def test_one_about_neighbours_is_for_the_desk(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("我要投诉楼上半夜吵")
    await resident.says("201那家")
    assert await _sees(talk, "S2")


async def test_who_wants_no_name_is_nowhere_on_the_ticket(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("我想匿名投诉保洁不打扫")

    def look(db: Session) -> tuple[object, ...]:
        ticket = db.scalars(select(Ticket).where(Ticket.kind == "complaint")).one()
        authors = set(db.scalars(select(TicketEntry.author_id).where(TicketEntry.ticket_id == ticket.id)))
        return ticket.resident_id, ticket.conversation_id, ticket.home_id, ticket.data["house"], authors

    assert await talk.read(look) == (None, None, None, "", {None})


async def test_nobody_else_sees_or_withdraws_it(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says(RUDE)
    neighbour = await talk.as_resident("R2")
    for call in ("withdraw", "this_one", "anonymous", "more"):
        said = texts(await neighbour.says(f"call:complaints.{call}:C-1", kind=MessageKind.BUTTON))
        assert "没有找到" in said
    assert "没有找到" in texts(await neighbour.says("我要撤回投诉"))


async def test_the_judge_is_never_the_one_it_is_about(talk: Talk) -> None:
    def look(work: Work) -> list[tuple[str, list[str]]]:
        every = work.db.scalars(work.ours(Staff).order_by(Staff.key)).all()
        return [(one.key, [judge.key for judge in judges(work, one)]) for one in every]

    told = await talk.app.engine.act(talk.community, "actions.complaints", look)
    assert all(key not in called and called for key, called in told)


async def test_a_name_in_the_words_is_a_member_of_staff(talk: Talk) -> None:
    def look(work: Work) -> str:
        found = named_staff(work, "那个丁晓峰不理人", None)
        return found.key if found else ""

    assert await talk.app.engine.act(talk.community, "actions.complaints", look) == "S2"
