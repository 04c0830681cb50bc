"""What residents name, in their own words: one list that guards, and one that was written before the rules."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from actions.phrases import phrases_of
from actions.registry import Registry, builtin, registry_of
from bench.slot_score import STRUCTURED, score
from nlu.normalize import tidy
from nlu.slots.extract import Extractor
from nlu.types import Certainty, Hints, Intent, Understanding

DATA = Path(__file__).parents[2] / "nlu/tests/data"
NOW = datetime.fromisoformat("2025-09-17T10:00:00+08:00")
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return registry_of(builtin())


@pytest.fixture(scope="module")
def extractor(registry: Registry) -> Extractor:
    return Extractor(phrases_of(registry).words)


def understood(extractor: Extractor, row: Row) -> Understanding:
    text = tidy(row["text"])
    found = extractor.extract(text, row["lang"], NOW, Hints())
    return Understanding(text, row["lang"], (Intent(row["intent"], 1.0),), Certainty.SURE, found)


@pytest.mark.parametrize("row", rows("slots.jsonl"), ids=lambda row: row["text"])
def test_what_is_named_is_found_and_no_place_number_or_plate_beside_it(
    extractor: Extractor, registry: Registry, row: Row
) -> None:
    found = score([(row, understood(extractor, row))], registry)
    assert +found.missing == {}
    assert +found.wrong == {}
    assert {name for name in +found.spurious if name in STRUCTURED and name != "time"} == set()


def test_messages_written_before_the_rules_are_read_as_well(extractor: Extractor, registry: Registry) -> None:
    found = score([(row, understood(extractor, row)) for row in rows("slots_unseen.jsonl")], registry)
    assert found.f1(structured=True) >= 0.92
    assert found.f1() >= 0.88
