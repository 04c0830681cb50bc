"""Sounds that were made before. In memory, whatever was said; on the disk, only sentences that are the same for all."""

import asyncio
import hashlib
import os
from collections import OrderedDict
from contextlib import suppress
from functools import cache
from pathlib import Path

from actions.registry import discover
from actions.texts import LANGS, fields, load_texts
from voice.speech import Manner
from voice.spoken import sentences

_MEMORY = 16 * 2**20  # bytes: about six minutes of speech
_DISK = 128 * 2**20


class Said:
    """Remembers sounds by mouth, manner and sentence, within bounds; the oldest go first."""

    def __init__(self, folder: Path, memory: int = _MEMORY, disk: int = _DISK) -> None:
        self._folder, self._most, self._most_on_disk = folder, memory, disk
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0

    async def find(self, mouth: str, manner: Manner, sentence: str) -> bytes | None:
        """Return the sound of a sentence that was said like this before."""
        key = _key(mouth, manner, sentence)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if not await asyncio.to_thread(is_fixed, sentence):
            return None
        wav = await asyncio.to_thread(self._read, key)
        if wav is not None:
            self._remember(key, wav)
        return wav

    async def keep(self, mouth: str, manner: Manner, sentence: str, wav: bytes) -> None:
        """Remember a sound; on the disk, too, if everybody is told this sentence in these words."""
        key = _key(mouth, manner, sentence)
        self._remember(key, wav)
        if await asyncio.to_thread(is_fixed, sentence):
            await asyncio.to_thread(self._write, key, wav)

    def forget(self) -> None:
        """Forget what is in memory, as when somebody leaves."""
        self._kept.clear()
        self._size = 0

    def _remember(self, key: str, wav: bytes) -> None:
        self._size += len(wav) - len(self._kept.pop(key, b""))
        self._kept[key] = wav
        while self._size > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest)

    def _read(self, key: str) -> bytes | None:
        with suppress(OSError):
            return (self._folder / f"{key}.wav").read_bytes()
        return None

    def _write(self, key: str, wav: bytes) -> None:
        """Write a whole file or none; a full or foreign disk is no reason to be silent."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._make_room(len(wav))
            begun = self._folder / f"{key}.{os.getpid()}.part"
            begun.write_bytes(wav)
            begun.replace(self._folder / f"{key}.wav")

    def _make_room(self, needed: int) -> None:
        files = sorted(((path.stat(), path) for path in self._folder.iterdir()), key=lambda one: one[0].st_mtime)
        size = sum(known.st_size for known, _ in files) + needed
        for known, path in files:
            if size <= self._most_on_disk:
                return
            path.unlink(missing_ok=True)
            size -= known.st_size


def is_fixed(sentence: str) -> bool:
    """Say whether a sentence stands in a scenario's texts as it is, without a place for anybody's name or number."""
    return sentence in _fixed()


@cache
def _fixed() -> frozenset[str]:
    return frozenset(
        sentence
        for installed in discover()
        for lang in LANGS
        for text in _without_values(installed.scenario.package, lang)
        for sentence in sentences(text, lang)
    )


def _without_values(package: str, lang: str) -> list[str]:
    texts = load_texts(package)
    whole = (texts.render(lang, key, {}) for key in texts.keys(lang) if "{" not in texts.raw(lang, key))
    return [way for text in whole for way in (text.spoken, text.elder) if not fields(way)]


def _key(mouth: str, manner: Manner, sentence: str) -> str:
    how = f"{mouth}\n{manner.lang}\n{manner.pace}\n{manner.volume:.2f}\n{sentence}"
    return hashlib.sha256(how.encode()).hexdigest()
