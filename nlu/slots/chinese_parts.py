"""Parts of the day as Chinese names them: by name, by meals and work, by light and warmth."""

import re
from collections.abc import Iterator
from datetime import datetime

from nlu.slots.calendar import DAY
from nlu.slots.timewords import Days, Part, Reader, Word

NEAR = {"今": 0, "明": 1, "后": 2, "昨": -1, "前": -2, "大后": 3, "大前": -3}
_PARTS = {
    "凌晨|后半夜|下半夜": ("night", 0, 6),
    "清晨|清早|大清早|一大早|一早|大早上|早上|早晨|早间|早尚|早|晨": ("morning", 6, 12),
    "上午|尚午|上昼|上半天|前半天|早半晌|前半晌|上半晌": ("morning", 8, 12),
    "中午|午间|午休": ("noon", 11, 14),
    "下午|午后|下昼|下半天|后半天|后半晌|下半晌": ("afternoon", 12, 18),
    "傍晚|黄昏|擦黑|掌灯|夜快头": ("evening", 17, 20),
    "晚上|晚间|夜里|夜间|半夜|深夜|夜晚|前半夜|上半夜|晚尚|晚|夜": ("night", 18, 24),
}
_NAMED = {said: part for names, part in _PARTS.items() for said in names.split("|")}
_MORNING, _EARLY, _BEFORE_DARK, _LATE = (
    ("morning", 6, 9),
    ("morning", 8, 11),
    ("afternoon", 12, 18),
    ("evening", 18, 22),
)
_ROUTINES = (  # what it lies before or behind, the part before it, the part behind it
    ("早饭|早餐", _MORNING, _EARLY),
    ("上班|上学", _MORNING, _EARLY),
    ("午饭|中饭|午餐", ("morning", 8, 12), ("afternoon", 12, 18)),
    ("午睡|午觉|午休", ("noon", 11, 13), ("afternoon", 13, 18)),
    ("放学|下学|下课", ("afternoon", 12, 16), ("afternoon", 16, 20)),
    ("晚饭|夜饭|晚餐|饭|下班|收工|天黑|太阳下山|太阳落山|日头落山|日落", _BEFORE_DARK, _LATE),
    ("睡觉", ("night", 20, 23), ("night", 22, 24)),
    ("天亮|日出|太阳出来", ("night", 0, 6), _MORNING),
)
_AROUND = {said: parts for names, *parts in _ROUTINES for said in names.split("|")}
_SKIES = (
    (r"天(?:还?[不没未刚]|一)(?:怎么)?亮|(?:天蒙|蒙|天麻|麻)[蒙麻]亮", ("morning", 5, 8)),
    (r"(?:天|太阳|日头)[^,。;!?]{0,2}(?:暖和|暖|好)(?:点儿?|一点|些)?的?时候", ("noon", 10, 15)),
    (r"天[^,。;!?]{0,2}凉快?(?:点儿?|一点|些)?的?时候", ("evening", 17, 20)),
)
_SKY = tuple((re.compile(pattern), part) for pattern, part in _SKIES)
_ASKED = r"(?<!哪天)(?<!几号)(?<!哪日)(?<!周几)(?<!拜几)(?<!期几)"  # 哪天下午 asks for a day and names no time
_WORDS = "|".join(sorted((said for said in _NAMED if len(said) > 1 and said != "午休"), key=len, reverse=True))
PATTERNS = {
    "routine": (
        rf"(?:吃(?:完|了|过)?)?(?P<routine>{'|'.join(sorted(_AROUND, key=len, reverse=True))})(?:以|之)?"
        r"(?P<side>[前后])(?![面台门])"
    ),
    "short": r"(?P<short>今|明|后|昨|当)(?P<shortpart>早上?|晨|晚上?|夜里?)",
    "sky": "|".join(pattern for pattern, _ in _SKIES),
    "part": (
        rf"{_ASKED}(?:(?:{_WORDS})(?!好)|午休(?=时间?|的?时候|期间|那会)"
        r"|[早晚](?=[0-9一二两三四五六七八九十]{1,2}(?:点|时|:|[到至-]))"
        r"|(?<=[天日一二三四五六末])(?:早(?![晚早出])|晚(?!归))(?!饭|餐|点|些|会|各))"
    ),
}


def _routine(match: re.Match[str], now: datetime) -> Iterator[Word]:
    before, behind = _AROUND[match["routine"]]
    yield Part(match.start(), match.end(), *(before if match["side"] == "前" else behind))


def _short(match: re.Match[str], now: datetime) -> Iterator[Word]:
    day = now.date() + NEAR.get(match["short"], 0) * DAY
    middle = match.start("shortpart")
    yield Days(match.start(), middle, day, day + DAY)
    yield part_of(middle, match.end(), match["shortpart"])


def _sky(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield Part(match.start(), match.end(), *next(part for sky, part in _SKY if sky.fullmatch(match[0])))


def _part(match: re.Match[str], now: datetime) -> Iterator[Word]:
    yield part_of(match.start(), match.end(), match[0])


def part_of(start: int, end: int, said: str) -> Part:
    """Return the part of the day of that name; 夜里 and 晨 go by their first character."""
    return Part(start, end, *(_NAMED.get(said) or _NAMED[said[0]]))


READERS: dict[str, Reader] = {"routine_": _routine, "short_": _short, "sky_": _sky, "part_": _part}
