"""Every sentence that code says exists, in both languages, with the same values."""

import ast
import dis
import re
from collections.abc import Iterator
from dataclasses import dataclass

from actions.slot import Slot
from actions.texts import CLAIMS, LANGS, Texts, fields, load_texts
from actions.turn import SHARED
from bot.checking.source import Folder, Source, constants

# Where the key stands among the arguments of what says it.
_KEY_AT = {
    "say": 0,
    "done": 0,
    "text": 0,
    "button": 0,
    "handler_button": 0,
    "Unusable": 0,
    "shared_text": 0,
    "ask": 1,
    "text_in": 1,
}
_OPTIONS = frozenset({"private"})


@dataclass(frozen=True, slots=True)
class Use:
    """A place in the code that says a sentence, with the values it gives; None where code decides on them."""

    where: str
    said_by: str
    key: ast.expr
    values: frozenset[str] | None


def check_languages(folder: Folder) -> Iterator[str]:
    """Say which sentences one language lacks, or fills with other values."""
    texts = folder.texts
    zh, en = (texts.keys(lang) for lang in LANGS)
    for lang, missing in (("zh", en - zh), ("en", zh - en)):
        for key in sorted(missing):
            yield f"texts/{lang}.yml: {key} is missing; the other language has it"
    for key in sorted(zh & en):
        values = [_values(texts, lang, key) for lang in LANGS]
        if values[0] != values[1]:
            yield f"texts/en.yml: {key} takes {_listed(values[1])}, in zh.yml {_listed(values[0])}; take the same"


def check_sentences(folder: Folder) -> Iterator[str]:
    """Say which sentences code says that are not there, or not with the values it gives."""
    for source in folder.sources:
        for use in _uses(source):
            texts = load_texts(SHARED) if use.said_by == "shared_text" else folder.texts
            place = "texts/zh.yml of actions/conversation" if use.said_by == "shared_text" else "texts/zh.yml"
            for key in constants(use.key):
                yield from _check_key(texts, use, key, place)
            pattern = _pattern(use.key)
            if pattern and not any(pattern.fullmatch(key) for key in texts.keys("zh")):
                yield f"{use.where}: {place} has no sentence like {ast.unparse(use.key)}; add them"


def check_questions(folder: Folder) -> Iterator[str]:
    """Say which questions of forms, columns of views and consents have no words."""
    texts = folder.texts
    for form in folder.forms:
        for slot in form.slots:
            if _is_asked(slot) and not texts.has(f"ask.{slot.name}") and not texts.has(f"{form.name}.ask.{slot.name}"):
                yield f"texts/zh.yml: the form {form.name} has no question for {slot.name}; add ask.{slot.name}"
        if form.confirm and not texts.has(form.confirm):
            yield f"texts/zh.yml: {form.confirm} is missing, which the form {form.name} reads back; add it"
    for view in folder.scenario.views:
        for key in ("title", *view.columns):
            if not texts.has(f"view.{view.name}.{key}"):
                yield f"texts/zh.yml: view.{view.name}.{key} is missing, which the desk shows; add it"
    for consent in folder.scenario.consents:
        if not texts.has(f"consent.{consent.name}"):
            yield f"texts/zh.yml: consent.{consent.name} is missing, which asks for the consent; add it"


def _is_asked(slot: Slot) -> bool:
    """Say whether a slot is ever asked for; one whose `needed` is False without looking is only taken along."""
    looks = any("FAST" in step.opname for step in dis.get_instructions(slot.needed))
    return looks or slot.needed({})


def _uses(source: Source) -> Iterator[Use]:
    for node, name in source.calls():
        if name not in _KEY_AT or len(node.args) <= _KEY_AT[name]:
            continue
        given = {keyword.arg for keyword in node.keywords}
        values = None if None in given else frozenset(arg for arg in given if arg) - _OPTIONS
        yield Use(source.at(node), name, node.args[_KEY_AT[name]], values)


def _check_key(texts: Texts, use: Use, key: str, place: str) -> Iterator[str]:
    if not texts.has(key):
        yield f"{use.where}: {place} has no {key}; add it"
        return
    if use.said_by == "say" and key.partition(".")[0] == CLAIMS:
        yield f"{use.where}: {key} says that something was done; say it with turn.done and the record"
    lacking = _values(texts, "zh", key) - use.values if use.values is not None else set()
    if lacking:
        yield f"{use.where}: {key} takes {_listed(lacking)}, which is not given; give it"


def _pattern(key: ast.expr) -> re.Pattern[str] | None:
    """Return what a key with parts that code fills in can look like; None for other keys."""
    if not isinstance(key, ast.JoinedStr):
        return None
    parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w.]+" for part in key.values]
    return re.compile("".join(parts))


def _values(texts: Texts, lang: str, key: str) -> set[str]:
    return fields(texts.raw(lang, key))


def _listed(values: set[str]) -> str:
    return ", ".join(f"{{{value}}}" for value in sorted(values)) or "no values"
