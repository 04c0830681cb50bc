"""A message that leans on what was last shown or done: "the second one", "and parking?", "no, Thursday", "undo". Pure.

It is asked after the policy. Where a form is open its question decides, but for a correction of what was just done.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from actions.message import Message
from actions.reference import Screen, screens
from actions.registry import Registry
from actions.state import Conversation, OpenForm
from bot.corrected import another_time, corrected, dropped, just_done, undone
from bot.endangered import EMERGENCY
from bot.leaning import JUST_DONE, Followed, as_before, asked_on, only_asks, press
from bot.moves import Command, Move
from bot.pointed import alone, hurried, pointed
from bot.policy import FOR_THIS, PERSON
from bot.spoken_of import asked_of_it, timed_beside
from nlu.changing_mind import says_same
from nlu.types import Certainty, Understanding

USUAL = "conversation.usual"
PHOTO = "conversation.photo"  # a picture without words that answers no question
LONGEST = 60  # letters of a message that leans on something; longer ones say by themselves what they want
_OPEN_TO_IT = frozenset({Move.ANSWER, Move.CANCEL, Move.CLARIFY, Move.OFFER_PERSON, Move.NOT_SERVED})
_ELLIPSIS = re.compile(
    r"呢[?？]?$|^那(?!个|张|笔|条|件|位)|的[?？]?$|^(?:and|what about|how about)\b|\bone\?$", re.IGNORECASE
)


def followed(
    conversation: Conversation,
    message: Message,
    understanding: Understanding | None,
    step: Command,
    registry: Registry,
    now: datetime,
) -> Followed:
    """Return the policy's step, or the one that the message means beside what was last shown or done."""
    same = Followed(step, message, understanding)
    seen = screens(conversation.shown, now, conversation.resident_id)
    if step.name == PHOTO and message.files:
        return _pictured(same, seen, registry, now) or same
    if step.move is Move.PRESS:
        return _chosen(same, seen[0]) if seen else same
    if understanding is not None and step.name != EMERGENCY and understanding.emergency is Certainty.UNSURE:
        asked = asked_of_it(understanding, conversation.open, seen, registry)
        if asked is not None:
            return replace(same, step=asked)
    if conversation.open is not None:
        return _in_form(same, conversation.open, seen, registry) or same
    if step.move not in _OPEN_TO_IT or step.name in (EMERGENCY, PERSON) or understanding is None:
        return same
    if understanding.emergency is not Certainty.UNSURE or len(message.text) > LONGEST or message.files:
        return same
    by_itself = alone(same, seen, registry, now)
    if by_itself:
        return by_itself
    tried = (undone, _again, hurried, pointed, corrected, dropped, _gone_on, another_time)
    return next((found for one in tried if (found := one(same, seen, registry))), same)


def followed_parts(
    conversation: Conversation, commands: Sequence[Command], registry: Registry, now: datetime
) -> tuple[Command, ...]:
    """Return the commands of several requests, with those that ask about what is being spoken of read so."""
    seen, opened = screens(conversation.shown, now, conversation.resident_id), conversation.open
    kept: list[Command] = []
    for one in commands:
        asked = asked_of_it(one.meant, opened, seen, registry) if one.meant and _may_lean(one, one.meant) else None
        step = replace(asked, meant=one.meant) if asked else one
        if not any(asked and (seen_one.name, seen_one.argument) == (step.name, step.argument) for seen_one in kept):
            kept.append(step)
    return tuple(kept) if len(kept) > 1 else (replace(kept[0], meant=None, resume=opened is not None),)


def _may_lean(step: Command, understanding: Understanding) -> bool:
    return step.name not in (EMERGENCY, PERSON) and understanding.emergency is Certainty.UNSURE


def _in_form(same: Followed, opened: OpenForm, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """What was just done may be corrected, or be given its time, while the next question stands already."""
    meant, step = same.understanding, same.step
    if not seen or meant is None:
        return None
    may = _may_lean(step, meant) and step.move is not Move.FILL and not only_asks(step, meant, registry)
    if may and timed_beside(meant, opened, seen, registry):
        return replace(same, step=Command(Move.FILL))
    return just_done(same, opened, seen[0], registry)


def _chosen(same: Followed, screen: Screen) -> Followed:
    """A button under "which one?" stands for the message that was not clear."""
    step = same.step
    asked = any(row.call == step.name and row.key == step.argument for row in screen.records)
    if asked and step.name == FOR_THIS:
        step = Command(Move.FILL)
    return as_before(same, screen, step) if asked and screen.words else same


def _pictured(same: Followed, seen: Sequence[Screen], registry: Registry, now: datetime) -> Followed | None:
    """A picture without words that comes just after something was done belongs to it."""
    done = next((screen for screen in seen[:1] if screen.done and now - screen.at <= JUST_DONE), None)
    found = press(same, registry, done.did, "photo") if done else None
    return replace(found, step=replace(found.step, resume=same.step.resume)) if found else None


def _again(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """As another time: the last question is asked again; what else it may mean nobody knows."""
    if not says_same(same.message.text):
        return None
    asked = next((screen for screen in seen if screen.intent and screen.intent in registry.answers), None)
    if asked is None:
        return replace(same, step=Command(Move.PRESS, USUAL))
    return as_before(same, replace(asked, words=same.message.text), Command(Move.ANSWER, asked.intent))


def _gone_on(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """An ellipsis asks the last question again with another value: 停车的呢, and garbage?"""
    if not _ELLIPSIS.search(same.message.text.strip()):
        return None
    return next((found for screen in seen if (found := asked_on(same, screen, registry, alone=True))), None)
