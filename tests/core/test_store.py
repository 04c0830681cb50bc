import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, UniqueConstraint, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from integrations.database import SqliteStore, Store, StoreError, open_store

metadata = MetaData()
line = Table("line", metadata, Column("id", Integer, primary_key=True), Column("n", Integer), UniqueConstraint("n"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path}/house.sqlite3")
    metadata.create_all(opened.engine())
    yield opened
    opened.close()


def put(n: int) -> "Work":
    return Work(n)


class Work:
    def __init__(self, n: int, *, fails: bool = False) -> None:
        self.n = n
        self.fails = fails

    def __call__(self, db: Session) -> int:
        db.execute(insert(line).values(n=self.n))
        if self.fails:
            raise RuntimeError("the handler gave up")
        return self.n


def numbers(db: Session) -> list[int]:
    return list(db.scalars(select(line.c.n).order_by(line.c.n)))


async def test_what_write_returned_is_there_for_readers(store: Store) -> None:
    assert await store.write(put(1)) == 1
    assert await store.read(numbers) == [1]


async def test_work_that_waits_together_shares_a_commit(store: Store) -> None:
    before = store.commits
    await asyncio.gather(*(store.write(put(n)) for n in range(200)))
    assert await store.read(numbers) == list(range(200))
    assert store.commits - before < 100


async def test_one_failure_rolls_back_its_own_work_alone(store: Store) -> None:
    results = await asyncio.gather(
        store.write(put(1)), store.write(Work(2, fails=True)), store.write(put(3)), return_exceptions=True
    )
    assert [results[0], results[2]] == [1, 3]
    assert isinstance(results[1], RuntimeError)
    assert await store.read(numbers) == [1, 3]


async def test_a_broken_constraint_reaches_only_the_one_who_broke_it(store: Store) -> None:
    await store.write(put(1))
    results = await asyncio.gather(store.write(put(1)), store.write(put(2)), return_exceptions=True)
    assert isinstance(results[0], IntegrityError)
    assert results[1] == 2
    assert await store.read(numbers) == [1, 2]


async def test_an_error_never_shows_the_values(store: Store) -> None:
    await store.write(put(13912345678))
    with pytest.raises(IntegrityError) as caught:
        await store.write(put(13912345678))
    assert "13912345678" not in str(caught.value)


async def test_a_caller_who_went_away_hurts_nobody(store: Store) -> None:
    gone = asyncio.ensure_future(store.write(put(1)))
    await asyncio.sleep(0)
    gone.cancel()
    assert await store.write(put(2)) == 2


def test_a_second_process_on_the_same_file_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="another Linli process"):
        open_store(store.url)


def test_durability_is_full_and_foreign_keys_hold(store: Store) -> None:
    with store.engine().connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        version = str(connection.exec_driver_sql("select sqlite_version()").scalar())
    assert tuple(map(int, version.split("."))) >= (3, 51, 3), "older ones have the WAL-reset bug"


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_that_forgets_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="not a file"):
        SqliteStore(url)


def test_another_database_is_refused_in_one_sentence() -> None:
    with pytest.raises(StoreError, match="not supported yet; use sqlite"):
        open_store("mysql://somewhere/linli")
