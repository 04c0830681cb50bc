"""Where a message may be cut into requests; which cuts are made is for an engine to say (engines/dividing.py)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

CLAUSES = 6  # into which a message is cut at most
_CUTS = 3  # nobody asks for five things in one breath
_LEAST = 9  # size from which a clause can be a request: 开空调, but not 好的 or "ok"
_HAN = "\u3400-\u9fff"
_NEAR = 6  # characters after a value that still belong to the answer: 明天上午都可以
EDGES = " ,。!?;、"

_STOP = r"(?:[。!?;…~]|(?<=[a-z]{2})\.(?=\s|$))+\s*"
_COMMA = r"[,、:]\s*"
_SPACE = rf"(?<=[{_HAN}0-9])\s(?=[{_HAN}])|(?<=[{_HAN}])\s(?=[0-9A-Za-z])"  # stands for a comma in Chinese
_STRONG = (
    r"另外|还有(?![多几没人空位谁啥什哪别])|顺便|顺带|对了|哦对|再就是|再有(?:就是)?|仲有|此外|以及"
    r"|(?<!\d)[1-4][.)、](?!\d)\s?|第?[一二三四]是"
    r"|\b(?:and also|(?:and )?one more thing|another thing|oh and|by the way|btw|(?:i |we )?also|plus|secondly)\b"
)
_WEAK = r"然后|同时|接着|回头|最后|再(?=[帮给把交查订约报问来看叫开关调请派])|\b(?:and then|and|then|but)\b"
_SIGN = rf"(?:{_STOP}|{_COMMA}|{_SPACE})"
_BOUNDARY = re.compile(rf"{_SIGN}?(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK}))[,:]?\s*|{_SIGN}", re.IGNORECASE)
_SIGNS = {
    name: re.compile(sign, re.IGNORECASE) for name, sign in (("stop", _STOP), ("comma", _COMMA), ("space", r"\s"))
}
_ASKS = re.compile(
    r"[多几]少|几[点时号多]|[吗么没][?,。]?$|\?|什么|怎么|哪|帮我|\b(?:how|what|when|where|who|is there|can i|do i)\b"
)
_STRENGTH = {"stop": 3, "comma": 1, "space": 1, "strong": 3, "weak": 1}


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch [start, end) of a text, and how it is set off from the clause before it."""

    start: int
    end: int
    sign: str = ""  # stop, comma, space, or bare: only a word tells it apart
    link: str = ""  # strong (另外, also), weak (然后, and) or none

    @property
    def strength(self) -> int:
        """How clearly something new begins here."""
        return _STRENGTH.get(self.sign, 0) + _STRENGTH.get(self.link, 0)


def clauses(text: str, most: int) -> tuple[Clause, ...]:
    """Cut a tidy text at stops, commas, spaces between Chinese words and words that add something; see `joined`."""
    found: list[Clause] = []
    start, sign, link = 0, "", ""
    for match in _BOUNDARY.finditer(text):
        if match.end() == len(text) or _size(text[start : match.start()]) < _LEAST:
            continue  # what is too short goes with what follows
        found.append(Clause(start, match.start(), sign, link))
        start, sign, link = match.end(), *_kind(match)
    if found and _size(text[start:]) < _LEAST:
        last = found.pop()
        start, sign, link = last.start, last.sign, last.link
    return joined([*found, Clause(start, len(text), sign, link)], most)


def joined(found: Sequence[Clause], most: int) -> tuple[Clause, ...]:
    """Leave at most so many clauses apart, those that are set off most clearly."""
    kept = sorted(sorted(range(1, len(found)), key=lambda place: -found[place].strength)[: most - 1])
    return tuple(replace(found[first], end=found[after - 1].end) for first, after in pairwise((0, *kept, len(found))))


def asks(words: str) -> bool:
    """Say whether words ask for something by their form: 多少, 帮我, "how"."""
    return _ASKS.search(words) is not None


def divisions(number: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield each way to part so many clauses into two to four stretches, each as its first and last clause."""
    for cuts in range(1, min(_CUTS, number - 1) + 1):
        for places in combinations(range(1, number), cuts):
            yield tuple((first, after - 1) for first, after in pairwise((0, *places, number)))


def stretch(text: str, among: tuple[Clause, ...], first: int, last: int) -> str:
    """Return the words from one clause to another, as they stand, without what sets them off."""
    return text[among[first].start : among[last].end].strip(EDGES)


def after_answer(text: str, start: int, end: int) -> tuple[str, str] | None:
    """Part an answer, whose value stands at [start, end), from what is said after it: 厨房, 对了要收费吗.

    Returns both without what sets them off; None where the answer does not come first or nothing follows.
    """
    if _size(text[:start]) >= _LEAST:
        return None
    for match in _BOUNDARY.finditer(text, end):
        if match.start() > end + _NEAR:
            return None
        if match.end() < len(text) and _size(text[match.end() :]) >= _LEAST:
            return text[: match.start()].strip(EDGES), text[match.end() :].strip(EDGES)
    return None


def _kind(match: re.Match[str]) -> tuple[str, str]:
    sign = next((name for name, pattern in _SIGNS.items() if pattern.match(match.string, match.start())), "bare")
    return sign, match.lastgroup or "none"


def _size(text: str) -> int:
    """Return how much is said; a Chinese character says as much as three letters."""
    return sum(3 if "\u3400" <= char <= "\u9fff" else 1 for char in text.strip(EDGES))
