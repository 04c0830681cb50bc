"""Made-up requests get no answer outside the description, and what one key was given no other key gets."""

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy.orm import Session

from actions.people import StaffRole
from actions.ticket import TicketEntry
from bot.access_log import DeskAccess
from bot.api.channel import ApiDelivery
from bot.api.endpoint import MULTIPART, Endpoint
from bot.api.openapi import Json
from bot.api.routes import ENDPOINTS, description
from bot.api.tests.premises import CANARY, Answered, Premises, Side, served_beside
from bot.inbox import InboxRow

SEED = os.environ.get("LINLI_FUZZ_SEED", "20260304")
EXAMPLES = os.environ.get("LINLI_FUZZ_EXAMPLES", "8")  # for each operation
CONFIG = """
[[operations]]
include-path = "/api/v1/files"
checks.positive_data_acceptance.enabled = false  # whether bytes are a photo no schema can say
"""
# A photo that is text, too: a document of the API can hold it.
PIXEL = "GIF89a\x01\x00\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
FORM = (
    '--x\r\nContent-Disposition: form-data; name="photo"; filename="x.gif"\r\n'
    f"Content-Type: image/gif\r\n\r\n{PIXEL}\r\n--x--\r\n"
).encode()


def heard_and_answered(db: Session) -> set[str]:
    """Say what a gateway's requests came to."""
    return {row.kind for row in db.query(InboxRow)} | ({"answered"} if db.query(ApiDelivery).count() else set())


def seen_and_changed(db: Session) -> set[str]:
    """Say what was shown and written through a token."""
    return {row.what for row in db.query(DeskAccess)} | {row.kind for row in db.query(TicketEntry)}


REACHED: dict[str, tuple[Callable[[Session], set[str]], set[str]]] = {
    "channel": (heard_and_answered, {"text", "button", "location", "photo", "answered"}),
    "staff": (seen_and_changed, {"contact", "conversation", "list", "status"}),
}


FROM = {"thread": "t1", "sender": "p1"}


def messages(side: Side) -> tuple[Json, ...]:
    return (
        {"update_id": "e1", "text": "你好", **FROM},
        {"update_id": "e2", "button": "say:affirm", **FROM},
        {"update_id": "e3", "location": {"latitude": 31.2, "longitude": 121}, "lang": "en", "private": False, **FROM},
        {"update_id": "e4", "text": "转人工", "sent_at": "2026-03-04T09:59:00+08:00", **FROM},
        {"update_id": "e5", "files": [side.ids["sent"]], **FROM},
    )


MOVES = (
    {"move": "note", "words": "带梯子"},
    {"move": "tell", "words": "师傅下午到"},
    {"move": "take", "seen": "open|"},
)


def there_is(side: Side) -> dict[str, dict[str, list[str]]]:
    """Return by path what stands for its parameters in a community."""
    ids = side.ids
    tickets = [ids[name] for name in ("repair", "taken", "done", "emergency", "handoff", "binding")]
    return {
        "/api/v1/tickets/{id}": {"id": tickets},
        "/api/v1/tickets/{id}/contact": {"id": tickets},
        "/api/v1/tickets/{id}/moves": {"id": tickets},
        "/api/v1/conversations/{id}": {"id": [ids["talk"]]},
        "/api/v1/views/{scenario}/{view}": {"scenario": ["fees"], "view": ["unpaid_by_home"]},
        "/api/v1/files/{id}": {"id": [ids["photo"]]},
        "/api/v1/residents": {"q": ["101"]},
        "/api/v1/homes": {"q": ["1"]},
        "/api/v1/messages": {"thread": ["t1"]},
        "/api/v1/files": {"thread": ["t1"]},
    }


