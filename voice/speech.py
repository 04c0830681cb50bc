"""What ears and mouths are: engines behind two protocols, and what goes in and comes out of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from speech_recognition import AudioData  # an extra: without it the kiosk is there, and neither hears nor speaks

RATE = 16_000  # samples a second of what is heard: 16 bits, one channel


class NoEngine(RuntimeError):
    """An engine cannot be had here; the message says what to install or where to put its files."""


@dataclass(frozen=True, slots=True)
class Listening:
    """What is expected of a recording.

    `choices` are the few things that may be said now, the way they are said: yes and no, or what was just shown.
    `names` are the community's own words, which a general model does not know: places, people, resources.
    `thorough` asks for a second, slower try where the first one made no sense.
    """

    lang: str = "zh"
    choices: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    thorough: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What a recording seems to say: the best reading, further ones, and how sure it is, from 0 to 1.

    No `text` means that nobody said anything that can be made out; `thorough` that the slower try was made, too.
    """

    text: str = ""
    others: tuple[str, ...] = ()
    confidence: float = 0.0
    thorough: bool = False


class Ear(Protocol):
    """Makes words of a recording. Slow and not shared between threads: it lives in a process of its own."""

    name: str

    def hear(self, audio: "AudioData", listening: Listening) -> Heard:
        """Return what was said."""
        ...


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is said: the language (zh, yue, en), characters a minute in Chinese, loudness from 0 to 1."""

    lang: str = "zh"
    pace: int = 170
    volume: float = 1.0


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence as it is said, and its sound: a WAV file, 16 bits, one channel."""

    text: str
    wav: bytes


class Mouth(Protocol):
    """Speaks. Slow and not shared between threads: it lives in a process of its own."""

    name: str

    def speak(self, text: str, manner: Manner) -> "AudioData":
        """Return the sound of a text that has been written out in words (see `voice.spoken`)."""
        ...
