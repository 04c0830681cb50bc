"""Refuses to start when another package owns one of our five import names: it would be imported in place of ours."""

from importlib.metadata import packages_distributions

NAMES = ("actions", "bot", "integrations", "nlu", "voice")
OURS = "linli"


class NameTaken(RuntimeError):
    """Another installed package brings a folder of the same name."""


def check_names(owners: dict[str, list[str]] | None = None) -> None:
    """Raise NameTaken when one of our names has a second owner (PyPI has an `nlu`, an `actions`, a `voice`)."""
    found = owners if owners is not None else dict(packages_distributions())
    for name in NAMES:
        others = sorted(set(found.get(name, [])) - {OURS})
        if others:
            raise NameTaken(f"the package {others[0]} also installs a folder called {name}; pip uninstall {others[0]}")
