"""Documentation that drifts from the code fails here; LINLI_WRITE_DOCS=1 writes the register in docs/data.md anew."""

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from actions.form import Form
from actions.job import Job
from actions.scenario import Consent, Scenario
from actions.slot import Slot
from actions.view import View
from bot.cli import parser

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PACKAGES = ("bot", "actions", "nlu", "integrations", "voice")
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
BEGIN = "<!-- register: begin -->\n"
END = "\n<!-- register: end -->"
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_PATH = re.compile(rf"`((?:{'|'.join(PACKAGES)}|tests|bench)/[\w/]+\.py)`")
_PAGE_IN_CODE = re.compile(r"docs/[\w/-]+\.md")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def top_files() -> list[str]:
    found = (path for package in PACKAGES for path in (ROOT / package).glob("*.py"))
    return sorted(str(path.relative_to(ROOT)) for path in found if path.name != "__init__.py")


def links(page: Path) -> list[str]:
    return [link for link in _LINK.findall(_CODE.sub("", page.read_text("utf-8"))) if "://" not in link]


def anchors(page: Path) -> set[str]:
    headings = _HEADING.findall(_CODE.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_somewhere(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    return target.exists() and (not anchor or anchor in anchors(target))


def commands(root: argparse.ArgumentParser, name: str = "linli") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    groups = [action for action in root._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups:
        yield name, root
    for group in groups:
        for word, sub in group.choices.items():
            yield from commands(sub, f"{name} {word}")


def options(command: argparse.ArgumentParser) -> set[str]:
    return {name for action in command._actions for name in action.option_strings} - {"-h", "--help"}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What `linli register` prints, in a process of its own: tables of other tests are not ours."""
    folder = tmp_path_factory.mktemp("register")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LINLI_")}
    code = "from bot.cli import main; raise SystemExit(main(['register']))"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=clean, capture_output=True, check=True)
    return done.stdout.decode().strip()


def test_every_file_has_its_line_in_the_architecture() -> None:
    text = (DOCS / "architecture.md").read_text("utf-8")
    assert [path for path in top_files() if f"`{path}`" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_names_a_file_that_is_gone(page: Path) -> None:
    assert [path for path in _PATH.findall(page.read_text("utf-8")) if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [link for link in links(page) if not leads_somewhere(page, link)] == []


def test_every_page_is_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        targets = ((page.parent / link.partition("#")[0]).resolve() for link in links(page))
        for target in targets:
            waiting += sorted(target.glob("*.md")) if target.is_dir() else [target]
    assert [str(page.relative_to(ROOT)) for page in PAGES if page not in reached] == []


def test_pages_that_code_points_to_exist() -> None:
    sources = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    named = {page for path in sources for page in _PAGE_IN_CODE.findall(path.read_text("utf-8"))}
    assert sorted(page for page in named if not (ROOT / page).is_file()) == []


@pytest.mark.parametrize(("name", "command"), [pytest.param(*found, id=found[0]) for found in commands(parser())])
def test_every_command_and_flag_is_documented(name: str, command: argparse.ArgumentParser) -> None:
    text = (DOCS / "commands.md").read_text("utf-8")
    assert f"`{name}" in text
    missing = [flag for flag in options(command) if not re.search(rf"{name}\b[^\n]*{flag}\b", text)]
    assert missing == [], f"name the flag on a line with {name}"


@pytest.mark.parametrize("name", sorted({name.split()[1] for name, _ in commands(parser())}))
def test_the_readme_lists_every_command_in_both_languages(name: str) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    chinese, _, english = text.partition("\n## English\n")
    assert f"`linli {name}" in chinese
    assert f"`linli {name}" in english


@pytest.mark.parametrize("kind", [Scenario, Form, Slot, Job, View, Consent], ids=lambda kind: kind.__name__)
def test_every_field_an_author_can_set_is_documented(kind: type) -> None:
    text = (DOCS / "scenarios.md").read_text("utf-8")
    assert [field.name for field in fields(kind) if f"`{field.name}`" not in text] == []


def test_the_register_in_the_docs_is_what_the_command_prints(register: str) -> None:
    page = DOCS / "data.md"
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    written, _, after = rest.partition(END)
    if os.environ.get("LINLI_WRITE_DOCS"):
        page.write_text(f"{before}{BEGIN}{register}{END}{after}", "utf-8")
        written = register
    assert written == register, "LINLI_WRITE_DOCS=1 .venv/bin/pytest tests/core/test_docs.py writes it"
