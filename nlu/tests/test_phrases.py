from pathlib import Path

import pytest

from nlu.phrases import Phrases, PhrasesError, read
from nlu.types import Entity

HEAD = 'version: "3.1"\nnlu:\n'


def test_examples_carry_intent_language_and_marked_entities(phrases: Phrases) -> None:
    example = next(example for example in phrases.examples if example.text == "充一百块钱电费")
    assert (example.intent, example.lang) == ("bill_pay", "zh")
    assert example.entities == (Entity("fee_type", "electric", "电费", 5, 7),)


def test_synonyms_of_both_languages_are_the_words_of_a_value(phrases: Phrases) -> None:
    assert phrases.words["fee_type"]["property"] == ("物业费", "管理费", "management fee")


def test_a_synonym_belongs_to_the_lookups_of_its_own_folder(tmp_path: Path) -> None:
    paths = []
    for folder, slot, word in (("fees", "fee_type", "燃气费"), ("repairs", "category", "煤气灶")):
        (tmp_path / folder).mkdir()
        paths.append(tmp_path / folder / "zh.yml")
        text = f"- lookup: {slot}\n  examples: |\n    - gas\n- synonym: gas\n  examples: |\n    - {word}\n"
        paths[-1].write_text(HEAD + text, "utf-8")
    words = read(paths).words
    assert words["fee_type"]["gas"] == ("燃气费",)
    assert words["category"]["gas"] == ("煤气灶",)


def test_a_value_without_synonyms_is_its_own_word(tmp_path: Path) -> None:
    path = tmp_path / "zh.yml"
    path.write_text(HEAD + "- lookup: room\n  examples: |\n    - 厨房\n", "utf-8")
    assert read([path]).words["room"] == {"厨房": ("厨房",)}


def test_a_marked_value_teaches_its_word(tmp_path: Path) -> None:
    path = tmp_path / "zh.yml"
    marked = '交[自来水钱]{"entity": "fee", "value": "water"}'
    text = f"- lookup: fee\n  examples: |\n    - water\n- intent: pay\n  examples: |\n    - {marked}\n"
    path.write_text(HEAD + text, "utf-8")
    assert read([path]).words["fee"]["water"] == ("自来水钱",)


REFUSED = {
    "no_version": ("nlu: []\n", "version"),
    "old_version": ('version: "2.0"\nnlu: []\n', ":1:"),
    "more_fields": ('version: "3.1"\nnlu: []\nrules: []\n', "rules"),
    "not_a_list": ('version: "3.1"\nnlu: 3\n', ":2:"),
    "regex": (HEAD + "- regex: zip\n  examples: |\n    - x\n", ":3:"),
    "two_kinds": (HEAD + "- intent: a\n  lookup: b\n  examples: |\n    - x\n", ":3:"),
    "no_examples": (HEAD + "- intent: a\n", ":3:"),
    "list_of_examples": (HEAD + "- intent: a\n  examples:\n    - x\n", "examples: |"),
    "empty_examples": (HEAD + "- intent: a\n  examples: |\n    # none\n", "no examples"),
    "no_bullet": (HEAD + "- intent: a\n  examples: |\n    - x\n    y\n", ":6:"),
    "open_mark": (HEAD + "- intent: a\n  examples: |\n    - pay [water(fee)\n", ":5:"),
    "role": (HEAD + '- intent: a\n  examples: |\n    - to [x]{"entity": "c", "role": "r"}\n', ":5:"),
    "not_json": (HEAD + "- intent: a\n  examples: |\n    - to [x]{entity: c}\n", ":5:"),
    "orphan_synonym": (HEAD + "- synonym: water\n  examples: |\n    - 水\n", ":3:"),
    "broken_yaml": (HEAD + "- intent: [\n", "cannot be read"),
    "twice": (HEAD + "- intent: a\n  intent: b\n  examples: |\n    - x\n", "twice"),
}


@pytest.mark.parametrize(("text", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_anything_else_is_refused_by_file_and_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "zh.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(PhrasesError) as refusal:
        read([path])
    assert str(path) in str(refusal.value)
    assert says in str(refusal.value)


def test_a_file_must_be_named_by_its_language(tmp_path: Path) -> None:
    with pytest.raises(PhrasesError, match="language"):
        read([tmp_path / "phrases.yml"])
