"""Which scenarios a community has switched on: its setting `scenarios`, a list of names; without it, all of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Community
from actions.registry import ALWAYS, Registry, switched_on
from bot.jobs import parked, wake
from bot.recurring import plan_recurring

SETTING = "scenarios"


class CannotSwitch(ValueError):
    """A scenario cannot be switched on or off; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Switch:
    """One scenario in one community."""

    name: str
    on: bool
    fixed: bool = False  # no community can do without it
    installed: bool = True  # False: chosen by the community, and nobody has installed it


def chosen(community: Community) -> tuple[str, ...] | None:
    """Return the names a community has chosen, None when it takes every scenario there is."""
    names = (community.settings or {}).get(SETTING)
    return tuple(map(str, names)) if isinstance(names, list | tuple) else None


def choose(community: Community, names: Iterable[str] | None) -> None:
    """Write down what a community has chosen; None: every scenario there is, also those installed later."""
    rest = {key: value for key, value in (community.settings or {}).items() if key != SETTING}
    community.settings = rest if names is None else rest | {SETTING: sorted(set(names))}


def served(registry: Registry, community: Community) -> Registry:
    """Return the scenarios that a community has switched on."""
    return switched_on(registry, chosen(community))


def is_on(registry: Registry, community: Community, name: str) -> bool:
    """Say whether a community has a scenario switched on."""
    return name in served(registry, community).scenarios


def switches(registry: Registry, community: Community) -> Sequence[Switch]:
    """Return every scenario that a community has or could have, by name."""
    here = served(registry, community).scenarios
    found = [Switch(name, name in here, name in ALWAYS) for name in registry.scenarios]
    absent = [
        Switch(name, on=False, installed=False) for name in chosen(community) or () if name not in registry.scenarios
    ]
    return sorted((*found, *absent), key=lambda switch: switch.name)


def switch(db: Session, community: Community, registry: Registry, name: str, *, on: bool, now: datetime) -> bool:
    """Switch a scenario on or off in a community, in the caller's transaction; False when nothing had to be done.

    Its jobs wait while it is off and go on when it is on again. Raises CannotSwitch.
    """
    _refuse(registry, name, on=on)
    here = set(served(registry, community).scenarios)
    if (name in here) == on:
        return False
    names = set(chosen(community) or registry.scenarios) - ALWAYS
    choose(community, names | {name} if on else names - {name})
    if on:
        wake(db, community.id, name)
        plan_recurring(db, community, registry.scenarios[name], now)
    return True


def wake_served(db: Session, registry: Registry) -> None:
    """Let the jobs go on that waited for a scenario which has been installed or switched on for everybody since."""
    for community_id, name in sorted(parked(db)):
        if name in served(registry, db.get_one(Community, community_id)).scenarios:
            wake(db, community_id, name)


def _refuse(registry: Registry, name: str, *, on: bool) -> None:
    broken = next((broken for broken in registry.broken if broken.name == name), None)
    if broken is not None and name not in registry.scenarios:
        raise CannotSwitch(f"{name} ({broken.origin}) is broken: {broken.why}")
    if name not in registry.scenarios:
        raise CannotSwitch(f"there is no scenario {name} in this house; linli scenario list shows what is installed")
    if name in ALWAYS and not on:
        raise CannotSwitch(
            f"{name} can never be switched off: shared words, help in danger and the way to a person stay"
        )


def community_named(db: Session, name: str) -> Community:
    """Return the community of that name, or the only one; CannotSwitch says which there are."""
    found = db.scalars(select(Community).where(Community.name == name) if name else select(Community)).all()
    if len(found) != 1:
        names = [community.name for community in db.scalars(select(Community))]
        raise CannotSwitch(f"name one community with --community; there are {', '.join(names) or 'none'}")
    return found[0]


def by_community(db: Session, registry: Registry) -> Mapping[str, Sequence[Switch]]:
    """Return the switches of every community, by its name."""
    query = select(Community).order_by(Community.name)
    return {community.name: switches(registry, community) for community in db.scalars(query)}
