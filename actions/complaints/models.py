from dataclasses import replace
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from actions.table import PERSONAL, TICKETS, CommunityTable, Instant, Key


class Complainant(CommunityTable):
    """Who made a complaint, so that they hear what became of it; no list of the staff shows it.

    It is the only tie to the person where they do not want to be known: the ticket itself then names nobody. It goes
    with the ticket.
    """

    __tablename__ = "complaints_complainant"
    __purpose__ = replace(TICKETS, name="complaints", since="")

    id: Mapped[Key]
    ticket_id: Mapped[str] = mapped_column(ForeignKey("ticket.id", ondelete="CASCADE"), unique=True)
    resident_id: Mapped[str] = mapped_column(ForeignKey("resident.id"), index=True, info=PERSONAL)
    created_at: Mapped[datetime] = mapped_column(Instant)
