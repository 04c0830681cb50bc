"""A desk in one process and a kiosk's socket in another: what staff say, and whom they vouch for, arrives."""

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientWebSocketResponse, CookieJar
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy.orm import Session

from actions.people import Community, Resident, Staff
from actions.table import new_id
from bot.app import App, Role
from bot.channels.web import make_web
from bot.channels.web.post import COOKIE
from bot.conversations import ConversationRow
from bot.desk import make_desk
from bot.desk.tests.room import QuickPasswords
from bot.keys import new_kiosk_key
from bot.sessions import DESK_COOKIE, SessionKind, create_session, csrf_of, idle_time
from tests.core.test_processes import Town

Browser = TestClient[Any, Any]


@asynccontextmanager
async def browser_at(app: App, name: str, value: str) -> AsyncIterator[Browser]:
    """Open the pages of a process, and a browser that has a cookie."""
    application = make_web(app)
    make_desk(app, application, passwords=QuickPasswords())
    async with TestClient(TestServer(application), cookie_jar=CookieJar(unsafe=True)) as client:
        client.session.cookie_jar.update_cookies({name: value}, client.make_url("/"))
        yield client


def furnish(db: Session, town: Town, app: App) -> tuple[str, str, str]:
    """Return a kiosk's secret, its key's id, and the token of a member of staff's session."""
    now, community = app.clock.now(), db.get_one(Community, town.community)
    staff = Staff(id=new_id(), community_id=community.id, key="S9", name="李调度", role="dispatcher", login="s9")
    db.add(staff)
    db.flush()
    fresh, idle = new_kiosk_key(db, "1栋", community, now), idle_time(SessionKind.STAFF, app.settings)
    about = {"community_id": community.id, "kind": SessionKind.STAFF, "person_id": staff.id}
    token = create_session(db, now=now, idle=idle, **about)  # type: ignore[arg-type]
    return fresh.secret, fresh.key.id, token


async def receive(wire: ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    while (event := await wire.receive_json(timeout=10))["type"] != kind:
        pass
    return dict(event)


@asynccontextmanager
async def street(folder: Path, url: str) -> AsyncIterator[tuple[App, str, str, Browser, ClientWebSocketResponse]]:
    """Open a worker's house whose desk is in one process and whose kiosk talks to another."""
    async with AsyncExitStack() as stack:
        town = Town(folder, url, stack)
        near, far = await town.open(Role.ALL), await town.open(Role.WEB)
        secret, key_id, token = await near.store.write(lambda db: furnish(db, town, near))
        desk = await stack.enter_async_context(browser_at(near, DESK_COOKIE, token))
        lobby = await stack.enter_async_context(browser_at(far, COOKIE, secret))
        origin = {"Origin": str(lobby.make_url("/")).rstrip("/")}
        wire = await lobby.ws_connect("/kiosk/ws", headers=origin)
        await wire.send_str(json.dumps({"type": "hello", "seq": 0}))
        await receive(wire, "ready")
        yield near, key_id, token, desk, wire
        await wire.close()


async def post(desk: Browser, token: str, path: str, **form: str) -> int:
    answer = await desk.post(path, data={"csrf": csrf_of(token), **form}, allow_redirects=False)
    return answer.status


async def test_a_sentence_reaches_a_kiosk_at_another_process_and_its_word_comes_back(
    tmp_path: Path, postgres_url: str
) -> None:
    async with street(tmp_path, postgres_url) as (near, key_id, token, desk, wire):
        with near.live.subscribe(await topic(near)) as feed:
            assert await post(desk, token, f"/desk/kiosks/{key_id}/say", words="请稍等") == 303
            told = await receive(wire, "saying")
            assert told["text"] == "物业的人说：请稍等"
            assert (await feed.get())["type"] == "kiosk"
            await wire.send_str(json.dumps({"type": "uttered", "id": told["id"], "how": "aloud"}))
            assert (await feed.get())["type"] == "kiosk"
        assert "已经说了" in await (await desk.get("/desk/kiosks")).text()


async def test_who_is_vouched_for_is_known_at_a_kiosk_at_another_process(tmp_path: Path, postgres_url: str) -> None:
    async with street(tmp_path, postgres_url) as (near, _, token, desk, wire):
        await wire.send_str(json.dumps({"type": "send", "id": "client-0001", "text": "note"}))
        await receive(wire, "message")
        visit = await near.store.read(lambda db: db.query(ConversationRow).filter_by(channel="kiosk").one().id)
        resident = await near.store.read(lambda db: db.query(Resident).first())
        assert resident is not None
        assert await post(desk, token, f"/desk/residents/{resident.id}/kiosk", visit=visit) == 200
        known = await receive(wire, "who")
        assert known["name"].startswith(resident.name[:1])


async def topic(app: App) -> str:
    return await app.store.read(lambda db: f"desk:{db.query(Community).one().id}")
