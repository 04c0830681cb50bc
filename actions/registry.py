import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from pkgutil import iter_modules

from actions.event import TicketChanged
from actions.form import Form
from actions.later import only_later
from actions.proof import Guard
from actions.scenario import Handler, Scenario

log = logging.getLogger(__name__)
GROUP = "linli.scenarios"
HOUSE = "linli"  # the distribution whose scenarios are ours: a fault of theirs is a fault of the house
ALWAYS = frozenset({"conversation", "emergencies", "staff"})
"""Scenarios that no community can do without: shared sentences, help in danger, the way to a person."""


class ScenarioClash(ValueError):
    """Two scenarios want the same name or intent."""


class ScenarioUnsafe(ScenarioClash):
    """A scenario says that a form is guarded, and it would not be."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A scenario as it was found: where it comes from."""

    scenario: Scenario
    origin: str  # name of the distribution

    def is_called(self, word: str) -> bool:
        """Say whether people mean it by this: its name, its package, or the distribution that it came with."""
        package, ours = self.scenario.package, self.origin == HOUSE
        return word in {self.scenario.name, package} or (not ours and word in {self.origin, package.partition(".")[0]})


@dataclass(frozen=True, slots=True)
class Broken:
    """A third party's scenario that was left out, so that the others could work."""

    origin: str  # name of the distribution
    name: str  # of the scenario; of the entry point where no scenario could be read
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search for scenarios brought."""

    installed: tuple[Installed, ...] = ()
    broken: tuple[Broken, ...] = ()


@dataclass(slots=True, repr=False)  # written out it would be a megabyte
class Registry:
    """Every scenario that is switched on, and who answers what.

    `off` are scenarios that are installed and not served here, by name; `broken` those that had to be left out.
    `elsewhere` are names of those among `off` that the community has, but not the kiosk where this is said.
    """

    scenarios: dict[str, Scenario] = field(default_factory=dict)
    answers: dict[str, tuple[Scenario, Handler | Form]] = field(default_factory=dict)
    forms: dict[str, tuple[Scenario, Form]] = field(default_factory=dict)
    questions: set[str] = field(default_factory=set)
    off: dict[str, Scenario] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)  # name to distribution
    broken: list[Broken] = field(default_factory=list)
    elsewhere: frozenset[str] = frozenset()
    chosen: "dict[tuple[str, ...], Registry]" = field(default_factory=dict, repr=False, compare=False)

    def add(self, scenario: Scenario, origin: str = HOUSE) -> None:
        """Take a scenario in; refuse one whose name or intent is taken, all of it."""
        self._refuse_clash(scenario)
        own = [answer for answer in scenario.handlers.values() if isinstance(answer, Form)]
        for form in (*scenario.forms, *own):
            _refuse_unguarded(scenario, form)
        self.chosen.clear()
        self.scenarios[scenario.name] = scenario
        self.origins[scenario.name] = origin
        self.questions |= scenario.questions
        for intent in scenario.intents:
            self.answers[intent] = (scenario, scenario.handlers[intent])
        for form in (*scenario.forms, *own):
            self.forms[form.full_name] = (scenario, form)

    def leave_out(self, name: str, why: str) -> None:
        """Serve a scenario no longer because it is broken; what residents ask of it is answered honestly."""
        scenario = self.scenarios.pop(name)
        self.chosen.clear()
        self.off[name] = scenario
        self.questions -= scenario.questions
        self.answers = {intent: answer for intent, answer in self.answers.items() if answer[0] is not scenario}
        self.forms = {form: known for form, known in self.forms.items() if known[0] is not scenario}
        self.broken.append(Broken(self.origins[name], name, why))

    def slots(self, intent: str) -> Mapping[str, str]:
        """Return the slots that matter for an intent, each with the name under which its value is found in a text."""
        answer = self.answers.get(intent)
        named = (slot.partition("=") for slot in (answer[0].intents[intent] if answer else ()))
        return {name: found or name for name, _, found in named}

    def task_of(self, form: str) -> str | None:
        """Return the intent of the request that a form belongs to."""
        known = self.forms[form][1].intent if form in self.forms else ""
        return known or next((name for name, (_, answer) in self.answers.items() if _is_form(answer, form)), None)

    def asks_for_past(self, form: str, slot: str) -> bool:
        """Say whether a form's slot asks when something happened."""
        known = self.forms[form][1].slots if form in self.forms else ()
        return any(one.past for one in known if one.name == slot)

    def not_served(self, intent: str) -> Scenario | None:
        """Return the scenario that would answer an intent if it were switched on here."""
        return next((scenario for scenario in self.off.values() if intent in scenario.intents), None)

    def find(self, word: str) -> str | None:
        """Return the name of the scenario that people mean by a word."""
        known = [Installed(scenario, self.origins.get(name, HOUSE)) for name, scenario in self.scenarios.items()]
        return next((item.scenario.name for item in known if item.is_called(word)), None)

    def foreign(self) -> list[Scenario]:
        """Return the scenarios that somebody else wrote."""
        return [scenario for name, scenario in self.scenarios.items() if self.origins.get(name) != HOUSE]

    def _refuse_clash(self, scenario: Scenario) -> None:
        if scenario.name in self.scenarios:
            raise ScenarioClash(f"two scenarios are called {scenario.name}; rename one folder")
        for intent in scenario.intents:
            if intent in self.answers:
                other = self.answers[intent][0].name
                raise ScenarioClash(f"{scenario.name} and {other} both answer {intent}; switch one off")
            if intent not in scenario.handlers:
                raise ScenarioClash(f"{scenario.name} names the intent {intent} and has no handler for it")


