"""The second factor of a guarded form: a code by SMS to the telephone on record, or a member of staff who confirms it.

What counts as what is said in docs/security.md. A conversation's row is locked in a turn: codes are tried one by one.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from actions.access import Slip
from actions.form import Form, ask_proof
from actions.message import KIOSK
from actions.people import Resident
from actions.pin import telephone
from actions.proof import (
    AGAIN,
    BY_STAFF,
    FOR,
    HIDDEN,
    WHY,
    code_of,
    new_slip,
    note_wrong,
    reachable,
    use_slip,
    void_slip,
)
from actions.reply import Reply
from actions.staff.confirming import lay
from actions.turn import Turn
from bot.access_log import Seen, entered_at_kiosk

FRESH = timedelta(minutes=2)  # since somebody proved at a kiosk who they are
_TAIL = 4  # digits of a number that are shown


@dataclass(frozen=True, slots=True)
class Proving:
    """The engine's way to a second factor; `by_sms` says whether SMS reach telephones here."""

    by_sms: bool = False

    def reaches(self, turn: Turn) -> bool:
        """Say whether a code can be sent to the speaker, or they have just proved who they are."""
        return _is_fresh(turn) or (self.by_sms and _in_private(turn) and reachable(turn.db, turn.resident, turn.now))

    def ask(self, turn: Turn, form: Form) -> Reply:
        """Send a code and ask for it; where none can be sent, lay it before staff."""
        opened = turn.conversation.open
        assert opened is not None, "what is proved is an open form"  # noqa: S101
        if not _in_private(turn):
            turn.conversation.close()
            return Reply(text=turn.shared_text("private_elsewhere"))
        if _is_fresh(turn):
            turn.conversation.close()
            return form.submit(turn, opened.values)
        if not self.reaches(turn):
            return _to_staff(turn, form)
        return _send(turn, "sent")


def proved(turn: Turn, form: Form, said: str) -> Reply:
    """Take a code, or the wish for another one or for staff in its place."""
    opened = turn.conversation.open
    assert opened is not None and turn.resident is not None, "a code was sent to a resident"  # noqa: S101, PT018
    if opened.proof.get("who") != turn.resident.id:  # the chat is somebody else's now
        turn.conversation.close()
        return Reply(text=turn.shared_text("private_elsewhere"))
    if said == BY_STAFF:
        _void(turn)
        return _to_staff(turn, form)
    if said == AGAIN:
        void_slip(turn.db, _slip(turn), turn.now)
        known = reachable(turn.db, turn.resident, turn.now)
        return _send(turn, "again") if known else ask_proof(turn, opened, "enough")
    if said == WHY:
        return ask_proof(turn, opened, "why")
    return _tried(turn, form, turn.resident, said)


def _tried(turn: Turn, form: Form, resident: Resident, digits: str) -> Reply:
    opened = turn.conversation.open
    assert opened is not None, "a code is tried for an open form"  # noqa: S101
    slip = turn.db.get(Slip, _slip(turn))
    if slip is None or slip.expires_at <= turn.now:
        return ask_proof(turn, opened, "expired")
    if secrets.compare_digest(code_of(slip.id), digits) and use_slip(turn.db, slip.id, turn.now):
        turn.conversation.close()
        return form.submit(turn, opened.values)
    left = note_wrong(turn.db, resident, opened, turn.now)
    if left:
        return ask_proof(turn, opened, "wrong", left=left)
    _void(turn)
    turn.conversation.close()
    return Reply(text=turn.shared_text("proof.ended"), buttons=(turn.person_button(),))


def _send(turn: Turn, key: str) -> Reply:
    opened, resident = turn.conversation.open, turn.resident
    assert opened is not None and resident is not None, "a code is sent to a resident"  # noqa: S101, PT018
    phone = telephone(resident.phone)
    slip = new_slip(turn.db, resident, turn.conversation.id, turn.now)
    text = turn.shared_text("proof.sms", code=HIDDEN, community=turn.community.name)
    turn.effects.code(phone, slip, text, expires=FOR)
    tries = opened.proof.get("tries", 0)  # a new code brings no new tries
    opened.proof = {"slip": slip, "tail": phone[-_TAIL:], "tries": tries, "who": resident.id}
    opened.confirming = False
    return ask_proof(turn, opened, key)


def _void(turn: Turn) -> None:
    """Let the code that was sent hold no more."""
    void_slip(turn.db, _slip(turn), turn.now)


def _slip(turn: Turn) -> str:
    opened = turn.conversation.open
    return str(opened.proof.get("slip", "")) if opened else ""


def _to_staff(turn: Turn, form: Form) -> Reply:
    opened = turn.conversation.open
    assert opened is not None, "what staff confirm is an open form"  # noqa: S101
    turn.conversation.close()
    return form.by_staff(turn, opened.values) if form.by_staff else lay(turn, form, opened.values)


def _in_private(turn: Turn) -> bool:
    return turn.message.private or (turn.message.channel == KIOSK and turn.resident is not None)


def _is_fresh(turn: Turn) -> bool:
    """Say whether somebody came in at this kiosk a moment ago, by digits from their chat, by PIN, or vouched for."""
    if turn.message.channel != KIOSK or turn.resident is None:
        return False
    who, since = turn.resident.id, turn.now - FRESH
    own = select(Slip.id).where(Slip.resident_id == who, Slip.issued_by == who, Slip.used_at > since)
    if turn.db.scalar(own.limit(1)) is not None:
        return True
    visit = f"conversation:{turn.conversation.id}"
    return entered_at_kiosk(turn.db, who, (Seen.PIN, Seen.KIOSK), visit, since)
