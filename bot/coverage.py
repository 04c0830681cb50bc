"""Which situations the dialogs of each intent contain, seen while they are played; what none contains is a hole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from actions.registry import Registry
from bot.moves import Command, Move
from bot.policy import PERSON
from bot.watching import Seen

DANGER = "emergency"
TALK = "conversation"  # the scenario whose intents are words between requests
HONEST = "actions.later"  # the module whose handlers say that something is not served yet


class Situation(StrEnum):
    """What may happen to a request. What each means is in docs/coverage.md."""

    HAPPY = "happy"
    DIGRESS = "digress"
    CORRECT = "correct"
    CANCEL = "cancel"
    SECOND = "second"
    PERSON = "person"
    EMERGENCY = "emergency"


Cell = tuple[str, Situation]
"""An intent in a situation."""
Evidence = Mapping[Cell, Sequence[str]]
"""The dialogs that show it, by name: repairs/cancel."""


class Kind(StrEnum):
    """What an intent is, as far as it matters what may happen to it."""

    REQUEST = "request"
    QUESTION = "question"
    HONEST = "honest"
    TALK = "talk"


_EXPECTED: Mapping[Kind, frozenset[Situation]] = {
    Kind.REQUEST: frozenset(Situation),
    Kind.QUESTION: frozenset(Situation) - {Situation.CORRECT, Situation.CANCEL},
    Kind.HONEST: frozenset({Situation.HAPPY, Situation.PERSON}),
    Kind.TALK: frozenset({Situation.HAPPY}),
}


def kind_of(intent: str, registry: Registry) -> Kind:
    """Say what an intent is."""
    scenario, answer = registry.answers[intent]
    if scenario.name == TALK:
        return Kind.TALK
    if getattr(answer, "__module__", "") == HONEST:
        return Kind.HONEST
    asks = any(registry.task_of(form) == intent for form in registry.forms)
    return Kind.QUESTION if intent in registry.questions and not asks and intent != PERSON else Kind.REQUEST


def expected(intent: str, registry: Registry) -> frozenset[Situation]:
    """Return the situations that dialogs of an intent must contain."""
    found = _EXPECTED[kind_of(intent, registry)]
    if intent in registry.answers[intent][0].follows:
        found |= {Situation.CORRECT}  # "no, June" asks it again
    return found - {PERSON: {Situation.PERSON}, DANGER: {Situation.EMERGENCY}}.get(intent, set())


def holes(evidence: Evidence, registry: Registry) -> list[Cell]:
    """Return the situations that no dialog shows, of every intent that is served."""
    wanted = ((intent, situation) for intent in registry.answers for situation in Situation)
    return [cell for cell in wanted if cell[1] in expected(cell[0], registry) and not evidence.get(cell)]


def shown(turns: Iterable[Seen], registry: Registry) -> frozenset[Cell]:
    """Return what the turns of a dialog show."""
    story = _Story(registry)
    for turn in turns:
        story.follow(turn)
    return frozenset(story.cells)


def few(evidence: Evidence) -> list[str]:
    """Return few dialogs that together show everything: again and again the one that shows most of what is left."""
    shows: dict[str, set[Cell]] = {}
    for cell, dialogs in evidence.items():
        for dialog in dialogs:
            shows.setdefault(dialog, set()).add(cell)
    left, chosen = set(evidence), []
    while left:
        best = max(sorted(shows), key=lambda dialog: len(shows[dialog] & left))
        chosen.append(best)
        left -= shows[best]
    return sorted(chosen)


@dataclass(slots=True)
class _Story:
    """What a dialog has been about so far."""

    registry: Registry
    cells: set[Cell] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)  # requests, in the order in which they were last dealt with
    owners: dict[str, str] = field(default_factory=dict)  # form to the request that opened it

    def follow(self, turn: Seen) -> None:
        """Take one turn in."""
        new = [command.name for command in turn.commands if command.move is Move.ANSWER and self._is_request(command)]
        hand = self._at_hand(turn)
        if turn.heard in self.registry.answers and self.registry.answers[turn.heard][0].name == TALK:
            self.cells.add((turn.heard, Situation.HAPPY))
        self._goes_well(turn, new, hand)
        self._comes_between(turn, new, hand)
        for command in turn.commands:
            self._is_changed(turn, command, hand)
        self._remember(turn, new, hand)

    def _is_request(self, command: Command) -> bool:
        found = self.registry.answers.get(command.name)
        return found is not None and found[0].name != TALK

    def _at_hand(self, turn: Seen) -> str:
        """Return the request that is dealt with when a message comes."""
        if turn.stood:
            return self.owners.get(turn.stood, "")
        pressed = {command.name.partition(".")[0] for command in turn.commands if command.move is Move.PRESS}
        own = [intent for intent in self.asked if self.registry.answers[intent][0].name in pressed]
        return (own or self.asked or [""])[-1]

    def _goes_well(self, turn: Seen, new: Sequence[str], hand: str) -> None:
        done = {intent for intent in new if turn.spoke and kind_of(intent, self.registry) is not Kind.REQUEST}
        if turn.recorded:
            done |= set(new) or {hand}
        self._add(Situation.HAPPY, *done)

    def _comes_between(self, turn: Seen, new: Sequence[str], hand: str) -> None:
        others = [intent for intent in new if intent not in (PERSON, DANGER)]
        lost = any(command.move is Move.REASK for command in turn.commands)
        corrects = turn.heard == "correct" and (others == [hand] or (bool(turn.stood) and not new and not lost))
        endangered = DANGER in new or (turn.stands.startswith("emergencies.") and turn.stands != turn.stood)
        if PERSON in new:
            self._add(Situation.PERSON, hand, *others)
        if endangered:
            self._add(Situation.EMERGENCY, hand, *others)
        if corrects:
            self._add(Situation.CORRECT, hand)
        elif turn.stood and any(self._is_elsewhere(intent, hand) for intent in others):
            asked = [intent for intent in others if kind_of(intent, self.registry) is Kind.QUESTION]
            self._add(Situation.DIGRESS, hand, *asked)
        elif not turn.stood and others and hand:
            self._add(Situation.SECOND, hand, *others)
        if len(new) > 1:
            self._add(Situation.SECOND, *new)

    def _is_elsewhere(self, intent: str, hand: str) -> bool:
        """Say whether a request leads away from another: calling a repair off does not lead away from it."""
        if not hand or kind_of(intent, self.registry) is Kind.QUESTION:
            return intent != hand
        return self.registry.answers[intent][0] is not self.registry.answers[hand][0]

    def _is_changed(self, turn: Seen, command: Command, hand: str) -> None:
        if command.move is Move.DECLINE:
            self._add(Situation.CORRECT if turn.stands == turn.stood else Situation.CANCEL, hand)
        elif command.move in _CHANGES:
            self._add(_CHANGES[command.move], hand)
        elif command.move is Move.PRESS:
            self._add_all(self._roles(command.name), hand)

    def _roles(self, press: str) -> set[Situation]:
        """Return what a function is for that is called about something done before."""
        name, _, call = press.partition(".")
        scenario = self.registry.scenarios.get(name)
        refers = scenario.refers.values() if scenario else ()
        corrects = any(call in (refer.correct, refer.undo) for refer in refers)
        cancels = any(call == refer.cancel for refer in refers) or press == "staff.cancel"
        return {*([Situation.CORRECT] if corrects else []), *([Situation.CANCEL] if cancels else [])}

    def _remember(self, turn: Seen, new: Sequence[str], hand: str) -> None:
        dealt = [*([hand] if hand else []), *new]
        self.asked = [*(intent for intent in self.asked if intent not in dealt), *dict.fromkeys(dealt)]
        if turn.stands and turn.stands != turn.stood:
            scenario = turn.stands.partition(".")[0]
            own = [intent for intent in new if self.registry.answers[intent][0].name == scenario]
            owner = (own or [self.registry.task_of(turn.stands) or hand])[0]
            if own or turn.stands not in self.owners:
                self.owners[turn.stands] = owner

    def _add_all(self, situations: Iterable[Situation], intent: str) -> None:
        for situation in situations:
            self._add(situation, intent)

    def _add(self, situation: Situation, *intents: str) -> None:
        self.cells |= {(intent, situation) for intent in intents if intent}


_CHANGES = {Move.CORRECT: Situation.CORRECT, Move.CANCEL: Situation.CANCEL}
