from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from actions.turn import Work

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to do later, in one transaction: `run(work, payload)`.

    Plan it with `work.schedule(name, due, key=..., **payload)`; with `cron` (five fields, the community's zone) it
    comes back by itself for every community. A job may run again after a crash: its rows are written once all the same.
    """

    name: str
    run: "Callable[[Work, Payload], None]"
    cron: str | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A wish for a job: `key` makes it unique, a second wish with the same key changes nothing."""

    name: str  # scenario.job
    due: datetime
    key: str
    payload: Payload
