"""The description of the API is valid, and thousands of made-up requests get no answer outside it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate
from sqlalchemy.orm import Session

from actions.people import StaffRole
from actions.texts import load_texts
from actions.ticket import TicketEntry
from bot.api.channel import ApiDelivery
from bot.api.openapi import CHANNEL_KEY, STAFF_TOKEN
from bot.api.routes import ENDPOINTS, description
from bot.api.tests.premises import Premises, Side, served_beside
from bot.desk.access_log import DeskAccess
from bot.inbox import InboxRow

SEED = os.environ.get("LINLI_FUZZ_SEED", "20260304")
SECONDS = os.environ.get("LINLI_FUZZ_SECONDS", "25")  # for each kind of key
CONFIG = """
[[operations]]
include-path = "/api/v1/files"
checks.positive_data_acceptance.enabled = false  # whether bytes are a photo no schema can say
"""


def test_the_description_is_valid_and_names_every_endpoint() -> None:
    described = description()
    validate(described)
    operations = {one["operationId"] for path in described["paths"].values() for one in path.values()}
    assert operations == {endpoint.name for endpoint in ENDPOINTS}
    assert len(operations) == len(ENDPOINTS)
    assert described["openapi"].startswith("3.1")


def test_every_operation_says_what_it_does_and_with_which_key() -> None:
    for path in description()["paths"].values():
        for operation in path.values():
            assert operation["summary"].endswith(".")
            assert next(iter(operation["security"][0])) in (CHANNEL_KEY, STAFF_TOKEN)
            assert {"401", "429", "503"} <= set(operation["responses"])


def test_every_problem_has_its_sentence_in_both_languages() -> None:
    texts = load_texts("bot.api")
    assert texts.keys("zh") == texts.keys("en")
    told = {f"problem.{status}" for endpoint in ENDPOINTS for status in endpoint.problems}
    assert told <= texts.keys("zh")


async def test_the_description_is_there_for_everybody(premises: Premises) -> None:
    answer = await premises.call("GET", "/api/openapi.json")
    assert (await answer.json()) == json.loads(json.dumps(description()))


def heard_and_answered(db: Session) -> set[str]:
    """Say what a gateway's requests came to."""
    return {row.kind for row in db.query(InboxRow)} | ({"answered"} if db.query(ApiDelivery).count() else set())


def seen_and_changed(db: Session) -> set[str]:
    """Say what was shown and written through a token."""
    return {row.what for row in db.query(DeskAccess)} | {row.kind for row in db.query(TicketEntry)}


REACHED: dict[str, tuple[Callable[[Session], set[str]], set[str]]] = {
    "channel": (heard_and_answered, {"text", "button", "location", "answered"}),
    "staff": (seen_and_changed, {"contact", "conversation", "list", "status"}),
}


FROM = {"thread": "t1", "sender": "p1"}
MESSAGES = (
    {"update_id": "e1", "text": "你好", **FROM},
    {"update_id": "e2", "button": "say:affirm", **FROM},
    {"update_id": "e3", "location": {"latitude": 31.2, "longitude": 121}, "lang": "en", "private": False, **FROM},
    {"update_id": "e4", "text": "转人工", "sent_at": "2026-03-04T09:59:00+08:00", **FROM},
)
MOVES = (
    {"move": "note", "words": "带梯子"},
    {"move": "tell", "words": "师傅下午到"},
    {"move": "take", "seen": "open|"},
)


def with_examples(side: Side) -> dict[str, Any]:
    """Give the description values that are really there."""
    ids = side.ids
    found = {
        "/api/v1/tickets/{id}": {"id": ids["repair"]},
        "/api/v1/tickets/{id}/contact": {"id": ids["taken"]},
        "/api/v1/tickets/{id}/moves": {"id": ids["repair"]},
        "/api/v1/conversations/{id}": {"id": ids["talk"]},
        "/api/v1/views/{scenario}/{view}": {"scenario": "fees", "view": "unpaid_by_home"},
        "/api/v1/residents": {"q": "101"},
        "/api/v1/homes": {"q": "1"},
        "/api/v1/messages": {"thread": "t1"},
    }
    described: dict[str, Any] = json.loads(json.dumps(description()))
    for path, values in found.items():
        for operation in described["paths"][path].values():
            for parameter in operation["parameters"]:
                if parameter["name"] in values:
                    parameter["example"] = values[parameter["name"]]
    for path, bodies in (("/api/v1/tickets/{id}/moves", MOVES), ("/api/v1/messages", MESSAGES)):
        content = described["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        content["examples"] = {str(number): {"value": body} for number, body in enumerate(bodies)}
    return described


@pytest.mark.parametrize("tag", ["channel", "staff"])
def test_no_request_breaks_the_house_or_gets_an_answer_outside_the_description(tag: str, tmp_path: Path) -> None:
    with served_beside(tmp_path) as (url, premises, read):
        secret = premises.ours.channel if tag == "channel" else premises.ours.staff[StaffRole.MANAGER]
        schema, config = tmp_path / "openapi.json", tmp_path / "schemathesis.toml"
        schema.write_text(json.dumps(with_examples(premises.ours)), "utf-8")
        config.write_text(CONFIG, "utf-8")
        done = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(config)),
                *("run", str(schema), "--url", url, "--include-tag", tag),
                *("--header", f"Authorization: Bearer {secret}"),
                *("--max-time", SECONDS, "--seed", SEED),
                *("--request-timeout", "10", "--suppress-health-check", "all", "--no-color"),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        what, wanted = REACHED[tag]
        reached = read(what)
    (tmp_path / "said.txt").write_text(done.stdout, "utf-8")
    assert done.returncode == 0, f"seed {SEED}\n{done.stdout[-8000:]}\n{done.stderr[-2000:]}"
    assert wanted <= reached, "the requests came to nothing real"
