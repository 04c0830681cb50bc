"""Two communities with everything in them, a house with all its pages and the API, and keys of every kind."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.typedefs import Handler
from sqlalchemy.orm import Session

from actions.access import issue
from actions.charge import Charge
from actions.people import Community, Occupancy, Resident, Staff, StaffRole
from actions.place import Building, Home
from actions.table import new_id
from bot.api import Bounds, make_api
from bot.app import App, Parts, build, installed
from bot.channels.web import make_web
from bot.conversations import ConversationRow
from bot.desk import make_desk
from bot.desk.tests.room import QuickPasswords, new_ticket, say
from bot.keys import new_channel_key, new_staff_token
from bot.limits import Limit, PersonLimits
from bot.settings import Settings
from bot.testing import FakeClock
from bot.uploads import Upload
from integrations.sms import FakeSms
from integrations.storage import Storage
from nlu.types import Certainty, Hints, Intent, Understanding

MORNING = datetime.fromisoformat("2026-03-04T10:00:00+08:00")
CANARY = "金丝雀"  # in everything of the other community
Json = dict[str, Any]
T = TypeVar("T")


class Listens:
    """Takes words for what they are named after: 转人工 asks for a person, the rest is out of scope."""

    name = "listens"

    async def understand(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        known = {"转人工": "human_handoff"}.get(text)
        intents = (Intent(known or "out_of_scope", 0.99 if known else 0.2),)
        return Understanding(text, lang or "zh", intents, Certainty.SURE if known else Certainty.UNSURE)


@dataclass(slots=True)
class Side:
    """One community's keys, and what is in it."""

    id: str
    channel: str = ""  # secrets
    other_channel: str = ""
    staff: dict[StaffRole, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answered:
    """A request that got what it asked for. A form's body is gone once it has been read."""

    operation: tuple[str, str]  # method, path with its parameters' names
    target: str
    content_type: str
    body: bytes
    given: bytes  # what it got


@dataclass(slots=True)
class Premises:
    """The house, its server, and both communities."""

    app: App
    application: web.Application
    clock: FakeClock
    ours: Side
    theirs: Side
    client: "TestClient[Any, Any] | None" = None
    answered: list[Answered] = field(default_factory=list)

    async def call(self, method: str, path: str, secret: str = "", **more: Any) -> ClientResponse:
        """Call the API with a key."""
        assert self.client is not None
        headers = {**({"Authorization": f"Bearer {secret}"} if secret else {}), **more.pop("headers", {})}
        return await self.client.request(method, path, headers=headers, **more)

    async def get(self, path: str, secret: str, expected: int = 200, /, **params: str) -> Any:
        answer = await self.call("GET", path, secret, params=params)
        assert answer.status == expected, (path, answer.status, await answer.text())
        return await answer.json()

    async def post(self, path: str, secret: str, body: object, status: int = 200) -> Any:
        answer = await self.call("POST", path, secret, json=body)
        assert answer.status == status, (path, answer.status, await answer.text())
        return await answer.json()

    async def says(self, secret: str, text: str, update: str, thread: str = "t1", **more: Any) -> Any:
        """Let somebody say something through a gateway, and the house answer."""
        body = {"update_id": update, "thread": thread, "sender": thread, "text": text, **more}
        stored = await self.post("/api/v1/messages", secret, body, 202)
        await self.app.drain()
        return stored

    async def replies(self, secret: str, **params: str) -> list[Json]:
        found: list[Json] = (await self.get("/api/v1/messages", secret, **params))["messages"]
        return found

    async def slip(self, side: Side) -> str:
        """Issue a slip for the community's resident."""
        now = self.clock.now()

        def hand_out(db: Session) -> str:
            return issue(db, db.get_one(Resident, side.ids["resident"]), now, by="staff").code

        return await self.app.store.write(hand_out)


@asynccontextmanager
async def open_premises(
    folder: Path, *, background: bool = False, bounds: Bounds | None = None, **settings: Any
) -> AsyncIterator[Premises]:
    """Open the house with all its routes."""
    clock = FakeClock(MORNING)
    given = Settings(data=folder, **settings)
    parts = Parts(clock=clock, understander=Listens(), registry=installed(given), sms=FakeSms(), background=background)
    async with build(given, parts) as app:
        application = make_web(app)
        make_desk(app, application, passwords=QuickPasswords())
        make_api(app, application, bounds=bounds)
        ours, theirs = await app.store.write(lambda db: (_found(db, ""), _found(db, CANARY)))
        for side in (ours, theirs):
            await app.store.write(partial(_photos, storage=app.storage, side=side))
        yield Premises(app, application, clock, ours, theirs)


@asynccontextmanager
async def open_door(premises: Premises) -> AsyncIterator[Premises]:
    """Serve the premises to a test client."""
    async with TestClient(TestServer(premises.application)) as client:
        premises.client = client
        yield premises


@contextmanager
def served_beside(
    folder: Path, bounds: Bounds | None = None, **settings: Any
) -> Iterator[tuple[str, Premises, Callable[[Callable[[Session], T]], T]]]:
    """Serve the premises from a thread of their own, without limits: their address, and a way to read the database."""
    wide = Limit(1e9, 1)
    limits = bounds or Bounds(wrong_keys=wide, calls=wide, files=wide, longest_wait=0.02, longest_stream=0.05)
    opened: list[tuple[str, Premises]] = []
    ready, over = threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with open_premises(folder, background=True, bounds=limits, **settings) as premises:
            premises.app.limits = PersonLimits(premises.app.store, usual=Limit(1e9, 1e9))
            premises.application.middlewares.append(_recorder(premises))
            runner = web.AppRunner(premises.application, access_log=None, shutdown_timeout=1)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            opened.append((f"http://127.0.0.1:{runner.addresses[0][1]}", premises))
            ready.set()
            await over.wait()
            await runner.cleanup()

    def run() -> None:
        try:
            loop.run_until_complete(serve())
        finally:
            ready.set()
            loop.close()

    thread = threading.Thread(target=run, name="premises")
    thread.start()
    ready.wait(60)

    def read(work: Callable[[Session], T]) -> T:
        return asyncio.run_coroutine_threadsafe(opened[0][1].app.store.read(work), loop).result(30)

    try:
        yield (*opened[0], read)
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(30)


def _recorder(premises: Premises) -> Any:
    """Write down what is answered with what was asked for."""

    @web.middleware
    async def record(request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        resource = request.match_info.route.resource
        if response.status < 300 and resource is not None:
            form = request.content_type.startswith("multipart/")
            body = b"" if form else await request.read()
            operation = (request.method, resource.canonical)
            kind = request.headers.get("Content-Type", "")
            premises.answered.append(Answered(operation, request.raw_path, kind, body, _body(response)))
        return response

    return record


def _body(response: web.StreamResponse) -> bytes:
    return response.body if isinstance(response, web.Response) and isinstance(response.body, bytes) else b""


def _photos(db: Session, storage: Storage, side: Side) -> None:
    """Keep a photo that a resident sent in the web chat, and one that a gateway sent."""
    gateway = {"channel": "api", "thread": f"{side.ids['key']}:t1"}
    for name, where in (("photo", {"channel": "web", "thread": side.ids["talk"]}), ("sent", gateway)):
        side.ids[name] = storage.put(b"\xff\xd8photo", "image/jpeg")
        more = {"media_type": "image/jpeg", "size": 7, "created_at": MORNING}
        db.add(Upload(id=side.ids[name], community_id=side.id, **where, **more))


def _found(db: Session, mark: str) -> Side:
    community = Community(id=new_id(), name=f"{mark}云栖里小区", zone="Asia/Shanghai", phone="021-5550100")
    db.add(community)
    db.flush()
    side = Side(community.id)
    _people(db, side, mark)
    _tickets(db, side, mark)
    key = new_channel_key(db, f"{mark}wecom", community, MORNING)
    side.channel, side.ids["key"] = key.secret, key.key.id
    side.other_channel = new_channel_key(db, f"{mark}wecom2", community, MORNING).secret
    return side


def _people(db: Session, side: Side, mark: str) -> None:
    building = Building(id=new_id(), community_id=side.id, name=f"{mark}1栋")
    resident = Resident(
        id=new_id(), community_id=side.id, key="R1", name=f"{mark}郭建军", phone="13800000001", plates=[]
    )
    db.add_all([building, resident])
    db.flush()
    names = (f"{mark}1栋1单元101", f"{mark}1栋1单元102")
    homes = [
        Home(id=new_id(), community_id=side.id, building_id=building.id, name=name, unit="1单元", room=name[-3:])
        for name in names
    ]
    db.add_all(homes)
    db.flush()
    db.add(Occupancy(community_id=side.id, resident_id=resident.id, home_id=homes[0].id, role="owner"))
    for home in homes:
        db.add(Charge(community_id=side.id, home_id=home.id, fee="property", period="2026Q1", amount=45000))
    for role in StaffRole:
        staff = Staff(
            id=new_id(),
            community_id=side.id,
            key=f"{mark}{role}",
            name=f"{mark}{role}",
            role=role,
            login=f"{mark}{role}",
        )
        db.add(staff)
        db.flush()
        side.staff[role] = new_staff_token(db, staff, MORNING).secret
        side.ids[role] = staff.id
    side.ids |= {"resident": resident.id, "home": homes[0].id}


def _tickets(db: Session, side: Side, mark: str) -> None:
    talk = ConversationRow(
        id=new_id(),
        community_id=side.id,
        channel="web",
        thread=f"{mark}thread",
        resident_id=side.ids["resident"],
        state={},
        created_at=MORNING,
        updated_at=MORNING,
    )
    db.add(talk)
    db.flush()
    say(db, talk, f"{mark}您好，请问要办什么？", MORNING - timedelta(minutes=30))
    given = {"text": f"{mark}漏水", "location": f"{mark}厨房"}
    side.ids["talk"] = talk.id
    side.ids["repair"] = new_ticket(db, side.id, f"{mark}T-1", **given)
    side.ids["taken"] = new_ticket(
        db, side.id, f"{mark}T-2", status="assigned", assignee_id=side.ids[StaffRole.DISPATCHER], **given
    )
    side.ids["done"] = new_ticket(db, side.id, f"{mark}T-3", status="done", closed_at=MORNING, **given)
    for kind in ("emergency", "handoff", "binding"):
        more = {"category": "register"} if kind == "binding" else {}
        side.ids[kind] = new_ticket(db, side.id, f"{mark}{kind[0].upper()}-9", kind=kind, **given, **more)
