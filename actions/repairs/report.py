"""Something is broken. The ticket is written as soon as that is clear; what staff still need is asked afterwards."""

import re

from actions.form import advance, fill
from actions.pictures import sent_now, take, waiting
from actions.repairs import cancel, rating, status
from actions.repairs.form import VISIT
from actions.repairs.opening import REPORT, joined, made_urgent, opened
from actions.repairs.reading import named_home
from actions.repairs.referring import known, shown
from actions.repairs.tickets import attach_photos, fits, just_reported, label, note, own
from actions.repairs.urgent import is_urgent
from actions.reply import Reply
from actions.slot import Value, Values
from actions.ticket import Ticket, TicketEntry
from actions.turn import Turn
from nlu.tried import tells_of_trying

_ANOTHER = re.compile(r"另外|还有一?[个件处]|再报|别的|另一|不是[那这同]一|another|something else|also", re.IGNORECASE)


def report(turn: Turn) -> Reply:
    """Take a report: add it to the repair this chat is about, or start a new one."""
    asked = turn.conversation.open
    if asked and asked.form == rating.WHY.full_name:
        return rating.why_answered(turn)
    answer = cancel.answered(turn)
    if answer:
        return answer
    urged = status.urged(turn)
    if urged:
        return urged
    here = just_reported(turn)
    if here and _belongs(turn, here):
        return _add(turn, here)
    returned = rating.comes_back(turn)
    if returned:
        return rating.reopened(turn, returned, turn.message.text)
    if here and turn.understanding is None and waiting(turn):
        return _whose_photo(turn, here)
    return _start(turn)


def rate(turn: Turn) -> Reply:
    """Take a rating; what somebody tried themselves in vain is a report where nothing of the kind was repaired yet."""
    asked = turn.conversation.open
    category = turn.value("category")
    tried = turn.understanding is not None and category is not None and tells_of_trying(turn.message.text)
    asked_why = asked is not None and asked.form == rating.WHY.full_name
    if tried and not asked_why and not any(fits(category, ticket.category) for ticket in rating.finished(turn)):
        return report(turn)
    return rating.rate(turn)


def another(turn: Turn) -> Reply:
    """Open a ticket of its own for words that were taken for a repair known already; the argument is their entry."""
    entry = turn.db.get(TicketEntry, turn.argument)
    seen = turn.db.get(Ticket, entry.ticket_id) if entry else None
    if entry is None or seen is None or entry.author_id != (turn.resident.id if turn.resident else None):
        return _start(turn)
    turn.db.delete(entry)
    values: Values = {
        "problem": entry.text,
        "category": seen.category,
        "thing": str(seen.data.get("thing") or "") or None,
        "object": seen.object,
        "said": str(seen.data.get("said") or ""),
        "location": seen.location,
        "area": seen.area,
    }
    return opened(turn, values | _home_known(turn))


def attach(turn: Turn) -> Reply:
    """Attach the photos that are waiting to one of the speaker's repairs; the argument is the ticket's id."""
    ticket = next((ticket for ticket in own(turn) if ticket.id == turn.argument), None)
    if ticket is None or not waiting(turn):
        return _start(turn)
    attach_photos(turn, ticket, take(turn))
    return turn.done("done.photo", ticket.ref, number=ticket.number, what=label(ticket, turn.lang))


def picture(turn: Turn) -> Reply:
    """Attach a picture that came just after a repair was written down; the argument is the repair's number."""
    ticket = known(turn)
    if ticket is None or not ticket.active:
        return _start(turn)
    attach_photos(turn, ticket, sent_now(turn))
    said = turn.done("done.photo", ticket.ref, number=ticket.number, what=label(ticket, turn.lang))
    return said.showing(shown(ticket, turn.lang))


def fresh(turn: Turn) -> Reply:
    """Start a report of its own, with the photos that are waiting."""
    return _start(turn)


def _start(turn: Turn) -> Reply:
    """Start a report; pictures that came without words shortly before belong to it."""
    known = _home_known(turn)
    if pictures := take(turn):
        known["photos"] = pictures
    if turn.understanding is not None:
        known["first"] = turn.message.text[:2000]
    return turn.start(REPORT, **known)


def _home_known(turn: Turn) -> dict[str, Value]:
    """Return the home of a speaker who has one, unless the message names another; of several the one that it names."""
    named = named_home(turn) if turn.understanding is not None and len(turn.homes) > 1 else None
    if named is not None:
        return {"house": named.name}
    if len(turn.homes) != 1 or turn.value("house") not in (None, turn.homes[0].name):
        return {}
    return {"house": turn.homes[0].name}


def _belongs(turn: Turn, ticket: Ticket) -> bool:
    """Say whether a message tells more about the repair this chat is about, and names nothing else that is broken."""
    if turn.understanding is None or _ANOTHER.search(turn.message.text):
        return False
    category, thing, place = turn.value("category"), turn.value("object"), turn.value("location")
    if category is None and thing is None:
        return place is not None or turn.value("time") is not None or bool(sent_now(turn))
    return fits(category, ticket.category) and fits(thing, ticket.data.get("thing")) and fits(place, ticket.location)


def _add(turn: Turn, ticket: Ticket) -> Reply:
    """Add a message to the repair this chat is about, and go on with what is still to be asked."""
    entry = note(turn, ticket, turn.message.text, turn.resident)
    attach_photos(turn, ticket, take(turn))
    worse = is_urgent(turn.message.text) and ticket.urgency != "high"
    added = made_urgent(turn, ticket) if worse else turn.done("done.added", ticket.ref, number=ticket.number)
    if turn.value("category") is not None or turn.value("object") is not None:
        added = added.with_buttons(turn.handler_button("button.another", "another", entry))
    asked = turn.conversation.open
    asking = asked is not None and asked.form == VISIT.full_name and asked.values.get("ticket") == ticket.id
    if asked is None or not asking:
        asked = turn.conversation.begin(VISIT.full_name, {"ticket": ticket.id})
    complaint = fill(turn, VISIT, asked, correcting=True)
    if complaint:
        return complaint
    if worse or (not asking and "time" not in asked.values):  # nobody waits for a time that suits
        turn.conversation.close()
        return added
    return joined(turn, added, advance(turn, VISIT))


def _whose_photo(turn: Turn, ticket: Ticket) -> Reply:
    said = turn.say("whose_photo", number=ticket.number, what=label(ticket, turn.lang))
    return said.with_buttons(
        turn.handler_button("button.this_one", "attach", ticket.id, number=ticket.number),
        turn.handler_button("button.another", "fresh"),
    )
