"""Signs that are words, pauses, and what is left: only characters and pauses may reach an engine."""

import re

_WORDS = (
    (re.compile(r"(?<=[日号])\)\s?(?=[\u4e00-\u9fff])"), ""),  # 周二（3月10日）前 goes on without a pause
    (re.compile(r"[”’』」》\"]\s?(?=[“‘『「《\"])"), "、"),  # one example after the other
    (re.compile(r"(?<=[\u4e00-\u9fff])\s?[+＋]\s?(?=[\u4e00-\u9fff])"), "加"),
    (re.compile(r"(?<=[\u4e00-\u9fff])\s?[×*]\s?(?=[\u4e00-\u9fff])"), "乘"),
    (re.compile(r"(?<=[\u4e00-\u9fff])\s?=\s?(?=[\u4e00-\u9fff])"), "等于"),
    (re.compile(r"≥"), "不少于"),
    (re.compile(r"≤"), "不超过"),
    (re.compile(r"[>＞](?=[零一二两三四五六七八九十百])"), "大于"),
    (re.compile(r"[<＜](?=[零一二两三四五六七八九十百])"), "小于"),
    (re.compile(r"±"), "正负"),
    (re.compile(r"≈"), "大约"),
    (re.compile(r"&"), "和"),
    (re.compile(r"→"), "到"),
    (re.compile(r"(?<=[\u4e00-\u9fff])/(?=[\u4e00-\u9fff])"), "或"),
    (re.compile(r"(?<=[零一二两三四五六七八九十百千万])\s?[~–-]\s?(?=[零一二两三四五六七八九十百千万])"), "到"),
)
_PAUSES = str.maketrans(
    {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "，", ")": "，", "[": "，", "]": "，"}
    | dict.fromkeys("「」『』【】〔〕—–|~…", "，")
    | {"{": "，", "}": "，", "｡": "。", "、": "、", "\n": "。"}
)
_FOREIGN = re.compile(r"[^\u4e00-\u9fff\u3400-\u4dbf〇，。？！、；：]+")
_STRENGTH = "？！。；：，、"
_RUN = re.compile(r"[，。？！、；：]{2,}")
_EDGE = re.compile(r"^[，。？！、；：]+|[，、：；]+$")


def symbols(text: str) -> str:
    """Say signs, make pauses of brackets and dashes, and leave nothing but characters and pauses.

    >>> symbols("明天(三月五日)来。。{name} 保安&物业")
    '明天，三月五日来。保安和物业'
    """
    for sign, word in _WORDS:
        text = sign.sub(word, text)
    text = _FOREIGN.sub("", text.translate(_PAUSES))
    text = _RUN.sub(lambda found: min(found[0], key=_STRENGTH.index), text)
    return _EDGE.sub("", text)
