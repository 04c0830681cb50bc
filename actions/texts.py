from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Formatter

import yaml

from actions.reply import Text

LANGS = ("zh", "en")
CLAIMS = "done"  # sentences under this key say that something was done


class TextMissing(LookupError):
    """A sentence is not in texts/; the message names the scenario, language and key."""


class Texts:
    """Every sentence of one scenario in all its languages, by dotted key: `ask.location`, `done.reported`."""

    def __init__(self, package: str, sentences: Mapping[str, Mapping[str, Text]]) -> None:
        self._package = package
        self._sentences = sentences

    def keys(self, lang: str) -> set[str]:
        """Return the keys that exist in a language."""
        return set(self._sentences.get(lang, {}))

    def has(self, key: str) -> bool:
        """Say whether a sentence exists."""
        return key in self._sentences["zh"]

    def raw(self, lang: str, key: str) -> str:
        """Return a sentence with its places for values unfilled."""
        return self._find(lang, key)

    def render(self, lang: str, key: str, values: Mapping[str, object]) -> Text:
        """Return a sentence with its values filled in; Chinese where the language lacks it."""
        text = self._find(lang, key)
        if not values and "{" not in text:
            return text
        spoken, elder = text.spoken.format_map(values), text.elder.format_map(values)
        return Text(text.format_map(values), claim=text.claim, spoken=spoken, elder=elder)

    def _find(self, lang: str, key: str) -> Text:
        for candidate in (lang, "zh"):
            text = self._sentences.get(candidate, {}).get(key)
            if text is not None:
                return text
        raise TextMissing(f"{self._package}: texts/{lang}.yml has no {key!r}")


def fields(text: str) -> set[str]:
    """Return the names of the values a sentence takes.

    >>> sorted(fields("单号 {number}，{who} 处理"))
    ['number', 'who']
    """
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in Formatter().parse(text) if name}


def _flatten(tree: Mapping[str, object], prefix: str = "") -> dict[str, Text]:
    flat: dict[str, Text] = {}
    for key, value in tree.items():
        path = f"{prefix}{key}"
        if isinstance(value, dict) and "text" not in value:
            flat |= _flatten(value, f"{path}.")
            continue
        said = value if isinstance(value, dict) else {"text": value}
        text, spoken, elder = (str(said.get(way, "")).strip() for way in ("text", "spoken", "elder"))
        flat[path] = Text(text, claim=path.split(".")[0] == CLAIMS, spoken=spoken, elder=elder)
    return flat


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where libyaml came with the wheel


@cache
def load_texts(package: str) -> Texts:
    """Read texts/*.yml of a scenario package."""
    folder = files(package) / "texts"
    sentences = {}
    for lang in LANGS:
        file = folder / f"{lang}.yml"
        stored = yaml.load(file.read_text("utf-8"), _LOADER) if file.is_file() else {}  # noqa: S506  it is the safe one
        sentences[lang] = _flatten(stored or {})
    return Texts(package, sentences)
