"""What the extraction of slots is worth, slot by slot: `python bench/slots.py [--half even|odd] FILE...`.

Needs no model, so it takes a second. The files are labelled messages like those of tests/data/understanding/.
"""

import argparse
import json
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from slot_score import STRUCTURED, Score, score

from actions.phrases import phrases_of
from actions.registry import builtin, registry_of
from nlu.normalize import tidy
from nlu.slots.extract import Extractor
from nlu.types import Certainty, Hints, Intent, Understanding

NOW = datetime.fromisoformat("2025-09-17T10:00:00+08:00")
HALVES = {"even": 0, "odd": 1}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--half", choices=HALVES, help="only rows whose number is even or odd")
    given = parser.parse_args()
    registry = registry_of(builtin())
    extractor = Extractor(phrases_of(registry).words)
    for path in given.files:
        spent: list[float] = []
        answers = [(row, _meant(extractor, row, spent)) for row in _rows(path, given.half)]
        print(f"{path.name}: {len(answers)} messages, CPU ms p50 {np.median(spent):.2f}, max {max(spent):.1f}")
        _print(score(answers, registry))


def _rows(path: Path, half: str | None) -> Iterator[Mapping[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if half is None or int("".join(filter(str.isdigit, row["id"]))) % 2 == HALVES[half]:
            yield row


def _meant(extractor: Extractor, row: Mapping[str, Any], spent: list[float]) -> Understanding:
    text = tidy(row["text"])
    began = time.thread_time()
    entities = extractor.extract(text, row["lang"], NOW, Hints())
    spent.append((time.thread_time() - began) * 1000)
    return Understanding(text, row["lang"], (Intent(row["intent"], 1.0),), Certainty.SURE, entities)


def _print(scored: Score) -> None:
    print(f"{'':<16}{'F1':>6}{'right':>7}{'wrong':>7}{'missing':>9}{'spurious':>10}")
    for name in scored.names:
        counts = (scored.right[name], scored.wrong[name], scored.missing[name], scored.spurious[name])
        print(f"{name:<16}{scored.f1(name):6.2f}{counts[0]:7}{counts[1]:7}{counts[2]:9}{counts[3]:10}")
    print(f"{'structured':<16}{scored.f1(structured=True):6.3f}  ({', '.join(STRUCTURED)})")
    print(f"{'all':<16}{scored.f1():6.3f}")


if __name__ == "__main__":
    main()
