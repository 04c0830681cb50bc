"""A messenger's way in and out: messages come in and are stored before the answer, replies wait to be fetched."""

import asyncio
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.message import Message, MessageKind
from bot.api.channel import ApiDelivery, ready, topic_of
from bot.api.endpoint import Endpoint, Lead, for_channels
from bot.api.house import CHANNEL, Caller
from bot.api.shapes import Nothing
from bot.api.talk_shapes import (
    ButtonMessage,
    Choice,
    Fetch,
    InMessage,
    LocationMessage,
    OutMessage,
    OutMessages,
    PhotoMessage,
    StoredMessage,
    TextMessage,
)
from bot.channels.web.frames import tidy
from bot.inbox import InboxRow
from bot.outbox import OutboxRow, delivery_of
from bot.problem import Refused
from bot.uploads import belongs

PLAUSIBLE = timedelta(days=1)  # a message said longer ago, or later than now, counts as said when it came


async def post_message(caller: Caller, asked: Nothing, body: InMessage) -> StoredMessage:
    """Store one message and start its turn; the same update again changes nothing."""
    message = _message(caller, body)
    house = caller.house
    if not await house.limits.allows(CHANNEL, message.sender, message.thread, message.text, house.clock.now()):
        raise Refused(429, retry_after=house.limits.retry_after)
    if message.files:
        await _check_files(caller, message)
    stored = await house.engine.accept(message)
    if stored is not None:
        return StoredMessage(id=stored.id, stored=True)
    known = await house.store.read(lambda db: _number(db, message.update_id))
    return StoredMessage(id=known, stored=False)


async def read_messages(caller: Caller, asked: Fetch) -> OutMessages:
    """Return replies after a number, in order; wait for one if there is none."""
    wait = min(float(asked.wait), caller.api.bounds.longest_wait)
    with caller.house.live.subscribe(topic_of(caller.key.id)) as feed:
        found = await _read(caller, asked)
        until = asyncio.get_running_loop().time() + wait
        while not found.messages and wait:
            try:
                async with asyncio.timeout_at(until):
                    await feed.get()
            except TimeoutError:
                break
            found = await _read(caller, asked)
    return found


async def _read(caller: Caller, asked: Fetch) -> OutMessages:
    thread = caller.own(asked.thread) if asked.thread else None
    rows = await caller.house.store.read(lambda db: ready(db, caller.key.id, asked.after, thread, asked.limit + 1))
    kept = [drawn(laid, row) for laid, row in rows[: asked.limit]]
    return OutMessages(messages=kept, after=kept[-1].id if kept else asked.after, more=len(rows) > asked.limit)


def drawn(laid: ApiDelivery, row: OutboxRow) -> OutMessage:
    """Return a reply as a gateway reads it."""
    delivery = delivery_of(row)
    return OutMessage(
        id=laid.number,
        answers=row.cause,
        thread=delivery.thread.partition(":")[2],
        text=delivery.text,
        spoken=delivery.spoken,
        lang=delivery.lang,
        buttons=[Choice(label=button.label, value=button.value) for button in delivery.buttons],
        asks=delivery.asks,
        record=delivery.record,
        private=delivery.private,
        author=delivery.author,
        sent_at=laid.at,
    )


def _message(caller: Caller, body: InMessage) -> Message:
    said = body.root
    kind, text, files = _content(said)
    now = caller.house.clock.now()
    return Message(
        community=caller.key.community_id,
        channel=CHANNEL,
        update_id=caller.own(said.update_id),
        thread=caller.own(said.thread),
        sender=caller.own(said.sender),
        sent_at=_plausible(said.sent_at, now),
        kind=kind,
        text=tidy(text),
        files=files,
        lang=said.lang,
        private=said.private,
    )


def _content(
    said: TextMessage | ButtonMessage | LocationMessage | PhotoMessage,
) -> tuple[MessageKind, str, tuple[str, ...]]:
    match said:
        case ButtonMessage():
            return MessageKind.BUTTON, said.button, ()
        case LocationMessage():
            place = said.location
            return MessageKind.LOCATION, f"{place.latitude:.6f},{place.longitude:.6f}", ()
        case PhotoMessage():
            return MessageKind.PHOTO, said.text, tuple(said.files)
        case TextMessage():
            return MessageKind.TEXT, said.text, ()


def _plausible(said_at: datetime | None, now: datetime) -> datetime:
    return said_at if said_at is not None and abs(now - said_at) <= PLAUSIBLE else now


async def _check_files(caller: Caller, message: Message) -> None:
    if not await caller.house.store.read(lambda db: belongs(db, message.files, CHANNEL, message.thread)):
        raise Refused(404, "no_file")


def _number(db: Session, update_id: str) -> int:
    here = (InboxRow.channel == CHANNEL, InboxRow.update_id == update_id)
    return db.scalar(select(InboxRow.id).where(*here)) or 0


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        method="POST",
        path="/api/v1/messages",
        handle=post_message,
        asks=Nothing,
        body=InMessage,
        gives=StoredMessage,
        status=202,
        also=(404,),
    ),
    for_channels(
        "GET",
        "/api/v1/messages",
        read_messages,
        Fetch,
        OutMessages,
        leads=(Lead("read_messages", {"after": "/after"}),),
    ),
)
