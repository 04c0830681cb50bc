"""Backups beside a working house, and what comes back from them."""

import asyncio
import gzip
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable
from contextlib import AsyncExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from actions.ticket import Ticket
from bot.cli import main
from bot.keeping.archive import Manifest
from bot.keeping.backup import Wish, back_up
from bot.keeping.ends import engine_of, snapshot
from bot.keeping.problems import CannotMove, Damaged
from bot.keeping.restore import restore
from bot.keeping.transfer import Moved, survey
from bot.settings import Settings
from bot.testing import Talk, texts
from integrations.storage import Storage
from tests.conftest import NOON, House
from tests.keeping.old import full, scenarios

MESSAGES = 300


def quiet(line: str) -> None:
    """Progress is for people."""


def keep(settings: Settings, file: Path, now: datetime = NOON, count: int = 0) -> Manifest:
    return back_up(settings, Wish(str(file), count), scenarios(), now, quiet, io.BytesIO())


def bring(settings: Settings, file: Path, say: Callable[[str], object] = quiet) -> Manifest:
    with file.open("rb") as stream:
        return restore(settings, stream, settings.database_url, scenarios(), say)


def look(url: str) -> list[Moved]:
    with engine_of(url) as engine, snapshot(engine) as connection:
        return sorted(survey(connection), key=lambda line: line.table)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A house with rows in most tables and two photos."""
    folder = tmp_path / "house"
    full(folder / "linli.sqlite3")
    storage = Storage(folder / "files")
    storage.put(b"a photo", "image/jpeg")
    storage.put(b"a voice", "audio/ogg")
    return Settings(data=folder)


@pytest.fixture
def archive(settings: Settings, tmp_path: Path) -> Path:
    file = tmp_path / "linli.tar.gz"
    keep(settings, file)
    return file


@pytest.fixture
def other(tmp_path: Path) -> Settings:
    """An empty place."""
    return Settings(data=tmp_path / "other")


def photos(settings: Settings) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (settings.data / "files").glob("??/*")}


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".lock") if folder.exists() else []


async def pour(talk: Talk, number: int) -> None:
    """Be one of many who talk at once."""
    person = Talk(talk.app, talk.clock, talk.channel, talk.sms, talk.community, f"visitor{number}")
    for turn in range(3):
        await talk.app.engine.accept(person.message(f"note {number}.{turn}"))
        await asyncio.sleep(0)


async def test_a_backup_made_while_people_talk_is_of_one_moment(house: House, tmp_path: Path) -> None:
    made: list[Path] = []
    async with AsyncExitStack() as stack:
        talk = await house.open(stack)
        talking = asyncio.gather(*(pour(talk, number) for number in range(MESSAGES // 3)))
        for number in range(3):
            made.append(tmp_path / f"copy{number}.tar")
            await asyncio.to_thread(keep, house.settings, made[-1])
        await talking
        await talk.app.engine.idle()
        keep(house.settings, tmp_path / "last.tar")
    seen = [check_whole(file, tmp_path / file.stem) for file in (*made, tmp_path / "last.tar")]
    assert seen == sorted(seen)
    assert seen[-1] == MESSAGES


def check_whole(file: Path, folder: Path) -> int:
    """Unpack a backup, look for rows without what they belong to, and return how many messages it holds."""
    settings = Settings(data=folder)
    bring(settings, file)
    with closing(sqlite3.connect(folder / "linli.sqlite3")) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        lonely = "SELECT count(*) FROM outbox WHERE cause IS NOT NULL AND cause NOT IN (SELECT id FROM inbox)"
        assert db.execute(lonely).fetchone() == (0,)
        silent = (
            "SELECT count(*) FROM inbox WHERE state = 'done' AND id NOT IN (SELECT cause FROM outbox WHERE cause > 0)"
        )
        assert db.execute(silent).fetchone() == (0,)
        done = db.execute("SELECT count(*) FROM inbox WHERE state = 'done'").fetchone()[0]
        assert db.execute("SELECT count(*) FROM ticket").fetchone()[0] == done
        return int(db.execute("SELECT count(*) FROM inbox").fetchone()[0])


async def test_a_restored_house_goes_on_where_it_was(house: House, tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        talk = await house.open(stack)
        await talk.says("note the first")
        photo = talk.app.storage.put(b"a photo", "image/jpeg")
        keep(house.settings, tmp_path / "copy.tar.gz")
        await talk.says("note said after the backup")
    again = House(tmp_path / "again")
    bring(again.settings, tmp_path / "copy.tar.gz")
    async with AsyncExitStack() as stack:
        talk = await again.open(stack)
        assert talk.app.storage.get(photo) == (b"a photo", "image/jpeg")
        assert [ticket.text for ticket in await talk.read(lambda db: db.query(Ticket).all())] == ["note the first"]
        assert "T-2" in texts(await talk.says("note the second", update_id="again:2"))


def test_what_comes_back_is_what_was_there(settings: Settings, archive: Path, other: Settings) -> None:
    manifest = bring(other, archive)
    assert look(other.database_url) == look(settings.database_url)
    assert photos(other) == photos(settings)
    assert sorted(photos(other).values()) == [b"a photo", b"a voice"]
    assert manifest.photos == 2
    assert manifest.moment == NOON
    assert manifest.source == "sqlite"
    assert manifest.revisions.keys() >= {"version_core", "version_notices"}
    assert left(other.data) == ["files", "linli.sqlite3"]


def test_only_the_owner_can_read_a_backup_or_what_comes_back(archive: Path, other: Settings) -> None:
    bring(other, archive)
    restored = [path for path in other.data.rglob("*") if path.is_file() and path.suffix != ".lock"]
    assert {path.stat().st_mode & 0o777 for path in (archive, *restored)} == {0o600}


def test_a_backup_of_a_server_comes_back_as_a_file_and_as_a_server(
    archive: Path, other: Settings, postgres_url: str, tmp_path: Path
) -> None:
    served = Settings(data=other.data, database=postgres_url)
    bring(served, archive)
    assert look(postgres_url) == look(Settings(data=tmp_path / "house").database_url)
    manifest = keep(served, tmp_path / "served.tar")
    assert manifest.source == "postgresql"
    back = Settings(data=tmp_path / "back")
    bring(back, tmp_path / "served.tar")
    assert look(back.database_url) == look(postgres_url)
    assert photos(back) == photos(served)


def test_what_was_deleted_is_not_in_a_later_backup(settings: Settings, tmp_path: Path) -> None:
    words = "一句谁也不该再读到的话"
    with closing(sqlite3.connect(settings.data / "linli.sqlite3")) as db:
        db.execute("PRAGMA secure_delete = OFF")
        db.execute("UPDATE ticket_entry SET text = ?", (words,))
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("DELETE FROM ticket_entry")
        db.commit()
    keep(settings, tmp_path / "later.tar")
    assert words.encode() in (settings.data / "linli.sqlite3").read_bytes()
    assert words.encode() not in (tmp_path / "later.tar").read_bytes()


def test_what_a_crashed_house_had_not_tidied_away_is_in_its_backup(settings: Settings, tmp_path: Path) -> None:
    crashed = Settings(data=tmp_path / "crashed")
    with closing(sqlite3.connect(settings.data / "linli.sqlite3")) as db:
        db.execute("UPDATE resident SET name = '刚刚改的'")
        db.commit()
        shutil.copytree(settings.data, crashed.data)  # with its log, as a power cut leaves it
    assert (crashed.data / "linli.sqlite3-wal").stat().st_size
    back = Settings(data=tmp_path / "back")
    keep(crashed, tmp_path / "crashed.tar")
    bring(back, tmp_path / "crashed.tar")
    with closing(sqlite3.connect(back.data / "linli.sqlite3")) as db:
        assert db.execute("SELECT DISTINCT name FROM resident").fetchall() == [("刚刚改的",)]


KILLED = """
import io, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from actions.registry import builtin
from bot.keeping import archive
from bot.keeping.backup import Wish, back_up
from bot.settings import Settings

