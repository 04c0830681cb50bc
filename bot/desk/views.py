"""The lists that scenarios declare, as tables and as CSV."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from sqlalchemy.orm import Session

from actions.people import Community
from actions.registry import Registry
from actions.scenario import Scenario
from actions.texts import load_texts
from actions.turn import Work
from actions.view import Cell, View
from bot.desk.gate import Desk, form_of
from bot.desk.house import Person, change
from bot.switches import served

LONGEST = 80  # characters of what is entered
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet would run (OWASP: CSV injection)


@dataclass(frozen=True, slots=True)
class Listed:
    """A view with the scenario that declares it."""

    scenario: Scenario
    view: View

    @property
    def name(self) -> str:
        """Its place in addresses."""
        return f"{self.scenario.name}.{self.view.name}"

    def title(self, lang: str) -> str:
        """What it is called."""
        texts, key = load_texts(self.scenario.package), f"view.{self.view.name}.title"
        if texts.has(key):
            return texts.render(lang, key, {})
        return f"{self.scenario.title.get(lang, self.scenario.title['zh'])}: {self.view.name}"

    def word(self, lang: str, key: str) -> str:
        """Return what something about the list is called, such as its `entry` or its `button`."""
        return str(load_texts(self.scenario.package).render(lang, f"view.{self.view.name}.{key}", {}))

    def columns(self, lang: str) -> list[str]:
        """Return the titles of the columns."""
        texts = load_texts(self.scenario.package)
        keys = [f"view.{self.view.name}.{column}" for column in self.view.columns]
        return [str(texts.render(lang, key, {})) if texts.has(key) else key.rpartition(".")[2] for key in keys]


def views_for(registry: Registry, person: Person) -> Iterator[Listed]:
    """Yield the views this person's role may see."""
    for scenario in registry.scenarios.values():
        for view in scenario.views:
            if not view.roles or person.role in view.roles:
                yield Listed(scenario, view)


def _served(desk: Desk, person: Person) -> Registry:
    return served(desk.house.registry, person.community)


async def index(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Show which lists there are."""
    return desk.show("views.html", person, views=list(views_for(_served(desk, person), person)))


async def show(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Show one list as a table, or give it out as CSV."""
    name = request.match_info["name"]
    listed = _find(desk, person, name.removesuffix(".csv"))
    if listed is None:
        return desk.refuse(person, "error.not_found", 404)
    if name.endswith(".csv"):
        now = person.local(desk.now())
        rows = await desk.house.store.read(lambda db: read_rows(db, now, person, listed))
        return _download(listed, listed.columns(person.lang), rows)
    return await _page(desk, person, listed)


async def enter(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Do what a list offers with what was typed or pressed, and show the list again with what came of it."""
    listed = _find(desk, person, request.match_info["name"])
    entry = listed.view.entry if listed else None
    if listed is None or entry is None:
        return desk.refuse(person, "error.not_found", 404)
    words = (await form_of(request)).get("words", "").strip()[:LONGEST]

    def work_on(work: Work) -> str:
        work.package = listed.scenario.package
        return str(entry(work, words))

    said = await change(desk.house, person, work_on, touched=("view", listed.name))
    return await _page(desk, person, listed, said)


def _find(desk: Desk, person: Person, name: str) -> Listed | None:
    return next((known for known in views_for(_served(desk, person), person) if known.name == name), None)


async def _page(desk: Desk, person: Person, listed: Listed, said: str = "") -> web.StreamResponse:
    now = person.local(desk.now())
    rows = await desk.house.store.read(lambda db: read_rows(db, now, person, listed))
    return desk.show("view.html", person, listed=listed, columns=listed.columns(person.lang), rows=rows, said=said)


def read_rows(db: Session, now: datetime, person: Person, listed: Listed) -> Sequence[Sequence[Cell]]:
    """Read a view's rows for this person's community."""
    work = Work(
        db=db,
        community=db.get_one(Community, person.community.id),
        now=now,
        package=listed.scenario.package,
        lang=person.lang,
    )
    return listed.view.rows(work)


def harmless(cell: Cell) -> str:
    """Write a cell so that no spreadsheet takes it for a formula.

    >>> harmless("=HYPERLINK(1)"), harmless("-5 度"), harmless(-5), harmless(None)
    ("'=HYPERLINK(1)", "'-5 度", '-5', '')
    """
    if cell is None:
        return ""
    words = str(cell)
    return f"'{words}" if isinstance(cell, str) and words.lstrip(" ").startswith(_FORMULA) else words


def to_csv(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Write a table as CSV; the mark in front lets spreadsheets read Chinese."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(column) for column in columns])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return f"\ufeff{out.getvalue()}"


def _download(listed: Listed, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> web.Response:
    headers = {"Content-Disposition": f'attachment; filename="{listed.name}.csv"', "Cache-Control": "no-store"}
    return web.Response(text=to_csv(columns, rows), content_type="text/csv", charset="utf-8", headers=headers)
