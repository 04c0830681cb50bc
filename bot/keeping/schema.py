"""Makes the tables of one database in another, empty one."""

import contextlib
import re
from collections.abc import Iterable, Sequence

from sqlalchemy import (
    Column,
    Connection,
    ForeignKeyConstraint,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    TextClause,
    UniqueConstraint,
    false,
    inspect,
    text,
    true,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql.elements import ColumnElement

from actions.scenario import Scenario
from bot.keeping.kinds import Kind, kind_of, portable
from bot.keeping.problems import CannotMove
from bot.keeping.sheets import quoted
from bot.migrate import CORE, History, MigrationError, core, of, stored, upgrade

_LITERAL = re.compile(r"\(?\s*('(?:[^']|'')*'|-?\d+(?:\.\d+)?|true|false)(?:::[\w ]+)?\s*\)?", re.IGNORECASE)
_LIKE_TRUE = {"1", "true", "'1'", "'true'", "'t'"}


def create_tables(source: Connection, target: Connection, found: MetaData, scenarios: Iterable[Scenario]) -> None:
    """Make every table of the source in the target's transaction, without rows.

    What stands at this version is made by its migrations; tables of scenarios that are not installed, of an earlier
    version, or whose migrations were written for another database, are made as they stand in the source.
    """
    for history in current(source, scenarios):
        _upgrade(target, history)
    known = set(inspect(target).get_table_names())
    metadata = MetaData()
    for table in found.sorted_tables:
        _copy(table, metadata)
    metadata.create_all(target, [table for table in metadata.sorted_tables if table.name not in known])
    for table in reversed(metadata.sorted_tables):
        target.exec_driver_sql(f"DELETE FROM {quoted(target, table.name)}")  # noqa: S608  what migrations put in


def _upgrade(target: Connection, history: History) -> None:
    if history.name == CORE:
        upgrade(target, history)
        return
    with contextlib.suppress(SQLAlchemyError), target.begin_nested():
        upgrade(target, history)


def current(source: Connection, scenarios: Iterable[Scenario]) -> Sequence[History]:
    """Return the owners whose tables stand at this version; none when the core does not."""
    histories = [history for history in (core(), *map(_history, scenarios)) if history is not None]
    standing = {history.name: stored(source, history) for history in histories}
    for history in histories:
        at = standing[history.name]
        if at is not None and at not in history.revisions:
            raise CannotMove(
                f"the tables of {history.name} stand at {at}, which this version does not know: "
                f"use the version that made them"
            )
    core_history, *others = histories
    if standing[core_history.name] != core_history.head:
        return []
    return [core_history, *(history for history in others if standing[history.name] == history.head)]


def _history(scenario: Scenario) -> History | None:
    """Return a scenario's revisions; one whose migrations cannot be read is as good as not installed."""
    try:
        return of(scenario)
    except MigrationError:
        return None


def _copy(table: Table, metadata: MetaData) -> Table:
    columns: list[Column[object]] = [_column(table, column) for column in table.columns]
    rules = [*_keys(table), *_unique(table)]
    made = Table(table.name, metadata, *columns, *rules)
    for index in table.indexes:
        if not index.dialect_kwargs.get("postgresql_include") and all(isinstance(c, Column) for c in index.expressions):
            Index(index.name, *(made.columns[column.name] for column in index.columns), unique=index.unique)
    return made


def _column(table: Table, column: Column[object]) -> Column[object]:
    try:
        kind = portable(column.type)
    except TypeError as problem:
        raise CannotMove(f"{table.name}.{column.name}: {problem}") from None
    return Column(
        column.name,
        kind,
        primary_key=column.primary_key,
        nullable=column.nullable,
        server_default=_default(column),
    )


def _default(column: Column[object]) -> TextClause | ColumnElement[bool] | None:
    """Return a default that is a plain literal; others belong to one database only."""
    said = getattr(column.server_default, "arg", None)
    found = _LITERAL.fullmatch(str(said)) if said is not None else None
    if found is None:
        return None
    if kind_of(column.type) is Kind.BOOLEAN:
        return true() if found[1].lower() in _LIKE_TRUE else false()
    return text(found[1].replace(":", r"\:"))


def _keys(table: Table) -> list[PrimaryKeyConstraint | ForeignKeyConstraint]:
    found: list[PrimaryKeyConstraint | ForeignKeyConstraint] = []
    if table.primary_key.columns:
        found.append(PrimaryKeyConstraint(*(c.name for c in table.primary_key.columns), name=_name(table.primary_key)))
    for key in table.foreign_key_constraints:
        targets = [element.target_fullname for element in key.elements]
        found.append(
            ForeignKeyConstraint(key.column_keys, targets, name=key.name, ondelete=key.ondelete, onupdate=key.onupdate)
        )
    return found


def _name(rule: PrimaryKeyConstraint) -> str | None:
    return rule.name if isinstance(rule.name, str) else None


def _unique(table: Table) -> list[UniqueConstraint]:
    rules = [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    return [UniqueConstraint(*(column.name for column in rule.columns), name=rule.name) for rule in rules]
