"""Third parties' scenarios: what is broken is named and left out, and everybody else goes on."""

import logging
from collections.abc import Mapping, Sequence
from types import TracebackType

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from actions.people import Community
from actions.phrases import phrase_files_of
from actions.registry import HOUSE, Registry, house_of, search
from actions.scenario import Scenario
from actions.texts import load_texts
from bot.migrate import migrate
from nlu.phrases import read

log = logging.getLogger(__name__)
Names = Mapping[str, Mapping[str, tuple[str, ...]]]


def usable(enabled: Sequence[str] | None) -> Registry:
    """Return the scenarios that are installed and switched on, without those of third parties that cannot be used."""
    registry = house_of(search(), enabled)
    for scenario in registry.foreign():
        try:
            read(phrase_files_of(scenario))
            load_texts(scenario.package)
        except Exception as error:  # its files are somebody else's
            log.exception("scenario left out", extra=_known_as(registry, scenario))
            registry.leave_out(scenario.name, _why("its phrases or texts cannot be read", error))
    return registry


def migrate_house(engine: Engine, registry: Registry) -> None:
    """Bring the tables of the house up to date together, then each third party's alone; one that fails is left out."""
    foreign = registry.foreign()
    migrate(engine, [scenario for scenario in registry.scenarios.values() if scenario not in foreign])
    for scenario in foreign:
        try:
            migrate(engine, [scenario])
        except Exception as error:  # its migrations are somebody else's; their transaction is undone
            log.exception("scenario left out", extra=_known_as(registry, scenario))
            registry.leave_out(scenario.name, _why("its tables cannot be brought up to date", error))


def names_of(registry: Registry, db: Session, community: Community) -> Names:
    """Return a community's own names by slot and value; a scenario that cannot tell its names has none."""
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    for scenario in registry.scenarios.values():
        if scenario.names is None:
            continue
        try:
            found = scenario.names(db, community)
        except Exception as error:  # or every turn of the community would fail with it
            if registry.origins.get(scenario.name) == HOUSE:
                raise
            log.exception("names could not be read", extra={"scenario": blame(error, registry)})
            continue
        for slot, values in found.items():
            names.setdefault(slot, {}).update(values)
    return names


def blame(error: BaseException, registry: Registry) -> str:
    """Say what failed and in whose code, for the desk and the log: "KeyError in laundry (scene-laundry)"."""
    kind = type(error).__name__
    modules = _modules(error.__traceback__)
    for module in reversed(modules):
        for name, scenario in {**registry.scenarios, **registry.off}.items():
            if module == scenario.package or module.startswith(f"{scenario.package}."):
                origin = registry.origins.get(name, HOUSE)
                return f"{kind} in {name}" if origin == HOUSE else f"{kind} in {name} ({origin})"
    return kind


def _modules(trace: TracebackType | None) -> list[str]:
    found = []
    while trace is not None:
        found.append(str(trace.tb_frame.f_globals.get("__name__", "")))
        trace = trace.tb_next
    return found


def _known_as(registry: Registry, scenario: Scenario) -> dict[str, str]:
    return {"scenario": scenario.name, "distribution": registry.origins[scenario.name]}


def _why(what: str, error: Exception) -> str:
    return f"{what} ({type(error).__name__}: {error})"[:200]
