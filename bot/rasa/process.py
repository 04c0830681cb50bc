"""Rasa's processes: training, and the server, kept alive as long as it is wanted."""

import asyncio
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bot.rasa.home import HOST, RasaHome, RasaProblem, secret

READY = 300.0  # seconds until a server answers: it loads its model first, and the machine may be busy
_STOP = 15.0  # seconds a server may take to end
_BACK_OFF = (1.0, 2.0, 5.0, 15.0, 60.0)  # seconds before it is started again
_STEADY = 300.0  # seconds of life after which a death is the first one again
Tell = Callable[[str], None]


def environment(recipe: Path, given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the variables of Rasa's processes: none of our secrets, no telemetry, our tokenizer on the path."""
    kept = {name: value for name, value in given.items() if not name.startswith(("LINLI_", "PYTHON"))}
    return kept | {
        "PYTHONPATH": str(recipe),
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore",  # of TensorFlow and its like, a page at every start
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }


def train(home: RasaHome, recipe: Path, data: Path, config: Path, name: str) -> None:
    """Run `rasa train nlu` on a folder with nlu.yml and domain.yml; raises RasaProblem when it fails."""
    command = [str(home.environment / "bin" / "rasa"), "train", "nlu", "--config", str(config)]
    command += ["--nlu", str(data / "nlu.yml"), "--domain", str(data / "domain.yml")]
    command += ["--out", str(home.models), "--fixed-model-name", name]
    done = subprocess.run(command, cwd=data, env=environment(recipe), check=False)  # noqa: S603
    if done.returncode or not home.model(name).is_file():
        raise RasaProblem(f"rasa train ended with status {done.returncode}; its own words are above")


def server_command(home: RasaHome, recipe: Path, model: Path, port: int) -> list[str]:
    """Return the command that serves a model to this machine."""
    return [str(home.python), str(recipe / "serve.py"), str(home.token), str(model), HOST, str(port)]


def require_free(port: int) -> None:
    """Raise when somebody else has the port."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise RasaProblem(f"port {port} of {HOST} is taken: stop what is there, or name another --port") from None


def free_port() -> int:
    """Return a port that nobody has."""
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(home: RasaHome, recipe: Path, model: Path, log: Path) -> Iterator[tuple[str, int]]:
    """Serve a model on a free port while the block runs; return its address and its process's number."""
    secret(home.token)
    port = free_port()
    with log.open("wb") as words:
        process = subprocess.Popen(  # noqa: S603
            server_command(home, recipe, model, port),
            env=environment(recipe),
            stdout=words,
            stderr=words,
            cwd=home.folder,
        )
        try:
            wait_ready(port, lambda: process.poll() is None, log)
            yield f"http://{HOST}:{port}", process.pid
        finally:
            process.terminate()
            try:
                process.wait(_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_ready(port: int, lives: Callable[[], bool], log: Path) -> None:
    """Wait until a server answers: its port opens when the model is loaded."""
    until = time.monotonic() + READY
    while not answers(port):
        if not lives() or time.monotonic() > until:
            raise RasaProblem(f"Rasa's server did not come up; its own words are in {log}")
        time.sleep(0.5)


def answers(port: int) -> bool:
    """Say whether a Rasa server listens on this machine: its front page needs no token."""
    with closing(HTTPConnection(HOST, port, timeout=5)) as connection:
        try:
            connection.request("GET", "/")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False


async def keep_alive(command: list[str], variables: Mapping[str, str], cwd: Path, tell: Tell) -> None:
    """Run a server and start it again whenever it ends, until this task is cancelled."""
    deaths = 0
    while True:
        began = time.monotonic()
        process = await asyncio.create_subprocess_exec(*command, env=variables, cwd=cwd)
        try:
            status = await process.wait()
        except asyncio.CancelledError:
            await _end(process)
            raise
        deaths = 0 if time.monotonic() - began > _STEADY else deaths
        pause = _BACK_OFF[min(deaths, len(_BACK_OFF) - 1)]
        deaths += 1
        tell(f"Rasa's server ended with status {status}; it starts again in {pause:.0f} s")
        await asyncio.sleep(pause)


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(_STOP):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
