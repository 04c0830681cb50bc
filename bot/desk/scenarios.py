"""What the community has switched on: managers see every scenario there is, and switch it with a second look."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web
from sqlalchemy.orm import Session

from actions.people import Community
from actions.registry import HOUSE
from actions.turn import Work
from bot.access_log import Seen, note_access
from bot.desk.gate import Desk, form_of, see_other
from bot.desk.house import Person, change
from bot.switches import CannotSwitch, switch, switches

PATH = "/desk/scenarios"


@dataclass(frozen=True, slots=True)
class Line:
    """One scenario as the page shows it."""

    name: str
    title: str
    version: str
    origin: str  # empty: ours
    on: bool
    fixed: bool
    installed: bool


async def scenarios(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Show every scenario; `ask` in the address is the one about to be switched."""
    lines = await desk.house.store.read(lambda db: read_lines(db, desk, person))
    asked = next((line for line in lines if line.name == request.query.get("ask") and not line.fixed), None)
    broken = desk.house.registry.broken
    return desk.show("scenarios.html", person, lines=lines, asked=asked, broken=broken)


async def switch_one(desk: Desk, request: web.Request, person: Person) -> web.StreamResponse:
    """Switch a scenario on or off here, and write down who did."""
    name, now = request.match_info["name"], desk.now()
    on = (await form_of(request)).get("move") == "on"

    def work_on(work: Work) -> None:
        community = work.db.get_one(Community, person.community.id)
        if switch(work.db, community, desk.house.registry, name, on=on, now=now):
            note_access(work.db, person.staff, None, Seen.SCENARIO, f"scenario:{name}:{'on' if on else 'off'}", now)

    try:
        await change(desk.house, person, work_on, touched=("scenario", name))
    except CannotSwitch:
        return desk.refuse(person, "scenarios.refused", 400)
    desk.house.engine.forget_names(person.community.id)
    desk.house.engine.on_jobs()
    return see_other(PATH)


def read_lines(db: Session, desk: Desk, person: Person) -> Sequence[Line]:
    """Read what is installed and what this community has on, ours first."""
    registry = desk.house.registry
    lines = []
    for one in switches(registry, db.get_one(Community, person.community.id)):
        scenario = registry.scenarios.get(one.name)
        origin = registry.origins.get(one.name, "")
        lines.append(
            Line(
                name=one.name,
                title=scenario.title.get(person.lang, one.name) if scenario else one.name,
                version=scenario.version if scenario else "",
                origin="" if origin == HOUSE else origin,
                on=one.on,
                fixed=one.fixed,
                installed=one.installed,
            )
        )
    return sorted(lines, key=lambda line: (bool(line.origin), line.title))
