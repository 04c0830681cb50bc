"""A member of staff in their own messenger: answers a page, takes a resident, speaks with them, gives back.

Only who has tied the chat to themselves with a code of the desk (`actions/badge.py`) can do it, and only in private.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement

from actions.access import looks_like_code
from actions.badge import is_badge, redeem_badge
from actions.message import MessageKind
from actions.people import Staff, StaffRole
from actions.registry import Registry
from actions.reply import Button, Reply, Text
from actions.staff.queue import CALLED, CHAT, CLAIM, claim_button
from actions.texts import load_texts
from actions.ticket import ACTIVE, Ticket, TicketStatus
from actions.turn import Turn
from bot.access_log import Seen, note_access
from bot.conversations import ConversationRow
from bot.moves import Command, Move
from nlu.coming import Coming, coming, gives_back

if TYPE_CHECKING:
    from bot.desk.house import Person

PACKAGE = "actions.staff"
BACK = "call:staff.back:"
OFFICE = frozenset(
    {StaffRole.MANAGER, StaffRole.DISPATCHER, StaffRole.SECURITY, StaffRole.GRID_WORKER, StaffRole.ADMIN}
)
_ANSWERS = {Coming.COMES: "take", Coming.CANNOT: "cannot", Coming.HEARD: "heard"}
_SCANNED = "call:homes.code:"  # what a messenger makes of a code in the address that opened it
_CALL = re.compile(r"e\s?-?\s?(\d{1,6})(?!\d)", re.IGNORECASE)
_TAKEN_LATELY = timedelta(minutes=30)  # so long an answer is one to a call that somebody else has taken
_LAST = 4  # messages that are read out to whoever takes a conversation
_LONGEST = 160  # letters of each


def called(turn: Turn) -> Command | None:
    """Return the step that an answer to a page stands for, while somebody waits for this member of staff's answer."""
    if turn.staff is None or turn.message.kind is not MessageKind.TEXT or turn.conversation.owner:
        return None
    meant = coming(turn.message.text)
    if meant is None or not _is_answer(turn, turn.staff, meant):
        return None
    number, resume = _number(turn.message.text), turn.conversation.open is not None
    return Command(Move.PRESS, f"emergencies.{_ANSWERS[meant]}", number, resume=resume)


def badge_replies(turn: Turn) -> list[Reply] | None:
    """Tie the chat to the member of staff whose code somebody typed or scanned; None when it is no such code."""
    message = turn.message
    typed = message.kind in {MessageKind.TEXT, MessageKind.BUTTON}
    code = message.text.removeprefix(_SCANNED)
    if not typed or not message.private or not looks_like_code(code) or not is_badge(turn.db, code, turn.community.id):
        return None
    where = {"community_id": turn.community.id, "channel": message.channel, "address": message.sender}
    staff = redeem_badge(turn.db, code, turn.now, **where)
    if staff is None:
        return [_say(turn, "badge.wrong")]
    return [Reply.done(_text(turn, "done.badge", name=staff.name), f"staff:{staff.key}", private=True)]


def crew_replies(turn: Turn, registry: Registry) -> list[Reply] | None:
    """Return what is answered to a member of staff about residents who wait; None when they speak for themselves."""
    staff = turn.staff
    if staff is None or staff.role not in OFFICE or turn.conversation.owner:
        return None
    text = turn.message.text.strip()
    if turn.message.kind is MessageKind.BUTTON:
        if text.startswith(CLAIM):
            return [_claim(turn, staff, _ticket(turn, text.removeprefix(CLAIM)), registry)]
        return [_give_back(turn, staff, registry)] if text.startswith(BACK) else None
    held = _held(turn, staff)
    if held is not None:
        return [_give_back(turn, staff, registry)] if gives_back(text) else _speak(turn, staff, held)
    waiting = _paged_for(turn, staff) if coming(text) is Coming.COMES else []
    if len(waiting) > 1:
        return [_say(turn, "crew.which").with_buttons(*(claim_button(one, turn.lang) for one in waiting))]
    return [_claim(turn, staff, waiting[0], registry)] if waiting else None


def pass_on(turn: Turn) -> None:
    """Bring what a resident says to the chat of the member of staff who has them."""
    ticket = _handoff_of(turn, turn.conversation.id)
    chat = ticket.data.get(CHAT) if ticket else None
    if ticket is None or not chat or ticket.assignee_id != turn.conversation.owner:
        return
    known = turn.message.kind in {MessageKind.TEXT, MessageKind.VOICE} and turn.message.text
    words = turn.message.text if known else str(_text(turn, "crew.no_text"))
    turn.effects.tell(
        None, Reply(text=_text(turn, "crew.says", number=ticket.number, words=words)), conversation_id=chat
    )


def _claim(turn: Turn, staff: Staff, ticket: Ticket | None, registry: Registry) -> Reply:
    from bot.desk.handover import take_over  # the desk is built on the engine, and the engine on turns
    from bot.desk.house import Person

    other = _held(turn, staff)
    if other is not None and (ticket is None or ticket.id != other.id):
        return _say(turn, "crew.busy", number=other.number).with_buttons(_back_button(turn))
    row = _row(turn, ticket)
    if ticket is None or row is None or not ticket.active:
        return _say(turn, "crew.gone")
    if row.owner_id or ticket.assignee_id not in (None, staff.id):
        owner = turn.db.get_one(Staff, row.owner_id or ticket.assignee_id)
        return _say(turn, "crew.yours" if owner.id == staff.id else "crew.has", number=ticket.number, name=owner.name)
    person = Person(staff, turn.community, "")
    take_over(turn, person, row, "")
    ticket.data = {**ticket.data, CHAT: turn.conversation.id}
    note_access(turn.db, staff, row.resident_id, Seen.CONVERSATION, f"conversation:{row.id}", turn.now)
    facts = {"number": ticket.number, "brief": _brief(turn, person, ticket, registry), "said": _said(turn, row)}
    reply = Reply.done(_text(turn, "done.claimed", **facts), f"handoff:{ticket.number}", private=True)
    return reply.with_buttons(_back_button(turn))


