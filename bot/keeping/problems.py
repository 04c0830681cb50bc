"""Why data cannot be moved or kept; each message tells the operator what to do."""

from collections.abc import Sequence

from integrations.database import StoreError

SHOWN = 20  # problems that are listed one by one


class CannotMove(StoreError):
    """The data stays where it is; the message says why and what to do."""


class Damaged(StoreError):
    """An archive is not what its manifest says, or none at all."""


class Misfit(ValueError):
    """A value that the other database would refuse, by table, column and key; its words are never shown."""

    def __init__(self, table: str, column: str, key: str, why: str) -> None:
        self.table, self.column, self.key, self.why = table, column, key, why
        super().__init__(f"{table}.{column} of {key} {why}")


def refusal(misfits: Sequence[Misfit], count: int) -> CannotMove:
    """Return one error that lists what would not fit."""
    lines = [f"  {misfit}" for misfit in misfits[:SHOWN]]
    if count > len(lines):
        lines.append(f"  and {count - len(lines)} more")
    head = f"nothing was written: {count} values would not fit the new database."
    return CannotMove("\n".join([f"{head} Mend or delete these rows, then try again:", *lines]))
