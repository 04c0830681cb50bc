from pathlib import Path

import pytest

from voice.models import KNOWN, found, listed
from voice.speech import NoEngine


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")


def test_each_model_that_is_missing_says_how_it_is_had_and_where_it_goes(tmp_path: Path) -> None:
    whisper, vosk, *_ = listed(tmp_path)
    assert whisper.startswith("whisper-base")
    assert "linli voice models --fetch whisper-base" in whisper
    assert "vosk-model-small-cn-0.22" in vosk
    assert str(tmp_path / "voice" / "vosk") in vosk


def test_a_folder_that_lacks_a_file_is_incomplete(tmp_path: Path) -> None:
    put(tmp_path / "voice" / "whisper-base", "model.bin", "config.json")
    assert "lacks tokenizer.json, vocabulary.txt" in listed(tmp_path)[0]
    with pytest.raises(NoEngine, match=r"lacks tokenizer\.json"):
        found("whisper-base", tmp_path)


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("whisper-base", ["model.bin", "config.json", "tokenizer.json", "vocabulary.txt"]),
        ("vosk", ["am/final.mdl", "conf/mfcc.conf", "graph/HCLr.fst"]),
        ("sherpa-sense-voice", ["model.int8.onnx", "tokens.txt"]),
    ],
)
def test_a_folder_with_what_its_engine_reads_is_present(tmp_path: Path, name: str, files: list[str]) -> None:
    put(KNOWN[name].folder(tmp_path), *files)
    assert found(name, tmp_path) == tmp_path / "voice" / name
    assert any(line.startswith(name) and "present" in line for line in listed(tmp_path))
