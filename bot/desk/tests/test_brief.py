"""What staff read above a handoff, and what the resident hears when they take it and give it back."""

from datetime import timedelta
from typing import Any

import pytest

from actions.people import Community, Staff
from actions.registry import registry_of
from actions.repairs import scenario as repairs
from actions.slot import encode
from actions.state import Conversation
from actions.ticket import Ticket
from bot.conversations import ConversationRow
from bot.desk.brief import read_brief
from bot.desk.house import Person
from bot.desk.tests.conftest import Visitor
from bot.desk.tests.room import NOW
from bot.outbox import OutboxRow
from nlu.types import Moment

TOMORROW = Moment("明天上午", NOW + timedelta(hours=22), NOW + timedelta(hours=26), part="morning")
REPORT: dict[str, Any] = {
    "form": "repairs.report",
    "values": {"category": "plumbing", "location": "厨房", "photos": ["a", "b"], "contact": "13711112222"},
    "asked": "house",
}


def person(lang: str = "zh") -> Person:
    community = Community(id="c", name="云栖里小区", zone="Asia/Shanghai")
    return Person(Staff(id="s", name="吴敏", role="dispatcher", lang=lang), community, "")


def handoff(brief: dict[str, Any], **more: Any) -> Ticket:
    return Ticket(id="t", number="H-1", kind="handoff", data={"brief": brief, "reason": "转人工", **more})


def line(brief: dict[str, Any], lang: str = "zh", **more: Any) -> str:
    found = read_brief(person(lang), registry_of([repairs]), handoff(brief, **more), NOW)
    assert found
    return found.line


@pytest.mark.parametrize(
    ("brief", "more", "says"),
    [
        ({"forms": [REPORT]}, {}, ["要办：报修", "水管", "厨房", "2张照片", "137****2222", "问到："]),
        ({"forms": [], "said": ["查水费", "上个月的"]}, {}, ["要办：上个月的。"]),
        ({"forms": []}, {}, ["要办：转人工。"]),
        ({"failures": 2, "shown": ["ticket:T-4"], "strain": 4}, {}, ["没听懂2次", "T-4", "着急"]),
        ({"forms": []}, {"call": True}, ["要求回电"]),
        ({"forms": [{"form": "gone.form", "values": {}, "asked": "x"}]}, {}, ["要办：转人工"]),
    ],
)
def test_a_handoff_in_one_line(brief: dict[str, Any], more: dict[str, Any], says: list[str]) -> None:
    said = line(brief, **more)
    assert [part for part in says if part not in said] == []


def test_the_line_in_english() -> None:
    visit = {"form": "repairs.visit", "values": encode({"time": TOMORROW}), "asked": None}
    said = line({"forms": [visit], "failures": 1}, "en")
    assert said == "Wanted: Repairs. Known: tomorrow morning. Not understood: 1."


def test_an_older_handoff_has_no_summary() -> None:
    assert read_brief(person(), registry_of([repairs]), handoff({}), NOW) is None


async def _row(visitor: Visitor) -> ConversationRow:
    row: ConversationRow = await visitor.room.one(ConversationRow, community_id=visitor.room.ours)
    return row


async def _open_callback(visitor: Visitor, row: ConversationRow) -> None:
    talk = Conversation(row.id, "web", "thread")
    talk.begin("staff.callback", {}).asked = "phone"
    talk.failures, talk.strain = 2, {"points": 4, "said": ["一"], "offered": True}

    def keep(db: Any) -> None:
        db.get_one(ConversationRow, row.id).state = talk.dump()

    await visitor.room.store.write(keep)


async def _said(visitor: Visitor) -> list[str]:
    return [row.body["text"] for row in await visitor.room.all(OutboxRow, state="new")]


async def test_the_page_shows_the_summary_and_the_way_to_the_whole_conversation(visitor: Visitor) -> None:
    form = {"form": "staff.callback", "values": {"phone": "13711112222"}, "asked": None}
    brief = {"forms": [form], "said": ["那个弄一下"], "failures": 2}
    ticket = await visitor.ticket("H-1", kind="handoff", data={"brief": brief})
    await visitor.become("dispatcher")
    page = await visitor.get(f"/desk/tickets/{ticket}")
    assert "交接摘要" in page
    assert "没听懂2次" in page
    assert "那个弄一下" in page
    assert "13711112222" not in page
    assert f"/desk/conversations/{(await _row(visitor)).id}" in page


async def test_giving_back_takes_up_the_open_task(visitor: Visitor) -> None:
    ticket = await visitor.ticket("H-1", kind="handoff")
    await visitor.become("dispatcher")
    row = await _row(visitor)
    await _open_callback(visitor, row)
    await visitor.post(f"/desk/conversations/{row.id}/take", ticket=ticket, seen="")
    await visitor.post(f"/desk/conversations/{row.id}/back")
    assert "接着刚才的事说。打哪个电话找您" in (await _said(visitor))[-1]
    talk = (await _row(visitor)).load()
    assert (talk.failures, talk.strain, talk.last_asked) == (0, {}, "phone")
    assert (await _row(visitor)).owner_id is None


async def test_the_resident_hears_who_was_given_the_matter_and_that_it_is_over(visitor: Visitor) -> None:
    ticket = await visitor.ticket("H-1", kind="handoff")
    await visitor.become("dispatcher")
    await visitor.post(f"/desk/tickets/{ticket}", move="take", seen="open|")
    assert "dispatcher某已经接手" in (await _said(visitor))[-1]
    me = (await visitor.room.one(Ticket, id=ticket)).assignee_id
    await visitor.post(f"/desk/tickets/{ticket}", move="done", seen=f"assigned|{me}")
    assert "处理完了" in (await _said(visitor))[-1]
    assert (await _row(visitor)).ticket_id is None
