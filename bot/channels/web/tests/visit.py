"""A house with an echo in it, and browsers that visit it without a browser."""

import html
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import ClientResponse, ClientWebSocketResponse, CookieJar
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request
from sqlalchemy.orm import Session

from actions.access import issue
from actions.people import Community, Occupancy, Resident, Staff
from actions.place import Building, Home
from actions.registry import registry_of
from actions.reply import Button, Reply, Text
from actions.scenario import Scenario
from actions.turn import Turn
from bot.app import App, Parts, build
from bot.channels.web import make_web
from bot.passwords import HashPool
from bot.sessions import DESK_COOKIE, SessionKind, create_session
from bot.settings import Settings
from bot.testing import FakeClock
from integrations.sms import FakeSms
from nlu.types import Certainty, Hints, Intent, Understanding

MORNING = datetime.fromisoformat("2026-03-04T10:00:00+08:00")
HOMES = ("1栋1单元101", "1栋1单元102")
Json = dict[str, Any]
T = TypeVar("T")


def answer(turn: Turn) -> Reply:
    """Say back what was heard; offer a choice."""
    who = turn.resident.name if turn.resident else "?"
    place = f"@{turn.message.place}" if turn.message.place else ""
    files = f"+{len(turn.message.files)}" if turn.message.files else ""
    text = Text(f"{who}{place}: {turn.message.text}{files}", spoken=f"({turn.message.text})")
    return Reply(text=text, buttons=(Button("好", "start:echo"), Button("不好", "start:emergency")))


ECHO = Scenario(
    package="actions.conversation",
    title={"zh": "回声", "en": "Echo"},
    intents={"echo": (), "emergency": ()},
    handlers={"echo": answer, "emergency": answer},
)


