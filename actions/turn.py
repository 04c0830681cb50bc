from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from sqlalchemy import Select, bindparam, false, select
from sqlalchemy.orm import Session

from actions.effect import Command, Effects
from actions.event import Event
from actions.job import Planned
from actions.message import Message
from actions.people import Community, Occupancy, Resident, Staff
from actions.place import Home
from actions.reply import Button, Reply, Text
from actions.state import Conversation
from actions.table import CommunityTable
from actions.texts import load_texts
from nlu.types import Certainty, Intent, Understanding

if TYPE_CHECKING:
    from actions.form import Form
    from actions.slot import Value


T = TypeVar("T", bound=CommunityTable)
_TIES = (  # built once, as most turns ask it
    select(Occupancy, Home)
    .join(Home, Home.id == Occupancy.home_id)
    .where(Occupancy.resident_id == bindparam("who"))
    .order_by(Home.name)
)
SHARED = "actions.conversation"  # its texts hold the sentences that every scenario shares


class Prover(Protocol):
    """Asks for a second factor, and knows whether a code reaches the speaker."""

    def reaches(self, turn: "Turn") -> bool:
        """Say whether a code can be sent to the speaker, or they have just proved who they are."""
        ...

    def ask(self, turn: "Turn", form: "Form") -> Reply:
        """Ask for a second factor for the open form, or do it where there is one already."""
        ...


@dataclass(kw_only=True)
class Work:
    """What a job, a listener or the desk works with: the database, the community, the clock, and wishes."""

    db: Session
    community: Community
    now: datetime  # aware, in the community's zone
    package: str  # of the scenario at work: whose texts are spoken
    lang: str = "zh"
    effects: Effects = field(default_factory=Effects)
    events: list[Event] = field(default_factory=list)
    planned: list[Planned] = field(default_factory=list)

    @property
    def scenario(self) -> str:
        """Name of the scenario at work."""
        return self.package.rpartition(".")[2]

    def enter(self, package: str) -> None:
        """Let another scenario work on; the commands wished for until now stay those of the one before."""
        wishes = self.effects.wishes
        for place, wish in enumerate(wishes):
            if isinstance(wish, Command) and not wish.scenario:
                wishes[place] = replace(wish, scenario=self.scenario)
        self.package = package

    def text(self, key: str, /, **values: object) -> Text:
        """Return a sentence of this scenario in the conversation's language."""
        return load_texts(self.package).render(self.lang, key, values)

    def text_in(self, lang: str, key: str, /, **values: object) -> Text:
        """Return a sentence of this scenario in the language of the person it is for."""
        return load_texts(self.package).render(lang, key, values)

    def shared_text(self, key: str, /, **values: object) -> Text:
        """Return a sentence that every scenario shares: yes, no, sorry."""
        return load_texts(SHARED).render(self.lang, key, values)

    def has_text(self, key: str) -> bool:
        """Say whether this scenario has a sentence."""
        return load_texts(self.package).has(key)

    def emit(self, event: Event) -> None:
        """Tell every scenario that listens, after the commit."""
        self.events.append(event)

    def schedule(self, job: str, due: datetime, *, key: str, **payload: object) -> None:
        """Plan a job of this scenario; the same key again changes nothing."""
        self.planned.append(Planned(f"{self.scenario}.{job}", due, key, payload))

    def ours(self, table: type[T]) -> Select[T]:
        """Start a query about the community's rows."""
        return select(table).where(table.community_id == self.community.id)


