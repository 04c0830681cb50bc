"""A gateway's way in and out."""

import asyncio
import io
import json
from datetime import datetime, timedelta

import pytest
from aiohttp import ClientResponse, FormData
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.channel import Delivery, SendFailed
from actions.people import Account
from actions.state import OpenForm
from bot.api.tests.premises import CANARY, MORNING, Json, Premises
from bot.conversations import ConversationRow
from bot.inbox import InboxRow
from bot.keys import ApiKey, revoke_key
from bot.limits import Limit
from integrations.database import StoreAway

MESSAGES = "/api/v1/messages"
HELLO = {"update_id": "u1", "thread": "t1", "sender": "p1", "text": "你好"}


def photo(size: int = 40) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (size, size), "red").save(out, "PNG")
    return out.getvalue()


async def upload(premises: Premises, secret: str, data: bytes, thread: str = "t1") -> ClientResponse:
    form = FormData()
    form.add_field("photo", io.BytesIO(data), filename="x.png", content_type="image/png")
    return await premises.call("POST", f"/api/v1/files?thread={thread}", secret, data=form)


async def inbox(premises: Premises) -> list[InboxRow]:
    return await premises.app.store.read(lambda db: list(db.scalars(select(InboxRow).order_by(InboxRow.id))))


async def test_a_message_is_on_the_disk_before_the_answer_and_the_same_again_changes_nothing(
    premises: Premises,
) -> None:
    first = await premises.post(MESSAGES, premises.ours.channel, HELLO, 202)
    [row] = await inbox(premises)
    assert first == {"id": row.id, "stored": True}
    again = await premises.post(MESSAGES, premises.ours.channel, HELLO, 202)
    assert again == {"id": row.id, "stored": False}
    await premises.app.drain()
    await premises.post(MESSAGES, premises.ours.channel, HELLO, 202)
    await premises.app.drain()
    assert len(await inbox(premises)) == 1
    assert len(await premises.replies(premises.ours.channel)) == 1


async def test_replies_come_in_order_and_name_what_they_answer(premises: Premises) -> None:
    ids = [(await premises.says(premises.ours.channel, "你好", f"u{n}"))["id"] for n in range(5)]
    found = await premises.replies(premises.ours.channel, thread="t1")
    assert [reply["answers"] for reply in found] == ids
    assert [reply["id"] for reply in found] == [1, 2, 3, 4, 5]
    assert all(reply["thread"] == "t1" and reply["text"] and reply["spoken"] for reply in found)
    page = await premises.get(MESSAGES, premises.ours.channel, thread="t1", limit="2")
    assert (page["after"], page["more"]) == (2, True)
    rest = await premises.get(MESSAGES, premises.ours.channel, thread="t1", after="2")
    assert [reply["id"] for reply in rest["messages"]] == [3, 4, 5]
    assert rest["more"] is False


async def test_a_poll_that_waits_hears_of_a_reply_at_once(premises: Premises) -> None:
    waiting = asyncio.create_task(premises.get(MESSAGES, premises.ours.channel, wait="30"))
    await premises.get(MESSAGES, premises.ours.channel)  # the other request has its subscription by then
    await premises.says(premises.ours.channel, "你好", "u1")
    async with asyncio.timeout(5):
        assert len((await waiting)["messages"]) == 1


async def test_no_key_meets_another_keys_threads(premises: Premises) -> None:
    await premises.says(premises.ours.channel, "你好", "u1")
    for secret in (premises.ours.other_channel, premises.theirs.channel):
        assert await premises.replies(secret, thread="t1") == []
        stored = await premises.says(secret, "你好", "u1")
        assert stored["stored"] is True, "the same update id of another key is another update"
        assert [reply["id"] for reply in await premises.replies(secret)] == [1]
    assert len(await premises.replies(premises.ours.channel)) == 1


