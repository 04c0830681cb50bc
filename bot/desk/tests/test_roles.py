import re

import pytest

from actions.people import Resident, Staff, StaffRole
from actions.ticket import Ticket
from bot.conversations import ConversationRow
from bot.desk.tests.conftest import Visitor
from bot.desk.tests.room import CANARY, new_ticket

PAGES = ("/desk", "/desk/residents?q=1", "/desk/kiosks", "/desk/views", "/desk/views/staff.waiting", "/desk/problems")


async def test_a_repairer_sees_their_own_and_unassigned_repairs_only(visitor: Visitor) -> None:
    me = await visitor.become("repairer")
    other = await visitor.room.one(Staff, key="dispatcher")
    await visitor.ticket("T-1", status="assigned", assignee_id=me.id)
    await visitor.ticket("T-2")
    foreign = await visitor.ticket("T-3", status="assigned", assignee_id=other.id)
    handoff = await visitor.ticket("H-1", kind="handoff")
    page = await visitor.get("/desk")
    assert re.findall(r'class="number">(\S+?)<', page) == ["T-1", "T-2"]
    await visitor.get(f"/desk/tickets/{foreign}", 404)
    await visitor.get(f"/desk/tickets/{handoff}", 404)
    await visitor.post(f"/desk/tickets/{foreign}", 404, move="done", seen=f"assigned|{other.id}")


async def test_a_repairer_reads_no_conversations_and_sends_nobody_else(visitor: Visitor) -> None:
    await visitor.become("repairer")
    ticket = await visitor.ticket()
    other = await visitor.room.one(Staff, key="security")
    page = await visitor.get(f"/desk/tickets/{ticket}")
    assert "请问要办什么" not in page
    assert "menu-assign" not in page
    await visitor.post(f"/desk/tickets/{ticket}", 400, move=f"assign:{other.id}", seen="open|")
    row = await visitor.room.one(ConversationRow, community_id=visitor.room.ours)
    await visitor.get(f"/desk/conversations/{row.id}", 403)
    await visitor.post(f"/desk/conversations/{row.id}/take", 403)
    await visitor.get("/desk/residents", 403)
    await visitor.get("/desk/problems", 403)


async def test_the_committee_sees_lists_only(visitor: Visitor) -> None:
    await visitor.become("committee")
    ticket = await visitor.ticket()
    await visitor.get("/desk", 303)
    await visitor.get("/desk/views")
    for path in (f"/desk/tickets/{ticket}", "/desk/residents", "/desk/problems", "/desk/stream"):
        await visitor.get(path, 403)
    await visitor.post(f"/desk/tickets/{ticket}", 403, move="done", seen="open|")


@pytest.mark.parametrize("role", list(StaffRole))
async def test_no_page_shows_anything_of_another_community(visitor: Visitor, role: StaffRole) -> None:
    room = visitor.room
    theirs = await room.store.write(lambda db: new_ticket(db, room.theirs, f"{CANARY}-1", text=f"{CANARY}漏水"))
    await room.store.write(
        lambda db: new_ticket(db, room.theirs, f"{CANARY}-2", kind="emergency", text=f"{CANARY}着火")
    )
    await room.store.write(lambda db: new_ticket(db, room.theirs, f"{CANARY}-3", kind="handoff", text=CANARY))
    ours = await visitor.ticket()
    await visitor.become(role)
    ids = await room.store.read(
        lambda db: {
            "staff": db.query(Staff).filter_by(key=f"{CANARY}repairer").one().id,
            "resident": db.query(Resident).filter_by(community_id=room.theirs).one().id,
            "talk": db.query(ConversationRow).filter_by(community_id=room.theirs).one().id,
        }
    )
    gets = (*PAGES, f"/desk/residents?q={CANARY}", f"/desk?q={CANARY}", f"/desk/tickets/{theirs}")
    for path in (*gets, f"/desk/tickets/{ours}", f"/desk/conversations/{ids['talk']}", "/desk/views/staff.waiting.csv"):
        page = await (await visitor.client.get(path)).text()
        assert CANARY not in page.replace(f'value="{CANARY}"', ""), path
    for path, form in (
        (f"/desk/tickets/{theirs}", {"move": "done", "seen": "open|"}),
        (f"/desk/tickets/{theirs}/reveal", {}),
        (f"/desk/conversations/{ids['talk']}/take", {"seen": ""}),
        (f"/desk/conversations/{ids['talk']}/reply", {"words": "x"}),
        (f"/desk/residents/{ids['resident']}/slip", {}),
    ):
        status = 403 if role is StaffRole.COMMITTEE else 404
        if role is StaffRole.REPAIRER and not path.startswith("/desk/tickets"):
            status = 403
        assert CANARY not in await visitor.post(path, status, **form), path
    if role not in {StaffRole.COMMITTEE, StaffRole.REPAIRER}:
        await visitor.post(f"/desk/tickets/{ours}", 400, move=f"assign:{ids['staff']}", seen="open|")
    untouched = await room.one(Ticket, id=theirs)
    assert untouched.status == "open"


@pytest.mark.parametrize("path", [*PAGES, "/desk/stream?x=1", "/desk/tickets/" + "0" * 32])
async def test_nobody_comes_in_without_signing_in(visitor: Visitor, path: str) -> None:
    answer = await visitor.client.get(path, allow_redirects=False)
    assert answer.status in {303, 401}
    assert CANARY not in await answer.text()
