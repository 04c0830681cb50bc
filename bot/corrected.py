"""A message that changes what was last done: "no, Thursday", another number, "undo", "never mind". Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.reference import Screen, last_done
from actions.registry import Registry
from actions.scenario import Scenario
from actions.state import OpenForm
from bot.leaning import Followed, about, asked_on, corrects, only_asks, press
from bot.moves import Command, Move
from bot.said import SMALL, is_certain, tells
from bot.spoken_of import TAKES_BACK, more, referring
from nlu.answers import left_over
from nlu.changing_mind import goes_on_after_all
from nlu.types import Certainty, Understanding

WHOSE = "conversation.whose"
_CLAUSES = re.compile(r"[,，;；。!！]\s*(?=[^,，;；。!！]*$)")  # before the last of them
_CLAUSE = re.compile(r"[^,，。.;；!！?？]+")
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


def undone(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """What was done last goes back to how it was, or is wanted after all."""
    done = last_done(seen)
    if done and done.before is not None and goes_on_after_all(_CLAUSES.split(same.message.text.strip("。.!！ "))[-1]):
        return press(same, registry, done.did, "revive")
    if not _BACK.search(same.message.text.strip()):
        return None
    return press(same, registry, done.did, "undo") if done else None


def just_done(same: Followed, opened: OpenForm, screen: Screen, registry: Registry) -> Followed | None:
    """A correction of what was done a moment ago, while the next question stands already; both may be: ask which."""
    understood, kind = same.understanding, screen.did.partition(":")[0]
    found = referring(registry, kind) if screen.done else None
    if found is None or not found[1].correct or understood is None or opened.confirming or opened.of_danger:
        return None
    if _asks_what_is_different(opened, found[0], registry):
        return None
    told = about(understood, found[1].slots)
    if not told or same.step.move is Move.CANCEL or not corrects(understood, same.message.text):
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


def corrected(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """A correction goes to the record that was done last and has what is corrected, or to the last question."""
    understood, text = same.understanding, same.message.text
    assert understood is not None, "what leans on something was understood"  # noqa: S101
    if _asks_of_others(same, seen, registry):
        return None
    takes_back = TAKES_BACK.match(understood.text) is not None
    different = corrects(understood, text) or (takes_back and _may_correct(understood))
    if not different and not takes_back:
        return None
    named = understood.value("ticket")
    if named and different:
        rows = (row.ref for screen in seen for row in screen.records if row.key == named)
        return press(same, registry, next(rows, f"ticket:{named}"), "correct")
    unsaid = ""
    for screen in seen:
        going = None if screen.done or not different else asked_on(same, screen, registry)
        if going:
            return going
        kind, _, _ = screen.did.partition(":")
        found = referring(registry, kind) if screen.done else None
        if found is None or not found[1].correct:
            continue
        if about(understood, found[1].slots) and (different or not more(understood, found[1].slots)):
            return press(same, registry, screen.did, "correct")
        elsewhere = same.step.move is Move.ANSWER and understood.intent not in ("correct", "deny")
        unsaid = unsaid or ("" if elsewhere or not different else screen.did)
    return press(same, registry, unsaid, "correct")  # what is different is asked there


def _may_correct(understood: Understanding) -> bool:
    """Say whether something may be said to be different, and nothing else surely is: no, I'm on the sixth floor."""
    maybe = any(intent.name == "correct" for intent in understood.intents)
    return maybe and understood.certainty is not Certainty.SURE


def dropped(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """A bare "never mind" right after something was done asks whether that is to be undone.

    Who was only put into the line for a person leaves it with a no (不用了), also where they say what they want
    instead: 算了，先查物业费.
    """
    if not seen or not seen[0].done:
        return None
    answered = same.step.move is Move.ANSWER and seen[0].done.startswith(_LINE)
    leaves = answered and (same.step.name == "deny" or _INSTEAD.match(same.message.text))
    if same.step.move is not Move.CANCEL and not leaves:
        return None
    return press(same, registry, seen[0].did, "cancel")


def another_time(same: Followed, seen: Sequence[Screen], registry: Registry) -> Followed | None:
    """A time that no request here asks for moves what was just done: 明天上午吧，别太早, after a visit was noted."""
    called = _another_number(same, seen, registry)
    if called is not None:
        return called
    understood = same.understanding
    found = referring(registry, seen[0].did.partition(":")[0]) if seen and seen[0].done else None
    if understood is None or found is None or "time" not in found[1].slots or not understood.value("time"):
        return None
    beside = "" if only_asks(same.step, understood, registry) else found[1].beside
    alone = not more(understood, ("time",), beside)  # 那就明晚七点, 周五来修吧
    if same.step.move is Move.ANSWER and not alone:
        if is_certain(understood) and not _says_time(understood):
            return None  # 对讲不用修了，现在好了: a time in passing
        asked = registry.answers.get(same.step.name)
        slots = asked[0].intents.get(same.step.name, ()) if asked else ()
        if asked is None or same.step.name in asked[0].questions or any(slot.startswith("time") for slot in slots):
            return None
        return press(same, registry, seen[0].did, "correct") if slots else None
    open_to_it = same.step.move in (Move.ANSWER, Move.CLARIFY)
    return press(same, registry, seen[0].did, "correct") if alone and open_to_it else None


def _asks_what_is_different(opened: OpenForm, scenario: Scenario, registry: Registry) -> bool:
    """Say whether the record's own scenario has just asked for that in the resident's words."""
    form = registry.forms[opened.form][1]
    return registry.forms[opened.form][0] is scenario and opened.asked is not None and form.slot(opened.asked).story


def _asks_of_others(same: Followed, seen: Sequence[Screen], registry: Registry) -> bool:
    """Say whether a message surely asks another scenario for something: 空调调到26度, after a repair was noted."""
    asked = registry.answers.get(same.step.name) if same.step.move is Move.ANSWER else None
    done = next((screen for screen in seen if screen.done), None)
    found = referring(registry, done.did.partition(":")[0]) if done else None
    if asked is None or found is None or same.understanding is None:
        return False
    return asked[0] is not found[0] and is_certain(same.understanding) and same.step.name not in SMALL


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
    return press(same, registry, seen[0].did, "correct") if alone else None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
