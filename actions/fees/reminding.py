"""A word before a bill is due, and one after it: once each, to whoever pays it, never as a threat (Civil Code 944)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from actions.charge import Charge, ChargeStatus
from actions.effect import Why
from actions.fees.bills import charges, name_of, total
from actions.fees.choosing import payable
from actions.fees.models import Reminder
from actions.fees.orders import waiting_for
from actions.fees.paying import begin
from actions.fees.referring import shown
from actions.job import Payload
from actions.offer import Offer
from actions.people import Occupancy, Resident, Role
from actions.quiet import put_off, quiet_of
from actions.reply import Reply
from actions.table import new_id
from actions.turn import Turn, Work
from actions.wording import at, day, money
from nlu.retort import is_soon
from nlu.types import Moment

BEFORE, AFTER = 3, 5
"""Days before and after the due day; the setting `fee_reminders` ({"before": 3, "after": 5}, or false) changes them."""
_WINDOW = 7  # days in which a reminder still makes sense: nobody is reminded of old debts on the first day
_USED = frozenset({"water", "electric", "gas", "heating", "garbage"})  # whoever lives there pays it


def stage(due: date, today: date, settings: Mapping[str, Any] | None) -> str:
    """Return which reminder a bill is due for: "before", "after", or "" for none.

    >>> stage(date(2026, 3, 10), date(2026, 3, 7), {}), stage(date(2026, 3, 10), date(2026, 3, 12), {})
    ('before', '')
    """
    told = (settings or {}).get("fee_reminders", {})
    if told is False:
        return ""
    before, after = (_days(told, name, usual) for name, usual in (("before", BEFORE), ("after", AFTER)))
    left = (due - today).days
    if 0 <= left <= before:
        return "before"
    return "after" if after <= -left < after + _WINDOW else ""


def _days(told: object, name: str, usual: int) -> int:
    value = told.get(name) if isinstance(told, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 60 else usual


def remind(work: Work, payload: Payload) -> None:
    """Remind of every bill that is due for it today: each person once, of all of theirs."""
    today = work.now.date()
    query = work.ours(Charge).where(Charge.status == ChargeStatus.UNPAID, Charge.due.is_not(None))
    near = query.where(Charge.due >= today - timedelta(days=90), Charge.due <= today + timedelta(days=60))
    told: dict[str, list[Charge]] = {}
    for row in work.db.scalars(near.order_by(Charge.due, Charge.home_id, Charge.fee)):
        which = stage(row.due, today, work.community.settings) if row.due else ""
        if not which or waiting_for(work.db, row) is not None or _reminded(work, row, which):
            continue
        known = {"charge_id": row.id, "stage": which, "created_at": work.now}
        work.db.add(Reminder(id=new_id(), community_id=work.community.id, **known))
        for resident_id in _payers(work, row):
            told.setdefault(resident_id, []).append(row)
    for resident_id, rows in told.items():
        _tell(work, work.db.get_one(Resident, resident_id), rows, Why.UNASKED)


def remind_again(work: Work, payload: Payload) -> None:
    """Say it again at the time that was named, as far as it still holds."""
    resident = work.db.get(Resident, str(payload["resident"]))
    ids = payload["charges"]
    if resident is None or not isinstance(ids, list):
        return
    rows = work.db.scalars(work.ours(Charge).where(Charge.id.in_(ids), Charge.status == ChargeStatus.UNPAID)).all()
    rows = [row for row in rows if waiting_for(work.db, row) is None and resident.id in _payers(work, row)]
    if rows:
        _tell(work, resident, rows, Why.PROMISED)


def pay_due(turn: Turn) -> Reply:
    """Go on to paying what was reminded of, as it stands now."""
    rows = _due(turn)
    return begin(turn, rows) if rows else turn.say("remind.settled", private=True)


def due_now(turn: Turn) -> Reply:
    """Say again what is due, and until when."""
    rows = _due(turn)
    if not rows:
        return turn.say("remind.settled", private=True)
    said = turn.say("remind.again", private=True, **_facts(turn, rows, turn.lang))
    return said.showing(*(shown(row, turn.lang) for row in rows))


def due_later(turn: Turn) -> Reply:
    """Come back to it at the time that was named, or at this time tomorrow."""
    rows, named = _due(turn), turn.value("time")
    if not rows or turn.resident is None:
        return turn.say("remind.settled", private=True)
    when = named if isinstance(named, Moment) else None
    then = put_off(turn.now, quiet_of(turn.community.settings), when, soon=is_soon(turn.message.text))
    key = f"{turn.resident.id}:{then.isoformat()}"
    turn.schedule("remind_again", then, key=key, resident=turn.resident.id, charges=[row.id for row in rows])
    return turn.say("remind.later", when=at(then, turn.now, turn.lang))


def not_now(turn: Turn) -> Reply:
    """Let it rest; the bill stays."""
    return turn.say("pay.not_now")


def _due(turn: Turn) -> list[Charge]:
    """Return the speaker's bills of a reminder that are still to pay."""
    rows = [row for row in payable(charges(turn)) if row.due and waiting_for(turn.db, row) is None]
    return [row for row in rows if _was_reminded(turn, row)]


