import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from actions.registry import builtin
from actions.scenario import Scenario
from bot.migrate import MigrationError, core, migrate, of, read_history, stored
from bot.revision import changes, import_models, tables_of
from integrations.database import WRITER, backend
from integrations.postgres import postgres_engine
from integrations.sqlite import sqlite_engine

SCENARIOS = list(builtin())
ROOT = Path(__file__).parents[2]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = sqlite_engine(f"sqlite:///{tmp_path / 'linli.sqlite3'}")
    yield engine
    engine.dispose()


@pytest.fixture
def either(database_url: str) -> Iterator[Engine]:
    """An empty SQLite file, and an empty database on PostgreSQL."""
    engine = sqlite_engine(database_url) if backend(database_url) == "sqlite" else postgres_engine(database_url)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("package", ["bot", *(scenario.package for scenario in SCENARIOS)])
def test_the_migrations_make_exactly_the_declared_tables(either: Engine, package: str) -> None:
    import_models("bot")
    import_models(package)
    migrate(either, SCENARIOS)
    with either.connect() as connection:
        missing = changes(connection, package).as_diffs()
    assert not missing, f"run `python -m bot.revision {package} what_changed` and look its file over: {missing}"


def test_every_table_of_the_core_is_compared() -> None:
    import_models("bot")
    assert {"community", "ticket", "held", "inbox", "outbox", "job", "session", "desk_access"} <= tables_of("bot")


WRITTEN = {  # SHA-256 of every revision there is
    "actions/activities/migrations/v0001_create_activities.py": (
        "690f8ef379b749d891ec27de4a5bee69563e373d0d74b101006be56410903f79"
    ),
    "actions/bookings/migrations/v0001_create_bookings.py": (
        "d17598d9f8c6fdda78e19ce67eea3ac279ea5b3f107ca2b86adae9f73672244c"
    ),
    "actions/complaints/migrations/v0001_create_complainants.py": (
        "4122868ec7848633582cf0172d6be500f82bc972902cff0e1911223363134a96"
    ),
    "actions/conversation/migrations/v0001_keep_what_is_refused.py": (
        "111a016444170a28528b62d9351f6822c2ca234426a0d79d62bdafce8c50fe97"
    ),
    "actions/devices/migrations/v0001_create_events.py": (
        "eae2fbb6b82f06f223428b83e8fd686e0e5bd669c7248345c994272c613c6249"
    ),
    "actions/elders/migrations/v0001_create_meal_orders.py": (
        "8e80c895dc10a689d6b497ad2149f4ec905264cdccb646deb80cda7b6077a088"
    ),
    "actions/elevators/migrations/v0001_create_calls.py": (
        "57cf96d9fe0e488d3f3f8d9dac52267e77c433975e2c3d7879204ddcaf64ad45"
    ),
    "actions/emergencies/migrations/v0001_create_the_table.py": (
        "a8758bbc361fb674e6320ede04a38ae939ff39fc50ecd54d90296e0a0604433f"
    ),
    "actions/emergencies/migrations/v0002_remember_who_must_not_be_heard.py": (
        "5263cc1a68df751539b37dff31215e86e61887a91e3a89ede10e7c6e8920e58e"
    ),
    "actions/fees/migrations/v0001_create_orders.py": (
        "022221a5e0ce99a0d63c4ccd4816347247204fb8b16b1bd6de5ff20250b90b20"
    ),
    "actions/notices/migrations/v0001_create_notices.py": (
        "48f24cdb59e7f762ebca0298638140a5498c716a8a832e0dc62d563fb50124a3"
    ),
    "actions/notices/migrations/v0002_write_at_the_desk.py": (
        "1c71d7ce1168f0a7d1462ea1d0411f0b8249bddd0cd704d00984ac6f49b6b544"
    ),
    "actions/visitors/migrations/v0001_create_visitor_passes.py": (
        "4a9f95666cd1d6b0c80946cfad15621fc07e29578caa163afec6abbf53dd1225"
    ),
    "bot/migrations/versions/0001_core_tables.py": "9dc5390f2fed948e3e492b9c38e265857c40220fd7e66663453ca0b37f3b71df",
    "bot/migrations/versions/0002_many_processes.py": (
        "33d59ff8a75ee69caa1d62cf56b64b079eddcbf21d38feb1d740a798c8505440"
    ),
    "bot/migrations/versions/0003_api_keys.py": "afcd544a236014813275107fe325a0a5162740e2c1378f8f3544b4298d654db0",
    "bot/migrations/versions/0004_operations.py": "c51402476eeedc337a1dd2ec0ae28a5bbde62d4afc5cd26d4ee7a0f23b9b78e7",
    "bot/migrations/versions/0005_make_up_for_empty_revisions.py": (
        "581de44cfb7882a2e1115e14f43b192a1ce20b4a9db84eb17866bae1d1f51466"
    ),
    "bot/migrations/versions/0006_tie_chats_to_staff.py": (
        "0c5983ffa4aed713be8a87cba8410b5597b02194674dfbbc18e713442803101b"
    ),
    "bot/migrations/versions/0007_kiosks_at_the_desk.py": (
        "6afa7d315f7d65e6cdfa400302a44bd4f4b80ca7535e2031fd16169489f315a5"
    ),
    "bot/migrations/versions/0008_cards_and_pins.py": (
        "2dd27ba9be32830429712e8e4b23d7830268474b7cb0d6635a9a5925aca8c53c"
    ),
    "bot/migrations/versions/0009_rights_of_kiosks.py": (
        "b06b49a94a41deb6ef922b9f166412d5cb0b30b4f69ee84b2129a90dd1a6137e"
    ),
}


