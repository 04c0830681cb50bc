"""Carries a policy step out: calls the handler or moves the form on, and comes back to what was interrupted."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from actions.form import TRIES, Form, advance, fill, question
from actions.message import MessageKind
from actions.pictures import waiting
from actions.reference import LATELY
from actions.registry import Registry
from actions.reply import Button, Reply, Request, Text
from actions.scenario import Handler, Scenario
from actions.slot import Unusable
from actions.texts import load_texts
from actions.turn import SHARED, Turn
from bot.answering import SMALL
from bot.crew import pass_on
from bot.elsewhere import help_here, not_here, title_of
from bot.moves import Command, Move, is_allowed
from bot.policy import PERSON, standing
from bot.proving import proved
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
        last = [_resumed(turn, registry, "one_by_one" if first_asks else "resume_plain")]
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
        return [*closed, *([_resumed(turn, registry)] if turn.conversation.open else [])]
    if not is_allowed(command, turn.conversation):
        return [*closed, *_refused(turn, registry)]
    replies = [*closed, *_MOVES[command.move](turn, command, registry)]
    for request in [reply.then for reply in replies if reply.then is not None]:
        replies += _served_then(turn, request, registry)
    if command.move not in _STUCK and command.name != "out_of_scope":
        turn.conversation.failures = 0
    if command.resume and turn.conversation.open and not any(reply.asks for reply in replies):
        replies.append(_resumed(turn, registry))
    return replies


def _served_then(turn: Turn, request: Request, registry: Registry) -> list[Reply]:
    """Serve what the resident had wanted before something came between."""
    if request.intent not in registry.answers:
        return []
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
    return [Reply(text=turn.shared_text(key, words=words, what=what), buttons=(*buttons, _person(turn)))]


def _reopen(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    """Go on with what was dropped a moment ago."""
    dropped = turn.conversation.dropped
    if dropped is None or dropped.form not in registry.forms:
        return [Reply(text=turn.shared_text("nothing_open"))]
    opened = turn.conversation.begin(dropped.form, dropped.values)
    opened.asked, opened.confirming = dropped.asked, dropped.confirming
    return [_resumed(turn, registry, "goes_on")]


def _refused(turn: Turn, registry: Registry) -> list[Reply]:
    if turn.conversation.owner:
        return []
    return [_resumed(turn, registry) if turn.conversation.open else Reply(text=turn.shared_text("nothing_open"))]


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
    return [Reply(text=said, buttons=(_person(turn),))]


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
    return _and_back(turn, registry, before, reply, interrupted=command.resume)


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
    return _and_back(turn, registry, before, _call(turn, scenario, handler), interrupted=False)


def _expired(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    return [Reply(text=turn.shared_text("expired_button"))]


def _fill(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    return _in_form(turn, registry, lambda form: _filled(turn, form, command))


def _filled(turn: Turn, form: Form, command: Command) -> Reply:
    opened = turn.conversation.open
    assert opened is not None, "a step that fills has an open form"  # noqa: S101
    if command.argument:
        complaint = _fill_by_button(turn, form, command.argument)
        return complaint or advance(turn, form)
    before = dict(opened.values)
    complaint = fill(turn, form, opened)
    if complaint is None and opened.values == before and opened.asked:
        return _again(turn, form)
    opened.tries = 0
    reply = complaint or advance(turn, form)
    photo = turn.message.kind is MessageKind.PHOTO and reply.asks is not None
    return _joined(turn, "photo_noted", reply) if photo else reply


def _fill_by_button(turn: Turn, form: Form, argument: str) -> Reply | None:
    opened = turn.conversation.open
    assert opened is not None, "a button of a form has an open form"  # noqa: S101
    name, _, value = argument.partition("=")
    slot = form.slot(name)
    try:
        opened.values[name] = slot.check(turn, value) if slot.check else value
    except Unusable as refusal:
        opened.asked = name
        return turn.ask(name, refusal.key, **refusal.values)
    return None


def _again(turn: Turn, form: Form) -> Reply:
    """Ask the open question once more; after two answers that did not help, offer a person with it."""
    opened = turn.conversation.open
    assert opened is not None, "only an open form is asked again"  # noqa: S101
    opened.tries += 1
    asked = question(turn, form)
    if opened.proof:  # its buttons say what else helps
        return asked
    if opened.tries >= TRIES:
        return _joined(turn, "offer_person", asked).with_buttons(_person(turn))
    return _joined(turn, "sorry_again", asked)


def _correct(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    def corrected(form: Form) -> Reply:
        opened = turn.conversation.open
        assert opened is not None, "a correction has an open form"  # noqa: S101
        before = dict(opened.values)
        if command.argument:
            complaint = _fill_by_button(turn, form, command.argument)
        else:
            complaint = fill(turn, form, opened, correcting=True)
        if complaint is None and opened.values == before and not command.argument:
            return _again(turn, form)
        opened.confirming = False
        turn.conversation.spend(opened)
        return complaint or advance(turn, form)

    return _in_form(turn, registry, corrected)


def _skip(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    def skipped(form: Form) -> Reply:
        opened = turn.conversation.open
        assert opened is not None and opened.asked is not None, "only an open question is skipped"  # noqa: S101, PT018
        if not form.slot(opened.asked).optional:
            return _again(turn, form)
        opened.values[opened.asked] = None
        return advance(turn, form)

    return _in_form(turn, registry, skipped)


def _confirm(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    return _in_form(turn, registry, lambda form: advance(turn, form, agreed=True))


def _prove(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    return _in_form(turn, registry, lambda form: proved(turn, form, command.argument))


def _decline(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    """A no to what was read back: what else the message says corrects it, a bare no drops it."""

    def declined(form: Form) -> Reply:
        opened = turn.conversation.open
        assert opened is not None, "only an open form is declined"  # noqa: S101
        before = dict(opened.values)
        complaint = fill(turn, form, opened, correcting=True)
        if complaint or opened.values != before:
            opened.confirming = False
            return complaint or advance(turn, form)
        turn.conversation.close()
        return form.on_cancel(turn) if form.on_cancel else Reply(text=turn.shared_text("cancelled"))

    return _in_form(turn, registry, declined)


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
        replies.append(_resumed(turn, registry))
    return replies


def _reask(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    return _in_form(turn, registry, lambda form: _again(turn, form))


def _wait(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    return _in_form(turn, registry, lambda form: _joined(turn, "take_your_time", question(turn, form)))


def _clarify(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    turn.conversation.failures += 1
    turn.conversation.unclear = turn.message.text[:500]
    if turn.understanding is None or not turn.understanding.text.strip():
        return [Reply(text=turn.shared_text("not_text"))]
    names = [intent.name for intent in turn.intents if intent.name in registry.answers and intent.name not in NO_CHOICE]
    if PICTURED in registry.answers and waiting(turn):  # most pictures show what is broken
        names = [PICTURED, *(name for name in names if name != PICTURED)]
    buttons = tuple(Button(label_of(turn, name, registry), f"start:{name}") for name in names[:CHOICES])
    key = "clarify" if buttons else "sorry_again"
    return [Reply(text=turn.shared_text(key), buttons=(*buttons, _person(turn)))]


def _offer_person(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    turn.conversation.failures += 1
    return [Reply(text=turn.shared_text("offer_person"), buttons=(_person(turn),))]


def _not_served(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    scenario = registry.not_served(command.name)
    return [_not_served_here(turn, scenario, registry)] if scenario else _clarify(turn, command, registry)


def _not_served_here(turn: Turn, scenario: Scenario, registry: Registry) -> Reply:
    if scenario.name in registry.elsewhere:
        return not_here(turn, scenario)
    said = turn.shared_text("switched_off.intent", title=title_of(turn, scenario))
    return Reply(text=said, buttons=(_person(turn),))


def label_of(turn: Turn, intent: str, registry: Registry) -> str:
    """Return the short name of an intent, from its scenario's texts or the shared ones."""
    key = f"intent.{intent}"
    for package in (registry.answers[intent][0].package, SHARED):
        texts = load_texts(package)
        if texts.has(key):
            return texts.render(turn.lang, key, {})
    return title_of(turn, registry.answers[intent][0])


