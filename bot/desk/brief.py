"""What staff read before they take a conversation: what was wanted, what is known, what was tried. In words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions.form import Form
from actions.registry import Registry
from actions.scenario import Scenario
from actions.slot import Value, decode
from actions.texts import load_texts
from actions.ticket import Ticket
from actions.wording import moment
from bot.desk.house import Person
from bot.desk.masking import masked_phone
from bot.struggle import ENOUGH
from nlu.types import Moment

PHONES = frozenset({"phone", "contact"})  # shown like every phone here: masked until somebody asks
LONGEST = 80  # characters of what was said that stand in the summary


@dataclass(frozen=True, slots=True)
class Open:
    """A task that was open: its name, what is known (question or name, answer), and what was asked last."""

    title: str
    known: Sequence[tuple[str, str]]
    asked: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The summary above a handoff. `line` says it in one sentence."""

    line: str
    tasks: Sequence[Open]
    said: Sequence[str]
    tried: Sequence[str]


def read_brief(person: Person, registry: Registry, ticket: Ticket, now: datetime) -> Brief | None:
    """Say in words what a handoff's ticket holds; None where it holds nothing (an older one)."""
    stored: Mapping[str, Any] = ticket.data.get("brief") or {}
    if not stored:
        return None
    tasks = list(_tasks(person, registry, stored.get("forms", ()), person.local(now)))
    said = [str(words) for words in stored.get("said", ())]
    tried = list(_tried(person, stored))
    return Brief(_line(person, ticket, tasks, said, tried), tasks, said, tried)


def _line(person: Person, ticket: Ticket, tasks: Sequence[Open], said: Sequence[str], tried: Sequence[str]) -> str:
    wanted = tasks[0].title if tasks else next(reversed(said), str(ticket.data.get("reason") or ""))[:LONGEST]
    known = [answer for _, answer in tasks[0].known] if tasks else []
    parts = [person.text("brief.wanted", what=wanted)] if wanted else []
    parts += [person.text("brief.known", what=_listed(person, known))] if known else []
    parts += [person.text("brief.asked", what=tasks[0].asked)] if tasks and tasks[0].asked else []
    parts += list(tried)
    parts += [person.text("brief.call")] if ticket.data.get("call") else []
    return (" " if person.lang == "en" else "").join(parts)


def _tried(person: Person, stored: Mapping[str, Any]) -> Iterator[str]:
    failures, shown = int(stored.get("failures", 0)), stored.get("shown") or ()
    if failures:
        yield person.text("brief.failures", count=failures)
    if shown:
        numbers = [str(ref).partition(":")[2] or str(ref) for ref in shown]
        yield person.text("brief.shown", what=_listed(person, numbers))
    if int(stored.get("strain", 0)) >= ENOUGH:
        yield person.text("brief.strained")


def _tasks(person: Person, registry: Registry, forms: Sequence[Mapping[str, Any]], now: datetime) -> Iterator[Open]:
    for stored in forms:
        found = registry.forms.get(str(stored["form"]))
        if found is None:  # its scenario has been removed meanwhile
            continue
        scenario, form = found
        title = scenario.title.get(person.lang) or scenario.title["zh"]
        values = decode(stored["values"])
        known = [
            (_label(person, scenario, form, slot.name), said)
            for slot in form.slots
            if (said := _said(person, scenario, slot.name, values.get(slot.name), now))
        ]
        asked = stored.get("asked")
        yield Open(title, known, _label(person, scenario, form, str(asked)) if asked else "")


def _label(person: Person, scenario: Scenario, form: Form, slot: str) -> str:
    """Return a slot's name in words: the desk's, else the question that asks for it."""
    desk, own = load_texts("bot.desk"), load_texts(scenario.package)
    if desk.has(f"slot.{slot}"):
        return person.text(f"slot.{slot}")
    for key in (f"{form.name}.ask.{slot}", f"ask.{slot}"):
        if own.has(key):
            return own.raw(person.lang, key).rstrip("？?：:")
    return slot


def _said(person: Person, scenario: Scenario, slot: str, value: Value, now: datetime) -> str:
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, Moment):
        return moment(value, now, person.lang)
    if isinstance(value, bool):
        return person.text("brief.yes" if value else "brief.no")
    if isinstance(value, list):
        return person.text("brief.files", count=len(value))
    if slot in PHONES:
        return masked_phone(str(value))
    own, key = load_texts(scenario.package), f"{slot}.{value}"
    return own.render(person.lang, key, {}) if own.has(key) else str(value)


def _listed(person: Person, words: Sequence[str]) -> str:
    return (", " if person.lang == "en" else "，").join(words)
