import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import Dialect, ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import DateTime, TypeDecorator


class Basis(StrEnum):
    """Lawful basis of a purpose (PIPL art. 13)."""

    CONTRACT = "contract"
    LEGAL_DUTY = "legal_duty"
    VITAL = "vital"  # an emergency, to protect life: no consent question is ever shown
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why a table's data is kept, on what basis, and how long after its `since` column (PIPL art. 6, 19).

    `keep` None keeps a row as long as the contract lasts; it leaves through erasure. `since` names the column the
    time counts from; a row in which it is empty is still in use and stays. An empty `since` means that a row leaves
    with the row it belongs to (ON DELETE CASCADE).
    """

    name: str
    basis: Basis
    keep: timedelta | None
    since: str = "created_at"


CONTRACT = Purpose("property_service", Basis.CONTRACT, keep=None)
MESSAGING = Purpose("messaging", Basis.CONTRACT, keep=timedelta(days=180))
RUNNING = Purpose("running", Basis.CONTRACT, keep=timedelta(days=30))
TICKETS = Purpose("tickets", Basis.CONTRACT, keep=timedelta(days=730), since="closed_at")
ACCOUNTS = Purpose(
    "accounting", Basis.LEGAL_DUTY, keep=None
)  # bookkeeping law: vouchers are kept, erasure freezes them
SAFETY = Purpose("emergency", Basis.VITAL, keep=timedelta(days=1461), since="closed_at")

PERSONAL: dict[str, Any] = {"personal": True}
"""`info` of a column that holds personal data (PIPL art. 4)."""
SENSITIVE: dict[str, Any] = {"personal": True, "sensitive": True}
"""`info` of a column that holds sensitive personal data (PIPL art. 28)."""


class Instant(TypeDecorator[datetime]):
    """An aware point in time, stored in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware datetime into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the database; give it a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored time in UTC: SQLite forgets the zone, PostgreSQL answers in the connection's."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def new_id() -> str:
    """Return a random 128-bit id: nobody guesses a neighbour's."""
    return secrets.token_hex(16)


Key = Annotated[str, mapped_column(String(32), primary_key=True, default=new_id)]
CommunityKey = Annotated[str, mapped_column(String(32), ForeignKey("community.id"), index=True)]


class Base(DeclarativeBase):
    """Every table of the house. Each says its `__purpose__`; columns with personal data carry `info=PERSONAL`."""

    __abstract__ = True
    __purpose__: ClassVar[Purpose]

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class CommunityTable(Base):
    """A table whose rows belong to one community and never leave it."""

    __abstract__ = True

    community_id: Mapped[CommunityKey]


def tables() -> Iterator[type[Base]]:
    """Yield every mapped table that has been imported."""
    for mapper in Base.registry.mappers:
        yield mapper.class_


__all__ = [
    "ACCOUNTS",
    "CONTRACT",
    "MESSAGING",
    "PERSONAL",
    "RUNNING",
    "SAFETY",
    "SENSITIVE",
    "TICKETS",
    "Base",
    "Basis",
    "CommunityKey",
    "CommunityTable",
    "Instant",
    "Key",
    "Purpose",
    "new_id",
    "tables",
]
