"""The words of the field: what is spoken of here, the kiosk's fixed phrases, and short answers."""

import functools
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

import yaml

from nlu.retort import Retort, retort_of


@functools.cache
def words() -> tuple[str, ...]:
    """Return what is spoken of in a residential community."""
    return _listed("zh.yml")


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
    asked = any(retort_of(label) in (Retort.YES, Retort.NO) for label in shown)
    kinds = ("agree", "refuse", "always") if asked else ("always",)
    return tuple(dict.fromkeys([*shown, *(word for kind in kinds for word in said[kind])]))


def _listed(name: str) -> tuple[str, ...]:
    groups = _read(name)
    return tuple(dict.fromkeys(str(word) for group in groups.values() for word in group))


def _read(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load((files(__package__) / name).read_text("utf-8"))
    return found
