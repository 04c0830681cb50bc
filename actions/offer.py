"""What is said unasked and waits for an answer: what yes, no, later and a question about it mean, and how long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from actions.reply import Do
from actions.table import new_id

Open = dict[str, Any]
"""An offer as it is kept in a conversation's state."""
KINDS = ("yes", "no", "later", "about")
REMEMBERED = timedelta(days=7)  # after it is over it can still be said that it shall not come again
MOST = 6  # offers that a conversation keeps
_DEFAULTS = {"yes": "noted", "no": "declined", "later": "later", "about": "about"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What answers to a thing said unasked mean: values as buttons have them (`call:` or `start:`).

    What is left empty has a plain answer: yes is noted, no lets it rest, later says it again another time, a question
    hears it again. `topic` ("repairs.rating") is what residents can refuse to hear of, `title` is what it is called,
    `subject` which one of them this is. `asked` is the question that it answers as if it had been asked, with `said` as
    the values of its slots: "and building 3?" after it asks that again (`Scenario.follows`).
    """

    topic: str
    title: str
    subject: str = ""
    yes: str = ""
    no: str = ""
    later: str = ""
    about: str = ""
    answered_by: tuple[str, ...] = ()  # intents that answer it in their own way
    asked: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    keeps: timedelta = timedelta(hours=24)


def opened(offer: Offer, record: str | None, tell: dict[str, Any], now: datetime) -> Open:
    """Return an offer as it is kept, its empty answers filled in; `tell` is what says it again."""
    key = new_id()[:8]
    values = {kind: getattr(offer, kind) or f"{Do.CALL}:conversation.{_DEFAULTS[kind]}:{key}" for kind in KINDS}
    named = {"topic": offer.topic, "title": offer.title, "subject": offer.subject or offer.title}
    times = {"at": now.isoformat(), "until": (now + offer.keeps).isoformat(), "over": False}
    known = {
        "id": key,
        "record": record,
        "tell": tell,
        "answered_by": list(offer.answered_by),
        "asked": "",
        "refused": False,
    }
    return known | named | values | times


def kept_with(offers: Sequence[Open], new: Open) -> list[Open]:
    """Return the offers with a new one, which takes the place of what was said of the same record."""
    others = [known for known in offers if known["record"] is None or known["record"] != new["record"]]
    return [*others, new][-MOST:]


def as_of(offers: Sequence[Open], now: datetime) -> list[Open]:
    """Mark the offers that are over, and forget those that have been for long."""
    until = [(known, datetime.fromisoformat(known["until"])) for known in offers]
    return [known | {"over": end <= now} for known, end in until if now < end + REMEMBERED]


def refuse(offers: Sequence[Open], topic: str, now: datetime) -> list[Open]:
    """End the offers of a topic that was refused; they are remembered so that it can be taken back in words."""
    over = {"over": True, "until": now.isoformat(), "refused": True}
    return [known | over if known["topic"] == topic else known for known in offers]


def find(offers: Sequence[Open], key: str) -> Open | None:
    """Return the offer of an id."""
    return next((known for known in offers if known["id"] == key), None)
