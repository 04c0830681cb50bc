"""Money: yuan, jiao and fen in words."""

import re

from actions.aloud import amount
from voice.spoken.zh.numbers import counted, number

_NUMBER = r"\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,4})?"
_SIGNS = {
    "¥": "元",
    "￥": "元",
    "$": "美元",
    "€": "欧元",
    "£": "英镑",
    "HK$": "港元",
    "RMB": "元",
    "CNY": "元",
    "USD": "美元",
}
_BEFORE = re.compile(
    rf"(-?)\s?(?<![A-Za-z])(HK\$|RMB|CNY|USD|[¥￥$€£])\s?(-?)({_NUMBER})\s?([万亿千])?\s?(?:元)?(?![\d])"
)
_AFTER = re.compile(rf"(?<![\d.,A-Za-z])(-?)({_NUMBER})\s?(元|块钱|块|美元|港元|港币|欧元|英镑|日元)(?!件)")
_LARGE = re.compile(rf"(?<![\d.,A-Za-z])(-?)({_NUMBER})\s?([万亿千百]+)(?=[元块余多左]|[^\w]|[\u4e00-\u9fff]|$)")
_EACH = re.compile(r"(?<=[元角分])\s?/\s?(?=\S)")
_PER = re.compile(r"(?<=每平方米)\s?[·./]\s?月")


def money(text: str) -> str:
    """Say amounts of money.

    >>> money("¥1,234.50"), money("12.5元"), money("8万元"), money("2.8元/月")
    ('一千二百三十四元五角', '十二元五角', '八万元', '两元八角每月')
    """
    text = _BEFORE.sub(_signed, text)
    text = _LARGE.sub(lambda found: f"{_minus(found[1])}{counted(found[2])}{found[3]}", text)
    text = _AFTER.sub(lambda found: _minus(found[1]) + _said(found[2], found[3]), text)
    return _PER.sub("每月", _EACH.sub("每", text))


def _signed(found: re.Match[str]) -> str:
    minus, sign, again, value, large = found.groups()
    told = f"{counted(value)}{large}{_SIGNS[sign]}" if large else _said(value, _SIGNS[sign])
    return _minus(minus or again) + told


def _minus(sign: str) -> str:
    return "负" if sign else ""


def _said(value: str, unit: str) -> str:
    whole, _, rest = value.replace(",", "").partition(".")
    if unit == "元" and len(rest) <= 2 and len(whole) <= 12 and not (len(whole) > 1 and whole[0] == "0"):
        return amount("", whole, rest)
    return f"{counted(value) if not rest else number(value)}{unit}"
