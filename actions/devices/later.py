"""What happens after a wish: at its time, once more, back to how it was, or not at all."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from actions.devices.meaning import Change
from actions.devices.models import READ, DeviceEvent, EventStatus
from actions.devices.sending import command, ordered, write
from actions.devices.steps import backwards, step
from actions.devices.words import Known, known, said
from actions.job import Payload
from actions.people import Occupancy
from actions.place import Device
from actions.reply import Reply
from actions.turn import Turn, Work

_LATE = timedelta(minutes=10)  # after which nobody expects it any more


def act(work: Work, payload: Payload) -> None:
    """Do what was planned, if whoever planned it still lives there; what is too late is said, and not done."""
    rows = _of(work, str(payload["batch"]), EventStatus.PLANNED)
    if not rows:
        return
    if work.now - (rows[0].due_at or work.now) > _LATE:
        _missed(work, rows)
        return
    if not all(_lives_there(work, row) for row in rows):
        _close(work, rows, EventStatus.CANCELLED)
        return
    steps = []
    for row in rows:
        one = known(work.db.get_one(Device, row.device_id))
        row.status, row.before = EventStatus.SENT, {"state": one.state, "value": one.value}
        steps.append(step(one, change_of(row)))
    command(work, rows[0].batch, steps, rows[0].conversation_id)


def unplan(turn: Turn) -> Reply:
    """Take a plan back; the argument is its batch."""
    rows = wanted_in(turn, turn.argument)
    planned = [row for row in rows if row.status == EventStatus.PLANNED]
    if not planned:
        return turn.say("plan_over" if rows else "nothing_planned")
    _close(turn, planned, EventStatus.CANCELLED)
    what = said(devices_in(turn, planned), turn.lang, turn.homes)
    return turn.done("done.unplanned", f"device_event:{turn.argument}", what=what)


def again(turn: Turn) -> Reply:
    """Try once more what did not work, because the resident asks for it; the argument is the batch."""
    rows = [row for row in wanted_in(turn, turn.argument) if row.status in (EventStatus.FAILED, EventStatus.UNKNOWN)]
    if not rows:
        return turn.say("nothing_to_do")
    return ordered(turn, devices_in(turn, rows), change_of(rows[0]))


def undo(turn: Turn) -> Reply:
    """Bring devices back to how they were before a batch; the argument is the batch."""
    rows = wanted_in(turn, turn.argument)
    if any(row.status == EventStatus.PLANNED for row in rows):
        return unplan(turn)
    pairs = zip(devices_in(turn, rows), rows, strict=True)
    back = [(one, backwards(row.before, one.kind)) for one, row in pairs if row.status == EventStatus.DONE]
    wishes = [(one, change) for one, change in back if change is not None]
    if not wishes:
        return turn.say("cannot_undo")
    batch = write(turn, wishes, EventStatus.SENT)
    command(turn, batch, [step(one, change) for one, change in wishes], turn.conversation.id)
    return turn.say("sent.back", what=said([one for one, _ in wishes], turn.lang, turn.homes))


def drop(turn: Turn) -> Reply:
    """Hear "never mind" after something was planned or done."""
    rows = wanted_in(turn, turn.argument)
    if any(row.status == EventStatus.PLANNED for row in rows):
        return unplan(turn)
    done = [row for row in rows if row.status == EventStatus.DONE]
    if not done:
        return turn.say("nothing_to_do")
    what = said(devices_in(turn, done), turn.lang, turn.homes)
    return turn.say("undo_it", what=what).with_buttons(turn.handler_button("button.undo", "undo", turn.argument))


def last_planned(turn: Turn) -> str:
    """Return the batch that this speaker planned last and that still waits; empty where there is none."""
    query = turn.mine(DeviceEvent).where(
        DeviceEvent.status == EventStatus.PLANNED, DeviceEvent.resident_id == _speaker(turn)
    )
    return getattr(turn.db.scalar(query.order_by(DeviceEvent.created_at.desc()).limit(1)), "batch", "")


def last_moved(turn: Turn, within: timedelta) -> list[Known]:
    """Return the devices that this speaker moved last in this conversation, lately."""
    query = turn.mine(DeviceEvent).where(
        DeviceEvent.conversation_id == turn.conversation.id,
        DeviceEvent.resident_id == _speaker(turn),
        DeviceEvent.created_at > turn.now - within,
        DeviceEvent.event != READ,
    )
    last = turn.db.scalar(query.order_by(DeviceEvent.created_at.desc()).limit(1))
    return devices_in(turn, wanted_in(turn, last.batch)) if last else []


def taken_back(turn: Turn, rows: Sequence[DeviceEvent]) -> datetime | None:
    """Take back what of some rows is planned, for something else is wanted then; return when. None: it is no plan."""
    planned = [row for row in rows if row.status == EventStatus.PLANNED]
    _close(turn, planned, EventStatus.CANCELLED)
    return planned[0].due_at if planned else None


def wanted_in(turn: Turn, batch: str) -> Sequence[DeviceEvent]:
    """Return a batch of the speaker's own: what a housemate did is the housemate's to take back."""
    query = turn.mine(DeviceEvent).where(DeviceEvent.batch == batch, DeviceEvent.resident_id == _speaker(turn))
    return turn.db.scalars(query.order_by(DeviceEvent.id)).all()


def devices_in(turn: Turn, rows: Sequence[DeviceEvent]) -> list[Known]:
    """Return the devices of some rows, in their order."""
    return [known(turn.db.get_one(Device, row.device_id)) for row in rows]


def change_of(row: DeviceEvent) -> Change:
    """Return what a row wants of its device."""
    return Change(row.change["do"], row.change["value"])


def _speaker(turn: Turn) -> str:
    return turn.resident.id if turn.resident else ""


def _of(work: Work, batch: str, status: EventStatus) -> Sequence[DeviceEvent]:
    query = work.ours(DeviceEvent).where(DeviceEvent.batch == batch, DeviceEvent.status == status)
    return work.db.scalars(query.order_by(DeviceEvent.id)).all()


def _close(work: Work, rows: Sequence[DeviceEvent], status: EventStatus) -> None:
    for row in rows:
        row.status, row.closed_at = status, work.now


def _lives_there(work: Work, row: DeviceEvent) -> bool:
    ties = select(Occupancy).where(
        Occupancy.community_id == work.community.id,
        Occupancy.home_id == row.home_id,
        Occupancy.resident_id == row.resident_id,
    )
    return any(tie.until is None or tie.until >= work.now.date() for tie in work.db.scalars(ties))


def _missed(work: Work, rows: Sequence[DeviceEvent]) -> None:
    _close(work, rows, EventStatus.FAILED)
    names = [known(work.db.get_one(Device, row.device_id)) for row in rows]
    text = work.text_in(rows[0].lang, "missed", what=said(names, rows[0].lang))
    work.effects.tell(rows[0].resident_id, Reply(text=text, private=True))
