"""What each `linli` command does. Each returns the exit code; Problem is a sentence for the person who typed it."""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Staff
from actions.phrases import phrases_of
from actions.registry import Registry, discover
from bot import admin
from bot.app import App, Deaf, Parts, Role, build, installed, understander_of
from bot.bench import measure
from bot.bench_load import Load
from bot.checks import check_scenario
from bot.coverage import Cell, holes
from bot.coverage_playing import play_files
from bot.coverage_report import page
from bot.dialogs import dialog_files
from bot.importing import ImportProblems, load_community
from bot.judge import judge
from bot.key_office import FIELDS as KEY_FIELDS
from bot.key_office import Order, send_order
from bot.keys import UnknownKey
from bot.logs import set_up_logs
from bot.passwords import hash_password
from bot.register import register_text
from bot.replay import play_all
from bot.scaffold import CannotScaffold, new_scenario, project_folder
from bot.scenario_office import faults_of, listed_at_rest, listed_by_socket, switch_by_socket, switch_in
from bot.scenario_office import rows as scenario_rows
from bot.server import export_named, serve
from bot.settings import Settings
from bot.spreadsheet import read_document
from bot.switches import CannotSwitch
from bot.terminal import talk_in_terminal
from nlu.compare import MeasuringFailed, compare
from nlu.engines.training import EMBEDDED
from nlu.evaluate import RowsError, Task, rows, task_of
from nlu.picture import reliability
from nlu.report import reports, side_by_side
from nlu.types import Hints
from nlu.wire import to_json

T = TypeVar("T")
ZONE = ZoneInfo("Asia/Shanghai")
_FOLDS = 5  # of the phrases, when nothing else is given to test on
_ELSEWHERE = {"rasa": "bot.rasa.measuring"}  # modules that measure engines which nlu does not know


class Problem(ValueError):
    """What keeps a command from doing what it was asked, and what to do about it."""


def run(given: argparse.Namespace, settings: Settings) -> int:
    """Serve until interrupted: everything, or only the pages (web), or only the work behind them (worker)."""
    role = Role.ALL if given.command == "run" else Role(given.command)
    set_up_logs(settings.log, role)
    asyncio.run(serve(settings, lambda line: print(line, flush=True), role))
    return 0


def chat(given: argparse.Namespace, settings: Settings) -> int:
    """Talk in the terminal."""
    set_up_logs("ERROR")
    asyncio.run(talk_in_terminal(settings, given.resident))
    return 0


def understand(given: argparse.Namespace, settings: Settings) -> int:
    """Read messages from standard input and print what they mean, one object a line."""
    registry = installed(settings)
    engine = understander_of(settings, registry)
    now = datetime.fromisoformat(given.now) if given.now else datetime.now(ZONE)
    hints = Hints(names=_names(given.community, registry, now) if given.community else {})

    async def answer() -> None:
        for number, line in enumerate(filter(str.strip, sys.stdin), start=1):
            row = _row(line, number)
            lang = given.lang or row.get("lang")
            meaning = await engine.understand(str(row.get("text", "")), lang, now, hints)
            found = dict(to_json(meaning, str(row.get("id", f"line{number}"))))
            print(json.dumps(_served(found, registry), ensure_ascii=False))

    asyncio.run(answer())
    return 0


def _served(found: dict[str, Any], registry: Registry) -> dict[str, Any]:
    """Keep the slots that matter for the intent that was recognised."""
    for part in (*found["segments"], found):
        intent = part["intent"] if "intent" in part else found["intents"][0]["name"]
        slots = part["slots"]
        part["slots"] = {name: slots[of] for name, of in registry.slots(intent).items() if of in slots}
    return found


def _row(line: str, number: int) -> dict[str, Any]:
    if not line.lstrip().startswith("{"):
        return {"id": f"line{number}", "text": line.strip()}
    row: dict[str, Any] = json.loads(line)
    return row


def _names(file: Path, registry: Registry, now: datetime) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    document = read_document(file)

    async def read() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        with tempfile.TemporaryDirectory(prefix="linli-names-") as folder:
            parts = Parts(registry=registry, understander=Deaf(), background=False)
            async with build(Settings(data=Path(folder)), parts) as app:
                community = await _load(app, document)
                return await app.engine.names(community)

    return asyncio.run(read())


