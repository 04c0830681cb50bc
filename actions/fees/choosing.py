"""Which bills are to be paid: the ones that a message names, all of them, all but one, or one more. Mostly pure."""

import re
from collections.abc import Sequence
from datetime import date

from actions.charge import Charge, ChargeStatus
from actions.fees.bills import owed
from actions.fees.periods import overlaps
from actions.slot import Answer, Value
from nlu.types import Understanding

NAMES = ("fee_type", "period", "amount")
ALL = "all"
_MORE = re.compile(
    r"也|还有|再加|加上|连(?:着|同)?|一块|一起|一并|顺便|\b(?:also|too|as well|plus|together with|add)\b|^and\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"只|就(?:交|付|缴)|单交|\b(?:only|just)\b", re.IGNORECASE)
_LESS = re.compile(
    r"(?:先)?[不别](?:要|用)?(?:交|付|缴|算|管)|除了?|除开|去掉|先放|[不別]要"
    r"|\b(?:not|except|without|leave out|but not|skip)\b",
    re.IGNORECASE,
)
_EVERYTHING = re.compile(
    r"全部?(?:都|一起)?|都(?:给我|帮我|一起)?(?:交|付|缴|结|清)|一次(?:性)?(?:交|付|缴|结)清|结清|\ball\b|\beverything\b",
    re.IGNORECASE,
)
_OVERDUE = re.compile(r"过期|逾期|到期的|拖欠|欠的|overdue", re.IGNORECASE)


def read_choice(answer: Answer) -> Value:
    """Read whether a message says which bills; which ones is found with the bills in hand."""
    meant = answer.understanding
    if meant is None:
        return None
    named = any(meant.value(name) is not None for name in NAMES)
    return answer.text if named or says_all(answer.text) else None


def says_all(text: str) -> bool:
    """Say whether everything is meant.

    >>> says_all("都交了吧"), says_all("电费也交了")
    (True, False)
    """
    return _EVERYTHING.search(text) is not None


def named(meant: Understanding | None, rows: Sequence[Charge]) -> list[Charge]:
    """Return the charges that a message names by fee, period or exact amount; all where it names none."""
    fees, periods, amounts = (_values(meant, name) for name in NAMES)
    fitting = [row for row in rows if not fees or row.fee in fees]
    exact = [row for row in fitting if row.amount in amounts]
    return exact or [row for row in fitting if not periods or any(overlaps(row.period, str(one)) for one in periods)]


def narrowed(rows: Sequence[Charge], text: str, today: date) -> list[Charge]:
    """Leave only what is overdue, where a message says so and something is.

    >>> narrowed([], "过期的先交", date(2026, 3, 4))
    []
    """
    late = [row for row in rows if row.due is not None and row.due < today]
    return late if late and _OVERDUE.search(text) else list(rows)


def changed(text: str, meant: Understanding | None, before: Sequence[Charge], rows: Sequence[Charge]) -> list[Charge]:
    """Return what is to be paid after a correction of what was read back."""
    says = any(_values(meant, name) for name in NAMES)
    found = named(meant, rows) if says else []
    if found and _LESS.search(text) and not _ONLY.search(text):
        return [row for row in (before or rows) if row not in found]
    if found and _MORE.search(text) and not _ONLY.search(text):
        return [row for row in rows if row in before or row in found]
    if found:
        return found
    return list(rows) if says_all(text) else []


def payable(rows: Sequence[Charge]) -> list[Charge]:
    """Return what can be paid now: what is neither paid nor being checked."""
    return [row for row in owed(rows) if row.status != ChargeStatus.DISPUTED]


def _values(meant: Understanding | None, slot: str) -> set[object]:
    return {one.value for one in meant.entities if one.slot == slot} if meant else set()
