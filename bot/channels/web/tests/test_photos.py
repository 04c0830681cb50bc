"""Photos: what is kept is a fresh JPEG, whatever was sent; only its own conversation and staff see it."""

import io
import struct
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import FormData
from PIL import Image

from bot.channels.web.tests.visit import Browser, Json, Site, open_site
from bot.images import LONGEST_SIDE, NotAPhoto, clean_photo
from bot.uploads import Upload, sweep_files
from integrations.storage import FileMissing

GPS = 0x8825
ORIENTATION = 0x0112


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red" if mode != "RGBA" else (255, 0, 0, 0)).save(out, kind, **more)
    return out.getvalue()


def with_place() -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[2] = (30.0, 15.0, 7.0)
    exif.get_ifd(GPS)[1] = "N"
    exif[0x010F] = "PhoneMaker"
    return picture(exif=exif, comment=b"secret comment")


def bomb(side: int) -> bytes:
    """A PNG of a few kilobytes that says it is side x side pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\x00" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_place_camera_and_comments_are_gone_and_the_photo_stands_upright() -> None:
    sent = with_place()
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(GPS)
    kept = clean_photo(sent)
    with Image.open(io.BytesIO(kept)) as photo:
        assert photo.format == "JPEG"
        assert photo.size == (48, 64)
        assert not dict(photo.getexif())
        assert "comment" not in photo.info
    for trace in (b"Exif", b"PhoneMaker", b"secret", b"GPS"):
        assert trace not in kept


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_every_usual_kind_becomes_a_jpeg(kind: str) -> None:
    assert clean_photo(picture(kind)).startswith(b"\xff\xd8\xff")


def test_what_was_clear_becomes_white() -> None:
    with Image.open(io.BytesIO(clean_photo(picture("PNG", mode="RGBA")))) as photo:
        assert photo.getpixel((5, 5)) == (255, 255, 255)


def test_a_large_photo_is_made_smaller() -> None:
    with Image.open(io.BytesIO(clean_photo(picture(size=(5000, 2500))))) as photo:
        assert photo.size == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_what_is_hung_behind_a_photo_does_not_come_along() -> None:
    kept = clean_photo(picture() + b"PK\x03\x04<script>alert(1)</script>")
    assert b"script" not in kept
    assert b"PK\x03\x04" not in kept


BAD = {
    "empty": b"",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<html><script>alert(1)</script></html>",
    "gif and script": b"GIF89a/*<script>*/=1;alert(1)//",
    "half a jpeg": picture(size=(800, 800))[:600],
    "jpeg head only": b"\xff\xd8\xff\xe0",
    "png head only": b"\x89PNG\r\n\x1a\n",
    "bmp": picture("BMP"),
    "tiff": picture("TIFF"),
    "pdf": picture("PDF"),
    "zip": b"PK\x03\x04" + b"\x00" * 100,
    "heic": b"\x00\x00\x00\x18ftypheic" + b"\x00" * 64,
    "bomb of 49 megapixels": bomb(7000),
    "bomb of 144 megapixels": bomb(12_000),
    "bomb of 900 megapixels": bomb(30_000),
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD.keys())
def test_what_is_no_photo_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPhoto):
        clean_photo(data)


async def upload(browser: Browser, data: bytes, name: str = "photo.jpg", **headers: str) -> tuple[int, Json]:
    form = FormData()
    form.add_field("photo", io.BytesIO(data), filename=name, content_type="image/jpeg")
    answer = await browser.client.post("/chat/photo", data=form, headers={"X-CSRF": browser.csrf, **headers})
    return answer.status, await answer.json()


async def test_a_photo_comes_into_the_conversation_with_its_words(site: Site) -> None:
    browser = await site.resident()
    status, sent = await upload(browser, with_place(), name="../../etc/passwd")
    assert status == 200
    wire = await browser.socket()
    await wire.send(type="send", id="client-0001", text="漏了", files=[sent["id"]])
    await wire.until("stored")
    await site.app.drain()
    assert (await wire.until("message"))["text"] == "钱一民: 漏了+1"
    [mine, _] = (await browser.history())["items"]
    assert (mine["kind"], mine["files"]) == ("photo", [sent["id"]])


async def test_a_photo_is_shown_to_its_own_conversation_and_to_staff_only(site: Site) -> None:
    browser = await site.resident("R1")
    _, sent = await upload(browser, picture())
    path = f"/files/{sent['id']}"
    staff, neighbour, stranger = await site.staff(), await site.resident("R2"), await site.browser()
    assert [(await who.get(path)).status for who in (browser, staff, neighbour, stranger)] == [200, 200, 404, 404]
    shown = await browser.get(path)
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["Content-Disposition"] == "inline"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown.headers["Content-Security-Policy"]


async def test_a_neighbours_photo_cannot_be_sent_as_ones_own(site: Site) -> None:
    _, sent = await upload(await site.resident("R1"), picture())
    wire = await (await site.resident("R2")).socket()
    await wire.send(type="send", id="client-0001", files=[sent["id"]])
    assert (await wire.until("error"))["code"] == "no_such_photo"


async def test_a_bad_file_gets_a_plain_sentence(site: Site) -> None:
    browser = await site.resident()
    for data in (b"", BAD["svg"], BAD["bomb of 900 megapixels"]):
        status, refusal = await upload(browser, data)
        assert status == 400
        assert refusal["error"]


async def test_a_photo_beyond_the_limit_is_refused_and_one_below_it_is_taken(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    async with open_site(tmp_path_factory.mktemp("small"), photo_mb=2) as site:
        browser = await site.resident()
        large = picture() + b"\x00" * (2 * 2**20)
        assert (await upload(browser, large))[0] == 400
        assert (await upload(browser, large[: 2 * 2**20 - 10]))[0] == 200


async def test_without_a_session_or_a_token_no_photo_is_taken(site: Site) -> None:
    browser = await site.browser()
    await browser.page("/enter")
    assert (await upload(browser, picture()))[0] == 401
    signed = await site.resident()
    assert (await upload(signed, picture(), **{"X-CSRF": "0" * 64}))[0] == 403


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=x", b"nothing of the kind"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="other"\r\n\r\nhi\r\n--x--\r\n',
        ),
        ("application/json", b"{}"),
        ("image/jpeg", b"\xff\xd8\xff"),
    ],
)
async def test_a_broken_upload_is_no_failure_of_ours(site: Site, content_type: str, body: bytes) -> None:
    browser = await site.resident()
    headers = {"Content-Type": content_type, "X-CSRF": browser.csrf}
    answer = await browser.client.post("/chat/photo", data=body, headers=headers)
    assert answer.status == 400
    assert (await answer.json())["error"]


async def test_too_many_photos_at_once_are_refused_for_a_while(site: Site) -> None:
    browser = await site.resident()
    statuses = [(await upload(browser, picture()))[0] for _ in range(14)]
    assert statuses[:12] == [200] * 12
    assert 429 in statuses


async def test_a_file_goes_with_its_row_and_not_before(site: Site) -> None:
    browser = await site.resident()
    _, kept = await upload(browser, picture())
    _, gone = await upload(browser, picture())
    await site.app.store.write(lambda db: db.delete(db.get_one(Upload, gone["id"])))
    later = datetime.now(UTC) + timedelta(days=2)  # files carry the machine's own time
    assert await sweep_files(site.app.store, site.app.storage, datetime.now(UTC)) == 0
    assert await sweep_files(site.app.store, site.app.storage, later) == 1
    assert site.app.storage.get(kept["id"])[1] == "image/jpeg"
    with pytest.raises(FileMissing):
        site.app.storage.get(gone["id"])
