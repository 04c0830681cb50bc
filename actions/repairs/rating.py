"""How was it? One to five for the last finished repair; what is not fixed is open again at once."""

import re
from collections.abc import Sequence
from datetime import timedelta

from actions.duty import above, on_duty
from actions.event import TicketOpened
from actions.form import Form, advance
from actions.people import Staff
from actions.pictures import sent_now, take
from actions.repairs.before import state_of
from actions.repairs.deadlines import set_due
from actions.repairs.form import ticket_of
from actions.repairs.referring import known, not_there, shown
from actions.repairs.tickets import attach_photos, change, fits, label, meant, new_ticket, note, own
from actions.reply import Button, Reply
from actions.slot import Slot, Unusable, Value, Values, entity, words
from actions.ticket import Ticket, TicketStatus
from actions.turn import Turn

GUARANTEE = timedelta(days=30)  # in which the same damage is the same repair
_LAST = re.compile(
    r"上次|上回|那[个次]|刚修|才修|修过|之前|\b(?:last time|that one|the one|you fixed|was fixed|it)\b", re.IGNORECASE
)
BAD = 2  # stars up to which the repair is opened again
_NOT_FIXED = re.compile(
    r"没(?:有)?(?:修|弄|搞|通|治)(?:好|开|利索)|没好|修不好|没解决|白修|返修|重修|再来(?:个|一|修|弄)|再修|不管用"
    r"|又(?:开始)?(?:漏|坏|堵|慢|滴|响|跳|停|不|出)|还(?:是|在)(?:漏|坏|堵|慢|滴|响|跳|老样|不)"
    r"|not (?:really )?(?:fixed|repaired)|still (?:leak|drip|brok|block|not|does)|again|came back|worse|redo",
    re.IGNORECASE,
)


def rate(turn: Turn) -> Reply:
    """Take a rating for the last finished repair, or open it again."""
    asked = turn.conversation.open
    if asked and asked.form == WHY.full_name:
        return why_answered(turn)
    ticket = _last_finished(turn)
    if ticket is None:
        return _nothing_to_rate(turn)
    rating, said = turn.value("rating"), turn.message.text if turn.understanding else ""
    if isinstance(rating, int):
        return _rated(turn, ticket, rating, said if _says_more(turn, said) else "")
    if _NOT_FIXED.search(said):
        return reopened(turn, ticket, said)
    return turn.start(RATE, ticket=ticket.id, comment=said)


def stars(turn: Turn) -> Reply:
    """Take the rating of a button; the argument is the ticket's id and the stars."""
    number, _, rating = turn.argument.partition(".")
    ticket = next((ticket for ticket in finished(turn) if ticket.id == number), None)
    if ticket is None or rating not in {"1", "2", "3", "4", "5"}:
        return _nothing_to_rate(turn)
    return _rated(turn, ticket, int(rating), "")


def rate_this(turn: Turn) -> Reply:
    """Take a rating for the repair that was pointed at; the argument is its number."""
    ticket = known(turn)
    if ticket is None:
        return not_there(turn)
    if ticket.active:
        said = turn.say("not_finished", number=ticket.number, what=label(ticket, turn.lang))
        return said.with_buttons(turn.handler_button("button.hurry", "hurry", ticket.id)).showing(
            shown(ticket, turn.lang)
        )
    rating = turn.value("rating")
    return (
        _rated(turn, ticket, rating, "") if isinstance(rating, int) else turn.start(RATE, ticket=ticket.id, comment="")
    )


def why_answered(turn: Turn) -> Reply:
    """Take the whole message as the reason that was asked for."""
    opened = turn.conversation.open
    assert opened is not None, "the reason was asked for in a form"  # noqa: S101
    opened.values["why"] = turn.message.text.strip()[:1000]
    return advance(turn, WHY)


