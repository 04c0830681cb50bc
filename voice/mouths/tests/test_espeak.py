import io
import multiprocessing
import re
import shutil
import subprocess
import wave
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pytest
from speech_recognition import AudioData

from voice.mouths.espeak import VOICES, Espeak
from voice.mouths.sound import Silent, checked, from_wav, joined, seconds, to_wav
from voice.speech import Manner, NoEngine
from voice.spoken import sentences

pytestmark = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed: make espeak")

TEXTS = {
    "zh": [
        "厨房水龙头漏水的事记下了，编号R-12。值班人员会看到，派好师傅我告诉您。",
        "进门码是483920。到门岗报这个码就能进。",
        "请马上离开，打119。不要坐电梯，弯腰捂住口鼻走楼梯。",
        "您现在在哪里？请说几栋几单元几楼。",
    ],
    "en": ["I have noted this as urgent: the kitchen tap. The number is R-12, and the staff on duty have been told."],
}
TEXTS["yue"] = TEXTS["zh"]


@pytest.fixture(scope="module")
def child() -> Iterator[ProcessPoolExecutor]:
    """The process that owns the engine, as in the house: here there are threads, of which pyttsx3 dies."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield pool


def said(text: str, manner: Manner) -> bytes:
    return to_wav(_mouth().speak(text, manner))


def by_library(text: str, manner: Manner) -> bytes:
    return to_wav(_mouth()._by_library(text, manner))


def at_several_paces(text: str, lang: str, paces: tuple[int, ...]) -> list[bytes]:
    return [by_library(text, Manner(lang, pace)) for pace in paces]


def _mouth() -> Espeak:
    if not hasattr(_mouth, "made"):
        _mouth.made = Espeak()  # type: ignore[attr-defined]  # one for the process
    made: Espeak = _mouth.made  # type: ignore[attr-defined]
    return made


def spoken_seconds(wav: bytes) -> float:
    """From the first sound to the last."""
    audio = from_wav(wav)
    loud = np.nonzero(np.abs(np.frombuffer(audio.frame_data, "<i2")) > 300)[0]
    return float((loud[-1] - loud[0]) / audio.sample_rate)


@pytest.mark.parametrize("lang", ["zh", "yue", "en"])
def test_it_speaks_a_whole_sentence_sixteen_bits_and_one_channel(child: ProcessPoolExecutor, lang: str) -> None:
    wav = child.submit(said, sentences(TEXTS[lang][0], lang)[0], Manner(lang)).result()
    with wave.open(io.BytesIO(wav)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        assert file.getnframes() / file.getframerate() > 2


@pytest.mark.parametrize("pace", [130, 170, 220, 300])
@pytest.mark.parametrize("lang", ["zh", "yue"])
def test_its_pace_is_what_was_asked_for(child: ProcessPoolExecutor, lang: str, pace: int) -> None:
    pieces = [sentence for text in TEXTS[lang] for sentence in sentences(text, lang)]
    taken = sum(spoken_seconds(child.submit(said, piece, Manner(lang, pace)).result()) for piece in pieces)
    characters = sum(len(re.findall(r"[\u4e00-\u9fff]", piece)) for piece in pieces)
    assert characters / taken * 60 == pytest.approx(pace, rel=0.15)


def test_a_new_pace_counts_from_the_next_sentence_on(child: ProcessPoolExecutor) -> None:
    """pyttsx3 2.99 loses a new rate when the voice stays the same."""
    text = sentences(TEXTS["zh"][0], "zh")[0]
    lengths = [spoken_seconds(wav) for wav in child.submit(at_several_paces, text, "zh", (130, 260, 170, 130)).result()]
    assert lengths[1] < lengths[2] < lengths[3]
    assert lengths[0] == pytest.approx(lengths[3], rel=0.02)


def test_it_is_as_loud_as_was_asked_for(child: ProcessPoolExecutor) -> None:
    loud, low = (from_wav(child.submit(said, "您好，请说。", Manner(volume=volume)).result()) for volume in (1.0, 0.4))
    heights = [int(np.abs(np.frombuffer(audio.frame_data, "<i2").astype(int)).max()) for audio in (loud, low)]
    assert heights[1] < 0.6 * heights[0]


def test_the_same_sentence_comes_out_whole_every_time(child: ProcessPoolExecutor) -> None:
    text = sentences(TEXTS["zh"][1], "zh")[0]
    lengths = {round(spoken_seconds(child.submit(by_library, text, Manner()).result()), 1) for _ in range(30)}
    assert max(lengths) - min(lengths) <= 0.11


@pytest.mark.parametrize("lang", ["zh", "yue"])
def test_chinese_is_spoken_by_a_chinese_voice_only(lang: str) -> None:
    """espeak's own `cmn` spells characters in English, which it marks by (en) in its phonemes."""
    spoken = "。".join(sentence for text in TEXTS[lang] for sentence in sentences(text, lang))
    assert "(en)" not in phonemes(VOICES[lang], spoken)
    assert "(en)" in phonemes("cmn", spoken)  # that this would be seen


