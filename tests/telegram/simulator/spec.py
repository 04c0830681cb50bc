import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

import yaml

from tests.telegram.simulator.shapes import Call, Thing

HERE = Path(__file__).parent
OWN = HERE / "methods.yml"
WORDS = {"true": True, "false": False, "1": True, "0": False}
WHOLE = re.compile(r"-?\d+")
DECIMAL = re.compile(r"-?\d+(\.\d+)?([eE]-?\d+)?")


class Wrong(Exception):
    """Say in one line what does not fit the description."""


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a part of an object: the types it may have."""

    types: tuple[str, ...]
    required: bool


Fields = Mapping[str, Field]


class _RawField(TypedDict):
    name: str
    types: list[str]
    required: bool


class _RawEntry(TypedDict, total=False):
    fields: list[_RawField]
    subtypes: list[str]
    returns: list[str]


@dataclass(frozen=True, slots=True)
class Spec:
    """A machine description of the Bot API: methods, objects, and which objects stand for others."""

    name: str
    methods: Mapping[str, Fields]
    returns: Mapping[str, tuple[str, ...]]
    types: Mapping[str, Fields]
    subtypes: Mapping[str, tuple[str, ...]]

    def fit(self, call: Call) -> tuple[Call, list[str]]:
        """Check a call; return it with its values in their types, and what is wrong with it."""
        fields = self.methods.get(call.method)
        if fields is None:
            return call, [f"unknown method {call.method}"]
        given = {*call.values, *(name for name in call.files if name in fields)}
        wrong = [f"missing {name}" for name, field in fields.items() if field.required and name not in given]
        values: Thing = {}
        for name, value in call.values.items():
            try:
                values[name] = self._parameter(fields, name, value, call)
            except Wrong as problem:
                wrong.append(str(problem))
        wrong += [f"unused file {name}" for name in call.files if not _used(name, call, fields)]
        return Call(call.method, values, call.files, call.typed), wrong

    def check(self, kinds: tuple[str, ...], value: object, where: str = "answer") -> None:
        """Raise `Wrong` unless a JSON value has one of these types."""
        problems = []
        for kind in kinds:
            try:
                self._check_one(kind, value, where)
            except Wrong as problem:
                problems.append(str(problem))
            else:
                return
        raise Wrong(max(problems, key=_depth))

    def _parameter(self, fields: Fields, name: str, value: object, call: Call) -> object:
        field = fields.get(name)
        if field is None:
            raise Wrong(f"unknown field {name}")
        read = value if call.typed else _from_form(field.types, name, value)
        self.check(field.types, read, name)
        return _as_number(field.types, read)

    def _check_one(self, kind: str, value: object, where: str) -> None:
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                raise Wrong(f"{where}: not an array")
            for place, item in enumerate(value):
                self.check((kind.removeprefix("Array of "),), item, f"{where}[{place}]")
        elif kind in _PLAIN:
            if not _PLAIN[kind](value):
                raise Wrong(f"{where}: {value!r:.60} is not {kind}")
        elif kind in self.subtypes:
            self.check(self.subtypes[kind], value, where)
        else:
            self._check_object(kind, value, where)

    def _check_object(self, kind: str, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise Wrong(f"{where}: not an object")
        fields = self.types.get(kind)
        if fields is None:  # our own description leaves out what the bot never sends
            return
        for name, field in fields.items():
            if field.required and name not in value:
                raise Wrong(f"{where}: {kind} without {name}")
        for name, part in value.items():
            if name not in fields:
                raise Wrong(f"{where}: {kind} has no field {name}")
            self.check(fields[name].types, part, f"{where}.{name}")


def _depth(problem: str) -> int:
    """Measure how far a type fitted: the length of the path to its problem."""
    return len(problem.partition(":")[0])


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_PLAIN: dict[str, Callable[[object], bool]] = {
    "String": lambda value: isinstance(value, str),
    "InputFile": lambda value: isinstance(value, str),
    "Integer": _is_whole,
    "Float": lambda value: _is_whole(value) or isinstance(value, float),
    "Boolean": lambda value: isinstance(value, bool),
    "True": lambda value: value is True,
}


def _from_form(kinds: tuple[str, ...], name: str, value: object) -> object:
    """Read a form field, where everything is text, by the types it may have."""
    if not isinstance(value, str):
        raise Wrong(f"{name}: not a text field")
    if "Integer" in kinds and WHOLE.fullmatch(value):
        return int(value)
    if "Float" in kinds and DECIMAL.fullmatch(value):
        return float(value)
    if "String" in kinds:
        return value
    if "Boolean" in kinds:
        return WORDS.get(value.lower(), value)
    try:
        parsed: object = json.loads(value)
    except ValueError:
        return value
    return parsed


def _as_number(kinds: tuple[str, ...], value: object) -> object:
    return int(value) if "Integer" in kinds and isinstance(value, str) and WHOLE.fullmatch(value) else value


def _used(name: str, call: Call, fields: Fields) -> bool:
    return name in fields or f"attach://{name}" in json.dumps(call.values)


def machine_spec() -> Path | None:
    """Find the complete public description: LINLI_TELEGRAM_SPEC, or shared/data beside the repository."""
    named = os.environ.get("LINLI_TELEGRAM_SPEC")
    path = Path(named) if named else HERE.parents[3] / "shared" / "data" / "telegram_bot_api.json"
    return path if path.is_file() else None


def best_spec() -> Spec:
    """Load the complete description where there is one, otherwise our own."""
    path = machine_spec()
    return load_machine(path) if path else load_own()


@cache
def load_machine(path: Path) -> Spec:
    """Read the public JSON description of the whole Bot API."""
    raw: dict[str, dict[str, _RawEntry]] = json.loads(path.read_text(encoding="utf-8"))
    methods, types = raw["methods"], raw["types"]
    return Spec(
        name=path.name,
        methods={name: _fields(entry) for name, entry in methods.items()},
        returns={name: tuple(entry["returns"]) for name, entry in methods.items()},
        types={name: _fields(entry) for name, entry in types.items()},
        subtypes={name: tuple(entry["subtypes"]) for name, entry in types.items() if entry.get("subtypes")},
    )


@cache
def load_own() -> Spec:
    """Read our own description of the methods the product uses."""
    raw: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(OWN.read_text(encoding="utf-8"))
    return Spec(
        name=OWN.name,
        methods={name: _own_fields(entry) for name, entry in raw["methods"].items()},
        returns={},
        types={name: _own_fields(entry) for name, entry in raw["types"].items()},
        subtypes={},
    )


def _fields(entry: _RawEntry) -> Fields:
    return {raw["name"]: Field(tuple(raw["types"]), raw["required"]) for raw in entry.get("fields", [])}


def _own_fields(entry: Mapping[str, str] | None) -> Fields:
    return {
        name: Field(tuple(kinds.removesuffix("!").split("|")), kinds.endswith("!"))
        for name, kinds in (entry or {}).items()
    }
