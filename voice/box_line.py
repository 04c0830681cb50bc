"""An intercom box's two sockets to the house, the same that a kiosk's page has: one for words, one for sound."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

import aiohttp

from voice.soundcard import BoxMicrophone

Json = dict[str, Any]
AGAIN = 1.0  # seconds until a line that broke is tried again
BEAT = 30.0  # seconds between signs of life
LATE = 15.0  # seconds for the house to answer at all
HEARTBEAT = 20.0


class HouseAway(ConnectionError):
    """The house cannot be reached."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the house made out: words, and whether they speak of danger, or why there are none."""

    text: str = ""
    danger: bool = False
    why: str = ""


class Line:
    """Words. What was said goes out until the house has it, over as many lines as that takes."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session, self._url = session, url
        self.replies: asyncio.Queue[Json] = asyncio.Queue()
        self.sayings: asyncio.Queue[Json] = asyncio.Queue()  # sentences of staff
        self.doing = "rest"
        self.up = asyncio.Event()
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._unsent: dict[str, Json] = {}
        self._stored: dict[str, asyncio.Event] = {}
        self._thread = ""
        self._seqs: set[int] = set()

    async def run(self) -> None:
        """Keep the line open."""
        while True:
            with contextlib.suppress(aiohttp.ClientError, TimeoutError, OSError):
                async with self._session.ws_connect(f"{self._url}/kiosk/ws", heartbeat=HEARTBEAT) as socket:
                    self._socket = socket
                    await self._hello()
                    async for message in socket:
                        if message.type is aiohttp.WSMsgType.TEXT:
                            await self._take(message.json())
            self._socket = None
            self.up.clear()
            await asyncio.sleep(AGAIN)

    async def beat(self) -> None:
        """Tell the house that the box is well."""
        while True:
            await self._send({"type": "pulse", "doing": self.doing, "hears": True, "speaks": True})
            await asyncio.sleep(BEAT)

    async def begin(self) -> None:
        """Begin with somebody new: nothing of who was here before is left."""
        self._thread = ""
        self._seqs.clear()
        self._unsent.clear()
        self._stored.clear()
        self.up.clear()
        while not self.replies.empty():
            self.replies.get_nowait()
        await self._send({"type": "done"})
        if self._socket is not None:
            await self._hello()

    async def say(self, content: Json) -> asyncio.Event:
        """Say something; the event is set when the house has stored it."""
        frame = {"type": "send", "id": token_hex(8), **content}
        stored = self._stored[frame["id"]] = asyncio.Event()
        self._unsent[frame["id"]] = frame
        if self.up.is_set():
            await self._send(frame)
        return stored

    async def uttered(self, saying: str, how: str) -> None:
        """Tell what became of a sentence of staff."""
        await self._send({"type": "uttered", "id": saying, "how": how})

    async def _hello(self) -> None:
        await self._send(
            {"type": "hello", "seq": max(self._seqs, default=0)} | ({"thread": self._thread} if self._thread else {})
        )

    async def _take(self, event: Json) -> None:
        match event["type"]:
            case "ready":
                self._thread = event["thread"]
                self.up.set()
                for frame in list(self._unsent.values()):
                    await self._send(frame)
            case "message" if self.up.is_set() and event["seq"] not in self._seqs:
                self._seqs.add(event["seq"])
                self.replies.put_nowait(event)
            case "stored" if event["id"] in self._stored:
                self._unsent.pop(event["id"], None)
                self._stored[event["id"]].set()
            case "slow" if event["id"] in self._unsent:
                await asyncio.sleep(AGAIN)
                await self._send(self._unsent[event["id"]])
            case "saying":
                self.sayings.put_nowait(event)

    async def _send(self, frame: Json) -> None:
        if self._socket is not None:
            with contextlib.suppress(ConnectionError):
                await self._socket.send_str(json.dumps(frame))


class Voice:
    """Sound: the house hears what the microphone takes in, and speaks."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session, self._url = session, url
        self._socket: aiohttp.ClientWebSocketResponse | None = None

    async def listen(self, microphone: BoxMicrophone, lang: str, choices: Sequence[str]) -> Heard:
        """Return what somebody says; HouseAway, or NoSoundCard."""
        async with self._asking() as socket:
            asked = token_hex(8)
            await socket.send_json({"type": "listen", "id": asked, "lang": lang, "choices": list(choices)})
            over = asyncio.Event()
            with microphone:
                feeding = asyncio.create_task(_feed(socket, microphone, over))
                try:
                    async for event in _events(socket):
                        if event.get("id") == asked and event["type"] == "ended":
                            over.set()  # the microphone is off while the house thinks
                        if event.get("id") == asked and event["type"] == "heard":
                            return Heard(event.get("text", ""), event.get("danger", False), event.get("why", ""))
                finally:
                    over.set()
                    await asyncio.gather(feeding, return_exceptions=True)
        raise HouseAway

    async def enough(self) -> None:
        """Say that the speaker has finished."""
        if self._socket is not None and not self._socket.closed:
            await self._socket.send_json({"type": "stop"})

    async def say(self, frame: Json, play: Callable[[bytes], Awaitable[None]]) -> bool:
        """Have a text spoken, sentence by sentence; return whether any of it sounded. HouseAway."""
        async with self._asking() as socket:
            spoken, said = False, token_hex(8)
            await socket.send_json({"type": "say", "id": said, **frame})
            async for event in _events(socket):
                if "wav" in event:
                    await play(event["wav"])
                    spoken = True
                elif event.get("id") == said and event["type"] == "said":
                    return spoken
        raise HouseAway

    @contextlib.asynccontextmanager
    async def _asking(self) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        """Open a socket for one thing that is asked: what is broken off goes with it."""
        try:
            async with asyncio.timeout(LATE):
                socket = await self._session.ws_connect(f"{self._url}/kiosk/voice", heartbeat=HEARTBEAT)
        except (aiohttp.ClientError, TimeoutError, OSError) as failure:
            raise HouseAway(str(failure)) from failure
        self._socket = socket
        try:
            yield socket
        except (aiohttp.ClientError, ConnectionError) as failure:
            raise HouseAway(str(failure)) from failure
        finally:
            await socket.close()


async def _events(socket: aiohttp.ClientWebSocketResponse) -> AsyncIterator[Json]:
    async for message in socket:
        if message.type is aiohttp.WSMsgType.BINARY:
            yield {"type": "wav", "wav": message.data}
        elif message.type is aiohttp.WSMsgType.TEXT:
            yield message.json()


async def _feed(socket: aiohttp.ClientWebSocketResponse, microphone: BoxMicrophone, over: asyncio.Event) -> None:
    """Bring sound to the house; a piece that is being read is waited for, so that nobody closes what is read from."""
    try:
        while not over.is_set() and microphone.stream is not None:
            piece = await asyncio.to_thread(microphone.stream.read, microphone.CHUNK)
            if not over.is_set():
                await socket.send_bytes(piece)
    finally:
        if not over.is_set():  # it was pulled out: nobody waits for what it would bring
            await socket.close()