async def test_a_slip_said_in_the_conversation_makes_the_sender_known(premises: Premises) -> None:
    code = await premises.slip(premises.ours)
    await premises.says(premises.ours.channel, code, "u1")
    accounts = await premises.app.store.read(lambda db: list(db.scalars(select(Account))))
    assert [(account.channel, account.resident_id) for account in accounts] == [("api", premises.ours.ids["resident"])]
    assert accounts[0].address.endswith(":t1")
    assert accounts[0].address != "t1"


async def test_a_slip_of_another_community_opens_nothing(premises: Premises) -> None:
    await premises.says(premises.ours.channel, await premises.slip(premises.theirs), "u1")
    assert await premises.app.store.read(lambda db: list(db.scalars(select(Account)))) == []
    assert CANARY not in json.dumps(await premises.replies(premises.ours.channel), ensure_ascii=False)


@pytest.mark.parametrize(
    ("content", "kind", "text"),
    [
        ({"text": "漏水"}, "text", "漏水"),
        ({"button": "say:affirm"}, "button", "say:affirm"),
        ({"location": {"latitude": 31.2, "longitude": 121.5}}, "location", "31.200000,121.500000"),
        ({"text": "a\u202eb\u0007"}, "text", "ab"),
    ],
    ids=["text", "button", "location", "controls"],
)
async def test_every_kind_of_message_is_stored_as_what_it_is(
    premises: Premises, content: Json, kind: str, text: str
) -> None:
    ids = {"update_id": "u1", "thread": "t1", "sender": "p1"}
    await premises.post(MESSAGES, premises.ours.channel, ids | content, 202)
    await premises.app.drain()
    [row] = await inbox(premises)
    assert (row.kind, row.body["text"]) == (kind, text)


async def test_a_photo_belongs_to_the_thread_it_was_sent_in(premises: Premises) -> None:
    answer = await upload(premises, premises.ours.channel, photo())
    assert answer.status == 201
    file = (await answer.json())["id"]
    assert premises.app.storage.get(file)[0].startswith(b"\xff\xd8"), "written anew as JPEG"
    sent = {"update_id": "u1", "sender": "p1", "files": [file]}
    refused = await premises.post(MESSAGES, premises.ours.channel, sent | {"thread": "t2"}, 404)
    assert refused["status"] == 404
    await premises.post(MESSAGES, premises.ours.other_channel, sent | {"thread": "t1"}, 404)
    await premises.post(MESSAGES, premises.ours.channel, sent | {"thread": "t1"}, 202)
    [row] = await inbox(premises)
    assert (row.kind, row.body["files"]) == ("photo", [file])


@pytest.mark.parametrize(("data", "times", "status"), [(b"GIF89a no", 1, 400), (b"", 1, 400), (b"x", 11 * 2**20, 413)])
async def test_what_is_no_photo_is_refused(premises: Premises, data: bytes, times: int, status: int) -> None:
    answer = await upload(premises, premises.ours.channel, data * times)
    assert (answer.status, answer.content_type) == (status, "application/problem+json")


async def test_a_form_whose_inside_is_broken_is_refused(premises: Premises) -> None:
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    for inside in (
        b'--b\r\nContent-Disposition: form-data; name="\xec\xf1\xa0\x00"\r\n\r\nx\r\n--b--',
        b"--b",
        b"",
        b"--b\r\n:\r\n",
    ):
        answer = await premises.call(
            "POST", "/api/v1/files?thread=t1", premises.ours.channel, data=inside, headers=kind
        )
        assert answer.status == 400, inside


async def test_a_file_that_is_no_form_is_the_wrong_kind(premises: Premises) -> None:
    answer = await premises.call("POST", "/api/v1/files?thread=t1", premises.ours.channel, data=b"x")
    assert answer.status == 415


