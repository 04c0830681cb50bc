"""Linli's HTTP API as our action calls it: hand a message over, fetch what is answered."""

import asyncio
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

_OURS = re.compile(r"[A-Za-z0-9._:@+/=-]{1,80}")  # what the API takes as another program's id
PAUSES = (0.0, 1.0, 2.0)  # seconds before each try
WAIT = 10  # seconds for the first reply; where a member of staff has taken over, nothing answers at once
_SETTLE = 0.3  # seconds in which a second reply follows the first
_PATIENCE = aiohttp.ClientTimeout(total=WAIT + 5)
_AGAIN = frozenset({429, 502, 503, 504})  # nothing was stored; the same request may come again


class HouseAway(Exception):
    """The house did not take the message; it is not stored."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said to Rasa: words, or the value of a button; the same `id` again is the same message."""

    id: str
    sender: str
    text: str = ""
    button: str = ""

    @property
    def thread(self) -> str:
        """The conversation, by an id that the API takes."""
        return foreign(self.sender)

    def to_json(self) -> dict[str, str]:
        """Return it as `POST /api/v1/messages` takes it."""
        content = {"button": self.button} if self.button else {"text": self.text}
        return {"update_id": foreign(self.id), "thread": self.thread, "sender": self.thread, **content}


@dataclass(frozen=True, slots=True)
class Heard:
    """Replies of one thread, as the API gives them, and where to go on reading."""

    replies: tuple[Mapping[str, Any], ...]
    after: int


def foreign(name: str) -> str:
    """Return an id that the API takes: the name itself, or where that has other letters, its hash.

    >>> foreign("wx-zhang"), foreign("张三")[:5]
    ('wx-zhang', 'rasa-')
    """
    return name if _OURS.fullmatch(name) else f"rasa-{hashlib.sha256(name.encode()).hexdigest()}"


class House:
    """A client with a channel key. `session` is closed by who made it."""

    def __init__(self, session: aiohttp.ClientSession, url: str, key: str) -> None:
        self._session = session
        self._url = f"{url.rstrip('/')}/api/v1/messages"
        self._headers = {"Authorization": f"Bearer {key}"}

    async def say(self, said: Said) -> int:
        """Hand a message over and return the house's number for it; raises HouseAway."""
        why = ""
        for pause in PAUSES:
            await asyncio.sleep(pause)
            try:
                async with self._session.post(
                    self._url, json=said.to_json(), headers=self._headers, timeout=_PATIENCE
                ) as answer:
                    if answer.status == 202:
                        return int((await answer.json())["id"])
                    why = f"status {answer.status}"
                    if answer.status not in _AGAIN:
                        break
            except (aiohttp.ClientError, TimeoutError) as failure:
                why = type(failure).__name__
        raise HouseAway(why)

    async def hear(self, thread: str, after: int, number: int) -> Heard:
        """Return everything said in a thread after a number; wait until the message with `number` is answered."""
        found: list[Mapping[str, Any]] = []
        until = asyncio.get_running_loop().time() + WAIT
        while True:
            answered = any(reply["answers"] == number for reply in found)
            left = until - asyncio.get_running_loop().time()
            if answered:
                await asyncio.sleep(_SETTLE)
            page = await self._fetch(thread, after, 0 if answered else max(0, int(left)))
            found += page["messages"]
            after = page["after"]
            if not page["messages"] and (answered or left < 1):
                return Heard(tuple(found), after)

    async def _fetch(self, thread: str, after: int, wait: int) -> dict[str, Any]:
        asked = {"thread": thread, "after": str(after), "wait": str(wait)}
        try:
            async with self._session.get(self._url, params=asked, headers=self._headers, timeout=_PATIENCE) as answer:
                if answer.status != 200:
                    raise HouseAway(f"status {answer.status}")
                page: dict[str, Any] = await answer.json()
                return page
        except (aiohttp.ClientError, TimeoutError) as failure:
            raise HouseAway(type(failure).__name__) from None
