"""Conversations as tests: the real inbox, engine, jobs and outbox on a temporary database, with a movable clock."""

import contextlib
import itertools
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.access import bind
from actions.channel import Delivery, SendFailed
from actions.message import Message, MessageKind
from actions.people import Community, Resident
from actions.registry import Registry
from bot.app import App, Parts, build, installed, understander_of
from bot.importing import load_community
from bot.settings import Settings
from integrations.devices import DeviceAdapter
from integrations.simulated_home import SimulatedHome
from integrations.simulated_lifts import SimulatedLifts
from integrations.sms import FakeSms
from nlu.types import Engine as Understander

T = TypeVar("T")


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        """Return the time, aware, in UTC."""
        return self._now

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self._now += by


@dataclass(slots=True)
class RecordingChannel:
    """A channel that remembers what was delivered; fails as often as `failures` says."""

    name: str = "web"
    failures: int = 0
    sent: list[Delivery] = field(default_factory=list)

    async def send(self, delivery: Delivery) -> None:
        """Remember a delivery, or fail."""
        if self.failures > 0:
            self.failures -= 1
            raise SendFailed("the fake was told to fail")
        self.sent.append(delivery)


@dataclass(slots=True)
class Talk:
    """One person's conversation in a test."""

    app: App
    clock: FakeClock
    channel: RecordingChannel
    sms: FakeSms
    community: str
    sender: str = "guest"
    private: bool = True
    place: str = ""
    last: list[Delivery] = field(default_factory=list)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    async def says(self, text: str, **more: Any) -> list[Delivery]:
        """Say something and return the replies."""
        return await self.send(self.message(text, **more))

    async def photo(self, caption: str = "", file: str = "photo-1") -> list[Delivery]:
        """Send a photo that is in the storage under `file`."""
        return await self.says(caption, kind=MessageKind.PHOTO, files=(file,))

    async def press(self, label: str) -> list[Delivery]:
        """Press a button by its label or value, the newest that fits."""
        offered = [button for delivery in reversed(self.mine()) for button in delivery.buttons]
        found = next((b.value for b in offered if label in (b.label, b.value)), None)
        if found is None:
            raise AssertionError(f"no button {label!r}; there are {[button.label for button in offered]}")
        return await self.says(found, kind=MessageKind.BUTTON)

    async def send(self, message: Message) -> list[Delivery]:
        """Send a message as it is and return what it brought to this conversation."""
        before = len(self.channel.sent)
        await self.app.engine.accept(message)
        await self.app.drain()
        self.last = [delivery for delivery in self.channel.sent[before:] if delivery.thread == self.sender]
        return self.last

    def message(self, text: str, **more: Any) -> Message:
        """Make the next message of this person."""
        update = more.pop("update_id", f"{self.sender}:{next(self._numbers)}")
        known: dict[str, Any] = {"channel": self.channel.name, "thread": self.sender, "sender": self.sender}
        known |= {"community": self.community, "place": self.place, "private": self.private}
        return Message(update_id=update, text=text, **({"sent_at": self.clock.now()} | known | more))

    async def advance(self, by: timedelta) -> list[Delivery]:
        """Let time pass and do what falls due; return what this person was told."""
        before = len(self.channel.sent)
        self.clock.move(by)
        await self.app.drain()
        return [delivery for delivery in self.channel.sent[before:] if delivery.thread == self.sender]

    def mine(self) -> list[Delivery]:
        """Everything this conversation was told."""
        return [delivery for delivery in self.channel.sent if delivery.thread == self.sender]

    async def read(self, work: Callable[[Session], T]) -> T:
        """Read from the database."""
        return await self.app.store.read(work)

    async def as_resident(self, key: str) -> "Talk":
        """Return a conversation of a resident of the community file who is signed in."""

        def sign_in(db: Session) -> str:
            ours = select(Resident).where(Resident.community_id == self.community)
            resident = db.scalars(ours.where(Resident.key == key)).one()
            bind(db, resident, self.channel.name, resident.id, self.clock.now())
            return resident.id

        sender = await self.app.store.write(sign_in)
        return Talk(self.app, self.clock, self.channel, self.sms, self.community, sender, self.private, self.place)


def texts(deliveries: Sequence[Delivery]) -> str:
    """Return all words of some deliveries, buttons included."""
    words = [[delivery.text, *(button.label for button in delivery.buttons)] for delivery in deliveries]
    return "\n".join(itertools.chain.from_iterable(words))


@contextlib.asynccontextmanager
async def talk_in(
    folder: Path,
    document: dict[str, Any],
    *,
    understander: Understander | None = None,
    registry: Registry | None = None,
    devices: dict[str, DeviceAdapter] | None = None,
    now: datetime | None = None,
    channels: Sequence[RecordingChannel] = (),
    database: str = "",
) -> AsyncIterator[Talk]:
    """Open a fresh house in a folder, load a community, and stand at its door as an unknown guest."""
    settings = Settings(data=folder, database=database)
    registry = registry or installed(settings)
    parts = Parts(understander=understander or understander_of(settings, registry), registry=registry, devices=devices)
    async with at_the_door(settings, parts, now or datetime.fromisoformat(document["now"]), channels) as guest:
        guest.community = await guest.app.store.write(lambda db: load(db, document, registry, guest.clock.now()))
        yield guest


@contextlib.asynccontextmanager
async def at_the_door(
    settings: Settings, parts: Parts, now: datetime, channels: Sequence[RecordingChannel] = ()
) -> AsyncIterator[Talk]:
    """Open a house in which everything outside is pretended and the clock is moved by hand; no community is set yet."""
    clock, sms, web = FakeClock(now), FakeSms(), RecordingChannel()
    pretended = replace(
        parts,
        clock=clock,
        sms=sms,
        channels={web.name: web, **{channel.name: channel for channel in channels}},
        devices={"home": SimulatedHome(), "lift": SimulatedLifts()} if parts.devices is None else parts.devices,
        background=False,
    )
    async with build(settings, pretended) as app:
        yield Talk(app, clock, web, sms, community="")


def load(db: Session, document: dict[str, Any], registry: Registry, now: datetime) -> str:
    """Load a community file and return the id of the community; the plugin puts `bot.testing_rows` in its place."""
    community: Community = load_community(db, document, registry, now)
    return community.id
