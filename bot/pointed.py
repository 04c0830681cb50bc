"""A message that points to what was last shown: "the second one", or what stands for it there. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from actions.reference import Pointing, Screen, Shown, left, meant, plain, pointing
from actions.registry import Registry
from actions.scenario import Referring
from bot.leaning import JUST_DONE, Followed, about, as_before, corrects
from bot.moves import Command, Move
from bot.spoken_of import referring
from nlu.changing_mind import changes
from nlu.pleading import pleads
from nlu.types import Understanding

_ENDING = " 。.!！?？~"  # after a message, however it is meant
_SPARE = 1  # the same beside words that say what is wanted
_LEFT = 1  # letters that may be left over when everything was understood


def alone(same: Followed, seen: Sequence[Screen], registry: Registry, now: datetime) -> Followed | None:
    """A whole message that is read by itself only beside what was just shown or done: 24, 开了没, the hall one."""
    screen = next((one for one in seen if one.records or one.done), None)
    rows = screen.records if screen and now - screen.at <= JUST_DONE else ()
    found = referring(registry, rows[0].kind) if len(rows) == 1 else None
    if found is None or same.understanding is None:
        return None
    for measured, words, call in found[1].alone:
        text = plain(_masked(same.understanding, words)).strip(_ENDING)
        if measured in ("", rows[0].measured) and re.fullmatch(words, text, re.IGNORECASE):
            return replace(same, step=Command(Move.PRESS, f"{found[0].name}.{call}", rows[0].key))
    return None


def pointed(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """A message that points and says what is wanted of it, or nothing more."""
    text = plain(same.message.text)
    where = pointing(text)
    if where is None or same.understanding is None:
        return None
    if where.ordered and same.step.move is Move.ANSWER and seen and len(seen[0].records) == 1:
        return None  # "the first one" of one bill is the first button under it
    for at in range(len(seen)):  # an older screen where the newer one has nothing that this can be said of
        rows = meant(text, where, same.understanding.entities, seen[at:])
        wanted = _call(same, text, where, rows, seen[0], registry)
        if wanted:
            return wanted
    return None


def hurried(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """Haste right after one record was shown is about that one: 快点啊, 怎么还不来."""
    rows = seen[0].records if seen else ()
    found = referring(registry, rows[0].kind) if len(rows) == 1 and pleads(same.message.text) else None
    calls = (
        [call for words, call in found[1].asks if re.search(words, same.message.text, re.IGNORECASE)] if found else []
    )
    return (
        replace(same, step=Command(Move.PRESS, f"{found[0].name}.{calls[0]}", rows[0].key)) if found and calls else None
    )


def _masked(understood: Understanding, words: str) -> str:
    """Return the text with <slot> in place of each value of the slots that a pattern names so."""
    text, end = understood.text, len(understood.text) + 1
    named = [one for one in understood.entities if f"<{one.slot}>" in words]
    for one in sorted(named, key=lambda one: one.end, reverse=True):
        if one.end <= end:
            text, end = f"{text[: one.start]}<{one.slot}>{text[one.end :]}", one.start
    return text


def _call(
    same: Followed, text: str, where: Pointing, rows: Sequence[Shown], newest: Screen, registry: Registry
) -> Followed | None:
    found = referring(registry, rows[0].kind) if rows else None
    if found is None or same.understanding is None or any(row.kind != rows[0].kind for row in rows):
        return None
    if newest.done and not found[1].correct and corrects(same.understanding, text):
        return None
    asked = newest.words if rows[0].call and rows[0] in newest.records else ""
    if asked and len(rows) == 1 and len(left(text, where, rows[0])) <= _LEFT:
        return as_before(same, newest, Command(Move.PRESS, rows[0].call, rows[0].key))
    call = _wanted(text, where, rows, found[1], same.understanding)
    if not call or (where.weak and len(rows) > 1):
        return None
    name = f"{found[0].name}.{call}"
    return _which(same, name, rows) if len(rows) > 1 else replace(same, step=Command(Move.PRESS, name, rows[0].key))


def _wanted(text: str, where: Pointing, rows: Sequence[Shown], refers: Referring, understanding: Understanding) -> str:
    """Return the call that the words beside the pointing ask for; empty where they say something else."""
    changed = changes(text)
    if refers.correct and (changed or (understanding.intent == "correct" and about(understanding, refers.slots))):
        return refers.correct
    for words, call in refers.asks:
        beside = re.match(rf"\W?(?:[的是就]|[a-z]{{1,3}}\s)?(?:{words})", text[where.end :], re.IGNORECASE)
        asked = beside or re.search(words, text, re.IGNORECASE)
        if asked and (beside or all(len(left(text, where, row, words)) <= _SPARE for row in rows)):
            return call
    if where.weak:
        return ""
    return refers.point if all(len(left(text, where, row)) <= _LEFT for row in rows) else ""


def _which(same: Followed, call: str, rows: Sequence[Shown]) -> Followed:
    """Ask which one is meant; the argument says what choosing one does."""
    chosen = "\n".join(f"{call}:{row.ref}" for row in rows)
    return replace(same, step=Command(Move.PRESS, "conversation.which_record", chosen))
