"""Compares the slots that `linli understand` prints with what people marked: F1 over slots, words by containment.

Numbers are compared as numbers however they are said (俩, four, fourteenth, 五零一). Where a name is printed for words
that people marked as said (`off` for 关掉), the words it was read from count as well.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from actions.registry import Registry
from nlu.slots.numerals import ENGLISH, ENGLISH_ORDINAL, ordinal, whole
from nlu.types import Understanding
from nlu.wire import to_json

STRUCTURED = (
    "time",
    "place",
    "plate",
    "phone",
    "amount",
    "count",
    "people",
    "building",
    "unit",
    "room",
    "floor",
    "location",
)
_EXACT = frozenset({"fee_type", "category", "area", "urgency", "lang", "choice"})
_NAMED_BY_WORDS = frozenset({"action", "direction"})
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_NUMBER = re.compile(r"[〇零一二两俩三仨四五六七八九十百千万]+")
_ENGLISH = re.compile(rf"\b{ENGLISH}\b")
_ORDINAL = re.compile(rf"\b{ENGLISH_ORDINAL}\b")
_MARKS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Score:
    """How often each slot was found as marked, with another value, not at all, or where nothing was marked."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    spurious: Counter[str] = field(default_factory=Counter)

    @property
    def names(self) -> Sequence[str]:
        """Every slot that was marked or found, those with most mistakes first."""
        mistakes = self.wrong + self.wrong + self.missing + self.spurious
        return [name for name, _ in mistakes.most_common()] + sorted(set(self.right) - set(mistakes))

    def f1(self, *names: str, structured: bool = False) -> float:
        """Return F1 (0 to 1) over some slots, over those built by rules, or over all; a wrong value counts twice."""
        wanted = names or (STRUCTURED if structured else tuple(self.names))
        right, wrong, missing, spurious = (
            sum(one[name] for name in wanted) for one in (self.right, self.wrong, self.missing, self.spurious)
        )
        return 2 * right / max(1, 2 * right + 2 * wrong + missing + spurious)


def score(answers: Iterable[tuple[Mapping[str, Any], Understanding]], registry: Registry) -> Score:
    """Score the slots that matter for the marked intent, whatever intent was understood."""
    scored = Score()
    for row, meant in answers:
        found = to_json(meant, "")["slots"]
        wanted = row["slots"]
        got = {name: found[of] for name, of in registry.slots(row["intent"]).items() if of in found}
        for name in {*wanted, *got}:
            if name in wanted and name in got and _is_right(name, wanted[name], got[name], meant):
                scored.right[name] += 1
                continue
            kind = scored.spurious if name not in wanted else scored.missing if name not in got else scored.wrong
            kind[name] += 1
    return scored


def _is_right(name: str, wanted: object, got: object, meant: Understanding) -> bool:
    entity = meant.entity(name) if name in _NAMED_BY_WORDS else None
    return _same(name, wanted, got) or bool(entity and _same(name, wanted, entity.text))


def _same(name: str, wanted: object, got: object) -> bool:
    said = got["text"] if isinstance(got, dict) else got
    if name in _EXACT:
        return str(wanted) == str(said)
    one, other = _bare(str(wanted)), _bare(str(said))
    return bool(one and other) and (one in other or other in one)


def _bare(text: str) -> str:
    plain = _ORDINAL.sub(lambda match: str(ordinal(match[0])), text.lower())
    plain = _ENGLISH.sub(lambda match: str(whole(match[0])), plain)
    return _MARKS.sub("", _NUMBER.sub(lambda match: _digits(match[0]), plain))


def _digits(said: str) -> str:
    """Write a Chinese number in digits: 三百零五 305, 五零一 501."""
    if all(char in _DIGITS for char in said):
        return "".join(str(_DIGITS[char]) for char in said)
    total, last, unit = 0, 0, 1
    for char in said:
        if char in _DIGITS:
            last = _DIGITS[char]
            unit = unit if last else 1
        else:
            total, last = (total + last) * 10000 if char == "万" else total + (last or 1) * _UNITS[char], 0
            unit = _UNITS[char] // 10
    return str(total + last * unit)  # 一万二 leaves out its last unit
