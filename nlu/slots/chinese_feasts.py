"""Days that have a name: festivals, turns of the farmers' year, lunar dates, and holidays called by their date."""

import functools
import re
from collections.abc import Iterator
from datetime import date, datetime

from nlu.jio import jionlp
from nlu.slots.calendar import DAY, upcoming
from nlu.slots.chinese_years import YEAR, year_of
from nlu.slots.timewords import Days, Reader, Word

_FESTIVALS = (
    "国庆|中秋|春节|过年|元旦|重阳|清明|端午|劳动节|除夕|元宵|腊八|圣诞|儿童节|妇女节|教师节|青年节|建军节|感恩节"
    "|情人节|七夕|中元|母亲节|父亲节|冬至|夏至|立[春夏秋冬]|春分|秋分|惊蛰|谷雨|霜降|芒种|小年|[七八]月半"
    "|大年初[一二三四五六七]|大年三十"
)
_OTHER_NAMES = {"过年": "春节", "小年": "腊月二十三", "七月半": "七月十五", "八月半": "中秋"}
_NUMBERED = {
    "三八": (3, 8),
    "五一": (5, 1),
    "五四": (5, 4),
    "六一": (6, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "十一": (10, 1),
    "双十一": (11, 11),
    "双11": (11, 11),
    "双十二": (12, 12),
    "双12": (12, 12),
    "跨年": (12, 31),
    "平安夜": (12, 24),
}
_AROUND = "(?:节(?!目)|假期|长假|那天|那几天|前后|当天|期间)?"
_NO_NUMBER = r"(?<![0-9零〇一二两三四五六七八九十百千年月第初周期拜])"
PATTERNS = {
    "festival": rf"(?:(?P<festivalyear>{YEAR})的?)?(?P<festival>{_FESTIVALS}){_AROUND}",
    "numbered": (
        # 五一 may be said by itself; the other numbers need a word that tells a holiday from a number.
        rf"{_NO_NUMBER}(?P<numbered>双十[一二]|双1[12]|跨年|平安夜|五一(?![0-9零〇一二三四五六七八九十百千万点号楼栋"
        r"幢座单室层房个块元年月日天分米度路])|(?:三八|五四|六一|七一|八一)(?=节|那[天几]|前后|期间|放假|假期|当天|有什么|搞|办)"
        rf"|十一(?=假|长假|期间|劳动|黄金|放假|那几天|前后|出去|去哪)){_AROUND}"
    ),
    "turn": r"(?:(?<=^)|(?<=[,.;!?、\s我你们能在到等赶是就得都才要]))年(?P<turn>[前后])(?![几三五来面])",
    "lunar": (
        rf"(?P<lunaryear>{YEAR})?的?(?:(?:农历|阴历)?(?:(?:正|冬|腊)月|(?:[一二三四五六七八九]|十[一二]?)月(?=初))"
        r"(?:初[一二三四五六七八九十]|[一二三四五六七八九十廿]{1,3})"
        r"|(?:农历|阴历)[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿]{1,3})"
        r"|(?P<first>(?<![高大月])初[一二三四五六七八九十](?![中班级]))"
    ),
}


def _festival(match: re.Match[str], now: datetime) -> Iterator[Word]:
    name, said = _OTHER_NAMES.get(match["festival"], match["festival"]), match["festivalyear"]
    # 今年过年 is the one that this year ends with.
    is_next = said is None or (match["festival"] == "过年" and said.startswith("今"))
    yield from _on(match, known_day(name, now.date()) if is_next else named_day(name, year_of(said, now)))


def _numbered(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield from _on(match, upcoming(*_NUMBERED[match["numbered"]], now.date()))


def _turn(match: re.Match[str], now: datetime) -> Iterator[Word]:
    """年前, 年后: what is left of the old year before the Spring Festival, the weeks behind it."""
    feast, today = known_day("春节", now.date()), now.date()
    if feast and match["turn"] == "后":
        yield Days(match.start(), match.end(), feast, feast + 30 * DAY)
    elif feast and today < feast:
        yield Days(match.start(), match.end(), today, feast)


def _lunar(match: re.Match[str], now: datetime) -> Iterator[Word]:
    name = match[0].removeprefix(match["lunaryear"] or "").lstrip("的 ")
    if match["lunaryear"]:
        yield from _on(match, named_day(name, year_of(match["lunaryear"], now)))
    elif match["first"]:  # of the month that comes next
        months = (known_day(f"农历{number}月{name}", now.date()) for number in "一二三四五六七八九")
        yield from _on(match, min((day for day in months if day), default=None))
    else:
        yield from _on(match, known_day(name, now.date()))


def known_day(name: str, today: date) -> date | None:
    """Return the next day of that name from today on, by jionlp's calendar of festivals and lunar dates."""
    # The lunar year that a year begins ends in the next one: in January, the new year's eve to come is the last year's.
    days = (named_day(name, year) for year in (today.year - 1, today.year, today.year + 1))
    return next((day for day in days if day and day >= today), None)


@functools.lru_cache(maxsize=256)
def named_day(name: str, year: int) -> date | None:
    """Return the day of that name in a year."""
    full = name if name.endswith(("节", "旦", "夕")) or name.startswith("大年") or "月" in name else f"{name}节"
    if "月" in full and not full.startswith(("农历", "阴历")):
        full = f"农历{full}"
    try:
        parsed = jionlp().parse_time(full, time_base=datetime(year, 1, 1, 12))  # noqa: DTZ001
        return datetime.strptime(parsed["time"][0], "%Y-%m-%d %H:%M:%S").date()  # noqa: DTZ007
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None


def _on(match: re.Match[str], day: date | None) -> Iterator[Word]:
    if day:
        yield Days(match.start(), match.end(), day, day + DAY)


READERS: dict[str, Reader] = {
    "festival_": _festival,
    "numbered_": _numbered,
    "turn_": _turn,
    "lunar_": _lunar,
}
