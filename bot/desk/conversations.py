from collections.abc import Callable

from aiohttp import web
from sqlalchemy.orm import Session

from actions.turn import Work
from bot.conversations import ConversationRow
from bot.desk.board import Filter
from bot.desk.changes import LONGEST, NotThere
from bot.desk.gate import Desk, form_of, see_other
from bot.desk.handover import NotMine, find_conversation, hand_back, take_over, write
from bot.desk.house import Person, change
from bot.desk.screen import Asked, show_screen
from bot.dialog_export import export_dialog

Step = Callable[[Work, ConversationRow], None]


async def conversation(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Show a conversation that hangs on no ticket."""
    return await show_screen(desk, person, Asked(query=request.query, conversation=request.match_info["id"]))


async def dialog(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Give a conversation out as a dialog file for the tests, with stand-ins for everything private."""
    conversation_id = request.match_info["id"]

    def read(db: Session) -> str | None:
        row = find_conversation(db, person, conversation_id)
        return export_dialog(db, person.community, row, desk.house.registry) if row is not None else None

    found = await desk.house.store.read(read)
    if found is None:
        return desk.refuse(person, "ticket.not_found", 404)
    named = {"Content-Disposition": 'attachment; filename="dialog.yaml"', "Cache-Control": "no-store"}
    return web.Response(text=found, content_type="text/yaml", headers=named)


async def take(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Take a conversation over from the assistant or a colleague."""
    owner = (await form_of(request)).get("seen", "")
    return await _do(desk, request, person, lambda work, row: take_over(work, person, row, owner))


async def reply(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Write to the resident."""
    words = (await form_of(request)).get("words", "").strip()[:LONGEST]
    if not words:
        return await _refused(desk, request, person, "error.words", "", 400)
    return await _do(desk, request, person, lambda work, row: write(work, person, row, words), words)


async def back(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Give the conversation back to the assistant."""
    return await _do(desk, request, person, lambda work, row: hand_back(work, person, row, desk.house.registry))


async def _do(desk: Desk, request: web.Request, person: Person, step: Step, words: str = "") -> web.StreamResponse:
    conversation_id = request.match_info["id"]

    def work_on(work: Work) -> None:
        row = find_conversation(work.db, person, conversation_id)
        if row is None:
            raise NotThere(conversation_id)
        step(work, row)

    try:
        await change(desk.house, person, work_on, touched=("conversation", conversation_id))
    except NotThere:
        return desk.refuse(person, "ticket.not_found", 404)
    except NotMine as news:
        key = "talk.taken" if news.by else "talk.not_mine"
        return await _refused(desk, request, person, key, words, 409, by=news.by)
    return see_other(*await _where(desk, request))


async def _where(desk: Desk, request: web.Request) -> tuple[str, dict[str, str]]:
    """Return the page the form stood on: a ticket's, or the conversation's own."""
    ticket = (await form_of(request)).get("ticket", "")
    path = f"/desk/tickets/{ticket}" if ticket.isalnum() else f"/desk/conversations/{request.match_info['id']}"
    return path, Filter.of(request.query).query


async def _refused(
    desk: Desk, request: web.Request, person: Person, key: str, words: str, status: int, **values: object
) -> web.Response:
    ticket = (await form_of(request)).get("ticket", "")
    asked = Asked(
        query=request.query,
        ticket=ticket,
        conversation=request.match_info["id"] if not ticket else "",
        message=person.text(key, **values),
        reply=words,
        status=status,
    )
    return await show_screen(desk, person, asked)
