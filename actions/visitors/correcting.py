"""What a resident says about a pass that is given already: another day, another plate, another name; and back again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from actions.form import Form, answer_of
from actions.reference import last_done, screens
from actions.reply import Reply
from actions.slot import Slot, Values, entity, words
from actions.turn import Turn
from actions.visitors import reading
from actions.visitors.form import is_over
from actions.visitors.models import Pass, PassStatus
from actions.visitors.passes import MOST_PEOPLE, own, put, restore, state_of
from actions.visitors.referring import known, not_there, shown
from actions.visitors.revoking import ask_one
from actions.visitors.saying import digits, when, who
from actions.visitors.stay import DAY, LONGEST, merged, stay_of
from actions.wording import listing
from nlu.types import Moment


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a correction cannot be done: the sentence that says so."""

    key: str


def corrected(turn: Turn) -> Reply:
    """Change a pass as the message says; its code stays. The argument is its number."""
    row = known(turn)
    if row is None:
        return not_there(turn)
    if not row.live(turn.now):
        return _over(turn, row)
    before = state_of(row)
    found = _change(turn, row)
    if isinstance(found, Wrong):
        return turn.say(found.key, who=who(row, turn.lang), time=when(row, turn.now, turn.lang)).showing(
            shown(row, turn.lang)
        )
    if not found:
        return turn.start(CHANGE, pass_number=row.number)
    return _changed(turn, row, found, before)


def _change(turn: Turn, row: Pass) -> list[str] | Wrong:
    """Write into the pass what the message says, and return what is different now."""
    answer = answer_of(turn, asked=False)
    came, until, minutes = reading.time(answer), reading.until(answer), reading.minutes(answer)
    name, plate, people = reading.who(answer), entity("plate")(answer), entity("count")(answer)
    if isinstance(people, int) and people > MOST_PEOPLE:
        return Wrong("too_many_people")
    changes = []
    if isinstance(came, Moment) or isinstance(until, Moment) or isinstance(minutes, int):
        wrong = _move(turn, row, came, until, minutes)
        if wrong:
            return wrong
        changes.append(str(turn.text("change.time", time=when(row, turn.now, turn.lang))))
    if isinstance(plate, str) and plate != row.plate:
        row.plate = plate
        changes.append(str(turn.text("change.plate", plate=plate)))
    if isinstance(name, str) and name != row.name:
        row.name, row.kind = name, str(reading.kind(answer) or row.kind)
        changes.append(str(turn.text("change.name", name=who(row, turn.lang))))
    if isinstance(people, int) and people != row.people:
        row.people = people
        changes.append(str(turn.text("change.people", people=people)))
    phone = entity("phone")(answer)
    if isinstance(phone, str) and phone != row.phone:
        row.phone = phone
        changes.append(str(turn.text("change.phone", phone=phone)))
    return changes


def _move(turn: Turn, row: Pass, came: object, until: object, minutes: object) -> Wrong | None:
    old = _moment(turn, row)
    new = merged(old, came) if isinstance(came, Moment) else old
    if row.recurrence and isinstance(came, Moment) and came.has_date and not came.recurrence:
        return Wrong("which_days")
    last = until if isinstance(until, Moment) else _last(turn, row, new, moved=isinstance(came, Moment))
    stay = stay_of(new, last, minutes if isinstance(minutes, int) else None)
    if isinstance(came, Moment) and is_over(new, turn.now):
        return Wrong("time_over_kept")
    if stay.ends <= max(turn.now, stay.starts):
        return Wrong("until_over_kept")
    if stay.ends - turn.now > LONGEST:
        return Wrong("too_long_kept")
    put(row, stay)
    return None


