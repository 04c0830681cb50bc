"""What the readers of a community file's sections share: names for bad rows, tolerant cells, nothing dropped."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import String, delete, select

from actions.loading import Held, Loading
from actions.table import CommunityTable

Row = Mapping[str, Any]
WHOLE = "."  # key of a held section that is no list, such as the fund
_YES = {"true", "yes", "y", "1", "是", "在岗"}
_SEPARATORS = re.compile(r"[,，、;；\n]+")


@dataclass(slots=True)
class Reading(Loading):
    """A loading that knows the lines of a spreadsheet, so that a bad row is named as its author sees it."""

    lines: Mapping[str, list[int]] = field(default_factory=dict)

    def problem(self, index: int, column: str, why: str) -> None:
        """Note what is wrong with a row and how to mend it; rows count from 1, in a sheet as the sheet counts them."""
        known = self.lines.get(self.section, [])
        line = known[index] if index < len(known) else index + 1
        self.problems.append(f"{self.section}, row {line}, {column}: {why}")


def text(loading: Loading, index: int, row: Row, name: str, table: type[CommunityTable], column: str = "") -> str:
    """Read a cell as text that fits its column, or note that it is too long."""
    value = row.get(name)
    written = "" if value is None else str(value).strip()
    kind = table.__table__.columns[column or name].type
    if isinstance(kind, String) and kind.length and len(written) > kind.length:
        loading.problem(index, name, f"it is longer than {kind.length} characters")
        return written[: kind.length]
    return written


def whole(loading: Loading, index: int, row: Row, name: str) -> int | None:
    """Read a cell as a whole number, None where it is empty, or note that it is none."""
    value = row.get(name)
    if value in (None, ""):
        return None
    if not str(value).isdigit():
        loading.problem(index, name, f"{value!r} is not a whole number")
        return None
    return int(value)


def tidied(value: Any) -> Any:
    """Return a document without what no database keeps: NUL and halves of characters; ValueError for NaN.

    >>> tidied({"name": ["李\\x00芳", 3]})
    {'name': ['李芳', 3]}
    """
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "ignore").decode()
    if isinstance(value, Mapping):
        return {tidied(name): tidied(part) for name, part in value.items()}
    if isinstance(value, list):
        return [tidied(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} is not a number that can be kept")
    return value


def yes(value: object, *, usual: bool = False) -> bool:
    """Read a yes; an empty cell means what is usual.

    >>> yes("是"), yes("no"), yes(True), yes("", usual=True)
    (True, False, True, True)
    """
    if value in (None, ""):
        return usual
    return str(value).strip().lower() in _YES


def several(value: object) -> list[str]:
    """Read a list, or a cell that holds one.

    >>> several("plumbing、gas"), several(["a"]), several(None)
    (['plumbing', 'gas'], ['a'], [])
    """
    if isinstance(value, list):
        return [str(item) for item in value]
    return [part.strip() for part in _SEPARATORS.split(str(value or "")) if part.strip()]


def rows_of(loading: Loading, rows: list[Any], needs: str) -> Iterable[tuple[int, Row]]:
    """Yield the rows that are groups of columns; the others are noted as bad."""
    for index, row in enumerate(rows):
        if isinstance(row, Mapping):
            yield index, row
        else:
            loading.problem(index, needs, f"a row of {loading.section} is a group of columns, such as {needs}")


def more(loading: Loading, key: str, row: Row, known: frozenset[str]) -> None:
    """Hold the columns that the core has no place for."""
    kept = {name: value for name, value in row.items() if name not in known}
    if kept:
        loading.upsert(Held, {"kind": f"{loading.section}.more", "key": key[:80]}, {"data": kept})


def hold(loading: Loading, section: str, content: object) -> None:
    """Hold a section for a scenario that is not installed yet: every row, in the order in which it came."""
    if not isinstance(content, list):
        loading.upsert(Held, {"kind": section, "key": WHOLE}, {"data": content})
        return
    for index, row in enumerate(content):
        loading.upsert(Held, {"kind": section, "key": f"{index + 1:05}"}, {"data": row})
    _drop_rows_behind(loading, section, len(content))


def _drop_rows_behind(loading: Loading, section: str, count: int) -> None:
    """A list that became shorter must not leave its old end behind: rows that are only held have no other key."""
    here = (Held.community_id == loading.community.id, Held.kind == section)
    loading.db.execute(delete(Held).where(*here, Held.key > f"{count:05}"))


def held(loading: Loading, section: str) -> Any:
    """Return a held section as it came, or None."""
    query = select(Held).where(Held.community_id == loading.community.id, Held.kind == section).order_by(Held.key)
    rows = loading.db.scalars(query).all()
    if not rows:
        return None
    return rows[0].data if rows[0].key == WHOLE else [row.data for row in rows]


def release(loading: Loading, section: str) -> None:
    """Forget a held section: somebody has read it."""
    loading.db.execute(delete(Held).where(Held.community_id == loading.community.id, Held.kind == section))
