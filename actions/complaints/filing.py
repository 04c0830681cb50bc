"""A complaint is written down: staff look at it, and the other side never hears who spoke."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import select, update

from actions.complaints.about import (
    PLACED,
    SERVICE,
    concerns_staff,
    disturbs_now,
    judges,
    named_staff,
    read_place,
    read_story,
    read_target,
    read_time,
    read_topic,
    wants_no_name,
)
from actions.complaints.models import Complainant
from actions.event import TicketChanged, TicketOpened
from actions.form import Form
from actions.people import Staff, StaffRole
from actions.pictures import take
from actions.reference import Shown
from actions.reply import Reply
from actions.slot import Slot, Value, Values, photos
from actions.table import new_id
from actions.ticket import Author, Ticket, TicketEntry, TicketStatus, add_entry, next_number
from actions.turn import Turn
from actions.wording import day

KIND = "complaint"
PACKAGE = "actions.complaints"
SAME = timedelta(hours=24)  # in which the same matter is the same complaint
JUST_NOW = timedelta(hours=1)  # in which more words in the same chat belong to it
_DAYS = 10  # until there is an answer (Hangzhou's rule), or the setting `complaint_days`
_SHORT = 16


def own(turn: Turn) -> Sequence[Ticket]:
    """Return the speaker's complaints, newest first; those of a stranger only in their own chat."""
    query = turn.ours(Ticket).where(Ticket.kind == KIND)
    if turn.resident is None:
        here = turn.conversation.id if turn.message.private else ""
        query = query.where(Ticket.conversation_id == here, Ticket.resident_id.is_(None))
    else:
        mine = select(Complainant.ticket_id).where(Complainant.resident_id == turn.resident.id)
        query = query.where(Ticket.id.in_(mine))
    return turn.db.scalars(query.order_by(Ticket.created_at.desc(), Ticket.number.desc())).all()


def begin(turn: Turn) -> Reply:
    """Take a complaint: ask for what is missing, one question at a time."""
    known: dict[str, Value] = {"anonymous": wants_no_name(turn.message.text)}
    if turn.understanding is not None:
        known["staff"] = turn.value("staff")
    if pictures := take(turn):  # they came without words shortly before
        known["photos"] = pictures
    return turn.start(COMPLAIN, **known)


def submit(turn: Turn, values: Values) -> Reply:
    """Write a complaint down, or add to the one about the same matter."""
    seen = _same(turn, values)
    if seen is not None:
        add(turn, seen, str(values.get("problem") or ""), _files(values))
        said = turn.done("done.known", ref(seen), private=True, number=seen.number)
        return said.showing(shown(seen, turn.lang))
    about_staff = concerns_staff(values)
    against = named_staff(turn, f"{values.get('problem') or ''} {values.get('who') or ''}", values.get("staff"))
    ticket = _write(turn, values, against, above=about_staff or against is not None)
    now = disturbs_now(values, str(values.get("problem") or ""), turn.now, turn.community.settings)
    key = "done.filed"
    if ticket.data.get("above"):
        _page(turn, judges(turn, against), ticket, "page_staff")
        key = "done.filed_staff"
    elif now:
        ticket.urgency = "high"
        guards = turn.ours(Staff).where(Staff.active, Staff.on_duty, Staff.role == StaffRole.SECURITY)
        called = turn.db.scalars(guards.order_by(Staff.key)).all()
        _page(turn, called, ticket, "page_now")
        key = "done.filed_now" if called else key
    turn.emit(TicketOpened(ticket.id))
    due = day(ticket.due_at.date(), turn.now.date(), turn.lang) if ticket.due_at else ""
    hidden = turn.text("unknown_to_staff" if ticket.data["anonymous"] else "unknown_to_others")
    said = turn.done(key, ref(ticket), private=True, number=ticket.number, due=due, hidden=hidden)
    offered = [turn.handler_button("button.withdraw", "withdraw", ticket.number)]
    if turn.resident is not None and not ticket.data["anonymous"]:
        offered.insert(0, turn.handler_button("button.anonymous", "anonymous", ticket.number))
    return said.with_buttons(*offered).showing(shown(ticket, turn.lang))


def add(turn: Turn, ticket: Ticket, words: str, files: Sequence[str] = ()) -> None:
    """Write the resident's words and photos into the thread; without their name where they want none."""
    by = None if ticket.data.get("anonymous") or turn.resident is None else turn.resident.id
    if words:
        add_entry(turn.db, ticket, turn.now, Author.RESIDENT, words, author_id=by, public=True)
    for file in files:
        add_entry(turn.db, ticket, turn.now, Author.RESIDENT, author_id=by, kind="photo", file_id=file, public=True)