def evaluate(given: argparse.Namespace, settings: Settings) -> int:
    """Train engines on data, each in a process of its own, and report how well each does."""
    try:
        engines = given.engines or [EMBEDDED]
        if "rasa" in engines and not (given.data or given.test):
            raise Problem("Rasa would learn everything five times, which takes days: give --data or --test")
        runs = compare(_task(given, settings), engines, _ELSEWHERE)
    except (MeasuringFailed, RowsError) as problem:
        raise Problem(str(problem)) from None
    found = reports(runs, given.differences)
    _print_lines([one.to_json() for one in found] if given.json else [side_by_side(found)])
    if given.picture:
        given.picture.write_text(reliability(found), "utf-8")
    return 0


def _task(given: argparse.Namespace, settings: Settings) -> Task:
    if given.data:
        every = rows(given.data)
        return task_of([r for r in every if r.split != "test"], [r for r in every if r.split == "test"])
    if given.train and not given.test:
        raise Problem("say with --test what is tested, or give --data with a split field")
    if given.train:
        return task_of(rows(given.train), rows(given.test))
    phrases = phrases_of(installed(settings))
    return Task(phrases, tuple(rows(given.test))) if given.test else Task(phrases, folds=_FOLDS)


def replay(given: argparse.Namespace, settings: Settings) -> int:
    """Play conversations, print one object a line, and judge them when asked to."""
    set_up_logs("CRITICAL")
    conversations = json.loads(given.conversations.read_text("utf-8"))
    document = read_document(given.community)
    registry = installed(settings)
    engine = understander_of(settings, registry)

    async def play() -> int:
        failed = 0
        expectations = iter(conversations)
        async for result in play_all(conversations, document, engine, registry):
            print(json.dumps(result, ensure_ascii=False), flush=True)
            wrong = judge(result, next(expectations).get("expect", ())) if given.check else []
            failed += bool(wrong)
            for why in wrong:
                print(f"{result['id']}: {why}", file=sys.stderr)
        if given.check:
            print(f"{len(conversations) - failed} of {len(conversations)} conversations pass", file=sys.stderr)
        return 1 if failed else 0

    return asyncio.run(play())


def coverage(given: argparse.Namespace, settings: Settings) -> int:
    """Play every dialog file of the installed scenarios and print which situations each intent has."""
    set_up_logs("CRITICAL")
    document = read_document(given.community)
    registry = installed(settings)
    engine = understander_of(settings, registry)

    async def play() -> int:
        evidence: dict[Cell, list[str]] = {}
        wrong = 0
        async for name, cells, failed in play_files(dialog_files(registry), document, engine, registry):
            wrong += bool(failed)
            for why in failed:
                print(f"{name}: {why}", file=sys.stderr)
            for cell in cells if not failed else ():
                evidence.setdefault(cell, []).append(name)
        print(page(evidence, registry), end="")
        return 1 if wrong or holes(evidence, registry) else 0

    return asyncio.run(play())


def import_community(given: argparse.Namespace, settings: Settings) -> int:
    """Load a community file: through the running server if there is one."""
    document = read_document(given.file)
    if admin.running(settings):
        print(asyncio.run(admin.send_import(settings, document)))
        return 0
    try:
        name = _in_house(settings, lambda app: _load_named(app, document))
    except ImportProblems as problems:
        raise Problem(f"nothing was loaded:\n{problems}") from None
    print(f"{name} is loaded")
    return 0


def export(given: argparse.Namespace, settings: Settings) -> int:
    """Print the community as JSON."""
    if admin.running(settings):
        document = asyncio.run(admin.fetch_export(settings, given.community))
    else:
        document = _in_house(settings, lambda app: _export(app, given.community))
    print(json.dumps(document, ensure_ascii=False, indent=1))
    return 0


def _in_house(settings: Settings, work: Callable[[App], Any]) -> Any:
    async def inside() -> Any:
        registry = installed(settings)
        parts = Parts(registry=registry, understander=Deaf(), background=False)
        async with build(settings, parts, Role.OFFICE) as app:
            return await work(app)

    return asyncio.run(inside())


async def _load(app: App, document: dict[str, Any]) -> str:
    now = app.clock.now()
    return await app.store.write(lambda db: load_community(db, document, app.registry, now).id)


async def _load_named(app: App, document: dict[str, Any]) -> str:
    app.engine.forget_names(await _load(app, document))
    return str(document.get("community", ""))


