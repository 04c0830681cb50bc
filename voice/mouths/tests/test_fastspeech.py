import json
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from voice.mouths.choosing import make
from voice.mouths.fastspeech import FILES, FastSpeech, syllables
from voice.mouths.sound import seconds
from voice.speech import Manner

ENDS = ["a", "ao", "e", "en", "i", "iao", "in", "uo", "u", "ing", "v"]
TONED = [f"{end}{tone}" for end in ENDS for tone in "12345"]
SOUNDS = ["pad", "sil", "#0", "#2", "h", "n", "q", "sh", "zh", "^", "l", *TONED, "eos"]
PARTS = {"hao": ["h", "ao"], "nin": ["n", "in"], "qing": ["q", "ing"], "shuo": ["sh", "uo"]}
PARTS |= {"nv": ["n", "v"], "yi": ["^", "i"]}


class Options:
    """As onnxruntime's."""

    def add_session_config_entry(self, name: str, value: str) -> None:
        assert (name, value) == ("session.intra_op.allow_spinning", "0")


class Session:
    """The border to onnxruntime: five frames a sound, a tone of 300 samples a frame."""

    given: list[dict[str, Any]] = []  # noqa: RUF012  of both models, in order

    def __init__(self, path: str, options: Any, providers: list[str]) -> None:
        self._acoustic = "fastspeech" in path

    def run(self, names: None, given: dict[str, Any]) -> list[Any]:
        Session.given.append(given)
        if not self._acoustic:
            frames = given["mels"].shape[1]
            return [np.sin(np.arange(frames * 300) / 20).reshape(1, -1, 1).astype(np.float32)]
        frames = int(given["input_ids"].shape[1] * 5 * given["speed_ratios"][0])
        return [None, np.ones((1, frames, 80), np.float32)]


@pytest.fixture
def mouth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FastSpeech:
    package = ModuleType("onnxruntime")
    monkeypatch.setattr(package, "InferenceSession", Session, raising=False)
    monkeypatch.setattr(package, "SessionOptions", Options, raising=False)
    monkeypatch.setitem(__import__("sys").modules, "onnxruntime", package)
    for name in FILES[:2]:
        (tmp_path / name).touch()
    numbers = {sound: number for number, sound in enumerate(SOUNDS)}
    (tmp_path / FILES[2]).write_text(json.dumps({"symbol_to_id": numbers, "pinyin_dict": PARTS}), "utf-8")
    Session.given.clear()
    made = make("fastspeech", tmp_path, "")
    assert isinstance(made, FastSpeech)
    return made


def test_each_clause_is_read_by_its_syllables(mouth: FastSpeech) -> None:
    mouth.speak("您好，请说。", Manner())
    read = [[SOUNDS[number] for number in given["input_ids"][0]] for given in Session.given if "input_ids" in given]
    assert read == [
        ["sil", "n", "in2", "#0", "h", "ao3", "sil", "eos"],
        ["sil", "q", "ing3", "#0", "sh", "uo1", "sil", "eos"],
    ]


def test_digits_are_kept_apart(mouth: FastSpeech) -> None:
    mouth.speak("一一号", Manner())
    read = [SOUNDS[number] for number in Session.given[0]["input_ids"][0]]
    assert read == ["sil", "^", "i1", "#2", "^", "i1", "#0", "h", "ao4", "sil", "eos"]


def test_a_slower_pace_is_asked_of_the_model(mouth: FastSpeech) -> None:
    usual, slow = (seconds(mouth.speak("您好，请说。", Manner(pace=pace))) for pace in (238, 119))
    assert slow == pytest.approx(2 * usual, rel=0.02)


def test_it_is_as_loud_as_was_asked_for(mouth: FastSpeech) -> None:
    sounds = (mouth.speak("您好。", Manner(volume=volume)).frame_data for volume in (1.0, 0.5))
    loud, low = (int(np.abs(np.frombuffer(sound, "<i2")).max()) for sound in sounds)
    assert low == pytest.approx(loud / 2, rel=0.01)


def test_what_is_no_mandarin_is_refused(mouth: FastSpeech) -> None:
    with pytest.raises(ValueError, match="Mandarin only"):
        mouth.speak("Hello.", Manner("en"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("一个", ["yi2", "ge4"]),
        ("一二", ["yi1", "er4"]),
        ("五零一室", ["wu3", "ling2", "yi1", "shi4"]),
        ("不要", ["bu2", "yao4"]),
        ("女", ["nv3"]),
        ("您的", ["nin2", "de5"]),
        ("银行", ["yin2", "hang2"]),
        ("重新", ["chong2", "xin1"]),
    ],
)
def test_tones_are_those_of_speech_and_digits_keep_theirs(text: str, said: list[str]) -> None:
    assert syllables(text) == said
