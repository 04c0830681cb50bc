"""Letting somebody in: one message with everything is read back and confirmed, else only what is missing is asked."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from actions.form import Form
from actions.place import Home
from actions.reply import Button, Reply
from actions.slot import Slot, Unusable, Value, Values, entity
from actions.turn import Turn
from actions.visitors import reading
from actions.visitors.models import Pass
from actions.visitors.passes import MOST_PEOPLE, new_pass, own_homes, same, too_many
from actions.visitors.referring import shown
from actions.visitors.saying import digits, when, who
from actions.visitors.stay import LONGEST, Stay, merged, stay_of
from nlu.types import Moment

_JUST_NOW = timedelta(minutes=30)  # who says 3 o'clock at ten past means today's


def create(turn: Turn) -> Reply:
    """Begin a pass for a home of the speaker's."""
    homes = own_homes(turn)
    if not homes:
        return stranger(turn)
    house = turn.value("house")
    if house is not None and house not in {home.name for home in homes}:
        return turn.say("not_your_home", house=house, private=True)
    home = next((home for home in homes if len(homes) == 1 or home.name == house), None)
    if home is not None and too_many(turn, home.id):
        return _enough(turn)
    return turn.start(CREATE, home=home.name) if home else turn.start(CREATE)


def stranger(turn: Turn) -> Reply:
    """Say who may give a pass, and what a visitor can do meanwhile."""
    if turn.homes:
        return turn.say("carer")
    person = turn.person_button()
    return turn.say("stranger").with_buttons(turn.button("button.bind", "start:bind_home"), person)


def _enough(turn: Turn) -> Reply:
    person = turn.person_button()
    return turn.say("enough_today").with_buttons(person)


def _home(turn: Turn, value: Value) -> Value:
    if value not in {home.name for home in own_homes(turn)}:
        raise Unusable("home_again", house=value)
    return value


def _homes(turn: Turn) -> list[Button]:
    return [Button(home.name, f"fill:home={home.name}") for home in own_homes(turn)]


def check_time(turn: Turn, value: Value) -> Value:
    """Complete a corrected time with what was said before; refuse one that is over or a year away."""
    new = _of_button(value, turn) if isinstance(value, str) else value
    if not isinstance(new, Moment):
        raise Unusable("ask.time")
    old = _known(turn).get("time")
    new = merged(old, new) if isinstance(old, Moment) else new
    if is_over(new, turn.now):
        raise Unusable("time_over")
    if new.start - turn.now > LONGEST:
        raise Unusable("too_far")
    return new


def is_over(when: Moment, now: datetime) -> bool:
    """Say whether a visit lies in the past."""
    return not when.recurrence and (when.end <= now if when.end > when.start else when.start < now - _JUST_NOW)


def _of_button(value: str, turn: Turn) -> Moment | None:
    """Read the day of a button, such as 2026-03-05."""
    try:
        start = datetime.combine(datetime.fromisoformat(value).date(), time(), tzinfo=turn.now.tzinfo)
    except ValueError:
        return None
    return Moment(text=value, start=start, end=start + timedelta(days=1))


def _until(turn: Turn, value: Value) -> Value:
    came = _known(turn).get("time")
    assert isinstance(value, Moment), "an end is a time"  # noqa: S101
    if value.end <= (came.start if isinstance(came, Moment) else turn.now):
        raise Unusable("until_over")
    if value.end - turn.now > LONGEST:
        raise Unusable("too_long")
    return value


def _minutes(turn: Turn, value: Value) -> Value:
    if isinstance(value, int) and timedelta(minutes=value) > LONGEST:
        raise Unusable("too_long")
    return value


def _people(turn: Turn, value: Value) -> Value:
    if isinstance(value, int) and value > MOST_PEOPLE:
        raise Unusable("too_many", most=MOST_PEOPLE)
    return value


def _known(turn: Turn) -> Mapping[str, Value]:
    return turn.conversation.open.values if turn.conversation.open else {}


def _days(turn: Turn) -> list[Button]:
    today = turn.now.date()
    return [
        turn.button(f"button.{name}", f"fill:time={today + timedelta(days=away)}")
        for away, name in enumerate(("today", "tomorrow", "day_after"))
    ]


def _unknown(values: Mapping[str, Value]) -> bool:
    return not values.get("plate") and values.get("kind") in (None, "guest")


