"""What `linli move`, `backup` and `restore` do and print."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from actions.registry import discover
from actions.scenario import Scenario
from bot.keeping.backup import STDOUT, Wish, back_up
from bot.keeping.ends import alone, engine_of, fresh, shown, snapshot
from bot.keeping.problems import CannotMove, Damaged
from bot.keeping.restore import restore
from bot.keeping.transfer import copy_all, table_text
from bot.settings import Settings


def add_move(sub: argparse.ArgumentParser) -> None:
    """Describe `linli move`."""
    sub.add_argument("--to", required=True, metavar="URL", help="empty database: postgresql://... or sqlite:////...")
    sub.set_defaults(do=move)


def add_backup(sub: argparse.ArgumentParser) -> None:
    """Describe `linli backup`."""
    sub.add_argument("file", help="FILE.tar.gz or FILE.tar; {time} in it becomes the time; - is standard output")
    sub.add_argument("--keep", type=int, default=0, metavar="N", help="delete all but the newest N of this name")
    sub.set_defaults(do=backup)


def add_restore(sub: argparse.ArgumentParser) -> None:
    """Describe `linli restore`."""
    sub.add_argument("file", help="an archive of `linli backup`; - is standard input")
    sub.add_argument("--to", default="", metavar="URL", help="empty database; none: the one of the settings")
    sub.set_defaults(do=bring_back)


def move(given: argparse.Namespace, settings: Settings) -> int:
    """Copy the database into another one; the old one stays as it is."""
    source, target = settings.database_url, given.to
    with (
        alone(source),
        engine_of(source) as engine,
        snapshot(engine) as connection,
        fresh(target) as other,
    ):
        moved = copy_all(connection, other, _scenarios(), _say)
    _tell(table_text(moved))
    _tell(f"Everything is in {shown(target)}. From now on start Linli with: LINLI_DATABASE={shown(target)}")
    _tell(f"The old database {shown(source)} is as it was; keep it until you are sure, then delete it.")
    return 0


def backup(given: argparse.Namespace, settings: Settings) -> int:
    """Write a backup."""
    if given.keep < 0:
        raise CannotMove("--keep takes a number from 1 on")
    wish, now = Wish(given.file, given.keep), datetime.now(UTC)
    made = back_up(settings, wish, _scenarios(), now, _say, sys.stdout.buffer)
    where = "standard output" if wish.file == STDOUT else str(wish.path(now))
    rows = sum(count for count, _ in made.tables.values())
    _say(f"{where}: {rows} rows in {len(made.tables)} tables, {made.photos} files")
    return 0


def bring_back(given: argparse.Namespace, settings: Settings) -> int:
    """Restore a backup."""
    url = given.to or settings.database_url
    try:
        if given.file == STDOUT:
            made = restore(settings, sys.stdin.buffer, url, _scenarios(), _say)
        else:
            with _opened(given.file) as stream:
                made = restore(settings, stream, url, _scenarios(), _say)
    except Damaged as damage:
        raise CannotMove(f"{given.file} is damaged: {damage}. Nothing was restored; take another backup") from None
    rows = sum(count for count, _ in made.tables.values())
    _tell(f"{rows} rows in {len(made.tables)} tables and {made.photos} files are back in {shown(url)}")
    _tell(f"They are as of {made.made_at} (Linli {made.version}). Before you start it: whoever was erased, lost a key")
    _tell("or left the staff since then is back too; docs/backup.md says what to do about them.")
    if given.to:
        _tell(f"Start Linli with: LINLI_DATABASE={shown(url)}")
    return 0


def _opened(file: str) -> IO[bytes]:
    return Path(file).open("rb")


def _scenarios() -> list[Scenario]:
    return [found.scenario for found in discover()]


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
