"""Messages with several requests, and messages that only seem to hold several: nothing is trained on them."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from nlu.types import Engine, Hints

DATA = Path(__file__).parents[2] / "nlu/tests/data/segments.jsonl"
NOW = datetime.fromisoformat("2025-09-17T10:00:00+08:00")
Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]


async def found(engine: Engine, text: str, lang: str) -> list[str]:
    meant = await engine.understand(text, lang, NOW, Hints())
    return sorted(segment.intent.name for segment in meant.segments) or [meant.intent]


def share(hits: Iterable[bool]) -> float:
    every = list(hits)
    return sum(every) / len(every)


def test_gold_segments_stand_in_their_messages(rows: list[Row]) -> None:
    assert all(part["text"] in row["text"] for row in rows for part in row["segments"])
    assert min(sum(len(row["segments"]) > 1 for row in rows), sum(len(row["segments"]) == 1 for row in rows)) >= 150


async def test_several_requests_in_one_message_are_told_apart(understander: Engine, rows: list[Row]) -> None:
    several = [row for row in rows if len(row["segments"]) > 1]
    wanted = [sorted(part["intent"] for part in row["segments"]) for row in several]
    answers = [await found(understander, row["text"], row["lang"]) for row in several]
    assert share(one == other for one, other in zip(answers, wanted, strict=True)) >= 0.60


async def test_what_only_seems_to_be_several_requests_stays_whole(understander: Engine, rows: list[Row]) -> None:
    whole = [row for row in rows if len(row["segments"]) == 1]
    assert share([len(await found(understander, row["text"], row["lang"])) == 1 for row in whole]) >= 0.92
