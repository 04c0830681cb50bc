"""The socket of a page: what residents say comes in and is stored before it is acknowledged."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import WSMsgType, web

from actions.message import Message, MessageKind
from bot.channels.web.channel import HUB, Hub
from bot.channels.web.frames import BadFrame, Frame, Send, read_frame
from bot.channels.web.history import Json
from bot.channels.web.house import House, house_of, say
from bot.channels.web.line import Line
from bot.channels.web.middleware import same_origin
from bot.channels.web.pages import language
from bot.limits import Voice

LARGEST_READ = 4 * 2**20  # bytes; up to here a frame that is too large gets a plain answer, beyond it the socket ends
HEARTBEAT = 25.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whose words come in over a socket."""

    community: str
    channel: str
    thread: str
    private: bool = True
    place: str = ""
    post: str = ""


Take = Callable[[Frame], Awaitable[None]]


async def opened(request: web.Request) -> web.WebSocketResponse:
    """Open a socket for a page of ours; to other sites' scripts it stays shut."""
    if not same_origin(request):
        raise web.HTTPForbidden
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=LARGEST_READ, compress=False)
    if not socket.can_prepare(request):
        raise web.HTTPBadRequest
    await socket.prepare(request)
    return socket


async def talk(request: web.Request, socket: web.WebSocketResponse, line: Line, take: Take) -> None:
    """Read frames and write what is told until the page goes."""
    house = house_of(request)
    writing = asyncio.create_task(line.write(house.store, house.clock))
    try:
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                line.tell(complaint(request, BadFrame("error.frame")))
                continue
            try:
                await take(read_frame(message.data))
            except BadFrame as problem:
                line.tell(complaint(request, problem))
    finally:
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)


def complaint(request: web.Request, problem: BadFrame) -> Json:
    """Say what was wrong with a frame."""
    event: Json = {"type": "error", "code": problem.key.rpartition(".")[2], "text": say(language(request), problem.key)}
    return event | {"id": problem.id} if problem.id else event


async def take_words(request: web.Request, line: Line, speaker: Speaker, frame: Send) -> None:
    """Store what was said, then acknowledge it; the same again is acknowledged again and stored once."""
    house, hub = house_of(request), request.app[HUB]
    voice = Voice(speaker.channel, speaker.thread, speaker.thread)
    if not await house.limits.allows(voice, frame.text, house.clock.now()):
        line.tell({"type": "slow", "id": frame.id})
        return
    stored = await house.engine.accept(_message(house, speaker, frame))
    at = house.clock.now().isoformat()
    line.tell({"type": "stored", "id": frame.id} | ({"at": at} if stored else {}))
    if stored is not None:
        _echo(hub, line, speaker, frame, at)


def _message(house: House, speaker: Speaker, frame: Send) -> Message:
    return Message(
        community=speaker.community,
        channel=speaker.channel,
        update_id=f"{speaker.thread}:{frame.id}",
        thread=speaker.thread,
        sender=speaker.thread,
        sent_at=house.clock.now(),
        kind=frame.kind,
        text=frame.text,
        files=frame.files,
        private=speaker.private,
        place=speaker.place,
        post=speaker.post,
    )


def _echo(hub: Hub, line: Line, speaker: Speaker, frame: Send, at: str) -> None:
    """Show the resident's other pages what was said here, and all of them that an answer is being made."""
    if frame.kind is not MessageKind.BUTTON:
        mine: Json = {"type": "mine", "who": "me", "key": frame.id, "at": at, "text": frame.text, "kind": frame.kind}
        hub.tell(speaker.channel, speaker.thread, mine | {"files": list(frame.files)}, but=line)
    hub.tell(speaker.channel, speaker.thread, {"type": "typing"})
