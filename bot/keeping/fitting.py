"""What PostgreSQL would refuse, found before anything is written."""

import json
from collections.abc import Callable, Iterator

from bot.keeping.kinds import Kind, Value
from bot.keeping.problems import Misfit
from bot.keeping.sheets import Field, Row, Sheet, key_of

Check = Callable[[Field, Value], str | None]


def misfits(limits: Sheet, row: Row) -> Iterator[Misfit]:
    """Yield what of a row does not fit a PostgreSQL table; `limits` is that table."""
    for field, value in zip(limits.fields, row, strict=True):
        check = _CHECKS.get(field.kind)
        why = check(field, value) if check is not None and value is not None else None
        if why:
            yield Misfit(limits.name, field.name, key_of(limits, row), why)


def _text(field: Field, value: Value) -> str | None:
    words = str(value)
    if "\0" in words:
        return "holds a NUL character, which PostgreSQL cannot keep"
    if not words.isascii() and any("\ud800" <= letter <= "\udfff" for letter in words):
        return "holds half a character, which PostgreSQL cannot keep"
    if field.length is not None and len(words) > field.length:
        return f"has {len(words)} characters, and {field.length} is the most"
    return None


def _integer(field: Field, value: Value) -> str | None:
    most = 1 << (field.bits - 1)
    if isinstance(value, int) and not -most <= value < most:
        return f"is a number beyond {most - 1}"
    return None


def _json(field: Field, value: Value) -> str | None:
    try:
        json.loads(str(value), parse_constant=_refuse)
    except ValueError:
        return "is not JSON as PostgreSQL reads it"
    return None


def _refuse(name: str) -> None:
    raise ValueError(name)


_CHECKS: dict[Kind, Check] = {Kind.TEXT: _text, Kind.INTEGER: _integer, Kind.JSON: _json}
