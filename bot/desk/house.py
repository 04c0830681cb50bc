from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from actions.channel import Channel
from actions.people import Community, Staff, StaffRole
from actions.registry import Registry
from actions.texts import load_texts
from actions.turn import Work
from bot.engine import Engine
from bot.live import Live
from bot.settings import Settings
from integrations.clock import Clock
from integrations.database import Store

PACKAGE = "bot.desk"
T = TypeVar("T")


class House(Protocol):
    """What the desk needs of the running house."""

    @property
    def settings(self) -> Settings: ...  # noqa: D102  named by its type
    @property
    def store(self) -> Store: ...  # noqa: D102
    @property
    def registry(self) -> Registry: ...  # noqa: D102
    @property
    def engine(self) -> Engine: ...  # noqa: D102
    @property
    def live(self) -> Live: ...  # noqa: D102
    @property
    def clock(self) -> Clock: ...  # noqa: D102
    @property
    def channels(self) -> dict[str, Channel]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Person:
    """The member of staff at the desk: everything they see begins from their community."""

    staff: Staff
    community: Community
    token: str  # of their session

    @property
    def role(self) -> StaffRole:
        """What they do."""
        return StaffRole(self.staff.role)

    @property
    def repairs_only(self) -> bool:
        """Say whether they see repairs that are theirs or nobody's, and nothing else."""
        return self.role is StaffRole.REPAIRER

    @property
    def views_only(self) -> bool:
        """Say whether they see declared lists and nothing else."""
        return self.role is StaffRole.COMMITTEE

    @property
    def lang(self) -> str:
        """Language in which they read the desk."""
        return "en" if self.staff.lang == "en" else "zh"

    @property
    def topic(self) -> str:
        """Where the desk of their community hears of changes."""
        return f"desk:{self.community.id}"

    def local(self, now: datetime) -> datetime:
        """Return a time in the community's zone."""
        return now.astimezone(self.community.tz)

    def text(self, key: str, /, **values: object) -> str:
        """Return a sentence of the desk in their language."""
        return str(load_texts(PACKAGE).render(self.lang, key, values))


async def change(house: House, person: Person, work: Callable[[Work], T], *, touched: tuple[str, str]) -> T:
    """Change something in one transaction, then tell every open desk of the community what was touched."""
    result = await house.engine.act(person.community.id, PACKAGE, work, lang=person.lang)
    kind, key = touched
    house.live.publish(person.topic, {"type": kind, "id": key})
    return result
