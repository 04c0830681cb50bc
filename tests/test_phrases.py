import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from actions.registry import builtin

ACTIONS = Path(__file__).parents[1] / "actions"
LANGUAGES = ("zh", "en")
NEIGHBOUR = 0.8  # Jaccard of character bigrams above which two examples say the same in the same words
TOO_MANY_NEIGHBOURS = 0.03
OPENING = {"zh": 4, "en": 9}  # characters
VARIETY = {"zh": 0.5, "en": 0.2}  # share of the words that are different ones
AT_ONCE = 1000  # examples whose words are counted together: the more there are, the more often any word comes

SAME_FRAME = 5  # examples that differ in nothing but the words of slots, or one in a hundred of many
FEWEST = {"zh": 120, "en": 60}  # examples of an intent


@dataclass(frozen=True, slots=True)
class Entry:
    """One block of a phrases file: an intent, a lookup or a synonym with its examples."""

    scenario: str
    lang: str
    kind: str
    name: str
    examples: tuple[str, ...]


@cache
def known_intents() -> frozenset[str]:
    """What residents can mean, by the manifests: a new folder brings its own."""
    return frozenset(intent for scenario in builtin() for intent in scenario.intents)


@cache
def entries() -> tuple[Entry, ...]:
    return tuple(entry for path in sorted(ACTIONS.glob("*/phrases/*.yml")) for entry in _read(path))


def _read(path: Path) -> Iterator[Entry]:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert document["version"] == "3.1", f"{path}: version must be the text 3.1"
    for block in document["nlu"]:
        kind = next(kind for kind in ("intent", "lookup", "synonym") if kind in block)
        lines = block["examples"].splitlines()
        assert all(line.startswith("- ") for line in lines), f"{path}: {block[kind]} has a line without '- '"
        examples = tuple(line[2:].strip() for line in lines)
        assert all(examples), f"{path}: {block[kind]} has an empty example"
        yield Entry(path.parent.parent.name, path.stem, kind, block[kind], examples)


def _of(kind: str) -> list[Entry]:
    return [entry for entry in entries() if entry.kind == kind]


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _bigrams(text: str) -> frozenset[str]:
    bare = _bare(text)
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1)) or frozenset({bare})


def _parts(text: str, lang: str) -> Iterable[str]:
    """Return what may vary: words where spaces part them, pairs of characters where not."""
    return _bigrams(text) if lang == "zh" else text.casefold().split()


def _slot_words(scenario: str, lang: str) -> re.Pattern[str]:
    entries = [entry for entry in _of("synonym") if (entry.scenario, entry.lang) == (scenario, lang)]
    words = sorted({word.casefold() for entry in entries for word in entry.examples}, key=len, reverse=True)
    either = "|".join(map(re.escape, words)) or "(?!)"  # notices nothing where a scenario has no slots of its own
    return re.compile(either if lang == "zh" else rf"\b(?:{either})\b")


def _frame(text: str, words: re.Pattern[str]) -> str:
    return re.sub(r"_+", "_", words.sub("_", text.casefold()))


def _neighbours(examples: tuple[str, ...]) -> set[str]:
    near: set[str] = set()
    known = [(example, _bigrams(example)) for example in examples]
    for (one, a), (other, b) in combinations(known, 2):
        common = len(a & b)
        if common > NEIGHBOUR * (len(a) + len(b) - common):
            near |= {one, other}
    return near


def test_every_scenario_speaks_both_languages() -> None:
    langs = {path.parent: set[str]() for path in ACTIONS.glob("*/phrases/*.yml")}
    for path in ACTIONS.glob("*/phrases/*.yml"):
        langs[path.parent].add(path.stem)
    assert langs
    assert [str(folder) for folder, found in langs.items() if found != set(LANGUAGES)] == []


