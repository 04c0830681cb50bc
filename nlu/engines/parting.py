"""The requests that one message holds: where it may be cut, what each part means, and which cuts are made."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from nlu.answers import left_over
from nlu.engines.beside import Part, answer_and_more, asked_beside, of_one_kind
from nlu.engines.dividing import Reading, Stretch, Way, divide, hopeful
from nlu.engines.knowledge import READ, Knowledge, beginning
from nlu.segments import CLAUSES, EDGES, Clause, clauses, joined, stretch
from nlu.types import Entity, Hints, Intent

_MOST = 4  # clauses, or joined ones, in which requests are looked for
_FAINT = -2.0  # how likely a request begins with a clause, as a logit, below which it belongs to the one before it
_USUAL = 0.95  # how certain a message is as a whole, for a guess at what will be read beside it
_THINGS = frozenset({"location", "object", "device", "device_room"})  # slots that say where or what, and not what to do
_LONG = 200  # characters from which a message is long
_CLAUSE = 96  # what decides what one of its parts means: 48 letters, or 32 of other scripts


class Parting:
    """One tidy message: the clauses with which a request may begin, and what they mean."""

    def __init__(self, knowledge: Knowledge, text: str) -> None:
        self._knowledge = knowledge
        self._text = text
        self._share = _CLAUSE if len(text) > _LONG else READ
        self._among = clauses(text, CLAUSES)
        self._all_begins = knowledge.model.beginnings.logits(text, self._among)
        self._apart, self._begins = told_apart(self._among, self._all_begins)
        self._known: dict[str, Reading] = {}

    def likely(self) -> list[str]:
        """Return the texts that are likely to be read, the message first."""
        ways = hopeful(self._begins, _USUAL)
        parts = ways[0][1] if ways else ()
        return [self._text, *(beginning(self._words(part), self._share) for part in parts)]

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
        if found:
            answer, (words, reading) = found
            behind = Parting(self._knowledge, words).parts(reading.best, (), Hints(), extract)
            return answer, *(behind or ((words, reading),))
        if len(self._among) < 2:
            return ()
        divided = tuple((self._words(part), reading) for part, reading in divide(self._begins, whole, self._read_way))
        if any(_only_names(words, extract(beginning(words, self._share))) for words, _ in divided):
            divided = ()
        return (
            divided
            or (self._of_one_kind(entities, extract, bands.likely) if whole.confidence >= bands.likely else ())
            or asked_beside(self._among, self._side, self._read_all, self._all_begins, whole, bands.sure)
        )

    def _of_one_kind(
        self, entities: Sequence[Entity], extract: Callable[[str], Sequence[Entity]], least: float
    ) -> tuple[Part, ...]:
        return of_one_kind(
            joined(self._among, 2),
            lambda clause: self._text[clause.start : clause.end].strip(EDGES),
            self._read_all,
            entities,
            lambda words: extract(beginning(words, self._share)),
            least,
        )

    def _words(self, part: Stretch) -> str:
        return stretch(self._text, self._apart, *part)

    def _side(self, first: int, last: int) -> str:
        return stretch(self._text, self._among, first, last)

    def _read_way(self, parts: Way) -> Iterator[Reading]:
        return self._read_all([self._words(part) for part in parts])

    def _read_all(self, texts: Sequence[str]) -> Iterator[Reading]:
        self._knowledge.foresee(beginning(text, self._share) for text in texts)
        return map(self._read, texts)

    def _read(self, words: str) -> Reading:
        words = beginning(words, self._share)
        if words not in self._known:
            self._known[words] = Reading(*self._knowledge.read(words))
        return self._known[words]


def _only_names(words: str, entities: Sequence[Entity]) -> bool:
    """Say whether a part names things and asks for nothing by itself: 阳台的灯, behind 我要报修."""
    named = (entity for entity in entities if entity.slot in _THINGS)
    told = {at for entity in named for at in range(entity.start, entity.end)}
    return bool(told) and left_over(words, told) == 0


def told_apart(among: Sequence[Clause], begins: Sequence[float]) -> tuple[tuple[Clause, ...], tuple[float, ...]]:
    """Join the clauses with which no request begins to those before them; return them, and how likely one begins."""
    likely = [at for at in range(1, len(among)) if begins[at] > _FAINT]
    kept = (0, *sorted(sorted(likely, key=lambda at: -begins[at])[: _MOST - 1]))
    ends = (*kept[1:], len(among))
    apart = tuple(replace(among[at], end=among[end - 1].end) for at, end in zip(kept, ends, strict=True))
    return apart, tuple(begins[at] for at in kept)