class Hears:
    """Takes everything for an echo."""

    name = "hears"

    async def understand(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        return Understanding(text, lang or "zh", (Intent("echo", 0.99),), Certainty.SURE)


@dataclass(slots=True)
class Browser:
    """One browser: cookies, forms, sockets."""

    house: "Site"
    client: "TestClient[Request, Application]"
    csrf: str = ""
    messages: list[Json] = field(default_factory=list)

    async def get(self, path: str, **more: Any) -> ClientResponse:
        headers = {"Accept": "text/html", **more.pop("headers", {})}
        return await self.client.get(path, headers=headers, allow_redirects=False, **more)

    async def page(self, path: str) -> str:
        """Read a page and remember its form token."""
        text = await (await self.get(path)).text()
        found = re.search(r'(?:name="csrf" value|data-csrf)="([0-9a-f]{64})"', text)
        self.csrf = found[1] if found else self.csrf
        return html.unescape(text)

    async def post(self, path: str, data: Json | None = None, **more: Any) -> ClientResponse:
        headers = {"Accept": "text/html", **more.pop("headers", {})}
        form = {"csrf": self.csrf, **(data or {})}
        return await self.client.post(path, data=form, headers=headers, allow_redirects=False, **more)

    async def sign_in(self, key: str) -> "Browser":
        """Sign a resident in by a code of the office."""
        await self.page("/enter")
        entered = await self.post("/enter/code", {"code": await self.house.code(key)})
        assert (entered.status, entered.headers["Location"]) == (303, "/chat")
        await self.page("/chat")
        return self

    async def guest(self) -> "Browser":
        """Come in as somebody unknown."""
        await self.page("/enter")
        assert (await self.post("/enter/guest")).status == 303
        await self.page("/chat")
        return self

    async def socket(self, seq: int = 0, path: str = "/chat/ws", **hello: Any) -> "Wire":
        """Open a socket and say hello."""
        wire = Wire(self.house, await self.client.ws_connect(path, headers=await self.origin()))
        await wire.send(type="hello", seq=seq, **hello)
        wire.ready = await wire.until("ready")
        return wire

    async def origin(self) -> dict[str, str]:
        return {"Origin": str(self.client.make_url("/")).rstrip("/")}

    async def history(self, before: str | None = None) -> Json:
        params = {"before": before} if before else {}
        read: Json = await (await self.client.get("/chat/history", params=params)).json()
        return read


@dataclass(slots=True)
class Wire:
    """An open socket."""

    house: "Site"
    ws: ClientWebSocketResponse
    ready: Json = field(default_factory=dict)

    async def send(self, **frame: Any) -> None:
        await self.ws.send_str(json.dumps(frame))

    async def say(self, text: str, client_id: str) -> Json:
        """Say something, let the house answer, and return the answer."""
        await self.send(type="send", id=client_id, text=text)
        await self.until("stored")
        await self.house.app.drain()
        return await self.until("message")

    async def until(self, kind: str) -> Json:
        """Read until an event of a kind."""
        while True:
            event: Json = await self.ws.receive_json(timeout=5)
            if event["type"] == kind:
                return event

    async def quiet(self) -> list[Json]:
        """Return what comes before the answer to a frame that is always answered, beside what a kiosk may do."""
        await self.send(type="nonsense")
        events = []
        while (event := await self.ws.receive_json(timeout=5))["type"] != "error":
            events.append(event)
        return [event for event in events if event["type"] != "post"]


@dataclass(slots=True)
class Site:
    """The house with its web pages."""

    app: App
    clock: FakeClock
    server: TestServer
    community: str
    clients: list["TestClient[Request, Application]"] = field(default_factory=list)

    async def browser(self) -> Browser:
        client: TestClient[Request, Application] = TestClient(self.server, cookie_jar=CookieJar(unsafe=True))
        self.clients.append(client)
        return Browser(self, client)

    async def resident(self, key: str = "R1") -> Browser:
        return await (await self.browser()).sign_in(key)

    async def guest_browser(self) -> Browser:
        return await (await self.browser()).guest()

    async def staff(self) -> Browser:
        """Return a browser in which a member of staff is signed in at the desk."""
        browser = await self.browser()

        def sign_in(db: Session) -> str:
            staff = db.query(Staff).one()
            return create_session(
                db,
                community_id=self.community,
                kind=SessionKind.STAFF,
                person_id=staff.id,
                now=self.clock.now(),
                idle=timedelta(minutes=30),
            )

        token = await self.app.store.write(sign_in)
        browser.client.session.cookie_jar.update_cookies({DESK_COOKIE: token}, browser.client.make_url("/"))
        return browser

    async def code(self, key: str) -> str:
        """Issue a slip for a resident."""
        now = self.clock.now()

        def hand_out(db: Session) -> str:
            return issue(db, db.query(Resident).filter_by(key=key).one(), now, by="staff").code

        return await self.app.store.write(hand_out)


@asynccontextmanager
async def open_site(folder: Path, *, hashes: HashPool | None = None, **settings: Any) -> AsyncIterator[Site]:
    """Open a house with two residents and its pages."""
    clock = FakeClock(MORNING)
    parts = Parts(
        clock=clock,
        understander=Hears(),
        registry=registry_of([ECHO]),
        sms=FakeSms(),
        background=False,
    )
    async with build(Settings(data=folder, **settings), parts) as app:
        community = await app.store.write(found)
        server = TestServer(make_web(app, hashes=hashes))
        async with server:
            site = Site(app, clock, server, community)
            try:
                yield site
            finally:
                for client in site.clients:
                    await client.session.close()


def found(db: Session) -> str:
    """Found a community with a resident in each of two homes."""
    community = Community(id="c" * 32, name="测试小区", name_en="Test Court", phone="028-80000000")
    db.add(community)
    db.flush()
    db.add(Building(id="b", community_id=community.id, name="1栋"))
    db.add(Staff(id="s", community_id=community.id, key="S1", name="周强", role="dispatcher", login="s1"))
    residents = (("R1", "钱一民", "zh", 41), ("R2", "Nora Quinn", "en", 33))
    for key, name, lang, age in residents:
        db.add(Resident(id=key, community_id=community.id, key=key, name=name, lang=lang, age=age))
    db.flush()
    for home, (key, *_) in zip(HOMES, residents, strict=True):
        db.add(Home(id=home, community_id=community.id, building_id="b", name=home, unit="1单元", room=home[-3:]))
        db.flush()
        db.add(Occupancy(community_id=community.id, resident_id=key, home_id=home, role="owner"))
    return community.id
