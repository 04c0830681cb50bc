"""The requests that one message holds: where it may be cut, what each part means, and which cuts are made."""

from collections.abc import Callable, Sequence

from nlu.engines.beside import Part, answer_and_more, asked_beside, of_one_kind
from nlu.engines.dividing import SMALL_TALK, Reading, divide
from nlu.engines.knowledge import Knowledge
from nlu.segments import EDGES, clauses, doubtful, joined, stretch
from nlu.types import Entity, Hints, Intent

_LOOKS = 6  # clauses of a message that get a first look
_MOST = 4  # ... and clauses, or joined ones, in which requests are looked for
_LONG = 200  # characters from which a message is long
_CLAUSE = 40  # characters of it that decide what one of its parts means


class Parting:
    """One tidy message: its clauses, and what each of them sounds like at first."""

    def __init__(self, knowledge: Knowledge, text: str) -> None:
        self._knowledge = knowledge
        self._text = text
        self._share = _CLAUSE if len(text) > _LONG else _LONG
        self._among = clauses(text, _LOOKS)
        at_all = range(len(self._among)) if len(self._among) > 1 else ()
        self._looks = [knowledge.look(self._words(at, at)[: self._share]) for at in at_all]
        self._doubts = doubtful(self._among, self._looks, text, SMALL_TALK) if at_all else []

    def likely(self) -> list[str]:
        """Return the texts that are likely to be read, the message first."""
        return [self._text, *(self._words(at, at)[: self._share] for at in self._doubts)]

    def parts(
        self,
        whole: Intent,
        entities: Sequence[Entity],
        hints: Hints,
        extract: Callable[[str], Sequence[Entity]],
    ) -> tuple[Part, ...]:
        """Return the requests of a message that holds several, with what each of them means; else nothing."""
        bands = self._knowledge.model.calibration
        found = answer_and_more(self._text, hints, entities, self._read, bands.sure)
        if found or len(self._among) < 2:
            return found
        looks = list(self._looks)
        for at in self._doubts:
            looks[at] = self._read(self._words(at, at)).best.name
        if len(set(looks) - SMALL_TALK) < 2:
            of_it = whole.name in looks and whole.confidence >= bands.likely
            found = self._of_one_kind(extract, bands.likely) if of_it else ()
        else:
            found = self._divided(looks, whole)
        return found or asked_beside(self._among, self._words, self._read, whole, bands.sure)

    def _divided(self, looks: Sequence[str], whole: Intent) -> tuple[Part, ...]:
        apart = joined(self._among, _MOST, lambda at: looks[at] != looks[at - 1])

        def words(first: int, last: int) -> str:
            return stretch(self._text, apart, first, last)

        self._knowledge.foresee(words(at, at)[: self._share] for at in range(len(apart)))
        divided = divide(apart, whole, lambda part: self._read(words(*part)))
        return tuple((words(*part), reading) for part, reading in divided)

    def _of_one_kind(self, extract: Callable[[str], Sequence[Entity]], least: float) -> tuple[Part, ...]:
        return of_one_kind(
            joined(self._among, 2),
            lambda clause: self._text[clause.start : clause.end].strip(EDGES),
            self._read,
            extract,
            least,
        )

    def _words(self, first: int, last: int) -> str:
        return stretch(self._text, self._among, first, last)

    def _read(self, words: str) -> Reading:
        return Reading(*self._knowledge.read(words[: self._share]))