def _never(values: Mapping[str, Value]) -> bool:
    return False


def stay_in(values: Mapping[str, Value]) -> Stay:
    """Return when the pass of a form holds."""
    came, until, minutes = values["time"], values.get("until"), values.get("minutes")
    assert isinstance(came, Moment), "the form has asked"  # noqa: S101
    last = until if isinstance(until, Moment) else None
    return stay_of(came, last, minutes if isinstance(minutes, int) else None)


def _draft(values: Mapping[str, Value]) -> Pass:
    """Return the pass as it will be, without a number: to be read back."""
    stay, people = stay_in(values), values.get("people")
    return Pass(
        name=str(values.get("who") or ""),
        kind=str(values.get("kind") or ""),
        plate=str(values.get("plate") or ""),
        people=people if isinstance(people, int) else 1,
        starts=stay.starts,
        ends=stay.ends,
        comes=stay.comes,
        leaves=stay.leaves,
        part=stay.part,
        recurrence=stay.recurrence,
    )


def facts(turn: Turn, row: Pass) -> str:
    """Say what else the gate knows: the plate, and how many they are."""
    with_plate = row.plate and (row.name or (row.kind and row.kind != "guest"))
    told = [str(turn.text("fact.plate", plate=row.plate))] if with_plate else []
    told += [str(turn.text("fact.people", people=row.people))] if row.people > 1 else []
    return "".join(told)


def _summary(turn: Turn, values: Values) -> dict[str, object]:
    row = _draft(values)
    said = {"who": who(row, turn.lang), "time": when(row, turn.now, turn.lang), "more": facts(turn, row)}
    return said | {"house": values["home"]}


def _about(turn: Turn, values: Values) -> str:
    return str(turn.text("about"))


def _submit(turn: Turn, values: Values) -> Reply:
    home = next((home for home in own_homes(turn) if home.name == values["home"]), None)
    if home is None:
        return stranger(turn)
    if is_over(_moment(values), turn.now):
        return turn.say("over_meanwhile")
    return _given(turn, home, values)


def _moment(values: Mapping[str, Value]) -> Moment:
    came = values["time"]
    assert isinstance(came, Moment), "the form has asked"  # noqa: S101
    return came


def _given(turn: Turn, home: Home, values: Values) -> Reply:
    stay, draft = stay_in(values), _draft(values)
    known = same(turn, home.id, stay, draft.name, draft.plate)
    if known is not None:
        code = {"code": known.code, "digits": digits(known.code, turn.lang)} if known.code else {}
        key = "already" if known.code else "already_plain"
        told = turn.say(key, private=True, who=who(known, turn.lang), number=known.number, **code)
        return told.showing(shown(known, turn.lang))
    if too_many(turn, home.id):
        return _enough(turn)
    named = {name: getattr(draft, name) for name in ("name", "kind", "plate", "people")}
    row = new_pass(turn, home.id, stay, **named, phone=str(values.get("phone") or ""))
    key = "done.created_plate" if row.plate else "done.created"
    facts_said = {"who": who(row, turn.lang), "number": row.number, "time": when(row, turn.now, turn.lang)}
    code = {"code": row.code, "digits": digits(row.code, turn.lang)}
    said = turn.done(key, row.ref, private=True, **facts_said, **code)
    drop = turn.handler_button("button.revoke", "drop", row.number)
    return said.with_buttons(drop).showing(shown(row, turn.lang))


CREATE = Form(
    name="create",
    package="actions.visitors",
    intent="visitor_pass_create",
    slots=(
        Slot(name="home", read=entity("house"), check=_home, choices=_homes),
        Slot(name="time", read=reading.time, check=check_time, choices=_days),
        Slot(name="who", read=reading.who, needed=_unknown, optional=True),
        Slot(name="plate", read=entity("plate"), needed=_never),
        Slot(name="kind", read=reading.kind, needed=_never),
        Slot(name="people", read=entity("count"), check=_people, needed=_never),
        Slot(name="phone", read=entity("phone"), needed=_never),
        Slot(name="until", read=reading.until, check=_until, needed=_never),
        Slot(name="minutes", read=reading.minutes, check=_minutes, needed=_never),
    ),
    submit=_submit,
    confirm="confirm.create",
    summary=_summary,
    about=_about,
)
