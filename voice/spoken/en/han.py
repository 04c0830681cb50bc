"""Chinese names inside English sentences: an English voice says "Chinese letter" for each, so they become pinyin."""

import re

from pypinyin import Style, lazy_pinyin

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff〇]+")
_SURNAME = 1  # people's names are written as two words


def romanised(text: str) -> str:
    """Write Chinese characters as words of pinyin.

    >>> romanised("王芳 is coming with 许明远")
    'Wang Fang is coming with Xu Mingyuan'
    """
    return _HAN.sub(_apart, text)


def _apart(found: re.Match[str]) -> str:
    text, begins, ends = found.string, found.start(), found.end()
    before = " " if begins and text[begins - 1].isalnum() else ""
    after = " " if ends < len(text) and text[ends].isalnum() else ""
    return f"{before}{_words(found[0])}{after}"


def _words(han: str) -> str:
    said = [part.replace("ü", "yu") for part in lazy_pinyin(han, style=Style.NORMAL, v_to_u=True) if part.isalpha()]
    parts = (
        [said[:_SURNAME], said[_SURNAME:]]
        if len(said) in (2, 3)
        else [said[at : at + 2] for at in range(0, len(said), 2)]
    )
    return " ".join("".join(part).capitalize() for part in parts if part)
