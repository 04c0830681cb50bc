"""Messages as residents write them, of one request and of several: where one ends and the next begins is learned here.

`zh.jsonl` and `en.jsonl` hold a message a line: `{"text": ..., "segments": [{"text": ..., "intent": ...}, ...]}`. A
request whose words alone would not tell what it asks for has `"alone": false` there.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nlu.normalize import tidy
from nlu.phrases import LANGS, Example


@dataclass(frozen=True, slots=True)
class Request:
    """Words of a message that ask for one thing, where they begin, and whether they tell it without the others."""

    text: str
    intent: str
    start: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Message:
    """A tidy text, and the requests that it holds in their order."""

    text: str
    lang: str
    requests: tuple[Request, ...]


@cache
def messages() -> tuple[Message, ...]:
    """Return all messages; raises ValueError, naming the line, where a request's words are not in its message."""
    return tuple(message for lang in LANGS for message in _read(lang))


def spoken_beside(intents: Collection[str]) -> tuple[Example, ...]:
    """Return the requests of these intents as phrases: short, as they are said beside others, or long."""
    return tuple(
        Example(request.text, request.intent, message.lang)
        for message in messages()
        for request in message.requests
        if request.alone and request.intent in intents
    )


def _read(lang: str) -> Iterator[Message]:
    lines = files(__name__).joinpath(f"{lang}.jsonl").read_text("utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        row = json.loads(line)
        text, requests, end = tidy(row["text"]), list[Request](), 0
        for part in row["segments"]:
            words = tidy(part["text"])
            start = text.find(words, end)
            end = start + len(words)
            requests.append(Request(words, part["intent"], start, part.get("alone", True)))
        if not requests or any(request.start < 0 for request in requests):
            raise ValueError(f"{lang}.jsonl, line {number}: its requests are not its words, in order")
        yield Message(text, lang, tuple(requests))