def phonemes(voice: str, text: str) -> str:
    command = ["espeak-ng", "-v", voice, "-q", "-x", "--stdin"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


class Library:
    """The border to pyttsx3, going wrong: it comes to an end and has written nothing."""

    def __init__(self, mouth: Espeak) -> None:
        self._mouth, self.paths = mouth, list[str]()
        self._set: dict[str, object] = {"rate": 200, "volume": 1.0}

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802  its name
        self._set[name] = value

    def getProperty(self, name: str) -> object:  # noqa: N802
        return self._set[name]

    def save_to_file(self, text: str, path: str) -> None:
        self.paths.append(path)

    def runAndWait(self) -> None:  # noqa: N802
        self._mouth._done.set()

    def isBusy(self) -> bool:  # noqa: N802
        return False


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> tuple[Espeak, Library]:
    monkeypatch.setattr(Espeak, "_begin", lambda self: None)
    mouth = Espeak()
    library = Library(mouth)
    mouth._engine = library
    return mouth, library


def test_what_the_library_leaves_empty_the_command_says(broken: tuple[Espeak, Library]) -> None:
    mouth, library = broken
    assert seconds(mouth.speak("您好，请说。", Manner())) > 0.8
    assert len(library.paths) == 1


def test_what_is_said_is_in_no_file_that_has_a_name(broken: tuple[Espeak, Library]) -> None:
    mouth, library = broken
    mouth.speak("王秀英，您好。", Manner())
    assert re.fullmatch(r"/proc/self/fd/\d+", library.paths[0])


def test_the_command_speaks_like_the_library(child: ProcessPoolExecutor, broken: tuple[Espeak, Library]) -> None:
    text = sentences(TEXTS["zh"][0], "zh")[0]
    one, other = broken[0].speak(text, Manner()), from_wav(child.submit(by_library, text, Manner()).result())
    assert seconds(one) == pytest.approx(seconds(other), rel=0.05)


def test_without_library_and_command_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Espeak, "_begin", lambda self: None)
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(NoEngine, match="apt-get install -y espeak-ng"):
        Espeak()


@pytest.mark.parametrize("content", [b"", b"RIFF", b"RIFF\x24\x00\x00\x00WAVE", b"no sound at all, only words" * 9])
def test_what_is_no_sound_is_silent_and_not_a_crash(content: bytes) -> None:
    with pytest.raises(Silent):
        from_wav(content)


def test_a_sound_that_is_too_short_or_empty_is_not_passed_on() -> None:
    with pytest.raises(Silent):
        checked(AudioData(b"\x01\x02" * 800, 16000, 2), "这句话比它的声音长得多了。")
    with pytest.raises(Silent):
        checked(AudioData(bytes(64000), 16000, 2), "好。")


def test_sounds_are_joined_with_a_pause_at_one_rate() -> None:
    parts = [to_wav(AudioData(b"\x01\x02" * rate, rate, 2)) for rate in (16000, 22050)]
    whole = from_wav(joined(parts))
    assert (whole.sample_rate, round(seconds(whole), 2)) == (16000, 2.25)
