"""The channel of messengers' gateways: what is delivered gets a number of its key and waits to be fetched."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from actions.channel import Delivery, SendFailed
from actions.table import MESSAGING, PERSONAL, CommunityTable, Instant, Key, new_id
from bot.api.house import CHANNEL
from bot.keys import ApiKey
from bot.live import Live
from bot.outbox import OutboxRow
from integrations.clock import Clock
from integrations.database import Store, StoreAway


class ApiDelivery(CommunityTable):
    """A reply that a key may fetch. `number` counts up without a gap, so that a gateway's place in it is one number.

    The outbox id would not do: with several processes a smaller one may be committed after a larger one.
    """

    __tablename__ = "api_delivery"
    __table_args__ = (
        UniqueConstraint("key_id", "number"),
        UniqueConstraint("outbox_id"),
        Index("ix_api_delivery_thread", "key_id", "thread", "number"),
    )
    __purpose__ = replace(MESSAGING, since="")

    id: Mapped[Key]
    key_id: Mapped[str] = mapped_column(ForeignKey("api_key.id"))
    number: Mapped[int]
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id", ondelete="CASCADE"))
    thread: Mapped[str] = mapped_column(String(120), info=PERSONAL)
    at: Mapped[datetime] = mapped_column(Instant)


class ApiChannel:
    """Lays replies ready for the key they belong to, each once, and wakes who waits for them."""

    name = CHANNEL

    def __init__(self, store: Store, live: Live, clock: Clock) -> None:
        self._store = store
        self._live = live
        self._clock = clock

    async def send(self, delivery: Delivery) -> None:
        """Lay a reply ready; SendFailed for good when nobody can fetch it any more."""
        now = self._clock.now()
        key_id = delivery.thread.partition(":")[0]
        try:
            number = await self._store.write(lambda db: lay_ready(db, key_id, delivery, now))
        except StoreAway as away:
            raise SendFailed("the database is out of reach") from away
        if number is None:
            raise SendFailed("the channel's key is gone or revoked", final=True)
        self._live.publish(topic_of(key_id), {"type": "delivery", "number": number})


def topic_of(key_id: str) -> str:
    """Name where a key hears of new replies."""
    return f"key:{key_id}"


def lay_ready(db: Session, key_id: str, delivery: Delivery, now: datetime) -> int | None:
    """Give a reply the key's next number; the same reply again keeps the one it has. None when the key is shut."""
    key = db.get(ApiKey, key_id, with_for_update=True)  # the lock gives numbers out in the order of commits
    if key is None or key.revoked_at is not None or key.community_id != delivery.community:
        return None
    known = db.scalar(select(ApiDelivery.number).where(ApiDelivery.outbox_id == delivery.id))
    if known is not None:
        return known
    key.last += 1
    row = ApiDelivery(
        id=new_id(),
        community_id=key.community_id,
        key_id=key.id,
        number=key.last,
        outbox_id=delivery.id,
        thread=delivery.thread,
        at=now,
    )
    db.add(row)
    return key.last


def ready(
    db: Session, key_id: str, after: int, thread: str | None, most: int
) -> Sequence[tuple[ApiDelivery, OutboxRow]]:
    """Return what a key has not fetched: after a number, of one thread or all, in order."""
    query = select(ApiDelivery, OutboxRow).join(OutboxRow, OutboxRow.id == ApiDelivery.outbox_id)
    query = query.where(ApiDelivery.key_id == key_id, ApiDelivery.number > after)
    if thread is not None:
        query = query.where(ApiDelivery.thread == thread)
    return [(laid, row) for laid, row in db.execute(query.order_by(ApiDelivery.number).limit(most))]


def last_number(db: Session, key_id: str) -> int:
    """Return the number a key was given last."""
    return db.scalar(select(ApiKey.last).where(ApiKey.id == key_id)) or 0
