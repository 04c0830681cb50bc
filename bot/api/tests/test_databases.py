"""The API on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from sqlalchemy.orm import Session

from actions.channel import Delivery
from actions.people import StaffRole
from bot.api.channel import ApiChannel, ApiDelivery
from bot.api.tests.premises import MORNING, Premises, open_door, open_premises
from bot.api.tests.test_staff import paths
from bot.keys import ApiKey
from bot.outbox import Lane, OutboxKind, OutboxRow


@pytest_asyncio.fixture
async def either(tmp_path: Path, database_url: str) -> AsyncIterator[Premises]:
    async with open_premises(tmp_path, database=database_url) as closed, open_door(closed) as premises:
        yield premises


async def test_a_gateway_and_staff_find_everything(either: Premises) -> None:
    for number in range(3):
        await either.says(either.ours.channel, "你好", f"u{number}", thread=f"t{number % 2}")
    assert [reply["id"] for reply in await either.replies(either.ours.channel)] == [1, 2, 3]
    assert [reply["id"] for reply in await either.replies(either.ours.channel, thread="t0")] == [1, 3]
    assert (await either.says(either.ours.channel, "你好", "u1"))["stored"] is False
    await either.says(either.ours.channel, await either.slip(either.ours), "u9")
    for path in paths(either.ours):
        assert (await either.call("GET", path, either.ours.staff[StaffRole.MANAGER])).status == 200, path
    page = await either.get("/api/v1/tickets", either.ours.staff[StaffRole.MANAGER], q="T-1", limit="1")
    assert [line["number"] for line in page["items"]] == ["T-1"]


async def test_odd_values_are_answered_and_never_an_error(either: Premises) -> None:
    secret = either.ours.staff[StaffRole.MANAGER]
    for query in (
        "q=%25_%5C",
        "cursor=9999999999999999-" + "f" * 32,
        "cursor=0-" + "0" * 32,
        "q=%F0%9F%90%A6",
        "kind=x",
    ):
        assert (await either.call("GET", f"/api/v1/tickets?{query}", secret)).status == 200, query
    assert (await either.call("GET", "/api/v1/messages?after=2147483647", either.ours.channel)).status == 200


async def test_replies_laid_ready_at_once_get_numbers_without_a_gap(either: Premises) -> None:
    def write(db: Session) -> tuple[str, list[int]]:
        key = db.query(ApiKey).filter_by(label="wecom").one()
        rows = [
            OutboxRow(
                community_id=key.community_id,
                kind=OutboxKind.MESSAGE,
                lane=Lane.NORMAL,
                channel="api",
                thread=f"{key.id}:t{number}",
                body={"text": "x", "lang": "zh"},
                state="sent",
                due=MORNING,
                created_at=MORNING,
            )
            for number in range(20)
        ]
        db.add_all(rows)
        db.flush()
        return key.id, [row.id for row in rows]

    key_id, ids = await either.app.store.write(write)
    channel = either.app.channels["api"]
    assert isinstance(channel, ApiChannel)
    twice = [*ids, *ids]
    sent = [
        channel.send(
            Delivery(
                id=number, community=either.ours.id, channel="api", thread=f"{key_id}:t", text="x", sent_at=MORNING
            )
        )
        for number in twice
    ]
    await asyncio.gather(*sent)
    numbers = await either.app.store.read(lambda db: sorted(row.number for row in db.query(ApiDelivery)))
    assert numbers == list(range(1, 21))
