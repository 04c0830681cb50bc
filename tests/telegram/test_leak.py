"""The foundation's leak conversation through Telegram: every update twice, twenty of them in a jumble."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.inbox import InboxRow, InboxState
from bot.outbox import OutboxRow, OutboxState
from bot.uploads import Upload
from nlu.types import Engine
from tests.telegram.house import Place, open_place, photo
from tests.telegram.simulator import Simulator, User

OGG = b"OggS" + bytes(200)


@pytest_asyncio.fixture(params=["polling", "webhook", "webhook-postgresql", "webhook-postgresql-split"])
async def place(
    request: pytest.FixtureRequest, tmp_path: Path, sim: Simulator, understander: Engine, community: dict[str, Any]
) -> AsyncIterator[Place]:
    sim.twice = True
    sim.ordered = False
    mode, *more = str(request.param).split("-")
    database = str(request.getfixturevalue("postgres_url")) if more else ""
    where: dict[str, Any] = {"telegram_mode": mode, "database": database, "split": "split" in more}
    async with open_place(tmp_path, sim, understander, community, **where) as place:
        yield place
        assert sim.violations == []


async def nothing_is_lost_or_repeated(place: Place, user: User) -> None:
    await place.settled()
    heard = await place.heard()
    assert len(heard) == len(place.sim.ledger.said)
    assert {row.state for row in heard} <= {InboxState.DONE, InboxState.JOINED}
    last = max(heard, key=lambda row: row.sequence)  # two processes may store them the other way round
    assert last.state == InboxState.DONE, "what was joined is answered with the message after it"
    told = await place.rows(OutboxRow, OutboxRow.channel == "telegram")
    assert {row.state for row in told} == {OutboxState.SENT}
    accepted = [send.text for send in place.sim.ledger.accepted(user.id)]
    assert accepted == [row.body["text"] for row in told]
    handled = {row.id for row in heard if row.state == InboxState.DONE}
    assert {row.cause for row in told} == handled, "every message has its answer"


async def test_a_leak_with_a_photo_buttons_and_a_voice_note(place: Place) -> None:
    user = await place.bound(1001, "R1")
    await user.says("厨房水龙头一直漏水，关不住")
    reported = await user.hears("编号")
    assert reported.labels, "the time of the visit is offered as buttons"
    await user.photo(photo())
    await user.hears("照片")
    await user.voice(OGG)
    await user.hears("语音")
    await user.hears("接着说")
    await user.says("对了，这个季度物业费多少")
    await user.hears("元")
    await user.hears("接着说")
    query = await user.press("明天上午")
    assert await user.answered(query) == ""
    await user.hears("明天")

    await nothing_is_lost_or_repeated(place, user)
    (ticket,) = await place.tickets()
    assert ticket.wish, "and the time of the visit stands in it"
    kept = await place.rows(Upload)
    assert {file.media_type for file in kept} == {"image/jpeg", "audio/ogg"}
    (picture,) = (place.app.storage.get(file.id)[0] for file in kept if file.media_type == "image/jpeg")
    assert b"GPS" not in picture


@pytest.mark.parametrize("seed", [7, 8, 9])
async def test_twenty_updates_in_a_jumble_are_handled_by_their_ids(place: Place, seed: int) -> None:
    """A photo that takes longer to fetch than updates may overtake each other stays in its place, too."""
    user = await place.bound(1001, "R1")
    place.sim.faults.set(slow=1.0, slow_for=0.8, methods=("getFile",))
    async with place.sim.shuffled(0.3, seed=seed):
        await user.says("厨房水龙头一直漏水，关不住")
        await user.photo(photo())
        await user.says("明天上午都在家")
        for number in range(17):
            await user.says(("这个季度物业费多少", "我的报修到哪一步了", "谢谢")[number % 3])

    await nothing_is_lost_or_repeated(place, user)
    heard = await place.rows(InboxRow, InboxRow.channel == "telegram")
    order = {row.id: row.sequence for row in heard}
    told = await place.rows(OutboxRow, OutboxRow.channel == "telegram")
    answered = [order[row.cause] for row in told]
    assert answered == sorted(answered)
    (ticket,) = await place.tickets()
    assert ticket.wish
