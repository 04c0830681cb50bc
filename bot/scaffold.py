"""Writes a new scenario that works from the first minute; `linli scenario new`."""

import keyword
import os
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

import actions
from actions.registry import discover

LONGEST = 20  # characters: constraints carry the name, and PostgreSQL cuts theirs at 63
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_SUFFIX = ".tmpl"
_PLACE = "NAME"  # stands for the scenario's name in the paths of templates


class CannotScaffold(ValueError):
    """A scenario cannot be written; the message says why and what to do."""


def new_scenario(name: str, folder: Path | None) -> list[Path]:
    """Write a scenario into actions/, or as a distribution of its own into a folder; return the files.

    Nothing that exists is overwritten: CannotScaffold says what is in the way.
    """
    _refuse_bad(name)
    _refuse_taken(name)
    return write_distribution(name, folder) if folder else write_folder(name, checkout())


def checkout() -> Path:
    """Return the actions/ folder of a source checkout."""
    found = Path(str(files(actions)))
    if not (found.parent / "pyproject.toml").is_file() or not os.access(found, os.W_OK):
        raise CannotScaffold("this Linli is installed, not checked out: name a place with --in DIR")
    return found


def write_folder(name: str, home: Path) -> list[Path]:
    """Write the folder of a scenario that belongs to this house: home/NAME, imported as actions.NAME."""
    values = _values(name, f"actions.{name}")
    return _write(home / name, dict(_pages("scenario", values)))


def write_distribution(name: str, folder: Path) -> list[Path]:
    """Write a project anybody can install: folder/scene-NAME, imported as scene_NAME."""
    values = _values(name, f"scene_{name}.{name}")
    inside = {f"scene_{name}/{name}/{path}": text for path, text in _pages("scenario", values)}
    return _write(project_folder(name, folder), {**dict(_pages("distribution", values)), **inside})


def project_folder(name: str, folder: Path) -> Path:
    """Return where the project of a scenario stands in a folder."""
    return folder / _project(name)


def _refuse_bad(name: str) -> None:
    if not _NAME.fullmatch(name) or len(name) > LONGEST or keyword.iskeyword(name):
        raise CannotScaffold(
            f"{name!r} cannot name a scenario: use small letters, digits and single underscores, "
            f"a letter first, at most {LONGEST} characters, such as parcels"
        )


def _refuse_taken(name: str) -> None:
    scenarios = [found.scenario for found in discover()]
    if any(scenario.name == name for scenario in scenarios):
        raise CannotScaffold(f"there is a scenario {name} already; choose another name")
    if any(f"{name}_ask" in scenario.intents for scenario in scenarios):
        raise CannotScaffold(f"the intent {name}_ask is taken; choose another name")
    if (files(actions) / f"{name}.py").is_file():
        raise CannotScaffold(f"actions/{name}.py belongs to the SDK and would be hidden; choose another name")


def _values(name: str, package: str) -> dict[str, str]:
    return {
        "name": name,
        "Title": name.replace("_", " ").capitalize(),
        "letter": name[0].upper(),
        "package": package,
        "top": package.partition(".")[0],
        "project": _project(name),
    }


def _project(name: str) -> str:
    return f"scene-{name.replace('_', '-')}"


def _pages(kind: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file of a kind of template."""
    for path, template in _templates(files("bot") / "scaffold_templates" / kind, ""):
        text = Template(template.read_text("utf-8")).substitute(values)
        if path.endswith(".py"):
            text = _sorted_imports(text)
        yield path.replace(_PLACE, values["name"]), text


def _templates(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _templates(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(_SUFFIX):
            yield f"{prefix}{entry.name.removesuffix(_SUFFIX)}", entry


def _sorted_imports(text: str) -> str:
    """Put the imports from Linli and the scenario into the order of their names, which the scenario's name decides."""
    lines = text.split("\n")
    imports = [line for line in lines if re.match(r"from (actions|bot|scene_\w+)\b", line)]
    if not imports:
        return text
    first = lines.index(imports[0])
    return "\n".join([*lines[:first], *sorted(imports, key=_module), *lines[first + len(imports) :]])


def _module(line: str) -> str:
    return line.split()[1]


def _write(root: Path, pages: Mapping[str, str]) -> list[Path]:
    if root.exists():
        raise CannotScaffold(f"{root} exists already and is left as it is; choose another name or place")
    written = []
    for path, text in sorted(pages.items()):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        written.append(file)
    return written
