"""What a backup is: a tar of one SQLite file, the files people sent, and a manifest that proves both."""

import hashlib
import io
import json
import re
import tarfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from bot.keeping.problems import Damaged

FORMAT = 1
DATABASE = "linli.sqlite3"
MANIFEST = "manifest.json"
FILES = "files"
_MEMBER = re.compile(rf"{re.escape(DATABASE)}|{FILES}/[0-9a-f]{{2}}/[0-9a-f]{{32}}\.[a-z0-9]{{1,8}}")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Content:
    """One file of an archive."""

    size: int  # bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds. It is the last thing written, so an archive without one is a half archive."""

    version: str  # of Linli
    made_at: str  # ISO 8601, UTC
    source: str  # sqlite or postgresql
    revisions: Mapping[str, str]  # version table -> revision
    tables: Mapping[str, tuple[int, str]]  # rows, checksum
    contents: Mapping[str, Content] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def moment(self) -> datetime:
        """When the backup was made."""
        return datetime.fromisoformat(self.made_at)

    @property
    def photos(self) -> int:
        """How many files of people there are."""
        return sum(name.startswith(f"{FILES}/") for name in self.contents)

    def to_json(self) -> bytes:
        """Return it as it lies in the archive."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Manifest":
        """Read it back; Damaged when it is another thing."""
        try:
            raw: dict[str, Any] = json.loads(data)
            if raw["format"] != FORMAT:
                raise Damaged(
                    f"the backup has the format {raw['format']}; this version reads {FORMAT}: use a newer Linli"
                )
            tables = {name: (int(rows), str(checksum)) for name, (rows, checksum) in raw["tables"].items()}
            contents = {name: Content(**content) for name, content in raw["contents"].items()}
            made = cls(**(raw | {"tables": tables, "contents": contents}))
            datetime.fromisoformat(made.made_at)
        except (ValueError, KeyError, TypeError, AttributeError) as failure:
            raise Damaged(f"its manifest cannot be read ({type(failure).__name__})") from None
        return made


class _Counted(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, inner: IO[bytes]) -> None:
        self.sha256 = hashlib.sha256()
        self._inner = inner

    def read(self, size: int = -1) -> bytes:
        data = self._inner.read(size)
        self.sha256.update(data)
        return data


def write(out: IO[bytes], manifest: Manifest, database: Path, files: Iterable[Path], root: Path) -> Manifest:
    """Write an archive into an open stream and return its complete manifest. A file that has gone is left out."""
    contents: dict[str, Content] = {}
    with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        contents[DATABASE] = _add(tar, DATABASE, database)
        for path in files:
            name = f"{FILES}/{path.relative_to(root).as_posix()}"
            if _MEMBER.fullmatch(name):
                try:
                    contents[name] = _add(tar, name, path)
                except FileNotFoundError:
                    continue
        whole = Manifest(**(_parts(manifest) | {"contents": contents}))
        data = whole.to_json()
        tar.addfile(_info(MANIFEST, len(data)), io.BytesIO(data))
    return whole


def _parts(manifest: Manifest) -> dict[str, Any]:
    return {name: getattr(manifest, name) for name in Manifest.__dataclass_fields__}


def _add(tar: tarfile.TarFile, name: str, path: Path) -> Content:
    with path.open("rb") as file:
        size = path.stat().st_size
        counted = _Counted(file)
        tar.addfile(_info(name, size), counted)
        return Content(size, counted.sha256.hexdigest())


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


def read(stream: IO[bytes], folder: Path) -> Manifest:
    """Unpack an archive into a folder and check every byte against its manifest, or raise Damaged."""
    found: dict[str, Content] = {}
    manifest: Manifest | None = None
    try:
        with tarfile.open(fileobj=stream, mode="r|*") as tar:
            for member in tar:
                data = tar.extractfile(member) if member.isreg() else None
                if data is None or manifest is not None:
                    raise Damaged(f"{member.name[:80]!r} has no place in a backup of Linli")
                if member.name == MANIFEST:
                    manifest = Manifest.from_json(data.read())
                elif _MEMBER.fullmatch(member.name):
                    found[member.name] = _unpack(data, folder / member.name)
                else:
                    raise Damaged(f"{member.name[:80]!r} has no place in a backup of Linli")
    except (tarfile.TarError, EOFError, zlib.error, OSError) as failure:
        raise Damaged(f"it cannot be unpacked ({failure})") from None
    if manifest is None:
        raise Damaged("its end is missing")
    for why in _differences(manifest.contents, found):
        raise Damaged(why)
    return manifest


def _unpack(data: IO[bytes], path: Path) -> Content:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    sha256, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        path.chmod(0o600)
        while chunk := data.read(_CHUNK):
            file.write(chunk)
            sha256.update(chunk)
            size += len(chunk)
    return Content(size, sha256.hexdigest())


def _differences(wanted: Mapping[str, Content], found: Mapping[str, Content]) -> Iterator[str]:
    for name in sorted(wanted.keys() | found.keys()):
        if name not in found:
            yield f"{name} is missing in it"
        elif name not in wanted:
            yield f"{name} is not in its manifest"
        elif wanted[name] != found[name]:
            yield f"{name} is not what it was when the backup was made"
