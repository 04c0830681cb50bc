from datetime import timedelta

import pytest
from sqlalchemy import select

from actions.event import TicketChanged
from actions.message import MessageKind
from actions.people import Community, Staff
from actions.repairs.desk import open_repairs
from actions.repairs.records import ticket_rows
from actions.repairs.tickets import label
from actions.repairs.urgent import is_urgent
from actions.ticket import Author, Ticket, TicketEntry, TicketStatus, add_entry
from actions.turn import Work
from bot.testing import Talk, texts

PACKAGE = "actions.repairs"


async def staff_sets(talk: Talk, number: str, status: TicketStatus, words: str = "") -> None:
    """Change a ticket as the desk does."""

    def change(work: Work) -> None:
        ticket = work.db.scalars(select(Ticket).where(Ticket.number == number)).one()
        staff = work.db.scalars(select(Staff).where(Staff.role == "repairer")).one()
        ticket.status, ticket.assignee_id = status, staff.id
        if words:
            add_entry(work.db, ticket, work.now, Author.STAFF, words, author_id=staff.id, public=True)
        work.emit(TicketChanged(ticket.id, status, by=staff.id))

    await talk.app.engine.act(talk.community, PACKAGE, change)
    await talk.app.drain()


async def entries_of(talk: Talk, number: str) -> list[TicketEntry]:
    query = select(TicketEntry).join(Ticket, Ticket.id == TicketEntry.ticket_id).where(Ticket.number == number)
    return await talk.read(lambda db: list(db.scalars(query)))


async def ticket(talk: Talk, number: str) -> Ticket:
    return await talk.read(lambda db: db.scalars(select(Ticket).where(Ticket.number == number)).one())


