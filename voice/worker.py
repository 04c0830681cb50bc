"""An engine in a process of its own: slow work outside the house's, and a crash there that ends nothing here."""

import asyncio
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import connection
from types import ModuleType
from typing import Any, TypeVar

T = TypeVar("T")
_engine: Any = None  # of this process, when it is an engine's


class EngineAway(RuntimeError):
    """The engine's process died, or took longer than it may; the next call starts a new one."""


class Worker:
    """Calls an engine that another process made and keeps; one call at a time, in the order they come.

    `make` is called there, once, and must be importable; so must what `call` is given.
    """

    def __init__(self, make: Callable[..., Any], *arguments: Any) -> None:
        self._make, self._arguments = make, arguments
        self._pool: ProcessPoolExecutor | None = None

    async def call(self, work: Callable[..., T], *arguments: Any, seconds: float) -> T:
        """Return what `work(engine, *arguments)` returns there; EngineAway where it takes longer than `seconds`."""
        pool = self._running()
        try:
            async with asyncio.timeout(seconds):
                with _unseen_program():  # only the start of the process, which happens at once, reads it
                    answer = asyncio.get_running_loop().run_in_executor(pool, _work, work, arguments)
                return await answer
        except (TimeoutError, BrokenProcessPool) as problem:
            self._drop(pool)
            raise EngineAway(str(problem) or f"no answer within {seconds:g} s") from problem

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._drop(self._pool)

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")  # a forked engine hangs
            self._pool = ProcessPoolExecutor(
                1, mp_context=context, initializer=_begin, initargs=(self._make, self._arguments)
            )
        return self._pool

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        if self._pool is pool:
            self._pool = None
        for process in list((pool._processes or {}).values()):
            with suppress(ProcessLookupError):
                process.kill()
        # Before Python 3.11.5 the thread that was sending it a recording would wait for ever, and this process with it.
        with suppress(AttributeError, OSError):
            pool._call_queue._reader.close()  # type: ignore[attr-defined]
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _unseen_program() -> Iterator[None]:
    """Hide what this program was started from: a new process would load it, 180 MB of house that no engine needs."""
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program


def _begin(make: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    global _engine
    threading.Thread(target=_end_with_the_house, daemon=True).start()
    _engine = make(*arguments)


def _end_with_the_house() -> None:
    """End when the process that started this one has: it may have been killed, and nobody else would end this one."""
    house = multiprocessing.parent_process()
    if house is not None:
        connection.wait([house.sentinel])
        os._exit(0)


def _work(work: Callable[..., T], arguments: tuple[Any, ...]) -> T:
    return work(_engine, *arguments)
