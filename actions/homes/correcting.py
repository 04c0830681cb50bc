"""A request that waits for the office is corrected, withdrawn or put back; staff see what it says now."""

import re
from collections.abc import Mapping
from typing import Any

from actions.event import TicketChanged
from actions.form import Form
from actions.homes.handlers import masked_phone
from actions.homes.readers import PACKAGE, person_name
from actions.homes.requests import KIND, record, summary
from actions.reference import Shown, last_done, screens
from actions.reply import Reply
from actions.scenario import Referring
from actions.slot import Answer, Values
from actions.ticket import Author, Ticket, TicketStatus, add_entry
from actions.turn import Turn
from actions.wording import listing
from nlu.slots.corrections import DENIED

REQUEST = Referring(
    point="this_request",
    correct="correct",
    undo="undo",
    cancel="drop",
    slots=("phone", "role", "name", "visitor_name", "building", "unit", "room"),
    asks=(
        (r"取消|撤[销回]|不办了?|不用了?|不要了?|算了|cancel|withdraw", "drop"),
        (r"怎么样|到哪|好了|通过|进度|情况|批了|status|ready|approved", "this_request"),
    ),
)
_PARTS = re.compile(r"(?P<building>.*?[栋幢座])?(?P<unit>\d+单元)?(?P<room>.*)")
_NAME = re.compile(r"(?:名字|姓名)[^，,]{0,6}[，,]?\s*(?:应该)?[是叫]\s*(?P<name>[\u4e00-\u9fff·]{2,4})")


def this_request(turn: Turn) -> Reply:
    """Say where a request stands."""
    ticket = _known(turn)
    if ticket is None:
        return turn.say("request_unknown")
    key = "request_open" if ticket.active else f"request_{ticket.status}"
    said = turn.say(key, private=True, number=ticket.number, matter=_matter(turn, ticket))
    return said.showing(shown(turn, ticket))


def correct(turn: Turn) -> Reply:
    """Change what the message says is different; ask what where it says nothing of use."""
    ticket = _known(turn)
    if ticket is None or not ticket.active:
        return this_request(turn)
    before = {"data": dict(ticket.data), "location": ticket.location, "status": str(ticket.status)}
    changes = _change(turn, ticket)
    if not changes:
        return turn.say("what_else", private=True, number=ticket.number).showing(shown(turn, ticket))
    _note(turn, ticket, summary(turn, ticket))
    said = listing(changes, turn.lang)
    reply = turn.done("done.changed", record(ticket), private=True, number=ticket.number, changes=said)
    undo = turn.handler_button("button.undo", "undo", ticket.number)
    return reply.with_buttons(undo).showing(shown(turn, ticket), before=before)


def drop(turn: Turn) -> Reply:
    """Ask for a yes before a request is withdrawn."""
    ticket = _known(turn)
    if ticket is None or not ticket.active:
        return this_request(turn)
    return turn.start(WITHDRAW, request=ticket.number)


def withdraw(turn: Turn) -> Reply:
    """Withdraw a request that staff have not settled yet."""
    ticket = _known(turn)
    if ticket is None or not ticket.active:
        return this_request(turn)
    before = {"data": dict(ticket.data), "location": ticket.location, "status": str(ticket.status)}
    ticket.status, ticket.closed_at = TicketStatus.CANCELLED, turn.now
    _note(turn, ticket, str(turn.text_in("zh", "entry.withdrawn")))
    matter = _matter(turn, ticket)
    reply = turn.done("done.withdrawn", record(ticket), private=True, number=ticket.number, matter=matter)
    return reply.showing(shown(turn, ticket), before=before)


