"""An intercom box: a press, a sentence, an answer, over the sockets of the pages; WAV files are PortAudio's devices."""

import asyncio
import contextlib
import io
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer

from bot.channels.web import make_web
from bot.channels.web.house import words
from bot.channels.web.post import COOKIE
from bot.channels.web.tests.visit import Site, open_site
from bot.cli import main
from bot.commands import Problem
from bot.inbox import InboxRow
from bot.key_office import Order
from tests.browser.test_kiosk_voice import Hum, ScriptedEars, wav_of
from tests.core.test_processes import until
from voice.box import Box, Press, Times
from voice.box_line import Line, Voice
from voice.commands import serve_box
from voice.conftest import Speak
from voice.socket import Caught, Voices
from voice.soundcard import NoSoundCard, SoundCard, sound_card
from voice.speech import RATE

QUICK = Times(count=0.05, slow=5, longest=10, more=0.1, idle=0.1, again=0.2, alarm=60)
SILENCE = b""


@dataclass(slots=True)
class PortAudio:
    """The border to the machine: what its microphone brings, one recording after the other, and what it plays."""

    recordings: list[bytes] = field(default_factory=list)
    played: list[bytes] = field(default_factory=list)
    open: int = 0
    deaf: bool = False
    PortAudioError: type[Exception] = OSError

    def RawInputStream(self, **how: Any) -> "_In":  # noqa: N802  sounddevice's name
        assert (how["samplerate"], how["channels"], how["dtype"]) == (RATE, 1, "int16")
        if self.deaf:
            raise OSError("Error querying device -1")
        return _In(self, io.BytesIO(self.recordings.pop(0) if self.recordings else SILENCE))

    @contextlib.contextmanager
    def RawOutputStream(self, **how: Any) -> Any:  # noqa: N802
        assert self.open == 0, "it never hears itself"
        pieces: list[bytes] = []
        yield SimpleNamespace(write=pieces.append)
        self.played.append(b"".join(pieces))


@dataclass(slots=True)
class _In:
    machine: PortAudio
    sound: io.BytesIO

    def start(self) -> None:
        self.machine.open += 1

    def read(self, samples: int) -> tuple[bytes, bool]:
        return self.sound.read(2 * samples).ljust(2 * samples, b"\0"), False

    def stop(self) -> None:
        self.machine.open -= 1

    def close(self) -> None:
        assert self.machine.open >= 0


@dataclass(slots=True)
class Post:
    """A box that runs, and the house behind it."""

    site: Site
    box: Box
    machine: PortAudio
    ears: ScriptedEars
    lips: Hum
    said: bytes  # somebody who says something

    async def presses(self, *keys: Press) -> None:
        for key in keys:
            self.box.presses.put_nowait(key)

    def says(self, *heard: Caught) -> None:
        """Have somebody say something the next times the microphone opens."""
        self.ears.words += heard
        self.machine.recordings += [self.said] * len(heard)

    async def spoken(self, text: str) -> None:
        """Wait until the box has said something with these words in it, and has played all of it."""
        await until(lambda: any(text in said for said, _ in self.lips.said))

    async def asked(self) -> list[str]:
        """Return what reached the house."""
        rows: list[str] = await self.site.app.store.read(
            lambda db: [row.body["text"] for row in db.query(InboxRow).order_by(InboxRow.id)]
        )
        return rows


@pytest.fixture
def said(speak: Speak) -> bytes:
    return speak("电梯坏了，一直停在五楼")


@pytest_asyncio.fixture
async def post(tmp_path: Path, said: bytes) -> AsyncIterator[Post]:
    ears, lips, machine = ScriptedEars([]), Hum(0.01), PortAudio()
    async with open_site(tmp_path) as site:
        application = make_web(site.app)
        Voices(ears, lips).join(application)
        await site.app.sender.start()
        site.app.engine.on_outbox = site.app.sender.ring
        key = (await Order(do="new", kiosk="大门", sign_in="no").run(site.app)).split("\n")[1]
        async with TestServer(application) as server:
            url = str(server.make_url("/")).rstrip("/")
            jar = aiohttp.CookieJar(unsafe=True)
            async with aiohttp.ClientSession(cookies={COOKIE: key}, cookie_jar=jar) as session:
                line = Line(session, url)
                box = Box(line, Voice(session, url), SoundCard(machine), words("zh", "kiosk"), times=QUICK)
                running = [asyncio.create_task(work) for work in (line.run(), line.beat(), box.run())]
                await line.up.wait()
                yield Post(site, box, machine, ears, lips, said)
                for task in running:
                    task.cancel()
                await asyncio.gather(*running, return_exceptions=True)
        await site.app.sender.stop()


async def test_a_press_a_sentence_and_its_answer_spoken(post: Post) -> None:
    post.says(Caught("电梯坏了"))
    await post.presses(Press.TALK)
    await post.spoken("(电梯坏了)")
    assert await post.asked() == ["电梯坏了"]
    assert post.ears.seconds[0] > 1, "the house ended the recording at silence"
    await post.spoken("您可以说：好、不好。")
    await until(lambda: len(post.machine.played) >= 1)


async def test_without_a_press_nothing_is_heard(post: Post) -> None:
    post.says(Caught("天气预报"))
    await until(lambda: post.box.line.up.is_set())
    assert (post.machine.open, await post.asked()) == (0, [])


async def test_who_says_nothing_is_asked_once_and_then_left_in_peace(post: Post) -> None:
    await post.presses(Press.TALK)
    await post.spoken("我在听")
    await post.spoken("再按一下键")
    assert await post.asked() == []


