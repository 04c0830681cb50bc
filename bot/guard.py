"""A network call inside a turn raises: it would make everybody wait."""

import contextlib
import sys
import threading
from collections.abc import Iterator
from functools import cache

_inside = threading.local()
_NETWORK = frozenset({"socket.connect", "socket.getaddrinfo", "socket.sendto"})


class NetworkInTurn(RuntimeError):
    """A handler tried to reach a network; wish for an effect instead, or read it before the turn."""


def _refuse(event: str, arguments: object) -> None:
    if event in _NETWORK and getattr(_inside, "turn", False):
        raise NetworkInTurn(f"{event} inside a turn: use turn.effects, it runs after the commit")


@cache
def _watch() -> None:
    sys.addaudithook(_refuse)


@contextlib.contextmanager
def no_network() -> Iterator[None]:
    """Refuse network calls of this thread."""
    _watch()
    _inside.turn = True
    try:
        yield
    finally:
        _inside.turn = False