def _person(turn: Turn) -> Button:
    return Button(turn.shared_text("person_button"), "start:human_handoff")


def _call(turn: Turn, scenario: Scenario, answer: Handler | Form) -> Reply:
    turn.enter(scenario.package)
    if isinstance(answer, Form):
        opened = turn.conversation.open
        if opened and opened.form == answer.full_name:
            complaint = fill(turn, answer, opened)
            return complaint or advance(turn, answer)
        return turn.start(answer)
    return answer(turn)


def _in_form(turn: Turn, registry: Registry, move: Callable[[Form], Reply]) -> list[Reply]:
    before = turn.conversation.open
    if before is None:
        return [Reply(text=turn.shared_text("nothing_open"))]
    scenario, form = registry.forms[before.form]
    turn.enter(scenario.package)
    return _and_back(turn, registry, before, move(form), interrupted=False)


def _and_back(turn: Turn, registry: Registry, before: object, reply: Reply, *, interrupted: bool) -> list[Reply]:
    """After something is finished, come back to the form that it had interrupted."""
    now_open = turn.conversation.open
    came_back = now_open is not None and now_open is not before and not reply.asks
    if came_back and not interrupted:
        return [reply, _resumed(turn, registry)]
    return [reply]


def _resumed(turn: Turn, registry: Registry, key: str = "resume_plain") -> Reply:
    """Say where we were and ask again."""
    opened = turn.conversation.open
    assert opened is not None, "only an open form is resumed"  # noqa: S101
    scenario, form = registry.forms[opened.form]
    turn.enter(scenario.package)
    if opened.asked is None and not opened.confirming and not opened.proof:
        return advance(turn, form)
    about = form.about(turn, opened.values) if form.about else ""
    if about:
        return _joined(turn, "resume", question(turn, form), what=about)
    return _joined(turn, key, question(turn, form))


