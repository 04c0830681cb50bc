"""From single time words to phrases that each name one time."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import pairwise

from nlu.slots.timewords import Clock, Days, Every, Grammar, Lasting, Part, Phrase, Point, Word, find

_REACH = 24  # characters
_FAR = 60  # characters from a word of moving to the new time
_LONG = timedelta(days=300)


def phrases(text: str, words: Sequence[Word], grammar: Grammar) -> list[Phrase]:
    """Group time words by what stands between them, drop what is not meant and join what was said apart."""
    found = [phrase for phrase in _phrases(text, words, grammar) if not _is_age(phrase, text, grammar)]
    return _merged(_unmoved(_unrefused(found, text, grammar), text, grammar), text, grammar)


def _phrases(text: str, words: Sequence[Word], grammar: Grammar) -> list[Phrase]:
    found: list[Phrase] = []
    for word in words:
        if isinstance(word, Lasting) and word.apart:
            continue
        phrase = found[-1] if found else None
        between = text[phrase.pieces[-1][1] : word.start] if phrase else ""
        if phrase and phrase.left and _can_end(phrase, word) and _joins(phrase, word, text, grammar):
            phrase.right.append(word)
        elif phrase and grammar.filler.fullmatch(between) and _fits(phrase, word):
            _side(phrase, word).append(word)
        else:
            phrase = Phrase([word], pieces=[(word.start, word.end)])
            found.append(phrase)
        if isinstance(word, Clock) and word.until and not phrase.right:
            phrase.right.append(word.until)
        phrase.pieces[-1] = (phrase.pieces[-1][0], word.end)
    for phrase in found:
        phrase.bound = _bound(text, phrase, grammar)
        leading, trailing = grammar.past
        start, end = phrase.pieces[0][0], phrase.pieces[-1][1]
        phrase.is_past = leading.search(_before(text, start)) is not None or trailing.match(text, end) is not None
    return found


def _joins(phrase: Phrase, word: Word, text: str, grammar: Grammar) -> bool:
    """Say whether a start and an end are named: 三点到五点, 三点和五点之间, but not 三点和五点."""
    between = text[phrase.pieces[-1][1] : word.start]
    if grammar.to.fullmatch(between):
        return not _is_moved(phrase, word.start, text, grammar)
    leading, middle, trailing = grammar.both
    if not middle.fullmatch(between):
        return False
    leads = any(leading.search(_before(text, word.start)) for word in phrase.left)
    return leads or trailing.match(text, word.end) is not None


def _can_end(phrase: Phrase, word: Word) -> bool:
    if phrase.right or isinstance(word, Every | Point | Lasting):
        return False
    return not (isinstance(word, Days) and phrase.has(Clock) and not phrase.has(Days))


def _fits(phrase: Phrase, word: Word) -> bool:
    """Say whether a word adds something new to the side of the phrase that is being spoken."""
    side = _side(phrase, word)
    if any(type(other) is type(word) for other in side):
        return False
    return not (isinstance(word, Days) and phrase.has(Every, Point))


def _side(phrase: Phrase, word: Word) -> list[Word]:
    """Return the side a word belongs to; what stands behind a whole range (2 to 4 tomorrow) belongs to its start."""
    late = isinstance(word, Days | Part | Every) and find(phrase.right, Clock) and not phrase.has(type(word))
    return phrase.right if phrase.right and not late else phrase.left


def _bound(text: str, phrase: Phrase, grammar: Grammar) -> str:
    clock = find(phrase.left, Clock)
    around = {"after": grammar.after, "before": grammar.before}
    if clock is None:
        if phrase.right or phrase.has(Every) or not phrase.has(Days):
            return ""
        around = {"since": grammar.since, "until": grammar.through} | around
    start, end = clock.start if clock else phrase.pieces[0][0], phrase.pieces[-1][1]
    for name, (leading, trailing) in around.items():
        if leading.search(_before(text, start)) or trailing.match(text, end):
            return name
    return ""


def _unrefused(phrases: list[Phrase], text: str, grammar: Grammar) -> list[Phrase]:
    """Drop times that are named only to say that they do not suit (上午我不在), as long as another one remains."""
    leading, trailing = grammar.refused
    kept = [
        phrase
        for phrase in phrases
        if not leading.search(_before(text, phrase.pieces[0][0])) and not trailing.match(text, phrase.pieces[-1][1])
    ]
    return kept or phrases


def _unmoved(phrases: list[Phrase], text: str, grammar: Grammar) -> list[Phrase]:
    """Drop a time that is given up for the one behind it (周五那场改到周六); an hour moves on the same day."""
    kept = list(phrases)
    for old, new in pairwise(phrases):
        if not _is_moved(old, new.pieces[0][0], text, grammar):
            continue
        kept.remove(old)
        day = find(old.left, Days) or find(old.left, Every)
        if day and not new.has(Days, Every, Point):
            new.left.insert(0, day)
            new.pieces.insert(0, (day.start, day.end))
    return kept


def _is_moved(old: Phrase, place: int, text: str, grammar: Grammar) -> bool:
    """Say whether a time is given up for the one that begins at a place."""
    leading, middle = grammar.moved
    start, end = old.pieces[0][0], old.pieces[-1][1]
    return (
        place - end <= _REACH
        and middle.fullmatch(text, end, place) is not None
        and leading.search(text, max(0, start - _FAR), start) is not None
    )


def _is_age(phrase: Phrase, text: str, grammar: Grammar) -> bool:
    """Say whether a year only tells how old somebody is: 今年八十了, 生于一九四三年."""
    days = find(phrase.left, Days)
    if days is None or phrase.right or phrase.has(Part, Clock, Every, Point):
        return False
    leading, trailing = grammar.ages
    start, end = phrase.pieces[0][0], phrase.pieces[-1][1]
    is_year = days.last - days.first > _LONG
    return leading.search(_before(text, start)) is not None or bool(is_year and trailing.match(text, end))


def _merged(phrases: Iterable[Phrase], text: str, grammar: Grammar) -> list[Phrase]:
    """Join what was said apart: a day here, its hour there; a start here, its end there."""
    out: list[Phrase] = []
    for phrase in phrases:
        last = out[-1] if out else None
        if last is None or not _completes(last, phrase, text, grammar):
            out.append(phrase)
            continue
        if grammar.until.search(_before(text, phrase.pieces[0][0])) and last.has(Clock) and not last.right:
            last.right = phrase.left
        else:
            if phrase.has(Clock) or not last.has(Clock):  # a bound belongs to the clock where there is one
                last.bound = phrase.bound
            last.left += [word for word in phrase.left if not any(type(word) is type(old) for old in last.left)]
            last.right = last.right or phrase.right
        if not all(isinstance(word, Lasting) for word in phrase.left):  # how long it takes is told by itself
            last.pieces += phrase.pieces
    return out


def _completes(last: Phrase, phrase: Phrase, text: str, grammar: Grammar) -> bool:
    if phrase.has(Point, Every):
        return False
    if phrase.has(Days):
        return last.has(Clock) and not last.has(Days, Every, Point)
    if grammar.until.search(_before(text, phrase.pieces[0][0])) and last.has(Clock) and not last.right:
        return phrase.has(Clock)
    if phrase.has(Clock):
        return last.has(Days, Every, Part) and not last.has(Clock) and _same_part(last, phrase)
    if phrase.has(Part):
        return last.has(Days, Every) and not last.has(Part, Clock)
    return not last.has(Lasting, Point)


def _before(text: str, place: int) -> str:
    """Return what stands right before a place: enough for every small word, and no more, however long the text is."""
    return text[max(0, place - _REACH) : place]


def _same_part(last: Phrase, phrase: Phrase) -> bool:
    first, second = find(last.left, Part), find(phrase.left, Part)
    return first is None or second is None or first.name == second.name
