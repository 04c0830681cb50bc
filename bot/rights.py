"""What a kiosk may do, by its key: whether people sign in there, which scenarios it serves; and its sensor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.table import RUNNING, CommunityTable, Key, new_id
from bot.keys import ApiKey, KeyKind
from integrations.database import insert_new

LONGEST_ENTITY = 255  # as Home Assistant has it


@dataclass(frozen=True, slots=True)
class Rights:
    """What one kiosk may do. `only` are names of scenarios, beside those that no place can do without; None: all.

    `presence` is the sensor in Home Assistant that says whether somebody stands there; empty: it has none.
    """

    signs_in: bool = True
    only: tuple[str, ...] | None = None
    presence: str = ""

    def serves(self, name: str) -> bool:
        """Say whether a scenario is served there."""
        return self.only is None or name in self.only


EVERYTHING = Rights()


class KioskPost(CommunityTable):
    """What is special about a kiosk; one that has no row may do everything. It leaves with its key."""

    __tablename__ = "kiosk_post"
    __table_args__ = (UniqueConstraint("key_id"),)
    __purpose__ = replace(RUNNING, since="")

    id: Mapped[Key]
    key_id: Mapped[str] = mapped_column(ForeignKey("api_key.id", ondelete="CASCADE"))
    signs_in: Mapped[bool]
    only: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    presence: Mapped[str] = mapped_column(String(LONGEST_ENTITY))

    @property
    def rights(self) -> Rights:
        """What the kiosk may do."""
        return Rights(self.signs_in, None if self.only is None else tuple(self.only), self.presence)


TABLE = KioskPost.__table__


def rights_of(db: Session, key_id: str) -> Rights:
    """Return what the kiosk with a key may do; one without a key may do everything."""
    post = db.scalar(select(KioskPost).where(KioskPost.key_id == key_id)) if key_id else None
    return post.rights if post else EVERYTHING


def set_rights(db: Session, key: ApiKey, rights: Rights) -> None:
    """Write down what a kiosk may do from its next message on."""
    only = None if rights.only is None else list(rights.only)
    values = {"signs_in": rights.signs_in, "only": only, "presence": rights.presence}
    first = {"id": new_id(), "community_id": key.community_id, "key_id": key.id}
    db.execute(insert_new(db, TABLE).values(first | values))
    db.execute(update(KioskPost).where(KioskPost.key_id == key.id).values(values))


def where_else(db: Session, key_id: str, name: str, now: datetime) -> str:
    """Return the place of another kiosk of the community where people sign in and a scenario (empty: any) is served."""
    for place, rights in _others(db, key_id, now):
        if place and rights.signs_in and (not name or rights.serves(name)):
            return place
    return ""


def _others(db: Session, key_id: str, now: datetime) -> Sequence[tuple[str, Rights]]:
    own = db.get_one(ApiKey, key_id)
    opens = (ApiKey.revoked_at.is_(None), ApiKey.expires_at > now, ApiKey.label != own.label)
    query = select(ApiKey.label, KioskPost).outerjoin(KioskPost, KioskPost.key_id == ApiKey.id)
    query = query.where(ApiKey.community_id == own.community_id, ApiKey.kind == KeyKind.KIOSK, *opens)
    return [(label, post.rights if post else EVERYTHING) for label, post in db.execute(query.order_by(ApiKey.label))]
