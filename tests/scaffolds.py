"""Scaffolded scenarios in a test: written to a temporary place, imported, and forgotten afterwards."""

import contextlib
import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Table

import actions
from actions.registry import builtin
from actions.scenario import Scenario
from actions.table import Base, tables
from actions.texts import load_texts
from bot.revision import owns
from bot.scaffold import write_distribution, write_folder

NAME = "laundry"
PROJECT = f"scene-{NAME}"
OWN = f"scene_{NAME}"


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What was written: the folder of the scenario, its import name and what has to be on a path for it."""

    folder: Path
    package: str
    home: Path


def distribution(home: Path) -> Scaffold:
    """Write a distribution of its own."""
    write_distribution(NAME, home)
    return Scaffold(home / PROJECT / OWN / NAME, f"{OWN}.{NAME}", home / PROJECT)


def in_house(home: Path) -> Scaffold:
    """Write a folder as it would stand in actions/."""
    write_folder(NAME, home)
    return Scaffold(home / NAME, f"actions.{NAME}", home)


def describe(written: Scaffold) -> None:
    """Write what an installer writes, so that the house finds the scenario by its entry point."""
    info = written.home / f"{OWN}-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {PROJECT}\nVersion: 0.1.0\n")
    (info / "entry_points.txt").write_text(f"[linli.scenarios]\n{NAME} = {OWN}:scenario\n")


@contextlib.contextmanager
def imported(scaffold: Scaffold) -> Iterator[Scenario]:
    """Import a scenario from where it was written; afterwards nobody knows of it or its tables."""
    list(builtin())  # the house's own tables stay
    for name in [name for name in sys.modules if name == OWN or name.startswith(f"{OWN}.")]:
        del sys.modules[name]  # another test's scaffold of the same name lies elsewhere
    path = actions.__path__ if scaffold.package.startswith("actions.") else sys.path
    path.append(str(scaffold.home))
    importlib.invalidate_caches()
    load_texts.cache_clear()
    try:
        found = importlib.import_module(scaffold.package).scenario
        assert isinstance(found, Scenario)
        yield found
    finally:
        path.remove(str(scaffold.home))
        forget(scaffold.package)


def forget(package: str) -> None:
    """Take a package's tables out of the metadata and its modules out of the interpreter."""
    for owner in [owner for owner in tables() if owns(package, owner.__module__)]:
        assert isinstance(owner.__table__, Table)
        Base.metadata.remove(owner.__table__)
        # SQLAlchemy forgets all classes of a registry or none, and a class lives on wherever a test still holds it.
        manager = owner.__mapper__.class_manager
        Base.registry._dispose_manager_and_mapper(manager)
        del Base.registry._managers[manager]
    top = package if package.startswith("actions.") else package.partition(".")[0]
    for name in [name for name in sys.modules if name == top or name.startswith(f"{top}.")]:
        del sys.modules[name]
    if package.startswith("actions."):
        vars(actions).pop(package.rpartition(".")[2], None)
    load_texts.cache_clear()
