import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

from actions.scenario import Scenario
from bot.cli import main
from bot.keeping.ends import alone, engine_of, fresh, snapshot
from bot.keeping.problems import CannotMove
from bot.keeping.transfer import Moved, copy_all, survey
from integrations.postgres import postgres_engine
from integrations.sqlite import SqliteStore
from tests.keeping.old import contents, full, load, scenarios

FOREIGN = """
CREATE TABLE version_pool (version_num VARCHAR(32) NOT NULL, CONSTRAINT version_pool_pkc PRIMARY KEY (version_num));
INSERT INTO version_pool VALUES ('0007');
CREATE TABLE pool_lane (
  id INTEGER NOT NULL, title VARCHAR(20) DEFAULT 'lane' NOT NULL, parent_id INTEGER, community_id VARCHAR(32),
  open BOOLEAN DEFAULT 1 NOT NULL, depth FLOAT, price NUMERIC(10, 2), photo BLOB, day DATE, begins TIME, at DATETIME,
  data JSON, big BIGINT,
  CONSTRAINT pk_pool_lane PRIMARY KEY (id), CONSTRAINT uq_pool_lane_title UNIQUE (title),
  CONSTRAINT fk_pool_lane_parent FOREIGN KEY (parent_id) REFERENCES pool_lane (id) ON DELETE SET NULL,
  CONSTRAINT fk_pool_lane_community FOREIGN KEY (community_id) REFERENCES community (id)
);
CREATE INDEX ix_pool_lane_day ON pool_lane (day);
INSERT INTO pool_lane VALUES (9, '深水', 10, NULL, 1, 1.5, 12.30, x'00ff10', '2026-03-04', '07:30:00.000000',
  '2026-03-04 04:00:00.000001', '{"b": [1.0, "\\u0000", null], "a": "\\ud83c\\udfca"}', 9007199254740993);
INSERT INTO pool_lane VALUES (10, 'lane', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, '5.0', NULL);
INSERT INTO pool_lane VALUES (11, '', NULL, NULL, 0, -0.1, 1e6, x'', NULL, NULL, NULL, 'null', -1);
"""


def quiet(line: str) -> None:
    """Progress is for people."""