def _refuse_unguarded(scenario: Scenario, form: Form) -> None:
    """Refuse a guard that guards nothing."""
    if form.guard is Guard.FACTOR and not form.confirm:
        raise ScenarioUnsafe(f"{form.full_name} wants a second factor and reads nothing back; give it `confirm`")
    if form.guard is Guard.STAFF and TicketChanged not in scenario.listens and not scenario.decides:
        raise ScenarioUnsafe(
            f"{form.full_name} is left to staff, and {scenario.name} hears nothing of what they decide"
        )
    if form.by_staff and form.guard is not Guard.FACTOR:
        raise ScenarioUnsafe(f"{form.full_name} has `by_staff` and no guard that would call it")


def _is_form(answer: Handler | Form, form: str) -> bool:
    return isinstance(answer, Form) and answer.full_name == form


def builtin() -> Iterator[Scenario]:
    """Yield the scenario of every folder in this package: adding a folder is all it takes."""
    for folder in iter_modules([str(Path(__file__).parent)]):
        if folder.ispkg:
            module = import_module(f"actions.{folder.name}")
            scenario = getattr(module, "scenario", None)
            if isinstance(scenario, Scenario):
                yield scenario


def discover() -> Sequence[Installed]:
    """Find every installed scenario that can be loaded, ours and third parties'."""
    return search().installed


def search() -> Found:
    """Look through the one entry-point group, ours first; what cannot be loaded is named and left out."""
    installed: list[Installed] = []
    broken: list[Broken] = []
    ours = "actions.registry:builtin"
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.value != ours, point.name)):
        origin = point.dist.name if point.dist else "unknown"
        try:
            installed += [Installed(scenario, origin) for scenario in _scenarios_of(point)]
        except (Exception, SystemExit) as error:  # one broken third party must not keep the house from opening
            if origin == HOUSE:
                raise
            log.exception("scenario distribution could not be loaded", extra={"distribution": origin})
            broken.append(Broken(origin, point.name, f"{type(error).__name__}: {error}"[:200]))
    return Found(tuple(installed), tuple(broken))


def _scenarios_of(point: EntryPoint) -> list[Scenario]:
    loaded = point.load()
    scenarios = [loaded] if isinstance(loaded, Scenario) else list(loaded())
    for scenario in scenarios:
        if not isinstance(scenario, Scenario):
            raise TypeError(f"{point.value} gives a {type(scenario).__name__}, not a Scenario")
    return scenarios


def registry_of(scenarios: Iterable[Scenario], enabled: Sequence[str] | None = None) -> Registry:
    """Build a registry of the scenarios that are switched on (all of them when `enabled` is None)."""
    registry = Registry()
    for scenario in scenarios:
        if enabled is None or scenario.name in enabled:
            registry.add(scenario)
    return registry


def house_of(found: Found, enabled: Sequence[str] | None = None) -> Registry:
    """Build the registry of a house with what is enabled (None: all), and ALWAYS.

    A third party's scenario that clashes is left out; one of ours that does is an error.
    """
    registry = Registry(broken=list(found.broken))
    for item in found.installed:
        name = item.scenario.name
        if enabled is not None and name not in ALWAYS.union(enabled):
            continue
        try:
            registry.add(item.scenario, item.origin)
        except ScenarioClash as clash:
            if item.origin == HOUSE:
                raise
            log.error("scenario left out: %s", clash, extra={"distribution": item.origin})
            registry.broken.append(Broken(item.origin, name, str(clash)))
    return registry


def switched_on(registry: Registry, names: Sequence[str] | None) -> Registry:
    """Return the scenarios that a community has switched on (None: all); those of ALWAYS are among them in any case.

    The same names give the same registry again; a name that nobody has installed means nothing.
    """
    if names is None:
        return registry
    key = tuple(names)
    known = registry.chosen.get(key)
    if known is None:
        known = registry.chosen[key] = _choose(registry, ALWAYS.union(key))
    return known


def at_kiosk(registry: Registry, only: Sequence[str] | None) -> Registry:
    """Return the scenarios that a kiosk serves of those of its community (None: all).

    Those of ALWAYS are among them, and those that only say what cannot be done yet: nobody is sent elsewhere in vain.
    """
    if only is None:
        return registry
    honest = {name for name, scenario in registry.scenarios.items() if only_later(scenario)}
    here = _choose(registry, ALWAYS.union(only, honest))
    here.elsewhere = frozenset(registry.scenarios) - here.scenarios.keys()
    return here


def _choose(registry: Registry, names: frozenset[str]) -> Registry:
    chosen = Registry(off=dict(registry.off), broken=registry.broken)
    for name, scenario in registry.scenarios.items():
        if name in names:
            chosen.add(scenario, registry.origins[name])
        else:
            chosen.off[name] = scenario
    return chosen
