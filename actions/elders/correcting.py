"""A lunch that is ordered already: another day, more portions, fetched after all; called off; and back again."""

from datetime import date
from typing import Any

from actions.elders import reading
from actions.elders.form import ORDER, described, served
from actions.elders.models import Order, OrderStatus
from actions.elders.orders import coming, known, portions_in, put, restore, shown, state_of, values_of
from actions.elders.reading import DELIVER
from actions.form import Form, answer_of
from actions.reference import last_done, screens
from actions.reply import Button, Reply
from actions.scenario import Referring
from actions.slot import Answer, Slot, Unusable, Value, Values, words
from actions.turn import Turn
from actions.wording import at as say_at
from actions.wording import day as say_day
from nlu.types import Moment

REFERS = Referring(
    point="this_one",
    correct="correct",
    undo="undo",
    cancel="drop",
    revive="undo",
    slots=("time", "count", "house", "visitor_kind"),
    asks=(
        (r"取消|退了?|不[要吃订]了?|停[了掉]?|别送了?|cancel|drop|don'?t (?:want|need)", "drop"),
        (r"改|换|[去来]拿|自取|送上门|deliver|pick|change|move", "correct"),
        (r"几点|什么时候|哪天|多少钱|订好|什么|when|what|how much|again", "this_one"),
    ),
)


def this_one(turn: Turn) -> Reply:
    """Say where an order stands."""
    row = known(turn)
    if row is None:
        return turn.say("not_yours")
    if row.status != OrderStatus.ACTIVE:
        return turn.say("cancelled_already", number=row.number, private=True)
    told = turn.say("one", private=True, meal=described(turn, values_of(turn, row)), number=row.number)
    return told.showing(shown(turn, row))


def _closed(turn: Turn, row: Order) -> Reply | None:
    """Say that the canteen has begun, where it has: nothing is changed any more but by a person."""
    until = served(turn).deadline(row.day, turn.now)
    if turn.now <= until:
        return None
    told = {"day": say_day(row.day, turn.now.date(), turn.lang), "until": say_at(until, turn.now, turn.lang)}
    person = turn.person_button()
    return (
        turn.say("too_late_now", private=True, number=row.number, **told).with_buttons(person).showing(shown(turn, row))
    )


def corrected(turn: Turn) -> Reply:
    """Change an order as the message says. The argument is its number."""
    row = known(turn)
    if row is None:
        return turn.say("not_yours")
    if row.status != OrderStatus.ACTIVE:
        return turn.say("cancelled_already", number=row.number, private=True)
    closed = _closed(turn, row)
    if closed is not None:
        return closed
    values = values_of(turn, row)
    try:
        new = _told(turn, values)
    except Unusable as refusal:
        return turn.say("unchanged", why=turn.text(f"why.{refusal.key}", **refusal.values)).showing(shown(turn, row))
    if new == values:
        return turn.start(CHANGE, order=row.number)
    before = state_of(row)
    put(turn, served(turn), row, new)
    said = turn.done("done.changed", row.ref, private=True, meal=described(turn, new), number=row.number)
    undo = turn.handler_button("button.undo", "undo", row.number)
    return said.with_buttons(undo).showing(shown(turn, row), before=before)


def _told(turn: Turn, values: Values) -> Values:
    """Return the values of an order with what the message says."""
    new, answer = dict(values), answer_of(turn, asked=False)
    for slot in ORDER.slots:
        value = slot.read(answer)
        if value is not None:
            new[slot.name] = slot.check(turn, value) if slot.check else value
    added = reading.more(turn.message.text)
    if added:
        portions = ORDER.slot("portions")
        new["portions"] = portions.check(turn, portions_in(values) + added) if portions.check else added
    if new["how"] == DELIVER and "home" not in new:
        if len(turn.homes) != 1:
            raise Unusable("home_again")
        new["home"] = turn.homes[0].name
    return new


def drop(turn: Turn) -> Reply:
    """Call an order off; it can be undone. The argument is its number."""
    row = known(turn)
    return _dropped(turn, row) if row else turn.say("not_yours")


