"""Signs that are words, pauses, and what is left: only letters and pauses may reach an engine."""

import re

_WORDS = {
    "&": " and ",
    "+": " plus ",
    "=": " equals ",
    "×": " times ",
    "@": " at ",
    "≥": " at least ",
    "≤": " at most ",
}
_WORDS |= {"±": " plus or minus ", "≈": " about ", "→": " to ", "<": " less than ", ">": " more than ", "_": " "}
_PAUSES = str.maketrans(
    _WORDS
    | dict.fromkeys("()[]{}|~…—–、，「」『』【】〔〕", ", ")
    | {"。": ". ", "！": "! ", "？": "? ", "；": "; ", "：": ": ", "’": "'", "‘": "'"}
)
_KNOWN = {
    "wifi": "Wi-Fi",
    "app": "app",
    "sms": "text message",
    "asap": "as soon as possible",
    "vs": "versus",
    "tel": "telephone",
}
_KNOWN |= {"no": "no", "etc": "and so on", "e.g": "for example", "i.e": "that is"}
_ABBREVIATIONS = re.compile(r"(?<![\w.])(WiFi|wifi|SMS|ASAP|asap|vs|Tel|tel|etc|e\.g|i\.e)(?![\w])\.?(?=\s|[,;:!?]|$)")
_CAPITALS = re.compile(r"(?<![A-Za-z])([A-Z]{2,5})(?![A-Za-z])")
_SAID = frozenset({"APP", "OK", "PIN", "AM", "PM"})  # a word, not letters
_SLASH = re.compile(r"(?<=[A-Za-z])\s?/\s?(?=[A-Za-z])")
_HYPHEN = re.compile(r"(?<![A-Za-z])['-]+|['-]+(?![A-Za-z])")
_POINT = re.compile(r"(?<!\b[ap])\.(?=[A-Za-z])|(?<=\b[ap])\.(?!m\b)(?=[A-Za-z])")
_FOREIGN = re.compile(r"[^A-Za-z' .,?!;:-]+")
_RUN = re.compile(r"[ ,.?!;:]*[,.?!;:][ ,.?!;:]*")
_STRENGTH = "?!.;:,"


def symbols(text: str) -> str:
    """Say signs, make pauses of brackets, spell abbreviations, and leave nothing but letters and pauses.

    >>> symbols("Hello (there), use the ETC lane & smile ☺")
    'Hello, there, use the E T C lane and smile'
    """
    text = _FOREIGN.sub(" ", _SLASH.sub(" or ", text).translate(_PAUSES))
    text = _POINT.sub(". ", _whole_words(text))
    text = _whole_words(text)  # what a point has parted just now
    text = _CAPITALS.sub(lambda found: found[1] if found[1] in _SAID else " ".join(found[1]), text)
    text = re.sub(r" {2,}", " ", _HYPHEN.sub(" ", text))
    return _RUN.sub(_pause, text).strip(" ,;:-")


def _whole_words(text: str) -> str:
    return _ABBREVIATIONS.sub(lambda found: _KNOWN[found[1].lower()], text)


def _pause(found: re.Match[str]) -> str:
    """Keep the strongest of several pauses; the points of p.m. are none."""
    run, text = found[0], found.string
    inside = run == "." and found.end() < len(text) and text[found.start() - 1 : found.start()].isalpha()
    if inside:
        return "."
    after_half = text[max(0, found.start() - 3) : found.start()] in ("a.m", "p.m")
    kept = min((sign for sign in run if sign in _STRENGTH), key=_STRENGTH.index)
    if after_half and run.startswith("."):
        rest = [sign for sign in run[1:] if sign in _STRENGTH]
        kept = "." + (min(rest, key=_STRENGTH.index).replace(".", "") if rest else "")
    return kept + " "
