import dataclasses
import re
from datetime import datetime

from nlu.normalize import replace, simplify
from nlu.slots import chinese_time, english_time
from nlu.slots.mistyped import as_meant
from nlu.slots.moments import resolve
from nlu.slots.timewords import Every, Lasting, Word
from nlu.types import Entity, Moment

_LATIN = re.compile(r"[a-z]")


def read(text: str, lang: str, now: datetime, *, past: bool = False) -> list[Entity]:
    """Return the `time`, `duration`, `elapsed` (minutes) and `recurrence` entities; residents mix 明天 and 7pm.

    What is past comes behind what is to come: 昨晚坏的,后天来修 asks for the day after tomorrow. With `past` what
    leaves its day, week or year open (晚上八点, 周一, 3号) is the last one and not the next.
    """
    plain, places = replace(as_meant(simplify(text)))
    words = chinese_time.words(plain, now)
    if _LATIN.search(plain):
        words = _both(words, english_time.words(plain, now))
    grammar = chinese_time.GRAMMAR if lang == "zh" else english_time.GRAMMAR
    found = []
    for moment, pieces in resolve(plain, words, now, grammar, past=past):
        said = (" " if text.isascii() else "").join(text[places[start] : places[end]] for start, end in pieces)
        value = dataclasses.replace(moment, text=said)
        found.append(Entity("time", value, said, places[pieces[0][0]], places[pieces[-1][1]]))
    found.sort(key=_rank)
    for word in words:
        start, end = places[word.start], places[word.end]
        if isinstance(word, Lasting):
            found.append(Entity("elapsed" if word.over else "duration", word.minutes, text[start:end], start, end))
        elif isinstance(word, Every):
            found.append(Entity("recurrence", word.rule, text[start:end], start, end))
    return found


def _rank(entity: Entity) -> tuple[bool, bool]:
    """Put what is over last, and behind a day or an hour a mere part of the day: 半夜总响,明天来修."""
    moment = entity.value
    if not isinstance(moment, Moment):
        return False, False
    return moment.over, not (moment.has_date or moment.clock or moment.recurrence)


def _both(first: list[Word], second: list[Word]) -> list[Word]:
    """Join two readings; where they overlap the longer one holds (in 晚上 8:00 pm the English one says more)."""
    kept = [word for word in first if not any(_covers(other, word, 1) for other in second)]
    added = [word for word in second if not any(_covers(other, word, 0) for other in kept)]
    return sorted(kept + added, key=lambda word: word.start)


def _covers(other: Word, word: Word, longer: int) -> bool:
    """Say whether a word overlaps another one and is longer than it by at least so many characters."""
    overlap = other.start < word.end and word.start < other.end
    return overlap and other.end - other.start >= word.end - word.start + longer
