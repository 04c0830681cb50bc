"""Pictures that came without words, and wait until it is said what they show."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from actions.message import MessageKind
from actions.turn import Turn

WAITS = "photos"  # of a conversation's settings
FOR = timedelta(minutes=10)  # how long what is said next may be about them
MOST = 6


def sent_now(turn: Turn) -> Sequence[str]:
    """Return the pictures of the message itself; a recording is none."""
    return () if turn.message.kind is MessageKind.VOICE else turn.message.files


def keep(turn: Turn) -> None:
    """Keep the pictures of this message beside those that wait already."""
    new = [[file, turn.now.isoformat()] for file in sent_now(turn)]
    turn.conversation.settings[WAITS] = [*_lately(turn), *new][-MOST:]


def waiting(turn: Turn) -> list[str]:
    """Return the pictures that wait, in the order in which they came."""
    return [file for file, _ in _lately(turn)]


def take(turn: Turn) -> list[str]:
    """Return the pictures that wait, and let them wait no more."""
    found = waiting(turn)
    turn.conversation.settings.pop(WAITS, None)
    return found


def _lately(turn: Turn) -> list[list[str]]:
    kept = turn.conversation.settings.get(WAITS, [])
    return [one for one in kept if turn.now - datetime.fromisoformat(one[1]) <= FOR]
