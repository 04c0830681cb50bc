from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from actions.table import PERSONAL, Basis, CommunityTable, Instant, Key, Purpose

PROGRAMME = Purpose("activities", Basis.CONTRACT, keep=None)  # public words of the community, about nobody
SIGNUPS = Purpose("activity_signups", Basis.CONTRACT, keep=timedelta(days=365), since="closed_at")


class SignupStatus(StrEnum):
    """Where somebody's place stands."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    OFFERED = "offered"  # a place is kept for who waited, until they answer
    LEFT = "left"


HOLDS = (SignupStatus.CONFIRMED, SignupStatus.OFFERED)
OPEN = (*HOLDS, SignupStatus.WAITING)


class Activity(CommunityTable):
    """Something that is on. `places` is how many can still be given by us (None: any number), `taken` how many were."""

    __tablename__ = "activities_activity"
    __table_args__ = (
        UniqueConstraint("community_id", "number"),
        CheckConstraint("places IS NULL OR taken <= places", name="ck_activities_activity_places"),
    )
    __purpose__ = PROGRAMME

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(120))
    title_en: Mapped[str] = mapped_column(String(120), default="")
    place: Mapped[str] = mapped_column(String(80), default="")
    place_en: Mapped[str] = mapped_column(String(80), default="")
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime | None] = mapped_column(Instant)
    places: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0)
    price: Mapped[int] = mapped_column(default=0)  # fen, for each person

    @property
    def left(self) -> int | None:
        """Return how many places there still are; None: any number."""
        return None if self.places is None else self.places - self.taken

    def called(self, lang: str) -> str:
        """Return the name in a language."""
        return self.title_en if lang == "en" and self.title_en else self.title


class Signup(CommunityTable):
    """A resident's place, or that of those they sign up, `people` in all. One a resident and activity."""

    __tablename__ = "activities_signup"
    __table_args__ = (UniqueConstraint("activity_id", "resident_id"), UniqueConstraint("community_id", "number"))
    __purpose__ = SIGNUPS

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String(20))
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities_activity.id", ondelete="CASCADE"))
    resident_id: Mapped[str] = mapped_column(ForeignKey("resident.id"), index=True)
    people: Mapped[int] = mapped_column(default=1)
    note: Mapped[str] = mapped_column(String(120), default="", info=PERSONAL)
    status: Mapped[str] = mapped_column(String(12), default=SignupStatus.CONFIRMED)
    since: Mapped[datetime] = mapped_column(Instant)  # place in the line
    offered_until: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime] = mapped_column(Instant)  # when the activity is over

    @property
    def ref(self) -> str:
        """Return it as records are named."""
        return f"activity_signup:{self.number}"
