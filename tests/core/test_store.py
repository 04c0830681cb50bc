import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text, UniqueConstraint, insert, literal, make_url, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from integrations.database import Store, StoreAway, StoreError, open_store
from integrations.sqlite import SqliteStore, sqlite_engine

metadata = MetaData()
line = Table("line", metadata, Column("id", Integer, primary_key=True), Column("n", Integer), UniqueConstraint("n"))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    opened = open_store(database_url)
    metadata.create_all(opened.engine())
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path}/house.sqlite3")
    yield opened
    opened.close()


KILL_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"


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


async def test_what_put_returned_is_there_for_readers(store: Store) -> None:
    assert await store.put(put(1)) == 1
    assert await store.read(numbers) == [1]


async def test_work_that_waits_together_shares_a_commit(store: Store) -> None:
    before = store.commits
    await asyncio.gather(*(store.write(put(n)) for n in range(200)))
    assert await store.read(numbers) == list(range(200))
    if not store.shared:
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
    await store.write(put(1391234567))
    with pytest.raises(IntegrityError) as caught:
        await store.write(put(1391234567))
    assert "1391234567" not in str(caught.value)


async def test_a_caller_who_went_away_hurts_nobody(store: Store) -> None:
    gone = asyncio.ensure_future(store.write(put(1)))
    await asyncio.sleep(0)
    gone.cancel()
    assert await store.write(put(2)) == 2


def test_a_second_process_on_the_same_file_is_refused(sqlite_store: Store) -> None:
    with pytest.raises(StoreError, match="another Linli process"):
        open_store(sqlite_store.url)


def test_durability_is_full_and_foreign_keys_hold(sqlite_store: Store) -> None:
    with sqlite_store.engine().connect() as connection:
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
    with pytest.raises(StoreError, match="mysql is not supported; use postgresql"):
        open_store("mysql://somewhere/linli")


async def test_work_that_lost_against_other_work_is_run_again(postgres_url: str) -> None:
    store = open_store(postgres_url)
    metadata.create_all(store.engine())
    await store.write(put(0))
    tried = []

    def deadlocks_once(db: Session) -> int:
        tried.append(1)
        if len(tried) == 1:
            db.execute(text("DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40P01'; END $$"))
        return put(1)(db)

    assert await store.write(deadlocks_once) == 1
    assert await store.read(numbers) == [0, 1]
    store.close()


async def test_a_connection_that_died_in_the_pool_is_replaced(postgres_url: str) -> None:
    store = open_store(postgres_url)
    metadata.create_all(store.engine())
    await store.write(put(1))
    await store.write(
        lambda db: db.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        )
    )
    assert await asyncio.gather(*(store.write(put(n)) for n in range(2, 30))) == list(range(2, 30))
    store.close()


async def test_a_database_out_of_reach_says_so_and_comes_back(postgres_url: str) -> None:
    store = open_store(make_url(postgres_url).set(query={"host": "/nowhere"}).render_as_string(hide_password=False))
    with pytest.raises(StoreAway):
        await store.write(put(1))
    with pytest.raises(StoreAway):
        await store.read(numbers)
    store.close()


async def test_a_locked_file_says_so_and_comes_back(sqlite_store: Store, tmp_path: Path) -> None:
    metadata.create_all(sqlite_store.engine())
    other = sqlite_engine(f"sqlite:///{tmp_path}/house.sqlite3").connect()
    other.exec_driver_sql("ROLLBACK")
    other.exec_driver_sql("BEGIN IMMEDIATE")
    results = await asyncio.gather(*(sqlite_store.write(put(n)) for n in range(3)), return_exceptions=True)
    assert [type(result) for result in results] == [StoreAway] * 3
    other.exec_driver_sql("ROLLBACK")
    other.close()
    assert await sqlite_store.write(put(7)) == 7
    assert await sqlite_store.read(numbers) == [7]


async def test_text_that_postgresql_cannot_hold_is_held_without_it(postgres_url: str) -> None:
    store = open_store(postgres_url)
    assert await store.read(lambda db: db.scalar(select(literal("a\0b\ud800c", Text())))) == "abc"
    store.close()


async def test_who_reads_cannot_write(postgres_url: str) -> None:
    store = open_store(postgres_url)
    metadata.create_all(store.engine())
    with pytest.raises(DBAPIError, match="read-only"):
        await store.read(put(1))
    store.close()


@pytest.mark.parametrize("kind", ["read", "put", "write", "note"])
async def test_a_statement_is_planned_once_for_a_connection(postgres_url: str, kind: str) -> None:
    """A ROLLBACK made psycopg forget what it had prepared: every statement was parsed and planned anew."""
    store = open_store(postgres_url)
    metadata.create_all(store.engine())
    run = getattr(store, kind)
    for _ in range(8):
        await run(numbers)
    prepared = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%FROM line%'")
    assert await run(lambda db: db.scalar(prepared)) == 1
    store.close()
