from functools import cache
from importlib.resources import files

import pytest
import yaml

from voice.spoken import written_out


@cache
def table(lang: str) -> dict[str, dict[str, str]]:
    text = (files("voice.spoken") / "tests" / "data" / f"{lang}.yml").read_text("utf-8")
    loaded: dict[str, dict[str, str]] = yaml.load(text, yaml.BaseLoader)  # noqa: S506  strings alone: 14:30 is no number here
    return loaded


CASES = [
    pytest.param(lang, text, said, id=f"{lang}-{family}-{text[:24]!r}")
    for lang in ("zh", "en")
    for family, cases in table(lang).items()
    for text, said in cases.items()
]


@pytest.mark.parametrize(("lang", "text", "said"), CASES)
def test_it_is_written_out_as_people_say_it(lang: str, text: str, said: str) -> None:
    assert written_out(text, lang) == said


def test_the_table_is_large_enough_to_be_worth_something() -> None:
    assert len(CASES) >= 300


def test_cantonese_is_written_out_as_mandarin_is() -> None:
    assert written_out("501室", "yue") == "五零一室"
