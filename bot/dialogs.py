"""Dialog files: a conversation and what must be true of it, as data (docs/scenarios.md)."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from actions.channel import Delivery
from actions.event import TicketChanged
from actions.people import Community, Staff
from actions.registry import Registry
from actions.ticket import Author, Ticket, TicketStatus, add_entry
from actions.turn import SHARED, Work
from bot.desk.changes import consult
from bot.judge import judge
from bot.records import changes, collect
from bot.testing import Talk, texts

_SPAN = re.compile(r"(?:\d+[smhd])+")
_PART = re.compile(r"(\d+)([smhd])")
_MOVES = {"open": "reopen", "assigned": "assign", "paused": "pause", "done": "done", "cancelled": "cancel"}
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def dialog_files(registry: Registry) -> Iterator[Path]:
    """Yield the dialog files of every installed scenario."""
    for scenario in registry.scenarios.values():
        folder = Path(str(files(scenario.package))) / "tests" / "dialogs"
        yield from sorted(folder.glob("*.yaml"))


def read_dialog(file: Path) -> dict[str, Any]:
    """Read a dialog file."""
    dialog: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return dialog


async def play_dialog(guest: Talk, dialog: Mapping[str, Any], registry: Registry) -> list[str]:
    """Play a dialog and return one sentence for everything that is not as it says."""
    guest.private = dialog.get("private", True)
    talk = await guest.as_resident(dialog["resident"]) if dialog.get("resident") else guest
    before = await _records(talk, registry)
    failed: list[str] = []
    for number, turn in enumerate(dialog["turns"], start=1):
        said = await _act(talk, turn, registry)
        failed += [f"turn {number}: {why}" for why in _judge_turn(turn, said)]
    after = await _records(talk, registry)
    touched = changes(before, after)
    marked = {kind: [_marked(kind, row, touched) for row in rows] for kind, rows in after.items()}
    return failed + judge({"turns": [], "records": marked}, [{"plain": "after", "check": dialog.get("after", {})}])


def _span(text: str) -> timedelta:
    if _SPAN.fullmatch(text) is None:
        raise ValueError(f"wait: {text!r} is not a time span, such as 20m or 2h30m")
    return timedelta(**{_UNITS[unit]: int(number) for number, unit in _PART.findall(text)})


async def _act(talk: Talk, turn: Mapping[str, Any], registry: Registry) -> list[Delivery]:
    if "wait" in turn:
        return await talk.advance(_span(str(turn["wait"])))
    if "press" in turn:
        return await talk.press(turn["press"])
    if "staff" in turn:
        return await _staff(talk, turn["staff"], registry)
    if turn.get("photo"):
        return await talk.photo(turn.get("says", ""))
    return await talk.says(turn["says"])


async def _staff(talk: Talk, done: Mapping[str, str], registry: Registry) -> list[Delivery]:
    """Let a member of staff move a ticket on; return what the resident is told of it."""

    def change(work: Work) -> None:
        ticket = work.db.scalars(work.ours(Ticket).where(Ticket.number == done["ticket"])).one()
        staff = work.db.scalars(work.ours(Staff).where(Staff.key == done["by"])).one()
        consult(work, ticket, _MOVES[done["sets"]], done.get("words", ""), registry)
        ticket.status, ticket.assignee_id = TicketStatus(done["sets"]), staff.id
        ticket.closed_at = None if ticket.active else work.now
        if done.get("words"):
            written = Author.STAFF, done["words"]
            add_entry(work.db, ticket, work.now, *written, author_id=staff.id, public=True)
        work.emit(TicketChanged(ticket.id, ticket.status, staff.id))

    await talk.app.engine.act(talk.community, SHARED, change)
    return await talk.advance(timedelta())


def _judge_turn(turn: Mapping[str, Any], said: list[Delivery]) -> list[str]:
    words = texts(said)
    failed = [f"{part!r} was not said: {words!r}" for part in turn.get("reply", []) if part not in words]
    failed += [f"{part!r} was said: {words!r}" for part in turn.get("not", []) if part in words]
    if "asks" in turn and not any(delivery.asks == turn["asks"] for delivery in said):
        failed.append(f"{turn['asks']} was not asked: {words!r}")
    if "record" in turn and not any((delivery.record or "").startswith(turn["record"]) for delivery in said):
        failed.append(f"no record {turn['record']}: {words!r}")
    return failed


def _marked(kind: str, row: Mapping[str, Any], touched: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    how = touched.get((kind, str(row["key"])), "")
    return {**row, "new": how == "new", "changed": how == "changed", "turn": None}


async def _records(talk: Talk, registry: Registry) -> dict[str, list[dict[str, Any]]]:
    return await talk.read(lambda db: collect(db, db.get_one(Community, talk.community), registry))
