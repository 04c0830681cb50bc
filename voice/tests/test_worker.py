"""An engine's process: it is replaced when it dies or hangs, and does not outlive the house."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from voice.worker import EngineAway, Worker

HOUSE = """
import asyncio, sys
from voice.tests.test_worker import number, whose
from voice.worker import Worker

async def main():
    worker = Worker(number, 1)
    print(await worker.call(whose, seconds=60), flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


def number(value: int) -> int:
    return value


def add(engine: int, value: int) -> int:
    return engine + value


def whose(engine: int) -> int:
    return os.getpid()


def hang(engine: int) -> None:
    time.sleep(30)


def die(engine: int) -> None:
    os._exit(3)


async def test_an_engine_is_made_once_and_kept_elsewhere() -> None:
    with closing(Worker(number, 3)) as worker:
        assert await worker.call(add, 4, seconds=60) == 7
        pid = await worker.call(whose, seconds=60)
        assert pid == await worker.call(whose, seconds=60) != os.getpid()


@pytest.mark.parametrize("harm", [hang, die])
async def test_an_engine_that_hangs_or_dies_is_replaced(harm: object) -> None:
    with closing(Worker(number, 3)) as worker:
        await worker.call(add, 0, seconds=60)
        with pytest.raises(EngineAway):
            await worker.call(harm, seconds=0.5)  # type: ignore[arg-type]
        assert await worker.call(add, 5, seconds=60) == 8


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_an_engine_ends_with_a_house_that_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", HOUSE], stdout=subprocess.PIPE) as house:
        assert house.stdout is not None
        engine = Path("/proc") / house.stdout.readline().decode().strip()
        assert engine.exists()
        house.send_signal(signal.SIGKILL)
        house.wait()
    until = time.monotonic() + 20
    while engine.exists():
        assert time.monotonic() < until, "it stays"


LONG_WORDS = """
import asyncio
from voice.tests.test_worker import hang
from voice.worker import EngineAway, Worker

async def main():
    worker = Worker(hang, 1)  # it never gets ready, so that nobody takes in what it is sent
    try:
        await worker.call(len, bytes(5_000_000), seconds=1)
    except EngineAway:
        print("away")
    worker.close()

asyncio.run(main())
"""


def test_an_engine_that_takes_nothing_in_keeps_no_program_from_ending() -> None:
    done = subprocess.run([sys.executable, "-c", LONG_WORDS], capture_output=True, text=True, check=False, timeout=25)
    assert (done.returncode, done.stdout) == (0, "away\n"), done.stderr
