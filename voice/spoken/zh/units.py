"""Measures, temperatures, percentages and other signs that stand for words."""

import re

from voice.spoken.zh.numbers import counted

_UNITS = {
    "km/h": "公里每小时",
    "m/s": "米每秒",
    "kWh": "千瓦时",
    "kW·h": "千瓦时",
    "kw·h": "千瓦时",
    "kW": "千瓦",
    "MW": "兆瓦",
    "W": "瓦",
    "V": "伏",
    "mA": "毫安",
    "A": "安",
    "Hz": "赫兹",
    "dB": "分贝",
    "kg": "公斤",
    "mg": "毫克",
    "g": "克",
    "t": "吨",
    "km2": "平方公里",
    "km": "公里",
    "cm": "厘米",
    "mm": "毫米",
    "m2": "平方米",
    "m3": "立方米",
    "m³": "立方米",
    "m": "米",
    "mL": "毫升",
    "L": "升",
    "h": "小时",
    "min": "分钟",
    "s": "秒",
    "Mbps": "兆",
    "MB": "兆",
    "GB": "吉",
    "kPa": "千帕",
    "MPa": "兆帕",
    "ppm": "百万分之一",
    "μg": "微克",
    "lx": "勒克斯",
}
_FOLDED = {name.lower(): word for name, word in _UNITS.items()} | _UNITS
_NUMBER = r"\d{1,12}(?:,\d{3})*(?:\.\d{1,6})?"
_ORDERED = "|".join(re.escape(name) for name in sorted(_FOLDED, key=len, reverse=True))
_MEASURED = re.compile(rf"(?<![\d.A-Za-z])(-?)({_NUMBER})\s?({_ORDERED})(?![A-Za-z0-9])")
_EACH = re.compile(rf"/\s?({_ORDERED})(?![A-Za-z0-9])")
_SLASH = re.compile(r"(?<=[\u4e00-\u9fff])/(?=(?:天|日|月|年|次|人|户|度|吨|平方米|平米|小时|分钟|栋|张|个|位|车))")
_HOT = re.compile(rf"(?<![\d.A-Za-z])(-?)({_NUMBER})\s?°\s?([CcFf])?(?![A-Za-z])")
_COLD = re.compile(rf"(?<![\d.A-Za-z\u4e00-\u9fff])-({_NUMBER})(?=度)")
_PERCENT = re.compile(rf"(?<![\d.A-Za-z])(-?)({_NUMBER})\s?(%|‰)")
_PERCENTS = re.compile(rf"(?<![\d.])({_NUMBER})到(?={_NUMBER}\s?%)")
_PART = re.compile(r"(?<![\d/])(\d{1,4})/(\d{1,4})(?![\d/])")
_SCALES = {"": "度", "c": "摄氏度", "f": "华氏度"}


def units(text: str) -> str:
    """Say measures.

    >>> units("26℃".replace("℃", "°C")), units("-3°C"), units("2kg，80%，1.5m2，2.5kWh")
    ('二十六摄氏度', '零下三摄氏度', '两公斤，百分之八十，一点五平方米，二点五千瓦时')
    """
    text = _PERCENTS.sub(lambda found: f"百分之{counted_plain(found[1])}到", text)
    text = _PERCENT.sub(_percent, text)
    text = _HOT.sub(lambda found: _degrees(found[1], found[2]) + _SCALES[(found[3] or "").lower()], text)
    text = _COLD.sub(lambda found: _degrees("-", found[1]), text)
    text = _MEASURED.sub(lambda found: _minus(found[1]) + counted(found[2]) + _word(found[3]), text)
    text = _SLASH.sub("每", _EACH.sub(lambda found: f"每{_word(found[1])}", text))
    return _PART.sub(lambda found: f"{counted_plain(found[2])}分之{counted_plain(found[1])}", text)


def counted_plain(value: str) -> str:
    """Count, with 二 for two: 百分之二."""
    return "二" if value == "2" else counted(value)


def _minus(sign: str) -> str:
    return "负" if sign else ""


def _word(unit: str) -> str:
    return _FOLDED.get(unit) or _FOLDED[unit.lower()]


def _percent(found: re.Match[str]) -> str:
    return f"{_minus(found[1])}{'百分之' if found[3] == '%' else '千分之'}{counted_plain(found[2])}"


def _degrees(sign: str, value: str) -> str:
    return ("零下" if sign else "") + counted_plain(value)
