"""Plain answers to what was said unasked: noted, let rest, another time, once more, which of two, never again."""

from datetime import datetime

from actions.conversation.muted import mute, unmute
from actions.job import Payload
from actions.offer import KINDS, find, refuse
from actions.quiet import put_off, quiet_of
from actions.reply import Button, Reply
from actions.telling import load_tell
from actions.turn import Turn, Work
from actions.wording import at
from nlu.retort import is_soon
from nlu.types import Moment


def noted(turn: Turn) -> Reply:
    """Take a yes to something that only was to be known."""
    return turn.say("offer.noted")


def declined(turn: Turn) -> Reply:
    """Let it rest."""
    return turn.say("offer.declined")


def later(turn: Turn) -> Reply:
    """Say it again at the time that was named, else at this time tomorrow; never at night."""
    known = find(turn.conversation.offers, turn.argument)
    if known is None:
        return turn.say("offer.gone")
    due, until = later_at(turn), known["tell"]["until"]
    if until and due >= datetime.fromisoformat(until):
        return turn.say("offer.too_late")
    turn.schedule("tell", due, key=f"{known['id']}:{due.isoformat()}", **known["tell"])
    return turn.say("offer.later", when=at(due, turn.now, turn.lang))


def later_at(turn: Turn) -> datetime:
    """Return when "later" is, by the words of the message."""
    named = turn.value("time")
    when = named if isinstance(named, Moment) else None
    return put_off(turn.now, quiet_of(turn.community.settings), when, soon=is_soon(turn.message.text))


def about(turn: Turn) -> Reply:
    """Answer a question about it with what was said, and the way to a person for what that does not answer."""
    known = find(turn.conversation.offers, turn.argument)
    if known is None:
        return turn.say("offer.gone")
    said = known["tell"]["reply"]["text"][0]
    person = turn.person_button()
    private = bool(known["tell"]["reply"]["private"])
    return turn.say("offer.about", private=private, said=said).with_buttons(person)


def which(turn: Turn) -> Reply:
    """Ask which of several things said side by side is meant; the argument is what was answered."""
    kind = turn.argument
    open_ones = [known for known in turn.conversation.offers if not known["over"]]
    if kind not in KINDS or not open_ones:
        return turn.say("offer.gone")
    for known in open_ones:
        known["asked"] = kind
    return turn.say("offer.which").with_buttons(*(Button(known["subject"], known[kind]) for known in open_ones))


def stop(turn: Turn) -> Reply:
    """Keep that this kind of thing is not to be said again."""
    known = find(turn.conversation.offers, turn.argument)
    if known is None or turn.resident is None:
        return turn.say("offer.declined")
    turn.conversation.offers = refuse(turn.conversation.offers, known["topic"], turn.now)
    refused = mute(turn, turn.resident.id, known["topic"])
    back = turn.handler_button("button.tell_again", "tell_again", known["topic"])
    return turn.done("done.muted", refused.ref, title=known["title"]).with_buttons(back)


def tell_again(turn: Turn) -> Reply:
    """Take a refusal back; the argument is its topic."""
    if turn.resident is not None:
        unmute(turn, turn.resident.id, turn.argument)
    turn.conversation.offers = [known for known in turn.conversation.offers if not known["refused"]]
    return turn.say("offer.told_again")


def tell_now(work: Work, payload: Payload) -> None:
    """Say what waited for the morning, for tomorrow, or for the time that was promised."""
    work.effects.wishes.append(load_tell(payload))
