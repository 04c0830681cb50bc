"""The sound card of an intercom box, through PortAudio: a microphone of SpeechRecognition's kind, and a loudspeaker."""

import io
import wave
from threading import Event
from types import TracebackType
from typing import Any

from speech_recognition import AudioSource

from voice.speech import RATE

PIECE = RATE // 10  # samples that are read or played at once
WIDTH = 2  # bytes of a sample


class NoSoundCard(RuntimeError):
    """There is nothing to hear or speak with; the message says what to install or plug in."""


class SoundCard:
    """PortAudio's usual devices; `library` is sounddevice."""

    def __init__(self, library: Any) -> None:
        self._library = library

    def microphone(self) -> "BoxMicrophone":
        """Return the microphone; it is on inside its `with`, and only there."""
        return BoxMicrophone(self._library)

    def play(self, wav: bytes, stop: Event) -> None:
        """Play a WAV file until its end, or until it is stopped."""
        with wave.open(io.BytesIO(wav)) as read:
            rate, channels = read.getframerate(), read.getnchannels()
            try:
                with self._library.RawOutputStream(samplerate=rate, channels=channels, dtype="int16") as out:
                    while not stop.is_set() and (piece := read.readframes(rate // 10)):
                        out.write(piece)
            except self._library.PortAudioError as failure:
                raise NoSoundCard(f"the loudspeaker cannot be used: {failure}") from None


class BoxMicrophone(AudioSource):  # type: ignore[misc]  # it has no types
    """A microphone that any recogniser of SpeechRecognition could listen to; `stream.read(samples)` waits for sound."""

    SAMPLE_RATE, SAMPLE_WIDTH, CHUNK = RATE, WIDTH, PIECE

    def __init__(self, library: Any) -> None:
        self._library = library
        self.stream: _Pieces | None = None

    def __enter__(self) -> "BoxMicrophone":
        """Open it, or raise NoSoundCard."""
        try:
            opened = self._library.RawInputStream(
                samplerate=self.SAMPLE_RATE, blocksize=self.CHUNK, channels=1, dtype="int16"
            )
            opened.start()
        except self._library.PortAudioError as failure:
            raise NoSoundCard(f"the microphone cannot be opened: {failure}") from None
        self.stream = _Pieces(opened)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        if self.stream is not None:
            self.stream.close()
        self.stream = None


class _Pieces:
    """What comes out of an open microphone."""

    def __init__(self, opened: Any) -> None:
        self._opened = opened

    def read(self, size: int) -> bytes:
        return bytes(self._opened.read(size)[0])

    def close(self) -> None:
        self._opened.stop()
        self._opened.close()


def sound_card() -> SoundCard:
    """Return the sound card of this machine; NoSoundCard says what is missing."""
    try:
        import sounddevice
    except ImportError:
        raise NoSoundCard("sounddevice is not installed: pip install 'linli[voice]'") from None
    except OSError:  # its library is not on the machine
        raise NoSoundCard("PortAudio is not installed: apt install libportaudio2, or brew install portaudio") from None
    return SoundCard(sounddevice)
