"""Keys to the API: made, listed, renewed and revoked by the operator, with a server running and without."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from actions.people import Staff, StaffRole
from actions.table import new_id
from bot.admin import Refused, serve_admin
from bot.cli import main, parser
from bot.key_office import ONCE, Order, send_order
from bot.keys import ApiKey, Known, UnknownKey, find_key
from bot.server import make_admin
from bot.testing import Talk
from tests.conftest import House


@pytest_asyncio.fixture
async def office(toy_talk: Talk) -> AsyncIterator[Talk]:
    talk = toy_talk
    await talk.app.store.write(
        lambda db: db.add(
            Staff(id=new_id(), community_id=talk.community, key="S", name="周强", role=StaffRole.MANAGER, login="zhou")
        )
    )
    yield talk


def secret_of(said: str) -> str:
    found = re.search(r"linli_(?:channel|staff)_[\w-]{43}", said)
    assert found
    return found[0]


async def test_a_channels_key_opens_for_a_year_and_a_token_for_ninety_days(office: Talk) -> None:
    for order, days in ((Order("new", channel="wecom"), 365), (Order("new", staff="zhou"), 90)):
        said = await order.run(office.app)
        assert said.startswith(ONCE)
        found = await _found(office, secret_of(said))
        assert found is not None
        office.clock.move(timedelta(days=days))
        assert await _found(office, secret_of(said)) is None


async def test_the_secret_is_nowhere_in_the_database_or_the_list(office: Talk) -> None:
    secret = secret_of(await Order("new", channel="wecom").run(office.app))
    listed = await Order("list").run(office.app)
    assert "wecom" in listed
    assert "never" in listed
    assert secret not in listed
    rows = await office.read(lambda db: [str(vars(row)) for row in db.query(ApiKey)])
    assert secret not in "".join(rows)


async def test_a_renewed_key_stays_the_same_key_with_another_secret(office: Talk) -> None:
    old = secret_of(await Order("new", channel="wecom").run(office.app))
    before = await _found(office, old)
    assert before is not None
    new = secret_of(await Order("renew", key=before.id, days=5).run(office.app))
    after = await _found(office, new)
    assert after is not None
    assert (after.id, await _found(office, old)) == (before.id, None)
    assert after.expires_at - office.clock.now() == timedelta(days=5)


async def test_a_revoked_key_opens_nothing(office: Talk) -> None:
    secret = secret_of(await Order("new", staff="zhou").run(office.app))
    key = await _found(office, secret)
    assert key is not None
    await Order("revoke", key=key.id).run(office.app)
    assert await _found(office, secret) is None
    assert "revoked" in await Order("list").run(office.app)


@pytest.mark.parametrize(
    "order",
    [
        Order("new", staff="nobody"),
        Order("new", channel=" "),
        Order("new", channel="x" * 41),
        Order("new", channel="wecom", community="nowhere"),
        Order("new", channel="wecom", days=-1),
        Order("new", channel="wecom", days=4000),
        Order("revoke", key="0"),
        Order("renew", key="0"),
        Order("steal"),
    ],
    ids=lambda order: " ".join(str(part) for part in vars_of(order)),
)
async def test_an_order_that_makes_no_sense_says_what_to_do(office: Talk, order: Order) -> None:
    with pytest.raises(UnknownKey, match=r"\w"):
        await order.run(office.app)


def vars_of(order: Order) -> list[str]:
    return [part[:8] for part in order.parts.values() if part not in ("", "0")]


async def test_keys_are_made_through_the_running_server(office: Talk, house: House) -> None:
    runner = await serve_admin(house.settings, make_admin(office.app))
    try:
        secret = secret_of(await send_order(house.settings, Order("new", channel="wecom")))
        assert await _found(office, secret) is not None
        with pytest.raises(Refused, match="no member of staff"):
            await send_order(house.settings, Order("new", staff="nobody"))
    finally:
        await runner.cleanup()


def test_the_command_makes_lists_and_revokes_without_a_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LINLI_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    community = Path(__file__).parents[1] / "data" / "community.json"
    assert main(["import", str(community)]) == 0
    assert main(["key", "new", "--channel", "wecom", "--days", "7"]) == 0
    said = capsys.readouterr().out
    key = re.search(r"id ([0-9a-f]{32})", said)
    assert key
    assert main(["key", "revoke", key[1]]) == 0
    assert main(["key", "list"]) == 0
    assert f"{key[1]}  channel" in capsys.readouterr().out
    assert main(["key", "renew", "0"]) == 2
    assert "linli key list" in capsys.readouterr().err


def test_a_key_is_for_a_channel_or_for_staff_never_for_both() -> None:
    for words in (["key", "new"], ["key", "new", "--channel", "a", "--staff", "b"]):
        with pytest.raises(SystemExit):
            parser().parse_args(words)


async def _found(office: Talk, secret: str) -> Known | None:
    now = office.clock.now()
    return await office.read(lambda db: find_key(db, secret, now))
