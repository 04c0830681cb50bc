"""Noticing that somebody else speaks: by the pitch alone, and only where it is clear."""

import numpy as np
import pytest

from voice.pitch import Speaker, pitch
from voice.speech import RATE


def voice(hertz: float, seconds: float = 1.0, *, noise: float = 0.0) -> bytes:
    """Make a vowel: harmonics that fall off, its pitch a little up and down as people speak."""
    at = np.arange(int(RATE * seconds)) / RATE
    phase = 2 * np.pi * np.cumsum(hertz * (1 + 0.08 * np.sin(2 * np.pi * 3 * at))) / RATE
    sound = sum(np.sin(number * phase) / number for number in range(1, 12))
    sound = sound / np.abs(sound).max() + noise * np.random.default_rng(1).normal(0, 1, len(at))
    return bytes((sound * 8000).astype("<i2").tobytes())


@pytest.mark.parametrize("hertz", [85.0, 120.0, 210.0, 300.0])
@pytest.mark.parametrize("noise", [0.0, 0.2])
def test_the_pitch_of_a_voice_is_measured(hertz: float, noise: float) -> None:
    assert pitch(voice(hertz, noise=noise)) == pytest.approx(hertz, rel=0.06)


@pytest.mark.parametrize("sound", [b"", bytes(64_000), voice(120, 0.02)], ids=["nothing", "silence", "a click"])
def test_what_has_no_pitch_is_nobody(sound: bytes) -> None:
    assert pitch(sound) is None
    assert not Speaker().is_other(sound)


def test_hiss_is_nobody() -> None:
    hiss = (np.random.default_rng(2).normal(0, 0.1, RATE) * 8000).astype("<i2").tobytes()
    assert pitch(hiss) is None


def test_somebody_else_is_noticed_and_the_same_person_in_another_mood_is_not() -> None:
    speaker = Speaker()
    assert not speaker.is_other(voice(120))
    assert not speaker.is_other(voice(145))
    assert speaker.is_other(voice(215))
    assert not speaker.is_other(voice(118))  # who was there first goes on


def test_a_new_visit_begins_with_anybody() -> None:
    speaker = Speaker()
    speaker.is_other(voice(120))
    speaker.forget()
    assert not speaker.is_other(voice(215))
