"""Answers to small talk and to what nobody here can do: short, honest, with a pointer where there is one."""

from actions import aloud, wording
from actions.conversation.handlers import again, examples
from actions.elder import NEED, SETTING
from actions.reply import Button, Reply
from actions.turn import Turn
from nlu import asides
from nlu.asides import Aside

CALLS_A_PERSON = frozenset({Aside.ITSELF, Aside.COMPANY, Aside.INSULT, Aside.OTHERS})  # who may want one instead


def answer(turn: Turn) -> Reply:
    """Answer by what was said; what nobody knows is refused politely and never guessed."""
    kind = asides.subject(turn.message.text)
    match kind:
        case None:
            return turn.say("out_of_scope").with_buttons(*_offered(turn, examples(turn)))
        case Aside.LARGER | Aside.USUAL:
            return _laid_out(turn, large=kind is Aside.LARGER)
        case Aside.TIME:
            return turn.say("aside.time", time=aloud.clock(turn.now.hour, turn.now.minute, turn.lang))
        case Aside.DATE:
            when = turn.now.date() + asides.day_asked(turn.message.text)
            return turn.say("aside.date", day=wording.calendar_day(when, turn.now.date(), turn.lang))
    said = turn.say(f"aside.{kind}")
    return said.with_buttons(*_offered(turn, [turn.person_button()])) if kind in CALLS_A_PERSON else said


def _offered(turn: Turn, buttons: list[Button]) -> list[Button]:
    """Offer nothing beside an open question, which has buttons of its own."""
    return [] if turn.conversation.open else buttons


def _laid_out(turn: Turn, *, large: bool) -> Reply:
    """Answer in short lines from now on, also in the resident's other chats; or no longer."""
    turn.conversation.settings[SETTING] = large
    if not large:
        turn.conversation.settings.pop("pace", None)
    if turn.resident and turn.message.private:
        kept = {name: value for name, value in turn.resident.needs.items() if large or name != "pace"}
        turn.resident.needs = {**kept, NEED: large}
    return again(turn, "larger.begun" if large else "larger.over")
