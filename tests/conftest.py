from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path

import pytest_asyncio
from sqlalchemy.orm import Session

from actions.conversation import scenario as conversation
from actions.people import Community, Resident
from actions.registry import Registry, registry_of
from actions.table import new_id
from bot.app import Parts, build
from bot.settings import Settings
from bot.testing import FakeClock, RecordingChannel, Talk
from integrations.devices import FakeDevices
from integrations.sms import FakeSms
from nlu.types import Certainty, Hints, Intent, Understanding
from tests.toy import scenario as toy

NOON = datetime.fromisoformat("2026-03-04T12:00:00+08:00")


class FirstWord:
    """An engine for which the first word of a message is its intent."""

    name = "first_word"

    async def understand(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        word, _, _ = text.partition(" ")
        known = word in self.known
        intents = (Intent(word if known else "out_of_scope", 0.99 if known else 0.2),)
        certainty = Certainty.SURE if known else Certainty.UNSURE
        return Understanding(text, lang or "zh", intents, certainty, engine=self.name)

    def __init__(self, registry: Registry) -> None:
        self.known = set(registry.answers)


def toy_registry() -> Registry:
    """The toy, and the conversation's own scenario whose sentences everybody shares."""
    return registry_of([conversation, toy])


class House:
    """A toy house that can be left and entered again on the same files."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.settings = Settings(data=folder, database=database)
        self.clock = FakeClock(NOON)
        self.devices = FakeDevices()
        self.channel = RecordingChannel()
        self.sms = FakeSms()

    async def open(self, stack: AsyncExitStack) -> Talk:
        registry = toy_registry()
        parts = Parts(
            clock=self.clock,
            understander=FirstWord(registry),
            registry=registry,
            sms=self.sms,
            channels={"web": self.channel},
            devices={"door": self.devices},
            background=False,
        )
        app = await stack.enter_async_context(build(self.settings, parts))
        community = await app.store.write(found_community)
        return Talk(app, self.clock, self.channel, self.sms, community)


def found_community(db: Session) -> str:
    """Found the toy community with two residents, once."""
    known = db.query(Community).filter_by(name="玩具小区").one_or_none()
    if known is not None:
        return known.id
    community = Community(id=new_id(), name="玩具小区", phone="028-00000000")
    db.add(community)
    db.flush()
    for key, name in (("R1", "钱一"), ("R2", "孙二")):
        db.add(Resident(id=new_id(), community_id=community.id, key=key, name=name))
    db.flush()
    return community.id


@pytest_asyncio.fixture
async def house(tmp_path: Path, database_url: str) -> AsyncIterator[House]:
    yield House(tmp_path, database_url)


@pytest_asyncio.fixture
async def toy_talk(house: House) -> AsyncIterator[Talk]:
    async with AsyncExitStack() as stack:
        yield await house.open(stack)


Says = Callable[[str], Awaitable[object]]
MINUTE = timedelta(minutes=1)
