"""Our phrases as Rasa's files: what a model learns from, and the domain of an assistant that calls our scenarios."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from actions.texts import load_texts
from nlu.engines.classifier import OUT_OF_SCOPE
from nlu.normalize import standard, tidy
from nlu.phrases import LANGS, Example

VERSION = "3.1"  # of Rasa's format for training data
ACTION = "action_linli"
BUTTON = "linli_button"  # intent of a button that was pressed, which carries
VALUE = "linli_value"  # its value as an entity
AWAY = "utter_linli_away"  # what is said when Linli cannot be reached
CURSOR = "linli_after"  # slot that holds the number of the last reply that was uttered


@dataclass(frozen=True, slots=True)
class Split:
    """Phrases to learn from, and phrases that are kept back to calibrate on."""

    learned: tuple[Example, ...]
    held: tuple[Example, ...]


def split(examples: Iterable[Example], per_intent: int, held: int) -> Split:
    """Choose phrases of each intent, the same ones every time; what is chosen does not depend on their order."""
    groups: dict[str, list[Example]] = defaultdict(list)
    for example in sorted(examples, key=_lot):
        groups[example.intent].append(example)
    # Out of scope is a quarter of what is kept back, as of real talk: fifteen phrases say little about so wide a field.
    most = {OUT_OF_SCOPE: max(held, (len(groups) - 1) * held // 3)}
    kept_back = {intent: min(most.get(intent, held), len(group) // 4) for intent, group in groups.items()}
    return Split(
        tuple(one for name, group in groups.items() for one in group[kept_back[name] :][:per_intent]),
        tuple(one for name, group in groups.items() for one in group[: kept_back[name]]),
    )


def subset(examples: Iterable[Example], count: int) -> tuple[Example, ...]:
    """Draw phrases by lot, the same ones every time."""
    return tuple(sorted(examples, key=_lot)[:count])


def _lot(example: Example) -> str:
    return hashlib.sha256(example.text.encode()).hexdigest()


def standardised(text: str) -> str:
    """Return a text as the engine shows it to Rasa: tidy, simplified characters, standard words."""
    return standard(tidy(text))


def write_training(folder: Path, examples: Sequence[Example]) -> None:
    """Write what `rasa train nlu` needs: phrases in standard form, and the names of their intents."""
    folder.mkdir(parents=True, exist_ok=True)
    said = [Example(standardised(one.text), one.intent, one.lang) for one in examples]
    (folder / "nlu.yml").write_text(nlu_text(said), "utf-8")
    _write(folder / "domain.yml", {"version": VERSION, "intents": _intents(examples)})


def write_assistant(folder: Path, examples: Sequence[Example]) -> list[Path]:
    """Write phrases, domain and rules with which a Rasa assistant hands every intent of ours to `action_linli`."""
    folder.mkdir(parents=True, exist_ok=True)
    intents = [*_intents(examples), BUTTON]
    texts = load_texts("bot.rasa")
    away = "\n".join(texts.raw(lang, "rasa.away") for lang in LANGS)
    domain = {
        "version": VERSION,
        "intents": [{BUTTON: {"use_entities": []}} if name == BUTTON else name for name in intents],
        "entities": [VALUE],
        "slots": {CURSOR: {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}},
        "responses": {AWAY: [{"text": away}]},
        "actions": [ACTION],
    }
    rules = [{"rule": f"Linli: {name}", "steps": [{"intent": name}, {"action": ACTION}]} for name in intents]
    (folder / "nlu.yml").write_text(nlu_text(examples), "utf-8")
    _write(folder / "domain.yml", domain)
    _write(folder / "rules.yml", {"version": VERSION, "rules": rules})
    return [folder / name for name in ("nlu.yml", "domain.yml", "rules.yml")]


def nlu_text(examples: Iterable[Example]) -> str:
    """Return examples as Rasa NLU YAML, by intent."""
    groups: dict[str, dict[str, None]] = defaultdict(dict)
    for example in examples:
        groups[example.intent][example.text] = None
    parts = [f'version: "{VERSION}"\nnlu:\n']
    for intent, texts in sorted(groups.items()):
        parts.append(f"- intent: {intent}\n  examples: |\n")
        parts += [f"    - {text}\n" for text in texts]
    return "".join(parts)


def _intents(examples: Iterable[Example]) -> list[str]:
    return sorted({example.intent for example in examples})


def _write(path: Path, document: object) -> None:
    path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=120), "utf-8")
