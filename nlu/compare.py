"""Several engines on one task, each in a process of its own, so that memory is each one's and not the sum of all."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from types import MappingProxyType
from typing import Any

from nlu.evaluate import TRAINERS, Progress, Row, Task, Trainer, measure
from nlu.phrases import Example, Phrases
from nlu.report import Answer, Run

_NONE: Mapping[str, str] = MappingProxyType({})


class MeasuringFailed(RuntimeError):
    """An engine's process ended without a result; its own words are above."""


def compare(task: Task, engines: Sequence[str], elsewhere: Mapping[str, str] = _NONE) -> list[Run]:
    """Take each engine through the task, one after the other; raises MeasuringFailed.

    `elsewhere` names the modules that are run for engines which nlu does not know; each calls `be_child`.
    """
    given = json.dumps(_packed(task), ensure_ascii=False).encode()
    with tempfile.TemporaryDirectory(prefix="linli-evaluate-") as folder:
        place = Path(folder)
        return [
            _apart(given, elsewhere.get(engine, "nlu.compare"), engine, place / f"{engine}.json")
            for engine in dict.fromkeys(engines)
        ]


def _apart(given: bytes, module: str, engine: str, result: Path) -> Run:
    # What libraries print must not come between the lines of our own result; what they complain about is shown.
    command = [sys.executable, "-m", module, engine, str(result)]
    done = subprocess.run(command, input=given, stdout=subprocess.DEVNULL, check=False)  # noqa: S603
    if done.returncode:
        raise MeasuringFailed(f"the engine {engine} could not be measured, its process ended with {done.returncode}")
    found = json.loads(result.read_text("utf-8"))
    return Run(**(found | {"answers": tuple(Answer(*one) for one in found["answers"])}))


def be_child(trainers: Mapping[str, Trainer]) -> None:
    """Measure the engine that the command line names on what comes on standard input, and write the result."""
    engine, result = sys.argv[1], Path(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # who interrupts the command wants to read no traceback of ours
    task = _unpacked(json.loads(sys.stdin.buffer.read()))
    run = measure(task, engine, trainers[engine], Progress(engine, _say))
    found = {name: getattr(run, name) for name in Run.__dataclass_fields__}
    answers = [astuple(one) for one in run.answers]
    result.write_text(json.dumps(found | {"answers": answers}, ensure_ascii=False), "utf-8")


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _packed(task: Task) -> dict[str, Any]:
    return {
        "examples": [[one.text, one.intent, one.lang] for one in task.phrases.examples],
        "words": {slot: dict(values) for slot, values in task.phrases.words.items()},
        "rows": [astuple(row) for row in task.rows],
        "folds": task.folds,
    }


def _unpacked(given: dict[str, Any]) -> Task:
    words = {slot: {name: tuple(said) for name, said in values.items()} for slot, values in given["words"].items()}
    phrases = Phrases(tuple(Example(*one) for one in given["examples"]), words)
    return Task(phrases, tuple(Row(*row) for row in given["rows"]), given["folds"])


if __name__ == "__main__":
    be_child(TRAINERS)
