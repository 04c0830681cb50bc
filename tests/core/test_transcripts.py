"""docs/transcripts.md shows conversations as they are; LINLI_WRITE_DOCS=1 writes the page anew."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.registry import Registry
from bot.replay import play
from nlu.types import Engine

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "transcripts.md"
SAID = ROOT / "tests" / "data" / "transcripts.yml"
TALKS: list[dict[str, Any]] = yaml.safe_load(SAID.read_text("utf-8"))
HEAD = """# Transcripts

Six tasks, each as three people would go about them: somebody in a hurry, somebody of 78 years who takes their time,
and a tenant who speaks English. What they say was written before anybody looked at the phrases; what is answered is
what the assistant says today, misunderstandings included. Each talk begins on Wednesday 4 March 2026 at 10:00 in
the test community (`tests/data/community.json`). A ▸ is a button; entry codes are drawn by lot and shown as 000000.

A test plays all of them and compares (`tests/core/test_transcripts.py`); `LINLI_WRITE_DOCS=1 pytest
tests/core/test_transcripts.py` writes the page anew from `tests/data/transcripts.yml`.
"""
_CODE = re.compile(r"(进门码(?:不变，还)?是?|entry code(?: is)? )\d{6}")


def rendered(title: str, turns: list[dict[str, Any]]) -> str:
    return "\n".join([f"## {title}", "", *(line for turn in turns for line in _turn(turn))])


def _turn(turn: Mapping[str, Any]) -> Iterator[str]:
    yield f"**{turn['user']}**"
    yield ""
    for reply in turn["replies"]:
        buttons = "".join(f" ▸{label}" for label in reply["buttons"])
        words = _CODE.sub(r"\g<1>000000", reply["text"] + buttons)
        yield from (f"> {line}\\" for line in words.split("\n")[:-1])
        yield f"> {words.rpartition(chr(10))[2]}"
        yield ""


def shown() -> dict[str, str]:
    """Return the part of the page under each of its headings."""
    parts = re.split(r"(?m)^(?=## )", PAGE.read_text("utf-8")) if PAGE.exists() else []
    return {part.partition("\n")[0].removeprefix("## "): part.strip() for part in parts[1:]}


@pytest.mark.parametrize("talk", TALKS, ids=[talk["title"] for talk in TALKS])
async def test_a_transcript_is_what_is_said_today(
    talk: dict[str, Any], tmp_path: Path, community: dict[str, Any], understander: Engine, scenarios: Registry
) -> None:
    conversation = {**talk, "signed_in": True, "turns": [{"user": said} for said in talk["says"]]}
    played = await play(conversation, community, understander, scenarios, tmp_path)
    now = rendered(talk["title"], played["turns"]).strip()
    if os.environ.get("LINLI_WRITE_DOCS"):
        parts = shown() | {talk["title"]: now}
        ours = [parts[one["title"]] for one in TALKS if one["title"] in parts]
        PAGE.write_text("\n\n".join([HEAD.strip(), *ours]) + "\n", "utf-8")
    assert shown().get(talk["title"]) == now


def test_the_page_holds_all_transcripts_and_no_others() -> None:
    assert list(shown()) == [talk["title"] for talk in TALKS]