async def test_who_is_not_made_out_twice_gets_a_person(post: Post) -> None:
    post.says(Caught(), Caught())
    await post.presses(Press.TALK)
    await post.spoken("没听清")
    await until(lambda: post.site.app.store.read(lambda db: db.query(InboxRow).count()))
    assert await post.asked() == ["start:human_handoff"]


async def test_danger_is_counted_called_once_and_then_listened_to(post: Post) -> None:
    post.says(Caught("着火了", danger=True), Caught("在三楼", danger=True))
    await post.presses(Press.TALK)
    await post.spoken("我来叫人")
    await post.spoken("正在叫人")
    await post.spoken("(在三楼)")
    assert await post.asked() == ["着火了", "在三楼"]


async def test_a_press_takes_the_call_back(post: Post) -> None:
    post.box.times = Times(count=60)
    post.says(Caught("着火了", danger=True))
    await post.presses(Press.TALK)
    await post.spoken("我来叫人")
    await post.presses(Press.TALK)
    await post.spoken("没有叫人")
    assert await post.asked() == []


@pytest.mark.parametrize("before", [(), (Press.TALK,)], ids=["at rest", "while it listens"])
async def test_the_red_key_calls_at_any_time(post: Post, before: tuple[Press, ...]) -> None:
    await post.presses(*before)
    if before:
        await until(lambda: post.machine.open)
    await post.presses(Press.HELP)
    await post.spoken("正在叫人")
    await until(lambda: post.site.app.store.read(lambda db: db.query(InboxRow).count()))
    assert await post.asked() == ["start:emergency"]


async def test_the_next_one_is_somebody_else(post: Post) -> None:
    threads = []
    for text in ("电梯坏了", "你好"):
        post.says(Caught(text))
        await post.presses(Press.TALK)
        await post.spoken(f"({text})")
        threads.append(post.box.line._thread)
        await until(lambda: post.box.line._thread not in ("", threads[-1]))  # silence ends the visit
    assert len(set(threads)) == 2


async def test_a_microphone_that_cannot_be_opened_is_said(post: Post) -> None:
    post.machine.deaf = True
    await post.presses(Press.TALK)
    await post.spoken("现在听不见您说话")


async def test_a_call_for_help_reaches_a_house_that_was_away_once(post: Post) -> None:
    line = post.box.line
    socket = line._socket
    assert socket is not None
    session, line._session = line._session, cast("Any", _Away())
    await socket.close()
    await until(lambda: not line.up.is_set())
    await post.presses(Press.HELP)
    await post.spoken("还没送到")
    assert await post.asked() == []
    line._session = session
    await until(lambda: post.site.app.store.read(lambda db: db.query(InboxRow).count()))
    assert await post.asked() == ["start:emergency"]


class _Away:
    def ws_connect(self, *_: Any, **__: Any) -> Any:
        raise aiohttp.ClientConnectionError


async def test_a_sentence_of_staff_is_said_at_rest_and_told_of(post: Post) -> None:
    told: list[tuple[str, str]] = []

    async def uttered(saying: str, how: str) -> None:
        told.append((saying, how))

    post.box.line.uttered = uttered  # type: ignore[method-assign]  # what leaves is seen here
    post.box.line.sayings.put_nowait({"id": "1", "text": "物业的人说：师傅十分钟后到", "lang": "zh"})
    await post.spoken("师傅十分钟后到")
    await until(lambda: told == [("1", "aloud")])


async def test_the_command_takes_a_line_of_its_input_for_a_press(
    tmp_path: Path, said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    ears, lips, machine = ScriptedEars([Caught("电梯坏了")]), Hum(0.01), PortAudio([said])
    async with open_site(tmp_path) as site:
        application = make_web(site.app)
        Voices(ears, lips).join(application)
        key = (await Order(do="new", kiosk="大门", sign_in="no").run(site.app)).split("\n")[1]
        async with TestServer(application) as server:
            url = str(server.make_url("/")).rstrip("/")
            serving = asyncio.create_task(serve_box(url, key, SoundCard(machine), "zh"))
            await until(lambda: site.app.store.read(lambda db: db.query(InboxRow).count()))
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)
            kept = words("zh", "kiosk")["say_boxcalling"]
            assert kept in [text for text, _ in lips.said], "it has what it says when the house is away"
            with pytest.raises(Problem, match="opens no kiosk any more"):
                await serve_box(url, "linli_kiosk_" + "x" * 43, SoundCard(machine), "zh")


def test_without_portaudio_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LINLI_DATA", str(tmp_path))
    with contextlib.suppress(NoSoundCard):
        sound_card()
        pytest.skip("this machine has PortAudio")
    address = tmp_path / "box.txt"
    address.write_text(f"  http://127.0.0.1:8080/kiosk/in?key=linli_kiosk_{'x' * 43}\n")
    assert main(["kiosk", "box", str(address)]) == 2
    assert "libportaudio2" in capsys.readouterr().err
    address.write_text("http://127.0.0.1:8080/")
    assert main(["kiosk", "box", str(address)]) == 2
    assert "linli kiosk enroll prints one" in capsys.readouterr().err


def test_a_wav_is_played_until_it_is_stopped() -> None:
    from threading import Event

    machine, stop = PortAudio(), Event()
    SoundCard(machine).play(wav_of(bytes(2 * RATE), RATE), stop)
    assert [len(piece) for piece in machine.played] == [2 * RATE]
    stop.set()
    SoundCard(machine).play(wav_of(bytes(2 * RATE), RATE), stop)
    assert [len(piece) for piece in machine.played] == [2 * RATE, 0]
