"""The second factor: six digits by SMS to the telephone on record, which are written down nowhere.

The digits follow from the random key of their slip, so that neither the outbox nor a log holds them. A slip is tied to
one form of one conversation: it signs nobody in, and no code that signs somebody in stands for it.
"""

import hashlib
import re
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from actions.access import LIFETIME, MAX_TRIES, OWN_DIGITS, OWN_LIFETIME, Slip, count_wrong, digest, locked
from actions.people import Resident
from actions.pin import telephone
from actions.table import new_id

if TYPE_CHECKING:
    from actions.state import Conversation, OpenForm

HIDDEN = "•" * OWN_DIGITS  # what is kept in place of a code
TRIES = 3  # wrong codes after which a form ends
FOR = OWN_LIFETIME  # how long a code holds
BY_STAFF, AGAIN, WHY = "staff", "again", "why"  # what may be wished for in place of a code
_WRONG = "proof"  # stands for the channel where wrong tries are counted, over all conversations of a resident
_SIGNS = dict(zip("零〇一二三四五六七八九幺两", "0012345678912", strict=True))
_SIGN = f"[0-9０-９{''.join(_SIGNS)}]"
_GAP = r"[\s.,，、-]"
_RUN = re.compile(
    rf"(?<!{_SIGN})(?<!{_SIGN}{_GAP}){_SIGN}(?:{_GAP}{{0,2}}{_SIGN}){{{OWN_DIGITS - 1}}}(?!{_GAP}?{_SIGN})"
)


_LONGEST = 40  # letters of a wish
_NUMBER = re.compile(r"[0-9]{7}")  # who says one puts something right
_WISHES = (
    (
        BY_STAFF,
        re.compile(
            r"(?:工作人员|物业|人工|前台).{0,3}(?:确认|核实)|(?:手机|号码?|卡).{0,6}(?:丢|没了|坏|停机?|注销|不用了|不在身?边|换了|没带)|没带手机|旧号"
            r"|\bstaff\b.*\bconfirm|\b(?:lost|don'?t have|no longer|not with me|old (?:number|phone))\b"
        ),
    ),
    (
        AGAIN,
        re.compile(
            r"[没未](?:有)?(?:收到|来|看到)|收不到|再发|重新?发|重发|没有?短信|过期了"
            r"|\bagain\b|\banother (?:one|code)\b|\bresend\b"
            r"|\b(?:didn'?t|don'?t|haven'?t|never|not)\b.*\b(?:get|got|receive|come|arrive)"
        ),
    ),
    (WHY, re.compile(r"为什么|为啥|干[嘛吗]|什么验证码|哪来的|什么数字|\bwhy\b|\bwhat (?:code|digits|for)\b")),
)


class Guard(StrEnum):
    """What a form needs beyond a yes, as it moves money out, gives out or changes who somebody is, or opens to others.

    `FACTOR`: the engine asks for a second factor after the yes. `STAFF`: all that its submit does is to lay the wish
    before staff, whose yes carries it out.
    """

    FACTOR = "factor"
    STAFF = "staff"


def digits_in(text: str) -> str:
    """Return the six digits that a text holds, written or spoken; nothing where it holds none, or more.

    >>> [digits_in(said) for said in ("482913", "验证码是482 913", "四八二九幺三", "13800001111", "三楼")]
    ['482913', '482913', '482913', '', '']
    """
    found = _RUN.findall(text)
    return "".join(_digit(sign) for sign in found[0] if re.match(_SIGN, sign)) if len(found) == 1 else ""


def wished(text: str) -> str:
    """Return what somebody wishes for who is asked for a code: staff, as the number is gone; another one; to know why.

    >>> [wished(said) for said in ("旧手机丢了，收不到", "没收到短信", "send it again", "为什么要这个", "物业费多少钱")]
    ['staff', 'again', 'again', 'why', '']
    """
    said = "" if len(text) > _LONGEST or _NUMBER.search(text) else text.lower()
    return next((wish for wish, words in _WISHES if words.search(said)), "")


def hidden(text: str) -> str:
    """Return a text with every six digits blotted out.

    >>> hidden("是 482 913 吧")
    '是 •••••• 吧'
    """
    return _RUN.sub(HIDDEN, text)


def code_of(slip_id: str) -> str:
    """Return the six digits of a slip."""
    number = int(hashlib.sha256(f"proof:{slip_id}".encode()).hexdigest(), 16)
    return str(number % 10**OWN_DIGITS).zfill(OWN_DIGITS)


def is_said(conversation: "Conversation", text: str) -> bool:
    """Say whether a text holds a code: six digits while one is waited for, or the very one that was good lately."""
    digits = digits_in(text)
    if not digits:
        return False
    forms = [*conversation.stack, *([conversation.open] if conversation.open else [])]
    return any(form.proof for form in forms) or is_spent(conversation, digits)


def is_spent(conversation: "Conversation", digits: str) -> bool:
    """Say whether these are the digits that were used, or used up, last."""
    return bool(conversation.spent) and code_of(conversation.spent) == digits


def reachable(db: Session, resident: Resident | None, now: datetime) -> bool:
    """Say whether a code may be sent to a resident: there is a mobile number, and neither tries nor codes were many."""
    if resident is None or not telephone(resident.phone) or locked(db, _WRONG, resident.id, now):
        return False
    lately = select(func.count()).where(Slip.resident_id == resident.id, Slip.created_at > now - LIFETIME)
    return (db.scalar(lately.where(Slip.code_hash.startswith(_PREFIX))) or 0) < MAX_TRIES


def new_slip(db: Session, resident: Resident, conversation_id: str, now: datetime) -> str:
    """Make a code for what a resident is about to do, and return the key of its slip."""
    key = new_id()
    slip = Slip(
        id=key,
        community_id=resident.community_id,
        code_hash=_PREFIX + digest(key)[len(_PREFIX) :],
        resident_id=resident.id,
        issued_by=conversation_id,
        created_at=now,
        expires_at=now + FOR,
    )
    db.add(slip)
    db.flush()
    return key


def use_slip(db: Session, slip_id: str, now: datetime) -> bool:
    """Use a slip up, once; False where it was used before or is over."""
    mine = (Slip.id == slip_id, Slip.used_at.is_(None), Slip.expires_at > now)
    return db.scalar(update(Slip).where(*mine).values(used_at=now).returning(Slip.id)) is not None


def void_slip(db: Session, slip_id: str, now: datetime) -> None:
    """Let a code hold no more."""
    db.execute(update(Slip).where(Slip.id == slip_id, Slip.used_at.is_(None)).values(expires_at=now))


def note_wrong(db: Session, resident: Resident, opened: "OpenForm", now: datetime) -> int:
    """Count a wrong code, of the form and of the resident; return how many tries the form has left."""
    count_wrong(db, resident.community_id, _WRONG, resident.id, now)
    opened.proof = {**opened.proof, "tries": int(opened.proof.get("tries", 0)) + 1}
    return max(0, TRIES - int(opened.proof["tries"]))


_PREFIX = "proof:"  # no digest begins like this: a code that is typed elsewhere never finds such a slip


def _digit(sign: str) -> str:
    return _SIGNS.get(sign) or str(int(sign))