def test_every_intent_has_a_known_name_one_owner_and_both_languages() -> None:
    owners: dict[str, set[str]] = {}
    blocks = Counter((entry.name, entry.lang) for entry in _of("intent"))
    for entry in _of("intent"):
        owners.setdefault(entry.name, set()).add(entry.scenario)
    assert set(owners) - set(known_intents()) == set()
    assert {name: scenarios for name, scenarios in owners.items() if len(scenarios) > 1} == {}
    assert {name: lang for name in owners for lang in LANGUAGES if blocks[name, lang] != 1} == {}


def test_no_example_stands_twice() -> None:
    places: dict[str, list[str]] = {}
    for entry in _of("intent"):
        for example in entry.examples:
            places.setdefault(_bare(example), []).append(f"{entry.name}/{entry.lang}")
    assert {example: found for example, found in places.items() if len(found) > 1} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_examples_are_not_each_others_copies(lang: str) -> None:
    for entry in _of("intent"):
        if entry.lang == lang:
            near = _neighbours(entry.examples)
            assert len(near) < TOO_MANY_NEIGHBOURS * len(entry.examples), f"{entry.name}: {sorted(near)}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_intent_is_said_in_many_ways(lang: str) -> None:
    """Count openings and different words: a template with swapped nouns has one opening and few words."""
    for entry in _of("intent"):
        if entry.lang != lang:
            continue
        count = len(entry.examples)
        openings = Counter(_bare(example)[: OPENING[lang]] for example in entry.examples)
        parts = [part for example in entry.examples[:: 1 + count // AT_ONCE] for part in _parts(example, lang)]
        assert count >= FEWEST[lang], f"{entry.name}: only {count} examples"
        assert max(openings.values()) <= max(6, 0.1 * count), f"{entry.name}: {openings.most_common(1)}"
        assert len(set(parts)) >= VARIETY[lang] * len(parts), f"{entry.name}: the same words again and again"


def test_no_intent_is_a_template_with_swapped_nouns() -> None:
    """Hide the words of the scenario's slots: what is left over may be said by a few examples, not by a dozen."""
    for entry in _of("intent"):
        words = _slot_words(entry.scenario, entry.lang)
        frames = Counter(_frame(example, words) for example in entry.examples)
        told = {frame: count for frame, count in frames.items() if len(_bare(frame)) > 1}
        most = max(SAME_FRAME, len(entry.examples) / 100)
        assert max(told.values()) <= most, f"{entry.name}: {frames.most_common(3)}"


def test_every_lookup_has_the_same_values_in_both_languages() -> None:
    values: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for entry in _of("lookup"):
        values.setdefault((entry.scenario, entry.name), {})[entry.lang] = entry.examples
    assert [key for key, found in values.items() if found.get("zh") != found.get("en")] == []


def test_every_value_has_words_in_both_languages() -> None:
    said = {(entry.scenario, entry.lang, entry.name) for entry in _of("synonym")}
    missing = [
        (entry.scenario, entry.name, value, entry.lang)
        for entry in _of("lookup")
        for value in entry.examples
        if (entry.scenario, entry.lang, value) not in said
    ]
    assert missing == []


def test_a_value_belongs_to_one_lookup_of_its_scenario() -> None:
    """A synonym names a value only, so two lookups of one folder cannot share it."""
    slots: dict[tuple[str, str], set[str]] = {}
    for entry in _of("lookup"):
        for value in entry.examples:
            slots.setdefault((entry.scenario, value), set()).add(entry.name)
    assert {value: found for value, found in slots.items() if len(found) > 1} == {}


def test_every_synonym_points_at_a_value_of_its_own_scenario() -> None:
    values = {(entry.scenario, value) for entry in _of("lookup") for value in entry.examples}
    assert [entry for entry in _of("synonym") if (entry.scenario, entry.name) not in values] == []


def test_a_word_points_at_one_value_of_a_slot() -> None:
    slot = {(entry.scenario, value): entry.name for entry in _of("lookup") for value in entry.examples}
    found: dict[tuple[str, str], set[str]] = {}
    for entry in _of("synonym"):
        for word in entry.examples:
            found.setdefault((slot[entry.scenario, entry.name], word.casefold()), set()).add(entry.name)
    assert {key: names for key, names in found.items() if len(names) > 1} == {}
