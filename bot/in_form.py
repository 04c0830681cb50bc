"""Carries out what moves an open form on: an answer, a correction, a yes, a no."""

from collections.abc import Callable

from actions.form import TRIES, Form, advance, fill, question
from actions.message import MessageKind
from actions.registry import Registry
from actions.reply import Reply
from actions.slot import Unusable
from actions.turn import Turn
from bot.coming_back import and_back, joined
from bot.moves import Command, Move
from bot.proving import proved


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
    return joined(turn, "photo_noted", reply) if photo else reply


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
        return joined(turn, "offer_person", asked).with_buttons(turn.person_button())
    return joined(turn, "not_understood", asked)


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


def _reask(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    return _in_form(turn, registry, lambda form: _again(turn, form))


def _wait(turn: Turn, command: Command, registry: Registry) -> list[Reply]:
    return _in_form(turn, registry, lambda form: joined(turn, "take_your_time", question(turn, form)))


def _in_form(turn: Turn, registry: Registry, move: Callable[[Form], Reply]) -> list[Reply]:
    before = turn.conversation.open
    if before is None:
        return [Reply(text=turn.shared_text("nothing_open"))]
    scenario, form = registry.forms[before.form]
    turn.enter(scenario.package)
    return and_back(turn, registry, before, move(form), interrupted=False)


STEPS: dict[Move, Callable[[Turn, Command, Registry], list[Reply]]] = {
    Move.FILL: _fill,
    Move.CORRECT: _correct,
    Move.SKIP: _skip,
    Move.CONFIRM: _confirm,
    Move.PROVE: _prove,
    Move.DECLINE: _decline,
    Move.REASK: _reask,
    Move.WAIT: _wait,
}
