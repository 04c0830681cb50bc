"""What stands beside an answer or a request: a question after an answer, a second thing of the same kind."""

from collections.abc import Callable, Iterable, Sequence

from nlu.answers import left_over
from nlu.engines.classifier import EMERGENCY, OUT_OF_SCOPE
from nlu.engines.dividing import SMALL_TALK, Reading
from nlu.segments import Clause, after_answer, asks
from nlu.types import Entity, Hints, Intent

Part = tuple[str, Reading]
_THINGS = ("object", "category", "fee_type", "device", "resource")
"""Slots that tell two requests of one kind apart."""
NOTHING = Reading((Intent(OUT_OF_SCOPE, 0.0),), 0.0)  # what is not understood at all
_PLACE = "location"
_CLEAR = (
    0.8  # probability from which what follows an answer is a request, though it names a value for the question, too
)
_SURELY = 2.0  # logit from which another request surely begins with a clause
_PERHAPS = -1.0  # ... and from which one may begin with it
_TRIED = 2  # places where a request is looked for beside another one that is not understood: each is read twice
_TOO = ("也", "also", "too", "as well")


def answer_and_more(
    text: str, hints: Hints, entities: Sequence[Entity], read: Callable[[str], Reading], least: float
) -> tuple[Part, Part] | tuple[()]:
    """Part the answer to the open question from a request after it that is at least so certain; else nothing."""
    if hints.slot is None or hints.intent is None:
        return ()
    told = next((entity for entity in entities if entity.slot == hints.slot), None)
    parted = after_answer(text, told.start, told.end) if told else None
    if parted is None:
        return ()
    answer, more = parted
    if told is None or left_over(answer, set(range(told.start, told.end))) > told.end - told.start:
        return ()
    reading = read(more)
    again = any(entity.slot == hints.slot and entity.start >= len(text) - len(more) for entity in entities)
    if again and reading.best.confidence < _CLEAR:
        return ()  # it goes on about what was asked: 明天上午, 或者后天; but not 明天上午, 这个季度物业费多少
    if reading.best.name in SMALL_TALK | {hints.intent} or reading.best.confidence < least:
        return ()
    return (answer, Reading((Intent(hints.intent, 1.0),), 0.0)), (more, reading)


def asked_beside(
    among: Sequence[Clause],
    words: Callable[[int, int], str],
    read: Callable[[Sequence[str]], Iterable[Reading]],
    begins: Sequence[float],
    whole: Intent,
    sure: float,
) -> tuple[Part, ...]:
    """Part a sure request from one beside it that asks for something and is not understood; it counts as unsure.

    This may be behind a word that adds something (另外帮我弄一下那个东西), or where another request may begin by the
    words around, which `begins` says as logits, one a clause; where all of it is understood as one request, where one
    surely begins (再帮我约个师傅).
    """
    least = _SURELY if whole.confidence >= sure and whole.name not in SMALL_TALK else _PERHAPS
    likely = [at for at in range(1, len(among)) if among[at].link == "strong" or begins[at] >= least]
    for at in sorted(sorted(likely, key=lambda at: -begins[at])[:_TRIED]):
        sides = (words(0, at - 1), words(at, len(among) - 1))
        if not any(asks(side) for side in sides):
            continue
        readings = list(read(sides))
        if any(one.best.name == EMERGENCY for one in readings):
            return ()
        clear = [one.best.confidence >= sure and one.best.name not in SMALL_TALK for one in readings]
        for this, other in ((0, 1), (1, 0)):
            talk = (
                readings[other].best.name in SMALL_TALK - {OUT_OF_SCOPE, "help"}
                and readings[other].best.confidence >= sure
            )
            if clear[this] and not clear[other] and not talk and asks(sides[other]):
                unsure = readings[other] if readings[other].best.name not in SMALL_TALK else NOTHING
                parts = {this: (sides[this], readings[this]), other: (sides[other], unsure)}
                return parts[0], parts[1]
    return ()


def of_one_kind(
    among: Sequence[Clause],
    words: Callable[[Clause], str],
    read: Callable[[Sequence[str]], Iterable[Reading]],
    entities: Sequence[Entity],
    extract: Callable[[str], Sequence[Entity]],
    least: float,
) -> tuple[Part, ...]:
    """Part two requests of one kind for different things, in different places or with a word that adds one.

    `entities` are those of the whole message; where these leave no doubt, neither part is looked through.
    """
    if len(among) != 2 or not (_adds(among[1], words(among[1])) or any(one.slot == _PLACE for one in entities)):
        return ()
    said = [words(clause) for clause in among]
    named = [_named(extract(part)) for part in said]
    if not _differ(named, _THINGS) or not (_differ(named, (_PLACE,)) or _adds(among[1], said[1])):
        return ()
    readings = list(read(said))
    best = {reading.best.name for reading in readings}
    if len(best) > 1 or best & SMALL_TALK or min(reading.best.confidence for reading in readings) < least:
        return ()
    return tuple(zip(said, readings, strict=True))


def _named(entities: Sequence[Entity]) -> dict[str, object]:
    return {entity.slot: entity.value for entity in reversed(entities)}


def _differ(named: Sequence[dict[str, object]], slots: Sequence[str]) -> bool:
    return any(slot in named[0] and slot in named[1] and named[0][slot] != named[1][slot] for slot in slots)


def _adds(clause: Clause, words: str) -> bool:
    return clause.link == "strong" or any(word in words.casefold() for word in _TOO)
