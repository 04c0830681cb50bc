"""Photos: a gateway passes them on, and they are cleaned like those of the web chat; staff see what they work on."""

import asyncio

from aiohttp import web
from sqlalchemy.orm import Session

from actions.ticket import Ticket, TicketEntry
from bot.api.endpoint import MULTIPART, Endpoint, for_channels, for_staff
from bot.api.house import CHANNEL, Caller, Colleague
from bot.api.talk_shapes import ForThread, StoredFile
from bot.api.ticket_shapes import One
from bot.channels.web.upload import JPEG, keep_photo, received_photo
from bot.desk.board import visible
from bot.desk.gate import DESK_ROLES, OFFICE
from bot.desk.house import Person
from bot.images import NotAPhoto
from bot.problem import Refused
from bot.uploads import Upload
from integrations.storage import FileMissing


async def post_file(caller: Caller, asked: ForThread) -> StoredFile:
    """Keep one photo of a thread: the multipart part called photo."""
    house, thread, now = caller.house, caller.own(asked.thread), caller.house.clock.now()
    if not caller.api.bounds.files.allows(thread, now.timestamp()):
        raise Refused(429, retry_after=caller.api.bounds.files.retry_after)
    if caller.request.content_type != MULTIPART:
        raise Refused(415)
    try:
        photo = await received_photo(caller.request, house.settings.photo_mb * 2**20)
    except NotAPhoto as refusal:
        raise Refused(413 if refusal.key == "photo.too_large" else 400, _WHY.get(refusal.key, "no_photo")) from None
    return StoredFile(id=await keep_photo(house, caller.key.community_id, CHANNEL, thread, photo))


async def read_file(who: Colleague, asked: One) -> web.Response:
    """Read a photo of a ticket or conversation that you may see."""
    house = who.house
    if not await house.store.read(lambda db: _may_see(db, who.person, asked.id)):
        raise Refused(404)
    try:
        data, media_type = await asyncio.to_thread(house.storage.get, asked.id)
    except FileMissing:
        raise Refused(404) from None
    if media_type != JPEG:
        raise Refused(404)
    policy = {"Content-Security-Policy": "default-src 'none'; sandbox"}
    return web.Response(body=data, content_type=JPEG, headers=policy)


def _may_see(db: Session, person: Person, file_id: str) -> bool:
    """Say whether a file belongs to a conversation or a ticket this person may read."""
    upload = db.get(Upload, file_id)
    if upload is None or upload.community_id != person.community.id:
        return False
    tickets = visible(person).join(TicketEntry, TicketEntry.ticket_id == Ticket.id)
    return person.role in OFFICE or db.scalar(tickets.where(TicketEntry.file_id == file_id).limit(1)) is not None


_WHY = {"photo.too_large": "413", "photo.too_many_pixels": "413"}
ENDPOINTS: tuple[Endpoint, ...] = (
    for_channels("POST", "/api/v1/files", post_file, ForThread, StoredFile, takes=MULTIPART, status=201),
    for_staff("/api/v1/files/{id}", read_file, One, None, DESK_ROLES, media=JPEG),
)
