"""What every language begins with: one width of letters and digits, no pictures, no marks of lists and markup."""

import re
import unicodedata

_LINK = re.compile(r"(?<![a-z0-9.@/-])(?:https?://|www\.)[^\s\u3000-\u9fff，。]{1,400}", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.ASCII)
_SITE = re.compile(
    r"(?<![\w.@-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|cn|org|net|gov|io)(?![\w-])(?:/[\w./?=&%-]{0,400})?",
    re.IGNORECASE | re.ASCII,
)
_BULLET = re.compile(r"(?m)^[ \t]*(?:[-*+•·●▪◦○■□►–—][ \t]+|[•●▪◦■□►][ \t]*|#{1,6}[ \t]+)")
_MIXED = re.compile(r"(\d)(?=[½⅓⅔¼¾⅕⅛])")  # 2½ would be folded to 21/2
_COLON = re.compile(r"(?<=\d)：(?=\d)")
_DOTS = re.compile(r"\.{2,}|…+")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_BREAKS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")


def plain(text: str) -> str:
    """Fold widths (４８ is 48, ㎡ is m2, ℃ is °C), foreign digits and accents; take bullets and invisible signs out.

    >>> plain("４８㎡ café\\n• 水费")
    '48m2 cafe\\n水费'
    """
    folded = _DOTS.sub("—", _COLON.sub(":", "".join(map(_folded, _MIXED.sub(r"\1 ", text)))))
    split = unicodedata.normalize("NFD", folded)
    kept = "".join(_digit(sign) for sign in split if unicodedata.category(sign) not in ("Mn", "Me", "Cf", "Cs", "Co"))
    return _BULLET.sub("", _SPACES.sub(" ", unicodedata.normalize("NFC", kept)))


def _folded(sign: str) -> str:
    """Fold one sign; a Chinese comma is no comma of a number, and stays."""
    return sign if sign in "，：；！？" else unicodedata.normalize("NFKC", sign)


def _digit(sign: str) -> str:
    if sign.isascii() or not sign.isdecimal():
        return "/" if sign == "\u2044" else sign
    return str(unicodedata.decimal(sign))


def links(text: str, page: str, mail: str) -> str:
    """Put words in place of addresses that nobody can follow by ear: they stand on the screen."""
    return _SITE.sub(page, _LINK.sub(page, _MAIL.sub(mail, text)))


def lines(text: str, stop: str, after: str) -> str:
    """Make a sentence's end of every line break that has none; `after` are signs that end or go on by themselves."""
    return _BREAKS.sub(lambda found: _ended(found, stop, after), text.strip())


def _ended(found: re.Match[str], stop: str, after: str) -> str:
    return " " if found.string[found.start() - 1] in after else stop
