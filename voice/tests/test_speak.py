import asyncio
import io
import shutil
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from speech_recognition import AudioData

from bot.settings import Settings
from voice.mouths.sound import Silent, from_wav, seconds
from voice.said import Said
from voice.speak import Speaking, speaking
from voice.speech import Manner, Mouth
from voice.worker import EngineAway, Worker

MANNER = Manner()
CANARY = "王秀英，您家3栋2单元1203的水费是58.30元。"


class Tone:
    """A mouth that hums: a tenth of a second a character."""

    name = "tone"

    def speak(self, text: str, manner: Manner) -> AudioData:
        if "坏" in text:
            raise Silent("it made no sound")
        return AudioData(b"\x01\x20" * (1600 * len(text)), 16000, 2)


class Here(Worker):
    """A worker whose engine lives in this process, and which may be down."""

    def __init__(self, mouth: Mouth | None) -> None:
        super().__init__(lambda: mouth)
        self.mouth, self.calls = mouth, list[str]()

    async def call(self, work: Callable[..., Any], *arguments: Any, seconds: float) -> Any:
        self.calls.append(arguments[0])
        if self.mouth is None:
            raise EngineAway("no answer")
        return work(self.mouth, *arguments)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def house(tmp_path: Path, **mouths: Mouth | None) -> tuple[Speaking, dict[str, Here]]:
    workers = {name: Here(mouth) for name, mouth in mouths.items()}
    return Speaking(dict(workers), Said(tmp_path / "said")), workers


async def test_the_first_sentence_is_there_before_the_second_is_made(tmp_path: Path) -> None:
    mouth, workers = house(tmp_path, tone=Tone())
    told = mouth.sentences("已经登记，编号R-12。师傅明天10:00来。", MANNER)
    first = await anext(told)
    assert (first.text, workers["tone"].calls) == ("已经登记，编号阿儿、一、二。", ["已经登记，编号阿儿、一、二。"])
    assert [spoken.text async for spoken in told] == ["师傅明天上午十点来。"]


async def test_a_reply_is_one_wav_of_sixteen_bits_and_one_channel(tmp_path: Path) -> None:
    mouth, _ = house(tmp_path, tone=Tone())
    wav = await mouth.speak("好的。请稍等。", MANNER)
    assert wav is not None
    with wave.open(io.BytesIO(wav)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 16000)
    assert seconds(from_wav(wav)) == pytest.approx(0.7 + 0.25, abs=0.01)


async def test_a_sentence_is_made_once(tmp_path: Path) -> None:
    mouth, workers = house(tmp_path, tone=Tone())
    assert await mouth.speak(CANARY, MANNER) == await mouth.speak(CANARY, MANNER)
    assert len(workers["tone"].calls) == 1


async def test_where_the_first_mouth_is_away_the_spare_one_speaks_and_it_is_left_alone(tmp_path: Path) -> None:
    mouth, workers = house(tmp_path, away=None, spare=Tone())
    assert await mouth.speak("好的。请稍等。", MANNER) is not None
    assert (len(workers["away"].calls), len(workers["spare"].calls)) == (1, 2)


async def test_a_mouth_that_gives_no_sound_is_replaced_for_that_sentence(tmp_path: Path) -> None:
    class Good(Tone):
        def speak(self, text: str, manner: Manner) -> AudioData:
            return AudioData(b"\x01\x20" * 16000, 16000, 2)

    mouth, _ = house(tmp_path, bad=Tone(), spare=Good())
    assert await mouth.speak("这句坏了。", MANNER) is not None


async def test_the_last_mouth_is_tried_every_time(tmp_path: Path) -> None:
    mouth, workers = house(tmp_path, away=None)
    assert await mouth.speak("好的。", MANNER) is None
    workers["away"].mouth = Tone()
    assert await mouth.speak("好的。", MANNER) is not None


async def test_who_waits_while_another_is_spoken_to_has_not_used_up_the_patience(tmp_path: Path) -> None:
    class Slow(Here):
        busy = 0

        async def call(self, work: Callable[..., Any], *arguments: Any, seconds: float) -> Any:
            self.busy += 1
            assert self.busy == 1
            for _ in range(5):
                await asyncio.sleep(0)
            self.busy -= 1
            return await super().call(work, *arguments, seconds=seconds)

    worker = Slow(Tone())
    mouth = Speaking({"slow": worker}, Said(tmp_path / "said"))
    told = await asyncio.gather(*(mouth.speak(f"第{number}位，请稍等。", MANNER) for number in range(4)))
    assert all(told)


async def test_a_mouth_that_does_not_speak_the_language_is_passed_over(tmp_path: Path) -> None:
    mouth, workers = house(tmp_path, fastspeech=Tone(), espeak=Tone())
    assert await mouth.speak("Please wait.", MANNER) is not None  # English, though the kiosk speaks Chinese
    assert await mouth.speak("好的。", MANNER) is not None
    assert [len(worker.calls) for worker in workers.values()] == [1, 1]


async def test_it_is_warmed_also_when_the_sentence_is_known(tmp_path: Path) -> None:
    mouth, workers = house(tmp_path, tone=Tone())
    await mouth.warm()
    await mouth.warm()
    assert len(workers["tone"].calls) == 2


async def test_without_any_mouth_there_is_no_sound_and_no_error(tmp_path: Path) -> None:
    mouth, _ = house(tmp_path, away=None)
    assert await mouth.speak("好的。", MANNER) is None
    assert [spoken async for spoken in mouth.sentences("好的。", MANNER)] == []


async def test_nothing_to_say_is_no_sound(tmp_path: Path) -> None:
    mouth, _ = house(tmp_path, tone=Tone())
    assert await mouth.speak("🙂", MANNER) is None


async def test_nothing_personal_touches_the_disk(tmp_path: Path) -> None:
    mouth, _ = house(tmp_path, tone=Tone())
    await mouth.speak(CANARY, MANNER)
    assert files(tmp_path) == []
    await mouth.speak("没有找到您的这一笔。", MANNER)
    assert len(files(tmp_path)) == 1


def test_the_settings_may_ask_for_silence(tmp_path: Path) -> None:
    assert speaking(Settings(data=tmp_path, voice_mouth="none")) is None


@pytest.mark.parametrize(
    ("mouth", "tried"), [("auto", ["espeak"]), ("espeak", ["espeak"]), ("kokoro", ["kokoro", "espeak"])]
)
def test_espeak_stands_behind_every_other_mouth(tmp_path: Path, mouth: Any, tried: list[str]) -> None:
    made: list[Any] = []

    def worker(make: Callable[..., Any], *arguments: Any) -> Worker:
        made.append(arguments)
        return Worker(make, *arguments)

    assert speaking(Settings(data=tmp_path, voice_mouth=mouth), worker) is not None
    assert [name for name, _, _ in made] == tried


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed: make espeak")
async def test_with_real_processes_a_voice_that_is_not_there_leaves_the_word_to_espeak(tmp_path: Path) -> None:
    mouth = speaking(Settings(data=tmp_path, voice_mouth="kokoro"))
    assert mouth is not None
    try:
        wav = await mouth.speak(CANARY, MANNER, seconds=60)
        again = await asyncio.gather(*(mouth.speak(text, MANNER, seconds=60) for text in ("好的。", "请稍等。")))
    finally:
        mouth.close()
    assert wav is not None
    assert seconds(from_wav(wav)) > 4
    assert all(again)
    assert not [path for path in files(tmp_path) if path.suffix != ".wav"]
