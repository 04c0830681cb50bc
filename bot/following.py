"""A message that leans on what was last shown or done: "the second one", "and parking?", "no, Thursday", "undo". Pure.

It is asked after the policy. Where a form is open its question decides, but for a correction of what was just done.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from actions.message import Message, MessageKind
from actions.reference import Pointing, Screen, Shown, last_done, left, meant, plain, pointing, screens
from actions.registry import Registry
from actions.scenario import Referring, Scenario
from actions.slot import Value, Values
from actions.state import Conversation, OpenForm
from bot.answering import SMALL, is_certain, tells
from bot.moves import Command, Move
from bot.policy import EMERGENCY, FOR_THIS, PERSON
from bot.spoken_of import TAKES_BACK, asked_of_it, more, referring, timed_beside
from nlu.answers import left_over
from nlu.changing_mind import changes, goes_on_after_all, says_same
from nlu.pleading import pleads
from nlu.types import Certainty, Entity, Intent, Moment, Understanding

WHOSE, USUAL = "conversation.whose", "conversation.usual"
PHOTO = "conversation.photo"  # a picture without words that answers no question
JUST_DONE = timedelta(minutes=10)  # in which such a picture belongs to what was done
LONGEST = 60  # letters of a message that leans on something; longer ones say by themselves what they want
_CLAUSES = re.compile(r"[,，;；。!！]\s*(?=[^,，;；。!！]*$)")  # before the last of them
_CLAUSE = re.compile(r"[^,，。.;；!！?？]+")
_ENDING = " 。.!！?？~"  # after a message, however it is meant
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
_CALLS = re.compile(
    r"打(?:给我|到|电话)?|回(?:电|个?电话)|联系|找我|拨|用|号码?|\b(?:please|call|ring|phone|reach|use|me|my|number|instead|on)\b",
    re.IGNORECASE,
)
_LINE = "handoff:"  # record of a place in the line for a person
_INSTEAD = re.compile(
    r"(?:那|还是|哦|唉)*(?:算了|不用了|不用人工了?|不等了|不找了)[吧啊]?[,，。\s]+(?:我|先|就|还是|帮)"
    r"|(?:oh |ok |okay |well |actually )*(?:never ?mind|forget it|no need|don'?t bother)[,.;!\s]+\w",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"呢[?？]?$|^那(?!个|张|笔|条|件|位)|的[?？]?$|^(?:and|what about|how about)\b|\bone\?$", re.IGNORECASE
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
    alone = _alone(same, seen, registry, now)
    if alone:
        return alone
    tried = (_undone, _again, _hurried, _pointed, _corrected, _dropped, _gone_on, _another_time)
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


def _asks(step: Command, meant: Understanding, registry: Registry) -> bool:
    """Say whether a step surely only answers a question: 师傅明天来吗 gives no time."""
    return step.move is Move.ANSWER and step.name in registry.questions and meant.certainty is Certainty.SURE


def _may_lean(step: Command, understanding: Understanding) -> bool:
    return step.name not in (EMERGENCY, PERSON) and understanding.emergency is Certainty.UNSURE


def _in_form(same: Followed, opened: OpenForm, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """What was just done may be corrected, or be given its time, while the next question stands already."""
    meant, step = same.understanding, same.step
    if not seen or meant is None:
        return None
    may = _may_lean(step, meant) and step.move is not Move.FILL and not _asks(step, meant, registry)
    if may and timed_beside(meant, opened, seen, registry):
        return replace(same, step=Command(Move.FILL))
    return _just_done(same, opened, seen[0], registry)


def about(understanding: Understanding | None, slots: Sequence[str]) -> Values:
    """Return what a message says for some slots, to go on from."""
    found: dict[str, Value] = {}
    for one in understanding.entities if understanding else ():
        if one.slot in slots:
            found.setdefault(one.slot, one.value)
    return found


def _chosen(same: Followed, screen: Screen) -> Followed:
    """A button under "which one?" stands for the message that was not clear."""
    step = same.step
    asked = any(row.call == step.name and row.key == step.argument for row in screen.records)
    if asked and step.name == FOR_THIS:
        step = Command(Move.FILL)
    return _as_before(same, screen, step) if asked and screen.words else same


def _as_before(same: Followed, screen: Screen, step: Command) -> Followed:
    entities = tuple(Entity(slot, value, "", 0, 0) for slot, value in _values(screen.about))
    known = same.understanding
    first = known or Understanding(screen.words, "zh", (Intent("correct", 1.0),), Certainty.SURE)
    message = replace(same.message, kind=MessageKind.TEXT, text=screen.words)
    return Followed(step, message, replace(first, text=screen.words, entities=entities))


def _values(stored: Values) -> Iterator[tuple[str, Moment | str | int]]:
    yield from ((slot, value) for slot, value in stored.items() if isinstance(value, str | int | Moment))


def _pictured(same: Followed, seen: Sequence[Screen], registry: Registry, now: datetime) -> Followed | None:
    """A picture without words that comes just after something was done belongs to it."""
    done = next((screen for screen in seen[:1] if screen.done and now - screen.at <= JUST_DONE), None)
    found = _press(same, registry, done.did, "photo") if done else None
    return replace(found, step=replace(found.step, resume=same.step.resume)) if found else None


def _alone(same: Followed, seen: Sequence[Screen], registry: Registry, now: datetime) -> Followed | None:
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


def _masked(understood: Understanding, words: str) -> str:
    """Return the text with <slot> in place of each value of the slots that a pattern names so."""
    text, end = understood.text, len(understood.text) + 1
    named = [one for one in understood.entities if f"<{one.slot}>" in words]
    for one in sorted(named, key=lambda one: one.end, reverse=True):
        if one.end <= end:
            text, end = f"{text[: one.start]}<{one.slot}>{text[one.end :]}", one.start
    return text


def _undone(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    done = last_done(seen)
    if done and done.before is not None and goes_on_after_all(_CLAUSES.split(same.message.text.strip("。.!！ "))[-1]):
        return _press(same, registry, done.did, "revive")
    if not _BACK.search(same.message.text.strip()):
        return None
    return _press(same, registry, done.did, "undo") if done else None


def _again(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """As another time: the last question is asked again; what else it may mean nobody knows."""
    if not says_same(same.message.text):
        return None
    asked = next((screen for screen in seen if screen.intent and screen.intent in registry.answers), None)
    if asked is None:
        return replace(same, step=Command(Move.PRESS, USUAL))
    return _as_before(same, replace(asked, words=same.message.text), Command(Move.ANSWER, asked.intent))


def _hurried(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """Haste right after one record was shown is about that one: 快点啊, 怎么还不来."""
    rows = seen[0].records if seen else ()
    found = referring(registry, rows[0].kind) if len(rows) == 1 and pleads(same.message.text) else None
    calls = (
        [call for words, call in found[1].asks if re.search(words, same.message.text, re.IGNORECASE)] if found else []
    )
    return (
        replace(same, step=Command(Move.PRESS, f"{found[0].name}.{calls[0]}", rows[0].key)) if found and calls else None
    )


def _just_done(same: Followed, opened: OpenForm, screen: Screen, registry: Registry) -> Followed | None:
    """A correction of what was done a moment ago, while the next question stands already; both may be: ask which."""
    understood, kind = same.understanding, screen.did.partition(":")[0]
    found = referring(registry, kind) if screen.done else None
    if found is None or not found[1].correct or understood is None or opened.confirming or opened.of_danger:
        return None
    if _asks_what_is_different(opened, found[0], registry):
        return None
    told = about(understood, found[1].slots)
    if not told or same.step.move is Move.CANCEL or not _corrects(understood, same.message.text):
        return None
    call = f"{found[0].name}.{found[1].correct}"
    if not tells(opened, understood, registry):
        return replace(same, step=Command(Move.PRESS, call, screen.did.partition(":")[2], resume=True))
    if screen.asks:
        return None  # the question is its own
    timed = "time" in told and any(row.ref == screen.done and row.start for row in screen.records)
    if not timed or opened.asked is None:
        return None
    return replace(same, step=Command(Move.PRESS, WHOSE, f"{call}:{screen.did}"))


def _asks_what_is_different(opened: OpenForm, scenario: Scenario, registry: Registry) -> bool:
    """Say whether the record's own scenario has just asked for that in the resident's words."""
    form = registry.forms[opened.form][1]
    return registry.forms[opened.form][0] is scenario and opened.asked is not None and form.slot(opened.asked).story


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


def _corrected(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """A correction goes to the record that was done last and has what is corrected, or to the last question."""
    understood, text = same.understanding, same.message.text
    assert understood is not None, "what leans on something was understood"  # noqa: S101
    if _asks_of_others(same, seen, registry):
        return None
    corrects = _corrects(understood, text)
    if not corrects and TAKES_BACK.match(understood.text) is None:
        return None
    named = understood.value("ticket")
    if named and corrects:
        rows = (row.ref for screen in seen for row in screen.records if row.key == named)
        return _press(same, registry, next(rows, f"ticket:{named}"), "correct")
    unsaid = ""
    for screen in seen:
        going = None if screen.done or not corrects else _on(same, screen, registry)
        if going:
            return going
        kind, _, _ = screen.did.partition(":")
        found = referring(registry, kind) if screen.done else None
        if found is None or not found[1].correct:
            continue
        if about(understood, found[1].slots) and (corrects or not more(understood, found[1].slots)):
            return _press(same, registry, screen.did, "correct")
        elsewhere = same.step.move is Move.ANSWER and understood.intent not in ("correct", "deny")
        unsaid = unsaid or ("" if elsewhere or not corrects else screen.did)
    return _press(same, registry, unsaid, "correct")  # what is different is asked there


def _asks_of_others(same: Followed, seen: Sequence[Screen], registry: Registry) -> bool:
    """Say whether a message surely asks another scenario for something: 空调调到26度, after a repair was noted."""
    asked = registry.answers.get(same.step.name) if same.step.move is Move.ANSWER else None
    done = next((screen for screen in seen if screen.done), None)
    found = referring(registry, done.did.partition(":")[0]) if done else None
    if asked is None or found is None or same.understanding is None:
        return False
    return asked[0] is not found[0] and is_certain(same.understanding) and same.step.name not in SMALL


def _corrects(understood: Understanding, text: str) -> bool:
    return understood.intent == "correct" or changes(text)


def _dropped(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """A bare "never mind" right after something was done asks whether that is to be undone.

    Who was only put into the line for a person leaves it, also where they say what they want instead: 算了，先查物业费.
    """
    if not seen or not seen[0].done:
        return None
    instead = same.step.move is Move.ANSWER and seen[0].done.startswith(_LINE) and _INSTEAD.match(same.message.text)
    if same.step.move is not Move.CANCEL and not instead:
        return None
    return _press(same, registry, seen[0].did, "cancel")


def _gone_on(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """An ellipsis asks the last question again with another value: 停车的呢, and garbage?"""
    if not _ELLIPSIS.search(same.message.text.strip()):
        return None
    return next((found for screen in seen if (found := _on(same, screen, registry, alone=True))), None)


def _another_time(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """A time that no request here asks for moves what was just done: 明天上午吧，别太早, after a visit was noted."""
    called = _another_number(same, seen, registry)
    if called is not None:
        return called
    understood = same.understanding
    found = referring(registry, seen[0].did.partition(":")[0]) if seen and seen[0].done else None
    if understood is None or found is None or "time" not in found[1].slots or not understood.value("time"):
        return None
    beside = "" if _asks(same.step, understood, registry) else found[1].beside
    alone = not more(understood, ("time",), beside)  # 那就明晚七点, 周五来修吧
    if same.step.move is Move.ANSWER and not alone:
        if is_certain(understood) and not _says_time(understood):
            return None  # 对讲不用修了，现在好了: a time in passing
        asked = registry.answers.get(same.step.name)
        slots = asked[0].intents.get(same.step.name, ()) if asked else ()
        if asked is None or same.step.name in asked[0].questions or any(slot.startswith("time") for slot in slots):
            return None
        return _press(same, registry, seen[0].did, "correct") if slots else None
    open_to_it = same.step.move in (Move.ANSWER, Move.CLARIFY)
    return _press(same, registry, seen[0].did, "correct") if alone and open_to_it else None


def _says_time(understood: Understanding) -> bool:
    """Say whether a clause is nothing but a time: 明天上午吧，别太早."""
    told = {at for one in understood.entities if one.slot == "time" for at in range(one.start, one.end)}
    clauses = (clause.span() for clause in _CLAUSE.finditer(understood.text))
    timed = ((start, end) for start, end in clauses if any(start <= at < end for at in told))
    return any(not left_over(understood.text[start:end], {at - start for at in told}) for start, end in timed)


def _another_number(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """A telephone number alone changes the one that was just noted: 打13900001234吧."""
    understood = same.understanding
    found = referring(registry, seen[0].did.partition(":")[0]) if seen and seen[0].done else None
    if understood is None or found is None or "phone" not in found[1].slots or not understood.value("phone"):
        return None
    alone = not more(replace(understood, text=_CALLS.sub(_blank, understood.text)), ("phone",))
    return _press(same, registry, seen[0].did, "correct") if alone else None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _on(same: Followed, screen: Screen, registry: Registry, *, alone: bool = False) -> Followed | None:
    """Ask a screen's question again where the message has a value for it (`alone`: and nothing else)."""
    understood = same.understanding
    found = registry.answers.get(screen.intent)
    slots = found[0].follows.get(screen.intent, ()) if found else ()
    told = about(understood, slots)
    if understood is None or not told or (alone and more(understood, slots)):
        return None
    carried = tuple(Entity(slot, value, "", 0, 0) for slot, value in _values(screen.about) if slot not in told)
    understood = replace(understood, entities=(*understood.entities, *carried))
    return Followed(Command(Move.ANSWER, screen.intent), same.message, understood)


def _press(same: Followed, registry: Registry, ref: str, what: str) -> Followed | None:
    kind, _, key = ref.partition(":")
    found = referring(registry, kind)
    call = getattr(found[1], what) if found else ""
    if not found or not call:
        return None
    return replace(same, step=Command(Move.PRESS, f"{found[0].name}.{call}", key))