def _dropped(turn: Turn, row: Order) -> Reply:
    if row.status != OrderStatus.ACTIVE:
        return turn.say("cancelled_already", number=row.number, private=True)
    closed = _closed(turn, row)
    if closed is not None:
        return closed
    before: dict[str, Any] = state_of(row)
    row.status = OrderStatus.CANCELLED
    told = {"day": say_day(row.day, turn.now.date(), turn.lang), "number": row.number}
    said = turn.done("done.cancelled", row.ref, private=True, **told)
    undo = turn.handler_button("button.undo_cancelled", "undo", row.number)
    return said.with_buttons(undo).showing(shown(turn, row), before=before)


def undone(turn: Turn) -> Reply:
    """Put an order back to how it was before the last change; a new one is called off."""
    done = last_done(screens(turn.conversation.shown, turn.now, turn.conversation.resident_id), "elder_order:")
    row = known(turn)
    if row is None or done is None or done.done != row.ref:
        return turn.say("not_yours")
    if not done.before:
        return _dropped(turn, row)
    before = state_of(row)
    if before == dict(done.before):
        return turn.say("as_before", number=row.number)
    old = date.fromisoformat(str(done.before["day"]))
    closed = _closed(turn, row)
    if closed is not None or turn.now > served(turn).deadline(old, turn.now):
        return closed or turn.say("undo_too_late", number=row.number)
    restore(turn, served(turn), row, done.before)
    key = "done.undone" if row.status == OrderStatus.ACTIVE else "done.cancelled"
    day = say_day(row.day, turn.now.date(), turn.lang)
    said = turn.done(key, row.ref, private=True, meal=described(turn, values_of(turn, row)), number=row.number, day=day)
    return said.showing(shown(turn, row), before=before)


def call_off(turn: Turn) -> Reply:
    """Call off the lunch of the day that is named, or ask which."""
    when, rows = turn.value("time"), coming(turn)
    if isinstance(when, Moment) and when.has_date:
        rows = [row for row in rows if row.day == when.start.date()]
    if not rows:
        return turn.say("none").with_buttons(turn.button("button.order", "start:elder_service"))
    return _dropped(turn, rows[0]) if len(rows) == 1 else turn.start(WHICH)


def _which(turn: Turn, value: Value) -> Value:
    rows = coming(turn)
    if isinstance(value, Moment):
        rows = [row for row in rows if row.day == value.start.date()]
    else:
        rows = [row for row in rows if row.number == value]
    if len(rows) != 1:
        raise Unusable("which_again")
    return rows[0].number


def _read_which(answer: Answer) -> Value:
    return reading.day(Answer(answer.text, answer.understanding)) or words(20)(answer)


def _lunches(turn: Turn) -> list[Button]:
    return [Button(shown(turn, row).says, f"fill:which={row.number}") for row in coming(turn)[:5]]


def _chosen(turn: Turn, values: Values) -> Reply:
    row = next((one for one in coming(turn) if one.number == values["which"]), None)
    return _dropped(turn, row) if row else turn.say("none")


def _changed(turn: Turn, values: Values) -> Reply:
    """Read the answer to "what is different?"."""
    turn.argument = str(values["order"])
    row = known(turn)
    if row is not None and _nothing(turn, row):
        return turn.say("unchanged", why=turn.text("why.unclear")).showing(shown(turn, row))
    return corrected(turn)


def _nothing(turn: Turn, row: Order) -> bool:
    values = values_of(turn, row)
    try:
        return _told(turn, values) == values
    except Unusable:
        return False


def _stays(turn: Turn) -> Reply:
    return turn.say("stays")


WHICH = Form(
    name="which",
    package="actions.elders",
    slots=(Slot(name="which", read=_read_which, check=_which, choices=_lunches),),
    submit=_chosen,
    on_cancel=_stays,
)
CHANGE = Form(
    name="change",
    package="actions.elders",
    slots=(Slot(name="change", read=words(200), free=True),),
    submit=_changed,
    on_cancel=_stays,
)
