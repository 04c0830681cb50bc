"""One's own chats: a member of staff ties a messenger to themselves, to be paged and to act there."""

from datetime import datetime

from aiohttp import web
from markupsafe import Markup

from actions.access import Issued
from actions.badge import StaffAccount, accounts_of, issue_badge, let_go
from actions.people import Staff
from actions.turn import Work
from bot.access_log import Seen, note_access
from bot.desk.gate import Desk, see_other
from bot.desk.house import PACKAGE, Person
from bot.desk.slips import links

PATH = "/desk/me"


async def mine(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Show which chats are tied, and a button for a code."""
    return await _show(desk, person)


async def code(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Issue a code for whoever is signed in, and for nobody else. It is in this one answer and nowhere else."""
    now = desk.now()

    def write(work: Work) -> Issued:
        return issue_badge(work.db, work.db.get_one(Staff, person.staff.id), now)

    issued = await desk.house.engine.act(person.community.id, PACKAGE, write, lang=person.lang)
    return await _show(desk, person, issued, links(desk, issued))


async def end(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Untie one of one's own chats: a phone that was lost can do nothing any more."""
    account_id, now = request.match_info["id"], desk.now()

    def write(work: Work) -> bool:
        gone = let_go(work.db, person.staff, account_id)
        if gone:
            note_access(work.db, person.staff, None, Seen.CHAT, f"chat:{account_id}:off", now)
        return gone

    if not await desk.house.engine.act(person.community.id, PACKAGE, write, lang=person.lang):
        return desk.refuse(person, "error.not_found", 404)
    return see_other(PATH)


async def _show(
    desk: Desk, person: Person, issued: Issued | None = None, drawn: "list[tuple[str, Markup]] | None" = None
) -> web.Response:
    chats = await desk.house.store.read(lambda db: [_line(row) for row in accounts_of(db, person.staff)])
    return desk.show("me.html", person, chats=chats, issued=issued, links=drawn or [])


def _line(row: StaffAccount) -> tuple[str, str, datetime]:
    return row.id, row.channel, row.created_at
