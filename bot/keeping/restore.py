"""Brings a backup back into an empty place, proved against its manifest, or leaves the place as it was."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from actions.scenario import Scenario
from bot.keeping import archive
from bot.keeping.archive import DATABASE, FILES, Manifest
from bot.keeping.ends import engine_of, file_of, fresh, locked, must_be_free, settle, snapshot, sync
from bot.keeping.problems import CannotMove, Damaged
from bot.keeping.schema import current
from bot.keeping.transfer import Moved, Say, copy_all, survey
from bot.settings import Settings
from integrations.database import backend

_WORK = ".linli-restore-"


def restore(settings: Settings, stream: IO[bytes], url: str, scenarios: Iterable[Scenario], say: Say) -> Manifest:
    """Bring a backup back into a database that is empty and the data folder, and return what it held.

    Raises Damaged when the archive is not what it was, CannotMove when the place is not empty; nothing has changed.
    """
    scenarios = list(scenarios)
    data = settings.data.absolute()
    _refuse_files(data / FILES)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=_WORK, dir=data) as name:
        folder = Path(name)
        manifest = archive.read(stream, folder)
        say(f"the backup of {manifest.made_at} is whole: {manifest.photos} files")
        _prove(folder / DATABASE, manifest, scenarios)
        if backend(url) == "sqlite":
            _into_file(folder, file_of(url), data)
        else:
            _into_server(folder, url, data, manifest, scenarios, say)
    return manifest


def _refuse_files(files: Path) -> None:
    if files.exists() and any(files.iterdir()):
        raise CannotMove(f"{files} is not empty; nothing was restored. Move it away, or give another LINLI_DATA")


def _prove(database: Path, manifest: Manifest, scenarios: Iterable[Scenario]) -> None:
    with engine_of(f"sqlite:///{database}") as engine, snapshot(engine) as connection:
        current(connection, scenarios)  # refuses a backup of a newer version
        _same(survey(connection), manifest)


def _same(found: Iterable[Moved], manifest: Manifest) -> None:
    told = {line.table: (line.rows, line.checksum) for line in found}
    odd = sorted(name for name in told.keys() | manifest.tables.keys() if told.get(name) != manifest.tables.get(name))
    if odd:
        raise Damaged(f"the tables {', '.join(odd)} are not what they were when the backup was made")


def _into_file(folder: Path, path: Path, data: Path) -> None:
    with locked(path):
        must_be_free(path)
        with _files_in_place(folder, data):
            if path.parent == data:
                settle(folder / DATABASE, path)
            else:  # another disk, perhaps
                part = path.with_name(f".{path.name}.part")
                shutil.copyfile(folder / DATABASE, part)
                part.chmod(0o600)
                settle(part, path)


def _into_server(
    folder: Path, url: str, data: Path, manifest: Manifest, scenarios: Iterable[Scenario], say: Say
) -> None:
    with engine_of(f"sqlite:///{folder / DATABASE}") as engine, snapshot(engine) as source, fresh(url) as target:
        _same(copy_all(source, target, scenarios, say), manifest)
        with _files_in_place(folder, data):
            target.commit()


@contextlib.contextmanager
def _files_in_place(folder: Path, data: Path) -> Iterator[None]:
    """Put the files where they belong before the database is there; take them away again when it fails."""
    files = data / FILES
    unpacked = folder / FILES
    unpacked.mkdir(mode=0o700, exist_ok=True)
    if files.exists():
        files.rmdir()
    unpacked.replace(files)
    sync(data)
    try:
        yield
    except BaseException:
        shutil.rmtree(files, ignore_errors=True)
        raise
