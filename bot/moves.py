"""What the assistant can do with a message, and where a conversation must stand for it: the table behind the policy."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from actions.state import Conversation
from nlu.types import Understanding


class State(StrEnum):
    """Where a conversation stands."""

    REST = "rest"  # nothing is open
    ASKING = "asking"  # a form waits for the answer to a question
    CONFIRMING = "confirming"  # a form has read back what it will do and waits for a yes
    PROVING = "proving"  # what was agreed to waits for a code that was sent
    STAFF = "staff"  # a member of staff has the conversation


class Move(StrEnum):
    """What a command does."""

    DESK = "desk"  # a member of staff has the conversation; the assistant is silent
    ANSWER = "answer"  # the handler or form of an intent
    PRESS = "press"  # the function behind a button or an outcome
    EXPIRED = "expired"  # a button of a question that is over
    FILL = "fill"  # an answer to the open question
    CORRECT = "correct"  # another value for something known
    SKIP = "skip"  # the resident does without an optional slot
    CONFIRM = "confirm"
    DECLINE = "decline"
    PROVE = "prove"  # a code, or the wish for another one or for staff in its place
    CANCEL = "cancel"
    REASK = "reask"  # not understood inside a form
    WAIT = "wait"  # who was asked is still thinking
    CLARIFY = "clarify"  # offer what it may mean
    OFFER_PERSON = "offer_person"
    KEEP = "keep"  # not understood beside another request: asked about once that is done
    REOPEN = "reopen"  # go on with what was dropped a moment ago
    NOT_SERVED = "not_served"  # what is meant belongs to a scenario that is switched off here


_TALKING = frozenset({State.REST, State.ASKING, State.CONFIRMING, State.PROVING})
_OPEN = frozenset({State.ASKING, State.CONFIRMING, State.PROVING})
ALLOWED: Mapping[Move, frozenset[State]] = {
    Move.DESK: frozenset({State.STAFF}),
    Move.ANSWER: _TALKING,
    Move.PRESS: _TALKING,
    Move.EXPIRED: _TALKING,
    Move.FILL: frozenset({State.ASKING}),
    Move.CORRECT: _OPEN,
    Move.SKIP: frozenset({State.ASKING}),
    Move.CONFIRM: frozenset({State.CONFIRMING}),
    Move.DECLINE: frozenset({State.CONFIRMING}),
    Move.PROVE: frozenset({State.PROVING}),
    Move.CANCEL: _TALKING,
    Move.REASK: _OPEN,
    Move.WAIT: _OPEN,
    Move.CLARIFY: frozenset({State.REST}),
    Move.OFFER_PERSON: frozenset({State.REST}),
    Move.KEEP: _TALKING,
    Move.REOPEN: frozenset({State.REST}),
    Move.NOT_SERVED: _TALKING,
}
"""States in which a command may be carried out; elsewhere it is refused as a whole and the question asked again."""

_STAY: frozenset[State] = frozenset()
LEADS: Mapping[Move, frozenset[State]] = {
    Move.DESK: _STAY,
    Move.ANSWER: _TALKING,
    Move.PRESS: _TALKING,
    Move.EXPIRED: _STAY,
    Move.FILL: _TALKING,
    Move.CORRECT: _TALKING,
    Move.SKIP: _TALKING,
    Move.CONFIRM: _TALKING,
    Move.DECLINE: _TALKING,
    Move.PROVE: _TALKING,
    Move.CANCEL: _TALKING,
    Move.REASK: _STAY,
    Move.WAIT: _STAY,
    Move.CLARIFY: _STAY,
    Move.OFFER_PERSON: _STAY,
    Move.KEEP: _STAY,
    Move.REOPEN: _TALKING,
    Move.NOT_SERVED: _STAY,
}
"""States to which a command may lead; none: the conversation stays where it is."""


@dataclass(frozen=True, slots=True)
class Command:
    """A move and what it concerns: an intent, a handler's name, or a button's value.

    `resume` asks the open question again afterwards. `meant` is the part of the message it is about, where the message
    holds several requests; None: all of it.
    """

    move: Move
    name: str = ""
    argument: str = ""
    resume: bool = False
    meant: Understanding | None = None


def state_of(conversation: Conversation) -> State:
    """Return where a conversation stands."""
    if conversation.owner:
        return State.STAFF
    if conversation.open is None:
        return State.REST
    if conversation.open.proof:
        return State.PROVING
    return State.CONFIRMING if conversation.open.confirming else State.ASKING


def is_allowed(command: Command, conversation: Conversation) -> bool:
    """Say whether a command may be carried out where a conversation stands."""
    return state_of(conversation) in ALLOWED[command.move]


def may_lead(move: Move, before: State, after: State) -> bool:
    """Say whether a command may bring a conversation from one state to another."""
    return after == before if before not in ALLOWED[move] or not LEADS[move] else after in LEADS[move]


def diagram() -> str:
    """Draw the table as a Mermaid state diagram (mermaid.js.org/syntax/stateDiagram.html), for docs/dialogue.md."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.REST}"]
    for before in State:
        for after in State:
            moves = [move for move in Move if before in ALLOWED[move] and may_lead(move, before, after)]
            if moves:
                lines.append(f"    {before} --> {after}: {', '.join(moves)}")
    return "\n".join(lines)
