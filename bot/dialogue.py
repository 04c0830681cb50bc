"""Carries a policy step out: calls the handler or moves the form on, and comes back to what was interrupted."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from actions.form import Form, advance, fill
from actions.message import MessageKind
from actions.pictures import waiting
from actions.reference import LATELY
from actions.registry import Registry
from actions.reply import Button, Reply, Request
from actions.scenario import Handler, Scenario
from actions.texts import load_texts
from actions.turn import SHARED, Turn
from bot.coming_back import and_back, resumed
from bot.crew import pass_on
from bot.elsewhere import cannot_here, help_here, not_here, title_of
from bot.in_form import STEPS
from bot.moves import Command, Move, is_allowed
from bot.policy import PERSON, standing
from bot.said import SMALL
from nlu.types import Certainty, Intent, Understanding

HELP = "help"
PICTURED = "repair_report"  # what a picture without words is most likely about
NO_CHOICE = SMALL | {PERSON}  # a person is offered anyway
Said = tuple[Command, list[Reply]]
_MOST_PUT_OFF = 3  # parts of messages that are kept to be asked about
CHOICES = 3  # what a clarifying question offers at most


def respond(turn: Turn, commands: Sequence[Command], registry: Registry) -> list[Reply]:
    """Carry commands out, in order, and return what is said: one question at most, and that at the end."""
    dropped = turn.conversation.dropped
    now = [command for command in commands if command.move is not Move.KEEP]
    for command in commands:
        if command.move is Move.KEEP:
            _keep(turn, command, registry)
    said = _all_carried(turn, now, registry) if now else []
    if turn.conversation.dropped is dropped and not turn.conversation.owner:
        turn.conversation.dropped = None  # who thinks again does so at once
    return [*said, *_what_else(turn, said, registry)]


def _all_carried(turn: Turn, commands: Sequence[Command], registry: Registry) -> list[Reply]:
    if len(commands) == 1 and commands[0].meant is None:
        return _carried(turn, commands[0], registry)
    message, understanding, serial = turn.message, turn.understanding, turn.conversation.serial
    said: list[Said] = []
    for number, command in enumerate(commands):
        assert command.meant is not None, "each of several commands has its part of the message"  # noqa: S101
        _set_aside(turn, serial)
        files = () if number else message.files
        turn.message, turn.understanding = replace(message, text=command.meant.text, files=files), command.meant
        resume = command.resume and len(commands) == 1
        said.append((command, _carried(turn, replace(command, resume=resume), registry)))
    turn.message, turn.understanding = message, understanding
    if turn.conversation.open is None:
        turn.conversation.close()
    if len(said) == 1:
        return said[0][1]
    return _in_turn(turn, said, serial, registry)


def _set_aside(turn: Turn, serial: int) -> None:
    """Let a form that this message has opened wait, so that another request of the same kind does not replace it."""
    talk = turn.conversation
    if talk.open and talk.open.serial > serial:
        talk.stack, talk.open = [*talk.stack, talk.open], None


def _in_turn(turn: Turn, said: list[Said], serial: int, registry: Registry) -> list[Reply]:
    """Let the first request ask its question; the others say what they have to say and wait for theirs."""
    last = said[-1][1][-1:]
    talk = turn.conversation
    first_asks = talk.asks_first_of(serial)
    answered = said[0][1][-1:] if said[0][0].move is not Move.ANSWER else []
    if last and last[0].asks and not first_asks:  # the only question, and it stands at the end
        said[-1] = (said[-1][0], said[-1][1][:-1])
    elif answered and answered[0].asks and talk.open and talk.open.serial <= serial:
        last = answered  # what an answer led to, such as why it cannot be used, is not lost behind the other request
        said[0] = (said[0][0], said[0][1][:-1])
    elif talk.open:
        last = [resumed(turn, registry, "one_by_one" if first_asks else "resume_plain")]
    else:
        last = []
    held = [
        _held(turn, command, reply, registry)
        for command, replies in said
        for reply in replies
        if not reply.asks or reply.lead is not None or command.move is Move.ANSWER
    ]
    return [*held, *last]


def _held(turn: Turn, command: Command, reply: Reply, registry: Registry) -> Reply:
    """Return what a reply says without its question."""
    if not reply.asks:
        return reply
    buttons = tuple(button for button in reply.buttons if "@" not in button.value)
    if reply.lead is not None:
        return replace(reply, text=reply.lead, asks=None, lead=None, buttons=buttons)
    return Reply(text=turn.shared_text("noted", what=label_of(turn, command.name, registry)))


def _carried(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    """Carry one command out, or refuse it as a whole where the conversation does not stand for it."""
    closed = _close_absent(turn, command, registry)
    if closed and (command.move not in _OF_ITS_OWN or command.name in SMALL):
        return [*closed, *([resumed(turn, registry)] if turn.conversation.open else [])]
    if not is_allowed(command, turn.conversation):
        return [*closed, *_refused(turn, registry)]
    replies = [*closed, *_MOVES[command.move](turn, command, registry)]
    wanted = [reply.then for reply in replies if reply.then is not None and reply.then.intent in registry.answers]
    for request in wanted:  # its question comes first; what it interrupted is come back to after it
        replies = [reply for reply in replies if not reply.asks]
        replies += _served_then(turn, request, registry)
    if command.move not in _STUCK and command.name != "out_of_scope":
        turn.conversation.failures = 0
    if (command.resume or wanted) and turn.conversation.open and not any(reply.asks for reply in replies):
        replies.append(resumed(turn, registry))
    return replies


def _served_then(turn: Turn, request: Request, registry: Registry) -> list[Reply]:
    """Serve what the resident had wanted before something came between."""
    intents = (Intent(request.intent, 1.0),)
    turn.message = replace(turn.message, kind=MessageKind.TEXT, text=request.words, files=())
    turn.understanding = Understanding(request.words, turn.lang, intents, Certainty.SURE, request.entities)
    return _answer(turn, Command(Move.ANSWER, request.intent), registry)


def _keep(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    """Keep what was not understood beside another request."""
    words = command.meant.text if command.meant else turn.message.text
    kept = turn.conversation.put_off
    turn.conversation.put_off = [*kept, [words[:500], command.name, turn.now.isoformat()]][-_MOST_PUT_OFF:]
    return []


def _what_else(turn: Turn, said: Sequence[Reply], registry: Registry) -> list[Reply]:
    """Ask about what was not understood beside another request, once that one has no question any more."""
    talk = turn.conversation
    lately = [one for one in talk.put_off if turn.now - datetime.fromisoformat(one[2]) <= LATELY]
    talk.put_off = lately
    if not lately or talk.open or talk.owner or not said or any(reply.asks for reply in said):
        return []
    (words, intent, _), *talk.put_off = lately
    talk.unclear = words
    served = intent in registry.answers and intent not in NO_CHOICE
    buttons = (Button(label_of(turn, intent, registry), f"start:{intent}"),) if served else ()
    key = "what_else_maybe" if served else "what_else"
    what = label_of(turn, intent, registry) if served else ""
    return [Reply(text=turn.shared_text(key, words=words, what=what), buttons=(*buttons, turn.person_button()))]


def _reopen(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    """Go on with what was dropped a moment ago."""
    dropped = turn.conversation.dropped
    if dropped is None or dropped.form not in registry.forms:
        return [Reply(text=turn.shared_text("nothing_open"))]
    opened = turn.conversation.begin(dropped.form, dropped.values)
    opened.asked, opened.confirming = dropped.asked, dropped.confirming
    return [resumed(turn, registry, "goes_on")]


def _refused(turn: Turn, registry: Registry) -> list[Reply]:
    if turn.conversation.owner:
        return []
    return [resumed(turn, registry) if turn.conversation.open else Reply(text=turn.shared_text("nothing_open"))]


def _close_absent(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    """Drop the forms of scenarios that are no longer served here, and say so where the open one was among them."""
    stands = standing(turn.conversation, registry)
    if command.move is Move.DESK or stands is turn.conversation:
        return []
    dropped, turn.conversation.open = turn.conversation.open, stands.open
    turn.conversation.stack = stands.stack
    if dropped is None or dropped.form in registry.forms:
        return []
    name = dropped.form.partition(".")[0]
    off = registry.off.get(name)
    said = turn.shared_text("switched_off.form", title=title_of(turn, off)) if off else turn.shared_text("removed_form")
    if name in registry.elsewhere:
        said = turn.shared_text("not_at_kiosk.form")
    return [Reply(text=said, buttons=(turn.person_button(),))]


def _desk(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    pass_on(turn)
    return []


def _answer(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    found = registry.answers.get(command.name)
    if found is None:
        return _clarify(turn, command, registry)
    before = turn.conversation.open
    reply = help_here(turn, registry) if command.name == HELP and registry.elsewhere else _call(turn, *found)
    if command.name == "out_of_scope":
        turn.conversation.failures += 1
        reply = cannot_here(turn, reply) if registry.elsewhere else reply
    return and_back(turn, registry, before, reply, interrupted=command.resume)


def _press(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    scenario_name, _, handler_name = command.name.partition(".")
    scenario = registry.scenarios.get(scenario_name)
    handler = scenario.calls.get(handler_name) if scenario else None
    if scenario_name in registry.off:
        return [_not_served_here(turn, registry.off[scenario_name], registry)]
    if scenario is None or handler is None:
        return _expired(turn, command, registry)
    turn.argument = command.argument
    before = turn.conversation.open
    return and_back(turn, registry, before, _call(turn, scenario, handler), interrupted=False)


def _expired(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    return [Reply(text=turn.shared_text("expired_button"))]


def _cancel(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    opened = turn.conversation.open
    if opened is None:
        found = registry.answers.get("cancel")
        return [_call(turn, *found)] if found else [Reply(text=turn.shared_text("nothing_open"))]
    scenario, form = registry.forms[opened.form]
    waiting = turn.conversation.close()
    turn.conversation.dropped = None if opened.of_danger else opened
    turn.enter(scenario.package)
    replies = [form.on_cancel(turn) if form.on_cancel else Reply(text=turn.shared_text("cancelled"))]
    if waiting:
        replies.append(resumed(turn, registry))
    return replies


def _clarify(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    turn.conversation.failures += 1
    turn.conversation.unclear = turn.message.text[:500]
    if turn.understanding is None or not turn.understanding.text.strip():
        return [Reply(text=turn.shared_text("not_text"))]
    names = [intent.name for intent in turn.intents if intent.name in registry.answers and intent.name not in NO_CHOICE]
    if PICTURED in registry.answers and waiting(turn):  # most pictures show what is broken
        names = [PICTURED, *(name for name in names if name != PICTURED)]
    buttons = tuple(Button(label_of(turn, name, registry), f"start:{name}") for name in names[:CHOICES])
    sorry = "sorry_plain" if registry.elsewhere else "sorry_again"  # its examples may be what is served elsewhere
    key = "clarify" if buttons else sorry
    return [Reply(text=turn.shared_text(key), buttons=(*buttons, turn.person_button()))]


def _offer_person(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    turn.conversation.failures += 1
    return [Reply(text=turn.shared_text("offer_person"), buttons=(turn.person_button(),))]


def _not_served(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    scenario = registry.not_served(command.name)
    return [_not_served_here(turn, scenario, registry)] if scenario else _clarify(turn, command, registry)


def _not_served_here(turn: Turn, scenario: Scenario, registry: Registry) -> Reply:
    if scenario.name in registry.elsewhere:
        return not_here(turn, scenario)
    said = turn.shared_text("switched_off.intent", title=title_of(turn, scenario))
    return Reply(text=said, buttons=(turn.person_button(),))


def label_of(turn: Turn, intent: str, registry: Registry) -> str:
    """Return the short name of an intent, from its scenario's texts or the shared ones."""
    key = f"intent.{intent}"
    for package in (registry.answers[intent][0].package, SHARED):
        texts = load_texts(package)
        if texts.has(key):
            return texts.render(turn.lang, key, {})
    return title_of(turn, registry.answers[intent][0])


def _call(turn: Turn, scenario: Scenario, answer: Handler | Form) -> Reply:
    turn.enter(scenario.package)
    if isinstance(answer, Form):
        opened = turn.conversation.open
        if opened and opened.form == answer.full_name:
            complaint = fill(turn, answer, opened)
            return complaint or advance(turn, answer)
        return turn.start(answer)
    return answer(turn)


_STUCK = frozenset({Move.CLARIFY, Move.OFFER_PERSON, Move.DESK})
_OF_ITS_OWN = frozenset({Move.ANSWER, Move.PRESS, Move.DESK})  # steps that need no form to make sense
_MOVES: dict[Move, Callable[[Turn, Command, Registry], list[Reply]]] = {
    **STEPS,
    Move.DESK: _desk,
    Move.ANSWER: _answer,
    Move.PRESS: _press,
    Move.EXPIRED: _expired,
    Move.CANCEL: _cancel,
    Move.CLARIFY: _clarify,
    Move.OFFER_PERSON: _offer_person,
    Move.KEEP: _keep,
    Move.REOPEN: _reopen,
    Move.NOT_SERVED: _not_served,
}
