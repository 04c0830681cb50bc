from pathlib import Path

import pytest

from integrations.storage import UNKNOWN, FileMissing, Storage


def test_what_was_put_comes_back_with_its_type(tmp_path: Path) -> None:
    storage = Storage(tmp_path / "files")
    file_id = storage.put(b"photo", "image/jpeg")
    assert storage.get(file_id) == (b"photo", "image/jpeg")
    assert storage.get(storage.put(b"?", "text/html")) == (b"?", UNKNOWN)


def test_a_deleted_file_is_gone_and_may_be_deleted_again(tmp_path: Path) -> None:
    storage = Storage(tmp_path)
    file_id = storage.put(b"photo", "image/png")
    storage.delete(file_id)
    storage.delete(file_id)
    with pytest.raises(FileMissing):
        storage.get(file_id)


@pytest.mark.parametrize("name", ["", "../secret", "a" * 31, "A" * 32, "0" * 32, "0" * 32 + "\n", "../" + "0" * 29])
def test_a_name_that_is_no_id_finds_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("secret")
    storage = Storage(tmp_path / "files")
    storage.delete(name)
    with pytest.raises(FileMissing):
        storage.get(name)


def test_others_on_the_machine_cannot_read_the_files(tmp_path: Path) -> None:
    storage = Storage(tmp_path)
    storage.put(b"photo", "image/jpeg")
    [path] = tmp_path.glob("*/*")
    assert path.stat().st_mode & 0o077 == 0
