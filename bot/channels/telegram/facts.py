"""What our own rows say about something that came in."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.access import Slip, digest, normal
from actions.badge import StaffSlip
from actions.message import MessageKind
from actions.people import Account
from bot.channels.telegram.house import CHANNEL
from bot.channels.telegram.reading import Incoming
from bot.communities import default_community
from bot.conversations import ConversationRow
from bot.inbox import InboxRow
from bot.outbox import OutboxRow

GONE = "gone"
"""Value of a button whose question is no longer kept: the policy takes it for one that is over."""
_LOOK_BACK = 50  # messages among which the earlier version of an edited one is looked for


@dataclass(frozen=True, slots=True)
class Facts:
    """`value` and `label` are those of a pressed button; `stale` is an edit that changed no word of what we have."""

    community: str | None
    seen: bool = False
    stale: bool = False
    value: str = ""
    label: str = ""
    not_yours: bool = False


def look_up(db: Session, incoming: Incoming, community_name: str) -> Facts:
    """Find out what there is to know before a message is stored."""
    known = db.execute(
        select(ConversationRow.id, ConversationRow.community_id).where(
            ConversationRow.channel == CHANNEL, ConversationRow.thread == incoming.thread
        )
    ).first()
    community = known.community_id if known else _community(db, incoming, community_name)
    mine = (InboxRow.channel == CHANNEL, InboxRow.update_id == str(incoming.update_id))
    seen = db.scalar(select(InboxRow.id).where(*mine)) is not None
    if incoming.edited:
        return Facts(community, seen, stale=known is not None and _unchanged(db, incoming, known.id))
    if incoming.query:
        return _button(db, incoming, community, seen)
    return Facts(community, seen)


def answered_ref(db: Session, delivery_id: int) -> int | None:
    """Return Telegram's id of the message that a delivery answers."""
    cause = select(OutboxRow.cause).where(OutboxRow.id == delivery_id).scalar_subquery()
    body = db.scalar(select(InboxRow.body).where(InboxRow.id == cause))
    ref = str(body.get("ref", "")) if body else ""
    return int(ref) if ref.isdigit() else None


def _community(db: Session, incoming: Incoming, name: str) -> str | None:
    """Return where the account is bound, else whose slip it brings, else the one strangers meet."""
    bound = select(Account.community_id).where(Account.channel == CHANNEL, Account.address == str(incoming.user))
    found = db.scalar(bound)
    if found is None and incoming.code:
        code = digest(normal(incoming.code))
        found = db.scalar(select(Slip.community_id).where(Slip.code_hash == code)) or db.scalar(
            select(StaffSlip.community_id).where(StaffSlip.code_hash == code)
        )
    if found is None:
        usual = default_community(db, name)
        found = usual.id if usual else None
    return found


def _unchanged(db: Session, incoming: Incoming, conversation: str) -> bool:
    """Compare an edit with the version before it; one that comes again later must find the same."""
    mine = (InboxRow.conversation_id == conversation, InboxRow.kind != MessageKind.BUTTON)
    before = select(InboxRow).where(*mine, InboxRow.sequence < incoming.update_id)
    rows = db.scalars(before.order_by(InboxRow.sequence.desc()).limit(_LOOK_BACK))
    last = next((row for row in rows if row.body.get("ref") == str(incoming.ref)), None)
    return last is not None and last.body.get("text") == incoming.text


def _button(db: Session, incoming: Incoming, community: str | None, seen: bool) -> Facts:
    number, _, place = incoming.text.partition(":")
    row = db.get(OutboxRow, int(number)) if number.isdecimal() and len(number) < 10 else None
    if row is None or row.channel != CHANNEL or not place.isdecimal():
        return Facts(community, seen, value=GONE)
    if row.thread != incoming.thread:
        return Facts(community, seen, not_yours=True)
    buttons = row.body.get("buttons", [])
    if int(place) >= len(buttons):
        return Facts(community, seen, value=GONE)
    label, value = buttons[int(place)]
    return Facts(community, seen, value=value, label=label)
