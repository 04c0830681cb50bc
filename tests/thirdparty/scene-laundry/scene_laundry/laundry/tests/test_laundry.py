from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from actions.event import TicketChanged
from actions.message import MessageKind
from actions.people import Community, Staff
from actions.ticket import Ticket, TicketStatus
from actions.turn import Work
from bot.testing import Talk, texts
from scene_laundry.laundry import scenario
from scene_laundry.laundry.desk import open_bags, records

DAY = timedelta(days=1)


async def bags(talk: Talk) -> list[dict[str, Any]]:
    return await talk.read(lambda db: list(records(db, db.get_one(Community, talk.community))))


async def dropped(talk: Talk, garment: str = "羽绒服") -> Talk:
    resident = await talk.as_resident("R1")
    await resident.says(f"我想洗件{garment}")
    await resident.says("明天上午")
    assert texts(await resident.press("是的"))
    return resident


async def closed(talk: Talk, status: TicketStatus) -> None:
    """Close the ticket as staff do at the desk."""

    def close(work: Work) -> None:
        ticket = work.db.query(Ticket).filter_by(kind="laundry").one()
        staff = work.db.query(Staff).filter_by(key="S1").one()
        ticket.status, ticket.closed_at = status, work.now
        work.emit(TicketChanged(ticket.id, status, staff.id))

    await talk.app.engine.act(talk.community, "actions.staff", close)
    await talk.app.drain()


async def test_what_staff_close_is_told_and_fetched(talk: Talk) -> None:
    resident = await dropped(talk)
    await closed(talk, TicketStatus.DONE)
    assert "您的羽绒服洗好了，编号L-1，45.00元" in texts(resident.mine())
    assert "洗好了" in texts(await resident.says("我的衣服洗好了吗"))
    assert (await resident.press("L-1 已经取走"))[-1].record == "laundry:L-1"
    assert [bag["status"] for bag in await bags(talk)] == ["fetched"]


async def test_who_forgets_is_reminded_twice_and_not_again(talk: Talk) -> None:
    resident = await dropped(talk)
    await closed(talk, TicketStatus.DONE)
    told = [texts(await resident.advance(DAY)).count("还在服务台") for _ in range(10)]
    assert told == [0, 1, 0, 1, 0, 0, 0, 0, 0, 0]


async def test_nobody_is_reminded_of_what_was_fetched(talk: Talk) -> None:
    resident = await dropped(talk)
    await closed(talk, TicketStatus.DONE)
    await resident.press("L-1 已经取走")
    assert texts(await resident.advance(3 * DAY)) == ""


async def test_what_staff_refuse_is_told(talk: Talk) -> None:
    resident = await dropped(talk)
    await closed(talk, TicketStatus.CANCELLED)
    assert "没有收下" in texts(resident.mine())
    assert [bag["status"] for bag in await bags(talk)] == ["cancelled"]


async def test_a_neighbour_can_neither_fetch_nor_see_it(talk: Talk) -> None:
    await dropped(talk)
    await closed(talk, TicketStatus.DONE)
    neighbour = await talk.as_resident("R2")
    assert "L-1" not in texts(await neighbour.says("我的衣服洗好了吗"))
    await neighbour.says("call:laundry.fetched:L-1", kind=MessageKind.BUTTON)
    assert [bag["status"] for bag in await bags(talk)] == ["ready"]


async def test_what_nobody_takes_here_is_said(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    said = await resident.says("洗条裤子得花多少")
    assert "暂时不收" in texts(said)


async def test_a_time_that_is_over_is_asked_for_again(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("我想洗件羽绒服")
    said = await resident.says("昨天上午")
    assert "已经过了" in texts(said)
    assert said[-1].asks == "time"


async def test_a_broken_washing_machine_is_no_laundry(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("洗衣机那边的水管漏水了")
    assert await bags(talk) == []


async def test_a_word_of_this_community_is_understood(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    said = await resident.says("我想洗件滑雪衫")
    assert said[-1].asks == "time"


async def test_staff_see_what_is_open(talk: Talk) -> None:
    await dropped(talk)

    def rows(db: Session) -> list[list[object]]:
        community = db.get_one(Community, talk.community)
        work = Work(db=db, community=community, now=talk.clock.now(), package=scenario.package)
        return [list(row) for row in open_bags.rows(work)]

    assert [row[:3] for row in await talk.read(rows)] == [["L-1", "羽绒服", "在洗"]]
