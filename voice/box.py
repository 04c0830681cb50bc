"""An intercom box: a kiosk without a screen. A press opens the microphone, and what the house answers is spoken.

Nobody signs in at it. It is the page's neighbour (bot/channels/web/static/kiosk-state.js): it never listens while it
speaks, sends nothing that nobody pressed for, and calls for help once, after a count that a press takes back.
"""

import asyncio
import contextlib
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Event
from typing import Any, TypeVar

from bot.fitting import SIGN_IN
from voice.box_line import Heard, HouseAway, Json, Line, Voice
from voice.soundcard import NoSoundCard, SoundCard

T = TypeVar("T")
PERSON: Json = {"button": "start:human_handoff"}
EMERGENCY: Json = {"button": "start:emergency"}
PACE, VOLUME = 170, 0.8
MOST, LONGEST = 4, 40  # choices that are read out, and letters of one
TWICE = 2  # times that nobody spoke, or nothing was made out, before something else is done


class Press(StrEnum):
    """A key of the box."""

    TALK = "talk"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds."""

    count: float = 5  # in which a call for help can be taken back
    slow: float = 12  # after which an answer that is late is spoken of
    longest: float = 72  # ... and is waited for no more
    more: float = 0.7  # in which another answer may follow the last one
    idle: float = 20  # for which the same visitor may press again
    again: float = 15  # between sentences to who waits for help that the house has not taken yet
    alarm: float = 300  # for which it listens by itself once help was called


@dataclass(slots=True)
class Box:
    """One box. `words` are the kiosk's own sentences, `kept` their sounds for when the house is out of reach."""

    line: Line
    voice: Voice
    card: SoundCard
    words: Mapping[str, str]
    lang: str = "zh"
    times: Times = field(default_factory=Times)
    kept: dict[str, bytes] = field(default_factory=dict)
    presses: "asyncio.Queue[Press]" = field(default_factory=asyncio.Queue)
    _manner: dict[str, int] = field(default_factory=dict)
    _alarm: float = 0.0  # the second until which it listens by itself

    async def run(self) -> None:
        """Serve one visitor after the other."""
        while True:
            saying = asyncio.create_task(self.line.sayings.get())
            pressed = asyncio.create_task(self.presses.get())
            await asyncio.wait({saying, pressed}, return_when=asyncio.FIRST_COMPLETED)
            if pressed.done():
                saying.cancel()
                await self.visit(pressed.result())
            else:
                pressed.cancel()
                await self._say_for_staff(saying.result())

    async def visit(self, first: Press) -> None:
        """Serve a visitor until nothing more is wanted."""
        self._manner, self._alarm, self.line.doing = {}, 0.0, "in_use"
        await self.line.begin()
        content = EMERGENCY if first is Press.HELP else await self._heard(())
        while content is not None:
            if content.get("help") or content is EMERGENCY:
                content = await self._called(content)
            else:
                content = await self._answered(content)
        self.line.doing = "rest"
        await self.line.begin()

    async def _heard(self, choices: tuple[str, ...]) -> Json | None:
        """Listen; return what is to be sent, None where nobody wants anything."""
        failed = {"silence": 0, "unclear": 0}
        while True:
            heard = await self._listened(choices)
            if heard is None:
                return EMERGENCY
            if heard.text:
                return {"text": heard.text} | ({"help": True} if heard.danger and not self._in_alarm else {})
            if heard.why not in failed:
                await self._say_own("boxdeaf")
                return None
            if self._in_alarm:
                continue
            failed[heard.why] += 1
            if failed[heard.why] == TWICE:
                if heard.why == "unclear":
                    return PERSON
                await self._say_own("boxkeys")
                return None
            await self._say_own("silent" if heard.why == "silence" else "unclear")

    async def _listened(self, choices: tuple[str, ...]) -> Heard | None:
        """Return what was heard; a press says that it is all, the red key (None) that there is danger."""
        listening = asyncio.create_task(self.voice.listen(self.card.microphone(), self.lang, choices))
        while True:
            pressed = asyncio.create_task(self.presses.get())
            await asyncio.wait({listening, pressed}, return_when=asyncio.FIRST_COMPLETED)
            if not pressed.done():
                pressed.cancel()
                try:
                    return listening.result()
                except (HouseAway, NoSoundCard):
                    return Heard(why="deaf")
            if pressed.result() is Press.HELP and not self._in_alarm:
                listening.cancel()
                await asyncio.gather(listening, return_exceptions=True)
                return None
            await self.voice.enough()

    async def _called(self, content: Json) -> Json | None:
        """Count, unless a press takes it back; then call for help until the house has taken it."""
        counting = await self._until_pressed(self._counted())
        if counting is Press.TALK:
            await self._say_own("safe")
            return None
        self._alarm = asyncio.get_running_loop().time() + self.times.alarm
        self.line.doing = "alarm"
        stored = await self.line.say({name: value for name, value in content.items() if name != "help"})
        await self._say_own("boxcalling")
        while not stored.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stored.wait(), self.times.again)
            if not stored.is_set():
                await self._say_own("offline")
        return await self._spoken_to()

    async def _counted(self) -> None:
        await self._say_own("boxcounting")
        await asyncio.sleep(self.times.count)

    async def _answered(self, content: Json) -> Json | None:
        """Send something, speak the answers, and return what is said to them."""
        await self.line.say(content)
        return await self._spoken_to()

    async def _spoken_to(self) -> Json | None:
        last: Json = {}
        reply = await self._until_pressed(self._first())
        while reply is not None:
            if not isinstance(reply, Press):
                last = reply
                reply = await self._until_pressed(self._say_reply(reply))
            if isinstance(reply, Press):
                return EMERGENCY if reply is Press.HELP and not self._in_alarm else await self._heard(_choices(last))
            reply = await self._next(self.times.more)
        if self._in_alarm or last.get("asks") or _choices(last):
            return await self._heard(_choices(last))
        try:
            pressed = await asyncio.wait_for(self.presses.get(), self.times.idle)
        except TimeoutError:
            return None
        return EMERGENCY if pressed is Press.HELP else await self._heard(())

    async def _first(self) -> Json | None:
        """Wait for the answer; one that is late is spoken of once."""
        reply = await self._next(self.times.slow)
        if reply is None:
            await self._say_own("slow" if self.line.up.is_set() else "offline")
            reply = await self._next(self.times.longest - self.times.slow)
        return reply

    async def _next(self, seconds: float) -> Json | None:
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(self.line.replies.get(), seconds)
        return None

    async def _say_reply(self, reply: Json) -> None:
        self._manner |= reply.get("manner", {})
        text = reply.get("spoken") or reply["text"]
        choices = "、".join(_choices(reply))
        if choices:
            text += self.words["box_choices"].replace("{choices}", choices)
        await self._say(text, "en" if reply.get("lang") == "en" else "zh")

    async def _say_own(self, key: str) -> None:
        """Say one of the kiosk's own sentences, also when the house is out of reach."""
        if not await self._say(self.words[f"say_{key}"], self.lang) and key in self.kept:
            with contextlib.suppress(NoSoundCard):
                await self._play(self.kept[key])

    async def _say_for_staff(self, saying: Json) -> None:
        aloud = await self._say(saying["text"], saying["lang"])
        await self.line.uttered(saying["id"], "aloud" if aloud else "shown")

    async def _say(self, text: str, lang: str) -> bool:
        pace = round(PACE * self._manner.get("pace", 100) / 100)
        volume = min(1.0, VOLUME * self._manner.get("volume", 100) / 100)
        try:
            return await self.voice.say({"text": text, "lang": lang, "pace": pace, "volume": volume}, self._play)
        except (HouseAway, NoSoundCard):
            return False

    async def _play(self, wav: bytes) -> None:
        stop = Event()
        playing = asyncio.create_task(asyncio.to_thread(self.card.play, wav, stop))
        try:
            await asyncio.shield(playing)
        finally:
            stop.set()
            await asyncio.gather(playing, return_exceptions=True)

    async def _until_pressed(self, work: Coroutine[Any, Any, T]) -> T | Press:
        """Do something until a key is pressed."""
        doing, pressed = asyncio.create_task(work), asyncio.create_task(self.presses.get())
        await asyncio.wait({doing, pressed}, return_when=asyncio.FIRST_COMPLETED)
        if pressed.done():
            doing.cancel()
            await asyncio.gather(doing, return_exceptions=True)
            return pressed.result()
        pressed.cancel()
        return doing.result()

    @property
    def _in_alarm(self) -> bool:
        return asyncio.get_running_loop().time() < self._alarm


def _choices(reply: Json) -> tuple[str, ...]:
    shown = (button for button in reply.get("buttons", ()) if button["value"] != SIGN_IN)
    return tuple(button["label"][:LONGEST] for button in shown)[:MOST]
