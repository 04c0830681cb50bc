import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from json import JSONDecodeError, loads
from pathlib import Path
from types import MappingProxyType

import yaml

from nlu.types import Entity

LANGS = ("zh", "en")
_MARK = re.compile(r"\[([^\[\]]+)\](?:\(([^()]+)\)|(\{[^{}]+\}))")
_BULLET = re.compile(r"\s*-(?:\s+|$)")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where libyaml came with the wheel


class PhrasesError(Exception):
    """A training file that cannot be used; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Example:
    """One training phrase without its marks, the intent it means and the entities that were marked in it."""

    text: str
    intent: str
    lang: str
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrases:
    """What engines learn from: examples, and for each slot the words of each canonical value."""

    examples: tuple[Example, ...]
    words: Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One item of a file's `nlu:` list: what kind it is, its name, its lines and where they stand."""

    where: str
    kind: str  # intent, lookup or synonym
    name: str
    lines: tuple[tuple[int, str], ...]


def read(paths: Iterable[Path]) -> Phrases:
    """Read Rasa NLU 3.1 files named zh.yml or en.yml; synonyms belong to the lookups of their own folder.

    Raises PhrasesError where a file says anything that is not understood.
    """
    examples: list[Example] = []
    words: dict[str, dict[str, dict[str, None]]] = {}
    for folder in _by_folder(paths):
        entries = [(path, entry) for path in folder for entry in _entries(path)]
        _collect_words([entry for _, entry in entries], words)
        for path, entry in entries:
            if entry.kind == "intent":
                examples += _examples(path, entry, words)
    return Phrases(tuple(examples), _frozen(words))


def _by_folder(paths: Iterable[Path]) -> Iterator[list[Path]]:
    folders: dict[Path, list[Path]] = {}
    for path in paths:
        if path.stem not in LANGS:
            raise PhrasesError(f"{path}: the file's name must be its language, one of {', '.join(LANGS)}")
        folders.setdefault(path.parent, []).append(path)
    yield from folders.values()


def _entries(path: Path) -> Iterator[_Entry]:
    try:
        root = yaml.compose(path.read_text("utf-8"), Loader=_LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise PhrasesError(f"{path}: cannot be read: {error}") from error
    fields = _fields(root, str(path))
    if set(fields) != {"version", "nlu"}:
        raise PhrasesError(
            f"{path}: must hold exactly `version` and `nlu`, but has {', '.join(sorted(fields)) or 'nothing'}"
        )
    version = fields["version"]
    if not isinstance(version, yaml.ScalarNode) or version.value != "3.1":
        raise PhrasesError(f'{path}:{_line(version)}: version must be "3.1"')
    items = fields["nlu"]
    if not isinstance(items, yaml.SequenceNode):
        raise PhrasesError(f"{path}:{_line(items)}: `nlu` must be a list")
    for item in items.value:
        yield _entry(path, item)


def _entry(path: Path, node: yaml.Node) -> _Entry:
    where = f"{path}:{_line(node)}"
    fields = _fields(node, where)
    kinds = set(fields) - {"examples"}
    if len(kinds) != 1 or not kinds <= {"intent", "lookup", "synonym"} or "examples" not in fields:
        raise PhrasesError(
            f"{where}: an entry has `examples` and one of intent, lookup, synonym; found {sorted(fields)}"
        )
    kind = kinds.pop()
    name, examples = fields[kind], fields["examples"]
    if not isinstance(name, yaml.ScalarNode) or not name.value.strip():
        raise PhrasesError(f"{where}: `{kind}` must be a name")
    if not isinstance(examples, yaml.ScalarNode):
        raise PhrasesError(f"{where}: `examples` must be text, one `- phrase` a line (write `examples: |`)")
    lines = tuple(_lines(path, examples))
    if not lines:
        raise PhrasesError(f"{where}: {kind} {name.value} has no examples")
    return _Entry(where, kind, name.value.strip(), lines)


def _lines(path: Path, node: yaml.ScalarNode) -> Iterator[tuple[int, str]]:
    first = _line(node) + (1 if node.style in ("|", ">") else 0)
    for number, line in enumerate(node.value.split("\n"), start=first):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        bullet = _BULLET.match(line)
        if not bullet or not line[bullet.end() :].strip():
            raise PhrasesError(f"{path}:{number}: every example starts with `- `: {line.strip()!r}")
        yield number, line[bullet.end() :].strip()


def _fields(node: yaml.Node | None, where: str) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise PhrasesError(f"{where}: expected `name: value` pairs")
    fields: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in fields:
            raise PhrasesError(f"{where}: `{name}` stands twice")
        fields[name] = value
    return fields


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _collect_words(entries: list[_Entry], words: dict[str, dict[str, dict[str, None]]]) -> None:
    slots: dict[str, list[str]] = {}
    for entry in entries:
        if entry.kind == "lookup":
            for _, value in entry.lines:
                slots.setdefault(value, []).append(entry.name)
                words.setdefault(entry.name, {}).setdefault(value, {})
    for entry in entries:
        if entry.kind == "synonym":
            if entry.name not in slots:
                raise PhrasesError(f"{entry.where}: synonym {entry.name} is in no lookup of this folder")
            for slot in slots[entry.name]:
                words[slot][entry.name] |= dict.fromkeys(word for _, word in entry.lines)


def _examples(path: Path, entry: _Entry, words: dict[str, dict[str, dict[str, None]]]) -> Iterator[Example]:
    for number, line in entry.lines:
        text, entities = _unmark(line, f"{path}:{number}")
        for entity in entities:
            # A marked value of a listed slot teaches its word, so nobody has to write it twice.
            if str(entity.value) in words.get(entity.slot, {}) and entity.value != entity.text:
                words[entity.slot][str(entity.value)][entity.text] = None
        yield Example(text, entry.name, path.stem, entities)


def _unmark(line: str, where: str) -> tuple[str, tuple[Entity, ...]]:
    if not any(sign in line for sign in "[]{}"):
        return line, ()
    text, entities, end = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[end : mark.start()]
        words = mark[1]
        slot, value = (mark[2].strip(), words) if mark[2] else _braces(mark[3], words, where)
        entities.append(Entity(slot, value, words, len(text), len(text) + len(words)))
        text += words
        end = mark.end()
    text += line[end:]
    if set(text) & set("[]{}"):
        raise PhrasesError(f"{where}: a mark is not closed or not understood: {line!r}")
    return text, tuple(entities)


def _braces(source: str, words: str, where: str) -> tuple[str, str]:
    try:
        mark = loads(source)
    except JSONDecodeError as error:
        raise PhrasesError(f"{where}: not JSON: {source}") from error
    if not isinstance(mark, dict) or not {"entity"} <= set(mark) <= {"entity", "value"}:
        raise PhrasesError(f"{where}: only entity and value are understood in {source}")
    return str(mark["entity"]), str(mark.get("value", words))


def _frozen(words: dict[str, dict[str, dict[str, None]]]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    # A value that nobody gave words for is its own word (厨房); one with words is a key that nobody says (door_lock).
    return MappingProxyType(
        {
            slot: MappingProxyType({value: tuple(said) or (value,) for value, said in values.items()})
            for slot, values in words.items()
        }
    )
