"""Which ear a house has, and hearing with it in a process of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from speech_recognition import AudioData

from bot.settings import Settings
from voice.models import WHISPER, found
from voice.speech import RATE, Ear, Heard, Listening, NoEngine
from voice.worker import Worker

SECONDS = 20.0  # that hearing may take, loading the model included
_WIDTH = 2  # bytes of a sample
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an ear is made, in whichever process: a name and what its maker needs."""

    name: str
    needs: str = ""  # a folder or an address

    def make(self) -> Ear:
        """Make the ear; NoEngine says what is missing."""
        return _MAKERS[self.name](self.needs)


class Hearing:
    """Hears recordings one by one, in a process that begins with the first one and is replaced when it dies."""

    def __init__(self, recipe: Recipe) -> None:
        self.name = recipe.name
        self._worker = Worker(recipe.make)

    async def hear(self, pcm: bytes, listening: Listening | None = None, seconds: float = SECONDS) -> Heard:
        """Return what 16-bit samples of one channel at 16 kHz say; EngineAway after `seconds`."""
        return await self._worker.call(_hear, pcm, listening or Listening(), seconds=seconds)

    def close(self) -> None:
        """End the process."""
        self._worker.close()


def ear_of(settings: Settings, name: str = "") -> Recipe | None:
    """Return how the house's ear is made, None where it has none; NoEngine where the one that was named is not here."""
    name = name or settings.voice_ear
    if name == "none":
        return None
    if name != "auto":
        return _LOOKS[name](settings)
    for one in ("sherpa", "wyoming", "whisper", "vosk"):
        try:
            return _LOOKS[one](settings)
        except NoEngine:
            continue
    return None


def _whisper(settings: Settings) -> Recipe:
    return Recipe("whisper", str(_with("faster_whisper", "voice", found(WHISPER, settings.data))))


def _vosk(settings: Settings) -> Recipe:
    return Recipe("vosk", str(_with("vosk", "vosk", found("vosk", settings.data))))


def _sherpa(settings: Settings) -> Recipe:
    try:
        folder = found("sherpa-sense-voice", settings.data)
    except NoEngine:
        folder = found("sherpa-paraformer", settings.data)
    return Recipe("sherpa", str(_with("sherpa_onnx", "sherpa", folder)))


def _wyoming(settings: Settings) -> Recipe:
    if not settings.voice_wyoming:
        raise NoEngine("the ear wyoming needs LINLI_VOICE_WYOMING, such as 127.0.0.1:10300")
    return Recipe("wyoming", _with("wyoming", "voice", settings.voice_wyoming))


def _sphinx(settings: Settings) -> Recipe:
    return Recipe("sphinx", _with("pocketsphinx", "voice", ""))


def _with(module: str, extra: str, needs: T) -> T:
    if find_spec(module) is None:
        raise NoEngine(f"{module} is not installed: pip install 'linli[{extra}]'")
    return needs


_LOOKS: Mapping[str, Callable[[Settings], Recipe]] = {
    "whisper": _whisper,
    "vosk": _vosk,
    "sherpa": _sherpa,
    "wyoming": _wyoming,
    "sphinx": _sphinx,
}


def _make_whisper(folder: str) -> Ear:
    from voice.ears.whisper import WhisperEar

    return WhisperEar(Path(folder))


def _make_vosk(folder: str) -> Ear:
    from voice.ears.vosk import VoskEar

    return VoskEar(Path(folder))


def _make_sherpa(folder: str) -> Ear:
    from voice.ears.sherpa import SherpaEar

    return SherpaEar(Path(folder))


def _make_wyoming(place: str) -> Ear:
    from voice.ears.wyoming import WyomingEar

    return WyomingEar(place)


def _make_sphinx(_: str) -> Ear:
    from voice.ears.sphinx import SphinxEar

    return SphinxEar()


_MAKERS: Mapping[str, Callable[[str], Ear]] = {
    "whisper": _make_whisper,
    "vosk": _make_vosk,
    "sherpa": _make_sherpa,
    "wyoming": _make_wyoming,
    "sphinx": _make_sphinx,
}


def _hear(ear: Ear, pcm: bytes, listening: Listening) -> Heard:
    return ear.hear(AudioData(pcm, RATE, _WIDTH), listening)