def finished(turn: Turn) -> Sequence[Ticket]:
    """Return the speaker's finished repairs, those without a rating first, then the newest."""
    done = [ticket for ticket in own(turn) if ticket.status == TicketStatus.DONE]
    return sorted(done, key=lambda ticket: (ticket.rating is None, ticket.closed_at or ticket.created_at), reverse=True)


def rating_buttons(turn: Turn) -> list[Button]:
    """Offer one to five."""
    return [Button(str(turn.text(f"stars.{number}")), f"fill:rating={number}") for number in range(5, 0, -1)]


def _last_finished(turn: Turn) -> Ticket | None:
    """Return the finished repair that is meant: by what was named, by who did it, else the last one."""
    done = finished(turn)
    staff = turn.value("staff")
    by_name = [ticket for ticket in done if isinstance(staff, str) and staff in (worker(turn, ticket), ticket.id)]
    return next(iter(by_name or meant(turn, done)), None)


def worker(turn: Turn, ticket: Ticket) -> str:
    """Return the name of who did a repair, empty when nobody is known."""
    staff = turn.db.get(Staff, ticket.assignee_id) if ticket.assignee_id else None
    return staff.name if staff else str(ticket.data.get("worker") or "")


def _says_more(turn: Turn, said: str) -> bool:
    """Say whether there is a reason beside the number of stars."""
    found = turn.understanding.entity("rating") if turn.understanding else None
    return found is not None and len(said.strip()) > len(found.text) + 4


def _rated(turn: Turn, ticket: Ticket, rating: int, comment: str) -> Reply:
    before = state_of(ticket)
    ticket.rating = rating
    ticket.comment = comment[:1000] or ticket.comment
    note(turn, ticket, str(turn.text_in("zh", "entry.rated", rating=rating, comment=comment)), turn.resident)
    if rating <= BAD:
        _tell_manager(turn, ticket, rating)
    if rating <= BAD or _NOT_FIXED.search(comment):
        return reopened(turn, ticket, comment).showing(shown(ticket, turn.lang), before=before)
    said = turn.done("done.rated", ticket.ref, rating=rating, what=label(ticket, turn.lang))
    return said.showing(shown(ticket, turn.lang), before=before)


def comes_back(turn: Turn) -> Ticket | None:
    """Return the repair finished of late that a message says is broken still or again."""
    if turn.understanding is None or not _NOT_FIXED.search(turn.message.text):
        return None
    category, thing, place = turn.value("category"), turn.value("object"), turn.value("location")
    pointed = category is None and thing is None and place is None and _LAST.search(turn.message.text)
    for ticket in sorted(finished(turn), key=lambda one: one.closed_at or one.created_at, reverse=True):
        same = category == ticket.category and fits(place, ticket.location)
        if _lately(turn, ticket) and (pointed or (same and category is not None)):
            return ticket
    return None


def _lately(turn: Turn, ticket: Ticket) -> bool:
    return turn.now - (ticket.closed_at or ticket.created_at) < GUARANTEE


def reopened(turn: Turn, ticket: Ticket, comment: str) -> Reply:
    """Open a repair again; ask what is wrong with it where that was not said.

    What was finished longer ago than the guarantee gets a ticket of its own that names the old one.
    """
    if not _lately(turn, ticket):
        return _rework(turn, ticket, comment)
    ticket.data = {**ticket.data, "worker": worker(turn, ticket)}
    ticket.assignee_id = None
    change(turn, ticket, TicketStatus.OPEN, comment or str(turn.text_in("zh", "entry.reopened")))
    ticket.comment = comment[:1000] or ticket.comment
    attach_photos(turn, ticket, [*take(turn), *sent_now(turn)])
    set_due(turn, ticket)
    _tell_dispatchers(turn, ticket)
    number, what = ticket.number, label(ticket, turn.lang)
    if comment:
        return turn.done("done.reopened", ticket.ref, number=number, what=what)
    turn.conversation.begin(WHY.full_name, {"ticket": ticket.id})
    asked = advance(turn, WHY)
    said = turn.done("done.reopened_why", ticket.ref, number=number, what=what)
    return Reply(text=said.text, asks=asked.asks, buttons=asked.buttons, record=said.record)


