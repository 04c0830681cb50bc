"""A real conversation as a dialog file for the tests, with stand-ins for everything private."""

from collections.abc import Iterable, Sequence
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.message import MessageKind
from actions.people import Community, Occupancy, Resident, Staff
from actions.place import Home
from actions.registry import Registry
from bot.conversations import ConversationRow
from bot.inbox import InboxRow, InboxState
from bot.outbox import OutboxRow
from bot.records import collect
from bot.redacting import Known, Private, Redactor, written_at

MOST = 200  # messages of a conversation that become a dialog, the last ones
_SAID = frozenset({MessageKind.TEXT, MessageKind.PHOTO, MessageKind.VOICE, MessageKind.BUTTON})
_NAMES = frozenset({"name", "visitor_name", "title", "worker", "staff", "called"})  # columns of records that hold names
_HEAD = """\
# From a real conversation. Names, numbers, plates and homes are stand-ins: read it before it leaves the house.
# It expects what the assistant did then. Play it, mend what the test community lacks, and add `after`.
"""


def export_dialog(db: Session, community: Community, row: ConversationRow, registry: Registry) -> str:
    """Return a conversation as YAML in the form of actions/*/tests/dialogs; what staff wrote is left out."""
    redactor = Redactor(_known(db, community, row, registry))
    heard = list(db.scalars(_last(InboxRow, row.id)))[::-1]
    sent = list(db.scalars(_last(OutboxRow, row.id)))[::-1]
    dialog: dict[str, Any] = {"resident": "R1"} if row.resident_id else {}
    dialog |= {} if row.private else {"private": False}
    turns = list(_turns(heard, sent, redactor))
    return _HEAD + yaml.safe_dump(dialog | {"turns": turns}, allow_unicode=True, sort_keys=False, width=1000)


def _last(table: Any, conversation_id: str) -> Any:
    return select(table).where(table.conversation_id == conversation_id).order_by(table.id.desc()).limit(MOST)


def _turns(heard: Sequence[InboxRow], sent: Sequence[OutboxRow], redactor: Redactor) -> Iterable[dict[str, Any]]:
    answers: dict[int | None, list[OutboxRow]] = {}
    for row in sent:
        answers.setdefault(row.cause, []).append(row)
    labels = {value: label for row in sent for label, value in row.body.get("buttons", ())}
    before, asked = None, ""
    for message in heard:
        said = [row.body for row in answers.get(message.id, ()) if not row.body.get("author")]
        if message.kind not in _SAID or not (said or message.state == InboxState.JOINED):
            continue  # an outcome of a device, or said to a member of staff
        if before is not None and (waited := written_at(before, message.created_at)):
            yield {"wait": waited}
        yield _act(message, labels, redactor, asked) | _expected(said)
        before, asked = message.created_at, next((str(body["asks"]) for body in said[::-1] if body.get("asks")), "")


def _act(message: InboxRow, labels: dict[str, str], redactor: Redactor, asked: str) -> dict[str, Any]:
    words = str(message.body.get("text", ""))
    if message.kind == MessageKind.BUTTON:
        return {"press": redactor.redact(labels.get(words, "…"))}
    photo = {"photo": True} if message.kind == MessageKind.PHOTO else {}
    return {"says": redactor.redact(words, asked)} | photo


def _expected(said: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what the assistant asked and which kind of record it named; its words may hold anything."""
    asks = next((body["asks"] for body in said if body.get("asks")), None)
    record = next((str(body["record"]) for body in said if body.get("record")), "")
    kind = {"record": f"{record.partition(':')[0]}:"} if record else {}
    return kind | ({"asks": asks} if asks else {})


def _known(db: Session, community: Community, row: ConversationRow, registry: Registry) -> Known:
    """Collect what the house knows of people and homes, the speaker's own first."""
    residents = db.scalars(select(Resident).where(Resident.community_id == community.id)).all()
    staff = db.scalars(select(Staff).where(Staff.community_id == community.id)).all()
    speaker_first = sorted(residents, key=lambda resident: resident.id != row.resident_id)
    people: list[Resident | Staff] = [*speaker_first, *staff]
    rooms = select(Home.name).where(Home.community_id == community.id).order_by(Home.name)
    mine = rooms.join(Occupancy, Occupancy.home_id == Home.id).where(Occupancy.resident_id == row.resident_id)
    own = [] if row.resident_id else [""]
    records = [record for rows in collect(db, community, registry).values() for record in rows]
    known = {
        Private.NAME: [*own, *(one.name for one in people), *_texts(records, _NAMES)],
        Private.PHONE: [*own, *(one.phone for one in people), *_texts(records, {"phone"})],
        Private.PLATE: [*own, *(plate for one in speaker_first for plate in one.plates), *_texts(records, {"plate"})],
        Private.ROOM: [*own, *db.scalars(mine), *db.scalars(rooms)],
        Private.NUMBER: _texts(records, {"tax_id"}),
    }
    return {kind: list(dict.fromkeys(values)) for kind, values in known.items()}


def _texts(records: Iterable[dict[str, Any]], columns: Iterable[str]) -> list[str]:
    wanted = set(columns)
    values = (value for record in records for name, value in record.items() if name in wanted)
    return [value for value in values if isinstance(value, str) and 1 < len(value) <= _LONGEST_NAME]


_LONGEST_NAME = 60  # characters; what is longer is no name
