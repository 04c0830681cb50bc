"""Answer or new request: a set written without sight of the code, frozen, and never learned from."""

import hashlib
import json
from pathlib import Path

import pytest

from actions.phrases import phrase_files
from actions.registry import Registry, builtin, registry_of
from bench.answers import Judged, judge
from nlu.phrases import read
from nlu.types import Engine

FILE = Path(__file__).parents[1] / "data/understanding/ambiguous.jsonl"
FROZEN = "69679f0cb9985eecd4bdb2de160ce0358d596a81010800eaab7d1d8c0a7beb00"
BARE = 16  # characters of what everybody says in the same words: 三点, English please


@pytest.fixture(scope="module")
def judged(understander: Engine) -> list[Judged]:
    registry: Registry = registry_of(builtin())
    return judge(iter(FILE.read_text("utf-8").splitlines()), understander, registry)


def test_the_set_is_as_it_was_before_the_first_measurement() -> None:
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == FROZEN


def test_nothing_of_it_is_a_phrase(judged: list[Judged]) -> None:
    learned = {example.text for example in read(phrase_files(builtin())).examples}
    assert {one.row["said"] for one in judged if one.row["said"] in learned and len(one.row["said"]) > BARE} == set()


def test_most_messages_after_a_question_are_taken_for_what_they_are(judged: list[Judged]) -> None:
    assert sum(one.right for one in judged) >= 0.95 * len(judged)


def test_a_side_question_hardly_ever_fills_the_open_slot(judged: list[Judged]) -> None:
    beside = [one for one in judged if one.row["is"] in ("new", "chat")]
    assert sum(one.taken == "answer" for one in beside) <= 0.05 * len(beside)


def test_another_request_is_no_yes_to_whether_there_is_danger(understander: Engine) -> None:
    row = {"id": "x", "lang": "zh", "intent": "emergency", "asked": "sure", "is": "new", "said": "楼道灯坏了，来修一下"}
    (one,) = judge(iter([json.dumps(row)]), understander, registry_of(builtin()))
    assert (one.taken, one.intent) == ("new", "repair_report")