def undo(turn: Turn) -> Reply:
    """Put a request back to how it was before its last change here; one that was just made is withdrawn instead."""
    ticket = _known(turn)
    seen = screens(turn.conversation.shown, turn.now, turn.conversation.resident_id)
    screen = last_done(seen, record(ticket)) if ticket else None
    if ticket is None or screen is None or screen.before is None:
        return withdraw(turn)
    if not ticket.active and "told" in ticket.data:
        return this_request(turn)
    _restore(ticket, screen.before)
    _note(turn, ticket, summary(turn, ticket))
    reply = turn.done("done.undone", record(ticket), private=True, number=ticket.number, matter=_matter(turn, ticket))
    return reply.showing(shown(turn, ticket))


def shown(turn: Turn, ticket: Ticket) -> Shown:
    """Return a request as it stands on the screen."""
    matter = _matter(turn, ticket)
    return Shown(kind=KIND, key=ticket.number, says=f"{ticket.number} {matter}", called=(ticket.number, matter))


def _known(turn: Turn) -> Ticket | None:
    """Return the request of the argument where the speaker made it."""
    query = turn.ours(Ticket).where(Ticket.kind == KIND, Ticket.number == turn.argument)
    ticket = turn.db.scalar(query)
    mine = turn.resident is not None and ticket is not None and ticket.resident_id == turn.resident.id
    here = ticket is not None and turn.message.private and ticket.conversation_id == turn.conversation.id
    return ticket if mine or here else None


def _matter(turn: Turn, ticket: Ticket) -> str:
    return str(turn.text(f"matter.{ticket.data['matter']}"))


def _change(turn: Turn, ticket: Ticket) -> list[str]:
    facts: dict[str, Any] = {"phone": _meant(turn, "phone"), "role": _meant(turn, "role"), "name": _name(turn)}
    new = {name: str(value) for name, value in facts.items() if value and ticket.data.get(name) not in (None, value)}
    said = {"phone": masked_phone(new.get("phone", "")), "name": new.get("name", "")}
    if "role" in new:
        said["role"] = str(turn.text(f"role.{new['role']}"))
    house = _house(turn, ticket.location)
    if house != ticket.location and ticket.data["matter"] == "register":
        ticket.location, new["house"], said["house"] = house, house, house
    ticket.data = {**ticket.data, **new}
    return [str(turn.text(f"change.{name}", value=said[name])) for name in new]


def _house(turn: Turn, known: str) -> str:
    found = _PARTS.fullmatch(known)
    parts = found.groupdict() if found else {}
    return "".join(str(_meant(turn, name) or parts.get(name) or "") for name in ("building", "unit", "room"))


def _name(turn: Turn) -> str:
    found = _NAME.search(turn.message.text)
    said = person_name(Answer(turn.message.text, turn.understanding))
    return found["name"] if found else str(said or "")


def _meant(turn: Turn, slot: str) -> object:
    """Return the first value of a slot that the message does not deny."""
    found = [one for one in (turn.understanding.entities if turn.understanding else ()) if one.slot == slot]
    text = turn.understanding.text if turn.understanding else ""
    return next((one.value for one in found if not DENIED.search(text, max(0, one.start - 16), one.start)), None)


def _restore(ticket: Ticket, before: Mapping[str, Any]) -> None:
    ticket.data, ticket.location, ticket.status = before["data"], before["location"], before["status"]
    ticket.closed_at = None


def _note(turn: Turn, ticket: Ticket, words: str) -> None:
    add_entry(turn.db, ticket, turn.now, Author.RESIDENT, words, kind="status")
    turn.emit(TicketChanged(ticket.id, ticket.status))


def _read_back(turn: Turn, values: Values) -> dict[str, object]:
    turn.argument = str(values["request"])
    ticket = _known(turn)
    return {"number": turn.argument, "matter": _matter(turn, ticket) if ticket else ""}


def _withdrawn(turn: Turn, values: Values) -> Reply:
    turn.argument = str(values["request"])
    return withdraw(turn)


def _stays(turn: Turn) -> Reply:
    return turn.say("stays")


WITHDRAW = Form(
    name="withdraw",
    package=PACKAGE,
    slots=(),
    submit=_withdrawn,
    confirm="confirm.withdraw",
    summary=_read_back,
    on_cancel=_stays,
)
