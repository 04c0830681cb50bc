from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from actions.reference import Shown
from nlu.types import Entity


class Text(str):
    """A sentence from texts/ (or the words of a named person): the only thing a Reply accepts.

    `claim` is True for sentences that say something was done: they stand under `done:` in the texts file.
    """

    claim: bool
    spoken: str
    elder: str
    __slots__ = ("claim", "elder", "spoken")

    def __new__(cls, text: str, *, claim: bool = False, spoken: str = "", elder: str = "") -> Self:
        """Make a text; `spoken` is how it is said aloud, `elder` how old people read it, where that differs."""
        made = super().__new__(cls, text)
        made.claim = claim
        made.spoken = spoken or text
        made.elder = elder or text
        return made


class UnprovenClaim(ValueError):
    """A sentence says that something was done, and no record proves it."""


class Do:
    """What a button does when pressed; the first part of its value."""

    FILL = "fill"  # fill:SLOT=VALUE  answers the open form
    START = "start"  # start:INTENT   as if the resident had said so
    CALL = "call"  # call:SCENARIO.HANDLER:ARGUMENT
    SAY = "say"  # say:affirm, say:deny, say:cancel: as if the resident had said it
    PROVE = "prove"  # prove:again, prove:staff: in place of the code that is asked for


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its label and value. Typed words always work too.

    >>> Button("水电", "fill:category=plumbing").value
    'fill:category=plumbing'
    """

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Request:
    """Something a resident had asked for: its intent, its words and the values in them."""

    intent: str
    words: str
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the assistant says. Build it with `turn.say`, `turn.ask` or `turn.done`.

    >>> Reply(text=Text("好的。")).record is None
    True
    >>> Reply(text=Text("已登记。", claim=True))
    Traceback (most recent call last):
    ...
    actions.reply.UnprovenClaim: '已登记。' says something was done; give the record that proves it
    """

    text: Text
    buttons: tuple[Button, ...] = ()
    asks: str | None = None  # slot this reply asks for
    record: str | None = None  # "kind:key" of the row that proves a claim
    private: bool = False  # personal facts: never where others see or hear them
    lead: Text | None = None  # what it says before its question; said alone where the question has to wait
    shows: tuple[Shown, ...] = ()  # the records it shows, in their order: what "the second one" means
    then: Request | None = None  # what the resident wanted before something came between: it is served next
    before: Mapping[str, Any] | None = None  # how the record was before it was changed, fit for JSON: for "undo"

    def __post_init__(self) -> None:
        if self.text.claim and not self.record:
            raise UnprovenClaim(f"{str(self.text)!r} says something was done; give the record that proves it")

    @classmethod
    def done(cls, text: Text, record: str, *, private: bool = False) -> Self:
        """Say that something was done, with the record that proves it."""
        return cls(text=text, record=record, private=private)

    def showing(self, *records: Shown, before: Mapping[str, Any] | None = None) -> Self:
        """Return the same reply with the records that it shows, and how what was changed had been before."""
        return replace(self, shows=self.shows + records, before=self.before if before is None else before)

    def with_buttons(self, *buttons: Button) -> Self:
        """Return the same reply with buttons added."""
        return replace(self, buttons=self.buttons + buttons)
