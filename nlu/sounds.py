import functools
import os
import re

os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # 47,000 phrases that nobody asks for take 46 MB of every process

from pypinyin.constants import PINYIN_DICT  # reads what is set above

_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")
_UNIT = re.compile(r"[a-z]+|[0-9]|[\u3400-\u9fff]")


def sounds(text: str) -> list[str]:
    """Return what simplified, lower-case text sounds like: a fuzzy syllable for each Han character, words, digits."""
    return [syllable(unit) for unit in _UNIT.findall(text)]


@functools.lru_cache(maxsize=8192)
def syllable(unit: str) -> str:
    """Return one character's syllable without tone and without what southern speech merges: zh/z, n/l, ing/in."""
    pinyin = reading(unit)
    for retroflex in ("zh", "ch", "sh"):
        if pinyin.startswith(retroflex) and pinyin != unit:
            pinyin = retroflex[0] + pinyin[2:]
    if pinyin == unit:
        return unit
    if pinyin.startswith("n"):
        pinyin = "l" + pinyin[1:]
    return pinyin[:-1] if pinyin.endswith("ng") else pinyin


@functools.lru_cache(maxsize=8192)
def reading(unit: str) -> str:
    """Return one Han character's most common syllable without its tone; anything else is its own reading."""
    readings = PINYIN_DICT.get(ord(unit)) if len(unit) == 1 else None
    return str(readings).split(",")[0].translate(_TONES) if readings else unit
