import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from pkgutil import iter_modules

from actions.form import Form
from actions.scenario import Handler, Scenario

log = logging.getLogger(__name__)
GROUP = "linli.scenarios"


class ScenarioClash(ValueError):
    """Two scenarios want the same name or intent."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A scenario as it was found: where it comes from."""

    scenario: Scenario
    origin: str  # name of the distribution


@dataclass(slots=True)
class Registry:
    """Every scenario that is switched on, and who answers what."""

    scenarios: dict[str, Scenario] = field(default_factory=dict)
    answers: dict[str, tuple[Scenario, Handler | Form]] = field(default_factory=dict)
    forms: dict[str, tuple[Scenario, Form]] = field(default_factory=dict)
    questions: set[str] = field(default_factory=set)

    def add(self, scenario: Scenario) -> None:
        """Take a scenario in; refuse a name or intent that is taken."""
        if scenario.name in self.scenarios:
            raise ScenarioClash(f"two scenarios are called {scenario.name}; rename one folder")
        for intent in scenario.intents:
            if intent in self.answers:
                other = self.answers[intent][0].name
                raise ScenarioClash(f"{scenario.name} and {other} both answer {intent}; switch one off")
            if intent not in scenario.handlers:
                raise ScenarioClash(f"{scenario.name} names the intent {intent} and has no handler for it")
            self.answers[intent] = (scenario, scenario.handlers[intent])
        self.scenarios[scenario.name] = scenario
        self.questions |= scenario.questions
        own = [answer for answer in scenario.handlers.values() if isinstance(answer, Form)]
        for form in (*scenario.forms, *own):
            self.forms[form.full_name] = (scenario, form)

    def slots(self, intent: str) -> tuple[str, ...]:
        """Return the slots that matter for an intent."""
        answer = self.answers.get(intent)
        return answer[0].intents[intent] if answer else ()


def builtin() -> Iterator[Scenario]:
    """Yield the scenario of every folder in this package: adding a folder is all it takes."""
    for folder in iter_modules([str(Path(__file__).parent)]):
        if folder.ispkg:
            module = import_module(f"actions.{folder.name}")
            scenario = getattr(module, "scenario", None)
            if isinstance(scenario, Scenario):
                yield scenario


def discover() -> Sequence[Installed]:
    """Find every installed scenario, ours and third parties', through the one entry-point group."""
    found = []
    for point in sorted(
        entry_points(group=GROUP), key=lambda point: (point.value != "actions.registry:builtin", point.name)
    ):
        origin = point.dist.name if point.dist else "unknown"
        try:
            loaded = point.load()
            scenarios: Iterable[Scenario] = [loaded] if isinstance(loaded, Scenario) else list(loaded())
        except Exception:  # one broken third party must not keep the house from opening
            log.exception("scenario distribution could not be loaded", extra={"distribution": origin})
            continue
        found += [Installed(scenario, origin) for scenario in scenarios]
    return found


def registry_of(scenarios: Iterable[Scenario], enabled: Sequence[str] | None = None) -> Registry:
    """Build a registry of the scenarios that are switched on (all of them when `enabled` is None)."""
    registry = Registry()
    for scenario in scenarios:
        if enabled is None or scenario.name in enabled:
            registry.add(scenario)
    return registry
