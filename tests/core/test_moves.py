"""The table of moves: what may be done where a conversation stands, and that everything else changes nothing."""

from pathlib import Path

import pytest

from actions.conversation import scenario as conversation
from actions.fees import scenario as fees
from actions.homes import scenario as homes
from actions.repairs import scenario as repairs
from actions.staff import scenario as staff
from bot.moves import ALLOWED, LEADS, Command, Move, State, diagram, state_of
from tests.stage import Stage, stage


@pytest.fixture
def talk() -> Stage:
    return stage(conversation, repairs, fees, homes, staff)


def test_every_move_has_its_states() -> None:
    assert set(ALLOWED) == set(LEADS) == set(Move)
    assert all(states for states in ALLOWED.values())


def test_the_page_draws_the_table_as_it_is() -> None:
    page = (Path(__file__).parents[2] / "docs/dialogue.md").read_text("utf-8")
    assert f"```mermaid\n{diagram()}\n```" in page


@pytest.mark.parametrize("move", [move for move in Move if State.REST not in ALLOWED[move]])
def test_at_rest_a_move_of_an_open_form_changes_nothing(talk: Stage, move: Move) -> None:
    before = talk.conversation.dump()
    said = talk.carry(Command(move, argument="time=tomorrow"))
    assert {name: value for name, value in talk.conversation.dump().items() if not name.startswith("last")} == {
        name: value for name, value in before.items() if not name.startswith("last")
    }
    assert talk.records("ticket") == []
    assert "没有正在办的事" in said or move is Move.DESK


def test_an_answer_to_a_yes_that_nobody_waits_for_is_refused(talk: Stage) -> None:
    talk.says("厨房水龙头漏水", "repair_report", object="tap", category="plumbing", location="厨房")
    assert state_of(talk.conversation) is State.ASKING
    assert "什么时候" in talk.carry(Command(Move.CONFIRM))
    assert len(talk.records("ticket")) == 1


def test_staff_hear_everything_and_the_assistant_says_nothing(talk: Stage) -> None:
    talk.conversation.owner = "D1"
    assert talk.says("厨房水龙头漏水", "repair_report", object="tap") == ""
    assert talk.carry(Command(Move.ANSWER, "repair_report")) == ""
    assert talk.records("ticket") == []
