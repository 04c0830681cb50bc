"""FastSpeech 2 with a MelGAN as vocoder: one Mandarin woman's voice from two ONNX files that the operator brings.

The recipe and the terms of the weights are in docs/speaking.md.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from pypinyin import Style, lazy_pinyin, load_phrases_dict
from pypinyin.phrases_dict import phrases_dict
from speech_recognition import AudioData

from voice.mouths.sound import checked
from voice.speech import Manner, NoEngine

FILES = ("fastspeech2_quan.onnx", "mb_melgan.onnx", "baker_mapper.json")
_RATE = 24_000
_USUAL = 238  # characters a minute without pauses at speed 1, measured over the replies of bench/mouth.py
_DIGITS = "零一二三四五六七八九幺"
_CLAUSES = re.compile(r"([\u3400-\u9fff〇]+)([^\u3400-\u9fff〇]*)")
_PAUSES = {"，": 0.2, "、": 0.12, "：": 0.25, "；": 0.3, "。": 0.3, "？": 0.3, "！": 0.3}  # seconds at the usual pace
_AT_ONCE = 24  # characters: longer ones grow slurred


class FastSpeech:
    """Speaks with the models in a folder, clause by clause."""

    name = "fastspeech"

    def __init__(self, folder: Path) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise NoEngine(f"{folder} has no {', '.join(missing)}; docs/speaking.md says how they are made")
        try:
            import onnxruntime
        except ImportError:
            raise NoEngine("onnxruntime is not installed: pip install 'linli[voice]'") from None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting busily doubles the CPU
        options.log_severity_level = 3
        self._acoustic, self._vocoder = (
            onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
            for name in FILES[:2]
        )
        mapper = json.loads((folder / FILES[2]).read_text("utf-8"))
        self._numbers: dict[str, int] = mapper["symbol_to_id"]
        self._parts: dict[str, list[str]] = mapper["pinyin_dict"]

    def speak(self, text: str, manner: Manner) -> AudioData:
        """Return the sound."""
        slower = float(np.clip(_USUAL / manner.pace, 0.6, 2.4))
        waves = list(self._waves(text, slower))
        if not waves:
            raise ValueError("this voice speaks Mandarin only")
        loud = np.clip(np.concatenate(waves) * manner.volume, -1, 1) * 32767
        return checked(AudioData(loud.astype("<i2").tobytes(), _RATE, 2), text)

    def _waves(self, text: str, slower: float) -> Iterator[Any]:
        for clause, after in _CLAUSES.findall(text):
            for at in range(0, len(clause), _AT_ONCE):
                yield self._clause(clause[at : at + _AT_ONCE], slower)
            pause = max((_PAUSES.get(sign, 0.0) for sign in after), default=0.0)
            yield np.zeros(int(_RATE * slower * pause), np.float32)

    def _clause(self, clause: str, slower: float) -> Any:
        given = {"input_ids": np.array([self._ids(clause)], np.int32), "speaker_ids": np.zeros(1, np.int32)}
        ratios = {"speed_ratios": slower, "f0_ratios": 1.0, "energy_ratios": 1.0}
        given |= {name: np.array([ratio], np.float32) for name, ratio in ratios.items()}
        _, mels, *_ = self._acoustic.run(None, given)
        return self._vocoder.run(None, {"mels": mels})[0][0, :, 0]

    def _ids(self, clause: str) -> list[int]:
        """Return what the model reads: silence, each syllable's beginning and end with its tone, silence, the end."""
        sounds, said = ["sil"], syllables(clause)
        for syllable, gap in zip(said, _gaps(clause, len(said)), strict=True):
            begins, ends = self._parts.get(syllable[:-1], ("", ""))
            if f"{ends}{syllable[-1]}" in self._numbers:
                sounds += [begins, f"{ends}{syllable[-1]}", gap]
        return [self._numbers[sound] for sound in (*sounds[:-1], "sil", "eos")]


def _gaps(clause: str, many: int) -> list[str]:
    """Return what parts the syllables: digits are kept a little apart, or the same one twice is heard as one."""
    if many != len(clause):
        return ["#0"] * many
    pairs = zip(clause, f"{clause[1:]} ", strict=True)
    return ["#2" if one in _DIGITS and other in _DIGITS else "#0" for one, other in pairs]


def syllables(clause: str) -> list[str]:
    """Return pinyin with tones as they are spoken; a one among digits keeps the tone it has by itself.

    >>> syllables("一个"), syllables("一二"), syllables("女")
    (['yi2', 'ge4'], ['yi1', 'er4'], ['nv3'])
    """
    _read_phrases()
    said = lazy_pinyin(clause, Style.TONE3, neutral_tone_with_five=True, tone_sandhi=True)
    plain = lazy_pinyin(clause, Style.TONE3, neutral_tone_with_five=True)
    if not len(said) == len(plain) == len(clause):
        return [syllable for syllable in said if syllable[-1].isdigit()]
    beside = [clause[max(0, at - 1) : at] + clause[at + 1 : at + 2] for at in range(len(clause))]
    kept = (
        one if sign == "一" and any(other in _DIGITS for other in around) else changed
        for sign, around, one, changed in zip(clause, beside, plain, said, strict=True)
    )
    return [syllable.replace("ü", "v") for syllable in kept if syllable[-1].isdigit()]


@cache
def _read_phrases() -> None:
    """Tell 银行 from 行走. The house does without, to save memory (nlu/sounds.py), and its children inherit that."""
    load_phrases_dict(phrases_dict)
