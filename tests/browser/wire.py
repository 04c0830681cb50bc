"""The line between a browser and the house: it can be cut, go dead in one direction or both, and be mended."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field


@dataclass(slots=True)
class Wire:
    """Passes on what comes. `url` is where the browser goes."""

    far: int  # the port of the house
    url: str = ""
    broken: bool = False
    deaf: bool = False  # nothing of what the house answers comes through
    _ends: set[asyncio.StreamWriter] = field(default_factory=set)

    def cut(self) -> None:
        """Break every connection, and let nobody open another one."""
        self.broken = True
        for end in self._ends:
            end.transport.abort()

    def mend(self, far: int = 0) -> None:
        """Let everything through again, to another port of the house where it has one."""
        self.broken = self.deaf = False
        self.far = far or self.far

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection."""
        if self.broken:
            writer.transport.abort()
            return
        try:
            answers, asked = await asyncio.open_connection("127.0.0.1", self.far)
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, asked}
        self._ends |= ends
        try:
            await asyncio.gather(self._pass(reader, asked, False), self._pass(answers, writer, True))
        finally:
            self._ends -= ends
            for end in ends:
                end.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, back: bool) -> None:
        with suppress(ConnectionError):
            while piece := await reader.read(2**16):
                if not (back and self.deaf):
                    writer.write(piece)
                    await writer.drain()
            writer.close()


@asynccontextmanager
async def wire(far: int) -> AsyncIterator[Wire]:
    """Lay a line to a port of this machine."""
    made = Wire(far)
    server = await asyncio.start_server(made.carry, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield made
    finally:
        made.cut()
        server.close()
