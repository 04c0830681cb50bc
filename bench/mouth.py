"""How the kiosk speaks: `python bench/mouth.py [--engine espeak] [--pace 170] [--wavs FOLDER]`.

Says the replies of docs/transcripts.md as the kiosk would, in the mouth's own process. Prints how long somebody waits
for the first sound, how long a sentence takes, how much faster than hearing it that is, what the process needs, and
how close to the pace that was asked for it comes. `--wavs` keeps the sounds, to be listened to; `--written` only prints
what would be said.
"""

import argparse
import asyncio
import json
import re
import tempfile
import time
from pathlib import Path

import numpy as np

from bot.settings import Settings
from voice.mouths.sound import from_wav, seconds
from voice.speak import Speaking, speaking
from voice.speech import Manner, Mouth
from voice.spoken import sentences, tongue

_ROOT = Path(__file__).parents[1]
_QUIET = 300  # of 32768: less is not heard


def replies(most: int) -> list[tuple[str, str]]:
    """Language and text of the assistant's replies in the transcripts, without their buttons, each once."""
    page = (_ROOT / "docs" / "transcripts.md").read_text("utf-8")
    told = (line.removeprefix("> ").partition(" ▸")[0] for line in page.splitlines() if line.startswith("> "))
    texts = dict.fromkeys(text for text in told if len(text) > 5)
    return [(tongue(text, "zh"), text) for text in texts][:most]


def peak_mb(mouth: Mouth) -> float:
    """Runs in the mouth's process: the most memory it has had."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024


async def measure(given: argparse.Namespace, mouth: Speaking) -> dict[str, object]:
    begun = time.perf_counter()
    await mouth.warm()
    start = time.perf_counter() - begun
    first, each, heard, made, counted, loud = [], [], 0.0, 0.0, [], []
    for number, (lang, text) in enumerate(replies(given.replies)):
        begun = at = time.perf_counter()
        parts = []
        async for spoken in mouth.sentences(text, Manner(lang, given.pace)):
            now = time.perf_counter()
            first += [now - begun] if not parts else []
            each.append(now - at)
            parts.append(spoken.wav)
            audio = from_wav(spoken.wav)
            heard, made = heard + seconds(audio), made + now - at
            samples = np.abs(np.frombuffer(audio.frame_data, "<i2").astype(int))
            at_all = np.nonzero(samples > _QUIET)[0]
            loud.append(
                (int(samples.max()), at_all[0] / audio.sample_rate, (len(samples) - at_all[-1]) / audio.sample_rate)
            )
            if lang == "zh":
                taken = (at_all[-1] - at_all[0]) / audio.sample_rate
                counted.append((len(re.findall(r"[\u4e00-\u9fff]", spoken.text)), taken))
            at = time.perf_counter()
        if given.wavs:
            for part, wav in enumerate(parts):
                (given.wavs / f"{number:02d}-{part}.wav").write_bytes(wav)
    worker = next(iter(mouth._mouths.values()))
    return {
        "engine": next(iter(mouth._mouths)),
        "start_s": round(start, 2),
        "sentences": len(each),
        "first_sound_ms": _points(first),
        "sentence_ms": _points(each),
        "real_time_factor": round(made / heard, 4),
        "characters_a_minute": round(sum(n for n, _ in counted) / sum(taken for _, taken in counted) * 60),
        "peak_of_32768": [min(one[0] for one in loud), max(one[0] for one in loud)],
        "silence_before_s": round(float(np.median([one[1] for one in loud])), 2),
        "silence_after_s": round(float(np.median([one[2] for one in loud])), 2),
        "memory_mb": round(await worker.call(peak_mb, seconds=10)),
    }


def _points(times: list[float]) -> dict[str, float]:
    return {f"p{point}": round(float(np.percentile(times, point)) * 1000, 1) for point in (50, 95, 100)}


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", default="espeak")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--pace", type=int, default=170)
    parser.add_argument("--replies", type=int, default=50)
    parser.add_argument("--wavs", type=Path)
    parser.add_argument("--written", action="store_true", help="only print what would be said")
    given = parser.parse_args()
    if given.written:
        for lang, text in replies(given.replies):
            print(f"{text}\n    " + "\n    ".join(sentences(text, lang)))
        return
    if given.wavs:
        given.wavs.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(data=Path(data), voice_mouth=given.engine, voice_mouth_folder=given.folder)
        mouth = speaking(settings)
        assert mouth is not None
        try:
            print(json.dumps(await measure(given, mouth), ensure_ascii=False))
        finally:
            mouth.close()


if __name__ == "__main__":
    asyncio.run(main())
