"""Sound as every mouth gives it: 16 bits, one channel, as long as the words need at least."""

import io
import wave
from collections.abc import Iterable

from speech_recognition import AudioData

_FASTEST = 0.02  # seconds a character takes at least, whoever speaks; less is a sound that was cut off
_PAUSE = 0.25  # seconds between two sentences


class Silent(RuntimeError):
    """An engine gave no sound, or not all of it."""


def from_wav(content: bytes) -> AudioData:
    """Read a WAV file, also one whose header does not know its length yet; Silent where it is none."""
    try:
        with wave.open(io.BytesIO(content)) as file:
            if (file.getnchannels(), file.getsampwidth()) != (1, 2):
                raise Silent(f"{file.getnchannels()} channels of {file.getsampwidth()} bytes instead of one of two")
            return AudioData(file.readframes(file.getnframes()), file.getframerate(), 2)
    except (wave.Error, EOFError) as problem:
        raise Silent(f"no sound: {problem}") from problem


def checked(audio: AudioData, text: str) -> AudioData:
    """Return the sound if it can be that of the text: long enough, and not silent."""
    if seconds(audio) < len(text) * _FASTEST or not any(audio.frame_data):
        raise Silent(f"{seconds(audio):.2f} s of sound for {len(text)} characters")
    return audio


def seconds(audio: AudioData) -> float:
    """Return how long it takes to hear a sound."""
    return float(len(audio.frame_data) / audio.sample_rate / audio.sample_width)


def to_wav(audio: AudioData) -> bytes:
    """Return a sound as a WAV file of 16 bits and one channel."""
    return bytes(audio.get_wav_data(convert_width=2))


def joined(files: Iterable[bytes]) -> bytes:
    """Return several WAV files behind one another with a short pause between, at the rate of the first."""
    parts = [from_wav(file) for file in files]
    if not parts:
        raise Silent("there is nothing to say")
    rate = parts[0].sample_rate
    gap = bytes(2 * int(rate * _PAUSE))
    frames = gap.join(part.get_raw_data(convert_rate=rate, convert_width=2) for part in parts)
    return to_wav(AudioData(frames, rate, 2))
