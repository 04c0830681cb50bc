"""Files residents and staff send: photos, voice notes. Each has a random name that nobody guesses."""

import os
import re
import secrets
from datetime import datetime
from pathlib import Path

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "audio/ogg": "ogg",
    "audio/webm": "webm",
    "audio/wav": "wav",
    "application/pdf": "pdf",
}
_TYPES = {ending: media_type for media_type, ending in _ENDINGS.items()}
_ID = re.compile(r"[0-9a-f]{32}")
UNKNOWN = "application/octet-stream"


class FileMissing(LookupError):
    """There is no such file; it was deleted, or there never was one."""


class Storage:
    """A folder of files outside every web root. An id is 128 random bits in hex; nothing else is ever a path."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes, media_type: str) -> str:
        """Keep a file and return its id; it is on the disk when this returns."""
        file_id = secrets.token_hex(16)
        path = self._path(file_id, _ENDINGS.get(media_type, "bin"))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return file_id

    def get(self, file_id: str) -> tuple[bytes, str]:
        """Return a file and its media type, or raise FileMissing."""
        path = self._find(file_id)
        if path is None:
            raise FileMissing(f"there is no file {file_id[:40]!r}")
        return path.read_bytes(), _TYPES.get(path.suffix[1:], UNKNOWN)

    def delete(self, file_id: str) -> None:
        """Delete a file; one that is gone already stays gone."""
        path = self._find(file_id)
        if path is not None:
            path.unlink(missing_ok=True)

    def before(self, moment: datetime) -> set[str]:
        """Return the ids of files that were kept before a moment."""
        old = (path for path in self._folder.glob("??/*") if path.stat().st_mtime < moment.timestamp())
        return {path.stem for path in old if _ID.fullmatch(path.stem)}

    def _find(self, file_id: str) -> Path | None:
        if not _ID.fullmatch(file_id):
            return None
        paths = (self._path(file_id, ending) for ending in (*_TYPES, "bin"))
        return next((path for path in paths if path.is_file()), None)

    def _path(self, file_id: str, ending: str) -> Path:
        return self._folder / file_id[:2] / f"{file_id}.{ending}"
