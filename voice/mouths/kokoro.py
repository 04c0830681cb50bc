"""Kokoro: natural Mandarin and English voices from one ONNX file. Weights and packages are the operator's to bring."""

from pathlib import Path
from typing import Any

import numpy as np
from speech_recognition import AudioData

from voice.mouths.sound import checked
from voice.speech import Manner, NoEngine

_FILES = ("kokoro.onnx", "voices.bin", "config.json")
_USUAL = 250  # characters a minute at speed 1
_PACKAGES = "Kokoro is not installed: pip install kokoro-onnx 'misaki[zh,en]'"


class Kokoro:
    """Speaks with the files of Kokoro 1.1-zh in a folder, by the first woman's voice among them."""

    name = "kokoro"

    def __init__(self, folder: Path) -> None:
        missing = [name for name in _FILES if not (folder / name).is_file()]
        if missing:
            raise NoEngine(
                f"{folder} has no {', '.join(missing)}; put the files of Kokoro 1.1-zh there under these names"
            )
        try:
            from kokoro_onnx import Kokoro as Model
            from misaki import zh
        except ImportError:
            raise NoEngine(_PACKAGES) from None
        model, voices, config = (str(folder / name) for name in _FILES)
        self._model: Any = Model(model, voices, vocab_config=config)
        self._sounds: Any = zh.ZHG2P(version="1.1", en_callable=str)  # there is no English left in what it gets
        self._voice = next(name for name in self._model.get_voices() if name.startswith(("zf", "af")))

    def speak(self, text: str, manner: Manner) -> AudioData:
        """Return the sound."""
        speed = min(2.0, max(0.5, manner.pace / _USUAL))
        if manner.lang == "en":
            wave, rate = self._model.create(text, voice=self._voice, speed=speed, lang="en-us")
        else:
            wave, rate = self._model.create(self._sounds(text)[0], voice=self._voice, speed=speed, is_phonemes=True)
        loud = np.clip(np.asarray(wave) * manner.volume, -1, 1) * 32767
        return checked(AudioData(loud.astype("<i2").tobytes(), rate, 2), text)
