"""Which mouth speaks here: the one that is set, or the best one whose files are there."""

from pathlib import Path

from speech_recognition import AudioData

from voice.mouths.sound import to_wav
from voice.speech import Manner, Mouth, NoEngine

# Who does not stand here speaks every language the assistant does.
_LANGS = {"fastspeech": ("zh",), "kokoro": ("zh", "en")}


def chosen(name: str, folder: Path, url: str) -> str:
    """Return the name of the mouth to try first; `auto` takes what the operator has put there."""
    if name != "auto":
        return name
    if url:
        return "wyoming"
    if (folder / "kokoro.onnx").is_file():
        return "kokoro"
    if (folder / "fastspeech2_quan.onnx").is_file():
        return "fastspeech"
    return "piper" if any(folder.glob("*.onnx.json")) else "espeak"


def speaks(name: str, lang: str, folder: Path) -> bool:
    """Say whether a mouth speaks a language; a Piper voice speaks the one its file is named by: zh_CN-x.onnx."""
    if name == "piper":
        return any(path.name.startswith(lang) for path in folder.glob("*.onnx"))
    return lang in _LANGS.get(name, (lang,))


def make(name: str, folder: Path, url: str) -> Mouth:
    """Make a mouth, in the process it will live in. One that cannot be had says why when it is to speak."""
    try:
        return _made(name, folder, url)
    except NoEngine as problem:
        return NoMouth(name, str(problem))


def _made(name: str, folder: Path, url: str) -> Mouth:
    # Each brings libraries that the others do not need, and some that need not be there.
    if name == "piper":
        from voice.mouths.piper import Piper

        return Piper(folder)
    if name == "kokoro":
        from voice.mouths.kokoro import Kokoro

        return Kokoro(folder)
    if name == "fastspeech":
        from voice.mouths.fastspeech import FastSpeech

        return FastSpeech(folder)
    if name == "wyoming":
        from voice.mouths.wyoming import Wyoming

        return Wyoming(url)
    from voice.mouths.espeak import Espeak

    return Espeak()


def utter(mouth: Mouth, sentence: str, manner: Manner) -> bytes:
    """Say a sentence; like `make`, this runs in the mouth's process, and so it stands where little else is loaded."""
    return to_wav(mouth.speak(sentence, manner))


class NoMouth:
    """Stands where a mouth cannot be had."""

    def __init__(self, name: str, why: str) -> None:
        self.name, self._why = name, why

    def speak(self, text: str, manner: Manner) -> AudioData:
        """Say why there is no sound."""
        raise NoEngine(self._why)
