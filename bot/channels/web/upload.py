"""Takes photos in and shows them to those whose conversation they belong to."""

import asyncio

from aiohttp import BodyPartReader, MultipartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from actions.turn import Work
from bot.channels.web.house import PACKAGE, House, house_of, say
from bot.channels.web.pages import language
from bot.channels.web.visitors import CHANNEL, note_use, staff_of, visitor_of
from bot.images import NotAPhoto, clean_photo
from bot.limits import Limit
from bot.uploads import Upload
from integrations.storage import FileMissing

JPEG = "image/jpeg"
PHOTOS: web.AppKey[Limit] = web.AppKey("photos")
DECODERS: web.AppKey[asyncio.Semaphore] = web.AppKey("decoders")
_CHUNK = 64 * 1024
_SLACK = 64 * 1024  # bytes a multipart body needs beside the photo


def photos() -> Limit:
    """Return how many photos a person may send: 12 at once, then one in five seconds."""
    return Limit(12, 0.2)


async def take_photo(request: web.Request) -> web.StreamResponse:
    """Take one photo of a chat; the answer is its id, which the message then names."""
    visitor = await visitor_of(request)
    if visitor is None:
        raise web.HTTPUnauthorized
    if not request.app[PHOTOS].allows(visitor.thread):
        return _refused(request, "photo.too_often", 429)
    house = house_of(request)
    try:
        photo = await received_photo(request, house.settings.photo_mb * 2**20)
    except NotAPhoto as refusal:
        return _refused(request, refusal.key, 400)
    file_id = await keep_photo(house, visitor.community.id, CHANNEL, visitor.thread, photo)
    await note_use(house, visitor.signed)
    return web.json_response({"id": file_id})


async def show_file(request: web.Request) -> web.StreamResponse:
    """Show a photo to its own conversation and to the community's staff; to everybody else there is none."""
    house, file_id = house_of(request), request.match_info["id"]
    upload = await house.store.read(lambda db: db.get(Upload, file_id))
    if upload is None or not await _may_see(request, upload):
        raise web.HTTPNotFound
    try:
        data, media_type = await asyncio.to_thread(house.storage.get, file_id)
    except FileMissing:
        raise web.HTTPNotFound from None
    shown = media_type == JPEG
    headers = {
        "Content-Disposition": "inline" if shown else "attachment",
        "Cache-Control": "private, max-age=3600",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return web.Response(body=data, content_type=media_type if shown else "application/octet-stream", headers=headers)


async def _may_see(request: web.Request, upload: Upload) -> bool:
    visitor = await visitor_of(request)
    if visitor and (upload.channel, upload.thread) == (CHANNEL, visitor.thread):
        return True
    staff = await staff_of(request)
    return staff is not None and staff.community_id == upload.community_id


async def received_photo(request: web.Request, limit: int) -> bytes:
    """Read the part called photo and make it fit to be kept, or raise NotAPhoto; `limit` is its bytes."""
    data = await _received(request, limit)
    async with request.app[DECODERS]:
        return await asyncio.to_thread(clean_photo, data)


async def _received(request: web.Request, limit: int) -> bytes:
    """Read the part called photo, never more of it than the limit."""
    if request.content_length is not None and request.content_length > limit + _SLACK:
        raise NotAPhoto("photo.too_large")
    if not request.content_type.startswith("multipart/"):
        raise NotAPhoto("photo.unreadable")
    try:
        return await _photo_part(await request.clone(client_max_size=limit + _SLACK).multipart(), limit)
    except (
        ValueError,
        AssertionError,
        RuntimeError,
        HttpProcessingError,
    ):  # what aiohttp says of a broken multipart body
        raise NotAPhoto("photo.unreadable") from None


async def _photo_part(reader: MultipartReader, limit: int) -> bytes:
    while (part := await reader.next()) is not None:
        if isinstance(part, BodyPartReader) and part.name == "photo":
            return await _bytes_of(part, limit)
    raise NotAPhoto("photo.empty")


async def _bytes_of(part: BodyPartReader, limit: int) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(_CHUNK):
        data += chunk
        if len(data) > limit:
            raise NotAPhoto("photo.too_large")
    return bytes(data)


async def keep_photo(house: House, community_id: str, channel: str, thread: str, photo: bytes) -> str:
    """Keep a photo of a thread and return its id."""
    file_id = await asyncio.to_thread(house.storage.put, photo, JPEG)

    def note(work: Work) -> None:
        work.db.add(
            Upload(
                id=file_id,
                community_id=work.community.id,
                channel=channel,
                thread=thread,
                media_type=JPEG,
                size=len(photo),
                created_at=work.now,
            )
        )

    await house.engine.act(community_id, PACKAGE, note)
    return file_id


def _refused(request: web.Request, key: str, status: int) -> web.Response:
    limit = house_of(request).settings.photo_mb
    return web.json_response({"error": say(language(request), key, mb=limit)}, status=status)