WRONG_BODIES = [
    (b"{", 400),
    (b"\xff", 400),
    (b'{"text": "\\ud800", "update_id": "u", "thread": "t", "sender": "s"}', 400),
    (json.dumps(HELLO | {"text": "a\0b"}).encode(), 422),
    (json.dumps(HELLO | {"text": "x" * 4001}).encode(), 422),
    (json.dumps(HELLO | {"text": ""}).encode(), 422),
    (json.dumps(HELLO | {"text": 5}).encode(), 422),
    (json.dumps(HELLO | {"more": 1}).encode(), 422),
    (json.dumps(HELLO | {"button": "x"}).encode(), 422),
    (json.dumps(HELLO | {"thread": "a b"}).encode(), 422),
    (json.dumps(HELLO | {"thread": "x" * 81}).encode(), 422),
    (json.dumps(HELLO | {"sent_at": "2026-03-04T10:00:00"}).encode(), 422),
    (json.dumps(HELLO | {"private": "no"}).encode(), 422),
    (json.dumps(HELLO | {"lang": "de"}).encode(), 422),
    (b"[]", 422),
    (b"null", 422),
    (b" " * (2**20 + 1), 413),
]


async def test_a_body_that_is_not_right_stores_nothing(premises: Premises) -> None:
    headers = {"Content-Type": "application/json"}
    for body, status in WRONG_BODIES:
        answer = await premises.call("POST", MESSAGES, premises.ours.channel, data=io.BytesIO(body), headers=headers)
        assert (answer.status, answer.content_type) == (status, "application/problem+json"), body[:80]
        told = await answer.json()
        assert told["status"] == status
        assert bool(told["errors"]) is (status == 422)
    assert await inbox(premises) == []


async def test_a_body_of_another_kind_is_refused(premises: Premises) -> None:
    answer = await premises.call("POST", MESSAGES, premises.ours.channel, data=json.dumps(HELLO))
    assert answer.status == 415


WRONG_QUERIES = [
    "after=-1",
    "after=1_0",
    "after=99999999999",
    "limit=0",
    "limit=101",
    "wait=31",
    "x=1",
    "after=1&after=2",
    "thread=%00",
]


async def test_a_query_that_is_not_right_is_refused(premises: Premises) -> None:
    for query in WRONG_QUERIES:
        answer = await premises.call("GET", f"{MESSAGES}?{query}", premises.ours.channel)
        assert answer.status == 422, query
        assert (await answer.json())["errors"][0]["where"].startswith("query.")


async def test_a_time_that_cannot_be_is_the_time_of_arrival(premises: Premises) -> None:
    said = ("0001-01-01T00:00:00+14:00", "2026-03-04T09:59:00+08:00", "2026-03-06T09:59:00+08:00")
    for number, time in enumerate(said):
        body = HELLO | {"update_id": f"u{number}", "sent_at": time}
        await premises.post(MESSAGES, premises.ours.channel, body, 202)
    stored = [datetime.fromisoformat(row.body["sent_at"]) for row in await inbox(premises)]
    assert stored == [MORNING, MORNING - timedelta(minutes=1), MORNING]


