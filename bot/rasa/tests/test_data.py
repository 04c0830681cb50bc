from pathlib import Path
from typing import Any

import yaml

from bot.rasa.data import ACTION, AWAY, BUTTON, CURSOR, VALUE, split, subset, write_assistant, write_training
from nlu.phrases import Example, read

SAID = [Example(f"第{number}句：漏水了", "repair_report", "zh") for number in range(40)]
SAID += [Example(f"hello number {number}", "greeting", "en") for number in range(6)]


def document(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def test_a_split_learns_from_some_keeps_others_back_and_shares_none() -> None:
    made = split(SAID, per_intent=20, held=5)
    assert [one.intent for one in made.learned].count("repair_report") == 20
    assert [one.intent for one in made.held].count("repair_report") == 5
    assert {one.text for one in made.learned}.isdisjoint(one.text for one in made.held)


def test_of_a_small_intent_most_is_learned() -> None:
    made = split(SAID, per_intent=20, held=5)
    assert ([one.intent for one in made.learned].count("greeting"), len(made.held)) == (5, 6)


def test_out_of_scope_is_a_quarter_of_what_is_kept_back() -> None:
    said = [Example(f"{intent} {number}", intent, "en") for intent in "abcdef" for number in range(40)]
    said += [Example(f"nobody's business {number}", "out_of_scope", "en") for number in range(80)]
    held = [one.intent for one in split(said, per_intent=20, held=10).held]
    assert (held.count("out_of_scope"), len(held)) == (20, 80)


def test_what_is_drawn_does_not_depend_on_the_order() -> None:
    assert split(SAID, 10, 3) == split(SAID[::-1], 10, 3)
    assert subset(SAID, 10) == subset(SAID[::-1], 10)


def test_training_data_is_what_the_engine_will_ask(tmp_path: Path) -> None:
    write_training(tmp_path, [Example("物業費  怎麼交", "bill_query", "zh"), Example("Hello!", "greeting", "en")])
    (bill, greeting) = document(tmp_path / "nlu.yml")["nlu"]
    assert (bill["intent"], bill["examples"]) == ("bill_query", "- 物业费 怎么交\n")
    assert greeting["examples"] == "- hello!\n"
    assert document(tmp_path / "domain.yml")["intents"] == ["bill_query", "greeting"]


def test_exported_phrases_can_be_read_again(tmp_path: Path) -> None:
    write_assistant(tmp_path, [*SAID, Example("# 号楼: 'quoted' - \"yes\"", "greeting", "zh")])
    (tmp_path / "nlu.yml").rename(tmp_path / "zh.yml")
    again = read([tmp_path / "zh.yml"]).examples
    assert {(one.text, one.intent) for one in again} == {(one.text, one.intent) for one in SAID} | {
        ("# 号楼: 'quoted' - \"yes\"", "greeting")
    }


def test_an_assistant_hands_every_intent_and_every_button_to_our_action(tmp_path: Path) -> None:
    assert [path.name for path in write_assistant(tmp_path, SAID)] == ["nlu.yml", "domain.yml", "rules.yml"]
    domain, rules = document(tmp_path / "domain.yml"), document(tmp_path / "rules.yml")["rules"]
    led = {rule["steps"][0]["intent"]: rule["steps"][1]["action"] for rule in rules}
    assert led == {"greeting": ACTION, "repair_report": ACTION, BUTTON: ACTION}
    named = {name if isinstance(name, str) else next(iter(name)) for name in domain["intents"]}
    assert named == set(led)
    assert (domain["entities"], domain["actions"], set(domain["slots"])) == ([VALUE], [ACTION], {CURSOR})
    assert "119" in domain["responses"][AWAY][0]["text"]
