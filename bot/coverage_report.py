"""The coverage of dialogs as a page of Markdown, written and read back."""

import re
from collections.abc import Iterator, Mapping

from actions.registry import Registry
from bot.coverage import Cell, Evidence, Situation, expected, few, holes

HOLE, NOT_MEANT = "**hole**", "-"
_HEAD = """\
# Coverage of dialogs

Which situations the dialog files of each intent contain. `linli coverage > docs/coverage.md` writes this page: it
plays every dialog of the installed scenarios and watches what the assistant does; nothing here is typed by hand.

| situation | a dialog shows it when |
|---|---|
| happy | the request is served with its record, a question answered, what is not served yet honestly declined |
| digress | something else is asked while its form is open; of a question: it is asked inside another request's form |
| correct | something about it is corrected, before or after it is done |
| cancel | it is stopped before it is done, or called off afterwards |
| second | another request stands beside it in the message, or follows it |
| person | a person is asked for in the middle of it or right after |
| emergency | there is danger in the middle of it or right after |

A question changes nothing and is not cancelled; it is corrected where it may be asked again with one word ("no,
June"). What is not served yet is answered and leads to a person. Words between requests (yes, thanks, repeat) only
have to be heard.

The number is how many dialogs show it, `-` that it is not expected, **hole** that none does.

"""


def page(evidence: Evidence, registry: Registry) -> str:
    """Write the page."""
    return _HEAD + "\n".join([*_table(evidence, registry), "", *_where(evidence)]) + "\n"


def _table(evidence: Evidence, registry: Registry) -> Iterator[str]:
    yield "| intent | " + " | ".join(Situation) + " |"
    yield "|---|" + "---|" * len(Situation)
    for name, scenario in sorted(registry.scenarios.items()):
        for intent in scenario.intents:
            cells = (_cell((intent, situation), evidence, registry) for situation in Situation)
            yield f"| {name}: `{intent}` | " + " | ".join(cells) + " |"
    open_ones = len(holes(evidence, registry))
    yield ""
    yield f"Holes: {open_ones}."


def _cell(cell: Cell, evidence: Evidence, registry: Registry) -> str:
    shown_by = len(evidence.get(cell, ()))
    if cell[1] not in expected(cell[0], registry):
        return NOT_MEANT
    return str(shown_by) if shown_by else HOLE


def _where(evidence: Evidence) -> Iterator[str]:
    """List few dialogs that together show all of it; a test plays these."""
    yield "## Dialogs that show all of it"
    yield ""
    chosen = few(evidence)
    seen: set[Cell] = set()
    for dialog in chosen:
        cells = sorted(cell for cell, dialogs in evidence.items() if dialog in dialogs and cell not in seen)
        seen |= set(cells)
        yield f"- `{dialog}`: " + ", ".join(f"{intent} {situation}" for intent, situation in cells)


def witnesses(text: str) -> Mapping[str, frozenset[Cell]]:
    """Read back from a page which dialogs show what."""
    lines = re.findall(r"^- `([a-z_]+/\w+)`: (.+)$", text, re.MULTILINE)
    return {dialog: frozenset(map(_cell_of, cells.split(", "))) for dialog, cells in lines}


def _cell_of(words: str) -> Cell:
    intent, _, situation = words.partition(" ")
    return intent, Situation(situation)