def _was_reminded(work: Work, row: Charge) -> bool:
    return work.db.scalar(select(Reminder.id).where(Reminder.charge_id == row.id).limit(1)) is not None


def _reminded(work: Work, row: Charge, which: str) -> bool:
    query = select(Reminder.id).where(Reminder.charge_id == row.id, Reminder.stage == which)
    return work.db.scalar(query) is not None


def _payers(work: Work, row: Charge) -> list[str]:
    """Return who is reminded of a bill: of what is used up who rents the home, else the owners; nobody's family."""
    today = work.now.date()
    query = select(Occupancy).where(Occupancy.home_id == row.home_id)
    query = query.where(or_(Occupancy.until.is_(None), Occupancy.until >= today)).order_by(Occupancy.resident_id)
    ties = work.db.scalars(query).all()
    owners = [tie.resident_id for tie in ties if tie.role == Role.OWNER]
    tenants = [tie.resident_id for tie in ties if tie.role == Role.TENANT]
    return (tenants or owners) if row.fee in _USED else (owners or tenants)


def _tell(work: Work, resident: Resident, rows: Sequence[Charge], why: Why) -> None:
    lang = resident.reads
    first = rows[0]
    key = "remind.late" if first.due is not None and first.due < work.now.date() else "remind.soon"
    reply = Reply(text=work.text_in(lang, key, **_facts(work, rows, lang)), record=f"bill:{first.id}", private=True)
    reply = reply.showing(*(shown(row, lang) for row in rows))
    offer = Offer(
        topic="fees.due",
        title=str(work.text_in(lang, "topic.due")),
        subject=str(work.text_in(lang, "subject.due", amount=money(total(rows), lang))),
        yes="call:fees.pay_due:",
        no="call:fees.not_now:",
        later="call:fees.due_later:",
        about="call:fees.due_now:",
        answered_by=("bill_pay", "bill_query", "bill_dispute", "fees.pay_this"),
        keeps=timedelta(hours=48),
    )
    work.effects.offer(resident.id, reply, offer, why=why, until=_end_of(work.now))


def _end_of(now: datetime) -> datetime:
    return now + timedelta(days=2)


def _facts(work: Work, rows: Iterable[Charge], lang: str) -> dict[str, object]:
    rows = list(rows)
    last = min((row.due for row in rows if row.due), default=work.now.date())
    lines = [f"{name_of(row, lang)}{' ' if lang == 'en' else ''}{money(row.amount, lang)}" for row in rows]
    whole = str(work.text_in(lang, "remind.sum", amount=money(total(rows), lang))) if len(rows) > 1 else ""
    listed = (", " if lang == "en" else "，").join(lines)
    return {"lines": listed, "sum": whole, "day": day(last, work.now.date(), lang)}
