"""What a scenario must have before anybody relies on it; `linli scenario check`."""

from collections.abc import Callable, Iterator, Sequence

from actions.registry import Registry
from actions.scenario import Scenario
from bot.checking.borders import check_commits, check_imports, check_selects
from bot.checking.files import check_dialogs, check_readme
from bot.checking.manifest import check_calls, check_forms, check_handlers
from bot.checking.phrases import check_phrases
from bot.checking.source import Folder
from bot.checking.tables import check_consents, check_tables
from bot.checking.words import check_languages, check_questions, check_sentences

Check = Callable[[Folder], Iterator[str]]
CHECKS: Sequence[Check] = (
    check_handlers,
    check_forms,
    check_calls,
    check_phrases,
    check_languages,
    check_sentences,
    check_questions,
    check_imports,
    check_selects,
    check_commits,
    check_tables,
    check_consents,
    check_dialogs,
    check_readme,
)


def check_scenario(scenario: Scenario, registry: Registry) -> list[str]:
    """Return one sentence for everything a scenario lacks: the file, what is wrong, and what to do."""
    folder = Folder(scenario, registry)
    return [problem for check in CHECKS for problem in check(folder)]
