"""The development set: written without sight of phrases or code, frozen, and never trained on."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from actions.phrases import phrase_files
from actions.registry import builtin
from nlu.phrases import read
from nlu.types import Certainty, Engine, Hints, Understanding

DATA = Path(__file__).parents[1] / "data/understanding"
NOW = datetime.fromisoformat("2025-09-17T10:00:00+08:00")
FROZEN = {
    "emergencies.jsonl": "ab555903bfef23a1a3af1c43150ea6c547b5a8eb76ccf1f834132d42e50073f2",
    "emergencies_second.jsonl": "f97c6a9dc9c66f2b819a8eae90bbba8d08bd6ef6d87b4813410e39afdda678b3",
    "emergencies_third.jsonl": "c350827bbd967092cf3d6a23ff3dd44466048703f4ced5003c3eab7f79dfea65",
    "everyday.jsonl": "9615f9b545e00811580494711138dd2b1797e1203f09d0887ff010dc0235b075",
    "messages.jsonl": "066e51d429f3f50009619e52755da8730e4e5dcf5d667baf3ce401518d7d608c",
    "multi.jsonl": "0a9ba0826da615a34e524470ace9ee1de2cf8f4a817e0747c158187615441493",
}
BARE = 24  # characters of what everybody says in the same words: 好的, thank you
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


async def understood(engine: Engine, wanted: list[Row]) -> list[tuple[Row, Understanding]]:
    return [(row, await engine.understand(row["text"], row["lang"], NOW, Hints())) for row in wanted]


def right(row: Row, name: str) -> bool:
    return name == row["intent"] or name in row.get("also_ok", ())


def share(hits: Iterator[bool]) -> float:
    found = list(hits)
    return sum(found) / len(found)


@pytest.mark.parametrize("name", FROZEN)
def test_the_set_is_as_it_was_before_the_first_measurement(name: str) -> None:
    assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == FROZEN[name]


def test_nothing_of_it_is_a_phrase() -> None:
    learned = {example.text for example in read(phrase_files(builtin())).examples}
    told = {row["text"] for name in FROZEN for row in rows(name)}
    assert {text for text in told & learned if len(text) > BARE} == set()


@pytest.mark.parametrize(("lang", "first", "three"), [("zh", 0.925, 0.98), ("en", 0.895, 0.98)])
async def test_messages_are_understood_as_people_mean_them(
    understander: Engine, lang: str, first: float, three: float
) -> None:
    found = await understood(understander, [row for row in rows("messages.jsonl") if row["lang"] == lang])
    assert share(right(row, meant.intent) for row, meant in found) >= first
    assert share(any(right(row, intent.name) for intent in meant.intents) for row, meant in found) >= three


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_plain_messages_are_hardly_ever_taken_for_another(understander: Engine, lang: str) -> None:
    found = await understood(understander, [row for row in rows("everyday.jsonl") if row["lang"] == lang])
    assert share(right(row, meant.intent) for row, meant in found) >= 0.97


async def test_emergencies_are_noticed_and_figures_of_speech_page_nobody(understander: Engine) -> None:
    names = ("emergencies.jsonl", "emergencies_second.jsonl", "emergencies_third.jsonl")
    found = await understood(understander, [row for name in names for row in rows(name)])
    noticed = share(meant.emergency is not Certainty.UNSURE for row, meant in found if row["emergency"])
    paged = share(meant.emergency is Certainty.SURE for row, meant in found if not row["emergency"])
    assert noticed >= 0.99
    assert paged <= 0.03


async def test_everyday_messages_raise_no_alarm(understander: Engine) -> None:
    """A question whether it is urgent, in the middle of a booking, wears people out."""
    calm = [row for row in rows("messages.jsonl") if not right(row, "emergency")]
    found = await understood(understander, calm)
    assert share(meant.emergency is not Certainty.UNSURE for _, meant in found) <= 0.03
    assert share(meant.emergency is Certainty.SURE for _, meant in found) <= 0.003
