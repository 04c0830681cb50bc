import re
from datetime import date, datetime

from nlu import starts
from nlu.slots.calendar import month
from nlu.slots.numerals import whole
from nlu.types import Entity

_N = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:19|20)[0-9]{2}年?|今年|去年|前年"
_MONTH_NAME = "january|february|march|april|june|july|august|september|october|november|december"
_PATTERN = starts.words(
    r"(?P<q_year>20[0-9]{2}) ?q(?P<q2>[1-4])|\bq(?P<q3>[1-4])(?: (?P<q3_year>20[0-9]{2}))?"
    rf"|(?:(?P<year>{_YEAR}|[0-9]{{2}}年)\s*的?)?(?:第?(?P<quarter>[一二三四1-4])个?季度"
    rf"|(?P<month>{_N})月份?(?!{_N}?[0-9一二三四五六七八九十]*[号日])|(?P<half>[上下])半年)"
    r"|(?P<which>这一?个?|本|上一?个?|上上个?|下一?个?|当)季(?:度|(?!节))"
    r"|(?P<whichmonth>这个?|本|今个?|上个?|上上个?|下个?|当)月份?(?![0-9一二三四五六七八九十])"
    rf"|(?P<alone>{_YEAR})(?:一整年|全年|整年|度|一年)?(?!\s?[-./0-9])"
    r"|\b(?P<en>this|last|next|the|current|previous) (?P<unit>quarter|month|year)\b"
    rf"|\b(?:(?:for |in )?(?P<name>{_MONTH_NAME})|(?:for|in) (?P<may>may))\b(?! [0-9]{{1,2}}\b)"
    r"(?: (?P<name_year>20[0-9]{2}))?"
)
# A stretch that bills are not kept by: told as it was said, never looked up.
_VAGUE = re.compile(
    r"[这今本上下]期|[今去上][冬夏]|(?:这|今年|去年)个?[冬夏]天|一[冬季年](?![级号])|(?:最近"
    r"|近)(?:[一两二三四五六]个月|半年|一年)|[上今明后]年|[去今]年底|上季|今季"
    r"|格个号头|(?:each|every|per) (?:quarter|month|year)|(?:this|last|next) (?:winter|summer|spring|autumn|period)"
    r"|(?:the )?(?:first|second) half of the year|(?:the )?(?:last|past) (?:two|three|six|few) months"
    r"|(?:去年|今年|前年)?[0-9一二三四五六七八九十]{1,2}月(?:份)?到(?:现在|今天|[0-9一二三四五六七八九十]{1,2}月)"
)
_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SHIFTS = {"last": -1, "previous": -1, "next": 1}


def read(text: str, now: datetime) -> list[Entity]:
    """Return the periods that fees are charged for: 2025Q3, 2025-08, 2025, 2025H1."""
    found = []
    for match in _PATTERN.finditer(text):
        value = _period(match, now.date())
        if value:
            found.append(Entity("period", value, match[0], match.start(), match.end()))
    return found + [Entity("season", match[0], match[0], match.start(), match.end()) for match in _VAGUE.finditer(text)]


def _period(match: re.Match[str], today: date) -> str | None:
    quarter = match["quarter"] or match["q2"] or match["q3"]
    if quarter:
        return f"{_year(match, today) or today.year}Q{whole(quarter)}"
    name = match["name"] or match["may"]
    if match["month"] or name:
        number = whole(match["month"]) if match["month"] else _NAMES.index(name) + 1
        return _month(number or 0, _year(match, today), today)
    if match["half"]:
        return f"{_year(match, today) or today.year}H{1 if match['half'] == '上' else 2}"
    if match["which"]:
        return _quarter(today, _shift(match["which"]))
    if match["whichmonth"]:
        return _written(month(today, _shift(match["whichmonth"]))[0])
    if match["alone"]:
        return str(_said_year(match["alone"], today))
    shift = _SHIFTS.get(match["en"], 0)
    if match["unit"] == "quarter":
        return _quarter(today, shift)
    return _written(month(today, shift)[0]) if match["unit"] == "month" else str(today.year + shift)


def _year(match: re.Match[str], today: date) -> int | None:
    said = match["year"] or match["q_year"] or match["q3_year"] or match["name_year"]
    return _said_year(said, today) if said else None


def _said_year(said: str, today: date) -> int:
    if said[0].isdigit():
        number = int(said.rstrip("年"))
        return number if number > 100 else 2000 + number
    return today.year + {"今": 0, "去": -1, "前": -2}[said[0]]


def _month(number: int, year: int | None, today: date) -> str | None:
    """Return a month; without a year it is the latest one that has begun, since bills come for what is past."""
    if not 1 <= number <= 12:
        return None
    return f"{year or today.year - (number > today.month)}-{number:02d}"


def _shift(which: str) -> int:
    return which.count("下") - which.count("上")


def _quarter(today: date, shift: int) -> str:
    first, _ = month(today, 3 * shift)
    return f"{first.year}Q{(first.month - 1) // 3 + 1}"


def _written(first: date) -> str:
    return f"{first.year}-{first.month:02d}"
