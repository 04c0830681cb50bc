"""The same answer for old eyes and ears: one idea a line, short lines, no brackets, no symbols, numbers in words."""

import re
from collections.abc import Iterable, Iterator, Mapping

from actions import aloud
from actions.reply import Text

LINE = {"zh": 20, "en": 40}  # characters
NORMAL = 100  # percent of the normal speed of speech
SETTING, NEED = "elder", "elder_view"  # of a conversation; of a resident
_SHORTEST = 4  # characters that are worth a line of their own

_AGAIN = {"zh": "我再念一遍号码：{digits}。", "en": "The number again: {digits}."}
_WORDS = {
    "wi-fi": "无线网",
    "wifi": "无线网",
    "app": "手机软件",
    "ok": "好",
    "etc": "电子收费",
    "vip": "贵宾",
    "pdf": "文件",
    "email": "电子邮件",
    "e-mail": "电子邮件",
    "sms": "短信",
    "qq": "腾讯聊天",
    "led": "电灯",
    "english": "英文",
}
_LATIN = re.compile(
    rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, sorted(_WORDS, key=len, reverse=True)))})(?![A-Za-z])", re.I
)
_SIGNS = {
    "㎡": "平方米",
    "m²": "平方米",
    "×": "乘",
    "℃": "度",
    "&": "和",
    "＋": "加",
    "+": "加",
    "=": "等于",
    "／": "/",
}
_BRACKETS = re.compile(r"\s*[（(【\[「『]\s*([^（()）【】\[\]「」『』]*?)\s*[）)】\]」』]\s*")
_DATED = re.compile(r"（((?:\d+年)?\d+月\d+日)）")  # beside the name of a day
_BRACKETS_EN = re.compile(r"\s*[(\[]\s*([^()\[\]]*?)\s*[)\]]")
_DROPPED = re.compile("[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f*#~～_|<>→·•★☆^`\\\\]")
_PHONE = re.compile(r"(?<!\d)(0\d{2,3})-(\d{4,8})(?!\d)")
_SENTENCES = re.compile(r"[^。？！；\n]*[。？！；]+[”’]?|[^。？！；\n]+")
_CLAUSES = re.compile(r"(?:“[^”]*”|[^，、：“])*[，、：]|(?:“[^”]*”|[^，、：“])+|“")
_SENTENCES_EN = re.compile(r"(?:[^.?!;\n]|[.](?=\S))*[.?!;]+[\"']?|[^\n]+?(?=\n|$)")
_NUMBERED = re.compile(r"(?:编号|单号|工单|number )\d")
_SEAM = re.compile(r"(?<=[的了])|(?=或者|然后|如果|请您|请到|工作人员|已经|可以|和|或|再|就|在|把|由|给|到)")
_TIED = re.compile(r"\d[\d ]+\d|[A-Za-z\d.%-]+|“[^”]*”")


def wanted(settings: Mapping[str, object], needs: Mapping[str, object]) -> bool:
    """Say whether somebody is to be answered like this: asked for, spoken to slowly, or noted with the resident.

    >>> wanted({}, {}), wanted({"pace": 80}, {}), wanted({"elder": False}, {"elder_view": True})
    (False, True, False)
    """
    chosen, pace = settings.get(SETTING), settings.get("pace", NORMAL)
    if chosen is not None:
        return bool(chosen)
    return (isinstance(pace, int) and pace < NORMAL) or bool(needs.get(NEED))


def for_elders(text: Text, lang: str) -> Text:
    """Return an answer as old people read and hear it.

    >>> print(for_elders(Text("物业费235.00元（3月）已经记下，编号T-12。"), "zh"))
    物业费二百三十五元，3月，已经记下，
    编号12。
    我再念一遍号码：一、二。
    """
    told = laid_out(text.elder, lang)
    spoken = told if text.spoken == str(text) else laid_out(text.spoken, lang)
    return Text(told, claim=text.claim, spoken=spoken)