async def test_a_database_that_is_away_is_said_and_nothing_is_acknowledged(
    premises: Premises, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(message: object) -> None:
        raise StoreAway("out of reach")

    monkeypatch.setattr(premises.app.engine, "accept", away)
    answer = await premises.call("POST", MESSAGES, premises.ours.channel, json=HELLO)
    assert answer.status == 503
    assert int(answer.headers["Retry-After"]) > 0


async def test_who_speaks_too_fast_waits_and_a_call_for_help_does_not(premises: Premises) -> None:
    for number in range(30):
        await premises.post(MESSAGES, premises.ours.channel, HELLO | {"update_id": f"u{number}"}, 202)
    answer = await premises.call("POST", MESSAGES, premises.ours.channel, json=HELLO | {"update_id": "u30"})
    assert (answer.status, answer.headers["Retry-After"]) == (429, "1")
    assert premises.app.counters.refused == 1
    await premises.post(MESSAGES, premises.ours.channel, HELLO | {"update_id": "u31", "text": "着火了"}, 202)
    await premises.post(MESSAGES, premises.ours.channel, HELLO | {"update_id": "u32", "sender": "p2"}, 202)


async def test_who_is_asked_about_a_danger_is_never_too_fast_with_the_answer(premises: Premises) -> None:
    await premises.says(premises.ours.channel, "你好", "u0", sender="p1")
    premises.app.limits._usual = premises.app.limits._urgent = Limit(0.5, 1e-9)
    answer = {"update_id": "u1", "thread": "t1", "sender": "p1", "button": "fill:urgent=yes"}
    refused = await premises.call("POST", MESSAGES, premises.ours.channel, json=answer)
    assert refused.status == 429

    def ask(db: Session) -> None:
        row = db.scalars(select(ConversationRow).where(ConversationRow.channel == "api")).one()
        row.state = row.state | {"open": OpenForm("emergencies.doubt", asked="urgent").dump()}

    await premises.app.store.write(ask)
    await premises.post(MESSAGES, premises.ours.channel, answer, 202)


async def test_a_stream_goes_on_where_it_broke_off(premises: Premises) -> None:
    for number in range(3):
        await premises.says(premises.ours.channel, "你好", f"u{number}", thread=f"t{number}")
    answer = await premises.call("GET", "/api/v1/stream", premises.ours.channel, headers={"Last-Event-ID": "1"})
    assert answer.content_type == "text/event-stream"
    assert [event["id"] for event in [await _event(answer), await _event(answer)]] == [2, 3]
    await premises.says(premises.ours.channel, "你好", "u9", thread="t9")
    assert (await _event(answer))["thread"] == "t9"
    answer.close()


async def test_a_stream_without_a_place_begins_now(premises: Premises) -> None:
    await premises.says(premises.ours.channel, "你好", "u1")
    answer = await premises.call("GET", "/api/v1/stream", premises.ours.channel)
    await premises.says(premises.ours.channel, "你好", "u2")
    assert (await _event(answer))["id"] == 2
    answer.close()


async def test_a_key_has_so_many_streams_and_no_more(premises: Premises) -> None:
    answers = [await premises.call("GET", "/api/v1/stream", premises.ours.channel) for _ in range(4)]
    refused = await premises.call("GET", "/api/v1/stream", premises.ours.channel)
    assert (refused.status, refused.headers["Retry-After"]) == (429, "5")
    assert (await premises.call("GET", "/api/v1/stream", premises.ours.other_channel)).status == 200
    for answer in answers:
        answer.close()


async def test_a_stream_ends_with_its_key(premises: Premises) -> None:
    answer = await premises.call("GET", "/api/v1/stream", premises.ours.channel)
    now = premises.clock.now()

    def shut(db: object) -> str:
        key = db.query(ApiKey).filter_by(label="wecom").one()  # type: ignore[attr-defined]
        return revoke_key(db, key.id, now).id  # type: ignore[arg-type]

    key_id = await premises.app.store.write(shut)
    premises.app.live.publish(f"key:{key_id}", {"type": "delivery"})
    async with asyncio.timeout(5):
        assert b"event:" not in await answer.content.read()


async def test_a_reply_is_laid_ready_once_and_not_for_a_key_that_is_shut(premises: Premises) -> None:
    await premises.says(premises.ours.channel, "你好", "u1")
    [reply] = await premises.replies(premises.ours.channel)
    channel = premises.app.channels["api"]
    key = await premises.app.store.read(lambda db: db.query(ApiKey).filter_by(label="wecom").one().id)
    again = Delivery(
        id=await premises.app.store.read(lambda db: _outbox_id(db)),
        community=premises.ours.id,
        channel="api",
        thread=f"{key}:t1",
        text=reply["text"],
        sent_at=MORNING,
    )
    await channel.send(again)
    assert await premises.replies(premises.ours.channel) == [reply]
    now = premises.clock.now()
    await premises.app.store.write(lambda db: revoke_key(db, key, now))
    with pytest.raises(SendFailed) as failure:
        await channel.send(again)
    assert failure.value.final


def _outbox_id(db: object) -> int:
    from bot.api.channel import ApiDelivery

    found: int = db.query(ApiDelivery).one().outbox_id  # type: ignore[attr-defined]
    return found


async def _event(answer: ClientResponse) -> Json:
    async with asyncio.timeout(5):
        while not (line := (await answer.content.readline()).decode()).startswith("data: "):
            assert line, "the stream ended"
        event: Json = json.loads(line.removeprefix("data: "))
        return event
