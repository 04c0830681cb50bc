import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from actions.form import Form
from actions.registry import Registry
from actions.scenario import Scenario
from actions.texts import Texts, load_texts

_ASIDE = frozenset({"tests", "migrations"})


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file of a scenario: where it stands in the folder, its import name, its lines and syntax."""

    path: str
    module: str
    lines: tuple[str, ...]
    tree: ast.Module

    def at(self, node: ast.expr | ast.stmt) -> str:
        """Say where something stands: handlers.py:12."""
        return f"{self.path}:{node.lineno}"

    def calls(self) -> Iterator[tuple[ast.Call, str]]:
        """Yield every call with the last part of the name that is called."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node, called(node)


@dataclass(frozen=True)
class Folder:
    """A scenario as it lies on the disk, and the house it is checked in."""

    scenario: Scenario
    registry: Registry

    @cached_property
    def root(self) -> Path:
        """The folder itself."""
        return Path(str(files(self.scenario.package)))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Its code, without tests and migrations."""
        found = sorted(path for path in self.root.rglob("*.py") if not _ASIDE & set(_parts(self.root, path)[:-1]))
        return tuple(self._read(path) for path in found)

    @property
    def texts(self) -> Texts:
        """Its sentences."""
        return load_texts(self.scenario.package)

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms of its manifest."""
        own = [answer for answer in self.scenario.handlers.values() if isinstance(answer, Form)]
        return (*self.scenario.forms, *own)

    def _read(self, path: Path) -> Source:
        text = path.read_text("utf-8")
        parts = _parts(self.root, path.with_suffix(""))
        inside = parts[:-1] if parts[-1] == "__init__" else parts
        module = ".".join((self.scenario.package, *inside))
        return Source(path.relative_to(self.root).as_posix(), module, tuple(text.split("\n")), ast.parse(text))


def called(node: ast.Call) -> str:
    """Return the last part of the name that a call calls; empty where it has none."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def constants(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an expression can be, as far as it spells them out."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from constants(one)
            yield from constants(other)


def _parts(root: Path, path: Path) -> tuple[str, ...]:
    return path.relative_to(root).parts
