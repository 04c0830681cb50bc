from dataclasses import dataclass, field, replace
from typing import Any, Self

from actions.reply import Button
from actions.slot import Values, decode, encode


@dataclass(slots=True)
class OpenForm:
    """A form that is being filled: what is known, what was asked, whether a yes is awaited."""

    form: str  # scenario.form
    values: Values = field(default_factory=dict)
    asked: str | None = None
    confirming: bool = False
    tries: int = 0  # answers in a row that did not help
    serial: int = 0  # buttons of an earlier question carry an earlier serial
    proof: dict[str, Any] = field(default_factory=dict)  # the code that is waited for: its slip, its tail, tries

    @property
    def of_danger(self) -> bool:
        """Say whether it is an emergency's."""
        return self.form.startswith("emergencies.")

    def dump(self) -> dict[str, Any]:
        """Make it fit for a JSON column."""
        return {
            "form": self.form,
            "values": encode(self.values),
            "asked": self.asked,
            "confirming": self.confirming,
            "tries": self.tries,
            "serial": self.serial,
            "proof": self.proof,
        }

    @classmethod
    def load(cls, stored: dict[str, Any]) -> Self:
        """Read it back."""
        return cls(**(stored | {"values": decode(stored["values"])}))


@dataclass(slots=True)
class Conversation:
    """Where one conversation stands between two messages.

    `open` is the form being filled, `stack` the forms it interrupted (innermost last), `shown` the last
    screens (actions/reference.py), `failures` the messages in a row that were not understood.
    """

    id: str
    channel: str
    thread: str
    lang: str = "zh"
    resident_id: str | None = None
    owner: str | None = None  # id of the member of staff who has taken over
    ticket: str | None = None  # id of the open handoff ticket
    open: OpenForm | None = None
    stack: list[OpenForm] = field(default_factory=list)
    shown: list[Any] = field(default_factory=list)
    failures: int = 0
    serial: int = 0
    unclear: str = ""  # the message behind a clarifying question: a button of it need not be explained again
    put_off: list[list[str]] = field(default_factory=list)  # not understood beside a request: words, intent, when
    dropped: OpenForm | None = None  # what was cancelled a moment ago, for who thinks again
    last: str = ""  # what the assistant said last, for "say it again"
    last_asked: str | None = None
    offered: list[Button] = field(default_factory=list)  # the buttons under it: who types may name one
    strain: dict[str, Any] = field(default_factory=dict)  # how hard it goes (`bot/struggle.py`)
    settings: dict[str, Any] = field(default_factory=dict)  # pace, volume, type size at the kiosk
    offers: list[dict[str, Any]] = field(default_factory=list)  # what was said unasked and may be answered, newest last
    spent: str = ""  # slip of the code that was used, or used up, last: typed again, it does nothing

    def begin(self, form: str, values: Values, *, beside: bool = False) -> OpenForm:
        """Open a form; another one that was open waits on the stack, with `beside` one of the same kind, too."""
        if self.open and (beside or self.open.form != form):
            self.stack.append(self.open)
        self.serial += 1
        self.open = OpenForm(form, dict(values), serial=self.serial)
        return self.open

    def spend(self, form: OpenForm | None) -> None:
        """Let the code that a form waits for count for nothing; typed all the same, it is known for what it is."""
        if form is not None and form.proof:
            self.spent, form.proof = str(form.proof["slip"]), {}

    def close(self) -> OpenForm | None:
        """Close the open form and return the one it had interrupted, which is open again."""
        self.spend(self.open)
        self.open = self.stack.pop() if self.stack else None
        return self.open

    def asks_first_of(self, serial: int) -> bool:
        """Let the first form that was opened after a serial ask first; say whether the order had to be changed."""
        forms = [*self.stack, *([self.open] if self.open else [])]
        new = [form for form in forms if form.serial > serial]
        if len(new) < 2:
            return False
        self.stack = [form for form in forms if form.serial <= serial] + new[:0:-1]
        self.open = new[0]
        return True

    def drop(self) -> None:
        """Forget every open form."""
        for form in (*self.stack, self.open):
            self.spend(form)
        self.open = None
        self.stack = []
        self.put_off = []

    def dump(self) -> dict[str, Any]:
        """Return what changes from turn to turn, fit for a JSON column."""
        return {
            "open": self.open.dump() if self.open else None,
            "stack": [waiting.dump() for waiting in self.stack],
            "shown": self.shown,
            "failures": self.failures,
            "serial": self.serial,
            "unclear": self.unclear,
            "put_off": self.put_off,
            "dropped": self.dropped.dump() if self.dropped else None,
            "last": self.last,
            "last_asked": self.last_asked,
            "offered": [[button.label, button.value] for button in self.offered],
            "strain": self.strain,
            "settings": self.settings,
            "offers": self.offers,
            "spent": self.spent,
        }

    def restored(self, stored: dict[str, Any]) -> "Conversation":
        """Return a copy with a stored state read back."""
        if not stored:
            return self
        opened = OpenForm.load(stored["open"]) if stored["open"] else None
        stack = [OpenForm.load(item) for item in stored["stack"]]
        offered = [Button(label, value) for label, value in stored.get("offered", ())]
        dropped = OpenForm.load(stored["dropped"]) if stored.get("dropped") else None
        return replace(self, **(stored | {"open": opened, "stack": stack, "offered": offered, "dropped": dropped}))
