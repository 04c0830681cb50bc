"""Names of a community that people only come near: one character wrong, or a part of the name."""

from nlu.sounds import syllable

_LEAST = 4  # characters of a name from which one may be wrong
_TELLING = 3  # characters that say which name is meant, wherever they stand in it; two do at its beginning

Place = tuple[int, int]


def mistyped(text: str, name: str) -> Place | None:
    """Return where a text holds a Chinese name with one syllable wrong (多动能厅 for 多功能厅)."""
    length = len(name)
    if length < _LEAST or not _is_chinese(name) or len(set(text) & set(name)) < length - 2:
        return None
    wanted = [syllable(char) for char in name]
    heard = [syllable(char) for char in text]
    for start in range(len(text) - length + 1):
        alike = sum(one == other for one, other in zip(wanted, heard[start : start + length], strict=True))
        said = text[start : start + length]
        if alike >= length - 1 and len(set(said) & set(name)) >= length - 2 and _is_chinese(said):
            return start, start + length
    return None


def partly(text: str, name: str) -> Place | None:
    """Return where a text holds the longest telling part of a Chinese name (手机课 for 老年智能手机课)."""
    least = max(2, (len(name) - 1) // 2)
    for length in range(len(name) - 1, least - 1, -1):
        for first in range(len(name) - length + 1 if length >= _TELLING else 1):
            part = name[first : first + length]
            if _is_chinese(part) and (start := text.find(part)) >= 0:
                return start, start + length
    return None


def _is_chinese(word: str) -> bool:
    return all("\u3400" <= char <= "\u9fff" for char in word)
