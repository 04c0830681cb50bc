from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from actions.message import MessageKind
from actions.proof import AGAIN, BY_STAFF, Guard
from actions.reply import Button, Do, Reply
from actions.slot import Answer, Slot, Unusable, Value, Values
from actions.state import OpenForm

if TYPE_CHECKING:
    from actions.turn import Turn

TRIES = 2  # answers that did not help before a person is offered


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What has to be known before something can be done, and how it is asked for.

    `submit(turn, values)` does it. With `confirm` the sentence of that key is read back first and a yes is awaited;
    with `guard` a yes is not enough (`actions/proof.py`). Where no code can be sent, a member of staff confirms what
    was read back, or `by_staff`, where there is one, lays the wish before them without a question.
    Questions are the sentences `ask.SLOT` (or `FORM.ask.SLOT` where a scenario has several forms).
    """

    name: str
    package: str
    slots: tuple[Slot, ...]
    submit: "Callable[[Turn, Values], Reply]"
    intent: str = ""  # the request it belongs to, where that is answered by a function and not by the form itself
    confirm: str | None = None
    summary: "Callable[[Turn, Values], Mapping[str, object]] | None" = None  # values of the confirm sentence
    known: "Callable[[Turn, Values], Mapping[str, object]] | None" = (
        None  # values of the questions: what was heard so far
    )
    about: "Callable[[Turn, Values], str] | None" = None  # a few words for "we were speaking of ..."
    on_cancel: "Callable[[Turn], Reply] | None" = None  # what is said (and undone) when the resident stops it
    guard: Guard | None = None  # why a yes is not enough
    by_staff: "Callable[[Turn, Values], Reply] | None" = None  # in place of submit, where no code can be sent

    @property
    def full_name(self) -> str:
        """Scenario and form: repairs.report."""
        return f"{self.package.rpartition('.')[2]}.{self.name}"

    def slot(self, name: str) -> Slot:
        """Return a slot by name."""
        return next(slot for slot in self.slots if slot.name == name)


def start(turn: "Turn", form: Form, values: Mapping[str, Value]) -> Reply:
    """Open a form, take from the message what it says already, and go on."""
    opened = turn.conversation.begin(form.full_name, dict(values))
    complaint = fill(turn, form, opened)
    return complaint or advance(turn, form)


def fill(turn: "Turn", form: Form, opened: OpenForm, *, correcting: bool = False) -> Reply | None:
    """Read every slot the message answers into the open form; return a complaint where a value cannot be used.

    A slot that is known stays unless it was asked for, is being corrected or is `renewed`; a list (of photos) grows.
    """
    for slot in form.slots:
        asked, known = opened.asked == slot.name, opened.values.get(slot.name)
        stays = slot.name in opened.values and not isinstance(known, list) and not slot.renewed
        if stays and not asked and not correcting:
            continue
        value = slot.read(answer_of(turn, asked=asked and not correcting))  # "no, that is wrong" is no new value
        if value is None:
            continue
        try:
            new = slot.check(turn, value) if slot.check else value
        except Unusable as refusal:
            opened.asked = slot.name
            return _question(turn, form, slot, refusal.key, refusal.values)
        opened.values[slot.name] = [*known, *new] if isinstance(known, list) and isinstance(new, list) else new
    return None


def answer_of(turn: "Turn", *, asked: bool) -> Answer:
    """Return what was just said as a slot reads it."""
    recording = turn.message.kind is MessageKind.VOICE  # its words count, and it is no picture
    return Answer(turn.message.text, turn.understanding, () if recording else turn.message.files, asked)


def advance(turn: "Turn", form: Form, *, agreed: bool = False) -> Reply:
    """Ask the next question, read back for a yes, or do it; what is guarded needs a plain yes and then a proof."""
    opened = turn.conversation.open
    assert opened is not None, "advance needs an open form"  # noqa: S101
    missing = next_slot(form, opened.values)
    if missing is not None:
        opened.asked = missing.name
        return question(turn, form)
    opened.asked = None
    guarded = form.guard is Guard.FACTOR
    if guarded and opened.proof:
        return ask_proof(turn, opened)
    if guarded and form.by_staff and not turn.reachable:
        turn.conversation.close()
        return form.by_staff(turn, opened.values)
    if form.confirm and not (opened.confirming and (agreed or not guarded)):
        opened.confirming = True
        return read_back(turn, form)
    if guarded:
        return turn.prove(form)
    turn.conversation.close()
    return form.submit(turn, opened.values)


def next_slot(form: Form, values: Mapping[str, Value]) -> Slot | None:
    """Return the first slot that is neither known nor declined."""
    return next((slot for slot in form.slots if slot.name not in values and slot.needed(values)), None)


def question(turn: "Turn", form: Form) -> Reply:
    """Ask (again) what the open form is waiting for."""
    opened = turn.conversation.open
    assert opened is not None, "question needs an open form"  # noqa: S101
    if opened.proof:
        return ask_proof(turn, opened)
    if opened.confirming:
        return read_back(turn, form)
    slot = form.slot(opened.asked or form.slots[0].name)
    specific = f"{form.name}.ask.{slot.name}"
    known = form.known(turn, opened.values) if form.known else {}
    return _question(turn, form, slot, specific if turn.has_text(specific) else f"ask.{slot.name}", known)


def read_back(turn: "Turn", form: Form) -> Reply:
    """Read back what will be done and ask for a yes."""
    opened = turn.conversation.open
    assert opened is not None, "read_back needs an open form"  # noqa: S101
    values = dict(form.summary(turn, opened.values)) if form.summary else dict(opened.values)
    reply = turn.ask("confirm", form.confirm or "confirm", **values)
    yes_no = (Button(turn.shared_text("yes"), "say:affirm"), Button(turn.shared_text("no"), "say:deny"))
    return reply.with_buttons(*(_stamp(button, opened) for button in yes_no))


def ask_proof(turn: "Turn", opened: OpenForm, key: str = "asked", **values: object) -> Reply:
    """Ask (again) for the code that was sent."""
    text = turn.shared_text(f"proof.{key}", tail=opened.proof["tail"], **values)
    wishes = [Button(str(turn.shared_text(f"proof.button.{wish}")), f"{Do.PROVE}:{wish}") for wish in (AGAIN, BY_STAFF)]
    return Reply(text=text, asks="code", buttons=tuple(_stamp(button, opened) for button in wishes), private=True)


def _question(turn: "Turn", form: Form, slot: Slot, key: str, values: Mapping[str, object]) -> Reply:
    opened = turn.conversation.open
    buttons = slot.choices(turn) if slot.choices else []
    stamped = tuple(_stamp(button, opened) for button in buttons) if opened else tuple(buttons)
    return replace(turn.ask(slot.name, key, **values), buttons=stamped)


def _stamp(button: Button, opened: OpenForm) -> Button:
    """Tie a button to the question it stands under, so that an old one is recognised."""
    return Button(button.label, f"{button.value}@{opened.serial}")