@dataclass(kw_only=True)
class Turn(Work):
    """One turn of a conversation, as a handler sees it.

    A handler reads and writes rows through `db`, wishes through `effects`, and returns a Reply. It never sends, never
    commits and never waits for a network.
    """

    message: Message
    conversation: Conversation
    resident: Resident | None
    understanding: Understanding | None = None
    staff: Staff | None = None  # who speaks from a chat that a member of staff has tied to themselves
    argument: str = ""  # of the button that was pressed, or of the outcome
    prover: Prover | None = None  # the engine's; None where nobody can prove anything
    _known_ties: "list[tuple[Occupancy, Home]] | None" = None

    @property
    def occupancies(self) -> Sequence[Occupancy]:
        """The speaker's ties to homes that hold today."""
        return [occupancy for occupancy, _ in self._ties()]

    @property
    def homes(self) -> Sequence[Home]:
        """The speaker's homes, in the order of their names."""
        return list({home.id: home for _, home in self._ties()}.values())

    def _ties(self) -> "list[tuple[Occupancy, Home]]":
        """Read once a turn. No cached_property: in Python 3.11 all turns of all threads would share its lock."""
        if self._known_ties is None:
            self._known_ties = self._read_ties() if self.resident is not None else []
        return self._known_ties

    def _read_ties(self) -> "list[tuple[Occupancy, Home]]":
        assert self.resident is not None, "a stranger has no homes"  # noqa: S101
        rows = self.db.execute(_TIES, {"who": self.resident.id}).all()
        return [(tie, home) for tie, home in rows if tie.until is None or tie.until >= self.now.date()]

    def mine(self, table: type[T]) -> Select[T]:
        """Start a query about the speaker's own rows: of their homes, or their own. An unknown speaker has none."""
        query = self.ours(table)
        if self.resident is None:
            return query.where(false())
        columns = table.__table__.columns
        if "home_id" in columns:
            return query.where(columns["home_id"].in_([home.id for home in self.homes]))
        return query.where(columns["resident_id"] == self.resident.id)

    def say(self, key: str, /, *, private: bool = False, **values: object) -> Reply:
        """Say a sentence."""
        return Reply(text=self.text(key, **values), private=private)

    def ask(self, slot: str, key: str, /, *buttons: Button, **values: object) -> Reply:
        """Ask for a slot; the answer comes to the open form."""
        return Reply(text=self.text(key, **values), asks=slot, buttons=buttons)

    def done(self, key: str, record: str, /, *, private: bool = False, **values: object) -> Reply:
        """Say that something was done, with the record ("kind:key") that proves it."""
        return Reply.done(self.text(key, **values), record, private=private)

    def start(self, form: "Form", **values: "Value") -> Reply:
        """Open a form with what is known already, and ask its first question (or finish it)."""
        from actions.form import start

        return start(self, form, values)

    @property
    def reachable(self) -> bool:
        """Say whether a second factor can be asked of the speaker."""
        return self.prover is not None and self.prover.reaches(self)

    def prove(self, form: "Form") -> Reply:
        """Ask for a second factor before the open form is submitted."""
        if self.prover is None:
            raise RuntimeError(f"{form.full_name} needs a second factor, and nobody here asks for one")
        return self.prover.ask(self, form)

    def button(self, label_key: str, value: str, /, **values: object) -> Button:
        """Make a button with a label of this scenario's texts."""
        return Button(str(self.text(label_key, **values)), value)

    def person_button(self) -> Button:
        """Make the button that calls a person."""
        return Button(str(self.shared_text("person_button")), "start:human_handoff")

    def handler_button(self, label_key: str, handler: str, argument: str = "", /, **values: object) -> Button:
        """Make a button that calls a handler of this scenario with an argument."""
        return self.button(label_key, f"call:{self.scenario}.{handler}:{argument}", **values)

    @property
    def intents(self) -> Iterator[Intent]:
        """What the message may mean, best first."""
        return iter(self.understanding.intents if self.understanding else ())

    @property
    def sure(self) -> bool:
        """Say whether understanding trusts its first intent."""
        return self.understanding is not None and self.understanding.certainty is Certainty.SURE

    def value(self, slot: str) -> "Value":
        """Return the value that the message holds for a slot, or None."""
        return self.understanding.value(slot) if self.understanding else None
