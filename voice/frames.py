"""What a kiosk's page says over the socket of its voice, checked before anything else sees it. Sound comes as bytes."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

LONGEST_SAID = 2000  # characters
LARGEST_SOUND = 64 * 1024  # bytes in one frame: two seconds
MOST_CHOICES, LONGEST_CHOICE = 12, 40
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Lang = Literal["zh", "yue", "en"]


class _Frame(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Listen(_Frame):
    """Begin a recording. `choices` are the labels of the buttons that are shown; `number`: digits are expected.

    `same`: the visitor has said who they are, and it is to be told when clearly somebody else speaks than before.
    """

    type: Literal["listen"]
    id: Id
    lang: Lang = "zh"
    number: bool = False
    same: bool = False
    choices: list[Annotated[str, Field(max_length=LONGEST_CHOICE)]] = Field(default=[], max_length=MOST_CHOICES)


class Stop(_Frame):
    """The speaker says that they have finished."""

    type: Literal["stop"]


class Cancel(_Frame):
    """Forget the recording that is under way."""

    type: Literal["cancel"]


class Say(_Frame):
    """Speak a text; what is being said is broken off."""

    type: Literal["say"]
    id: Id
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_SAID)]
    lang: Lang = "zh"
    pace: Annotated[int, Field(ge=80, le=320)] = 170
    volume: Annotated[float, Field(ge=0.1, le=1.0, strict=False)] = 1.0


class Hush(_Frame):
    """Break off what is being said."""

    type: Literal["hush"]


Frame = Annotated[Listen | Stop | Cancel | Say | Hush, Field(discriminator="type")]
FRAMES: TypeAdapter[Listen | Stop | Cancel | Say | Hush] = TypeAdapter(Frame)
