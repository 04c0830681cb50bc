from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from actions.turn import Work

Cell = str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A list that staff see at the desk, declared without HTML.

    `columns` are text keys `view.NAME.COLUMN`, `rows(work)` returns one sequence of cells a row, newest first, and
    `roles` are the staff roles that may look (empty: all).
    """

    name: str
    columns: Sequence[str]
    rows: "Callable[[Work], Sequence[Sequence[Cell]]]"
    roles: frozenset[str] = frozenset()