def run(file: Path, script: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(script)


def move(source: str, target: str, say: Callable[[str], object] = quiet) -> list[Moved]:
    with engine_of(source) as engine, snapshot(engine) as connection, fresh(target) as other:
        return copy_all(connection, other, scenarios(), say)


def look(url: str) -> list[Moved]:
    with engine_of(url) as engine, snapshot(engine) as connection:
        return sorted(survey(connection), key=lambda line: line.table)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house with rows in most tables, and those of a scenario that is not installed."""
    file = tmp_path / "linli.sqlite3"
    full(file)
    run(file, FOREIGN)
    return file


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Engine]:
    engine = postgres_engine(postgres_url)
    yield engine
    engine.dispose()


def test_there_and_back_every_table_has_the_same_checksum(house: Path, postgres_url: str, tmp_path: Path) -> None:
    before = look(f"sqlite:///{house}")
    there = move(f"sqlite:///{house}", postgres_url)
    back = move(postgres_url, f"sqlite:///{tmp_path}/back.sqlite3")
    assert sorted(there, key=lambda line: line.table) == before
    assert sorted(back, key=lambda line: line.table) == before
    assert look(postgres_url) == look(f"sqlite:///{tmp_path}/back.sqlite3") == before
    assert {line.table for line in before} > {"inbox", "notices_notice", "pool_lane", "version_core", "version_pool"}


def test_there_and_back_every_value_is_the_same(house: Path, postgres_url: str, tmp_path: Path) -> None:
    move(f"sqlite:///{house}", postgres_url)
    move(postgres_url, f"sqlite:///{tmp_path}/back.sqlite3")
    found = []
    for url in (f"sqlite:///{house}", postgres_url, f"sqlite:///{tmp_path}/back.sqlite3"):
        with engine_of(url) as engine, snapshot(engine) as connection:
            found.append(contents(connection))
    lanes = [rows.pop("pool_lane") for rows in found]
    assert found[0] == found[1] == found[2]
    assert [lane["title"] for lane in lanes[1]] == [lane["title"] for lane in lanes[0]]
    assert lanes[2][0]["photo"] == lanes[0][0]["photo"]
    assert lanes[2][0]["big"] == lanes[0][0]["big"]


def test_one_server_can_be_left_for_another(
    house: Path, postgres_url: str, request: pytest.FixtureRequest, postgres: Engine
) -> None:
    server = request.getfixturevalue("postgres_server")
    name = f"{postgres.url.database}_other"
    server.psql(f"CREATE DATABASE {name}")
    request.addfinalizer(lambda: server.psql(f"DROP DATABASE {name} WITH (FORCE)"))
    other = postgres.url.set(database=name).render_as_string(hide_password=False)
    move(f"sqlite:///{house}", postgres_url)
    move(postgres_url, other)
    assert look(other) == look(postgres_url)


def test_what_no_installed_scenario_declares_comes_along(house: Path, postgres_url: str, postgres: Engine) -> None:
    move(f"sqlite:///{house}", postgres_url)
    seen = inspect(postgres)
    columns = {column["name"]: str(column["type"]) for column in seen.get_columns("pool_lane")}
    assert columns["at"] == "TIMESTAMP"
    assert (columns["title"], columns["price"], columns["big"]) == ("VARCHAR(20)", "NUMERIC(10, 2)", "BIGINT")
    assert {key["name"] for key in seen.get_foreign_keys("pool_lane")} == {
        "fk_pool_lane_parent",
        "fk_pool_lane_community",
    }
    assert [index["name"] for index in seen.get_indexes("pool_lane") if not index["unique"]] == ["ix_pool_lane_day"]
    with postgres.begin() as connection:
        connection.execute(text("INSERT INTO pool_lane (title) VALUES ('next')"))
        added = connection.execute(text("SELECT id, open FROM pool_lane WHERE title = 'next'")).one()
    assert tuple(added) == (12, True)


def test_a_scenario_whose_migration_suits_one_database_only_comes_along(
    house: Path, postgres_url: str, postgres: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = tmp_path / "scene_pool" / "migrations"
    versions.mkdir(parents=True)
    (versions / "0007_pool.py").write_text(
        'from alembic import op\n\nrevision = "0007"\ndown_revision = None\n\n\ndef upgrade():\n'
        '    op.execute("CREATE TABLE pool_lane (id INTEGER PRIMARY KEY AUTOINCREMENT)")\n',
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    pool = Scenario(package="scene_pool", title={"zh": "泳池", "en": "Pool"}, intents={}, handlers={})
    with engine_of(f"sqlite:///{house}") as engine, snapshot(engine) as source, fresh(postgres_url) as target:
        moved = copy_all(source, target, [*scenarios(), pool], quiet)
    assert {line.table: line.rows for line in moved}["pool_lane"] == 3
    assert "depth" in {column["name"] for column in inspect(postgres).get_columns("pool_lane")}


def test_numbers_go_on_behind_those_that_came(house: Path, postgres_url: str, postgres: Engine) -> None:
    move(f"sqlite:///{house}", postgres_url)
    with postgres.begin() as connection:
        last = connection.execute(text("SELECT max(id) FROM job")).scalar_one()
        first = connection.execute(text("SELECT community_id FROM job LIMIT 1")).scalar_one()
        new = connection.execute(
            text(
                "INSERT INTO job (name, key, payload, due, state, fence, attempts, error, created_at, community_id) "
                "VALUES ('x', 'y', '{}', now(), 'new', 0, 0, '', now(), :community) RETURNING id"
            ),
            {"community": first},
        ).scalar_one()
    assert new == last + 1


BAD = {
    "NUL": (
        "UPDATE resident SET name = 'eighty' || char(0) || 'b' WHERE key = 'R1'",
        r"resident\.name of \w{32} holds a NUL character",
    ),
    "long": (
        "UPDATE resident SET name = printf('eighty%.61c', 'x') WHERE key = 'R1'",
        r"resident\.name of \w{32} has 67 characters, and 60 is the most",
    ),
    "large": ("UPDATE charge SET amount = 2147483648", r"charge\.amount of \w{32} is a number beyond 2147483647"),
    "not a number": (
        "UPDATE resident SET age = 'eighty' WHERE key = 'R1'",
        r"resident\.age of \w{32} is not a whole number",
    ),
    "not JSON": (
        "UPDATE resident SET needs = '{\"eighty\": NaN}' WHERE key = 'R1'",
        r"resident\.needs of \w{32} is not JSON",
    ),
    "not a time": (
        "UPDATE inbox SET created_at = 'eighty' WHERE id = 1",
        r"inbox\.created_at of 1 is not a point in time",
    ),
}


@pytest.mark.parametrize(("script", "why"), BAD.values(), ids=BAD.keys())
def test_what_postgresql_would_refuse_is_named_before_a_row_is_written(
    house: Path, postgres_url: str, postgres: Engine, script: str, why: str
) -> None:
    run(house, script)
    with pytest.raises(CannotMove, match=why) as refused:
        move(f"sqlite:///{house}", postgres_url)
    assert "nothing was written" in str(refused.value)
    assert "eighty" not in str(refused.value)  # what stands there is nobody's business
    assert inspect(postgres).get_table_names() == []


def test_a_target_with_a_table_is_refused(house: Path, postgres_url: str, postgres: Engine) -> None:
    with postgres.begin() as connection:
        connection.execute(text("CREATE TABLE mine (id INTEGER)"))
    with pytest.raises(CannotMove, match="is not empty"):
        move(f"sqlite:///{house}", postgres_url)
    assert inspect(postgres).get_table_names() == ["mine"]


@pytest.mark.parametrize("suffix", ["", "-wal"])
def test_a_file_that_exists_is_refused(house: Path, tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"there.sqlite3{suffix}").write_bytes(b"something")
    with pytest.raises(CannotMove, match=f"there.sqlite3{suffix} exists"):
        move(f"sqlite:///{house}", f"sqlite:///{tmp_path}/there.sqlite3")
    assert (tmp_path / f"there.sqlite3{suffix}").read_bytes() == b"something"


class Stopped(RuntimeError):
    """Somebody pressed Ctrl-C."""


def stop(line: str) -> None:
    raise Stopped(line)


def test_a_move_that_breaks_off_leaves_nothing_on_the_server(house: Path, postgres_url: str, postgres: Engine) -> None:
    with pytest.raises(Stopped):
        move(f"sqlite:///{house}", postgres_url, stop)
    assert inspect(postgres).get_table_names() == []


def test_a_move_that_breaks_off_leaves_no_file(house: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    with pytest.raises(Stopped):
        move(f"sqlite:///{house}", f"sqlite:///{folder}/linli.sqlite3", stop)
    assert [path.name for path in folder.iterdir()] == ["linli.sqlite3.lock"]


CHANGED = (
    "CREATE FUNCTION harm() RETURNS trigger LANGUAGE plpgsql AS "
    "$$BEGIN NEW.amount := NEW.amount + (NEW.amount = 51015 AND NEW.status = 'paid')::int; RETURN NEW; END$$",
    "CREATE TRIGGER harm BEFORE INSERT ON charge FOR EACH ROW EXECUTE FUNCTION harm()",
)
LOST = (
    "CREATE FUNCTION harm() RETURNS trigger LANGUAGE plpgsql AS "
    "$$BEGIN IF NEW.id = 1 THEN RETURN NULL; END IF; RETURN NEW; END$$",
    "CREATE TRIGGER harm BEFORE INSERT ON job FOR EACH ROW EXECUTE FUNCTION harm()",
)
CHANGED_IN_A_FILE = (
    "CREATE TRIGGER harm AFTER INSERT ON charge WHEN NEW.amount = 51015 AND NEW.status = 'paid' "
    "BEGIN UPDATE charge SET amount = amount + 1 WHERE id = NEW.id; END",
)
LOST_IN_A_FILE = ("CREATE TRIGGER harm AFTER INSERT ON job WHEN NEW.id = 1 BEGIN DELETE FROM job WHERE id = 1; END",)


def move_and_harm(source: str, target: str, harm: Sequence[str]) -> None:
    """Move into a database that harms one row as it arrives."""
    with engine_of(source) as engine, snapshot(engine) as connection, fresh(target) as other:
        # the line of progress comes when the tables are there and empty
        copy_all(connection, other, scenarios(), lambda line: [other.exec_driver_sql(step) for step in harm])


@pytest.mark.parametrize(("harm", "table"), [(CHANGED, "charge"), (LOST, "job")], ids=["a fen more", "a row lost"])
def test_a_row_that_arrives_otherwise_is_noticed_and_nothing_is_kept_on_the_server(
    house: Path, postgres_url: str, postgres: Engine, harm: Sequence[str], table: str
) -> None:
    before = look(f"sqlite:///{house}")
    with pytest.raises(CannotMove, match=f"nothing was kept: {table} has"):
        move_and_harm(f"sqlite:///{house}", postgres_url, harm)
    assert inspect(postgres).get_table_names() == []
    assert look(f"sqlite:///{house}") == before


@pytest.mark.parametrize(
    ("harm", "table"), [(CHANGED_IN_A_FILE, "charge"), (LOST_IN_A_FILE, "job")], ids=["a fen more", "a row lost"]
)
def test_a_row_that_arrives_otherwise_is_noticed_and_no_file_is_kept(
    house: Path, tmp_path: Path, harm: Sequence[str], table: str
) -> None:
    folder = tmp_path / "new"
    with pytest.raises(CannotMove, match=f"nothing was kept: {table} has"):
        move_and_harm(f"sqlite:///{house}", f"sqlite:///{folder}/linli.sqlite3", harm)
    assert [path.name for path in folder.iterdir()] == ["linli.sqlite3.lock"]


def test_what_is_written_meanwhile_is_not_half_copied(house: Path, postgres_url: str, tmp_path: Path) -> None:
    before = look(f"sqlite:///{house}")

    def meddle(line: str) -> None:
        run(house, "DELETE FROM outbox; UPDATE resident SET name = 'changed'")

    there = move(f"sqlite:///{house}", postgres_url, meddle)
    assert sorted(there, key=lambda one: one.table) == before

    def meddle_there(line: str) -> None:
        engine = create_engine(postgres_url)
        with engine.begin() as connection:
            connection.execute(text("DELETE FROM outbox"))
        engine.dispose()

    back = move(postgres_url, f"sqlite:///{tmp_path}/back.sqlite3", meddle_there)
    assert sorted(back, key=lambda one: one.table) == before


def test_a_house_that_is_open_is_not_moved(house: Path) -> None:
    store = SqliteStore(f"sqlite:///{house}")
    with pytest.raises(CannotMove, match="stop it first"), alone(f"sqlite:///{house}"):
        pass
    store.close()


def test_a_server_that_others_use_is_not_moved(postgres_url: str, postgres: Engine) -> None:
    with postgres.connect() as connection:
        connection.execute(text("SELECT 1"))
        with pytest.raises(CannotMove, match="1 other connections"), alone(postgres_url):
            pass


def test_a_place_without_a_house_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(CannotMove, match=r"there is no .*nowhere\.sqlite3"),
        alone(f"sqlite:///{tmp_path}/nowhere.sqlite3"),
    ):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_house_of_a_newer_version_is_refused(house: Path, postgres_url: str) -> None:
    run(house, "UPDATE version_core SET version_num = '9999'")
    with pytest.raises(CannotMove, match="9999, which this version does not know"):
        move(f"sqlite:///{house}", postgres_url)


def test_a_type_that_cannot_be_moved_is_named(postgres_url: str, postgres: Engine, tmp_path: Path) -> None:
    with postgres.begin() as connection:
        connection.execute(text("CREATE TABLE odd (id INTEGER PRIMARY KEY, what INTEGER[])"))
    with pytest.raises(CannotMove, match=r"odd\.what: columns of the type .* cannot be moved"):
        move(postgres_url, f"sqlite:///{tmp_path}/new.sqlite3")
    assert not list(tmp_path.glob("*.sqlite3"))


def test_the_command_says_what_to_set_next(
    tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    full(tmp_path / "linli.sqlite3")
    monkeypatch.setenv("LINLI_DATA", str(tmp_path))
    assert main(["move", "--to", postgres_url]) == 0
    told = capsys.readouterr()
    assert "LINLI_DATABASE=postgresql+psycopg://" in told.out
    assert [line.split()[-1] for line in told.out.splitlines() if line.startswith("inbox ")] == ["yes"]
    assert "rows in" in told.err
    assert main(["move", "--to", postgres_url]) == 2
    assert "is not empty" in capsys.readouterr().err


def test_a_house_of_an_earlier_version_arrives_as_it_is(tmp_path: Path, postgres_url: str) -> None:
    url = load("0.1.0-foundation", tmp_path / "linli.sqlite3")
    move(url, postgres_url)
    assert look(postgres_url) == look(url)
