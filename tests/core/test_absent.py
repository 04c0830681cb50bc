"""Tables whose scenario is not installed: nobody reads them, and they stand in nobody's way."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from actions.people import Community
from actions.ticket import Ticket
from bot.migrate import migrate
from bot.retention import absent_pointers, delete_expired
from bot.revision import import_models
from integrations.database import WRITER
from integrations.sqlite import sqlite_engine
from tests.conftest import NOON

RULES = {"without a rule": ("", {"T-1"}), "that let go": (" ON DELETE SET NULL", set())}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = sqlite_engine(f"sqlite:///{tmp_path / 'linli.sqlite3'}")
    import_models("bot")
    migrate(engine, [])
    yield engine
    engine.dispose()


@pytest.mark.parametrize(("rule", "kept"), RULES.values(), ids=RULES)
def test_pointers_of_an_absent_table(engine: Engine, rule: str, kept: set[str]) -> None:
    """What a forgotten table points to stays, what it lets go of is deleted; either way the rest is deleted in time."""
    with engine.connect().execution_options(**{WRITER: True}) as connection, Session(connection) as db:
        key = f"FOREIGN KEY(ticket_id) REFERENCES ticket (id){rule}"
        db.execute(text(f"CREATE TABLE gone_bag (id INTEGER, ticket_id VARCHAR(32), {key})"))
        db.add(Community(id="c", name="青禾里"))
        db.flush()
        for number in ("T-1", "T-2"):
            given = {"kind": "laundry", "status": "done", "created_at": NOON, "closed_at": NOON}
            db.add(Ticket(id=number, community_id="c", number=number, **given))
        db.flush()
        db.execute(text("INSERT INTO gone_bag VALUES (1, 'T-1')"))
        assert [target for target, _ in absent_pointers(db)].count("ticket") == len(kept)
        delete_expired(db, "c", NOON + timedelta(days=1000))
        assert {ticket.number for ticket in db.query(Ticket)} == kept
        assert db.scalar(text("SELECT count(*) FROM gone_bag")) == 1
        db.commit()
