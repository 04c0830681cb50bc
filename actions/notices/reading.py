"""What a notice is about, whom it concerns and when it holds, read from its own words where its row does not say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import as_file, files

from nlu.normalize import language, simplify, tidy
from nlu.phrases import read as read_phrases
from nlu.slots import time
from nlu.slots.gazetteer import Gazetteer
from nlu.slots.numerals import digits
from nlu.types import Moment

_N = "[0-9零〇一二两三四五六七八九十百]{1,4}"
_SUFFIX = r"(?:号楼|号院|栋|幢|座)"
_BUILDINGS = re.compile(
    rf"(?P<list>{_N}(?:\s*(?:{_SUFFIX})?\s*(?:[、,，/和及与]|至|到|-|~)\s*{_N})*)\s*{_SUFFIX}"
    r"|\b(?:blocks?|buildings?|towers?)\s+(?P<en>[0-9]{1,3}(?:\s*(?:,|and|&|to|-)\s*[0-9]{1,3})*)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"([0-9]{1,3})\s*(?:至|到|-|~|to)\s*([0-9]{1,3})")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATED = re.compile(rf"[0-9一二三四五六七八九十]\s*月|[0-9]{{4}}[-/.][0-9]|\b(?:{_MONTH})", re.IGNORECASE)
_FROM = re.compile(r"\s*(?:开始|起(?!重)|以后|之后|后|onwards?)|.*\b(?:starts?|from|begins?)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:结束|为止|止|截止|前(?!后))|.*(?:截至|截止到?|\buntil|\bby|\bends?)\s*$", re.IGNORECASE)
# Where the words of a topic do not stand side by side: 3号电梯9月维修.
_STOPS = "停运|维修|检修|更换|保养|停用|施工"
_APART = (
    ("elevator_works", re.compile(rf"(?:电梯|扶梯).*(?:{_STOPS})|(?:lift|elevator).*(?:clos|repair|work|out)")),
    ("water_outage", re.compile(r"(?:停|断|限).{0,3}水|水.{0,6}(?:检修|抢修|暂停|中断)|water.*(?:off|cut|stop)")),
    ("power_outage", re.compile(r"(?:停|断|限).{0,3}电(?!梯)|(?:power|electricity).*(?:off|cut|stop)")),
    ("gas_outage", re.compile(r"(?:停|断).{0,3}(?:气|燃气|煤气)|gas.*(?:off|cut|stop)")),
    ("heating_season", re.compile(r"供[暖热]|暖气|采暖|heating")),
    ("renovation", re.compile(r"装修|装潢|renovat|decorat")),
)


@dataclass(frozen=True, slots=True)
class Span:
    """When a notice holds: from `starts` until before `ends`; None is open."""

    starts: datetime | None = None
    ends: datetime | None = None


@cache
def _topics(package: str) -> Gazetteer:
    with as_file(files(package) / "phrases") as folder:
        words = read_phrases([folder / "zh.yml", folder / "en.yml"]).words
    return Gazetteer({"topic": words.get("topic", {})})


def topic_of(words: str) -> str:
    """Return the topic that residents would ask for, empty where there is none.

    >>> topic_of("5月8日上午停水，水箱清洗"), topic_of("关于遛狗的提醒")
    ('water_outage', '')
    """
    plain = simplify(tidy(words))
    apart = next((topic for topic, pattern in _APART if pattern.search(plain)), "")
    found = _topics("actions.notices").find(plain)
    return apart or (str(found[0].value) if found else "")


def buildings_of(words: str) -> list[str]:
    """Return the buildings that are named, as residents name them; empty: everybody.

    >>> buildings_of("范围：7栋、9栋"), buildings_of("1-3号楼停电"), buildings_of("全体业主")
    (['7栋', '9栋'], ['1栋', '2栋', '3栋'], [])
    """
    numbers: list[int] = []
    for match in _BUILDINGS.finditer(simplify(words)):
        said = re.sub(_N, lambda number: digits(number[0]), match["list"] or match["en"])
        said = _RANGE.sub(_counted, said)
        numbers += [int(number) for number in re.findall(r"[0-9]+", said)]
    return [f"{number}栋" for number in dict.fromkeys(numbers)]


def _counted(match: re.Match[str]) -> str:
    first, last = int(match[1]), int(match[2])
    return ",".join(map(str, range(first, last + 1))) if first <= last <= first + 50 else match[0]


def span_of(words: str, now: datetime) -> Span:
    """Return when a notice holds by its first date; one that only says when something begins stays open."""
    moments = _moments(words, now)
    if not moments:
        return Span()
    when = max(moments, key=lambda moment: (moment.clock is not None, moment.end - moment.start))
    before, _, after = words.partition(when.text.strip())
    if _UNTIL.match(after) or _UNTIL.match(before):
        return Span(None, when.end)
    begins = _FROM.match(after) is not None or _FROM.match(before) is not None
    return Span(when.start, None if begins else max(when.end, when.start))


def _moments(words: str, now: datetime) -> Sequence[Moment]:
    found = [entity.value for entity in time.read(words, language(words), now) if entity.slot == "time"]
    moments = [value for value in found if isinstance(value, Moment) and value.recurrence is None]
    return [moment for moment in moments if _DATED.search(moment.text) and moment.end >= moment.start]
