"""Rasa beside the embedded engine: `python bench/rasa.py [--recipe jieba|char] [--keep DIR]`.

Both learn the same 2,000 phrases, drawn by lot, and are asked the development set (tests/data/understanding/) in one
run.
Rasa's environment is made by `linli rasa setup`. Other uses, with a server that runs:

    python bench/rasa.py --contract http://127.0.0.1:5005    what we rely on, checked against a real server
    python bench/rasa.py --record http://127.0.0.1:5005      writes its answers to tests/data/rasa/answers.json

The server's token is in rasa/token of the data folder (LINLI_DATA), or in LINLI_RASA_TOKEN.
"""

import argparse
import asyncio
import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from actions.phrases import phrases_of
from actions.registry import builtin, registry_of
from bot.rasa.data import subset, write_training
from bot.rasa.home import VERSION, RasaHome, home_of, recipe_folder, secret
from bot.rasa.process import serving, train
from bot.settings import load_settings
from nlu.engines.rasa_server import RasaServer, askable
from nlu.engines.training import train as learn
from nlu.phrases import Example, Phrases
from nlu.types import Hints
from tests.rasa.contract import CHECKS, SAID, Place
from tests.rasa.fake import RECORDED

COUNT = 2000
MESSAGES = Path(__file__).parents[1] / "tests/data/understanding/messages.jsonl"
CONFIGS = {"jieba": "config-jieba.yml", "char": "config.yml"}
NOW = datetime.fromisoformat("2025-09-17T10:00:00+08:00")
Row = dict[str, Any]


@dataclass(frozen=True)
class Learned:
    """What training took."""

    seconds: float  # on the clock, whatever else the machine did
    cpu: float  # seconds
    peak: float  # megabytes


@dataclass(frozen=True)
class Result:
    """One engine's line: what it says, how fast, and what it takes."""

    name: str
    learned: Learned
    said: tuple[str, ...]
    ms: tuple[float, ...]
    cpu: float  # ms a message, of its process
    memory: float  # megabytes


def main() -> None:
    given = _arguments()
    if given.contract or given.record:
        place = Place(given.contract or given.record, _token())
        asyncio.run(_check(place) if given.contract else _record(place))
        return
    rows = [json.loads(line) for line in MESSAGES.read_text("utf-8").splitlines() if line.strip()]
    phrases = phrases_of(registry_of(builtin()))
    phrases = replace(phrases, examples=subset(phrases.examples, COUNT))
    home, folder = home_of(load_settings().data), recipe_folder(None)
    home.require_environment()
    with contextlib.ExitStack() as stack:
        keep = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="linli-bench-")))
        beside = _beside(home, keep)
        ours = _embedded(phrases, rows)
        learned = _trained(beside, folder, given.recipe, phrases.examples)
        _print(ours, _rasa(beside, folder, given.recipe, learned, rows), rows)


def _beside(home: RasaHome, keep: Path) -> RasaHome:
    """Return a home in another folder that uses the same environment."""
    keep.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        (keep / "venv").symlink_to(home.environment)
    return RasaHome(keep.absolute())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--recipe", choices=CONFIGS, default="jieba")
    parser.add_argument("--keep", type=Path, help="keep Rasa's models here, and use those that are here already")
    parser.add_argument("--contract", metavar="URL", default="")
    parser.add_argument("--record", metavar="URL", default="")
    return parser.parse_args()


def _token() -> str:
    settings = load_settings()
    return settings.rasa_token.get_secret_value() or secret(home_of(settings.data).token)


def _embedded(phrases: Phrases, rows: Sequence[Row]) -> Result:
    """Learn in a process of its own, and answer in another one, so that memory is each one's own."""
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as folder:
        began = time.perf_counter()
        learn(phrases, Path(folder)).close()
        learned = _spent(began, 0.0)
        asked = json.dumps({"examples": [(one.text, one.intent, one.lang) for one in phrases.examples], "rows": rows})
        command = [sys.executable, __file__, "--answer", folder]
        done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    answers = json.loads(done.stdout)
    return Result("embedded", learned, tuple(answers["said"]), tuple(answers["ms"]), answers["cpu"], answers["memory"])


def answer(folder: Path) -> None:
    """Be the process that answers with a model that is known, and print what it said and took."""
    asked = json.load(sys.stdin)
    words = phrases_of(registry_of(builtin())).words
    engine = learn(Phrases(tuple(Example(*one) for one in asked["examples"]), words), folder)
    said, ms, before = [], [], _cpu(os.getpid())
    for row in (*asked["rows"][:50], *asked["rows"]):  # the first ones warm it up
        began = time.perf_counter()
        said.append(engine.parse(row["text"], row["lang"], NOW, Hints()).intent)
        ms.append((time.perf_counter() - began) * 1000)
    cpu = (_cpu(os.getpid()) - before) * 1000 / len(said)
    print(json.dumps({"said": said[50:], "ms": ms[50:], "cpu": cpu, "memory": _resident(os.getpid())}))


