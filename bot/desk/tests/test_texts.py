import re

import pytest
from jinja2 import Environment

from actions.texts import LANGS, fields, load_texts
from bot.desk.house import PACKAGE
from bot.desk.pages import environment


def test_both_languages_say_the_same_things() -> None:
    texts = load_texts(PACKAGE)
    assert texts.keys("zh") == texts.keys("en")
    for key in texts.keys("zh"):
        assert fields(texts.raw("zh", key)) == fields(texts.raw("en", key)), key


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_that_a_template_says_exists(lang: str) -> None:
    said = {
        key for source in _sources(environment()) for key in re.findall(r'\bt\(\s*["\']([\w.]+)["\']\s*[,)]', source)
    }
    assert len(said) > 80
    assert said <= load_texts(PACKAGE).keys(lang)


def _sources(templates: Environment) -> list[str]:
    assert templates.loader
    return [templates.loader.get_source(templates, name)[0] for name in templates.list_templates()]
