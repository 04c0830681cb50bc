"""Times of day: 14:30 is two thirty p.m."""

import re

from voice.spoken.en.numbers import number

_BETWEEN = re.compile(r"(?<=:\d\d)\s?[-~–—]\s?(?=\d{1,2}:\d\d)")
_CLOCK = re.compile(r"(?<![\d:.])([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?!:?\d)(?:\s?([AaPp])\.?[Mm]\b\.?)?")
_HALF = re.compile(r"(?<![\d:.])(1[0-2]|[1-9])\s?([AaPp])\.?[Mm]\b\.?")
_TWICE = re.compile(r" ([ap]\.m\.) to ([a-z -]{3,20}) \1")


def clocks(text: str) -> str:
    """Say times of day.

    >>> clocks("14:30"), clocks("tomorrow at 10:00-12:00"), clocks("14:00-16:05"), clocks("9 am")
    ('two thirty p.m.', 'tomorrow at ten a.m. to noon', 'two to four oh five p.m.', 'nine a.m.')
    """
    text = _CLOCK.sub(_told, _BETWEEN.sub(" to ", text))
    text = _HALF.sub(lambda found: f"{number(found[1])} {found[2].lower()}.m.", text)
    return _TWICE.sub(r" to \2 \1", text)


def _told(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        hour = hour % 12 + (12 if found[3] in "Pp" else 0)
    if not minute and hour in (0, 12, 24):
        return "noon" if hour == 12 else "midnight"
    past = f" {'oh ' if minute < 10 else ''}{number(str(minute))}" if minute else ""
    return f"{number(str(hour % 12 or 12))}{past} {'p' if 12 <= hour < 24 else 'a'}.m."
