"""The community's own prices: read from its file, written back, and known to understanding by their words."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.loading import Loading
from actions.people import Community
from actions.scenario import Row
from actions.turn import Work
from scene_laundry.laundry.models import Price

GARMENTS = ("shirt", "trousers", "coat", "down_jacket", "suit", "dress", "bedding", "curtain", "shoes")
"""Values of the lookup `garment` in phrases/; each has its text `garment.NAME`."""


def price_of(work: Work, garment: object) -> Price | None:
    """Return what a kind of thing costs here, or None where it is not taken."""
    return work.db.scalar(work.ours(Price).where(Price.garment == garment))


def prices(work: Work) -> list[Price]:
    """Return all prices, the cheapest first."""
    return list(work.db.scalars(work.ours(Price).order_by(Price.fen, Price.garment)))


def load_prices(loading: Loading, rows: list[Any]) -> None:
    """Read the section `laundry_prices`: garment, price in yuan, days, and other words for it."""
    for index, row in enumerate(rows):
        if row.get("garment") not in GARMENTS:
            loading.problem(index, "garment", f"{row.get('garment')!r} is none of {', '.join(GARMENTS)}")
            continue
        days = row.get("days", 3)
        if not isinstance(days, int) or not 0 < days <= 60:
            loading.problem(index, "days", f"{days!r} is not a number of days from 1 to 60")
            continue
        words = [str(word) for word in row.get("words", [])]
        values = {"fen": loading.fen(index, row.get("price"), "price"), "days": days, "words": words}
        loading.upsert(Price, {"garment": row["garment"]}, values)


def export_prices(db: Session, community: Community) -> Iterable[Row]:
    """Write the section `laundry_prices`, as it is read."""
    for price in _of(db, community):
        words = {"words": price.words} if price.words else {}
        yield {"garment": price.garment, "price": price.fen / 100, "days": price.days} | words


def names(db: Session, community: Community) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Give understanding the words that people here have for things."""
    return {"garment": {price.garment: tuple(map(str, price.words)) for price in _of(db, community) if price.words}}


def _of(db: Session, community: Community) -> list[Price]:
    query = select(Price).where(Price.community_id == community.id)
    return list(db.scalars(query.order_by(Price.garment)))
