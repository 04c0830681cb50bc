"""What simulated residents want and how they say it, read from tests/data/simulation. Never used for training."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Wordings = Mapping[str, Sequence[str]]
"""Several ways to say one thing, by language."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One value a wish may have: how it is said in each language, and what must be on record for it."""

    said: Mapping[str, str]
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What somebody wants: how they begin, what they answer, what must be on record afterwards (bot/judge.py)."""

    name: str
    scenario: str
    who: tuple[str, ...]
    intents: tuple[str, ...]
    opens: Wordings
    done: Mapping[str, Any]
    facts: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    answers: Mapping[str, Wordings] = field(default_factory=dict)
    corrects: Mapping[str, Wordings] = field(default_factory=dict)  # fact -> how it is put right
    takes: frozenset[str] = frozenset()  # labels of buttons that lead to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Everything that can be said: goals, and what is the same whatever somebody wants."""

    goals: tuple[Goal, ...]
    shared: Mapping[str, Wordings]  # yes, skip, cancel, person, thanks, asides, before, after
    swaps: Mapping[str, str]  # a word, and how it comes out when typed in a hurry


def read_words(folder: Path) -> Words:
    """Read a folder: `shared.yml`, and one file of goals for each scenario, named after it.

    Raises:
        ValueError: A goal lacks a wording in a language that one of its residents may speak.
    """
    shared = _yaml(folder / "shared.yml")
    files = sorted(file for file in folder.glob("*.yml") if file.stem != "shared")
    goals = tuple(_goal(row, file.stem) for file in files for row in _yaml(file))
    return Words(goals=goals, shared=shared["words"], swaps=shared["swaps"])


def _yaml(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


def _goal(row: Mapping[str, Any], scenario: str) -> Goal:
    facts = {name: tuple(map(_fact, values)) for name, values in row.get("facts", {}).items()}
    goal = Goal(
        name=row["name"],
        scenario=scenario,
        who=tuple(row["who"]),
        intents=tuple(row["intents"]),
        opens=row["opens"],
        done=row["done"],
        facts=facts,
        answers=row.get("answers", {}),
        corrects=row.get("corrects", {}),
        takes=frozenset(row.get("takes", ())),
    )
    for wordings in (goal.opens, *goal.answers.values(), *goal.corrects.values()):
        if set(wordings) != set(goal.opens):
            raise ValueError(f"{scenario}.yml: {goal.name} is not complete in {sorted(goal.opens)}")
    return goal


def _fact(row: Mapping[str, Any]) -> Fact:
    return Fact({lang: said for lang, said in row.items() if lang != "is"}, row["is"])


def wanted(goal: Goal, facts: Mapping[str, Fact]) -> dict[str, Any]:
    """Return what must be on record, with the values of the facts in its places."""
    return {kind: {name: _filled(value, facts) for name, value in check.items()} for kind, check in goal.done.items()}


def _filled(value: Any, facts: Mapping[str, Fact]) -> Any:
    if isinstance(value, str) and value.startswith("{"):
        return facts[value.strip("{}")].value
    return value


def said(wording: str, lang: str, facts: Mapping[str, Fact]) -> str:
    """Return a wording with the facts in its places."""
    return wording.format_map({name: fact.said[lang] for name, fact in facts.items()})
