"""What staff read beside tickets: conversations, people, homes, lists."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from actions.people import StaffRole
from bot.api.shapes import PLAIN, Asked, Cursor, Given, Id, Limited, Name, Search
from bot.api.ticket_shapes import Lives


class PageAsked(Asked):
    """A page, newest first."""

    cursor: Cursor | None = Field(None, description="`next` of the page before")
    limit: Limited = 50


class Found(Asked):
    """Words to search for."""

    q: Annotated[Search, Field(min_length=1)]


class TalkLine(Given):
    """A conversation of a list."""

    id: str
    channel: str
    resident: str | None = Field(description="id of the resident, if they are known")
    name: str = Field(description="their name, masked")
    owner: str = Field(description="who of the staff has it, empty for the assistant")
    lang: str
    private: bool
    updated_at: AwareDatetime


class TalkPage(Given):
    """A page of conversations."""

    items: list[TalkLine]
    next: str | None


class TalkAsked(Asked):
    """How much of a conversation."""

    id: Id
    limit: Annotated[int, Field(ge=1, le=200), PLAIN] = 80


class Spoken(Given):
    """One message of a conversation."""

    at: AwareDatetime
    side: str = Field(description="resident, assistant or staff")
    author: str
    text: str
    kind: str
    files: list[str]
    buttons: list[str]
    state: str = Field(description="empty, sending or unsent")


class Transcript(Given):
    """The last messages of a conversation, oldest first; that this person read it is written down."""

    id: str
    channel: str
    name: str
    owner: str
    messages: list[Spoken]


class Person(Given):
    """A resident as a search shows them."""

    id: str
    name: str
    phone: str = Field(description="masked")
    homes: list[Lives]


class People(Given):
    """Residents that were found."""

    items: list[Person]
    more: bool


class HomeLine(Given):
    """A home."""

    id: str
    name: str
    unit: str
    room: str
    area: int = Field(description="0.01 m2, 0 when it is unknown")


class Homes(Given):
    """Homes that were found."""

    items: list[HomeLine]
    more: bool


class ListName(Given):
    """A list that a scenario declares."""

    scenario: str
    view: str
    title: str
    columns: list[str]


class ListNames(Given):
    """The lists this person may see."""

    items: list[ListName]


class ListAsked(Asked):
    """One list, a stretch of its rows."""

    scenario: Name
    view: Name
    offset: Annotated[int, Field(ge=0, le=1_000_000), PLAIN] = 0
    limit: Annotated[int, Field(ge=1, le=1000), PLAIN] = 200


class ListRows(Given):
    """Rows of a list."""

    title: str
    columns: list[str]
    rows: list[list[str | int | None]]
    more: bool


class Token(Given):
    """The token itself."""

    id: str
    expires_at: AwareDatetime


class CommunityName(Given):
    """The community a token is for."""

    id: str
    name: str
    zone: str


class Me(Given):
    """Who the token stands for."""

    id: str
    name: str
    role: StaffRole
    lang: str
    community: CommunityName
    token: Token