def _rasa(home: RasaHome, folder: Path, name: str, learned: Learned, rows: Sequence[Row]) -> Result:
    with serving(home, folder, home.model(name), home.folder / f"{name}.log") as (url, pid):
        before = _cpu(pid)
        said, ms = asyncio.run(_ask(url, secret(home.token), rows))
        cpu, memory = (_cpu(pid) - before) * 1000 / (len(rows) + 50), _resident(pid)
    return Result(f"Rasa {VERSION}, {name}", learned, tuple(said), tuple(ms), cpu, memory)


def _trained(home: RasaHome, folder: Path, name: str, examples: Sequence[Example]) -> Learned:
    """Train unless that was done before, in which case what it took is read."""
    measured = home.models / f"{name}.measured.json"
    if home.model(name).is_file() and measured.is_file():
        return Learned(**json.loads(measured.read_text("utf-8")))
    data = home.folder / f"data-{name}"
    write_training(data, examples)
    began, before = time.perf_counter(), _spent(0.0, 0.0).cpu
    train(home, folder, data, folder / CONFIGS[name], name)
    learned = _spent(began, before)
    measured.write_text(json.dumps(asdict(learned)), "utf-8")
    return learned


def _spent(began: float, before: float) -> Learned:
    """Return what children took since; of the peak, that of the largest child, which is the latest one here."""
    taken = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Learned(time.perf_counter() - began, taken.ru_utime + taken.ru_stime - before, taken.ru_maxrss / 1024)


def _cpu(pid: int) -> float:
    """Return the CPU seconds a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _ask(url: str, token: str, rows: Sequence[Row]) -> tuple[list[str], list[float]]:
    server = RasaServer(url, token, 30)
    said, ms = [], []
    for row in (*rows[:50], *rows):
        began = time.perf_counter()
        ranking = await server.rank(askable(row["text"]))
        ms.append((time.perf_counter() - began) * 1000)
        said.append(ranking[0].name if ranking else "")
    server.close()
    return said[50:], ms[50:]


def _resident(pid: int) -> float:
    """Return a process's resident memory in megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _print(ours: Result, rasa: Result, rows: Sequence[Row]) -> None:
    print(f"{COUNT} phrases learned, {len(rows)} messages asked")
    print("| engine | wrong | zh / en | p50 / p99 ms | CPU ms | memory MB | training s (CPU) | its peak MB |")
    print("|---|---|---|---|---|---|---|---|")
    for one in (ours, rasa):
        right = [name in (row["intent"], *row.get("also_ok", ())) for name, row in zip(one.said, rows, strict=True)]
        zh, en = ([hit for hit, row in zip(right, rows, strict=True) if row["lang"] == lang] for lang in ("zh", "en"))
        cells = (
            one.name,
            _wrong(right),
            f"{_wrong(zh)} / {_wrong(en)}",
            " / ".join(f"{ms:.1f}" for ms in np.percentile(one.ms, (50, 99))),
            f"{one.cpu:.1f}",
            f"{one.memory:.0f}",
            f"{one.learned.seconds:.0f} ({one.learned.cpu:.0f})",
            f"{one.learned.peak:.0f}",
        )
        print(f"| {' | '.join(cells)} |")
    shares = np.median(ours.ms) / np.median(rasa.ms), ours.cpu / rasa.cpu, ours.memory / rasa.memory
    print(
        "the embedded engine takes {:.2f} of Rasa's time (p50), {:.2f} of its CPU, {:.2f} of its memory".format(*shares)
    )


def _wrong(right: Sequence[bool]) -> str:
    return f"{len(right) - sum(right)} of {len(right)} ({1 - sum(right) / len(right):.1%})"


async def _check(place: Place) -> None:
    """Check a real server; the first thing that is not so raises."""
    for check in CHECKS:
        await check(place)
        print(f"{check.__name__.replace('_', ' ')}: yes")


async def _record(place: Place) -> None:
    """Write down what a real server says to the contract's texts."""
    texts = ["/emergency", *filter(None, map(askable, SAID))]
    document = {
        "command": "python bench/rasa.py --record URL, of the model of bench/rasa.py --recipe jieba --keep DIR",
        "rasa": VERSION,
        "refusal": _post(place.url, "", texts[0]),
        "answers": {text: _post(place.url, place.token, text)["body"] for text in texts},
    }
    RECORDED.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{len(texts)} answers are in {RECORDED}")


def _post(url: str, token: str, text: str) -> dict[str, Any]:
    request = urllib.request.Request(
        f"{url}/model/parse?token={token}", json.dumps({"text": text}).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return {"status": answer.status, "body": json.load(answer)}
    except urllib.error.HTTPError as refusal:
        return {"status": refusal.code, "body": json.load(refusal)}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--answer"]:
        answer(Path(sys.argv[2]))
    else:
        main()
