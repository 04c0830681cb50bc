"""Logs without personal data: one line of JSON each, with ids and names of things, never a resident's words."""

import contextlib
import json
import logging
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar, copy_context
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TypeVar

T = TypeVar("T")
A = TypeVar("A")
_ABOUT: ContextVar[Mapping[str, int | str]] = ContextVar("linli_about", default=MappingProxyType({}))

_PHONE = re.compile(r"(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)")
_ID_CARD = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_PLATE = re.compile(r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6}")
_TOKEN = re.compile(r"(?:bot)?\d{5,}:[A-Za-z0-9_-]{20,}|(?<=code=)[A-Za-z0-9-]+")
_KNOWN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


def scrub(text: str) -> str:
    """Take phones, identity cards, plates, tokens and codes out of a text.

    >>> scrub("call 13912345678 about 川A12345")
    'call [phone] about [plate]'
    """
    for pattern, name in ((_ID_CARD, "[id]"), (_PHONE, "[phone]"), (_PLATE, "[plate]"), (_TOKEN, "[token]")):
        text = pattern.sub(name, text)
    return text


@contextlib.contextmanager
def about(**ids: int | str) -> Iterator[None]:
    """Write ids (inbox=12, job=7, conversation=...) on every log line of what is done inside."""
    token = _ABOUT.set({**_ABOUT.get(), **ids})
    try:
        yield
    finally:
        _ABOUT.reset(token)


def carried(work: Callable[[A], T]) -> Callable[[A], T]:
    """Let work that runs in another thread write the same ids on its lines."""
    context = copy_context()
    return lambda given: context.run(work, given)


class JsonFormatter(logging.Formatter):
    """One line of JSON: time, level, logger, role, message, ids, extras. Exceptions give their type and place only.

    An exception's own words may hold what a resident wrote, so they are left out.
    """

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self._role = {"role": role} if role else {}

    def format(self, record: logging.LogRecord) -> str:
        """Write a record down."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            **self._role,
            "message": scrub(record.getMessage()),
        }
        line |= {name: scrub(value) if isinstance(value, str) else value for name, value in _ABOUT.get().items()}
        extras = {name: value for name, value in record.__dict__.items() if name not in _KNOWN}
        line |= {name: scrub(value) if isinstance(value, str) else value for name, value in extras.items()}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _places(record)
        return json.dumps(line, ensure_ascii=False, default=str)


def _places(record: logging.LogRecord) -> list[str]:
    places = []
    trace = record.exc_info[2] if record.exc_info else None
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places[-8:]


def set_up_logs(level: str, role: str = "") -> None:
    """Send every log to standard error through the formatter; `role` says which kind of process writes."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter(role))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)  # addresses of residents are nobody's business
