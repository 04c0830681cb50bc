"""The words of the field: what is spoken of here, and the kiosk's fixed phrases."""

import functools
from importlib.resources import files

import yaml


@functools.cache
def words() -> tuple[str, ...]:
    """Return what is spoken of in a residential community."""
    return _listed("zh.yml")


@functools.cache
def menu() -> tuple[str, ...]:
    """Return the fixed phrases of the kiosk."""
    return _listed("menu.yml")


def _listed(name: str) -> tuple[str, ...]:
    groups = yaml.safe_load((files(__package__) / name).read_text("utf-8"))
    return tuple(dict.fromkeys(str(word) for group in groups.values() for word in group))