def test_a_revision_never_changes_once_it_is_written() -> None:
    found = [path for package in ("bot", "actions") for path in (ROOT / package).glob("**/migrations/**/*.py")]
    hashes = {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(found)}
    changed = {name for name in WRITTEN if hashes.get(name) != WRITTEN[name]}
    assert not changed, (
        f"databases already stand behind {', '.join(sorted(changed))} and will never run it again: "
        "take the change back, and put what you want into a new revision (python -m bot.revision PACKAGE WHAT)"
    )
    new = {name: hashes[name] for name in hashes.keys() - WRITTEN.keys()}
    assert not new, (
        f"add the new revision to WRITTEN in the commit that brings it; from then on it stays as it is: {new}"
    )


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrate(engine, SCENARIOS)
    before = _schema(engine)
    migrate(engine, SCENARIOS)
    assert _schema(engine) == before


def test_processes_that_start_together_migrate_once(postgres_url: str) -> None:
    engine = postgres_engine(postgres_url)
    with ThreadPoolExecutor(4) as pool:
        for started in [pool.submit(migrate, engine, SCENARIOS) for _ in range(4)]:
            started.result()
    with engine.connect() as connection:
        assert [row[0] for row in connection.execute(text("SELECT version_num FROM version_core"))] == [_core_head()]
    engine.dispose()


def _core_head() -> str:
    history = core()
    assert history is not None
    return history.head


def test_each_owner_keeps_a_version_of_its_own(engine: Engine) -> None:
    migrate(engine, SCENARIOS)
    histories = [core(), *map(of, SCENARIOS)]
    with engine.connect() as connection:
        for history in filter(None, histories):
            assert stored(connection, history) == history.head


def test_the_tables_of_an_absent_scenario_stay(engine: Engine, toy: Scenario) -> None:
    migrate(engine, [toy])
    _write(engine, "INSERT INTO laundry_load (id) VALUES (1)")
    migrate(engine, [])
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM laundry_load")).scalar() == 1


def test_a_broken_migration_changes_nothing(engine: Engine, toy: Scenario, tmp_path: Path) -> None:
    migrate(engine, [toy])
    before = _schema(engine)
    _revision(tmp_path, "0002", '"0001"', 'op.create_table("laundry_other", sa.Column("id", sa.Integer))\n    1 / 0')
    with pytest.raises(ZeroDivisionError):
        migrate(engine, [toy])
    assert _schema(engine) == before


def test_a_table_is_rebuilt_without_losing_the_rows_that_point_to_it(
    engine: Engine, toy: Scenario, tmp_path: Path
) -> None:
    migrate(engine, [toy])
    _write(engine, "INSERT INTO laundry_load (id) VALUES (1)")
    _write(engine, "INSERT INTO laundry_shirt (id, load_id) VALUES (1, 1)")
    _revision(
        tmp_path,
        "0002",
        '"0001"',
        'with op.batch_alter_table("laundry_load", recreate="always") as table:\n'
        '        table.add_column(sa.Column("note", sa.String(10)))',
    )
    migrate(engine, [toy])
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM laundry_shirt")).scalar() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_database_of_a_newer_version_is_refused(engine: Engine) -> None:
    migrate(engine, [])
    _write(engine, "UPDATE version_core SET version_num = '9999'")
    with pytest.raises(MigrationError, match="9999, which this version does not know"):
        migrate(engine, [])


def test_two_last_revisions_are_refused(toy: Scenario, tmp_path: Path) -> None:
    _revision(tmp_path, "0002", '"0001"', "pass")
    _revision(tmp_path, "0003", '"0001"', "pass")
    with pytest.raises(MigrationError, match="0002, 0003"):
        read_history("laundry", toy.package)


def test_a_script_without_a_revision_is_named(toy: Scenario, tmp_path: Path) -> None:
    (tmp_path / "scene_laundry" / "migrations" / "0002_x.py").write_text("x = 1\n", encoding="utf-8")
    with pytest.raises(MigrationError, match=r"0002_x\.py must say"):
        read_history("laundry", toy.package)


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    """A third party's scenario with two tables, one of which points to the other."""
    monkeypatch.syspath_prepend(str(tmp_path))
    _revision(
        tmp_path,
        "0001",
        "None",
        'op.create_table("laundry_load", sa.Column("id", sa.Integer, primary_key=True))\n'
        '    key = sa.ForeignKey("laundry_load.id", ondelete="CASCADE")\n'
        '    op.create_table("laundry_shirt", sa.Column("id", sa.Integer), sa.Column("load_id", sa.Integer, key))',
    )
    return Scenario(package="scene_laundry", title={"zh": "洗衣", "en": "Laundry"}, intents={}, handlers={})


def _revision(folder: Path, revision: str, before: str, body: str) -> None:
    versions = folder / "scene_laundry" / "migrations"
    versions.mkdir(parents=True, exist_ok=True)
    (versions / f"{revision}_laundry.py").write_text(
        f"import sqlalchemy as sa\nfrom alembic import op\n\n"
        f'revision = "{revision}"\ndown_revision = {before}\n\n\ndef upgrade():\n    {body}\n',
        encoding="utf-8",
    )


def _schema(engine: Engine) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text("SELECT name, sql FROM sqlite_master ORDER BY name"))]


def _write(engine: Engine, statement: str) -> None:
    with engine.connect().execution_options(**{WRITER: True}) as connection, connection.begin():
        connection.execute(text(statement))
