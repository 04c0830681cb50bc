"""Number plates that were spoken and written down by sound: 这笔三开七七二 is 浙B3K772."""

import re

from nlu.slots.numerals import DIGIT
from nlu.slots.plate import NEW_ENERGY
from nlu.sounds import reading
from nlu.types import Entity

# Where two provinces sound alike, the one with more cars; both are read back with the rest of the plate.
_PROVINCES = {reading(char): char for char in "津渝吉甘贵" + "京沪冀豫云辽黑湘皖鲁新苏浙赣鄂桂晋蒙陕闽粤青藏川宁琼"}
# What the names of letters sound like in Mandarin; no E, I, O and U, which are hardly told from digits and fillers.
_LETTERS = {
    ("bi",): "B", ("xi",): "C", ("sei",): "C", ("di",): "D", ("ai", "fu"): "F", ("ji",): "G", ("ai", "chi"): "H",
    ("ai", "qu"): "H", ("jie",): "J", ("zhai",): "J", ("kai",): "K", ("ai", "le"): "L", ("ai", "lou"): "L",
    ("ai", "mu"): "M", ("ai", "mo"): "M", ("en",): "N", ("pi",): "P", ("qiu",): "Q", ("a", "er"): "R",
    ("ai", "si"): "S", ("ti",): "T", ("wei",): "V", ("da", "bu", "liu"): "W", ("ai", "ke", "si"): "X", ("cha",): "X",
    ("wai",): "Y", ("zei",): "Z", ("ei",): "A",
}  # fmt: skip
_DIGITS = {reading(char): digit for char, digit in DIGIT.items()} | {"yao": 1, "dong": 0, "guai": 7}
_SIGNS = re.compile(r"[a-z0-9\u3400-\u9fff]")
_CLEAR = 3  # digits that are written as such, without which nothing is taken for a plate
_LONGEST_LETTER = 3  # syllables
_FIVE, _SIX = 5, 6
_CUE = re.compile(r"[车牌照]|plate|car\b")


def read(text: str) -> list[Entity]:
    """Return the plates in simplified lower-case text whose letters, or whose province, are spelt by their sound.

    >>> [one.value for one in read("车牌是这笔,三开七七二")], read("这比三千七百二十便宜"), read("发信息12345")
    (['浙B3K772'], [], [])
    """
    cued = _CUE.search(text) is not None
    chars = [(match.start(), match[0]) for match in _SIGNS.finditer(text)]
    found: list[Entity] = []
    at = 0
    while at < len(chars):
        read_here = _plate(chars, at)
        if read_here is None or not (cued or chars[at][1] in read_here[0] or not read_here[0][2:].isdigit()):
            at += 1
            continue
        plate, after = read_here
        start, end = chars[at][0], chars[after - 1][0] + 1
        found.append(Entity("plate", plate, text[start:end], start, end))
        at = after
    return found


def _plate(chars: list[tuple[int, str]], at: int) -> tuple[str, int] | None:
    province = None if chars[at][1].isascii() else _PROVINCES.get(reading(chars[at][1]))
    if province is None:
        return None
    authority, after = _letter(chars, at + 1)
    if not authority:
        return None
    signs, clear, ends = "", 0, []
    while len(signs) < _SIX and after < len(chars):
        sign, following, is_clear = _sign(chars, after)
        if not sign:
            break
        signs, after, clear = signs + sign, following, clear + is_clear
        ends.append(after)
    length = _SIX if NEW_ENERGY.fullmatch(signs) else _FIVE
    too_long = (length == _FIVE and len(signs) > _FIVE) or (after < len(chars) and chars[after][1].isdigit())
    if clear < _CLEAR or len(signs) < length or too_long:
        return None
    return province + authority + signs[:length], ends[length - 1]


def _sign(chars: list[tuple[int, str]], at: int) -> tuple[str, int, bool]:
    """Return one sign, where the next one begins, and whether it was written as a digit."""
    char = chars[at][1]
    if char in DIGIT or char.isdigit():
        return str(DIGIT.get(char, char)), at + 1, True
    letter, after = _letter(chars, at)
    if letter:
        return letter, after, False
    digit = _DIGITS.get(reading(char))
    return ("" if digit is None else str(digit)), at + 1, False


def _letter(chars: list[tuple[int, str]], at: int) -> tuple[str, int]:
    if at < len(chars) and chars[at][1].isascii() and chars[at][1].isalpha():
        return chars[at][1].upper(), at + 1
    for length in range(min(_LONGEST_LETTER, len(chars) - at), 0, -1):
        letter = _LETTERS.get(tuple(reading(char) for _, char in chars[at : at + length]))
        if letter:
            return letter, at + length
    return "", at