def anonymous(turn: Turn) -> Reply:
    """Take the speaker's name off a complaint; the argument is its number."""
    ticket = known(turn)
    if ticket is None or turn.resident is None:
        return turn.say("not_found").with_buttons(turn.button("button.complain", "start:complaint"))
    ticket.resident_id = ticket.conversation_id = None
    ticket.data = {**ticket.data, "anonymous": True, "house": ""}
    mine = TicketEntry.ticket_id == ticket.id, TicketEntry.author_id == turn.resident.id
    turn.db.execute(update(TicketEntry).where(*mine).values(author_id=None))
    turn.emit(TicketChanged(ticket.id, ticket.status))
    said = turn.done("done.anonymous", ref(ticket), private=True, number=ticket.number)
    return said.showing(shown(ticket, turn.lang))


def known(turn: Turn) -> Ticket | None:
    """Return the speaker's own complaint of the argument."""
    return next((ticket for ticket in own(turn) if ticket.number == turn.argument), None)


def ref(ticket: Ticket) -> str:
    """Return the record that proves a claim about a complaint."""
    return f"{KIND}:{ticket.number}"


def shown(ticket: Ticket, lang: str) -> Shown:
    """Return a complaint as it stands on the screen."""
    text = ticket.text if len(ticket.text) <= _SHORT else f"{ticket.text[:_SHORT]}…"
    return Shown(
        kind=KIND, key=ticket.number, says=f"{ticket.number} {text}", called=(ticket.number,), counted="件个条次"
    )


def _same(turn: Turn, values: Mapping[str, Value]) -> Ticket | None:
    wanted = {name: values.get(name) or "" for name in ("target", "topic", "where")}
    for ticket in own(turn):
        late = turn.now - ticket.created_at > SAME
        if ticket.active and not late and all(ticket.data.get(name) == value for name, value in wanted.items()):
            return ticket
    return None


def _write(turn: Turn, values: Mapping[str, Value], against: Staff | None, *, above: bool) -> Ticket:
    hidden = bool(values.get("anonymous"))
    told = {name: str(values.get(name) or "") for name in ("target", "topic", "where", "when", "who")}
    house = turn.homes[0].name if turn.homes and not hidden else ""
    days = (turn.community.settings or {}).get("complaint_days")
    ticket = Ticket(
        id=new_id(),
        community_id=turn.community.id,
        number=f"C-{next_number(turn.db, turn.community.id, KIND)}",
        kind=KIND,
        status=TicketStatus.OPEN,
        text=str(values.get("problem") or "")[:2000],
        location=told["where"][:120],
        resident_id=turn.resident.id if turn.resident and not hidden else None,
        conversation_id=None if hidden else turn.conversation.id,
        created_at=turn.now,
        due_at=turn.now + timedelta(days=days if isinstance(days, int) and 0 < days <= 60 else _DAYS),
        data={**told, "anonymous": hidden, "house": house, "lang": turn.lang}
        | ({"above": "yes"} if above else {})
        | ({"against": against.id} if against else {}),
    )
    turn.db.add(ticket)
    turn.db.flush()
    if turn.resident is not None:
        ties = {"ticket_id": ticket.id, "resident_id": turn.resident.id, "created_at": turn.now}
        turn.db.add(Complainant(id=new_id(), community_id=turn.community.id, **ties))
    add(turn, ticket, ticket.text, _files(values))
    for name in ("who", "where", "when"):
        if told[name] and told[name] not in ticket.text:
            add(turn, ticket, str(turn.text_in("zh", f"entry.{name}", said=told[name])))
    return ticket


def _page(turn: Turn, people: Sequence[Staff], ticket: Ticket, key: str) -> None:
    for one in people:
        turn.effects.page(one.id, turn.text_in(one.lang, key, number=ticket.number, where=ticket.location))


def _files(values: Mapping[str, Value]) -> list[str]:
    files = values.get("photos")
    return files if isinstance(files, list) else []


def _needs_place(values: Mapping[str, Value]) -> bool:
    return values.get("topic") in PLACED and not concerns_staff(values)


def _dropped(turn: Turn) -> Reply:
    return turn.say("not_filed")


COMPLAIN = Form(
    name="complain",
    package=PACKAGE,
    intent="complaint",
    slots=(
        Slot(name="target", read=read_target, needed=lambda values: False),
        Slot(name="topic", read=read_topic, needed=lambda values: False),
        Slot(name="photos", read=photos, needed=lambda values: False),
        Slot(name="problem", read=read_story, free=True, story=True),
        Slot(
            name="who",
            read=lambda answer: answer.text.strip()[:120] or None if answer.asked else None,
            needed=lambda values: (
                values.get("topic") in SERVICE and values.get("target") is None and values.get("staff") is None
            ),
            optional=True,
            free=True,
            story=True,
        ),
        Slot(name="where", read=read_place, needed=_needs_place, optional=True, free=True, story=True),
        Slot(name="when", read=read_time, needed=_needs_place, optional=True, past=True, free=True, story=True),
    ),
    submit=submit,
    on_cancel=_dropped,
)
