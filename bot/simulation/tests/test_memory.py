"""The database of a simulated house: transactions as on a disk, and everything forgotten when it is put back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.simulation.memory import MemoryStore
from integrations.sqlite import sqlite_module


@pytest.fixture
def store() -> Iterator[MemoryStore]:
    with closing(sqlite_module().connect(":memory:")) as rows:
        rows.execute("CREATE TABLE pass (name TEXT)")
        rows.execute("INSERT INTO pass VALUES ('here before')")
        rows.commit()
        with closing(MemoryStore(rows)) as opened:
            yield opened


def _names(db: Session) -> list[str]:
    return list(db.scalars(text("SELECT name FROM pass")))


def _add(db: Session) -> None:
    db.execute(text("INSERT INTO pass VALUES ('new')"))


async def test_what_was_written_is_forgotten_when_it_is_put_back(store: MemoryStore) -> None:
    await store.write(_add)
    assert await store.read(_names) == ["here before", "new"]
    store.put_back()
    assert await store.read(_names) == ["here before"]


async def test_work_that_fails_writes_nothing(store: MemoryStore) -> None:
    def fail(db: Session) -> None:
        _add(db)
        raise sqlite3.OperationalError("no")

    with pytest.raises(sqlite3.OperationalError):
        await store.write(fail)
    assert await store.read(_names) == ["here before"]


async def test_only_what_writes_rows_touches(store: MemoryStore) -> None:
    before = store.touched
    await store.read(_names)
    assert store.touched == before
    await store.write(_add)
    assert store.touched > before
