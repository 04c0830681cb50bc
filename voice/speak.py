"""Replies as sound: written out, cut into sentences, each made by a mouth in a process of its own, or remembered."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from pathlib import Path

from bot.settings import Settings
from voice.mouths import choosing
from voice.mouths.sound import joined
from voice.said import Said, is_fixed
from voice.speech import Manner, Spoken
from voice.spoken import sentences, tongue
from voice.worker import Worker

SECONDS = 8.0  # that a sentence may take; then the spare mouth says it
_REST = 60.0  # seconds for which a mouth that failed is not asked again
_log = logging.getLogger(__name__)


class Speaking:
    """Speaks replies. Where the first mouth fails a spare one speaks; where none can, there is silence and no error."""

    def __init__(self, mouths: Mapping[str, Worker], said: Said, folder: Path | None = None) -> None:
        self._mouths, self._said, self._folder = mouths, said, folder or Path()
        self._rests: dict[str, float] = {}
        self._turns = {name: asyncio.Lock() for name in mouths}  # who waits for a turn is not hung

    async def speak(self, text: str, manner: Manner, seconds: float = SECONDS) -> bytes | None:
        """Return a whole reply as one WAV file; None where nothing can be said."""
        made = [spoken.wav async for spoken in self.sentences(text, manner, seconds)]
        return joined(made) if made else None

    async def sentences(self, text: str, manner: Manner, seconds: float = SECONDS) -> AsyncIterator[Spoken]:
        """Yield a reply sentence by sentence, each as soon as it is made; `seconds` is the patience with one."""
        manner = replace(manner, lang=tongue(text, manner.lang))
        for sentence in sentences(text, manner.lang):
            wav = await self._sound(sentence, manner, seconds)
            if wav is not None:
                yield Spoken(sentence, wav)

    async def warm(self) -> None:
        """Start the first mouth, and look up what is said to everybody, before somebody waits for either."""
        await asyncio.to_thread(is_fixed, "")
        await self._made(next(iter(self._mouths)), "好。", Manner(), 60.0)

    def close(self) -> None:
        """End the mouths' processes."""
        for worker in self._mouths.values():
            worker.close()

    async def _sound(self, sentence: str, manner: Manner, seconds: float) -> bytes | None:
        for name in self._mouths:
            known = await self._said.find(name, manner, sentence)
            if known is not None:
                return known
            if self._rests.get(name, 0.0) > _now() or not choosing.speaks(name, manner.lang, self._folder):
                continue
            wav = await self._made(name, sentence, manner, seconds)
            if wav is not None:
                await self._said.keep(name, manner, sentence, wav)
                return wav
        return None

    async def _made(self, name: str, sentence: str, manner: Manner, seconds: float) -> bytes | None:
        try:
            async with self._turns[name]:
                return await self._mouths[name].call(choosing.utter, sentence, manner, seconds=seconds)
        except (RuntimeError, OSError, ValueError) as problem:  # the engine's process died, hung, or said why not
            _log.warning("the mouth %s failed: %s", name, problem)
            if name != list(self._mouths)[-1]:  # the last one is tried every time
                self._rests[name] = _now() + _REST
            return None


def _now() -> float:
    return asyncio.get_running_loop().time()


def speaking(settings: Settings, worker: Callable[..., Worker] = Worker) -> Speaking | None:
    """Return what speaks here, by the settings; None where nothing is to."""
    if settings.voice_mouth == "none":
        return None
    folder = mouth_folder(settings)
    first = choosing.chosen(settings.voice_mouth, folder, settings.voice_mouth_url)
    names = dict.fromkeys((first, "espeak"))
    mouths = {name: worker(choosing.make, name, folder, settings.voice_mouth_url) for name in names}
    return Speaking(mouths, Said(settings.data / "voice" / "said"), folder)


def mouth_folder(settings: Settings) -> Path:
    """Return where the files of a natural voice lie."""
    return settings.voice_mouth_folder or settings.data / "voice" / "mouth"
