"""What understanding is told of a conversation before its next message."""

from dataclasses import replace

import pytest

from actions.form import Form
from actions.people import Community
from actions.registry import registry_of
from bot.conversations import ConversationRow
from bot.mind import Minds
from tests import toy


@pytest.mark.parametrize(("asked", "past"), [("when", True), ("what", False), (None, False)])
def test_who_is_asked_when_it_happened_means_a_time_that_is_over(asked: str | None, past: bool) -> None:
    slots = tuple(replace(slot, past=slot.name == "when") for slot in toy.book.slots)
    handlers = {
        name: replace(answer, slots=slots) if isinstance(answer, Form) else answer
        for name, answer in toy.scenario.handlers.items()
    }
    minds = Minds(registry_of([replace(toy.scenario, handlers=handlers)]))
    row = ConversationRow(id="talk", turns=1, state={"open": {"form": toy.book.full_name, "asked": asked}})
    hints = minds.keep(row, Community(id="home", zone="Asia/Shanghai")).hints
    assert (hints.slot, hints.past) == (asked, past)
