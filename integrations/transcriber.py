"""Who writes down what a recording says. Nobody does yet: an installation without one keeps recordings as they are."""

from dataclasses import dataclass, field
from typing import Protocol


class Transcriber(Protocol):
    """Makes words of a recording."""

    async def transcribe(self, recording: bytes, media_type: str) -> str:
        """Return what is said, nothing where it cannot be made out; takes its own time-out."""
        ...


@dataclass(slots=True)
class FakeTranscriber:
    """Hears the same words in every recording, and remembers how often it was asked."""

    words: str = ""
    heard: list[bytes] = field(default_factory=list)

    async def transcribe(self, recording: bytes, media_type: str) -> str:
        """Return the words it was given."""
        self.heard.append(recording)
        return self.words
