"""How often our own code may fail at one update before it is another matter."""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError

log = logging.getLogger(__name__)
T = TypeVar("T")
TRIES = 3
BETWEEN = 0.2  # seconds
AWAY = (OSError, OperationalError, InterfaceError)
"""The store cannot be reached or written: a matter of waiting, and nothing may be acknowledged."""
Pause = Callable[[float], Awaitable[object]]


class Hopeless(Exception):
    """Our code failed each time; its words are the type of the failure."""


async def tried(number: int, pause: Pause, work: Callable[[], Awaitable[T]]) -> T:
    """Do something for an update, up to three times; Hopeless when no try helped, AWAY as it comes."""
    failure = ""
    for attempt in range(1, TRIES + 1):
        try:
            return await work()
        except AWAY:
            raise
        except Exception as error:  # one update must never stop the others
            failure = type(error).__name__
            log.exception("an update failed", extra={"update": number, "attempt": attempt})
        if attempt < TRIES:
            await pause(BETWEEN * attempt)
    raise Hopeless(failure)
