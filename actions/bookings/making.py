"""Books: at once where it is free, once and typed; after a yes where it costs, comes again or was heard."""

import re
from datetime import datetime, timedelta

from actions.bookings import own
from actions.bookings.form import SLOTS, about, again, heard
from actions.bookings.models import Booking, BookingStatus, Visit
from actions.bookings.places import common
from actions.bookings.reminding import plan_reminder
from actions.bookings.taking import claim
from actions.bookings.times import days_of, repeats
from actions.bookings.wish import Refusal, Wish, after, cost, open_then, refused, span, taken, wish_of
from actions.form import Form
from actions.reply import Reply
from actions.slot import Values
from actions.table import new_id
from actions.ticket import next_number
from actions.turn import Turn
from actions.wording import clock, day

_ANOTHER = re.compile(r"再|另|多[订定约]|加一?[个片张间]|another|one more|second|also", re.IGNORECASE)


def wanted(turn: Turn, values: Values) -> Reply:
    """Take complete values: say why not, read back what costs or comes again, or book it."""
    wish = wish_of(turn, values)
    same = _same(turn, wish)
    if same is not None and not _ANOTHER.search(turn.message.text):
        said = turn.say("already", private=True, **own.facts(turn, same, turn.lang))
        return said.showing(own.shown(turn, same, turn.lang))
    refusal = refused(turn, wish) or _no_rule(wish)
    if refusal:
        return again(turn, BOOK, values, refusal)
    if wish.cost or wish.recurrence or turn.message.may_be_misheard:
        return turn.start(AGREE, **values)
    return _booked(turn, wish, values)


def agreed(turn: Turn, values: Values) -> Reply:
    """Book after the yes; it may have been taken meanwhile."""
    wish = wish_of(turn, values)
    refusal = refused(turn, wish) or _no_rule(wish)
    return again(turn, BOOK, values, refusal) if refusal else _booked(turn, wish, values)


def _no_rule(wish: Wish) -> Refusal | None:
    return Refusal("refuse.rule", "day", {}) if wish.recurrence and not repeats(wish.recurrence) else None


def _same(turn: Turn, wish: Wish) -> Visit | None:
    """Return what the speaker has there at that time already."""
    keys = {place.id for place in wish.places}
    visits = own.coming(turn)
    return next((v for v in visits if v.resource_id in keys and v.starts < wish.ends and wish.starts < v.ends), None)


def _booked(turn: Turn, wish: Wish, values: Values) -> Reply:
    assert turn.resident is not None, "only residents are asked what they want to book"  # noqa: S101
    booking = Booking(
        id=new_id(),
        community_id=turn.community.id,
        number=f"B-{next_number(turn.db, turn.community.id, 'booking')}",
        resident_id=turn.resident.id,
        people=wish.people,
        recurrence=wish.recurrence,
        status=BookingStatus.ACTIVE,
        created_at=turn.now,
        closed_at=wish.ends,
    )
    turn.db.add(booking)
    tried = [(starts, _visit(turn, booking, wish, starts)) for starts in starts_of(turn, wish)]
    visits = [visit for _, visit in tried if visit is not None]
    if not visits:
        turn.db.delete(booking)
        turn.db.flush()
        return again(turn, BOOK, values, taken(turn, wish))
    return _said(turn, wish, booking, visits, [starts for starts, visit in tried if visit is None])


def starts_of(turn: Turn, wish: Wish) -> list[datetime]:
    """Return when it begins each time, as far ahead as can be booked."""
    if not wish.recurrence:
        return [wish.starts]
    last = turn.now.date() + timedelta(days=min(place.ahead for place in wish.places))
    every = days_of(wish.recurrence, wish.starts.date(), last)
    times = (datetime.combine(one, wish.starts.time(), tzinfo=turn.now.tzinfo) for one in every)
    return [one for one in times if one >= turn.now]


def _visit(turn: Turn, booking: Booking, wish: Wish, starts: datetime) -> Visit | None:
    """Book one time; None where somebody has it."""
    ends = starts + (wish.ends - wish.starts)
    places = open_then(wish.places, starts, ends)
    if not places:
        return None
    visit = Visit(
        id=new_id(),
        community_id=booking.community_id,
        booking_id=booking.id,
        resident_id=booking.resident_id,
        resource_id=places[0].id,
        starts=starts,
        ends=ends,
        status=BookingStatus.ACTIVE,
    )
    turn.db.add(visit)
    turn.db.flush()
    if claim(turn.db, visit, places, starts, ends, need=wish.need, unit=wish.unit):
        return visit
    turn.db.delete(visit)
    turn.db.flush()
    return None


def _said(turn: Turn, wish: Wish, booking: Booking, visits: list[Visit], missed: list[datetime]) -> Reply:
    place = own.place_at(turn, visits[0])
    each = wish.need if place.shared else 1
    booking.price, booking.closed_at = place.cost(wish.minutes) * each, visits[-1].ends
    turn.db.flush()
    for visit in visits:
        plan_reminder(turn, visit)
    known = own.facts(turn, visits[0], turn.lang)
    costs = cost(turn, booking.price) if booking.price else ""
    outside = (
        "" if place.opens is not None or not _unusual(place.hours, wish) else after(turn, str(turn.text("ask_hours")))
    )
    if booking.recurrence:
        gaps = [day(one.date(), turn.now.date(), turn.lang) for one in missed]
        skipped = (
            str(turn.text("skipped", days="、".join(gaps) if turn.lang != "en" else ", ".join(gaps))) if gaps else ""
        )
        starts = [visit.starts.astimezone(turn.now.tzinfo) for visit in visits]
        more = {"when": _every(turn, wish, starts), "skipped": after(turn, skipped), "costs": costs}
        reply = turn.done("done.series", booking.ref, private=True, **(known | more))
    else:
        reply = turn.done("done.booked", booking.ref, private=True, **known, costs=costs + outside)
    button = turn.handler_button("button.cancel", "cancel_this", booking.number)
    return reply.with_buttons(button).showing(own.shown(turn, visits[0], turn.lang))


def _unusual(hours: tuple[int, int], wish: Wish) -> bool:
    """Say whether a time lies outside the hours that are only usual, where nobody wrote down the real ones."""
    start = wish.starts.hour * 60 + wish.starts.minute
    return start < hours[0] or start + wish.minutes > hours[1]


def _summary(turn: Turn, values: Values) -> dict[str, object]:
    wish = wish_of(turn, values)
    when = span(wish.starts, wish.ends, turn.now, turn.lang)
    costs = cost(turn, wish.cost) if wish.cost else ""
    if wish.recurrence:
        when = _every(turn, wish, starts_of(turn, wish) or [wish.starts])
    return {"what": common(wish.places, turn.lang), "when": when, "costs": costs}


def _every(turn: Turn, wish: Wish, starts: list[datetime]) -> str:
    """Say the days and times of a series."""
    today = turn.now.date()
    dates = {"first": day(starts[0].date(), today, turn.lang), "last": day(starts[-1].date(), today, turn.lang)}
    return str(turn.text("every", **dates, clock=f"{clock(wish.starts)}-{clock(wish.ends)}", count=len(starts)))


BOOK = Form(
    name="book",
    package="actions.bookings",
    intent="booking_create",
    slots=SLOTS,
    submit=wanted,
    known=heard,
    about=about,
)
AGREE = Form(
    name="agree",
    package="actions.bookings",
    intent="booking_create",
    slots=SLOTS,
    submit=agreed,
    confirm="confirm.book",
    summary=_summary,
    known=heard,
    about=about,
)
