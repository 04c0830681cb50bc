"""The command `linli say`: what the kiosk would say, in a WAV file."""

import argparse
import json
import sys
import time

from bot.commands import Problem
from bot.settings import Settings
from voice.mouths import choosing
from voice.mouths.sound import from_wav, joined, seconds, to_wav
from voice.speak import mouth_folder
from voice.speech import Manner, NoEngine
from voice.spoken import sentences, tongue

_PACES = range(60, 401)


def say(given: argparse.Namespace, settings: Settings) -> int:
    """Speak a text into a file and print one JSON object: what was said, how long it takes to hear and to make."""
    if given.pace not in _PACES:
        raise Problem(f"--pace is {_PACES[0]} to {_PACES[-1]} characters a minute")
    text = sys.stdin.read() if given.text == "-" else given.text
    manner = Manner(given.lang or tongue(text, "en" if text.isascii() else "zh"), given.pace)
    said = sentences(text, manner.lang)
    if not said:
        raise Problem("there is nothing to say in this text")
    begun = time.perf_counter()
    try:
        engine, wav = _spoken(said, manner, given.mouth, settings)
    except (NoEngine, RuntimeError, OSError) as problem:
        raise Problem(str(problem)) from problem
    given.out.write_bytes(wav)
    took = round((time.perf_counter() - begun) * 1000)
    heard = round(seconds(from_wav(wav)), 2)
    row = {"file": str(given.out), "engine": engine, "said": said, "seconds": heard, "ms": took}
    print(json.dumps(row, ensure_ascii=False))
    return 0


def _spoken(said: list[str], manner: Manner, name: str | None, settings: Settings) -> tuple[str, bytes]:
    """Say it here: nothing else runs in this process, and what an engine lacks is told as it is."""
    wanted = name or (settings.voice_mouth if settings.voice_mouth != "none" else "auto")
    folder = mouth_folder(settings)
    mouth = choosing.make(choosing.chosen(wanted, folder, settings.voice_mouth_url), folder, settings.voice_mouth_url)
    return mouth.name, joined(to_wav(mouth.speak(sentence, manner)) for sentence in said)