def with_examples(side: Side) -> Json:
    """Give the description values that are really there; half of what is made up is one of them."""
    described: Json = json.loads(json.dumps(description()))
    for path, values in there_is(side).items():
        for operation in described["paths"][path].values():
            for parameter in operation["parameters"]:
                if parameter["name"] in values:
                    real = values[parameter["name"]]
                    parameter["example"] = real[0]
                    parameter["schema"] = {"anyOf": [{"enum": real}, parameter["schema"]]}
    bodies = (("/api/v1/tickets/{id}/moves", MOVES), ("/api/v1/messages", messages(side)))
    for path, given in bodies:
        content = described["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        content["examples"] = {str(number): {"value": body} for number, body in enumerate(given)}
    described["paths"]["/api/v1/files"]["post"]["requestBody"]["content"][MULTIPART]["example"] = {"photo": PIXEL}
    return described


def make_up(folder: Path, url: str, side: Side, tag: str, secret: str) -> None:
    """Send what an independent reader of the description can think of, and let it judge the answers."""
    schema, config = folder / "openapi.json", folder / "schemathesis.toml"
    schema.write_text(json.dumps(with_examples(side)), "utf-8")
    config.write_text(CONFIG, "utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(config)),
            *("run", str(schema), "--url", url, "--include-tag", tag),
            *("--header", f"Authorization: Bearer {secret}"),
            *("--max-examples", EXAMPLES, "--seed", SEED),
            *("--request-timeout", "10", "--suppress-health-check", "all", "--no-color"),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    (folder / "said.txt").write_text(done.stdout, "utf-8")
    assert done.returncode == 0, f"seed {SEED}\n{done.stdout[-8000:]}\n{done.stderr[-2000:]}"


def operations(tag: str) -> dict[tuple[str, str], Endpoint]:
    return {(one.method, one.path): one for one in ENDPOINTS if (one.roles is None) == (tag == "channel")}


@dataclass(frozen=True, slots=True)
class Replay:
    """What one side was given, asked for again with a key of somebody else."""

    answered: Answered
    status: int
    got: bytes

    def check(self, side: Side, known: frozenset[int]) -> None:
        """Nothing of the first side is in it: what has a name of theirs is not there, a list is the caller's own."""
        method, path = self.answered.operation
        said, where = (
            self.got.decode(errors="replace"),
            (self.answered.operation, self.answered.target, self.answered.body[:200]),
        )
        assert CANARY not in said, where
        assert not [name for name, value in side.ids.items() if value in said], where
        if "{id}" in path or b'"files"' in self.answered.body:
            assert self.status == 404, where
        elif path == "/api/v1/messages" and method == "GET":
            assert json.loads(said)["messages"] == [], where
        elif path == "/api/v1/messages":
            assert json.loads(said)["id"] not in known, where
        elif path == "/api/v1/stream":
            assert "data:" not in said, where
        else:
            assert self.status < 300, where


def replayed(url: str, answered: Iterable[Answered], secret: str) -> list[Replay]:
    """Ask again for everything that was given, reading before writing."""
    line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    found = []
    for one in sorted(set(answered), key=lambda one: one.operation):
        form = one.content_type.startswith(MULTIPART)
        kind = f"{MULTIPART}; boundary=x" if form else one.content_type
        headers = {"Authorization": f"Bearer {secret}"} | ({"Content-Type": kind} if kind else {})
        line.request(one.operation[0], one.target, FORM if form else one.body or None, headers)
        answer = line.getresponse()
        found.append(Replay(one, answer.status, answer.read()))
    line.close()
    return found


def strangers(tag: str, side: Side, other: Side) -> Sequence[str]:
    """Return the keys of another community, and of another channel where channels have them."""
    if tag == "channel":
        return other.channel, side.other_channel
    return [other.staff[role] for role in (StaffRole.MANAGER, StaffRole.ADMIN)]


@pytest.mark.parametrize("tag", ["channel", "staff"])
def test_no_request_gets_an_answer_outside_the_description_or_meant_for_another_key(
    tag: str, tmp_path: Path, database_url: str
) -> None:
    with served_beside(tmp_path, database=database_url) as (url, premises, read):
        side = premises.theirs
        secret = side.channel if tag == "channel" else side.staff[StaffRole.MANAGER]
        make_up(tmp_path, url, side, tag, secret)
        what, wanted = REACHED[tag]
        assert wanted <= read(what), "the requests came to nothing real"
        given = list(premises.answered)
        assert {one.operation for one in given} == set(operations(tag)), (
            "something was never asked for in a way that works"
        )
        check_strangers(url, tag, premises, given)


def check_strangers(url: str, tag: str, premises: Premises, given: list[Answered]) -> None:
    """Replay what one side was given with the keys of strangers."""
    stored = [json.loads(one.given) for one in given if one.operation == ("POST", "/api/v1/messages")]
    known = frozenset(one["id"] for one in stored)
    for stranger in strangers(tag, premises.theirs, premises.ours):
        again = replayed(url, given, stranger)
        assert {one.answered.operation for one in again} == set(operations(tag)), "something was never replayed"
        for one in again:
            one.check(premises.theirs, known)
