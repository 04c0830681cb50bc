import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from tests.telegram.simulator.shapes import Thing

Speak = Callable[[int, str, int], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Line:
    """A text for a chat; `person` speaks it when the chat is a group."""

    chat: int
    text: str
    person: int = 0


@dataclass(slots=True)
class Bulk:
    """Many texts, said `rate` times a second; 0 says them all at once."""

    lines: list[Line]
    rate: float = 0.0
    said: int = 0
    done: bool = False
    _task: asyncio.Task[None] | None = field(default=None, repr=False)

    @classmethod
    def read(cls, body: Thing) -> "Bulk":
        """Read `messages`, or `chats`, `count` and a `text` in which {n} and {chat} are filled in."""
        rate = body.get("rate", 0)
        seconds = float(rate) if isinstance(rate, int | float) else 0.0
        messages = body.get("messages")
        if isinstance(messages, list):
            return cls([Line(int(one["chat"]), str(one["text"]), int(one.get("from", 0))) for one in messages], seconds)
        chats = body.get("chats")
        if not isinstance(chats, list) or not chats:
            raise ValueError("give messages, or chats with count and text")
        text = str(body.get("text", "{n}"))
        count = int(str(body.get("count", len(chats))))
        return cls([_filled(int(chats[n % len(chats)]), text, n + 1) for n in range(count)], seconds)

    def start(self, speak: Speak) -> None:
        """Begin in the background."""
        self._task = asyncio.get_running_loop().create_task(self._run(speak))

    async def stop(self) -> None:
        """End early."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self, speak: Speak) -> None:
        loop = asyncio.get_running_loop()
        start = loop.time()
        for number, line in enumerate(self.lines):
            wait = start + number / self.rate - loop.time() if self.rate else 0.0
            if wait > 0 or number % 100 == 0:
                await asyncio.sleep(max(wait, 0.0))
            await speak(line.chat, line.text, line.person)
            self.said += 1
        self.done = True


def _filled(chat: int, text: str, number: int) -> Line:
    return Line(chat, text.replace("{n}", str(number)).replace("{chat}", str(chat)))