def laid_out(text: str, lang: str) -> str:
    """Say a text plainly and lay it out in short lines."""
    tongue = "en" if lang == "en" else "zh"
    plain, digits = aloud.numbers(text, tongue)
    plain = _plain_english(plain) if tongue == "en" else _plain(plain)
    again = _AGAIN[tongue].format(digits=digits) if digits else ""
    return "\n".join(_lines(plain, tongue, again))


def _plain(text: str) -> str:
    text = _PHONE.sub(r"\1 \2", text)
    text = aloud.money(re.sub(r"元\s?/\s?", "元每", text))
    text = _DATED.sub(r"\1", text)
    while _BRACKETS.search(text):
        text = _BRACKETS.sub(lambda found: f"，{found[1]}，" if found[1] else "", text)
    text = aloud.clocks(text)
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    text = re.sub(r"(\d+(?:\.\d+)?)%", r"百分之\1", text)
    text = re.sub(r"(?<=[\d月日点])\s?[-–—~～]\s?(?=\d)", "到", text)
    text = _LATIN.sub(lambda found: _WORDS[found[0].lower()], text.replace("/", "或"))
    text = _DROPPED.sub("", text)
    text = re.sub(r"(?<=[\u3400-\u9fff，。])[ \t]+|[ \t]+(?=[\u3400-\u9fff，。])", "", text)
    text = re.sub(r"^，|(?<=\n)，|，(?=\n|$)", "", text)
    return re.sub(r"，+(?=[，。？！；：、])|(?<=[。？！；：、“])，", "", text)


def _plain_english(text: str) -> str:
    text = _BRACKETS_EN.sub(r", \1,", text)
    text = re.sub(r"(\d)\.00 yuan", r"\1 yuan", text)
    text = re.sub(r"(?<=\w)\s?/\s?(?=[A-Za-z])", " or ", text)
    text = _DROPPED.sub("", text).replace("&", "and")
    return re.sub(r",+(?=\s*[,.?!;:]|$)", "", re.sub(r"[ \t]+", " ", text))


def _lines(text: str, lang: str, again: str) -> Iterator[str]:
    """Lay out sentence by sentence; `again` follows the one that has the number."""
    for block in text.split("\n"):
        for found in (_SENTENCES_EN if lang == "en" else _SENTENCES).finditer(block):
            yield from _packed(_clauses(found[0].strip(), lang), lang)
            if again and _NUMBERED.search(found[0]):
                yield from _packed(_clauses(again, lang), lang)
                again = ""


def _clauses(sentence: str, lang: str) -> Iterator[str]:
    """Cut at clause marks, and what is still too long for a line where words meet."""
    if lang == "en":
        yield from sentence.split()
        return
    for found in _CLAUSES.finditer(sentence):
        clause = found[0]
        while len(clause) > LINE["zh"]:
            at = _seam(clause)
            yield clause[:at]
            clause = clause[at:]
        yield clause


def _seam(clause: str) -> int:
    tied = {
        at for word in _TIED.finditer(clause) if len(word[0]) < LINE["zh"] for at in range(word.start() + 1, word.end())
    }
    places = [at for at in range(LINE["zh"], 1, -1) if at not in tied and clause[at:] not in "。？！；”，、："]
    good = {found.start() for found in _SEAM.finditer(clause)}
    inside = [at for at in places if at in good and at >= _SHORTEST and len(clause) - at >= _SHORTEST]
    return next(iter(inside or places), LINE["zh"])


def _packed(pieces: Iterable[str], lang: str) -> list[str]:
    lines: list[str] = []
    most, gap = LINE[lang], " " if lang == "en" else ""
    for piece in pieces:
        if lines and len(lines[-1]) + len(gap) + len(piece) <= most:
            lines[-1] += gap + piece
        else:
            lines.append(piece)
    return [line for line in (line.strip() for line in lines) if line]
