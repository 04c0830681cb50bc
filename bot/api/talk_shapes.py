"""What a messenger's gateway sends and fetches."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Discriminator, Field, RootModel, StringConstraints, Tag

from bot.api.shapes import PLAIN, Asked, Foreign, Given, Id, Limited, Position
from bot.channels.web.frames import LONGEST_BUTTON, LONGEST_TEXT, MOST_FILES

Said = Annotated[str, StringConstraints(max_length=LONGEST_TEXT, pattern=r"^[^\x00]*$")]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class _FromGateway(Asked):
    update_id: Foreign = Field(description="the messenger's own id: the same one twice is the same message")
    thread: Foreign = Field(description="the conversation, as the gateway calls it")
    sender: Foreign = Field(description="the speaker, as the gateway calls them")
    lang: Literal["zh", "en"] | None = Field(None, description="the language, if the messenger knows it")
    sent_at: AwareDatetime | None = Field(None, description="when it was said; the time of arrival if it is left out")
    private: bool = Field(True, description="false where others read the reply: a group, a screen in a lobby")


class TextMessage(_FromGateway):
    """Somebody wrote something."""

    text: Annotated[Said, StringConstraints(min_length=1)]


class ButtonMessage(_FromGateway):
    """Somebody pressed a button; `button` is its value."""

    button: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_BUTTON, pattern=r"^[^\x00]*$")]


class Location(Asked):
    """A place on earth in degrees (WGS 84)."""

    latitude: Latitude
    longitude: Longitude


class LocationMessage(_FromGateway):
    """Somebody shared where they are."""

    location: Location


class PhotoMessage(_FromGateway):
    """Somebody sent photos, which were uploaded to this thread before."""

    files: list[Id] = Field(min_length=1, max_length=MOST_FILES)
    text: Said = Field("", description="the words under the photo")


def _kind(body: Any) -> str:
    """Tell the kinds apart by the one field only they have."""
    given = body if isinstance(body, dict) else {}
    return next((kind for kind in ("files", "button", "location") if kind in given), "text")


class InMessage(
    RootModel[
        Annotated[
            Annotated[TextMessage, Tag("text")]
            | Annotated[ButtonMessage, Tag("button")]
            | Annotated[LocationMessage, Tag("location")]
            | Annotated[PhotoMessage, Tag("files")],
            Discriminator(_kind),
        ]
    ]
):
    """One message to the assistant: text, a button, a location or photos."""


class StoredMessage(Given):
    """A message that is safe on the disk."""

    id: int = Field(description="the house's number; replies name it as `answers`")
    stored: bool = Field(description="false when this update had been delivered before")


class Choice(Given):
    """A button: what it says, and what to send back when it is pressed."""

    label: str
    value: str


class OutMessage(Given):
    """A reply of the assistant or of a member of staff."""

    id: int = Field(description="its number among everything this key was given; counts up")
    answers: int | None = Field(description="number of the message it answers, if it answers one")
    thread: str
    text: str
    spoken: str = Field(description="how it is said aloud")
    lang: str
    buttons: list[Choice]
    asks: str | None = Field(description="name of what it asks for")
    record: str | None = Field(description="the record that proves what it says was done, such as ticket:T-4")
    private: bool = Field(description="holds personal facts: never show it where others read")
    author: str = Field(description="name of the member of staff who wrote it; empty for the assistant")
    sent_at: AwareDatetime


class OutMessages(Given):
    """Replies in order; `after` is what to ask with next."""

    messages: list[OutMessage]
    after: int
    more: bool


class Fetch(Asked):
    """Which replies."""

    thread: Foreign | None = Field(None, description="of this conversation only")
    after: Position = Field(0, description="after this number")
    limit: Limited = 50
    wait: Annotated[int, Field(ge=0, le=30), PLAIN] = Field(0, description="seconds to wait for one if there is none")


class Follow(Asked):
    """Where a stream begins."""

    after: Position | None = Field(None, description="after this number; from now on if it is left out")
    last_event_id: Position | None = Field(
        None, alias="Last-Event-ID", json_schema_extra={"in": "header"}, description="what the stream sent last"
    )


class ForThread(Asked):
    """Where a file is sent."""

    thread: Foreign


class StoredFile(Given):
    """A photo that is kept; the message that follows names it."""

    id: str
