"""After a complaint: where it stands, more words for it, taking it back, and what staff did."""

import re
from datetime import timedelta

from sqlalchemy import select

from actions.complaints.filing import JUST_NOW, KIND, PACKAGE, add, begin, known, own, ref, shown
from actions.complaints.groups import candidate
from actions.complaints.models import Complainant
from actions.event import Event, TicketChanged
from actions.form import Form
from actions.people import Resident, Staff
from actions.pictures import sent_now
from actions.reply import Reply, Text
from actions.scenario import Referring
from actions.slot import Values
from actions.ticket import ACTIVE, Author, Ticket, TicketStatus, add_entry, entries
from actions.turn import Turn, Work
from actions.wording import day

_STATUS = re.compile(
    r"怎么样了|有结果|结果呢|处理[得了]?(?:没|怎么|到)|进度|到哪|有(?:没有)?回复|回复(?:了)?[吗没]|办得?怎么样|有人管(?:了)?[吗没]"
    r"|what (?:happened|became)|any (?:news|answer|update)|status|progress",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:撤[销回掉]|取消)[^，。,]{0,6}投诉|投诉[^，。,]{0,6}(?:撤|取消)|不(?:想|要|用)?投诉了|别投诉了"
    r"|(?:withdraw|cancel|drop|take back)[^.,]{0,14}complaint",
    re.IGNORECASE,
)
_MORE = re.compile(r"补充|再补|还有一点|另外(?:说|补)|add (?:to|something)|one more thing", re.IGNORECASE)
_TOLD = frozenset({TicketStatus.ASSIGNED, TicketStatus.DONE, TicketStatus.CANCELLED})
LATELY = timedelta(days=60)
_ALL = 5  # that are said to who asks for all of them
_WORDS = 30  # letters of a complaint by which it is known again


def complaint(turn: Turn) -> Reply:
    """Answer whoever complains, or speaks of a complaint of theirs."""
    if not turn.message.private and turn.message.channel != "kiosk":
        return candidate(turn)
    text = turn.message.text if turn.understanding else ""
    mine = [ticket for ticket in own(turn) if turn.now - ticket.created_at < LATELY]
    current = next((ticket for ticket in mine if ticket.active), None)
    if _BACK.search(text):
        return _ask_back(turn, current)
    if mine and _STATUS.search(text):
        return _stands(turn, mine[0])
    here = current is not None and turn.now - current.created_at < JUST_NOW
    if current is not None and here and _MORE.search(text):
        return _added(turn, current)
    return begin(turn)


def this_one(turn: Turn) -> Reply:
    """Say where a complaint stands; the argument is its number."""
    ticket = known(turn)
    return _stands(turn, ticket) if ticket else _none(turn)


def reported(turn: Turn) -> Reply:
    """Say all that the speaker has complained about lately."""
    mine = [ticket for ticket in own(turn) if turn.now - ticket.created_at < LATELY][:_ALL]
    if not mine:
        return turn.say("none_filed", private=True)
    lines = [str(turn.text("listed", what=ticket.text[:_WORDS], stands=_standing(turn, ticket))) for ticket in mine]
    return Reply(text=Text("\n".join(lines)), private=True).showing(*(shown(ticket, turn.lang) for ticket in mine))


def more(turn: Turn) -> Reply:
    """Add what was said to a complaint."""
    ticket = known(turn)
    if ticket is None or not ticket.active:
        return this_one(turn)
    return _added(turn, ticket)


def withdraw(turn: Turn) -> Reply:
    """Ask for a yes before a complaint is taken back."""
    ticket = known(turn)
    return _ask_back(turn, ticket) if ticket and ticket.active else this_one(turn)