def _rework(turn: Turn, old: Ticket, comment: str) -> Reply:
    known = {name: getattr(old, name) for name in ("category", "object", "location", "area", "home_id")}
    told = {"thing": old.data.get("thing"), "said": old.data.get("said") or "", "lang": turn.lang}
    data = {**told, "rework_of": old.number, "worker": worker(turn, old)}
    ticket = new_ticket(turn, text=(comment or old.text)[:2000], data=data, **known)
    attach_photos(turn, ticket, [*take(turn), *sent_now(turn)])
    note(turn, ticket, str(turn.text_in("zh", "entry.rework", number=old.number)), turn.resident)
    note(turn, old, str(turn.text_in("zh", "entry.reworked", number=ticket.number)), turn.resident)
    set_due(turn, ticket)
    turn.emit(TicketOpened(ticket.id))
    _tell_dispatchers(turn, ticket)
    said = turn.done("done.rework", ticket.ref, number=ticket.number, what=label(ticket, turn.lang), old=old.number)
    return said.showing(shown(ticket, turn.lang))


def _tell_dispatchers(turn: Turn, ticket: Ticket) -> None:
    """Call who sends people out: it was not fixed, and who had been there."""
    for staff in on_duty(turn):
        facts = {"number": ticket.number, "what": label(ticket, staff.lang), "name": worker(turn, ticket) or "-"}
        turn.effects.page(staff.id, turn.text_in(staff.lang, "page_rework", **facts))


def _tell_manager(turn: Turn, ticket: Ticket, rating: int) -> None:
    for staff in above(turn):
        facts = {"number": ticket.number, "what": label(ticket, staff.lang), "name": worker(turn, ticket) or "-"}
        turn.effects.page(staff.id, turn.text_in(staff.lang, "page_rated", rating=rating, **facts))


def _nothing_to_rate(turn: Turn) -> Reply:
    still_open = [ticket for ticket in meant(turn, own(turn)) if ticket.active]
    if still_open:
        first = still_open[0]
        said = turn.say("not_finished", number=first.number, what=label(first, turn.lang))
        return said.with_buttons(turn.handler_button("button.hurry", "hurry", first.id))
    return turn.say("nothing_to_rate").with_buttons(turn.button("button.report", "start:repair_report"))


def _check_rating(turn: Turn, value: Value) -> Value:
    number = int(value) if isinstance(value, int | str) and str(value).isdigit() else 0
    if not 1 <= number <= 5:
        raise Unusable("ask.rating")
    return number


def _submit_rating(turn: Turn, values: Values) -> Reply:
    rating = values["rating"]
    assert isinstance(rating, int), "a checked rating is a number"  # noqa: S101
    return _rated(turn, ticket_of(turn, values), rating, str(values.get("comment") or "") if rating > BAD else "")


def _no_reason(turn: Turn) -> Reply:
    return turn.say("why_never")


def _submit_why(turn: Turn, values: Values) -> Reply:
    ticket, why = ticket_of(turn, values), str(values.get("why") or "")
    if not why:
        return turn.say("why_later", number=ticket.number)
    ticket.comment = why[:1000]
    note(turn, ticket, why, turn.resident)
    return turn.done("done.why", ticket.ref, number=ticket.number)


RATE = Form(
    name="rate",
    package="actions.repairs",
    slots=(Slot(name="rating", read=entity("rating"), check=_check_rating, choices=rating_buttons),),
    submit=_submit_rating,
)
WHY = Form(
    name="why",
    package="actions.repairs",
    slots=(Slot(name="why", read=words(1000), optional=True, free=True, story=True),),
    submit=_submit_why,
    on_cancel=_no_reason,
)
