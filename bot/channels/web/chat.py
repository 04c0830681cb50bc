"""The resident's chat: its page, its socket, and its history."""

from aiohttp import web
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.turn import Work
from bot.channels.web.channel import HUB, SIGNED_OUT
from bot.channels.web.frames import BadFrame, Frame, Hello, SeenUpTo, Send
from bot.channels.web.history import Page, Place, WrongPlace, history_in
from bot.channels.web.house import PACKAGE, House, house_of, words
from bot.channels.web.line import Line
from bot.channels.web.middleware import form_token
from bot.channels.web.pages import language, render, see_other
from bot.channels.web.socket import Speaker, opened, take_words, talk
from bot.channels.web.visitors import CHANNEL, note_use, renew, visitor_of
from bot.conversations import ConversationRow
from bot.outbox import OutboxRow
from bot.sessions import CHAT_COOKIE, clear_cookie
from bot.uploads import belongs


async def show_chat(request: web.Request) -> web.StreamResponse:
    """Show the chat to who is signed in; others come in by the door."""
    visitor, house = await visitor_of(request), house_of(request)
    if visitor is None:
        to_door = see_other("/enter")
        clear_cookie(to_door, CHAT_COOKIE, house.settings)
        return to_door
    lang = language(request)
    page = render(
        request,
        "chat.html",
        visitor=visitor,
        community=visitor.community.title(lang),
        phone=visitor.community.phone,
        zone=visitor.community.zone,
        words=words(lang, "js"),
        csrf=form_token(request),
        photo_mb=house.settings.photo_mb,
    )
    await renew(request, page, visitor.signed)
    return page


async def give_history(request: web.Request) -> web.StreamResponse:
    """Give a page of the history; `before` is the place an earlier answer named."""
    visitor, house = await visitor_of(request), house_of(request)
    if visitor is None:
        raise web.HTTPUnauthorized
    try:
        before = Place.read(request.query["before"]) if "before" in request.query else None
    except WrongPlace:
        raise web.HTTPBadRequest from None
    thread = visitor.thread
    page, read_up_to = await house.store.read(lambda db: _page(db, thread, before))
    return web.json_response({"items": page.items, "before": page.before, "read": read_up_to})


async def chat_socket(request: web.Request) -> web.StreamResponse:
    """Talk with a chat page."""
    visitor = await visitor_of(request)
    if visitor is None:
        raise web.HTTPUnauthorized
    socket = await opened(request)
    line = Line(socket, CHANNEL, visitor.signed.id)
    speaker = Speaker(community=visitor.community.id, channel=CHANNEL, thread=visitor.thread)

    async def take(frame: Frame) -> None:
        await _take(request, line, speaker, frame)

    hub = request.app[HUB]
    hub.join(line, visitor.thread)
    try:
        await talk(request, socket, line, take)
    finally:
        hub.leave(line, visitor.thread)
    return socket


async def _take(request: web.Request, line: Line, speaker: Speaker, frame: Frame) -> None:
    match frame:
        case Hello():
            line.tell({"type": "ready"})
            line.resume(speaker.thread, frame.seq)
        case SeenUpTo():
            await note_seen(house_of(request), speaker, frame.seq)
        case Send():
            await _take_send(request, line, speaker, frame)
        case _:
            raise BadFrame("error.frame")  # only a kiosk says such things


async def _take_send(request: web.Request, line: Line, speaker: Speaker, frame: Send) -> None:
    house = house_of(request)
    visitor = await visitor_of(request)
    if visitor is None or visitor.thread != speaker.thread:
        line.drop(SIGNED_OUT)
        return
    if frame.files and not await house.store.read(lambda db: belongs(db, frame.files, CHANNEL, speaker.thread)):
        raise BadFrame("error.no_such_photo", frame.id)
    await take_words(request, line, speaker, frame)
    await note_use(house, visitor.signed)


async def note_seen(house: House, speaker: Speaker, seq: int) -> None:
    """Write down how far the resident has read; never further than what was said."""

    def note(work: Work) -> None:
        mine = (ConversationRow.channel == speaker.channel, ConversationRow.thread == speaker.thread)
        here = (OutboxRow.channel == speaker.channel, OutboxRow.thread == speaker.thread)
        said = select(OutboxRow.id).where(OutboxRow.id == seq, *here).exists()
        step = update(ConversationRow).where(*mine, ConversationRow.read_up_to < seq, said)
        work.db.execute(step.values(read_up_to=seq))

    await house.engine.act(speaker.community, PACKAGE, note)


def _page(db: Session, thread: str, before: Place | None) -> tuple[Page, int]:
    mine = (ConversationRow.channel == CHANNEL, ConversationRow.thread == thread)
    row = db.scalar(select(ConversationRow).where(*mine))
    return (history_in(db, row.id, before), row.read_up_to) if row else (Page([], None), 0)
