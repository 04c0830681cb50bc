"""Ordering lunch: the day and how it comes are asked, all of it is read back, then the canteen has it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from actions.elders import reading
from actions.elders.canteen import FARTHEST, Lunch, lunch
from actions.elders.models import Order, OrderStatus
from actions.elders.orders import coming, home_of, new_order, own, portions_in, shown, values_of
from actions.elders.reading import DELIVER, NEXT, PICKUP, USUAL
from actions.form import Form
from actions.reply import Button, Reply
from actions.slot import Slot, Unusable, Value, Values, entity
from actions.turn import Turn
from actions.wording import at as say_at
from actions.wording import day as say_day
from actions.wording import money
from nlu.types import Moment

MOST = 6  # portions


def served(turn: Turn) -> Lunch:
    """Return lunch as it is served here; whoever opens the form has looked."""
    found = lunch(turn)
    assert found is not None, "there is a canteen"  # noqa: S101
    return found


def check_day(turn: Turn, value: Value) -> Value:
    """Refuse a day that is over, too near or too far; return it as 2026-03-05."""
    meals = served(turn)
    soonest = meals.next_day(turn.now)
    if value == NEXT:
        return soonest.isoformat()
    if isinstance(value, Moment):
        if value.end - value.start > timedelta(days=1):
            raise Unusable("one_day", day=say_day(soonest, turn.now.date(), turn.lang))
        value = value.start.date().isoformat()
    try:
        chosen = date.fromisoformat(str(value))
    except ValueError:
        raise Unusable("ask.day") from None
    told = {"day": say_day(chosen, turn.now.date(), turn.lang), "next": say_day(soonest, turn.now.date(), turn.lang)}
    if chosen < turn.now.date():
        raise Unusable("day_over", **told)
    if chosen < soonest:
        until = meals.deadline(chosen, turn.now)
        raise Unusable("too_late", until=say_at(until, turn.now, turn.lang), **told)
    if chosen > turn.now.date() + timedelta(days=FARTHEST):
        raise Unusable("too_far", days=FARTHEST)
    return chosen.isoformat()


def _days(turn: Turn) -> list[Button]:
    first = served(turn).next_day(turn.now)
    days = [first + timedelta(days=away) for away in range(2)]
    return [Button(say_day(day, turn.now.date(), turn.lang), f"fill:day={day}") for day in days]


def _check_how(turn: Turn, value: Value) -> Value:
    if value != USUAL:
        return value
    last = next(iter(own(turn)), None)
    if last is None:
        raise Unusable("ask.how")
    return DELIVER if last.place_id else PICKUP


def _ways(turn: Turn) -> list[Button]:
    return [turn.button(f"button.{way}", f"fill:how={way}") for way in (DELIVER, PICKUP)]


def _check_home(turn: Turn, value: Value) -> Value:
    if home_of(turn, value) is None:
        raise Unusable("home_again")
    return value


def _homes(turn: Turn) -> list[Button]:
    return [Button(home.name, f"fill:home={home.name}") for home in turn.homes]


def check_portions(turn: Turn, value: Value) -> Value:
    """Refuse what a canteen would not cook for one home."""
    if not isinstance(value, int) or not 0 < value <= MOST:
        raise Unusable("too_many", most=MOST)
    return value


def check_clock(turn: Turn, value: Value) -> Value:
    """Refuse a time at which no lunch is served."""
    meals = served(turn)
    if not say_clock_of(meals)[0] <= str(value) <= say_clock_of(meals)[1]:
        raise Unusable("not_then", opens=say_clock_of(meals)[0], closes=say_clock_of(meals)[1])
    return value


def say_clock_of(meals: Lunch) -> tuple[str, str]:
    """Say from when until when lunch is served."""
    return f"{meals.opens:%H:%M}", f"{meals.closes:%H:%M}"


def _brought(values: Mapping[str, Value]) -> bool:
    return values.get("how") == DELIVER


def _never(values: Mapping[str, Value]) -> bool:
    return False


def described(turn: Turn, values: Mapping[str, Value]) -> str:
    """Say what is ordered: the day, how many, for whom, how it comes, what it costs."""
    meals, lang = served(turn), turn.lang
    count = portions_in(values)
    parts = [say_day(date.fromisoformat(str(values["day"])), turn.now.date(), lang)]
    parts.append(str(turn.text("part.one" if count == 1 else "part.portions", count=count)))
    if values.get("who"):
        parts.append(str(turn.text("part.for", who=turn.text(f"who.{values['who']}"))))
    parts.append(_way(turn, meals, values))
    if values.get("note"):
        parts.append(str(values["note"]))
    cost = meals.cost(count, brought=_brought(values))
    if cost:
        parts.append(str(turn.text("part.cost", money=money(cost, lang))))
    return (", " if lang == "en" else "，").join(parts)


def _way(turn: Turn, meals: Lunch, values: Mapping[str, Value]) -> str:
    opens, closes = say_clock_of(meals)
    hours = str(values["at"]) if values.get("at") else f"{opens}-{closes}"
    key = "part.brought" if _brought(values) else "part.fetched"
    return str(turn.text(key, hours=hours, home=values.get("home") or ""))


def _summary(turn: Turn, values: Values) -> dict[str, object]:
    return {"meal": described(turn, values)}


def _known(turn: Turn, values: Values) -> dict[str, object]:
    named = say_day(date.fromisoformat(str(values["day"])), turn.now.date(), turn.lang) if "day" in values else ""
    return {"day": named}


def _about(turn: Turn, values: Values) -> str:
    return str(turn.text("about"))


def _submit(turn: Turn, values: Values) -> Reply:
    meals, chosen = served(turn), date.fromisoformat(str(values["day"]))
    if turn.now > meals.deadline(chosen, turn.now):
        return turn.say("over_meanwhile").with_buttons(turn.button("button.order", "start:elder_service"))
    twice = _same(turn, values)
    if twice is not None:
        told = turn.say("already", private=True, meal=described(turn, values_of(turn, twice)), number=twice.number)
        return told.showing(shown(turn, twice))
    row = new_order(turn, meals, values)
    until = say_at(meals.deadline(row.day, turn.now), turn.now, turn.lang)
    said = turn.done(
        "done.ordered", row.ref, private=True, meal=described(turn, values), number=row.number, until=until
    )
    drop = turn.handler_button("button.cancel", "drop", row.number)
    return said.with_buttons(drop).showing(shown(turn, row))


def _same(turn: Turn, values: Values) -> Order | None:
    """Return the order for the same day and person, brought to the same place."""
    place = home_of(turn, values.get("home")) if _brought(values) else None
    wanted = (str(values["day"]), place.id if place else None, str(values.get("who") or ""))
    rows = (row for row in coming(turn) if row.status == OrderStatus.ACTIVE)
    return next((row for row in rows if (row.day.isoformat(), row.place_id, row.who) == wanted), None)


ORDER = Form(
    name="order",
    package="actions.elders",
    intent="elder_service",
    slots=(
        Slot(name="day", read=reading.day, check=check_day, choices=_days),
        Slot(name="how", read=reading.how, check=_check_how, choices=_ways),
        Slot(name="home", read=entity("house"), check=_check_home, choices=_homes, needed=_brought),
        Slot(name="portions", read=reading.portions, check=check_portions, needed=_never),
        Slot(name="who", read=reading.who, needed=_never),
        Slot(name="at", read=reading.clock, check=check_clock, needed=_never),
        Slot(name="note", read=reading.note, needed=_never),
    ),
    submit=_submit,
    confirm="confirm",
    summary=_summary,
    known=_known,
    about=_about,
)


def begin(turn: Turn, **values: Value) -> Reply:
    """Open the form; whoever has one home is not asked which."""
    if len(turn.homes) == 1 and turn.value("house") in (None, turn.homes[0].name):
        values.setdefault("home", turn.homes[0].name)
    return turn.start(ORDER, **values)


def lead(turn: Turn, key: str, reply: Reply, **values: object) -> Reply:
    """Put a sentence before a question."""
    gap = " " if turn.lang == "en" else ""
    before = turn.text(key, **values)
    text = type(reply.text)(f"{before}{gap}{reply.text}", spoken=f"{before.spoken}{gap}{reply.text.spoken}")
    return replace(reply, text=text)
