import functools
import re
import unicodedata

from nlu.dialect import WORDS
from nlu.jio import simplified

LIMIT = (
    2000  # characters that are understood; nobody says more in one breath, and an attacker's megabyte must cost nothing
)

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]")
_LATIN = re.compile(r"[A-Za-z]")
_SPACES = re.compile(r"\s+")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co"})


def tidy(text: str) -> str:
    """Return the first LIMIT characters in NFKC, without invisible ones and with single spaces; idempotent."""
    text = text[: 2 * LIMIT]
    if not text.isprintable():
        text = "".join(" " if char.isspace() else char for char in text if _is_visible(char))
    text = unicodedata.normalize("NFKC", text)[:LIMIT]
    return _SPACES.sub(" ", text).strip()


def simplify(text: str) -> str:
    """Return the text in simplified characters and lower case, of the same length so that places stay valid."""
    lower = text.lower()
    # A few capitals (İ) grow when they are lowered; then the text is kept as it is.
    return (lower if len(lower) == len(text) else text).translate(simplified())


def standard(text: str) -> str:
    """Return simplified text with dialect words replaced by standard ones; its places are not those of `text`."""
    return replace(simplify(text))[0]


def replace(text: str) -> tuple[str, list[int]]:
    """Replace dialect words; also return, for each place of the new text and its end, the place in the old one."""
    pattern = _dialect()
    out: list[str] = []
    places: list[int] = []
    end = 0
    for match in pattern.finditer(text):
        out.append(text[end : match.start()])
        places.extend(range(end, match.start()))
        word = WORDS[match[0]]
        out.append(word)
        places.extend([match.start()] * len(word))
        end = match.end()
    out.append(text[end:])
    places.extend(range(end, len(text) + 1))
    return "".join(out), places


def language(text: str) -> str:
    """Return zh or en by script: one Han character makes it Chinese, for residents mix English into it."""
    if _HAN.search(text) or not _LATIN.search(text):
        return "zh"
    return "en"


def _is_visible(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in _HIDDEN


@functools.cache
def _dialect() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(WORDS, key=len, reverse=True)))
