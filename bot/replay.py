"""Plays recorded conversations through the real inbox, engine and outbox, each in a house of its own."""

import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.channel import Delivery
from actions.people import Community, Occupancy, Resident, Staff
from actions.place import Building, Home
from actions.registry import Registry
from bot.records import changes, collect
from bot.testing import RecordingChannel, Talk, talk_in
from nlu.types import Engine as Understander

STEP = timedelta(seconds=5)  # between two turns
CHANNELS = {"chat": "web", "kiosk": "kiosk"}


@dataclass(slots=True)
class _Played:
    turns: list[dict[str, Any]]
    touched: dict[tuple[str, str], tuple[str, int]]


async def play_all(
    conversations: Sequence[Mapping[str, Any]],
    community: dict[str, Any],
    understander: Understander,
    registry: Registry,
) -> AsyncIterator[dict[str, Any]]:
    """Play conversations one after the other; yield the result of each."""
    for conversation in conversations:
        with tempfile.TemporaryDirectory(prefix="linli-replay-") as folder:
            yield await play(conversation, community, understander, registry, Path(folder))


async def play(
    conversation: Mapping[str, Any],
    community: dict[str, Any],
    understander: Understander,
    registry: Registry,
    folder: Path,
) -> dict[str, Any]:
    """Play one conversation in a fresh house and return what was said and what is on record."""
    kiosk = RecordingChannel("kiosk")
    async with talk_in(folder, community, understander=understander, registry=registry, channels=[kiosk]) as guest:
        talk = await _person(guest, conversation, kiosk)
        before = await guest.read(lambda db: records_of(db, guest, registry))
        played = await _play_turns(talk, conversation["turns"], before, registry)
        after = await guest.read(lambda db: records_of(db, guest, registry))
        people = await guest.read(_staff_by_phone)
    return {
        "id": conversation.get("id", ""),
        "turns": played.turns,
        "records": marked(after, played.touched),
        "outbound": [
            {"to": people.get(phone, phone), "channel": "sms", "text": text} for phone, text, _ in guest.sms.sent
        ],
    }


async def _person(guest: Talk, conversation: Mapping[str, Any], kiosk: RecordingChannel) -> Talk:
    at_kiosk = conversation.get("channel") == "kiosk"
    if at_kiosk:
        guest = Talk(guest.app, guest.clock, kiosk, guest.sms, guest.community, "kiosk-1", private=False)
        guest.place = await guest.read(lambda db: _building_of(db, conversation.get("resident")))
    if conversation.get("signed_in") and conversation.get("resident"):
        return await guest.as_resident(conversation["resident"])
    return guest


async def _play_turns(
    talk: Talk, turns: Sequence[Mapping[str, Any]], before: dict[str, Any], registry: Registry
) -> _Played:
    played = _Played([], {})
    for number, turn in enumerate(turns, start=1):
        started = time.perf_counter()
        said = list(await talk.says(turn["user"]))
        took = (time.perf_counter() - started) * 1000
        said += await talk.advance(STEP)
        now = await talk.read(lambda db: records_of(db, talk, registry))
        for row, how in changes(before, now).items():
            first = played.touched.get(row)
            played.touched[row] = (first[0] if first else how, first[1] if first else number)
        before = now
        played.turns.append({"user": turn["user"], "replies": list(map(reply_json, said)), "ms": round(took, 1)})
    return played


def reply_json(delivery: Delivery) -> dict[str, Any]:
    """Return a reply in the form of docs/commands.md."""
    return {
        "text": delivery.text,
        "spoken": delivery.spoken,
        "buttons": [button.label for button in delivery.buttons],
        "asks": delivery.asks,
        "lang": delivery.lang,
        "record": delivery.record,
        "private": delivery.private,
    }


def records_of(db: Session, talk: Talk, registry: Registry) -> dict[str, list[dict[str, Any]]]:
    """Return what is on record in the community of a talk, by kind."""
    return collect(db, db.get_one(Community, talk.community), registry)


def marked(
    records: Mapping[str, list[dict[str, Any]]], touched: Mapping[tuple[str, str], tuple[str, int]]
) -> dict[str, list[dict[str, Any]]]:
    """Return the records with who touched them: `new`, `changed`, and the 1-based turn that did so first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for kind, rows in records.items():
        found[kind] = []
        for row in rows:
            how, turn = touched.get((kind, str(row["key"])), ("", None))
            found[kind].append({**row, "new": how == "new", "changed": how == "changed", "turn": turn})
    return found


def _building_of(db: Session, key: str | None) -> str:
    query = select(Building.name).join(Home, Home.building_id == Building.id)
    query = query.join(Occupancy, Occupancy.home_id == Home.id).join(Resident, Resident.id == Occupancy.resident_id)
    return db.scalar(query.where(Resident.key == key)) or ""


def _staff_by_phone(db: Session) -> dict[str, str]:
    return {staff.phone: f"staff:{staff.role}" for staff in db.scalars(select(Staff)).all()}
