"""A message that leans on what was last shown or done: "the second one", "and parking?", "no, Thursday", "undo". Pure.

It is asked after the policy, and only where no form is open: there the form's own question decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from actions.message import Message, MessageKind
from actions.reference import Pointing, Screen, Shown, last_done, left, meant, plain, pointing, screens
from actions.registry import Registry
from actions.scenario import Referring, Scenario
from actions.slot import Value, Values
from actions.state import Conversation
from bot.moves import Command, Move
from bot.policy import EMERGENCY, PERSON
from nlu.types import Certainty, Entity, Moment, Understanding

LONGEST = 60  # letters of a message that leans on something; longer ones say by themselves what they want
_SPARE = 1  # the same beside words that say what is wanted
_LEFT = 1  # letters that may be left over when everything was understood
_OPEN_TO_IT = frozenset({Move.ANSWER, Move.CANCEL, Move.CLARIFY, Move.OFFER_PERSON, Move.NOT_SERVED})
_BACK = re.compile(
    r"^(?:不对|算了|还是|帮我|请|那|都|唉|哎)*[,，\s]*(?:把?(?:它|时间|刚才的?))?(?:给我)?"
    r"(?:改回去|改回来|改回原来的?|换回去|换回来|撤销|撤回|取消修改|恢复(?:原样|原来的?)?|还原|(?:还是|照)原来的?(?:时间|那个)?)(?:了|吧|啊|一下)*[。.!！]*$"
    r"|^(?:please |no,? |sorry,? )*"
    r"(?:undo(?: (?:it|that))?|(?:change|put|set) (?:it|that) back|revert(?: (?:it|that))?)[.! ]*$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"(?:改|换|挪|推迟|提前|调)(?:到|成|为|在|(?=大?[今明后]天|下*(?:周|礼拜|星期)|[上下中]午|早上|晚上|\d+[点号]))|改(?:一下|下|个)?(?:时间|日期|地点|地方)|[写说打弄报填记搞选]错|^不对|不对[,，\s]*(?:应该)?是|应该是"
    r"|\b(?:make (?:it|that)|change (?:it|that|the time)|move (?:it|that) to|i mean(?:t)?|not .+ but)\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"呢[?？]?$|^那(?!个|张|笔|条|件|位)|的[?？]?$|^(?:and|what about|how about)\b|\bone\?$", re.IGNORECASE
)
_NEXT_TO = re.compile(
    r"[的了吧呢啊呀嘛吗么那还有和也]|\b(?:and|what|how|about|the|for|of|in|one|ones|then|is|it)\b|费用?|[^\w]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Followed:
    """What to do, and the message as it is to be read with what it leans on."""

    step: Command
    message: Message
    understanding: Understanding | None


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
    if conversation.open is not None:
        return same
    seen = screens(conversation.shown, now, conversation.resident_id)
    if step.move is Move.PRESS and message.kind is MessageKind.BUTTON:
        return _chosen(same, seen[0]) if seen else same
    if step.move not in _OPEN_TO_IT or step.name in (EMERGENCY, PERSON) or understanding is None:
        return same
    if understanding.emergency is not Certainty.UNSURE or len(message.text) > LONGEST or message.files:
        return same
    tried = (_undone, _pointed, _corrected, _dropped, _gone_on)
    return next((found for one in tried if (found := one(same, seen, registry))), same)


def about(understanding: Understanding | None, slots: Sequence[str]) -> Values:
    """Return what a message says for some slots, to go on from."""
    found: dict[str, Value] = {}
    for one in understanding.entities if understanding else ():
        if one.slot in slots:
            found.setdefault(one.slot, one.value)
    return found


def referring(registry: Registry, kind: str) -> tuple[Scenario, Referring] | None:
    """Return what can be said of a kind of record, and the scenario that hears it."""
    return next(((one, one.refers[kind]) for one in registry.scenarios.values() if kind in one.refers), None)


def _chosen(same: Followed, screen: Screen) -> Followed:
    """A button under "which one?" stands for the message that was not clear."""
    step = same.step
    asked = any(row.call == step.name and row.key == step.argument for row in screen.records)
    return _as_before(same, screen, step) if asked and screen.words else same


def _as_before(same: Followed, screen: Screen, step: Command) -> Followed:
    entities = tuple(Entity(slot, value, "", 0, 0) for slot, value in _values(screen.about))
    known = same.understanding
    first = known or Understanding(screen.words, "zh", (), Certainty.SURE)
    message = replace(same.message, kind=MessageKind.TEXT, text=screen.words)
    return Followed(step, message, replace(first, text=screen.words, entities=entities))


def _values(stored: Values) -> Iterator[tuple[str, Moment | str | int]]:
    yield from ((slot, value) for slot, value in stored.items() if isinstance(value, str | int | Moment))


def _undone(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    if not _BACK.search(same.message.text.strip()):
        return None
    done = last_done(seen)
    return _press(same, registry, done.done, "undo") if done else None


def _pointed(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
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


def _call(
    same: Followed, text: str, where: Pointing, rows: Sequence[Shown], newest: Screen, registry: Registry
) -> Followed | None:
    found = referring(registry, rows[0].kind) if rows else None
    if found is None or same.understanding is None or any(row.kind != rows[0].kind for row in rows):
        return None
    if newest.done and not found[1].correct and _corrects(same.understanding, text):
        return None
    asked = newest.words if rows[0].call and rows[0] in newest.records else ""
    if asked and len(rows) == 1 and len(left(text, where, rows[0])) <= _LEFT:
        return _as_before(same, newest, Command(Move.PRESS, rows[0].call, rows[0].key))
    call = _wanted(text, where, rows, found[1], same.understanding)
    if not call or (where.weak and len(rows) > 1):
        return None
    name = f"{found[0].name}.{call}"
    return _which(same, name, rows) if len(rows) > 1 else replace(same, step=Command(Move.PRESS, name, rows[0].key))


def _wanted(text: str, where: Pointing, rows: Sequence[Shown], refers: Referring, understanding: Understanding) -> str:
    """Return the call that the words beside the pointing ask for; empty where they say something else."""
    changed = _CHANGED.search(text) is not None
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


def _corrected(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """A correction goes to the record that was done last and has what is corrected, or to the last question."""
    understood, text = same.understanding, same.message.text
    assert understood is not None, "what leans on something was understood"  # noqa: S101
    if not _corrects(understood, text):
        return None
    named = understood.value("ticket")
    if named:
        return _press(same, registry, f"ticket:{named}", "correct")
    for screen in seen:
        going = None if screen.done else _on(same, screen, registry)
        if going:
            return going
        kind, _, _ = screen.done.partition(":")
        found = referring(registry, kind) if screen.done else None
        if found is None or not found[1].correct:
            continue
        told = about(understood, found[1].slots)
        elsewhere = same.step.move is Move.ANSWER and understood.intent != "correct" and not told
        if elsewhere:
            continue
        return _press(same, registry, screen.done, "correct")
    return None


def _corrects(understood: Understanding, text: str) -> bool:
    return understood.intent == "correct" or _CHANGED.search(text) is not None


def _dropped(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """A bare "never mind" right after something was done asks whether that is to be undone."""
    if same.step.move is not Move.CANCEL or not seen or not seen[0].done:
        return None
    return _press(same, registry, seen[0].done, "cancel")


def _gone_on(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """An ellipsis asks the last question again with another value: 停车的呢, and garbage?"""
    if not _ELLIPSIS.search(same.message.text.strip()):
        return None
    return next((found for screen in seen if (found := _on(same, screen, registry, alone=True))), None)


def _on(same: Followed, screen: Screen, registry: Registry, *, alone: bool = False) -> Followed | None:
    """Ask a screen's question again where the message has a value for it (`alone`: and nothing else)."""
    understood = same.understanding
    found = registry.answers.get(screen.intent)
    slots = found[0].follows.get(screen.intent, ()) if found else ()
    told = about(understood, slots)
    if understood is None or not told or (alone and _more(understood, slots)):
        return None
    carried = tuple(Entity(slot, value, "", 0, 0) for slot, value in _values(screen.about) if slot not in told)
    understood = replace(understood, entities=(*understood.entities, *carried))
    return Followed(Command(Move.ANSWER, screen.intent), same.message, understood)


def _more(understood: Understanding, slots: Sequence[str]) -> bool:
    """Say whether a message says more than values of some slots."""
    told = {at for one in understood.entities if one.slot in slots for at in range(one.start, one.end)}
    rest = "".join(char for at, char in enumerate(understood.text) if at not in told)
    return len(_NEXT_TO.sub("", rest)) > _LEFT


def _press(same: Followed, registry: Registry, ref: str, what: str) -> Followed | None:
    kind, _, key = ref.partition(":")
    found = referring(registry, kind)
    call = getattr(found[1], what) if found else ""
    if not found or not call:
        return None
    return replace(same, step=Command(Move.PRESS, f"{found[0].name}.{call}", key))
