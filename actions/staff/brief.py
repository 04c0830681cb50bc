"""What staff are told when a conversation comes to them: what was open, what was said, what was tried."""

from typing import Any

from actions.reference import refs, screens
from actions.state import OpenForm
from actions.turn import Turn

SAID = 3  # messages before the one that asked for a person


def brief_of(turn: Turn) -> dict[str, Any]:
    """Write down where the conversation stands; the desk says it in words (`bot/desk/brief.py`)."""
    conversation = turn.conversation
    forms = [*([conversation.open] if conversation.open else []), *reversed(conversation.stack)]
    said = [str(words) for words in conversation.strain.get("said", ())]
    return {
        "forms": [_form(form) for form in forms],
        "said": [words for words in said if words != turn.message.text][-SAID:],
        "failures": max([conversation.failures, *(form.tries for form in forms)]),
        "strain": int(conversation.strain.get("points", 0)),
        "shown": refs(screens(conversation.shown, turn.now, conversation.resident_id))[:SAID],
    }


def _form(form: OpenForm) -> dict[str, Any]:
    stored = form.dump()
    return {"form": stored["form"], "values": stored["values"], "asked": stored["asked"]}
