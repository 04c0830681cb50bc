from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from speech_recognition import AudioData

from voice.ears.whisper import WhisperEar, alike, is_repeated, is_runaway
from voice.speech import Heard, Listening

Speak = Callable[..., bytes]


@pytest.fixture(scope="module")
def ear(whisper_folder: Path) -> WhisperEar:
    return WhisperEar(whisper_folder)


def sound(pcm: bytes) -> AudioData:
    return AudioData(pcm, 16_000, 2)


def noise(kind: str) -> bytes:
    random, at = np.random.default_rng(3), np.arange(3 * 16_000) / 16_000
    made = {
        "silence": np.zeros(len(at)),
        "hiss": random.normal(0, 0.02, len(at)),
        "hum": 0.1 * np.sin(2 * np.pi * 50 * at),
        "whistle": 0.1 * np.sin(2 * np.pi * 440 * at),
    }[kind]
    return (made * 32767).astype("<i2").tobytes()


def test_chinese_is_heard_in_simplified_characters(ear: WhisperEar, speak: Speak) -> None:
    heard = ear.hear(sound(speak("我要报修")), Listening())
    assert "我要报修" in heard.text
    assert heard.confidence > 0.4


def test_english_is_heard_when_it_is_expected(ear: WhisperEar, speak: Speak) -> None:
    heard = ear.hear(sound(speak("there is water leaking in my kitchen", "en-us")), Listening(lang="en"))
    assert "in my kitchen" in heard.text


def test_one_of_a_few_choices_is_heard_as_it_is_written(ear: WhisperEar, speak: Speak) -> None:
    listening = Listening(choices=("是的", "不是", "取消", "再说一遍"))
    heard = ear.hear(sound(speak("再说一遍")), listening)
    assert heard.text == "再说一遍"
    assert set(heard.others) == {"是的", "不是", "取消"}


@pytest.mark.parametrize("kind", ["silence", "hiss", "hum", "whistle"])
@pytest.mark.parametrize("choices", [(), ("是的", "不是")], ids=["free", "choices"])
def test_where_nobody_speaks_nothing_is_heard(ear: WhisperEar, kind: str, choices: tuple[str, ...]) -> None:
    assert ear.hear(sound(noise(kind)), Listening(choices=choices)).text == ""


def test_a_second_look_takes_the_whole_context_and_hears_at_least_as_much(ear: WhisperEar, speak: Speak) -> None:
    assert "报修" in ear.hear(sound(speak("我要报修")), Listening(thorough=True)).text


def test_less_than_a_word_is_nothing(ear: WhisperEar) -> None:
    assert ear.hear(sound(bytes(200)), Listening()) == Heard()


@pytest.mark.parametrize(
    ("text", "runs_away"),
    [
        ("华丽华丽华丽华丽华丽华丽华丽", True),
        ("我家厨房水管漏水", False),
        ("R R R R R R R R R R R R R", True),
        ("", False),
    ],
)
def test_the_same_again_and_again_is_no_speech(text: str, runs_away: bool) -> None:
    assert is_runaway(text) is runs_away


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        ("电梯、快递。", True),
        ("电梯", False),
        ("报修,访客,预约", True),
        ("水管漏水、报修、报修。", True),
        ("叫电梯", False),
    ],
)
def test_what_the_model_was_told_before_is_not_taken_for_speech(text: str, repeated: bool) -> None:
    assert is_repeated(text, "以下是普通话的句子。物业费、水管漏水、报修、访客、预约、电梯、快递、投诉。") is repeated


def test_two_readings_are_alike_where_they_sound_alike() -> None:
    assert alike("查一下午夜废", "查一下物业费。")
    assert not alike("我认为你会不会有什么好事", "物业费")