async def _export(app: App, name: str) -> dict[str, Any]:
    try:
        return await app.store.read(lambda db: export_named(db, name, app.registry))
    except LookupError as problem:
        raise Problem(str(problem)) from None


def bench(given: argparse.Namespace, settings: Settings) -> int:
    """Put the house under load and print what it takes."""
    set_up_logs("CRITICAL")
    load = Load(given.turns, given.clients, given.rate, given.database, given.processes)
    report = asyncio.run(measure(load, settings))
    print(report.to_text())
    return 0 if report.lost == 0 and report.duplicated == 0 else 1


def scenario_new(given: argparse.Namespace, settings: Settings) -> int:
    """Write a working scenario folder."""
    try:
        written = new_scenario(given.name, given.folder)
    except CannotScaffold as problem:
        raise Problem(str(problem)) from None
    _print_lines(str(path) for path in written)
    if given.folder:
        print(f"Install it with: pip install -e {project_folder(given.name, given.folder)}")
    print(f"Now: linli scenario check {given.name}")
    return 0


def scenario_check(given: argparse.Namespace, settings: Settings) -> int:
    """Print what scenarios lack."""
    set_up_logs("CRITICAL")
    installed_ones = discover()
    found = [item.scenario for item in installed_ones if not given.name or item.is_called(given.name)]
    problems = faults_of(given.name)
    if not found and not problems:
        raise Problem(f"there is no scenario {given.name}; linli scenario list shows what is installed")
    registry = Registry({item.scenario.name: item.scenario for item in installed_ones})
    problems += [f"{scenario.name}: {why}" for scenario in found for why in check_scenario(scenario, registry)]
    _print_lines(problems or [f"{len(found)} checked, nothing to mend"])
    return 1 if problems else 0


def scenario_list(given: argparse.Namespace, settings: Settings) -> int:
    """Print the installed scenarios."""
    set_up_logs("CRITICAL")
    listed = (
        asyncio.run(listed_by_socket(settings))
        if admin.running(settings)
        else listed_at_rest(settings, installed(settings))
    )
    try:
        rows = list(scenario_rows(listed, settings.scenarios, given.community))
    except CannotSwitch as refusal:
        raise Problem(str(refusal)) from None
    _print_lines("  ".join(f"{cell:<14}" for cell in row).rstrip() for row in rows)
    return 0


def scenario_switch(given: argparse.Namespace, settings: Settings) -> int:
    """Switch a scenario on or off in a community: through the running server if there is one."""
    on = given.what == "on"
    if admin.running(settings):
        print(asyncio.run(switch_by_socket(settings, given.name, given.community, on=on)))
        return 0
    try:
        print(_in_house(settings, lambda app: switch_in(app, given.name, given.community, on=on)))
    except CannotSwitch as refusal:
        raise Problem(str(refusal)) from None
    return 0


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def staff_password(given: argparse.Namespace, settings: Settings) -> int:
    """Set a password that is read from standard input."""
    password = sys.stdin.readline().rstrip("\n")
    if len(password) < 10:
        raise Problem("a password has at least 10 characters; it is read from standard input")
    hashed = hash_password(password)

    def write(db: Session) -> bool:
        staff = db.scalar(select(Staff).where(Staff.login == given.login))
        if staff is not None:
            staff.password = hashed
        return staff is not None

    if not _in_house(settings, lambda app: app.store.write(write)):
        raise Problem(f"there is no member of staff with the login {given.login}")
    print("the password is set")
    return 0


def key(given: argparse.Namespace, settings: Settings) -> int:
    """Make, list, renew or revoke keys to the API: through the running server if there is one."""
    parts = {"do": given.what, **{name: str(value) for name, value in vars(given).items() if name in KEY_FIELDS}}
    print(ask_office(settings, Order.of(parts)))
    return 0


def ask_office(settings: Settings, order: Order) -> str:
    """Have an order about keys carried out, and return what came of it."""
    try:
        return asyncio.run(send_order(settings, order)) if admin.running(settings) else _in_house(settings, order.run)
    except UnknownKey as problem:
        raise Problem(str(problem)) from None


def register(given: argparse.Namespace, settings: Settings) -> int:
    """Print the register of processed data."""
    installed(settings)
    print(register_text())
    return 0
