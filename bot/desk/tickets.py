from aiohttp import web

from actions.turn import Work
from bot.access_log import Seen, note_access
from bot.desk.board import Filter, find_ticket
from bot.desk.changes import NotPossible, NotThere, Overtaken, Wish, apply
from bot.desk.gate import Desk, form_of, see_other
from bot.desk.house import PACKAGE, Person, change
from bot.desk.screen import Asked, show_screen


async def board(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Show what waits; a member of the committee is sent to the lists."""
    if person.views_only:
        return see_other("/desk/views")
    return await show_screen(desk, person, Asked(query=request.query))


async def ticket(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Show one ticket."""
    return await show_screen(desk, person, Asked(query=request.query, ticket=request.match_info["id"]))


async def act(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Do what was pressed; when it cannot be done say why, and keep the words."""
    ticket_id = request.match_info["id"]
    wish = Wish.of(await form_of(request))
    try:
        registry = desk.house.registry
        touched = ("ticket", ticket_id)
        await change(desk.house, person, lambda work: apply(work, person, ticket_id, wish, registry), touched=touched)
    except NotThere:
        return desk.refuse(person, "ticket.not_found", 404)
    except Overtaken as news:
        key = "error.overtaken" if news.by else "error.overtaken_nobody"
        return await _again(desk, request, person, wish, person.text(key, by=news.by), 409)
    except NotPossible as refusal:
        return await _again(desk, request, person, wish, person.text(str(refusal), **refusal.values), 400)
    return see_other(f"/desk/tickets/{ticket_id}", Filter.of(request.query).query)


async def reveal(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Write down that this person looks at a contact, then show it for a while."""
    ticket_id, now = request.match_info["id"], desk.now()

    def look(work: Work) -> bool:
        found = find_ticket(work.db, person, ticket_id)
        if found is None or found.resident_id is None:
            return False
        note_access(work.db, person.staff, found.resident_id, Seen.CONTACT, found.ref, now)
        return True

    if not await desk.house.engine.act(person.community.id, PACKAGE, look, lang=person.lang):
        return desk.refuse(person, "ticket.not_found", 404)
    return see_other(f"/desk/tickets/{ticket_id}", Filter.of(request.query).query)


async def _again(
    desk: Desk, request: web.Request, person: Person, wish: Wish, message: str, status: int
) -> web.Response:
    asked = Asked(
        query=request.query, ticket=request.match_info["id"], message=message, words=wish.words, status=status
    )
    return await show_screen(desk, person, asked)