async def test_who_comes_reaches_the_resident_in_their_own_chat(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("厨房水龙头一直滴水")
    await resident.says("明天下午")
    await staff_sets(talk, "T-4", TicketStatus.ASSIGNED)
    told = resident.mine()[-1]
    assert "鲁师傅" in told.text
    assert "明天" in told.text
    assert told.record == "ticket:T-4"


async def test_a_pause_says_why(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("厨房水龙头一直滴水")
    await staff_sets(talk, "T-4", TicketStatus.PAUSED, "等配件，周五到货。")
    assert "周五到货" in resident.mine()[-1].text


async def test_a_finished_repair_asks_for_stars_and_takes_them_once_pressed(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("厨房水龙头一直滴水")
    await resident.press("都行")
    await staff_sets(talk, "T-4", TicketStatus.DONE)
    assert len(resident.mine()[-1].buttons) == 5
    said = await resident.press("5分")
    assert said[-1].record == "ticket:T-4"
    assert (await ticket(talk, "T-4")).rating == 5


async def test_what_the_resident_does_is_not_told_to_them_again(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("取消报修")
    said = await resident.says("是的")
    assert len(said) == 1


async def test_a_neighbours_repair_stays_private(talk: Talk) -> None:
    neighbour = await talk.as_resident("R2")
    said = await neighbour.says("工单T-1到哪了")
    assert "对讲" not in texts(said)
    await neighbour.says("取消报修")
    assert (await ticket(talk, "T-1")).status == TicketStatus.OPEN


async def test_a_stranger_hears_only_of_what_they_reported_in_their_own_chat(talk: Talk) -> None:
    await talk.says("楼道的灯不亮了")
    assert "T-4" in texts(await talk.says("我报的修到哪了"))
    other = Talk(talk.app, talk.clock, talk.channel, talk.sms, talk.community, sender="somebody else")
    assert "T-4" not in texts(await other.says("我报的修到哪了"))


async def test_a_home_nobody_verified_is_marked_for_staff(talk: Talk) -> None:
    await talk.says("我家马桶堵了")
    await talk.says("1栋1单元101")
    written = await ticket(talk, "T-4")
    assert written.data["unverified"] is True
    assert written.home_id is None


async def test_every_photo_is_kept_with_the_ticket(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.photo("厨房水龙头滴水", file="first")
    await resident.photo(file="second")
    await resident.photo(file="third")
    kept = [entry.file_id for entry in await entries_of(talk, "T-4") if entry.kind == "photo"]
    assert kept == ["first", "second", "third"]


async def test_a_photo_sent_before_the_words_is_not_lost(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.photo(file="leak")
    await resident.says("厨房水龙头滴水")
    assert [entry.file_id for entry in await entries_of(talk, "T-4")] == ["leak"]


async def test_a_photo_sent_later_is_offered_to_the_open_repair(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("厨房水龙头滴水")
    await resident.press("都行")
    said = await resident.photo(file="at_once")
    assert said[-1].record == "ticket:T-4", "it comes just after the report"
    await resident.advance(timedelta(minutes=20))
    await resident.photo(file="later")
    await resident.press("报修")
    said = await resident.press("是T-4的")
    assert said[-1].record == "ticket:T-4"
    files = [entry.file_id for entry in await entries_of(talk, "T-4")]
    assert {"at_once", "later"} <= set(files)


async def test_an_urgent_repair_calls_the_dispatcher(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("家里突然全没电了，就我一户，邻居都有")
    assert any("T-4" in text for _, text, _ in talk.sms.sent)


async def test_a_repair_that_gets_worse_calls_the_dispatcher_once(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("厨房插座坏了")
    before = len(talk.sms.sent)
    said = await resident.says("插座有烧焦的味道")
    assert "改成急修" in said[-1].text
    assert said[-1].asks is None
    assert "急修" not in (await resident.says("插座还是有焦味"))[-1].text
    assert sum("T-4" in text for _, text, _ in talk.sms.sent[before:]) == 1


async def test_the_same_lamp_reported_by_two_people_is_one_ticket(talk: Talk) -> None:
    first, second = await talk.as_resident("R1"), await talk.as_resident("R2")
    await first.says("楼道的灯不亮了")
    said = await second.says("楼道的灯不亮了")
    assert said[-1].record == "ticket:T-4"
    rows = await talk.read(lambda db: list(ticket_rows(db, db.get_one(Community, talk.community))))
    assert [row["key"] for row in rows if row["area"] == "public"] == ["T-4"]


async def test_a_day_later_it_is_a_new_ticket(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("厨房水龙头一直滴水")
    await resident.press("都行")
    await resident.advance(timedelta(hours=25))
    said = await resident.says("厨房水龙头一直滴水")
    assert said[-1].record == "ticket:T-5"


async def test_a_time_that_is_over_is_asked_again(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("厨房水龙头一直滴水")
    said = await resident.says("昨天下午")
    assert said[-1].asks == "time"
    assert (await ticket(talk, "T-4")).wish == ""


async def test_imported_repairs_are_mapped_and_located(talk: Talk) -> None:
    rows = await talk.read(lambda db: {r["key"]: r for r in ticket_rows(db, db.get_one(Community, talk.community))})
    assert rows["T-2"]["status"] == "paused"
    assert rows["T-3"]["status"] == "done"
    assert rows["T-3"]["location"] == "厨房"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"location": "厨房", "object": "水龙头"}, "厨房水龙头"),
        ({"location": "kitchen", "object": "tap"}, "kitchen tap"),
        ({"location": "阳台", "data": {"said": "漏水"}}, "阳台漏水"),
        ({"location": "厨房", "text": "厨房水槽下水慢"}, "厨房水槽下水慢"),
        ({"category": "window", "text": "很长的一段话，" * 5}, "窗户"),
        ({"text": "很长的一段话，" * 5}, "您说的"),
    ],
)
def test_a_repair_is_named_in_a_few_words(values: dict[str, object], said: str) -> None:
    empty: dict[str, object] = {"object": "", "location": "", "category": "", "text": "", "data": {}}
    assert label(Ticket(**(empty | values)), "zh") == said


@pytest.mark.parametrize(
    ("text", "urgent"),
    [
        ("水一直往外冒", True),
        ("插座冒火花", True),
        ("屋里突然没电了", True),
        ("the pipe burst", True),
        ("灯泡坏了一个", False),
        ("水龙头有点松", False),
        ("the window squeaks", False),
    ],
)
def test_damage_that_grows_is_urgent(text: str, urgent: bool) -> None:
    assert is_urgent(text) is urgent


async def test_the_desk_sees_the_open_repairs_newest_first(talk: Talk) -> None:
    await talk.says("我家马桶堵了")
    await talk.says("1栋1单元101")
    rows = await talk.app.engine.act(talk.community, PACKAGE, open_repairs.rows)
    assert [row[0] for row in rows] == ["T-4", "T-1", "T-2"]
    assert "未核实" in str(rows[0][5])
    assert all(len(row) == len(open_repairs.columns) for row in rows)


async def test_a_stranger_is_told_who_comes_in_the_chat_they_wrote_in(talk: Talk) -> None:
    await talk.says("楼道的灯不亮了")
    await staff_sets(talk, "T-4", TicketStatus.ASSIGNED)
    assert "鲁师傅" in talk.mine()[-1].text


async def test_one_of_several_is_cancelled_by_what_it_is(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("厨房水龙头一直滴水")
    await resident.press("都行")
    assert (await resident.says("取消报修"))[-1].asks == "ticket"
    assert (await resident.says("水龙头那个"))[-1].asks == "confirm"
    await resident.says("是的")
    assert (await ticket(talk, "T-4")).status == TicketStatus.CANCELLED
    assert (await ticket(talk, "T-1")).status == TicketStatus.OPEN


async def test_no_question_is_left_about_a_repair_that_was_cancelled(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("厨房水龙头一直滴水")
    await resident.says("不用修了，取消报修")
    said = await resident.says("是的")
    assert [delivery.asks for delivery in said] == [None]


async def test_a_cancelled_repair_calls_the_worker_back(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await staff_sets(talk, "T-1", TicketStatus.ASSIGNED)
    await resident.says("取消报修")
    await resident.says("是的")
    assert any("T-1" in text for _, text, _ in talk.sms.sent)


async def test_a_number_that_is_not_theirs_cancels_nothing(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    said = await resident.says("取消工单T-2")
    assert said[-1].asks == "ticket"
    assert (await ticket(talk, "T-2")).status == TicketStatus.PAUSED


async def test_more_about_the_same_repair_is_added_to_it(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("水龙头一直滴水")
    said = await resident.says("在厨房，明天上午来修吧")
    assert said[-1].record == "ticket:T-4"
    written = await ticket(talk, "T-4")
    assert written.location == "厨房"
    assert written.wish_from is not None


async def test_not_fixed_opens_a_repair_again_without_stars(talk: Talk) -> None:
    resident = await talk.as_resident("R4")
    said = await resident.says("厨房水龙头根本没修好")
    assert said[-1].record == "ticket:T-3"
    written = await ticket(talk, "T-3")
    assert (written.status, written.rating) == (TicketStatus.OPEN, None)


async def test_a_rating_with_its_reason_asks_nothing_more(talk: Talk) -> None:
    resident = await talk.as_resident("R4")
    said = await resident.says("师傅来得快，活也干净，给五星")
    assert said[-1].record == "ticket:T-3"
    assert said[-1].asks is None
    written = await ticket(talk, "T-3")
    assert (written.rating, written.status) == (5, TicketStatus.DONE)
    assert "干净" in written.comment


async def test_a_repair_that_is_not_finished_is_not_rated(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    said = await resident.says("给五星")
    assert "T-1" in texts(said)
    assert (await ticket(talk, "T-1")).rating is None


async def test_a_visit_is_brought_to_mind_once_and_only_while_it_stands(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("厨房水龙头漏水")
    await resident.says("明天下午两点")
    await staff_sets(talk, "T-4", TicketStatus.ASSIGNED)
    await staff_sets(talk, "T-4", TicketStatus.ASSIGNED)
    assert "提醒您" not in texts(await resident.advance(timedelta(hours=26, minutes=59)))
    assert texts(await resident.advance(timedelta(minutes=1))).count("提醒您") == 1


async def test_nobody_is_reminded_of_a_visit_that_was_called_off_or_only_just_told(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("厨房水龙头漏水")
    await resident.says("明天下午两点")
    await staff_sets(talk, "T-4", TicketStatus.ASSIGNED)
    await staff_sets(talk, "T-4", TicketStatus.CANCELLED, "住户取消")
    await resident.says("卫生间灯坏了")
    await resident.says("今天下午两点")
    await resident.advance(timedelta(hours=2))
    await staff_sets(talk, "T-5", TicketStatus.ASSIGNED)
    assert "提醒您" not in texts(await resident.advance(timedelta(days=2)))


@pytest.mark.parametrize("name", ["expected", "move", "about", "rate_news", "rate_later"])
async def test_an_answer_to_what_is_not_theirs_changes_nothing(talk: Talk, name: str) -> None:
    resident = await talk.as_resident("R2")
    value = f"call:repairs.{name}:{(await ticket(talk, 'T-1')).id}"
    said = texts(await resident.says(value, kind=MessageKind.BUTTON))
    assert "T-1" not in said


@pytest.mark.parametrize("name", ["expected", "move", "rate_news", "rate_later"])
async def test_an_answer_that_no_longer_fits_says_how_things_stand(talk: Talk, name: str) -> None:
    resident = await talk.as_resident("R1")
    known = await ticket(talk, "T-1")
    await staff_sets(talk, "T-1", TicketStatus.DONE)
    await resident.press("5分")
    said = texts(await resident.says(f"call:repairs.{name}:{known.id}", kind=MessageKind.BUTTON))
    assert "已经修完了" in said


async def test_stars_given_meanwhile_are_not_asked_for_again(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await staff_sets(talk, "T-1", TicketStatus.DONE)
    assert "再问您" in texts(await resident.says("明天再说"))
    await resident.press("5分")
    assert texts(await resident.advance(timedelta(days=2))) == ""


async def test_a_time_that_corrects_keeps_what_it_does_not_say(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("厨房水龙头一直滴水")
    await resident.says("明天下午")
    assert "后天（3月6日）下午" in texts(await resident.says("不对，是后天"))
    assert "后天（3月6日）上午" in texts(await resident.says("说错了，应该是上午"))


async def test_a_correction_without_a_value_is_asked_for_it(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("厨房水龙头一直滴水")
    await resident.press("都行")
    assert (await resident.says("写错了"))[-1].asks == "time"
    assert "T-4：时间改成明天（3月5日） 19:00" in texts(await resident.says("明天晚上七点"))
    assert (await resident.says("写错了"))[-1].asks == "time"
    assert "不改" in texts(await resident.says("没有"))


async def test_a_correction_to_a_time_that_is_over_is_asked_again(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("厨房水龙头一直滴水")
    await resident.says("明天下午")
    assert "已经过了" in texts(await resident.says("不对，是昨天上午"))
    assert "后天（3月6日）" in texts(await resident.says("后天"))


async def test_what_another_reported_outside_takes_words_and_no_change(talk: Talk) -> None:
    reporter = await talk.as_resident("R2")
    await reporter.says("1栋楼道的灯不亮了")
    neighbour = await talk.as_resident("R1")
    assert "T-4" in texts(await neighbour.says("1栋楼道的灯不亮了"))
    said = texts(await neighbour.says("写错了，是大厅的灯"))
    assert "别的住户报的" in said
    tickets = await talk.read(lambda db: db.scalars(select(Ticket).where(Ticket.number == "T-4")).all())
    assert [ticket.location for ticket in tickets] == ["楼道"]


async def test_whoever_is_on_the_way_hears_of_a_change(talk: Talk) -> None:
    resident = await talk.as_resident("R3")
    await resident.says("where is my repair?")
    assert "told the person who comes" in texts(await resident.says("make it Friday instead"))
    assert any("T-2" in text for _, text, _ in talk.sms.sent)
