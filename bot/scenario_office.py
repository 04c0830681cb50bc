"""The operator's side of scenarios: what is installed, what each community has on, and switching it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from aiohttp import web
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from actions.people import Community
from actions.registry import ALWAYS, Broken, Found, Registry, search
from bot import admin
from bot.app import App
from bot.foreign import usable
from bot.settings import Settings
from bot.switches import CannotSwitch, Switch, by_community, community_named, switch
from integrations.database import StoreError, open_store

Switches = Mapping[str, Sequence[Switch]]
NEVER = Switch("", on=False, installed=False)
FEW = 3  # communities that are named; of more only the number is said


@dataclass(frozen=True, slots=True)
class Listed:
    """What is known of the scenarios of a house: those that had to be left out, and the switches by community."""

    broken: tuple[Broken, ...]
    switches: Switches


def add_scenario_routes(office: web.Application, app: App) -> None:
    """Add the pages behind the operator's socket that list and switch scenarios."""

    async def give(request: web.Request) -> web.Response:
        found = await app.store.read(lambda db: by_community(db, app.registry))
        return web.json_response(_as_json(Listed(tuple(app.registry.broken), found)))

    async def take(request: web.Request) -> web.Response:
        wish = await request.json()
        try:
            said = await switch_in(app, str(wish["name"]), str(wish["community"]), on=bool(wish["on"]))
        except CannotSwitch as refusal:
            return web.Response(status=400, text=str(refusal))
        return web.Response(text=said)

    office.add_routes([web.get("/scenarios", give), web.post("/scenarios", take)])


async def switch_in(app: App, word: str, community: str, *, on: bool) -> str:
    """Switch a scenario in a community of a running house and say what was done; CannotSwitch says why not."""
    name = app.registry.find(word) or word

    def work(db: Session) -> tuple[str, str, bool]:
        found = community_named(db, community)
        return found.id, found.name, switch(db, found, app.registry, name, on=on, now=app.clock.now())

    key, title, changed = await app.store.write(work)
    app.engine.forget_names(key)
    app.engine.on_jobs()
    state = "on" if on else "off"
    return f"{name} is {state} in {title}" if changed else f"{name} was {state} in {title} already; nothing changed"


async def switch_by_socket(settings: Settings, word: str, community: str, *, on: bool) -> str:
    """Switch a scenario in the running server; admin.Refused carries its reason."""
    wish = {"name": word, "community": community, "on": on}
    return str(await admin.ask(settings, "POST", "/scenarios", wish))


async def listed_by_socket(settings: Settings) -> Listed:
    """Ask the running server which scenarios each community has on."""
    return _of_json(await admin.ask(settings, "GET", "/scenarios", None))


def listed_at_rest(settings: Settings, registry: Registry) -> Listed:
    """Read from the database of a house that is not open; one that was never opened has no communities."""
    return Listed(tuple(registry.broken), _switches_at_rest(settings, registry))


def _switches_at_rest(settings: Settings, registry: Registry) -> Switches:
    url = settings.database_url
    if url.startswith("sqlite") and not (settings.data / "linli.sqlite3").exists() and not settings.database:
        return {}
    try:
        store = open_store(url)
    except StoreError:  # another command has it open
        return {}
    try:
        engine = store.engine()
        if not inspect(engine).has_table(Community.__tablename__):
            return {}
        with engine.connect() as connection, Session(connection) as db:
            return by_community(db, registry)
    finally:
        store.close()


def rows(listed: Listed, enabled: Sequence[str] | None, community: str = "") -> Iterator[tuple[str, str, str, str]]:
    """Yield name, version, origin and state of every scenario: installed, broken, or chosen and not installed."""
    found: Found = search()
    left_out = {broken.name: broken for broken in (*found.broken, *listed.broken)}
    for item in found.installed:
        name, version = item.scenario.name, item.scenario.version
        if name in left_out and left_out[name].origin == item.origin:
            yield name, version, item.origin, f"broken: {left_out.pop(name).why}"
        elif enabled is not None and name not in ALWAYS.union(enabled):
            yield name, version, item.origin, "off"
        else:
            yield name, version, item.origin, _state(listed.switches, name, community)
    for broken in left_out.values():
        yield broken.name, "-", broken.origin, f"broken: {broken.why}"
    installed = {item.scenario.name for item in found.installed}
    for name in sorted({one.name for here in listed.switches.values() for one in here} - installed):
        yield name, "-", "-", "not installed"


def faults_of(word: str) -> list[str]:
    """Say why a distribution or scenario of this name (empty: any) would be left out of a house."""
    broken = usable(None).broken
    return [f"{one.name}: {one.why}" for one in broken if word in ("", one.name, one.origin)]


def _state(switches: Switches, name: str, community: str) -> str:
    if community:
        if community not in switches:
            raise CannotSwitch(f"there is no community {community}; there are {', '.join(switches) or 'none'}")
        return "on" if _of(switches[community], name).on else "off"
    off = [title for title, here in switches.items() if not _of(here, name).on]
    if not off:
        return "on"
    if len(off) == len(switches):
        return "off"
    return f"off in {', '.join(off)}" if len(off) <= FEW else f"off in {len(off)} of {len(switches)} communities"


def _of(here: Sequence[Switch], name: str) -> Switch:
    return next((one for one in here if one.name == name), NEVER)


def _as_json(listed: Listed) -> dict[str, Any]:
    return {
        "broken": [asdict(broken) for broken in listed.broken],
        "switches": {title: [asdict(one) for one in here] for title, here in listed.switches.items()},
    }


def _of_json(document: Any) -> Listed:
    switches = {title: [Switch(**one) for one in here] for title, here in document["switches"].items()}
    return Listed(tuple(Broken(**one) for one in document["broken"]), switches)
