"""Where the constants of nlu/engines/dividing.py come from: `python bench/dividing.py`, two minutes.

A model learns the scenarios' phrases, and nothing of the messages in `nlu/requests/`. It reads these in every way they
can be divided; where requests begin is learned from nine tenths of them at a time and asked of the last. A conditional
logit then finds how much each feature counts when the right way is chosen. `_CAUTION` is not fitted but chosen; how
many ordinary messages are cut with it is printed by `bench/understanding.py`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from actions.phrases import phrase_files
from actions.registry import builtin, registry_of
from nlu.engines import dividing
from nlu.engines.beginning import beginning, learn
from nlu.engines.beginnings import Beginnings
from nlu.engines.dividing import SMALL_TALK, Reading, Way, alike, logit
from nlu.engines.knowledge import Knowledge
from nlu.engines.parting import told_apart
from nlu.engines.sentences import available
from nlu.engines.training import train
from nlu.phrases import read
from nlu.requests import Message, messages
from nlu.segments import CLAUSES, clauses, divisions, stretch

Floats = npt.NDArray[np.float64]
NAMES = ("_PART", "_LESS", "_WHOLE", "_ALIKE", "_BEGINS", "_CUT")
FOLDS = 10
SEED = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of each way to divide a message (the first leaves it whole), and the place of the right one."""

    ways: Floats
    right: int


def main() -> None:
    phrases = read(phrase_files(registry_of(builtin()).scenarios.values()))
    with TemporaryDirectory() as folder:
        model = train(phrases, Path(folder)).model
    knowledge = Knowledge(model, available())
    print(f"learned {len(phrases.examples)} phrases", flush=True)
    told = list(messages())
    Random(SEED).shuffle(told)
    choices = [choice for fold in range(FOLDS) for choice in _choices(knowledge, told, fold)]
    cut = sum(choice.right > 0 for choice in choices)
    print(f"{len(told)} messages, of which {len(choices)} leave a choice; {cut} of these are to be cut")
    for name, weight in zip(NAMES, _fitted(choices), strict=True):
        print(f"{name} = {weight:.2f}  # in the code {getattr(dividing, name):.2f}")


def _choices(knowledge: Knowledge, told: Sequence[Message], fold: int) -> Iterator[Choice]:
    """Yield the choices that the messages of a fold leave, by what the others tell of where requests begin."""
    beginnings = learn([message for at, message in enumerate(told) if at % FOLDS != fold])
    for message in told[fold::FOLDS]:
        if (choice := _choice(knowledge, beginnings, message)) is not None:
            yield choice


def _choice(knowledge: Knowledge, beginnings: Beginnings, message: Message) -> Choice | None:
    """Return the choice that a message leaves, or nothing where there is none or the model misreads its requests."""
    every = clauses(message.text, CLAUSES)
    among, begins = told_apart(every, beginnings.logits(message.text, every))
    starts = [request.start for request in message.requests]
    new = sorted(beginning(among, starts))
    ways = list(divisions(len(among)))
    texts = {part: stretch(message.text, among, *part) for parts in ways for part in parts}
    knowledge.foresee(texts.values())
    readings = {part: Reading(*knowledge.read(text)) for part, text in texts.items()}
    ways = [parts for parts in ways if _differ([readings[part] for part in parts])]
    right = 0
    if len(starts) > 1:
        wanted = tuple((first, after - 1) for first, after in pairwise((0, *new, len(among))))
        if wanted not in ways:
            return None
        if [readings[part].best.name for part in wanted] != [request.intent for request in message.requests]:
            return None
        right = ways.index(wanted) + 1
    if not ways:
        return None
    whole = logit(knowledge.read(message.text)[0][0].confidence)
    features = [_features(parts, [readings[part] for part in parts], begins, whole) for parts in ways]
    return Choice(np.array([[0.0] * len(NAMES), *features]), right)


def _differ(readings: Sequence[Reading]) -> bool:
    """Say whether `divide` would consider these parts: different requests, and nothing else."""
    names = {reading.best.name for reading in readings}
    return len(names) == len(readings) and not names & SMALL_TALK


def _features(parts: Way, readings: Sequence[Reading], begins: Sequence[float], whole: float) -> list[float]:
    """Return what `divide` weighs, in the order of `NAMES`."""
    certain = [logit(reading.best.confidence) for reading in readings]
    less = sum(min(sides) for sides in pairwise(certain))
    same = sum(alike(*sides) for sides in pairwise(readings))
    return [sum(certain), less, whole, same, sum(begins[first] for first, _ in parts[1:]), len(parts) - 1]


def _fitted(choices: Sequence[Choice]) -> Floats:
    """Return the weights under which the right ways are likeliest, with a normal prior of variance 1."""
    ways = np.concatenate([choice.ways for choice in choices])
    counts = np.array([len(choice.ways) for choice in choices])
    begins = np.cumsum(counts) - counts
    right = begins + np.array([choice.right for choice in choices])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = ways @ weights
        highest = np.maximum.reduceat(scores, begins)
        powers = np.exp(scores - np.repeat(highest, counts))
        sums = np.add.reduceat(powers, begins)
        chances = powers / np.repeat(sums, counts)
        unlikely = (np.log(sums) + highest - scores[right]).sum() + weights @ weights / 2
        return float(unlikely), chances @ ways - ways[right].sum(axis=0) + weights

    return np.asarray(minimize(loss, np.zeros(ways.shape[1]), jac=True, method="L-BFGS-B").x)


if __name__ == "__main__":
    main()
