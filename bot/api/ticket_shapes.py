"""Tickets as staff read and change them."""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Discriminator, Field, RootModel

from actions.people import StaffRole
from actions.ticket import TicketStatus
from bot.api.shapes import AnyWords, Asked, Cursor, Given, Id, Limited, Name, Search, SomeWords

Chosen = Literal["active", "all", "open", "assigned", "paused", "done", "cancelled"]


class TicketsAsked(Asked):
    """Which tickets, newest first."""

    kind: Name | None = Field(None, description="repair, handoff, emergency, binding ...")
    status: Chosen = "active"
    who: Literal["mine", "nobody"] | None = Field(None, description="mine, or nobody's")
    q: Search = Field("", description="words in number, text, place, home or name")
    cursor: Cursor | None = Field(None, description="`next` of the page before")
    limit: Limited = 50


class One(Asked):
    """One of its kind."""

    id: Id


class StaffName(Given):
    """A member of staff."""

    id: str
    name: str
    role: StaffRole
    on_duty: bool


class StaffNames(Given):
    """Who can be given a ticket."""

    items: list[StaffName]


class TicketLine(Given):
    """A ticket of a list."""

    id: str
    number: str
    kind: str
    status: TicketStatus
    urgency: str
    category: str
    object: str
    location: str
    text: str
    home: str
    assignee: str = Field(description="name of who has it, empty while nobody has")
    created_at: AwareDatetime
    due_at: AwareDatetime | None
    closed_at: AwareDatetime | None


class TicketPage(Given):
    """A page of tickets."""

    items: list[TicketLine]
    next: str | None = Field(description="cursor of the page after this one")


class Lives(Given):
    """A home and what somebody is there."""

    home: str
    role: str


class Contact(Given):
    """Whom a ticket concerns; name and phone are masked unless this person asked to see them a moment ago."""

    id: str
    name: str
    phone: str
    shown: bool
    homes: list[Lives]


class Entry(Given):
    """One line of a ticket's thread."""

    at: AwareDatetime
    author: str = Field(description="resident, staff or assistant")
    name: str
    kind: str
    text: str
    file: str | None = Field(description="id of a photo")
    public: bool = Field(description="was told to the resident")


class TicketDetail(Given):
    """One ticket with its thread."""

    ticket: TicketLine
    seen: str = Field(description="the state this answer shows; a change sends it back")
    moves: list[str] = Field(description="what can be done now")
    overdue: bool
    wish: str
    wish_from: AwareDatetime | None
    wish_until: AwareDatetime | None
    rating: int | None
    comment: str
    contact: Contact | None
    conversation: str | None = Field(description="id of the conversation, for those who may read it")
    entries: list[Entry]


class FullContact(Given):
    """A resident's name and phone; that this person looked is written down."""

    id: str
    name: str
    phone: str
    homes: list[Lives]


class _Move(Asked):
    seen: str = Field(max_length=60, pattern=r"^[a-z]{1,12}\|[0-9a-f]{0,32}$", description="`seen` of the ticket")
    words: AnyWords = Field("", description="why, for the thread")
    tell: bool = Field(False, description="the resident reads the words, too")


class PlainMove(_Move):
    """Take it oneself, finish, cancel or reopen it."""

    move: Literal["take", "done", "cancel", "reopen"]


class AssignMove(_Move):
    """Give it to somebody."""

    move: Literal["assign"]
    staff: Id


class PauseMove(_Move):
    """Let it wait, with a reason the resident is told."""

    move: Literal["pause"]
    reason: Literal["parts", "absent", "later", "other"]


class WordsMove(Asked):
    """Write a note for colleagues, or tell the resident something."""

    move: Literal["note", "tell"]
    words: SomeWords


class Move(RootModel[Annotated[PlainMove | AssignMove | PauseMove | WordsMove, Discriminator("move")]]):
    """What is done with a ticket."""
