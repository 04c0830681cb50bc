"""What is said of the record that is being spoken of, without a word that points: 谁来, 要不要钱, 周五来修吧. Pure."""

import re
from collections.abc import Sequence

from actions.reference import Pointing, Screen, Shown, left
from actions.registry import Registry
from actions.scenario import Referring, Scenario
from actions.state import OpenForm
from bot.moves import Command, Move
from nlu.types import Understanding

_LONGEST = 80  # letters of a question that names nothing
_SPARE = 1  # letters that may be left over beside a value
_NOWHERE = Pointing(0, 0)
_FEE = "fee_type"  # a fee that is named is asked about, whatever is being spoken of
_NEXT_TO = re.compile(
    r"[的了吧呢啊呀嘛吗么那还有和也]|\b(?:and|what|how|about|the|for|of|in|one|ones|then|is|it)\b|费用?|[^\w]",
    re.IGNORECASE,
)
TAKES_BACK = re.compile(
    r"(?:不+|哎呀?|等等|等一?下|等会儿?|慢着|no|nope|sorry|oops|(?:no )?wait|hold on|hang on|actually)[,，、\s]+",
    re.IGNORECASE,
)
_NOT = re.compile(r"[不没别除]|\b(?:not|never|no|except|but)\b|n't\b", re.IGNORECASE)


def referring(registry: Registry, kind: str) -> tuple[Scenario, Referring] | None:
    """Return what can be said of a kind of record, and the scenario that hears it."""
    return next(((one, one.refers[kind]) for one in registry.scenarios.values() if kind in one.refers), None)


def asked_of_it(
    meant: Understanding, opened: OpenForm | None, seen: Sequence[Screen], registry: Registry
) -> Command | None:
    """Return the answer to a question that names nothing, about what the newest screen shows; None where it is another.

    Of several records the argument names none. While a question is open, what it is about is meant, or nothing.
    """
    rows = _spoken_of(seen if opened is None else _of(opened, seen, registry))
    found = referring(registry, rows[0].kind) if rows else None
    if found is None or len(meant.text) > _LONGEST or meant.value(_FEE) is not None or not _is_ours(opened, found[0]):
        return None
    key = rows[0].key if len(rows) == 1 else ""
    for words, call in found[1].asked:
        if re.search(words, meant.text, re.IGNORECASE) and _says_no_more(meant.text, rows, words):
            return Command(Move.PRESS, f"{found[0].name}.{call}", key, resume=opened is not None)
    return None


def timed_beside(meant: Understanding, opened: OpenForm, seen: Sequence[Screen], registry: Registry) -> bool:
    """Say whether a message is a time for what was just done, whatever its form asks: 周五来修, to "where?"."""
    done = next((screen.done.partition(":")[0] for screen in _of(opened, seen, registry) if screen.done), "")
    found = referring(registry, done) if done else None
    if found is None or not _is_ours(opened, found[0]) or opened.asked is None or not meant.value("time"):
        return False
    asks_for_it = any(slot.name == "time" for slot in registry.forms[opened.form][1].slots)
    return asks_for_it and not more(meant, ("time",), found[1].beside)


def more(meant: Understanding, slots: Sequence[str], beside: str = "") -> bool:
    """Say whether a message says more than values of some slots, words that may stand `beside` them, and 不, before."""
    told = {at for one in meant.entities if one.slot in slots for at in range(one.start, one.end)}
    back = TAKES_BACK.match(meant.text)
    told |= set(range(back.end())) if back else set()
    rest = "".join(" " if at in told else char for at, char in enumerate(meant.text))
    if len(_NEXT_TO.sub("", rest)) <= _SPARE:
        return False
    if not beside or _NOT.search(rest):  # 明天不在家 is no time to come
        return True
    return bool(_NEXT_TO.sub("", re.sub(beside, " ", rest, flags=re.IGNORECASE)))


def _spoken_of(seen: Sequence[Screen]) -> tuple[Shown, ...]:
    """Return the records of the newest screen: the one that was done, else those of one kind that it shows."""
    rows = tuple({row.ref: row for row in seen[0].records}.values()) if seen else ()
    done = tuple(row for row in rows if row.ref == seen[0].done) if seen else ()
    return done or (rows if len({row.kind for row in rows}) == 1 else ())


def _of(opened: OpenForm, seen: Sequence[Screen], registry: Registry) -> list[Screen]:
    """Return the screens that show a kind of record which the scenario of the open question knows."""
    scenario = registry.scenarios.get(opened.form.partition(".")[0])
    kinds = set(scenario.refers) if scenario else set()
    return [screen for screen in seen if any(row.kind in kinds for row in screen.records)]


def _is_ours(opened: OpenForm | None, scenario: Scenario) -> bool:
    return opened is None or (opened.form.partition(".")[0] == scenario.name and not opened.of_danger)


def _says_no_more(text: str, rows: Sequence[Shown], words: str) -> bool:
    return any(not left(text, _NOWHERE, row, words) for row in rows)
