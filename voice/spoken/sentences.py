"""A reply as the sentences it is spoken in: one idea each, so that the first is heard while the next is made."""

import re

from voice.spoken.writing import written_out

_LONGEST = {"zh": 40, "en": 110}  # characters; about ten seconds of speech
_CUT_AT_LAST = 3  # times the longest: what has no pause at all is cut between words
_ENDS = {
    "zh": re.compile(r"(?<=[。？！；])"),
    "en": re.compile(
        r"(?:(?<=[?!;]) |(?<=[^.]\.)(?<!Mr\.)(?<!Ms\.)(?<!Mrs\.)(?<!Dr\.) (?=[A-Z]))"
        r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    ),
}
_SIGNS = "零一二三四五六七八九幺诶比西弟伊艾弗吉尺爱杰开勒姆恩欧批丘阿儿斯替优维达溜歪贼"  # of codes and their letters
_PAUSES = {
    "zh": re.compile(
        rf"(?:(?<=[，、：])(?<![{_SIGNS}][，、：])|(?<=[{_SIGNS}][，、：])(?![{_SIGNS}]))(?![一二三四五六七八九十]{{1,2}}月)"
    ),
    "en": re.compile(
        r"(?<=[,:]) (?!(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|[A-Z])\b)"
        r"(?!unit |room |twenty |nineteen )"
    ),
}
_WORDS = {
    "zh": re.compile(r"(?<=[的了和在到请把是])(?=[\u4e00-\u9fff])"),
    "en": re.compile(r" (?=(?:and|or|to|at|for|with) )"),
}


def sentences(text: str, lang: str) -> list[str]:
    """Return a reply written out and cut into what is spoken one by one; never inside a number.

    >>> sentences("已经登记，编号R-12。师傅明天10:00来。", "zh")
    ['已经登记，编号阿儿、一、二。', '师傅明天上午十点来。']
    """
    tongue = "en" if lang == "en" else "zh"
    parts = (part.strip() for part in _ENDS[tongue].split(written_out(text, lang)))
    return [piece for part in parts if part for piece in _short(part, tongue)]


def _short(part: str, tongue: str) -> list[str]:
    longest = _LONGEST[tongue]
    if len(part) <= longest:
        return [part]
    gap = " " if tongue == "en" else ""
    pieces = [piece.strip() for piece in _PAUSES[tongue].split(part) if piece.strip()]
    joined = _packed(pieces, longest, gap)
    return [last for piece in joined for last in _words(piece, tongue, gap)]


def _words(piece: str, tongue: str, gap: str) -> list[str]:
    """Cut what has no pause and could not be said in one breath."""
    longest = _LONGEST[tongue]
    if len(piece) <= longest + longest // 2:
        return [piece]
    packed = _packed([word.strip() for word in _WORDS[tongue].split(piece) if word.strip()], longest, gap)
    most = longest * _CUT_AT_LAST
    return [word[at : at + most].strip() for word in packed for at in range(0, len(word), most)]


def _packed(pieces: list[str], longest: int, gap: str) -> list[str]:
    """Put neighbours together as long as they stay short enough."""
    packed: list[str] = []
    for piece in pieces:
        if packed and len(packed[-1]) + len(gap) + len(piece) <= longest:
            packed[-1] += gap + piece
        else:
            packed.append(piece)
    return packed
