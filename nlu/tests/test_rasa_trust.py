import functools
import json
import random
from pathlib import Path

import pytest

from nlu.engines.embedded import band
from nlu.engines.rasa_server import NoAnswer, Why
from nlu.engines.rasa_trust import NoTrust, Trust, fit_trust, load_trust
from nlu.types import Certainty, Intent

INTENTS = ("bill_query", "greeting", "out_of_scope", "repair_report")


def boastful(chance: random.Random, right: float) -> tuple[list[Intent], str]:
    """Make a ranking that is nearly sure of its first intent and right in a share of cases only."""
    truth, other = chance.sample(INTENTS, 2)
    first, second = (truth, other) if chance.random() < right else (other, truth)
    confidence = chance.uniform(0.93, 0.99)
    return [Intent(first, confidence), Intent(second, 1 - confidence)], truth


def rankings(right: float, count: int = 300) -> tuple[list[list[Intent]], list[str]]:
    chance = random.Random(3)  # noqa: S311 (nothing secret)
    made = [boastful(chance, right) for _ in range(count)]
    return [ranking for ranking, _ in made], [truth for _, truth in made]


@functools.cache
def fitted(right: float) -> Trust:
    return fit_trust(*rankings(right))


@pytest.mark.parametrize("right", [0.8, 0.95])
def test_what_is_nearly_sure_and_often_wrong_is_believed_as_often_as_it_is_right(right: float) -> None:
    made, truths = rankings(right)
    trust = fitted(right)
    read = [trust.read(ranking)[0] for ranking in made]
    believed = sum(intent.confidence for intent in read) / len(read)
    hit = sum(intent.name == truth for intent, truth in zip(read, truths, strict=True)) / len(read)
    assert believed == pytest.approx(hit, abs=0.05)


def test_a_model_that_is_often_wrong_is_not_acted_upon() -> None:
    wrong, good = (fitted(right) for right in (0.5, 0.95))
    said = [Intent("greeting", 0.97), Intent("bill_query", 0.03)]
    assert band(wrong.calibration, wrong.read(said)[0]) is not Certainty.SURE
    assert band(good.calibration, good.read(said)[0]) is Certainty.SURE


def test_a_model_that_is_wrong_where_it_is_most_sure_is_never_sure() -> None:
    certain = [[Intent(truth, 1.0)] for truth in INTENTS for _ in range(30)]
    trust = fit_trust(certain, [INTENTS[number % 4] for number in range(120)])
    assert trust.calibration.sure > 1


def test_an_intent_that_was_never_heard_of_is_no_answer() -> None:
    trust = fitted(0.95)
    with pytest.raises(NoAnswer) as caught:
        trust.read([Intent("order_pizza", 0.9)])
    assert caught.value.why is Why.UNKNOWN_INTENT


def test_chances_are_those_of_all_intents() -> None:
    trust = fitted(0.95)
    read = trust.read([Intent("greeting", 1.0), Intent("bill_query", 0.0)])
    assert {intent.name for intent in read} == set(INTENTS)
    assert sum(intent.confidence for intent in read) == pytest.approx(1, abs=1e-5)


def test_what_was_saved_is_read_back(tmp_path: Path) -> None:
    trust = fitted(0.95)
    trust.save(tmp_path / "linli.json")
    assert load_trust(tmp_path / "linli.json") == trust


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"intents": ["a"], "calibration": {"colour": 1}}', json.dumps(None)])
def test_what_cannot_be_read_says_what_to_do(tmp_path: Path, text: str) -> None:
    path = tmp_path / "linli.json"
    path.write_text(text, "utf-8")
    with pytest.raises(NoTrust, match="linli rasa train"):
        load_trust(path)


def test_without_a_model_there_is_no_trust(tmp_path: Path) -> None:
    with pytest.raises(NoTrust, match="linli rasa train makes one"):
        load_trust(tmp_path / "linli.json")
