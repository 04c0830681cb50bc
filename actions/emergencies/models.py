from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from actions.table import PERSONAL, SAFETY, SENSITIVE, CommunityTable, Instant, Key


class Danger(StrEnum):
    """Kinds of danger, as reports and duties name them; `other` while nobody has said."""

    MEDICAL = "medical"
    FIRE = "fire"
    GAS = "gas"
    ELEVATOR_TRAPPED = "elevator_trapped"
    VIOLENCE = "violence"
    ELECTRIC = "electric"
    SUICIDE = "suicide"
    DROWNING = "drowning"
    FLOOD = "flood"
    CHILD_LOCKED = "child_locked"
    MISSING_CHILD = "missing_child"
    CHILD_DANGER = "child_danger"
    BURGLARY = "burglary"
    OTHER = "other"


class EscalationStatus(StrEnum):
    """Where a call for help stands."""

    ASKED = "asked"  # it may be an emergency; the resident was asked
    DISMISSED = "dismissed"  # the resident said that it is none
    OPEN = "open"  # people are being called
    ACKNOWLEDGED = "acknowledged"  # a named person has it
    CLOSED = "closed"


RUNNING = (EscalationStatus.OPEN, EscalationStatus.ACKNOWLEDGED)
CURRENT = (EscalationStatus.ASKED, *RUNNING)


class Escalation(CommunityTable):
    """One call for help: whom it has reached so far, and the named person who has it.

    It carries the home's name and no `home_id`, so that no query about a home's things shows it to a housemate.
    """

    __tablename__ = "emergencies_escalation"
    __table_args__ = (Index("ix_emergencies_escalation_open", "community_id", "status", "created_at"),)
    __purpose__ = SAFETY

    id: Mapped[Key]
    ticket_id: Mapped[str | None] = mapped_column(ForeignKey("ticket.id", ondelete="SET NULL"), index=True)
    conversation_id: Mapped[str] = mapped_column(String(32), index=True)
    resident_id: Mapped[str | None] = mapped_column(ForeignKey("resident.id"), index=True)
    number: Mapped[str] = mapped_column(String(20), default="")  # of the ticket
    type: Mapped[str] = mapped_column(String(20), default=Danger.OTHER)
    house: Mapped[str] = mapped_column(String(60), default="", info=PERSONAL)
    location: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    located: Mapped[bool] = mapped_column(default=False)  # helpers could find it
    note: Mapped[str] = mapped_column(String(2000), default="", info=SENSITIVE)
    level: Mapped[int] = mapped_column(default=0)  # 1 security and dispatchers, 2 everybody on duty, 3 all staff
    status: Mapped[str] = mapped_column(String(12), default=EscalationStatus.OPEN)
    notify: Mapped[list[str]] = mapped_column(JSON, default=list)  # roles that were paged
    hushed: Mapped[bool] = mapped_column(default=False)  # others stand by: nothing about it is said there
    silent: Mapped[bool] = mapped_column(default=False, server_default=false())  # short neutral words, no call back
    lang: Mapped[str] = mapped_column(String(8), default="zh")
    acknowledged_by: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    acknowledged_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def ref(self) -> str:
        """Return the record that proves a claim about this call for help."""
        return f"escalation:{self.number}"

    @property
    def confidential(self) -> bool:
        """Say whether nobody but the speaker and staff may hear of it: what a victim of violence says."""
        return self.silent or self.type == Danger.VIOLENCE

    @property
    def desk_only(self) -> bool:
        """Say whether the words are read at the desk only: a message on a guard's phone lies open."""
        return self.silent or self.type in {Danger.VIOLENCE, Danger.SUICIDE}
