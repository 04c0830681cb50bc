"""Writes down what is wanted and lets it leave; what came of it comes back in outcome.py."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from actions.devices.alone import measure_of
from actions.devices.meaning import Change
from actions.devices.models import READ, DeviceEvent, EventStatus
from actions.devices.steps import Refused, resolved, step
from actions.devices.words import Known, said
from actions.reference import Shown
from actions.reply import Reply, Text
from actions.table import new_id
from actions.turn import Turn, Work
from actions.wording import at

KIND = "home"  # of the adapter that carries it out
EXPIRES = timedelta(seconds=30)  # a lamp that goes out a minute later startles people
LONGEST = timedelta(days=7)  # ahead that something may be planned
_SOON = timedelta(seconds=30)  # what is due so soon is done at once


def ordered(turn: Turn, devices: Sequence[Known], change: Change, due: datetime | None = None) -> Reply:
    """Send a wish to its devices, or plan it; say at once which of them cannot."""
    wishes = [(one, resolved(one, change)) for one in devices]
    able = [(one, wish) for one, wish in wishes if isinstance(wish, Change)]
    if not able:
        refused = next((wish.key for _, wish in wishes if isinstance(wish, Refused)), "cannot")
        return turn.say(refused, what=said(devices, turn.lang, turn.homes), value=change.value)
    if due is not None and due - turn.now > _SOON:
        return _planned(turn, able, due)
    batch = write(turn, able, EventStatus.SENT)
    command(turn, batch, [step(one, wish) for one, wish in able], turn.conversation.id)
    return _spoken(turn, "sent", able).showing(shown(turn, batch, able))


def look(turn: Turn, devices: Sequence[Known]) -> Reply:
    """Ask devices how they are; their answer comes in a moment."""
    batch = write(turn, [(one, Change(READ)) for one in devices], EventStatus.SENT)
    command(turn, batch, [step(one, Change(READ)) for one in devices], turn.conversation.id)
    return turn.say("looking", private=True)


def write(turn: Turn, wishes: Sequence[tuple[Known, Change]], status: EventStatus, due: datetime | None = None) -> str:
    """Write one row for each device; return their batch."""
    batch = new_id()
    for one, change in wishes:
        turn.db.add(
            DeviceEvent(
                id=new_id(),
                community_id=turn.community.id,
                batch=batch,
                device_id=one.id,
                home_id=one.device.home_id,
                resident_id=turn.resident.id if turn.resident else None,
                conversation_id=turn.conversation.id,
                event=READ if change.do == READ else f"{one.kind}_{change.do}",
                change={"do": change.do, "value": change.value},
                before={"state": one.state, "value": one.value},
                status=status,
                lang=turn.lang,
                due_at=due,
                created_at=turn.now,
            )
        )
    turn.db.flush()
    return batch


def command(work: Work, batch: str, steps: Sequence[dict[str, Any]], conversation_id: str) -> None:
    """Let a batch leave: at most once, and not later than it makes sense."""
    payload = {"steps": list(steps)}
    outcome = f"arrived:{batch}"
    work.effects.command(
        KIND, f"home:{batch}", payload, expires=EXPIRES, on_outcome=outcome, conversation_id=conversation_id
    )


def grouped(wishes: Sequence[tuple[Known, Change]]) -> list[tuple[Change, list[Known]]]:
    """Put the devices together that do the same."""
    groups: dict[Change, list[Known]] = {}
    for one, change in wishes:
        groups.setdefault(change, []).append(one)
    return list(groups.items())


def sentence(turn: Turn, key: str, change: Change, devices: Sequence[Known], **more: object) -> Text:
    """Say one thing of some devices; `value` in words where it is a name."""
    value = change.value
    named = f"value.{value}"
    shown = turn.text(named) if isinstance(value, str) and turn.has_text(named) else value
    are = turn.text("are_many" if len(devices) > 1 else "are_one")
    what = said(devices, turn.lang, turn.homes)
    return turn.text(f"{key}.{change.do}", what=what, value=shown, are=are, **more)


def _spoken(turn: Turn, key: str, wishes: Sequence[tuple[Known, Change]]) -> Reply:
    return Reply(text=joined([sentence(turn, key, change, devices) for change, devices in grouped(wishes)], turn.lang))


def joined(parts: Sequence[Text], lang: str) -> Text:
    """Put sentences together; one claim among them makes the whole a claim."""
    gap = " " if lang == "en" else ""
    claim = any(part.claim for part in parts)
    return Text(gap.join(parts), claim=claim, spoken=gap.join(part.spoken for part in parts))


def _planned(turn: Turn, able: Sequence[tuple[Known, Change]], due: datetime) -> Reply:
    batch = write(turn, able, EventStatus.PLANNED, due)
    turn.schedule("act", due, key=batch, batch=batch)
    return told(turn, batch, able, due)


def told(turn: Turn, batch: str, wishes: Sequence[tuple[Known, Change]], due: datetime | None = None) -> Reply:
    """Say what is done, or with its time what is planned and how to take it back."""
    key, more = "done", {}
    if due is not None:
        key, more = "done.planned", {"time": at(due.astimezone(turn.now.tzinfo), turn.now, turn.lang)}
    parts = [sentence(turn, key, change, devices, **more) for change, devices in grouped(wishes)]
    reply = Reply.done(joined(parts, turn.lang), f"device_event:{batch}", private=due is None)
    reply = reply.showing(shown(turn, batch, wishes, due=due))
    return reply.with_buttons(turn.handler_button("button.unplan", "unplan", batch)) if due else reply


def shown(turn: Turn, batch: str, wishes: Sequence[tuple[Known, Change]], due: datetime | None = None) -> Shown:
    """Return what was moved as it stands on the screen; a number that comes next is of what is not only planned."""
    devices = [one for one, _ in wishes]
    called = tuple(one.called(turn.lang) for one in devices)
    measures = {measure_of(one.kind, change.do) for one, change in wishes}
    measured = measures.pop() if len(measures) == 1 and due is None else ""
    says = said(devices, turn.lang, turn.homes)[:40]
    return Shown(kind="device_event", key=batch, says=says, called=called, measured=measured)
