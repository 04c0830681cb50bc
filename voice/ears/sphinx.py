"""PocketSphinx with the kiosk's fixed phrases: an English model that is told them syllable by syllable.

The smallest ear, 75 MB and no weights of its own. It takes nearly everything for one of its phrases: what it hears is
only ever offered as a question, and it must never be what an emergency waits for.
"""

from typing import Any

from pocketsphinx import Decoder, get_model_path
from speech_recognition import AudioData

from nlu.sounds import reading
from voice.field import menu
from voice.speech import RATE, Heard, Listening

_INITIALS = {
    "b": "B", "p": "P", "m": "M", "f": "F", "d": "D", "t": "T", "n": "N", "l": "L", "g": "G", "k": "K", "h": "HH",
    "j": "JH", "q": "CH", "x": "SH", "zh": "JH", "ch": "CH", "sh": "SH", "r": "R", "z": "D Z", "c": "T S", "s": "S",
    "y": "Y", "w": "W",
}  # fmt: skip
_FINALS = {
    "a": "AA", "o": "AO", "e": "ER", "i": "IY", "u": "UW", "v": "UW", "ai": "AY", "ei": "EY", "ao": "AW", "ou": "OW",
    "an": "AA N", "en": "AH N", "ang": "AA NG", "eng": "AH NG", "ong": "UH NG", "er": "AA R", "ia": "Y AA",
    "ie": "Y EH", "iao": "Y AW", "iu": "Y OW", "ian": "Y EH N", "in": "IH N", "iang": "Y AA NG", "ing": "IH NG",
    "iong": "Y UH NG", "ua": "W AA", "uo": "W AO", "uai": "W AY", "ui": "W EY", "uan": "W AA N", "un": "W AH N",
    "uang": "W AA NG", "ue": "Y EH", "ve": "Y EH", "n": "AH N", "m": "AH M",
}  # fmt: skip
_FEW = 0.3  # what its word is worth: never enough to act on


class SphinxEar:
    """Hears which of a few phrases was said, whatever was said."""

    name = "sphinx"

    def __init__(self) -> None:
        self._decoder: Any = Decoder(
            hmm=get_model_path("en-us/en-us"), lm=None, dict=None, samprate=float(RATE), loglevel="FATAL"
        )
        self._known: set[str] = set()

    def hear(self, audio: AudioData, listening: Listening) -> Heard:
        """Return which of the phrases was said."""
        phrases = listening.choices or menu()
        self._learn(phrases)
        names = {_name(phrase): phrase for phrase in phrases}
        self._decoder.add_jsgf_string("menu", f"#JSGF V1.0; grammar menu; public <one> = {' | '.join(names)};")
        self._decoder.activate_search("menu")
        self._decoder.start_utt()
        self._decoder.process_raw(audio.get_raw_data(convert_rate=RATE, convert_width=2), False, True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        text = names.get(found.hypstr.strip(), "") if found is not None else ""
        return Heard(text, (), _FEW) if text else Heard()

    def _learn(self, phrases: tuple[str, ...]) -> None:
        for phrase in phrases:
            if phrase not in self._known:
                self._decoder.add_word(_name(phrase), " ".join(map(phones, phrase)), True)
                self._known.add(phrase)


def phones(char: str) -> str:
    """Return what a character sounds like, in the phones of American English (ARPAbet)."""
    syllable = reading(char)
    initial = next((one for one in sorted(_INITIALS, key=len, reverse=True) if syllable.startswith(one)), "")
    final = syllable.removeprefix(initial)
    if final == "i" and initial in ("zh", "ch", "sh", "r", "z", "c", "s"):
        return f"{_INITIALS[initial]} ER"
    return f"{_INITIALS.get(initial, '')} {_FINALS[final]}".strip()


def _name(phrase: str) -> str:
    """Return a phrase as one word of the grammar, which knows Latin letters alone."""
    return "x" + "x".join(f"{ord(char):x}" for char in phrase)