def _joined(turn: Turn, key: str, asked: Reply, **values: str) -> Reply:
    """Put a shared sentence before a question, as one message."""
    before = turn.shared_text(key, **values)
    gap = " " if turn.lang == "en" else ""
    spoken, elder = (f"{getattr(before, way)}{gap}{getattr(asked.text, way)}" for way in ("spoken", "elder"))
    text = Text(f"{before}{gap}{asked.text}", spoken=spoken, elder=elder)
    return replace(asked, text=text, lead=asked.lead)


_STUCK = frozenset({Move.CLARIFY, Move.OFFER_PERSON, Move.DESK})
_OF_ITS_OWN = frozenset({Move.ANSWER, Move.PRESS, Move.DESK})  # steps that need no form to make sense
_MOVES: dict[Move, Callable[[Turn, Command, Registry], list[Reply]]] = {
    Move.DESK: _desk,
    Move.ANSWER: _answer,
    Move.PRESS: _press,
    Move.EXPIRED: _expired,
    Move.FILL: _fill,
    Move.CORRECT: _correct,
    Move.SKIP: _skip,
    Move.CONFIRM: _confirm,
    Move.DECLINE: _decline,
    Move.PROVE: _prove,
    Move.CANCEL: _cancel,
    Move.REASK: _reask,
    Move.WAIT: _wait,
    Move.CLARIFY: _clarify,
    Move.OFFER_PERSON: _offer_person,
    Move.KEEP: _keep,
    Move.REOPEN: _reopen,
    Move.NOT_SERVED: _not_served,
}