def _moment(turn: Turn, row: Pass) -> Moment:
    """Return when somebody comes as it was said."""
    starts = row.starts.astimezone(turn.now.tzinfo)
    clock = starts.time() if row.comes is not None else None
    stays = timedelta(minutes=(row.leaves - (row.comes or 0)) % 1440) if row.leaves is not None else timedelta()
    ends = starts + (stays if clock else DAY - timedelta(hours=starts.hour, minutes=starts.minute))
    return Moment("", starts, ends, part=row.part or None, recurrence=row.recurrence or None, clock=clock)


def _last(turn: Turn, row: Pass, new: Moment, *, moved: bool) -> Moment | None:
    """Return the end that stays when only the beginning is moved: of what repeats the day, of some days how many."""
    if row.ends is None:
        return None
    ends = row.ends.astimezone(turn.now.tzinfo)
    if row.recurrence or not moved:
        return Moment("", ends - DAY, ends)
    starts = row.starts.astimezone(turn.now.tzinfo)
    days = (ends - timedelta(seconds=1)).date() - starts.date()
    if days < DAY or ends - starts < timedelta(hours=12) or new.end - new.start > DAY:
        return None
    return Moment("", new.start + days, new.start + days + timedelta(seconds=1))


def _changed(turn: Turn, row: Pass, changes: list[str], before: Mapping[str, Any]) -> Reply:
    code = {"code": row.code, "digits": digits(row.code, turn.lang)} if row.code else {}
    key = "done.changed" if row.code else "done.changed_plain"
    told = {"who": who(row, turn.lang), "number": row.number, "changes": listing(changes, turn.lang)}
    reply = turn.done(key, row.ref, private=True, **told, **code)
    undo = turn.handler_button("button.undo", "undo", row.number)
    return reply.with_buttons(undo).showing(shown(row, turn.lang), before=before)


def undone(turn: Turn) -> Reply:
    """Put the pass back to how it was before the last change; a new one is taken back, after a yes."""
    seen = screens(turn.conversation.shown, turn.now, turn.conversation.resident_id)
    done = last_done(seen, "visitor_pass:")
    row = known(turn)
    if row is None or done is None or done.done != row.ref:
        return not_there(turn)
    if not done.before:
        return ask_one(turn, row) if row.live(turn.now) else _over(turn, row)
    before = state_of(row)
    if before == dict(done.before):
        return turn.say("as_before", number=row.number)
    if done.before["ends"] and done.before["status"] == PassStatus.ACTIVE and _is_past(turn, str(done.before["ends"])):
        return _over(turn, row)
    restore(row, done.before)
    told = {"who": who(row, turn.lang), "time": when(row, turn.now, turn.lang), "number": row.number}
    key = "done.undone" if row.status == PassStatus.ACTIVE else "done.revoked"
    return turn.done(key, row.ref, private=True, **told).showing(shown(row, turn.lang), before=before)


def _is_past(turn: Turn, stamp: str) -> bool:
    return type(turn.now).fromisoformat(stamp) <= turn.now


def _over(turn: Turn, row: Pass) -> Reply:
    key = "revoked_already" if row.status == PassStatus.REVOKED else "expired"
    new = turn.button("button.again", "start:visitor_pass_create")
    return turn.say(key, who=who(row, turn.lang), number=row.number, private=True).with_buttons(new)


def _told(turn: Turn, values: Values) -> Reply:
    """Read the answer to "what is different?"."""
    row = next((one for one in own(turn) if one.number == values["pass_number"]), None)
    if row is None or not row.live(turn.now):
        return not_there(turn) if row is None else _over(turn, row)
    before = state_of(row)
    found = _change(turn, row)
    if isinstance(found, list) and found:
        return _changed(turn, row, found, before)
    key = found.key if isinstance(found, Wrong) else "unchanged"
    told = turn.say(key, who=who(row, turn.lang), time=when(row, turn.now, turn.lang))
    return told.showing(shown(row, turn.lang))


CHANGE = Form(
    name="change",
    package="actions.visitors",
    slots=(Slot(name="change", read=words(200), free=True),),
    submit=_told,
)
