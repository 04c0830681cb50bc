"""What a turn showed and did, kept with the conversation so that the next messages can lean on it."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.reference import Screen, answered_now, kept
from actions.registry import Registry
from actions.reply import Reply
from actions.turn import Turn
from bot.leaning import about
from bot.moves import Command, Move


def remember(turn: Turn, step: Command, said: Sequence[Reply], registry: Registry) -> None:
    """Keep what was shown or done as the newest screen; a turn that did neither leaves the last ones."""
    told = [reply for reply in said if turn.message.private or not reply.private]
    records = tuple(row for reply in told for row in reply.shows)
    done = next((reply for reply in reversed(told) if reply.text.claim and reply.record), None)
    answered = registry.answers.get(step.name) if step.move is Move.ANSWER else None
    follows = answered[0].follows.get(step.name) if answered else None
    turn.conversation.shown = before = answered_now(turn.conversation.shown)
    if not records and done is None and follows is None:
        return
    before = [one for one in before if not _is_told_again(one, {row.ref for row in records})]
    asking = any(row.call for row in records)
    slots = [one.slot for one in turn.understanding.entities] if turn.understanding and asking else follows or ()
    screen = Screen(
        at=turn.now,
        by=turn.conversation.resident_id,
        intent=step.name if follows else "",
        about=about(turn.understanding, slots),
        words=turn.message.text[:500] if asking else "",
        records=records,
        asks=bool(done and done.asks),
        done=str(done.record) if done else "",
        before=done.before if done else None,
    )
    turn.conversation.shown = kept([*before, screen.dump()])


def _is_told_again(screen: Mapping[str, Any], refs: set[str]) -> bool:
    """Say whether a screen only showed what is shown now: it was on its way, and this is the outcome."""
    here = {f"{row['kind']}:{row['key']}" for row in screen["records"]}
    return bool(here) and here <= refs and not screen["done"] and not screen["intent"]
