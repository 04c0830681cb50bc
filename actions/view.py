from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from actions.reply import Text
    from actions.turn import Work

Cell = str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A list that staff see at the desk, declared without HTML.

    `columns` are text keys `view.NAME.COLUMN`, `rows(work)` returns one sequence of cells a row, newest first, and
    `roles` are the staff roles that may look (empty: all). With `entry` they may type something above the list, or
    press a button beside a row, which enters the row's first cell: `entry(work, words)` does what is meant, changes
    nothing the second time, and returns what came of it. It is called by the texts `view.NAME.entry` and `.button`.
    """

    name: str
    columns: Sequence[str]
    rows: "Callable[[Work], Sequence[Sequence[Cell]]]"
    roles: frozenset[str] = frozenset()
    entry: "Callable[[Work, str], Text] | None" = None
