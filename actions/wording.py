"""How money and times are said. Numbers a person hears are short; dates are relative where that is what people say."""

from datetime import date, datetime, timedelta

from nlu.types import Moment

_WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_NEAR = {"zh": {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"}, "en": {-1: "yesterday", 0: "today", 1: "tomorrow"}}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_PARTS = {
    "zh": {"morning": "上午", "noon": "中午", "afternoon": "下午", "evening": "晚上", "night": "晚上"},
    "en": {"morning": "morning", "noon": "noon", "afternoon": "afternoon", "evening": "evening", "night": "night"},
}

_BOUNDS = {
    "zh": {"before": "{day}之前", "until": "最迟{day}", "since": "{day}起", "after": "{day}以后"},
    "en": {"before": "before {day}", "until": "by {day}", "since": "from {day} on", "after": "after {day}"},
}


def _tongue(lang: str) -> str:
    """Dialects are written as Mandarin."""
    return "en" if lang == "en" else "zh"


def money(fen: int, lang: str) -> str:
    """Say an amount of integer fen.

    >>> money(128640, "zh"), money(-5, "en")
    ('1286.40元', '-0.05 yuan')
    """
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    amount = f"{sign}{fen // 100}.{fen % 100:02d}"
    return f"{amount} yuan" if lang == "en" else f"{amount}元"


def day(when: date, today: date, lang: str) -> str:
    """Say a day: 明天, 周五（9月19日）, Friday 19 Sep.

    >>> day(date(2026, 3, 6), date(2026, 3, 4), "zh"), day(date(2026, 3, 20), date(2026, 3, 4), "en")
    ('后天（3月6日）', 'Friday 20 Mar')
    """
    near = _NEAR[_tongue(lang)].get((when - today).days)
    if lang == "en":
        return near or f"{_WEEKDAYS['en'][when.weekday()]} {when.day} {_MONTHS[when.month - 1]}"
    year = "" if when.year == today.year else f"{when.year}年"
    name = near or _WEEKDAYS["zh"][when.weekday()]
    return f"{name}（{year}{when.month}月{when.day}日）"


def calendar_day(when: date, today: date, lang: str) -> str:
    """Say which day it is: 今天是3月4日，星期三。

    >>> calendar_day(date(2026, 3, 5), date(2026, 3, 4), "zh"), calendar_day(date(2026, 3, 4), date(2026, 3, 4), "en")
    ('明天是3月5日，星期四', 'Today is Wednesday 4 Mar')
    """
    near = _NEAR[_tongue(lang)].get((when - today).days, "")
    weekday = _WEEKDAYS[_tongue(lang)][when.weekday()]
    if lang == "en":
        return f"{near.capitalize() or 'It'} is {weekday} {when.day} {_MONTHS[when.month - 1]}"
    return f"{near}是{when.month}月{when.day}日，星期{weekday[1:]}"


def clock(when: datetime) -> str:
    """Say a time of day: 14:05."""
    return f"{when:%H:%M}"


def at(when: datetime, now: datetime, lang: str) -> str:
    """Say a day and a time of day: 明天（3月5日）10:00, tomorrow at 10:00."""
    named = day(when.date(), now.date(), lang)
    return f"{named} at {clock(when)}" if lang == "en" else f"{named}{clock(when)}"


def moment(when: Moment, now: datetime, lang: str) -> str:
    """Say a resolved time: 明天下午（3月5日 14:00后）becomes day, part and clock as far as they were named.

    >>> from datetime import timezone
    >>> friday = datetime(2026, 3, 6, tzinfo=timezone.utc)
    >>> named = Moment("周五之前", friday, friday + timedelta(days=1), bound="before")
    >>> moment(named, friday - timedelta(days=3), "zh"), moment(named, friday - timedelta(days=3), "en")
    ('周五（3月6日）之前', 'before Friday 6 Mar')
    """
    start, end = when.start.astimezone(now.tzinfo), when.end.astimezone(now.tzinfo)
    if when.bound and when.clock is None:
        last = max(start, end - timedelta(seconds=1))
        named = start if when.bound in ("before", "since") else last
        return _BOUNDS[_tongue(lang)][when.bound].format(day=day(named.date(), now.date(), lang))
    said = day(start.date(), now.date(), lang)
    gap = " " if lang == "en" else ""
    if end == start:
        return f"{said} {clock(start)}"
    if when.part in _PARTS[_tongue(lang)] and when.clock is None:
        return f"{said}{gap}{_PARTS[_tongue(lang)][when.part]}"
    if end - start >= timedelta(hours=23):
        return said
    if when.bound == "after" and clock(end) == "00:00":
        return f"{said} after {clock(start)}" if lang == "en" else f"{said} {clock(start)}以后"
    return f"{said} {clock(start)}-{clock(end)}"


def period(name: str, lang: str) -> str:
    """Say a billing period: 2025Q3 is 2025年三季度, 2025-08 is 2025年8月.

    >>> period("2025Q3", "zh"), period("2025-08", "en"), period("2025Q2-Q3", "en")
    ('2025年三季度', 'Aug 2025', 'Q2-Q3 2025')
    """
    year, rest = name[:4], name[4:].lstrip("-")
    if rest.isdigit():
        return f"{_MONTHS[int(rest) - 1]} {year}" if lang == "en" else f"{year}年{int(rest)}月"
    if lang == "en":
        return f"{rest} {year}".strip()
    quarters = {"Q1": "一", "Q2": "二", "Q3": "三", "Q4": "四"}
    said = "至".join(quarters.get(part, part) for part in rest.split("-")) if rest else ""
    return f"{year}年{said}季度" if said else f"{year}年"


def listing(items: list[str], lang: str) -> str:
    """Join names as people say them: 水费、电费; water and power.

    >>> listing(["水费", "电费"], "zh"), listing(["a", "b", "c"], "en")
    ('水费、电费', 'a, b and c')
    """
    if lang != "en":
        return "、".join(items)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
