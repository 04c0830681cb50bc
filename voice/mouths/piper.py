"""Piper: a natural voice from one ONNX file. The package is GPL and no dependency of ours; the operator installs it."""

from pathlib import Path
from typing import Any

from speech_recognition import AudioData

from voice.mouths.sound import Silent, checked
from voice.speech import Manner, NoEngine

_USUAL = 240  # characters a minute that Piper's Mandarin voices speak by themselves; the model is told how much longer


class Piper:
    """Speaks with the voices in a folder, one a language: `zh_CN-NAME.onnx` with its `.onnx.json`."""

    name = "piper"

    def __init__(self, folder: Path) -> None:
        try:
            import piper
        except ImportError:
            raise NoEngine("Piper is not installed: pip install piper-tts (GPL-3.0)") from None
        self._piper: Any = piper
        self._voices = {path.name[:2]: piper.PiperVoice.load(str(path)) for path in reversed(voice_files(folder))}

    def speak(self, text: str, manner: Manner) -> AudioData:
        """Return the sound."""
        voice = self._voices.get(manner.lang[:2])
        if voice is None:
            raise NoEngine(f"there is no Piper voice for {manner.lang}")
        how = self._piper.SynthesisConfig(length_scale=_USUAL / manner.pace, volume=manner.volume)
        chunks = list(voice.synthesize(text, syn_config=how))
        if not chunks:
            raise Silent("Piper gave no sound")
        frames = b"".join(chunk.audio_int16_bytes for chunk in chunks)
        return checked(AudioData(frames, chunks[0].sample_rate, 2), text)


def voice_files(folder: Path) -> list[Path]:
    """Return the voices in a folder, or say where to put one."""
    found = sorted(path for path in folder.glob("*.onnx") if path.with_suffix(".onnx.json").is_file())
    if not found:
        raise NoEngine(f"{folder} has no Piper voice; put one there: zh_CN-huayan-medium.onnx with its .onnx.json")
    return found
