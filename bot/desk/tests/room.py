"""A small house for the desk's tests: two communities, staff of every role, tickets, conversations."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy.orm import Session

from actions.channel import Channel
from actions.conversation import scenario as conversation
from actions.event import TicketChanged
from actions.message import Message
from actions.people import Community, Occupancy, Resident, Staff, StaffRole
from actions.place import Building, Home
from actions.registry import Registry, registry_of
from actions.scenario import Scenario
from actions.staff import scenario as staff_scenario
from actions.table import Base, new_id
from actions.ticket import Author, Ticket, add_entry
from bot.conversations import ConversationRow
from bot.desk import make_desk
from bot.engine import Engine
from bot.live import Live
from bot.outbox import Lane, OutboxKind, OutboxRow
from bot.passwords import hasher
from bot.settings import Settings
from bot.testing_tables import create_tables
from integrations.database import Store
from integrations.sqlite import SqliteStore
from nlu.types import Certainty, Hints, Intent, Understanding

NOW = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai
PASSWORD = "correct horse battery"
CANARY = "金丝雀"  # in everything of the other community


probe = Scenario(
    package="probe",
    title={"zh": "测试", "en": "Probe"},
    intents={},
    handlers={},
    listens={TicketChanged: lambda work, event: None},
)
"""A scenario that hears of ticket changes: each leaves a job."""


class Deaf:
    """An engine that understands nothing: the desk's tests have no need of more."""

    name = "deaf"

    async def understand(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        return Understanding(text, lang or "zh", (Intent("out_of_scope", 0.4),), Certainty.UNSURE)


@dataclass(slots=True)
class HandClock:
    at: datetime = NOW

    def now(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by


@dataclass(slots=True)
class QuickPasswords:
    """Compares in no time; `asked` are the hashes it was given."""

    asked: list[str] = field(default_factory=list)

    async def matches(self, hashed: str, password: str) -> bool:
        self.asked.append(hashed)
        return bool(hashed) and password == PASSWORD

    def close(self) -> None:
        return None


@dataclass(slots=True)
class Room:
    """What the desk is opened on."""

    settings: Settings
    store: Store
    registry: Registry
    engine: Engine
    live: Live
    clock: HandClock
    channels: dict[str, Channel] = field(default_factory=dict)
    ours: str = ""
    theirs: str = ""

    async def add(self, *rows: Base) -> None:
        await self.store.write(lambda db: db.add_all(rows))

    async def one(self, table: type[Any], **where: object) -> Any:
        return await self.store.read(lambda db: db.query(table).filter_by(**where).one())

    async def all(self, table: type[Any], **where: object) -> list[Any]:
        return await self.store.read(lambda db: db.query(table).filter_by(**where).all())

    async def hears(self, thread: str, text: str) -> None:
        """Let a resident say something in the web chat."""
        message = Message(
            community=self.ours,
            channel="web",
            update_id=new_id(),
            thread=thread,
            sender=thread,
            sent_at=self.clock.now(),
            text=text,
        )
        await self.engine.accept(message)
        await self.engine.idle()


@contextlib.asynccontextmanager
async def open_room(folder: Path, **given: Any) -> AsyncIterator[Room]:
    settings = Settings(data=folder, **given)
    store = SqliteStore(f"sqlite:///{folder / 'desk.sqlite3'}")
    clock, live = HandClock(), Live()
    registry = registry_of([conversation, staff_scenario, probe])
    create_tables(store.engine())
    room = Room(settings, store, registry, Engine(store, registry, Deaf(), clock, live), live, clock)
    try:
        await store.write(lambda db: furnish(db, room))
        yield room
        await room.engine.stop()
    finally:
        store.close()


@contextlib.asynccontextmanager
async def open_desk(room: Room, passwords: QuickPasswords | None = None) -> AsyncIterator[TestClient[Any, Any]]:
    application = web.Application()
    make_desk(room, application, passwords=passwords or QuickPasswords())
    async with TestClient(TestServer(application)) as client:
        yield client


def furnish(db: Session, room: Room) -> None:
    room.ours = _community(db, "云栖里小区", "")
    room.theirs = _community(db, f"{CANARY}小区", CANARY)


def _community(db: Session, name: str, mark: str) -> str:
    community = Community(id=new_id(), name=name, zone="Asia/Shanghai", phone="021-5550100")
    db.add(community)
    db.flush()
    for role in StaffRole:
        _staff(db, community.id, f"{mark}{role}", role)
    _staff(db, community.id, f"{mark}dispatcher2", StaffRole.DISPATCHER, name=f"{mark}李调度")
    building = Building(id=new_id(), community_id=community.id, name="1栋")
    db.add(building)
    db.flush()
    home = Home(
        id=new_id(),
        community_id=community.id,
        building_id=building.id,
        name=f"{mark}1栋1单元101",
        unit="1单元",
        room="101",
    )
    resident = Resident(
        id=new_id(), community_id=community.id, key="R1", name=f"{mark}郭建军", phone="13800000001", plates=[]
    )
    db.add_all([home, resident])
    db.flush()
    db.add(Occupancy(community_id=community.id, resident_id=resident.id, home_id=home.id, role="owner"))
    talk = ConversationRow(
        id=new_id(),
        community_id=community.id,
        channel="web",
        thread=f"{mark}thread",
        resident_id=resident.id,
        state={},
        created_at=NOW,
        updated_at=NOW,
    )
    db.add(talk)
    db.flush()
    say(db, talk, f"{mark}您好，请问要办什么？", NOW - timedelta(minutes=30))
    return community.id


def _staff(db: Session, community: str, key: str, role: StaffRole, name: str = "") -> None:
    db.add(
        Staff(
            id=new_id(),
            community_id=community,
            key=key,
            name=name or f"{key}某",
            role=role,
            login=key,
            password=hasher().hash(PASSWORD) if key == "dispatcher" else "set",
            phone="13900000000",
        )
    )


def say(db: Session, row: ConversationRow, text: str, at: datetime, author: str = "") -> None:
    db.add(
        OutboxRow(
            community_id=row.community_id,
            kind=OutboxKind.MESSAGE,
            lane=Lane.NORMAL,
            channel=row.channel,
            thread=row.thread,
            conversation_id=row.id,
            body={"text": text, "lang": "zh", "author": author},
            state="sent",
            due=at,
            created_at=at,
        )
    )


def new_ticket(db: Session, community: str, number: str, **given: Any) -> str:
    """Open a ticket of the community's resident and return its id."""
    resident = db.query(Resident).filter_by(community_id=community).first()
    home = db.query(Home).filter_by(community_id=community).first()
    talk = db.query(ConversationRow).filter_by(community_id=community).first()
    assert resident and home and talk  # noqa: PT018
    values: dict[str, Any] = {
        "kind": "repair",
        "category": "plumbing",
        "text": "厨房水管漏水",
        "created_at": NOW,
    } | given
    ticket = Ticket(
        id=new_id(),
        community_id=community,
        number=number,
        **{"home_id": home.id, "resident_id": resident.id, "conversation_id": talk.id, "data": {}, **values},
    )
    db.add(ticket)
    db.flush()
    add_entry(db, ticket, ticket.created_at, Author.RESIDENT, ticket.text, public=True)
    return ticket.id
