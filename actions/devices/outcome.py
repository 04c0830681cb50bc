"""What came back from the devices: only what their own state says counts as done."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.devices.asking import unpacked
from actions.devices.meaning import Change
from actions.devices.models import READ, DeviceEvent, EventStatus
from actions.devices.sending import grouped, joined, sentence, shown
from actions.devices.words import Known, known, said
from actions.message import MessageKind
from actions.place import Device
from actions.reply import Button, Reply, Text
from actions.turn import Turn

_ENDS = {"done": EventStatus.DONE, "failed": EventStatus.FAILED, "unknown": EventStatus.UNKNOWN}
_KEPT = ("state", "value", "mode", "measured")  # of what a device says about itself
Pairs = list[tuple[Known, DeviceEvent]]


def arrived(turn: Turn) -> Reply:
    """Write down what became of a batch and say it; the argument is BATCH:OUTCOME, or BATCH:OUTCOME:what was found."""
    batch, _, told = turn.argument.partition(":")
    outcome, _, found = told.partition(":")
    rows = turn.db.scalars(
        turn.ours(DeviceEvent).where(DeviceEvent.batch == batch, DeviceEvent.status == EventStatus.SENT)
    ).all()
    if turn.message.kind is not MessageKind.OUTCOME or not rows:
        return Reply(text=turn.shared_text("expired_button"))
    pairs = [(known(turn.db.get_one(Device, row.device_id)), row) for row in rows]
    states: Mapping[str, Any] = json.loads(found) if found else {}
    for one, row in pairs:
        _settle(turn, one, row, states.get(one.address, {}), outcome)
    turn.lang = rows[0].lang
    return _to_whom(turn, rows[0], _told(turn, batch, pairs, states))


def _settle(turn: Turn, one: Known, row: DeviceEvent, state: Mapping[str, Any], outcome: str) -> None:
    row.status = _ENDS.get(str(state.get("outcome") or outcome), EventStatus.UNKNOWN)
    row.closed_at = turn.now
    kept = {name: state[name] for name in _KEPT if state.get(name) is not None}
    if kept:
        rest = {name: value for name, value in one.device.data.items() if name not in _KEPT or name in kept}
        data = rest | kept
        if data != one.device.data:
            one.device.data = data


def _told(turn: Turn, batch: str, pairs: Pairs, states: Mapping[str, Any]) -> Reply:
    if all(row.event == READ for _, row in pairs):
        return _seen(turn, pairs)
    by_status = {status: [pair for pair in pairs if pair[1].status == status] for status in _ENDS.values()}
    done = by_status[EventStatus.DONE]
    parts = [sentence(turn, "done", change, some) for change, some in grouped([_wish(pair) for pair in done])]
    lost = by_status[EventStatus.FAILED], by_status[EventStatus.UNKNOWN]
    for key, some in zip(("failed", "unsure"), lost, strict=True):
        if some:
            parts.append(turn.text(f"{key}.{_tool(some)}", **_plain(turn, some)))
    reply = Reply(text=joined(parts, turn.lang), record=f"device_event:{batch}", private=True)
    spoken_of = [_wish(pair) for pair in done or pairs]
    reply = reply.showing(shown(turn, batch, spoken_of), before={"batch": batch} if done else None)
    return reply.with_buttons(*_ways_on(turn, batch, *lost))


def _wish(pair: tuple[Known, DeviceEvent]) -> tuple[Known, Change]:
    change = pair[1].change
    return pair[0], unpacked(f"{change['do']}|{'' if change['value'] is None else change['value']}")


def _tool(pairs: Pairs) -> str:
    """What one has in the hand without us: a switch on the wall, or a remote control."""
    return "light" if all(one.kind == "light" for one, _ in pairs) else "other"


def _plain(turn: Turn, pairs: Pairs) -> dict[str, object]:
    return {"what": said([one for one, _ in pairs], turn.lang, turn.homes)}


def _ways_on(turn: Turn, batch: str, failed: Pairs, unsure: Pairs) -> list[Button]:
    buttons = [turn.handler_button("button.again", "again", batch)] if failed or unsure else []
    return [*buttons, turn.button("button.repair", "start:repair_report")] if failed else buttons


def _seen(turn: Turn, pairs: Pairs) -> Reply:
    """Say how devices are, those that cannot be reached last."""
    there = [one for one, row in pairs if row.status == EventStatus.DONE]
    gone = [one for one, row in pairs if row.status != EventStatus.DONE]
    parts = [_state(turn, one) for one in there]
    if gone:
        parts.append(turn.text("seen.unreachable", what=said(gone, turn.lang, turn.homes)))
    return Reply(text=joined(parts, turn.lang), private=True)


def _state(turn: Turn, one: Known) -> Text:
    data, what = one.device.data, said([one], turn.lang, turn.homes)
    valued = one.value is not None and one.state in ("on", "open")
    key = f"seen.{one.kind}_{one.state}{'_value' if valued else ''}"
    key = key if turn.has_text(key) else f"seen.{one.state}"
    text = turn.text(key if turn.has_text(key) else "seen.unknown", what=what, value=one.value)
    measured = data.get("measured")
    return joined([text, turn.text("seen.measured", measured=measured)], turn.lang) if measured is not None else text


def _to_whom(turn: Turn, row: DeviceEvent, reply: Reply) -> Reply:
    """Say it to the one who asked: where others read along, in their own chat."""
    if turn.resident is not None and turn.resident.id == row.resident_id:
        return reply
    turn.effects.tell(row.resident_id, replace(reply, shows=(), before=None))
    return Reply(text=turn.shared_text("private_sent"))
