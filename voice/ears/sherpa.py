"""SenseVoice or Paraformer through sherpa-onnx, with a model folder that the operator puts in place."""

from pathlib import Path
from typing import Any

import numpy as np
from speech_recognition import AudioData

from nlu.normalize import simplify
from voice.speech import RATE, Heard, Listening, NoEngine

_THREADS = 2


class SherpaEar:
    """Models made for Mandarin: better than Whisper's base, SenseVoice for Cantonese, too."""

    name = "sherpa"

    def __init__(self, folder: Path) -> None:
        try:
            import sherpa_onnx
        except ImportError:
            raise NoEngine("the ear sherpa is not installed: pip install 'linli[sherpa]'") from None
        model, tokens = str(min(folder.glob("model*.onnx"))), str(folder / "tokens.txt")
        kinds: Any = sherpa_onnx.OfflineRecognizer
        if "paraformer" in folder.name:
            self._recognizer = kinds.from_paraformer(paraformer=model, tokens=tokens, num_threads=_THREADS)
        else:
            self._recognizer = kinds.from_sense_voice(model=model, tokens=tokens, num_threads=_THREADS)

    def hear(self, audio: AudioData, listening: Listening) -> Heard:
        """Return what was said."""
        raw = audio.get_raw_data(convert_rate=RATE, convert_width=2)
        stream = self._recognizer.create_stream()
        stream.accept_waveform(RATE, np.frombuffer(raw, np.int16).astype(np.float32) / 32768)
        self._recognizer.decode_stream(stream)
        text = str(stream.result.text).strip()
        return Heard(simplify(text) if listening.lang == "zh" else text, (), 0.5) if text else Heard()
