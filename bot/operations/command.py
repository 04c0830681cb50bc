"""`linli audit` for a cron outside the house, and `linli migrate` for a start in several steps."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Engine, make_url, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from actions.people import Community
from bot.operations.audit import findings
from bot.operations.finding import Finding
from bot.settings import Settings
from integrations.clock import SystemClock
from integrations.database import StoreError, backend, open_store
from integrations.postgres import postgres_engine
from integrations.sqlite import sqlite_engine


def add_audit(sub: argparse.ArgumentParser) -> None:
    """Describe `linli audit`."""
    sub.set_defaults(do=audit)


def add_migrate(sub: argparse.ArgumentParser) -> None:
    """Describe `linli migrate`."""
    sub.set_defaults(do=migrate)


def audit(given: argparse.Namespace, settings: Settings) -> int:
    """Print what is wrong, one object a line; 1 when anything is, 0 when all is well, 2 when nobody can say.

    It reads the database itself and changes nothing, so that it also tells of a server that hangs or has stopped.
    """
    now = SystemClock().now()
    try:
        with _reading(settings.database_url) as db:
            found = findings(db, now)
            names = {row.id: row.name for row in db.execute(select(Community.id, Community.name))}
    except SQLAlchemyError as failure:
        why = type(failure).__name__
        raise StoreError(f"the database cannot be audited ({why}): is it there, and of this version?") from None
    for line in lines(found, names, now):
        sys.stdout.write(f"{line}\n")
    return 1 if found else 0


def lines(found: Iterable[Finding], names: dict[str, str], now: datetime) -> Iterator[str]:
    """Write findings as JSON: kind, subject, community, since, how long, how many."""
    for one in found:
        line = {"kind": one.kind, "subject": one.subject, "community": names.get(one.community_id or "")}
        times = {"since": one.since.astimezone(UTC).isoformat(timespec="seconds"), "count": one.count}
        yield json.dumps(line | times | {"seconds": round((now - one.since).total_seconds())}, ensure_ascii=False)


def migrate(given: argparse.Namespace, settings: Settings) -> int:
    """Bring the database to the tables of this version and end; every start does the same."""
    from bot.app import installed
    from bot.foreign import migrate_house
    from bot.revision import import_models, incomplete, lacking

    import_models("bot")
    registry, store = installed(settings), open_store(settings.database_url)
    try:
        migrate_house(store.engine(), registry)
        with store.engine().connect() as connection:
            missing = lacking(connection, registry.scenarios.values())
    finally:
        store.close()
    if missing:
        raise StoreError(incomplete(missing))
    sys.stdout.write("the database is up to date\n")
    return 0


@contextmanager
def _reading(url: str) -> Iterator[Session]:
    engine = _read_only(url)
    try:
        with engine.connect() as connection, Session(connection) as db:
            yield db
    finally:
        engine.dispose()


def _read_only(url: str) -> Engine:
    """Open a database beside those who write to it; an SQLite file that is not there is not made."""
    if backend(url) == "postgresql":
        return postgres_engine(url, size=1)
    path = make_url(url).database
    return sqlite_engine(f"sqlite:///file:{path}?mode=ro&uri=true", readers=1)
