"""Every intent that is served has a dialog for everything that may happen to it (docs/coverage.md)."""

from pathlib import Path

import pytest

from actions.registry import Registry
from bot.coverage import Cell, Situation, expected, few, holes, shown
from bot.coverage_playing import name_of
from bot.coverage_report import witnesses
from bot.dialogs import dialog_files, play_dialog, read_dialog
from bot.moves import Command, Move
from bot.testing import Talk
from bot.watching import Seen

PAGE = Path(__file__).parents[2] / "docs" / "coverage.md"
WITNESSES = witnesses(PAGE.read_text("utf-8"))
OPEN: frozenset[Cell] = frozenset()
"""Holes that are known; it may only become smaller."""


def _seen(*commands: Command, stood: str = "", stands: str = "", heard: str = "", recorded: bool = False) -> Seen:
    return Seen("c", stood, stands, heard, commands, recorded, spoke=True)


def test_no_hole_appears(scenarios: Registry) -> None:
    """A new intent needs its dialogs; then `linli coverage > docs/coverage.md`."""
    evidence = {cell: [dialog] for dialog, cells in WITNESSES.items() for cell in cells}
    found = set(holes(evidence, scenarios))
    assert found - OPEN == set(), "write these dialogs, then run: linli coverage > docs/coverage.md"
    assert OPEN - found == set(), "these are closed: take them out of OPEN"


@pytest.mark.parametrize("dialog", sorted(WITNESSES))
async def test_the_dialogs_still_show_what_the_page_says(talk: Talk, scenarios: Registry, dialog: str) -> None:
    file = next((file for file in dialog_files(scenarios) if name_of(file) == dialog), None)
    assert file is not None, f"{dialog} is gone; run: linli coverage > docs/coverage.md"
    turns: list[Seen] = []
    talk.app.engine.watched_by(turns.append)
    assert await play_dialog(talk, read_dialog(file), scenarios) == []
    assert WITNESSES[dialog] - shown(turns, scenarios) == set()


def test_a_side_question_is_a_digression_and_not_a_second_request(scenarios: Registry) -> None:
    ask = _seen(Command(Move.ANSWER, "visitor_pass_create"), stands="visitors.create")
    aside = _seen(Command(Move.ANSWER, "bill_query", resume=True), stood="visitors.create", stands="visitors.create")
    found = shown([ask, aside], scenarios)
    assert ("visitor_pass_create", Situation.DIGRESS) in found
    assert ("bill_query", Situation.DIGRESS) in found
    assert ("visitor_pass_create", Situation.SECOND) not in found
    assert ("visitor_pass_create", Situation.HAPPY) not in found


def test_calling_off_is_no_digression(scenarios: Registry) -> None:
    ask = _seen(Command(Move.ANSWER, "repair_report"), stands="repairs.visit", recorded=True)
    off = _seen(Command(Move.ANSWER, "repair_cancel"), stood="repairs.visit", stands="repairs.cancel")
    found = shown([ask, off], scenarios)
    assert ("repair_report", Situation.HAPPY) in found
    assert ("repair_report", Situation.DIGRESS) not in found


def test_danger_and_a_person_are_seen_after_it_was_done(scenarios: Registry) -> None:
    done = _seen(Command(Move.ANSWER, "booking_create"), recorded=True)
    person = _seen(Command(Move.ANSWER, "human_handoff"), recorded=True)
    danger = _seen(Command(Move.ANSWER, "emergency"), stands="emergencies.where", recorded=True)
    assert ("booking_create", Situation.PERSON) in shown([done, person], scenarios)
    assert ("booking_create", Situation.EMERGENCY) in shown([done, danger], scenarios)


def test_what_was_not_understood_corrects_nothing(scenarios: Registry) -> None:
    ask = _seen(Command(Move.ANSWER, "bind_home"), stands="homes.bind")
    lost = _seen(Command(Move.REASK), stood="homes.bind", stands="homes.bind", heard="correct")
    assert ("bind_home", Situation.CORRECT) not in shown([ask, lost], scenarios)


def test_what_is_not_served_yet_needs_a_person_only(scenarios: Registry) -> None:
    assert expected("parking_query", scenarios) == {Situation.HAPPY, Situation.PERSON}


def test_few_dialogs_show_all() -> None:
    one, two = ("a", Situation.HAPPY), ("a", Situation.CANCEL)
    assert few({one: ["x", "y"], two: ["y"]}) == ["y"]
