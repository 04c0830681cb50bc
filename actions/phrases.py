"""What scenarios have an engine learn: the phrases in their folders, and what is asked for beside other things."""

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from actions.registry import Registry
from actions.scenario import Scenario
from nlu.phrases import Phrases, read
from nlu.requests import spoken_beside


def phrase_files_of(scenario: Scenario) -> list[Path]:
    """Return the training phrases of one scenario."""
    folder = Path(str(files(scenario.package))) / "phrases"
    return sorted(folder.glob("*.yml")) if folder.is_dir() else []


def phrase_files(scenarios: Iterable[Scenario]) -> list[Path]:
    """Return the training phrases of scenarios."""
    return sorted(path for scenario in scenarios for path in phrase_files_of(scenario))


def phrases_of(registry: Registry) -> Phrases:
    """Read the training phrases of the scenarios that are switched on, and what is asked for beside other things."""
    phrases = read(phrase_files(registry.scenarios.values()))
    served = {example.intent for example in phrases.examples}
    return Phrases(phrases.examples + spoken_beside(served), phrases.words)
