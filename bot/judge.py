"""Judges what a conversation left behind against its `expect` blocks (docs/commands.md)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

Row = Mapping[str, Any]
OPEN = frozenset({"open", "assigned", "paused", "active", "pending", "confirmed", "acknowledged", "waiting"})
_COUNTS = {"count", "count_open", "count_active", "key", "turn", "within_turn"}
_PLURAL = {"bookings": "booking", "votes": "vote", "activities": "activity_signup", "bills": "bill"}


def judge(result: Mapping[str, Any], expect: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return one sentence for everything that is not as expected."""
    failed = []
    for block in expect:
        for kind, check in block.get("check", {}).items():
            failed += [f"{block.get('plain', kind)}: {why}" for why in _judge_kind(result, kind, check)]
    return failed


def _judge_kind(result: Mapping[str, Any], kind: str, check: Any) -> list[str]:
    if kind == "manual":
        return []
    if kind == "reply":
        return _judge_reply(result["turns"], check)
    if kind == "unchanged":
        return _judge_unchanged(result["records"], check)
    rows = result["records"].get(kind, [])
    if kind == "no_new_ticket":
        new = [row for row in result["records"]["ticket"] if row["new"]]
        return [f"there are {len(new)} new tickets"] if check and new else []
    if check == "none" or (kind == "device_event" and isinstance(check, dict) and "none" in check):
        fired = [row for row in rows if check == "none" or row.get("event") in check["none"]]
        return [f"{len(fired)} device events fired"] if fired else []
    return _judge_rows(kind, rows, check)


def _judge_unchanged(records: Mapping[str, Sequence[Row]], kinds: Sequence[str]) -> list[str]:
    failed = []
    for name in kinds:
        kind = name if name in records else _PLURAL.get(name, name.removesuffix("s").replace("passe", "pass"))
        touched = [row["key"] for row in records.get(kind, []) if row["new"] or row["changed"]]
        if touched:
            failed.append(f"{kind} rows were touched: {touched}")
    return failed


def _judge_rows(kind: str, rows: Sequence[Row], check: Mapping[str, Any]) -> list[str]:
    new = [row for row in rows if row["new"]]
    open_rows = [row for row in rows if row.get("status") in OPEN]
    if "key" not in check and "count" not in check:
        open_rows = [row for row in open_rows if not _mismatches(row, check)]
    failed = []
    if "count" in check and len(new) != check["count"]:
        failed.append(f"{len(new)} new {kind} rows, expected {check['count']}")
    for name in ("count_open", "count_active"):
        if name in check and len(open_rows) != check[name]:
            failed.append(f"{len(open_rows)} open {kind} rows, expected {check[name]}")
    if check.get("count") == 0:
        return failed
    candidates = _candidates(rows, new, open_rows, check)
    if not candidates:
        return [*failed, f"no {kind} row to look at"]
    best = min((_mismatches(row, check) for row in candidates), key=len)
    return failed + best


def _candidates(
    rows: Sequence[Row], new: Sequence[Row], open_rows: Sequence[Row], check: Mapping[str, Any]
) -> list[Row]:
    if "key" in check:
        return [row for row in rows if row["key"] == check["key"]]
    if "count_open" in check or "count_active" in check:
        return list(open_rows)
    touched = [row for row in rows if row["new"] or row["changed"]]
    found = list(new) or touched or (list(rows) if "count" not in check else [])
    last = check.get("within_turn", check.get("turn"))
    return [row for row in found if last is None or (row.get("turn") is not None and row["turn"] <= last)]


def _mismatches(row: Row, check: Mapping[str, Any]) -> list[str]:
    failed = []
    for field, wanted in check.items():
        if field in _COUNTS:
            continue
        name, how = _split(field)
        actual = row.get("event" if name in ("any", "") else name)
        if not _fits(actual, wanted, how if name != "any" else "any"):
            failed.append(f"{name} is {actual!r}, expected {how or 'to be'} {wanted!r}")
    return failed


def _split(field: str) -> tuple[str, str]:
    for suffix in ("_contains_any", "_contains", "_any", "_regex"):
        if field.endswith(suffix):
            return field.removesuffix(suffix), suffix[1:]
    return field, ""


def _fits(actual: Any, wanted: Any, how: str) -> bool:
    words = str(actual if actual is not None else "")
    if how == "contains":
        return str(wanted) in words
    if how == "contains_any":
        return any(str(part) in words for part in wanted)
    if how == "any":
        return any(_same(actual, option) for option in wanted)
    if how == "regex":
        return re.search(str(wanted), words) is not None
    if isinstance(actual, list):
        return _same_list(actual, wanted)
    return _same(actual, wanted)


def _same_list(actual: list[Any], wanted: Any) -> bool:
    wanted = wanted if isinstance(wanted, list) else [wanted]
    names = [item.get("fee") if isinstance(item, dict) else item for item in actual]
    if wanted == ["duty"]:
        return bool(actual)
    return all(item in actual or item in names for item in wanted)


def _same(actual: Any, wanted: Any) -> bool:
    if isinstance(wanted, bool) or isinstance(actual, bool):
        return bool(actual) == bool(wanted)
    if isinstance(wanted, int | float) and actual is not None:
        try:
            return Decimal(str(actual)) == Decimal(str(wanted))
        except InvalidOperation:
            return False
    return str(actual) == str(wanted)


def _judge_reply(turns: Sequence[Mapping[str, Any]], check: Mapping[str, Any]) -> list[str]:
    which = check.get("turn", "any")
    chosen = turns if which in ("any", "all") else turns[which - 1 : which]
    replies = [reply for turn in chosen for reply in turn["replies"]]
    words = "\n".join(f"{reply['text']}\n{reply['spoken']}\n{' '.join(reply['buttons'])}" for reply in replies)
    failed = []
    for name in ("any", "any2"):
        if name in check and not any(part in words for part in check[name]):
            failed.append(f"none of {check[name]} was said in turn {which}")
    failed += [f"{part!r} was not said in turn {which}" for part in check.get("all", []) if part not in words]
    failed += [f"{part!r} was said in turn {which}" for part in check.get("none", []) if part in words]
    if "asks" in check and not any(reply["asks"] == check["asks"] for reply in replies):
        failed.append(f"{check['asks']} was not asked in turn {which}")
    if "lang" in check and any(reply["lang"] != check["lang"] for reply in replies):
        failed.append(f"a reply of turn {which} is not in {check['lang']}")
    return failed
