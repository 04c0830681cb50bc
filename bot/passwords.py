import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, Protocol, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

WORKERS = 2  # hashes at once: a flood of sign-ins must not take the machine from the residents
QUEUE = 20  # that may wait for a worker
SHORTEST = 10  # characters of a password
P = ParamSpec("P")
T = TypeVar("T")


class Busy(RuntimeError):
    """Too many sign-ins wait already; try again in a moment."""


class WeakPassword(ValueError):
    """A password is too short; the message says how long it has to be."""


class Passwords(Protocol):
    """What the sign-in needs: compare a password with a hash, in the same time whether there is one or not."""

    async def matches(self, hashed: str, password: str) -> bool:
        """Say whether a password belongs to a hash; an empty hash takes as long and is never right."""
        ...

    def close(self) -> None:
        """Let the workers go."""
        ...


def hasher() -> PasswordHasher:
    """Return argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet)."""
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """Return the argon2id hash of a new password, or raise WeakPassword."""
    if len(password) < SHORTEST:
        raise WeakPassword(f"a password needs at least {SHORTEST} characters")
    return hasher().hash(password)


def right(hashed: str, password: str) -> bool:
    """Say whether a password belongs to a hash."""
    try:
        return hasher().verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


class HashPool:
    """Compares passwords in two threads; what does not fit into the queue is refused at once."""

    def __init__(self, workers: int = WORKERS, queue: int = QUEUE, compare: Callable[[str, str], bool] = right) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="linli-password")
        self._room = workers + queue
        self._inside = 0
        self._compare = compare
        self._nobody = hasher().hash(secrets.token_hex(16))

    async def matches(self, hashed: str, password: str) -> bool:
        """Compare, or raise Busy when too many wait."""
        same = await self.run(self._compare, hashed or self._nobody, password)
        return same and bool(hashed)

    async def run(self, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Do slow work in a thread, or raise Busy when too many wait."""
        if self._inside >= self._room:
            raise Busy
        self._inside += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, partial(work, *args, **named))
        finally:
            self._inside -= 1

    def close(self) -> None:
        """Let the workers go."""
        self._pool.shutdown(wait=False, cancel_futures=True)
