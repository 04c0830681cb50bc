from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from actions.event import Event
from actions.form import Form
from actions.job import Job
from actions.people import Community
from actions.reply import Reply
from actions.view import View

if TYPE_CHECKING:
    from actions.loading import Loading
    from actions.ticket import Ticket
    from actions.turn import Turn, Work

Handler = Callable[["Turn"], Reply]
Listener = Callable[["Work", Event], None]
Decision = Callable[["Work", "Ticket", str, str], None]
Names = Mapping[str, Mapping[str, tuple[str, ...]]]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A purpose that needs the resident's consent; its question is the text `consent.NAME`."""

    name: str
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Referring:
    """What can be said of a kind of record after it was shown or done; each names a function of `calls`.

    The function finds the record's key in `turn.argument` and looks it up through `turn.mine`. `point`: it was only
    pointed at; `correct`: it was done and something about it is different, of the `slots`; `undo`: back to how it was;
    `cancel`: it is no longer wanted; `revive`: it was called off and is wanted after all; `photo`: a picture without
    words came just after; `asks`: words (a pattern) that want something else of it; `alone`: words that do so only
    where they are the whole message and it was the last thing shown, as (measure, pattern, call): the measure is
    `Shown.measured` or empty, "<room>" in a pattern any value of that slot; `asked`: questions (patterns) that name
    nothing and are about it while it is spoken of (要不要钱), with no key where several were shown; `beside`: words (a
    pattern) that may stand beside a time which corrects it (周五上午来修吧); `listed`: the speaker asks what they have
    reported, say those of this kind.
    """

    point: str = ""
    correct: str = ""
    undo: str = ""
    cancel: str = ""
    revive: str = ""
    photo: str = ""
    asks: tuple[tuple[str, str], ...] = ()
    alone: tuple[tuple[str, str, str], ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
    beside: str = ""
    listed: str = ""
    slots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """The manifest of one folder: everything the house knows about a scenario.

    `intents` names what residents can mean and the slots that matter for it ("item=vote_item": the lookup is called
    vote_item, because other scenarios mean other things by `item`); `handlers` answers each intent with a
    function or a form; `questions` are the intents that only answer and change nothing; `calls` are the functions that
    buttons and outcomes reach by name. `refers` says by kind of record what may follow once one was shown, `follows`
    which slots alone ask a question again ("and parking?"). `loads` reads sections of a
    community file, `records` lists rows for reports by kind, `names` gives the community's own names to understanding.
    `decides` is asked by kind of ticket before staff move one: `(work, ticket, move, words)`, in the same transaction.
    """

    package: str
    title: Mapping[str, str]
    version: str = "0.1"
    intents: Mapping[str, tuple[str, ...]]
    handlers: Mapping[str, Handler | Form]
    questions: frozenset[str] = frozenset()
    calls: Mapping[str, Handler] = field(default_factory=dict)
    refers: Mapping[str, Referring] = field(default_factory=dict)
    follows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forms: tuple[Form, ...] = ()
    views: tuple[View, ...] = ()
    jobs: tuple[Job, ...] = ()
    listens: Mapping[type[Event], Listener] = field(default_factory=dict)
    decides: Mapping[str, Decision] = field(default_factory=dict)
    consents: tuple[Consent, ...] = ()
    loads: "Mapping[str, Callable[[Loading, list[Any]], None]]" = field(default_factory=dict)
    records: Mapping[str, Callable[[Session, Community], Iterable[Row]]] = field(default_factory=dict)
    exports: Mapping[str, Callable[[Session, Community], Iterable[Row]]] = field(default_factory=dict)
    names: Callable[[Session, Community], Names] | None = None

    @property
    def name(self) -> str:
        """Name of the folder."""
        return self.package.rpartition(".")[2]
