"""What must hold after every conversation, whoever spoke and whatever they wanted (docs/architecture.md; pure)."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from actions.channel import Delivery
from actions.registry import Registry
from actions.state import OpenForm
from actions.texts import LANGS, load_texts

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
_LITERAL = 6  # characters of a sentence beside its values by which it is known again
_NAMES = {"key", "batch", "code", "new", "changed", "turn", "text"}  # what differs between two rows that say the same


def claims(registry: Registry) -> tuple[re.Pattern[str], ...]:
    """Return patterns of every sentence that says something was done."""
    found = []
    for scenario in registry.scenarios.values():
        texts = load_texts(scenario.package)
        for lang in LANGS:
            done = sorted(key for key in texts.keys(lang) if key.startswith("done."))
            parts = (re.split(r"\{[^}]*\}", str(texts._find(lang, key))) for key in done)
            found += [re.compile(".*?".join(map(re.escape, part)), re.S) for part in parts if _known_again(part)]
    return tuple(found)


def _known_again(parts: Sequence[str]) -> bool:
    return len("".join(parts).strip()) >= _LITERAL


def unproven(replies: Iterable[Delivery], records: Rows, patterns: Sequence[re.Pattern[str]]) -> list[str]:
    """Return replies whose record is not there, and sentences that claim without one."""
    keys = {str(row[name]) for rows in records.values() for row in rows for name in ("key", "batch") if name in row}
    wrong = []
    for reply in replies:
        kind, _, key = (reply.record or "").partition(":")
        if reply.record and kind in records and key not in keys:
            wrong.append(f"no record {reply.record}: {reply.text}")
        if not reply.record and any(pattern.fullmatch(reply.text) for pattern in patterns):
            wrong.append(f"says done without a record: {reply.text}")
    return wrong


def doubled(records: Rows) -> list[str]:
    """Return new rows that say the same as another new one."""
    wrong, seen = [], set()
    for kind, rows in records.items():
        for row in (row for row in rows if row.get("new")):
            content = {name: value for name, value in row.items() if name not in _NAMES}
            same = (kind, json.dumps(content, sort_keys=True, default=str))
            if same in seen:
                wrong.append(f"{kind} {row['key']} is there twice")
            seen.add(same)
    return wrong


def canaries(document: Mapping[str, Any], resident: str) -> frozenset[str]:
    """Return what only other households know: names, phones, plates, amounts, names of their visitors."""
    residents = document["residents"]
    homes = {row["id"]: _homes(row) for row in residents}
    own: set[str] = set()
    others: set[str] = set()
    for row in residents:
        facts = {row["name"], row["phone"], *row.get("plates", ()), *([row["plate"]] if "plate" in row else [])}
        facts |= {one["name"] for one in document.get("visitor_passes", ()) if one["by"] == row["id"]}
        bills = (bill for bill in document.get("bills", ()) if bill["home"] in homes[row["id"]])
        facts |= {f"{item['amount']:.2f}" for bill in bills for item in bill["items"]}
        (own if homes[row["id"]] & homes[resident] else others).update(facts)
    return frozenset(fact for fact in others - own if not fact.endswith(".00"))


def _homes(row: Mapping[str, Any]) -> set[str]:
    return {one["home"] for one in row["homes"]} if "homes" in row else {row["home"]}


def leaks(replies: Iterable[Delivery], secrets: Iterable[str], spoken: str) -> list[str]:
    """Return replies that tell what only other households know, unless the speaker said it first."""
    secrets = [one for one in secrets if one not in spoken]
    return [f"tells {one}: {reply.text}" for reply in replies for one in secrets if one in reply.text]


def invalid(forms: Iterable[OpenForm], registry: Registry) -> list[str]:
    """Return what is wrong with the open forms of a conversation."""
    wrong = []
    for opened in forms:
        known = registry.forms.get(opened.form)
        slots = {slot.name for slot in known[1].slots} if known else set()
        if known is None:
            wrong.append(f"there is no form {opened.form}")
        elif opened.asked is not None and opened.asked not in slots:
            wrong.append(f"{opened.form} has no slot {opened.asked}")
    return wrong
