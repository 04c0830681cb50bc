"""A wish to tell somebody something, kept as JSON until its time has come."""

from datetime import datetime, timedelta
from typing import Any

from actions.effect import Tell, Why
from actions.offer import Offer
from actions.reference import load_shown
from actions.reply import Button, Reply, Text

Json = dict[str, Any]
TELL = "conversation.tell"  # the job that says it


def dump_tell(tell: Tell) -> Json:
    """Make a wish fit for a JSON column."""
    return {
        "resident": tell.resident_id,
        "reply": _reply_out(tell.reply),
        "conversation": tell.conversation_id,
        "author": tell.author,
        "why": tell.why,
        "offer": _offer_out(tell.offer) if tell.offer else None,
        "plain": _reply_out(tell.plain) if tell.plain else None,
        "until": tell.until.isoformat() if tell.until else None,
    }


def load_tell(stored: Json) -> Tell:
    """Read a wish back."""
    return Tell(
        stored["resident"],
        _reply_in(stored["reply"]),
        conversation_id=stored["conversation"],
        author=stored["author"],
        why=Why(stored["why"]),
        offer=_offer_in(stored["offer"]) if stored["offer"] else None,
        plain=_reply_in(stored["plain"]) if stored["plain"] else None,
        until=datetime.fromisoformat(stored["until"]) if stored["until"] else None,
    )


def _reply_out(reply: Reply) -> Json:
    text = reply.text
    return {
        "text": [str(text), text.spoken, text.claim],
        "buttons": [[button.label, button.value] for button in reply.buttons],
        "record": reply.record,
        "private": reply.private,
        "shows": [row.dump() for row in reply.shows],
    }


def _reply_in(stored: Json) -> Reply:
    words, spoken, claim = stored["text"]
    buttons = tuple(Button(label, value) for label, value in stored["buttons"])
    text = Text(words, claim=claim, spoken=spoken)
    shows = tuple(load_shown(row) for row in stored.get("shows", ()))  # an older version kept none
    return Reply(text=text, buttons=buttons, record=stored["record"], private=stored["private"], shows=shows)


def _offer_out(offer: Offer) -> Json:
    answers = {name: getattr(offer, name) for name in ("topic", "title", "subject", "yes", "no", "later", "about")}
    more = {"answered_by": list(offer.answered_by), "asked": offer.asked, "said": dict(offer.said)}
    return answers | more | {"keeps": offer.keeps.total_seconds()}


def _offer_in(stored: Json) -> Offer:
    more = {"answered_by": tuple(stored["answered_by"]), "keeps": timedelta(seconds=stored["keeps"])}
    return Offer(**(stored | more))