def _speak(turn: Turn, staff: Staff, ticket: Ticket) -> list[Reply]:
    """Say a member of staff's words to the resident they have; nothing comes back, as between two people."""
    from bot.desk.handover import write
    from bot.desk.house import Person

    row = _row(turn, ticket)
    if row is None or row.owner_id != staff.id:
        return [_say(turn, "crew.gone")]
    if not turn.message.text.strip():
        return [_say(turn, "crew.only_words")]
    write(turn, Person(staff, turn.community, ""), row, turn.message.text.strip())
    return []


def _give_back(turn: Turn, staff: Staff, registry: Registry) -> Reply:
    from bot.desk.handover import hand_back
    from bot.desk.house import Person

    ticket = _held(turn, staff)
    row = _row(turn, ticket)
    if ticket is None or row is None:
        return _say(turn, "crew.none_held")
    ticket.data = {name: value for name, value in ticket.data.items() if name != CHAT}
    hand_back(turn, Person(staff, turn.community, ""), row, registry)
    return Reply.done(_text(turn, "done.given_back", number=ticket.number), f"handoff:{ticket.number}", private=True)


def _held(turn: Turn, staff: Staff) -> Ticket | None:
    """Return the handoff whose resident this member of staff speaks with from this very chat."""
    mine = turn.ours(Ticket).where(_waits(), Ticket.assignee_id == staff.id, Ticket.status == TicketStatus.ASSIGNED)
    held = [one for one in turn.db.scalars(mine) if one.data.get(CHAT) == turn.conversation.id]
    owned = [
        one for one in held if (row := turn.db.get(ConversationRow, one.conversation_id)) and row.owner_id == staff.id
    ]
    return owned[0] if owned else None


def _paged_for(turn: Turn, staff: Staff) -> Sequence[Ticket]:
    open_ones = turn.ours(Ticket).where(_waits(), Ticket.status == TicketStatus.OPEN).order_by(Ticket.created_at)
    return [one for one in turn.db.scalars(open_ones) if staff.id in one.data.get(CALLED, ())]


def _is_answer(turn: Turn, staff: Staff, meant: Coming) -> bool:
    """Say whether it answers a call: one that nobody has yet, or, with nothing else going on, one just taken."""
    query = turn.ours(Ticket).where(Ticket.kind == "emergency", Ticket.status.in_(ACTIVE))
    mine = [one for one in turn.db.scalars(query) if staff.id in one.data.get(CALLED, ())]
    busy = turn.conversation.open is not None or _held(turn, staff) is not None
    if any(one.status == TicketStatus.OPEN for one in mine):
        return meant is not Coming.HEARD or not busy
    lately = any(one.created_at > turn.now - _TAKEN_LATELY for one in mine)
    return lately and not busy and meant is not Coming.HEARD


def _waits() -> ColumnElement[bool]:
    return Ticket.kind == "handoff"


def _ticket(turn: Turn, number: str) -> Ticket | None:
    return turn.db.scalar(turn.ours(Ticket).where(_waits(), Ticket.number == number))


def _handoff_of(turn: Turn, conversation_id: str) -> Ticket | None:
    query = turn.ours(Ticket).where(_waits(), Ticket.conversation_id == conversation_id)
    return turn.db.scalar(query.where(Ticket.status == TicketStatus.ASSIGNED).limit(1))


def _row(turn: Turn, ticket: Ticket | None) -> ConversationRow | None:
    """Return the conversation behind a handoff, held until the end of this turn; never the speaker's own."""
    if ticket is None or not ticket.conversation_id or ticket.conversation_id == turn.conversation.id:
        return None
    row = turn.db.get(ConversationRow, ticket.conversation_id, with_for_update=True, populate_existing=True)
    return row if row is not None and row.community_id == turn.community.id else None


def _brief(turn: Turn, person: "Person", ticket: Ticket, registry: Registry) -> str:
    from bot.desk.brief import read_brief

    brief = read_brief(person, registry, ticket, turn.now)
    return brief.line if brief else ""


def _said(turn: Turn, row: ConversationRow) -> str:
    from bot.desk.transcript import read_transcript

    lines = [line for line in read_transcript(turn.db, row.id, _LAST) if line.text]
    return "\n".join(f"{_text(turn, f'crew.by.{line.side}')}{line.text[:_LONGEST]}" for line in lines)


def _number(text: str) -> str:
    """Return the number of a call that an answer names: E-3."""
    found = _CALL.search(text)
    return f"E-{found[1]}" if found else ""


def _back_button(turn: Turn) -> Button:
    return Button(str(_text(turn, "button.back")), BACK)


def _say(turn: Turn, key: str, **values: object) -> Reply:
    return Reply(text=_text(turn, key, **values), private=True)


def _text(turn: Turn, key: str, /, **values: object) -> Text:
    given: Mapping[str, object] = values
    return load_texts(PACKAGE).render(turn.lang, key, given)
