"""How high somebody speaks: enough to notice that somebody else has taken over, never enough to say who it is.

The pitch is that of P. Boersma, "Accurate short-term analysis of the fundamental frequency", IFA Proceedings 17 (1993):
the autocorrelation of each windowed frame over that of its window.
"""

from statistics import median
from typing import Any

import numpy as np

from voice.speech import RATE

_FRAME, _HOP, _SIZE = 640, 320, 2048  # samples: 40 ms every 20 ms, and what is transformed
_LOWEST, _HIGHEST = 70.0, 400.0  # Hz
_VOICED = 0.5  # of the full autocorrelation, from which a frame has a pitch
_OCTAVE = 0.02  # by which the shorter of two likely periods is preferred, an octave
_LOUD = 0.1  # of the loudest frame: what is softer is echo or somebody in the background
_LEAST = 20  # frames with a pitch from which a voice is known: 0.4 s
_APART = 1.4  # the same person seldom speaks that much higher or lower; a man and a woman differ by 1.7
_REMEMBERS = 5  # utterances


def pitch(pcm: bytes) -> float | None:
    """Return the median pitch of 16-bit samples at 16 kHz in Hz; None where too little of it has one."""
    samples = np.frombuffer(pcm, "<i2").astype(np.float64)
    if len(samples) < _FRAME:
        return None
    frames = np.lib.stride_tricks.sliding_window_view(samples, _FRAME)[::_HOP]
    frames = frames - frames.mean(axis=1, keepdims=True)
    power = np.sqrt((frames**2).mean(axis=1))
    found = _pitches(frames[power > _LOUD * power.max()]) if power.max() > 0 else np.empty(0)
    return float(np.median(found)) if len(found) >= _LEAST else None


def _pitches(frames: Any) -> Any:
    """Return the pitch of each frame that has one; frames: (n, samples)."""
    window = np.hanning(_FRAME)
    own = _autocorrelation(window[None])[0]
    correlation = _autocorrelation(frames * window) / np.maximum(own, 1e-9)
    lags = np.arange(int(RATE / _HIGHEST), int(RATE / _LOWEST))
    strength = correlation[:, lags] - _OCTAVE * np.log2(lags / lags[0])
    best = strength.argmax(axis=1)
    voiced = correlation[np.arange(len(frames)), lags[best]] >= _VOICED
    return RATE / lags[best][voiced]


def _autocorrelation(frames: Any) -> Any:
    """Return the autocorrelation of each frame, 1 at no lag; (n, lags)."""
    found = np.fft.irfft(np.abs(np.fft.rfft(frames, _SIZE)) ** 2)[:, :_FRAME]
    return found / np.maximum(found[:, :1], 1e-9)


class Speaker:
    """Who has spoken at a kiosk in one visit, as far as a pitch tells: forgotten with it, and written nowhere."""

    def __init__(self) -> None:
        self._pitches: list[float] = []

    def forget(self) -> None:
        """Begin with somebody new."""
        self._pitches.clear()

    def is_other(self, pcm: bytes) -> bool:
        """Say whether clearly somebody else speaks than before; who it is remains open."""
        heard = pitch(pcm)
        if heard is None:
            return False
        if self._pitches:
            usual = median(self._pitches)
            if max(heard / usual, usual / heard) >= _APART:
                return True
        self._pitches = [*self._pitches, heard][-_REMEMBERS:]
        return False
