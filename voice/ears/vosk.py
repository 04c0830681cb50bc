"""Vosk on this machine, with a model folder that the operator puts in place."""

import json
from pathlib import Path
from typing import Any

from speech_recognition import AudioData

from nlu.normalize import simplify
from voice.speech import RATE, Heard, Listening, NoEngine

_ALTERNATIVES = 5


class VoskEar:
    """Kaldi with a small model: fast, and one language a model."""

    name = "vosk"

    def __init__(self, folder: Path) -> None:
        try:
            import vosk
        except ImportError:
            raise NoEngine("the ear vosk is not installed: pip install 'linli[vosk]'") from None
        vosk.SetLogLevel(-1)
        self._make: Any = vosk.KaldiRecognizer
        self._model: Any = vosk.Model(str(folder))

    def hear(self, audio: AudioData, listening: Listening) -> Heard:
        """Return what was said."""
        recognizer = self._make(self._model, RATE)
        recognizer.SetMaxAlternatives(_ALTERNATIVES)
        recognizer.AcceptWaveform(audio.get_raw_data(convert_rate=RATE, convert_width=2))
        found = json.loads(recognizer.FinalResult()).get("alternatives", [])
        texts = [text for one in found if (text := _joined(one["text"], listening.lang))]
        # Its confidence is a likelihood of the whole recording and says nothing across recordings.
        return Heard(texts[0], tuple(dict.fromkeys(texts[1:])), 0.5) if texts else Heard()


def _joined(text: str, lang: str) -> str:
    """Return a text whose words stand apart the way it is written."""
    return simplify(text.replace(" ", "")) if lang == "zh" else text