def stay(name, size):
    if name.startswith("files/"):
        print("half", flush=True)
        signal.pause()
    return info(name, size)

info, archive._info = archive._info, stay
back_up(Settings(data=Path(sys.argv[1])), Wish(sys.argv[2]), builtin(), datetime.now(UTC), str, io.BytesIO())
"""


def test_a_backup_that_is_killed_leaves_no_half_archive(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    file = folder / "linli.tar.gz"
    command = [sys.executable, "-c", KILLED, str(settings.data), str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"half\n"
        os.kill(child.pid, signal.SIGKILL)
    assert not file.exists()
    assert len(left(folder)) == 1  # its workplace
    keep(settings, file)
    assert left(folder) == ["linli.tar.gz"]


def repacked(archive: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> bytes:
    """Return an archive some of whose members are another or gone."""
    out = io.BytesIO()
    with tarfile.open(archive) as old, tarfile.open(fileobj=out, mode="w:gz") as new:
        for member in old:
            file = old.extractfile(member)
            assert file is not None
            changed = change(member.name, file.read())
            if changed is not None:
                name, data = changed
                info = tarfile.TarInfo(name)
                info.size = len(data)
                new.addfile(info, io.BytesIO(data))
    return out.getvalue()


def without(part: str) -> Callable[[str, bytes], tuple[str, bytes] | None]:
    return lambda name, data: None if part in name else (name, data)


def renamed(part: str, to: str) -> Callable[[str, bytes], tuple[str, bytes] | None]:
    return lambda name, data: (to, data) if part in name else (name, data)


def rewritten(part: str, old: bytes, new: bytes) -> Callable[[str, bytes], tuple[str, bytes] | None]:
    return lambda name, data: (name, data.replace(old, new)) if part in name else (name, data)


def recounted(name: str, data: bytes) -> tuple[str, bytes]:
    if name != "manifest.json":
        return name, data
    manifest = json.loads(data)
    manifest["tables"]["inbox"][0] += 1
    return name, json.dumps(manifest).encode()


DAMAGE: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "cut off": (lambda file: file.read_bytes()[:-2000], "cannot be unpacked"),
    "a wrong byte": (lambda file: flipped(file.read_bytes()), "cannot be unpacked|is not what it was|its end"),
    "no archive": (lambda file: b"hello", "cannot be unpacked"),
    "empty": (lambda file: b"", "cannot be unpacked"),
    "without its end": (lambda file: repacked(file, without("manifest")), "its end is missing"),
    "without the database": (lambda file: repacked(file, without("sqlite3")), "linli.sqlite3 is missing"),
    "without a photo": (lambda file: repacked(file, without(".jpg")), "jpg is missing"),
    "another photo": (lambda file: repacked(file, rewritten(".jpg", b"photo", b"image")), "is not what it was"),
    "a way out": (lambda file: repacked(file, renamed(".jpg", "../../evil.jpg")), "has no place"),
    "an absolute path": (lambda file: repacked(file, renamed(".jpg", "/tmp/evil.jpg")), "has no place"),  # noqa: S108
    "a counted row": (lambda file: repacked(file, recounted), "the tables inbox are not"),
    "a bad manifest": (lambda file: repacked(file, rewritten("manifest", b"{", b"[")), "its manifest cannot be read"),
    "a newer form": (lambda file: repacked(file, rewritten("manifest", b'"format": 1', b'"format": 2')), "newer Linli"),
}


def flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


@pytest.mark.parametrize(("damage", "why"), DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_archive_is_refused_and_nothing_is_left_of_it(
    archive: Path, other: Settings, damage: Callable[[Path], bytes], why: str
) -> None:
    broken = archive.with_name("broken.tar.gz")
    broken.write_bytes(damage(archive))
    with pytest.raises(Damaged, match=why):
        bring(other, broken)
    assert left(other.data) == []


def test_a_backup_of_a_newer_version_is_refused(settings: Settings, other: Settings, tmp_path: Path) -> None:
    with closing(sqlite3.connect(settings.data / "linli.sqlite3")) as db:
        db.execute("UPDATE version_core SET version_num = '9999'")
        db.commit()
    keep(settings, tmp_path / "newer.tar")
    with pytest.raises(CannotMove, match="9999, which this version does not know"):
        bring(other, tmp_path / "newer.tar")
    assert left(other.data) == []


@pytest.mark.parametrize("taken", ["linli.sqlite3", "linli.sqlite3-wal", "files/ab/photo.jpg"])
def test_a_place_that_is_not_empty_is_refused(archive: Path, other: Settings, taken: str) -> None:
    path = other.data / taken
    path.parent.mkdir(parents=True)
    path.write_bytes(b"mine")
    with pytest.raises(CannotMove, match="nothing was"):
        bring(other, archive)
    assert path.read_bytes() == b"mine"
    assert left(other.data) == [taken.partition("/")[0]]


def test_a_server_that_is_not_empty_is_refused(archive: Path, other: Settings, postgres_url: str) -> None:
    served = Settings(data=other.data, database=postgres_url)
    bring(served, archive)
    again = Settings(data=other.data.with_name("again"), database=postgres_url)
    with pytest.raises(CannotMove, match="is not empty"):
        bring(again, archive)
    assert left(again.data) == []


def test_the_newest_are_kept_and_nothing_else_is_touched(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in ("linli-notes.tar", "linli-20260101T000000Z.tar.gz", "other-20260101T000000Z.tar"):
        (folder / name).write_bytes(b"mine")
    for day in range(4):
        keep(settings, folder / "linli-{time}.tar", NOON + timedelta(days=day), 2)
    assert left(folder) == [
        "linli-20260101T000000Z.tar.gz",
        "linli-20260306T040000Z.tar",
        "linli-20260307T040000Z.tar",
        "linli-notes.tar",
        "other-20260101T000000Z.tar",
    ]


@pytest.mark.parametrize(
    ("file", "count", "why"), [("linli.zip", 0, "must end in"), ("linli.tar", 3, "--keep needs {time}")]
)
def test_a_wish_that_cannot_be_met_is_explained(settings: Settings, file: str, count: int, why: str) -> None:
    with pytest.raises(CannotMove, match=why):
        keep(settings, settings.data / file, NOON, count)


def test_a_house_that_is_not_there_is_not_backed_up(other: Settings, tmp_path: Path) -> None:
    with pytest.raises(CannotMove, match="there is no"):
        keep(other, tmp_path / "none.tar")
    assert left(tmp_path) == []


def linli(settings: Settings, *arguments: str, given: bytes = b"") -> bytes:
    """Run a command in a process of its own, as a pipe does."""
    code = "import sys; from bot.cli import main; raise SystemExit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input=given,
        env=os.environ | {"LINLI_DATA": str(settings.data)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
    )
    return done.stdout


def test_the_commands_work_through_pipes(settings: Settings, other: Settings) -> None:
    packed = linli(settings, "backup", "-")
    assert gzip.decompress(packed)[:13] == b"linli.sqlite3"
    assert b"are back in" in linli(other, "restore", "-", given=packed)
    assert look(other.database_url) == look(settings.database_url)
    assert photos(other) == photos(settings)


def test_the_commands_say_what_they_did(
    settings: Settings,
    other: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = str(tmp_path / "linli-{time}.tar.gz")
    monkeypatch.setenv("LINLI_DATA", str(settings.data))
    assert main(["backup", file, "--keep", "3"]) == 0
    [made] = tmp_path.glob("linli-*.tar.gz")
    assert f"{made}: " in capsys.readouterr().err
    monkeypatch.setenv("LINLI_DATA", str(other.data))
    assert main(["restore", str(made)]) == 0
    assert f"as of {datetime.now(UTC):%Y}" in capsys.readouterr().out
    made.write_bytes(made.read_bytes()[:-100])
    monkeypatch.setenv("LINLI_DATA", str(tmp_path / "third"))
    assert main(["restore", str(made)]) == 2
    assert f"linli: {made} is damaged: " in capsys.readouterr().err
