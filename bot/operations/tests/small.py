"""A house as small as operations need it: one community, some staff, one conversation, and rows that went wrong."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from actions.people import Community, Staff
from actions.registry import Registry, registry_of
from actions.table import Base, new_id
from actions.ticket import Ticket
from bot.conversations import ConversationRow
from bot.counters import Counters
from bot.engine import Engine
from bot.inbox import InboxRow
from bot.jobs import JobRow
from bot.keys import ApiKey
from bot.live import Live
from bot.operations.audit import findings
from bot.operations.finding import Finding
from bot.operations.house import House
from bot.operations.processes import ProcessRow
from bot.outbox import OutboxRow
from bot.pulses import KioskPulse
from bot.settings import Settings
from integrations.database import Store, Work
from nlu.types import Certainty, Hints, Intent, Understanding

NOW = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)
SECRET = "住户的话 13912345678"  # what a resident said; it may be nowhere in what operations show


def ago(**span: int) -> datetime:
    return NOW - timedelta(**span)


class Deaf:
    """An engine that takes everything for the same."""

    name = "deaf"

    async def understand(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        return Understanding(text, lang or "zh", (Intent("out_of_scope", 0.4),), Certainty.UNSURE)


@dataclass
class HandClock:
    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@dataclass
class SmallHouse:
    store: Store
    folder: Path
    role: str = "all"
    given: dict[str, Any] = field(default_factory=dict)
    counters: Counters = field(default_factory=Counters)
    clock: HandClock = field(default_factory=HandClock)
    registry: Registry = field(default_factory=lambda: registry_of([]))

    def __post_init__(self) -> None:
        self.engine = Engine(self.store, self.registry, Deaf(), self.clock, Live())
        self.engine.counters = self.counters
        _: House = self

    @property
    def settings(self) -> Settings:
        return Settings(data=self.folder, **self.given)

    async def add(self, *rows: Base) -> None:
        await self.store.write(lambda db: db.add_all(rows))

    async def audit(self) -> list[Finding]:
        return await self.store.read(lambda db: findings(db, self.clock.now()))

    async def all(self, table: type[Any], **where: object) -> list[Any]:
        return await self.store.read(lambda db: db.query(table).filter_by(**where).all())


def furnish(db: Session) -> None:
    db.add(Community(id="c", name="测试小区", phone="028-1", settings={}))
    db.flush()
    for key, role, on_duty, lang in (
        ("M1", "manager", True, "zh"),
        ("A1", "admin", True, "en"),
        ("M2", "manager", False, "zh"),
        ("D1", "dispatcher", True, "zh"),
    ):
        person = {"name": key, "login": key, "phone": f"p-{key}", "on_duty": on_duty, "lang": lang}
        db.add(Staff(id=key, community_id="c", key=key, role=role, **person))
    db.add(talk("talk"))


def talk(key: str, **more: Any) -> ConversationRow:
    known = {"channel": "web", "thread": key, "state": {}, "created_at": NOW, "updated_at": NOW}
    return ConversationRow(id=key, community_id="c", **(known | more))


def heard(at: datetime, **more: Any) -> InboxRow:
    body = {"text": SECRET}
    known = {"channel": "web", "update_id": new_id(), "conversation_id": "talk", "kind": "text", "state": "new"}
    return InboxRow(community_id="c", body=body, created_at=at, **(known | more))


def leaves(at: datetime, **more: Any) -> OutboxRow:
    known = {"kind": "message", "lane": "normal", "channel": "web", "thread": SECRET, "state": "new", "due": at}
    return OutboxRow(community_id="c", body={"text": SECRET}, created_at=at, **(known | more))


def job(due: datetime, **more: Any) -> JobRow:
    known = {"name": "repairs.remind", "key": new_id(), "payload": {}, "state": "new", "created_at": due}
    return JobRow(community_id="c", due=due, **(known | more))


def ticket(number: str, at: datetime, **more: Any) -> Ticket:
    known = {"kind": "repair", "status": "open", "text": SECRET, "data": {}}
    return Ticket(id=number, community_id="c", number=number, created_at=at, **(known | more))


def process(role: str, started: datetime, seen: datetime, ended: datetime | None = None) -> ProcessRow:
    at = {"started_at": started, "seen_at": seen, "ended_at": ended}
    return ProcessRow(id=new_id(), role=role, host="h1", version="0", **at)


def kiosk(place: str, **more: Any) -> ApiKey:
    at = {"created_at": ago(days=9), "expires_at": ago(days=-9)}
    known = {"id": place, "kind": "kiosk", "label": place, "secret_hash": new_id(), "last": 0}
    return ApiKey(community_id="c", **(known | at | more))


def pulse(key: str, minutes: int, **more: Any) -> KioskPulse:
    known = {"doing": "rest", "hears": "deaf_since" not in more, "speaks": True, "seen_at": ago(minutes=minutes)}
    return KioskPulse(id=new_id(), community_id="c", key_id=key, **(known | more))


class AwayStore:
    """A database out of reach."""

    url, commits, shared = "postgresql://away/x", 0, True

    def __init__(self, failure: Exception) -> None:
        self._failure = failure

    async def write(self, work: Work[object]) -> object:
        raise self._failure

    async def read(self, work: Work[object]) -> object:
        raise self._failure