def told(work: Work, event: Event) -> None:
    """Tell whoever complained what staff did, also where staff do not know who that is."""
    if not isinstance(event, TicketChanged) or not event.by or event.status not in _TOLD:
        return
    ticket = work.db.get(Ticket, event.ticket_id)
    if ticket is None or ticket.kind != KIND or ticket.community_id != work.community.id or ticket.data.get("from"):
        return
    if work.db.get(Staff, event.by) is None:
        return
    tie = work.db.scalar(select(Complainant).where(Complainant.ticket_id == ticket.id))
    resident = work.db.get(Resident, tie.resident_id) if tie else None
    if resident is None and ticket.conversation_id is None:
        return
    lang = resident.reads if resident else str(ticket.data.get("lang") or "zh")
    said = work.text_in(lang, f"done.told_{event.status}", number=ticket.number, answer=_answer(work, ticket, lang))
    where = None if resident else ticket.conversation_id
    reply = Reply.done(said, ref(ticket), private=True).showing(shown(ticket, lang))
    work.effects.tell(resident.id if resident else None, reply, conversation_id=where)


def _answer(work: Work, ticket: Ticket, lang: str) -> str:
    """Return what staff last wrote for the resident."""
    said = [entry.text for entry in entries(work.db, ticket) if entry.author == Author.STAFF and entry.public]
    return next((text for text in reversed(said) if text), str(work.text_in(lang, "no_answer")))


def _stands(turn: Turn, ticket: Ticket) -> Reply:
    said = Reply(text=_standing(turn, ticket), private=True)
    if ticket.active:
        said = said.with_buttons(turn.handler_button("button.withdraw", "withdraw", ticket.number))
    return said.showing(shown(ticket, turn.lang))


def _standing(turn: Turn, ticket: Ticket) -> Text:
    due = day(ticket.due_at.astimezone(turn.now.tzinfo).date(), turn.now.date(), turn.lang) if ticket.due_at else ""
    late = ticket.active and ticket.due_at is not None and ticket.due_at < turn.now
    key = "status.late" if late else f"status.{ticket.status}"
    return turn.text(key, number=ticket.number, due=due, answer=_answer(turn, ticket, turn.lang))


def _none(turn: Turn) -> Reply:
    return turn.say("not_found").with_buttons(turn.button("button.complain", "start:complaint"))


def _added(turn: Turn, ticket: Ticket) -> Reply:
    add(turn, ticket, turn.message.text, sent_now(turn))
    turn.emit(TicketChanged(ticket.id, ticket.status))
    return turn.done("done.added", ref(ticket), private=True, number=ticket.number).showing(shown(ticket, turn.lang))


def _ask_back(turn: Turn, ticket: Ticket | None) -> Reply:
    return turn.start(WITHDRAW, complaint=ticket.number) if ticket else _none(turn)


def _withdrawn(turn: Turn, values: Values) -> Reply:
    turn.argument = str(values["complaint"])
    ticket = known(turn)
    if ticket is None or ticket.status not in ACTIVE:
        return this_one(turn)
    ticket.status, ticket.closed_at = TicketStatus.CANCELLED, turn.now
    by = None if ticket.data.get("anonymous") or turn.resident is None else turn.resident.id
    noted = str(turn.text_in("zh", "entry.withdrawn"))
    add_entry(turn.db, ticket, turn.now, Author.RESIDENT, noted, author_id=by, kind="status", public=True)
    turn.emit(TicketChanged(ticket.id, ticket.status))
    said = turn.done("done.withdrawn", ref(ticket), private=True, number=ticket.number)
    return said.showing(shown(ticket, turn.lang))


def _read_back(turn: Turn, values: Values) -> dict[str, object]:
    return {"number": values["complaint"]}


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
REFERS = Referring(
    point="this_one",
    correct="more",
    cancel="withdraw",
    listed="reported",
    slots=("complaint_topic", "complaint_target", "location", "house", "time"),
    asks=(
        (r"撤[销回掉]|取消|不用了?|算了|不投诉了|cancel|withdraw", "withdraw"),
        (r"匿名|别说是我|不要说是我|保密|anonymous", "anonymous"),
        (r"补充|还有|add", "more"),
        (r"怎么样|结果|进度|到哪|处理|回复|什么时候|status|when|news|answer", "this_one"),
    ),
)
