"""The words of the field: what is spoken of here, the kiosk's fixed phrases, and short answers."""

import functools
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

import yaml

_YES_NO = re.compile(r"^(?:是|不|对|好|可以|要|没|yes|no)", re.IGNORECASE)
_SIGNS = {
    "agree": _YES_NO,
    "refuse": _YES_NO,
    "days": re.compile(r"今天|明天|后天|周[一二三四五六日]|星期|礼拜|today|tomorrow|day\b", re.IGNORECASE),
}
"""What the label of a button looks like, beside which words of a kind are said."""


@functools.cache
def words() -> tuple[str, ...]:
    """Return what is spoken of in a residential community, and times of the day: 后天上午."""
    times = _read("times.yml")
    return (*_listed("zh.yml"), *(f"{day}{part}" for day in times["days"] for part in times["parts"]))


@functools.cache
def menu() -> tuple[str, ...]:
    """Return the fixed phrases of the kiosk."""
    return _listed("menu.yml")


def with_answers(shown: Sequence[str], lang: str) -> tuple[str, ...]:
    """Return the labels of the buttons that are shown and what else may be said in a word or two.

    >>> with_answers(["14:00", "15:00"], "zh")[:3], "是的" in with_answers(["是的", "不是"], "zh")
    (('14:00', '15:00', '取消'), True)
    """
    said = _read("answers.yml").get(lang)
    if not shown or said is None:
        return tuple(shown)
    kinds = [kind for kind, sign in _SIGNS.items() if any(sign.search(label) for label in shown)]
    return tuple(dict.fromkeys([*shown, *(word for kind in (*kinds, "always") for word in said[kind])]))


def _listed(name: str) -> tuple[str, ...]:
    groups = _read(name)
    return tuple(dict.fromkeys(str(word) for group in groups.values() for word in group))


def _read(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load((files(__package__) / name).read_text("utf-8"))
    return found
