"""Words of time as a hurried keyboard leaves them: 下五四点, 名天, tmoorrow. Put right where nothing else fits."""

import re

from nlu.sounds import syllable

_HAN = r"[\u3400-\u9fff]"
_CLOCK = r"\s*(?:\d{1,2}|[一二两三四五六七八九十]{1,3})\s*[点时:：]"
_PART = re.compile(rf"(?<![早晚])(?=(?P<word>{_HAN}{{2}}){_CLOCK})")
_DAY = re.compile(rf"(?:^|(?<=[\s,，。;；!！?？是成到为就我你他她在约改换等定订]))(?=(?P<word>{_HAN}天))")
_LONG = re.compile(r"[A-Za-z]{6,}")
_ENGLISH = (
    "monday tuesday wednesday thursday friday saturday sunday today tonight tomorrow morning afternoon evening weekend"
)
_BY_LETTERS = {(word[0], "".join(sorted(word))): word for word in _ENGLISH.split() if len(word) >= 6}
_PARTS, _DAYS = ("上午", "下午", "中午", "晚上", "早上"), ("明天", "后天", "今天")


def as_meant(text: str) -> str:
    """Return a text of the same length in which mistyped words of time before a clock, or alone, are put right.

    >>> as_meant("下五四点开始"), as_meant("说错了，是候天"), as_meant("名天吧")
    ('下午四点开始', '说错了，是后天', '明天吧')
    >>> as_meant("星期天下五四点"), as_meant("sorry, tmoorrow aftenroon")
    ('星期天下午四点', 'sorry, tomorrow afternoon')
    >>> as_meant("上五楼"), as_meant("那时候天黑了"), as_meant("早上五点"), as_meant("报名天数")
    ('上五楼', '那时候天黑了', '早上五点', '报名天数')
    """
    for pattern, words in ((_PART, _PARTS), (_DAY, _DAYS)):
        for match in list(pattern.finditer(text)):
            at = match.start()
            text = text[:at] + _heard(match["word"], words) + text[at + 2 :]
    return _LONG.sub(lambda match: _crossed(match[0]), text)


def _crossed(word: str) -> str:
    """Return the word of time whose letters stand in another order, the first one left aside."""
    return _BY_LETTERS.get((word[0].lower(), "".join(sorted(word.lower()))), word)


def _heard(said: str, words: tuple[str, ...]) -> str:
    sound = [*map(syllable, said)]
    return next((word for word in words if [*map(syllable, word)] == sound), said) if said not in words else said
