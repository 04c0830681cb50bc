"""Makes a backup of a house, beside the running server: one archive, complete or not there at all."""

import contextlib
import gzip
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, cast
from urllib.parse import quote

from sqlalchemy import Connection, text

from actions.scenario import Scenario
from bot.keeping import archive
from bot.keeping.archive import DATABASE, FILES, Manifest
from bot.keeping.ends import engine_of, file_of, fresh_file, settle, snapshot
from bot.keeping.problems import CannotMove
from bot.keeping.sheets import reflect
from bot.keeping.transfer import Moved, Say, copy_all, survey
from bot.settings import Settings
from integrations.database import backend
from integrations.sqlite import sqlite_module

STDOUT = "-"
TIME = "{time}"  # in a file's name; becomes 20260304T120000Z
_STAMP = "%Y%m%dT%H%M%SZ"
_WORK = ".linli-backup-"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the operator asked for: where to, and how many to keep (0: all)."""

    file: str
    keep: int = 0

    def path(self, now: datetime) -> Path:
        """Return the file that this backup is written to."""
        return Path(self.file.replace(TIME, now.astimezone(UTC).strftime(_STAMP))).absolute()


def back_up(
    settings: Settings, wish: Wish, scenarios: Iterable[Scenario], now: datetime, say: Say, out: IO[bytes]
) -> Manifest:
    """Write a backup and return what is in it; CannotMove says why there is none. `out` is used for the file `-`."""
    _check(wish)
    path = wish.path(now)
    where = settings.data.absolute() if wish.file == STDOUT else path.parent
    where.mkdir(parents=True, exist_ok=True)
    with _workplace(where) as folder:
        manifest = _copy_database(settings, folder / DATABASE, scenarios, now, say)
        if wish.file == STDOUT:
            return _pack(out, manifest, folder, settings, say, zipped=True)
        part = folder / path.name
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            manifest = _pack(file, manifest, folder, settings, say, zipped=path.suffix == ".gz")
        settle(part, path)
    _rotate(wish, say)
    return manifest


def _check(wish: Wish) -> None:
    if wish.file != STDOUT and not wish.file.endswith((".tar", ".tar.gz")):
        raise CannotMove(f"{wish.file} must end in .tar.gz or .tar (or be - for standard output)")
    if wish.keep and TIME not in Path(wish.file).name:
        raise CannotMove(f"--keep needs {TIME} in the file's name, such as linli-{TIME}.tar.gz: it deletes older ones")


@contextlib.contextmanager
def _workplace(where: Path) -> Iterator[Path]:
    """Make a folder that only we can read, and clear away those of backups that were killed."""
    for left in where.glob(f"{_WORK}*"):
        owner = left.name.removeprefix(_WORK).partition("-")[0]
        if owner.isdigit() and not _alive(int(owner)):
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=f"{_WORK}{os.getpid()}-", dir=where) as folder:
        yield Path(folder)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _copy_database(settings: Settings, copy: Path, scenarios: Iterable[Scenario], now: datetime, say: Say) -> Manifest:
    url = settings.database_url
    if backend(url) == "sqlite":
        _copy_file(file_of(url), copy)
        with engine_of(f"sqlite:///{copy}") as engine, snapshot(engine) as connection:
            return _manifest(connection, survey(connection), "sqlite", now)
    with engine_of(url) as engine, snapshot(engine) as source, fresh_file(copy) as target:
        moved = copy_all(source, target, scenarios, say)
        return _manifest(target, moved, backend(url), now)


def _copy_file(path: Path, copy: Path) -> None:
    """Copy one state of an SQLite file while another process writes to it, without the remains of deleted rows."""
    if not path.exists():
        raise CannotMove(f"there is no {path}; LINLI_DATABASE or LINLI_DATA names another place?")
    module = sqlite_module()
    with contextlib.closing(module.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=30)) as reader:
        try:
            reader.execute("VACUUM INTO ?", (str(copy),))
        except module.DatabaseError as failure:
            raise CannotMove(f"{path} cannot be copied: {failure}") from None
    copy.chmod(0o600)


def _manifest(connection: Connection, moved: Iterable[Moved], source: str, now: datetime) -> Manifest:
    return Manifest(
        version=version("linli"),
        made_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        source=source,
        revisions=_revisions(connection),
        tables={line.table: (line.rows, line.checksum) for line in moved},
    )


def _revisions(connection: Connection) -> dict[str, str]:
    names = [table for table in reflect(connection).tables.values() if "version_num" in table.columns]
    found = {table.name: connection.execute(text(f"SELECT version_num FROM {table.name}")).scalar() for table in names}  # noqa: S608
    return {name: str(revision) for name, revision in sorted(found.items()) if revision}


def _pack(out: IO[bytes], manifest: Manifest, folder: Path, settings: Settings, say: Say, *, zipped: bool) -> Manifest:
    root = settings.data / FILES
    files = sorted(path for path in root.glob("??/*") if path.is_file())
    say(f"packing {sum(rows for rows, _ in manifest.tables.values())} rows and {len(files)} files")
    if not zipped:
        return archive.write(out, manifest, folder / DATABASE, files, root)
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=6, mtime=0) as packed:
        return archive.write(cast("IO[bytes]", packed), manifest, folder / DATABASE, files, root)


def _rotate(wish: Wish, say: Say) -> None:
    """Delete the oldest backups whose names follow the same pattern; nothing else is ever touched."""
    if not wish.keep:
        return
    pattern = Path(wish.file).absolute()
    before, _, after = pattern.name.partition(TIME)
    form = re.compile(rf"{re.escape(before)}\d{{8}}T\d{{6}}Z{re.escape(after)}")
    made = sorted(path for path in pattern.parent.iterdir() if form.fullmatch(path.name) and path.is_file())
    for path in made[: -wish.keep]:
        path.unlink()
        say(f"deleted {path.name}")
