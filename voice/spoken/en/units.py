"""Measures, temperatures and percentages."""

import re

from voice.spoken.en.numbers import counted

_UNITS = {
    "km/h": ("kilometre per hour", "kilometres per hour"),
    "m/s": ("metre per second", "metres per second"),
    "kWh": ("kilowatt hour", "kilowatt hours"),
    "kW": ("kilowatt", "kilowatts"),
    "W": ("watt", "watts"),
    "V": ("volt", "volts"),
    "Hz": ("hertz", "hertz"),
    "dB": ("decibel", "decibels"),
    "kg": ("kilogram", "kilograms"),
    "mg": ("milligram", "milligrams"),
    "g": ("gram", "grams"),
    "km": ("kilometre", "kilometres"),
    "cm": ("centimetre", "centimetres"),
    "mm": ("millimetre", "millimetres"),
    "m2": ("square metre", "square metres"),
    "m3": ("cubic metre", "cubic metres"),
    "m": ("metre", "metres"),
    "mL": ("millilitre", "millilitres"),
    "L": ("litre", "litres"),
    "h": ("hour", "hours"),
    "min": ("minute", "minutes"),
    "mins": ("minute", "minutes"),
    "s": ("second", "seconds"),
    "Mbps": ("megabit per second", "megabits per second"),
    "MB": ("megabyte", "megabytes"),
    "GB": ("gigabyte", "gigabytes"),
    "ppm": ("part per million", "parts per million"),
}
_FOLDED = {name.lower(): words for name, words in _UNITS.items()} | _UNITS
_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?:\.\d{1,6})?"
_ORDERED = "|".join(re.escape(name) for name in sorted(_FOLDED, key=len, reverse=True))
_MEASURED = re.compile(rf"(?<![\w.])(-?)({_NUMBER})\s?({_ORDERED})(?![A-Za-z0-9])")
_PER = re.compile(rf"(?<=[a-z])\s?/\s?({_ORDERED})(?![A-Za-z0-9])")
_HOT = re.compile(rf"(?<![\w.])(-?)({_NUMBER})\s?°\s?([CcFf])?(?![A-Za-z])")
_PERCENTS = re.compile(rf"(?<![\w.])({_NUMBER})%?\s?[-~–—]\s?(?={_NUMBER}\s?%)")
_PERCENT = re.compile(rf"(?<![\w.])(-?)({_NUMBER})\s?%")
_SCALES = {"": "", "c": " Celsius", "f": " Fahrenheit"}


def units(text: str) -> str:
    """Say measures.

    >>> units("26°C, 1 kg, 89.5 m2, 80%")
    'twenty-six degrees Celsius, one kilogram, eighty-nine point five square metres, eighty percent'
    """
    text = _PERCENTS.sub(r"\1 to ", text)
    text = _PERCENT.sub(lambda found: f"{_minus(found[1])}{counted(found[2])} percent", text)
    text = _HOT.sub(_degrees, text)
    text = _MEASURED.sub(
        lambda found: f"{_minus(found[1])}{counted(found[2])} {_unit(found[3])[found[2] != '1']}", text
    )
    return _PER.sub(lambda found: f" per {_unit(found[1])[0]}", text)


def _minus(sign: str) -> str:
    return "minus " if sign else ""


def _unit(name: str) -> tuple[str, str]:
    return _FOLDED.get(name) or _FOLDED[name.lower()]


def _degrees(found: re.Match[str]) -> str:
    many = "degree" if found[2] == "1" else "degrees"
    return f"{_minus(found[1])}{counted(found[2])} {many}{_SCALES[(found[3] or '').lower()]}"
