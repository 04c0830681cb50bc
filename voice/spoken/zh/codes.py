"""Numbers that name something: tickets, passes, receipts, accounts. Sign by sign, long ones in fours."""

import re

from voice.spoken.zh.letters import spelled

# What stands behind 编号, 单号, 进门码, 账号, 口令, 备注写 is a name, however much it looks like an amount.
_TICKET = re.compile(r"(?<![A-Za-z\d-])([A-Z]{1,4})-(\d{1,8})(?![\w-])", re.ASCII)
_NAMED = re.compile(r"(?<=[号码令单写])(是|为|:|：)?\s?(?<![A-Za-z\d])([A-Za-z\d]{3,40})(?![A-Za-z\d.,:/元])")
_GROUPED = re.compile(r"(?<![\w.,])\d{4}(?: \d{2,4}){2,6}(?![\w.,:])", re.ASCII)
_MIXED = re.compile(r"(?<![A-Za-z\d])(?=[A-Z\d]{0,40}\d[A-Z\d]{0,40}[A-Z])(?=\d|[A-Z])[A-Z\d]{8,40}(?![A-Za-z\d])")
_DASHED = re.compile(r"(?<![\w.-])[A-Za-z\d]{1,12}(?:-[A-Za-z\d]{1,12}){1,5}(?![\w.-])", re.ASCII)

_APART = 4  # digits of a ticket's number that are said one by one


def codes(text: str) -> str:
    """Say numbers that name something.

    >>> codes("编号R-12，进门码是483920"), codes("编号12")
    ('编号阿儿、一、二，进门码是四八三九二零', '编号12')
    """
    text = _TICKET.sub(lambda found: _ticket(found[1], found[2]), text)
    text = _NAMED.sub(lambda found: f"{found[1] or ''}{fours(found[2])}", text)
    text = _MIXED.sub(lambda found: fours(found[0]), text)
    return _DASHED.sub(lambda found: _parts(found[0]), text)


def accounts(text: str) -> str:
    """Say numbers that are written in fours, before anything takes a part of one for a telephone number."""
    return _GROUPED.sub(lambda found: "，".join(map(spelled, found[0].split())), text)


def fours(text: str) -> str:
    """Say a code sign by sign, with a pause after each four where it is longer than six."""
    if len(text) <= 6:
        return spelled(text)
    return "，".join(spelled(text[at : at + 4]) for at in range(0, len(text), 4))


def _ticket(letters: str, number: str) -> str:
    """Say a ticket's number with a pause before each digit; run together, one of six was not made out by ear."""
    if len(number) > _APART:
        return spelled(letters + number)
    return "、".join(map(spelled, (letters, *number)))


def _parts(text: str) -> str:
    """Say a code of several parts; what is a range or a word with a dash is left to others."""
    if not any(sign.isdigit() for sign in text) or text.replace("-", "").isdigit():
        return text
    return "，".join(map(spelled, text.split("-")))
