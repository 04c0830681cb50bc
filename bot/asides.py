"""When a message is small talk, or asks for what nobody here may answer, by its words. Pure."""

from actions.state import OpenForm
from bot.moves import Command, Move
from nlu import asides
from nlu.types import Certainty, Understanding

ASIDE = "conversation.aside"  # the function that answers it
REFUSED = "out_of_scope"
PERSON = "human_handoff"


def aside(opened: OpenForm | None, meant: Understanding, *, own_words: bool) -> Command | None:
    """Return the command for an aside, whatever an engine takes it for; whoever is in danger talks of nothing else.

    `own_words`: the open question is answered in the resident's own words.
    """
    if opened is not None and opened.of_danger:
        return None
    if asides.plain(meant.text) or _is_refused(meant, inside=opened is not None, own_words=own_words):
        return Command(Move.PRESS, ASIDE, resume=opened is not None)
    return None


def _is_refused(meant: Understanding, *, inside: bool, own_words: bool) -> bool:
    """Say whether a message gives orders to a machine or asks for advice; an answer or a request of ours is neither."""
    refused = meant.intent == REFUSED
    if not refused and (meant.certainty is Certainty.SURE or meant.intent == PERSON):
        return False
    if asides.orders(meant.text):
        return refused or not own_words
    return (refused or not inside) and asides.asked(meant.text) is not None
