"""Asks a Rasa server what a text means: one POST on a connection that stays open, one time-out for all of it."""

import asyncio
import json
import re
import socket
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import quote, urlsplit

from nlu.normalize import standard, tidy
from nlu.types import Intent

PATIENCE = 1.0  # seconds for a whole question: a hundred times what an answer usually takes
_LARGEST = 1 << 20  # bytes of an answer that are read
_THREADS = 4
_READ = 300  # characters that decide what is meant
_CODE = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")  # as one-time codes are


class Why(StrEnum):
    """Why an answer of Rasa cannot be used."""

    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"  # refused, reset, no such host, no HTTP
    STATUS = "status"  # another than 200, such as 401 for a wrong token
    NOT_JSON = "not_json"
    FIELDS = "fields"  # no ranking, or one of another form
    CONFIDENCE = "confidence"  # not a number from 0 to 1
    UNKNOWN_INTENT = "unknown_intent"  # learned from other phrases than ours


class NoAnswer(Exception):
    """Rasa gave no answer that can be used."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def askable(text: str) -> str:
    """Return a text as Rasa is asked; it takes one that begins with a slash for the name of an intent.

    A code leaves this process for nobody, and figures alone mean nothing to Rasa: it is not asked.

    >>> askable("/emergency"), askable("//"), askable("482913"), askable("my code is 482913")
    ('emergency', '', '', 'my code is 000000')
    """
    words = _CODE.sub("000000", standard(tidy(text)[:_READ])).lstrip("/ ")
    return words if any(map(str.isalpha, words)) else ""


def ranking_of(answer: bytes) -> tuple[Intent, ...]:
    """Read the ranking from an answer of `/model/parse`, best first; empty where Rasa knows none of the words.

    Raises NoAnswer for what is no such answer.
    """
    try:
        document = json.loads(answer)
    except (ValueError, RecursionError):
        raise NoAnswer(Why.NOT_JSON) from None
    rows = document.get("intent_ranking") if isinstance(document, dict) else None
    if not isinstance(rows, list) or not isinstance(document.get("intent"), dict):
        raise NoAnswer(Why.FIELDS)
    return tuple(sorted(map(_intent, rows), key=lambda intent: -intent.confidence))


def _intent(row: object) -> Intent:
    if not isinstance(row, dict) or not isinstance(row.get("name"), str) or "confidence" not in row:
        raise NoAnswer(Why.FIELDS)
    confidence = row["confidence"]
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
        raise NoAnswer(Why.CONFIDENCE)  # NaN is no number between
    return Intent(row["name"], float(confidence))


class RasaServer:
    """A Rasa server at an `http://` or `https://` address."""

    def __init__(self, url: str, token: str, patience: float = PATIENCE) -> None:
        parts = urlsplit(url)
        self._secure = parts.scheme == "https"
        self._host, self._port = parts.hostname or "", parts.port
        self._path = f"{parts.path.rstrip('/')}/model/parse?token={quote(token, safe='')}"
        self._patience = patience
        self._idle: deque[HTTPConnection] = deque()
        self._pool = ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="rasa")

    async def rank(self, text: str) -> tuple[Intent, ...]:
        """Return Rasa's ranking of an askable text, best first; raises NoAnswer."""
        question = _Question(self, text)
        try:
            async with asyncio.timeout(self._patience):
                answer = await asyncio.get_running_loop().run_in_executor(self._pool, question.ask)
        except TimeoutError:
            question.give_up()
            raise NoAnswer(Why.TIMEOUT) from None
        except (OSError, HTTPException):
            raise NoAnswer(Why.UNREACHABLE) from None
        return ranking_of(answer)

    def close(self) -> None:
        """Close every connection and end the threads."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        while self._idle:
            self._idle.pop().close()

    def connection(self) -> tuple[HTTPConnection, bool]:
        """Return a connection, and whether it has been used before."""
        with suppress(IndexError):
            return self._idle.pop(), True
        kind = HTTPSConnection if self._secure else HTTPConnection
        return kind(self._host, self._port, timeout=self._patience), False

    def keep(self, connection: HTTPConnection) -> None:
        """Keep a connection for the next question."""
        self._idle.append(connection)

    def exchange(self, connection: HTTPConnection, text: str) -> bytes:
        """Send one question and read its answer."""
        body = json.dumps({"text": text})
        connection.request("POST", self._path, body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        answer = response.read(_LARGEST)
        if response.status != 200:
            raise NoAnswer(Why.STATUS)
        if not response.isclosed():  # cut short, or too long
            raise NoAnswer(Why.NOT_JSON)
        return answer


class _Question:
    """One question under way; whoever waits for it may give it up from outside."""

    def __init__(self, server: RasaServer, text: str) -> None:
        self._server = server
        self._text = text
        self._connection: HTTPConnection | None = None
        self._given_up = False

    def ask(self) -> bytes:
        """Ask on an open connection; if the server has closed it meanwhile, once more on a new one."""
        connection, used = self._server.connection()
        try:
            return self._ask(connection)
        except (ConnectionError, HTTPException):  # RemoteDisconnected is both
            if not used or self._given_up:
                raise
        fresh, used = self._server.connection()
        while used:  # the others have lain idle as long
            fresh.close()
            fresh, used = self._server.connection()
        return self._ask(fresh)

    def give_up(self) -> None:
        """Wake the thread that waits for this question, however slowly the server talks."""
        self._given_up = True
        sock = self._connection.sock if self._connection else None
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def _ask(self, connection: HTTPConnection) -> bytes:
        self._connection = connection
        try:
            answer = self._server.exchange(connection, self._text)
        except BaseException:
            connection.close()
            raise
        self._server.keep(connection)
        return answer
