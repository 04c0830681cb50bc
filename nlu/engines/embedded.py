import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from threadpoolctl import threadpool_limits

from nlu.emergency import FULL, LITE, Bars, Net, is_everyday
from nlu.engines.beside import Part, answer_and_more, asked_beside, of_one_kind
from nlu.engines.calibration import Calibration
from nlu.engines.classifier import EMERGENCY, OUT_OF_SCOPE, Classifier
from nlu.engines.dividing import SMALL_TALK, Reading, divide
from nlu.engines.sentences import Sentences
from nlu.normalize import language, standard, tidy
from nlu.phrases import Phrases
from nlu.segments import EDGES, Clause, clauses, doubtful, joined, stretch
from nlu.slots.extract import Extractor
from nlu.types import Certainty, Entity, Hints, Intent, Segment, Understanding

_LOOKS = 6  # clauses of a message that get a first look
_MOST = 4  # ... and clauses, or joined ones, in which requests are looked for
_SHOWN = 3
_FAINT = -1.0  # margin of a first look below which a clause is no request: an eighth less reading
_READ = 300  # characters that decide what is meant; words of danger are looked for in all of them
_LONG = 200  # characters from which a message is long
_CLAUSE = 40  # characters of it that decide what one of its parts means
_NAMED = 1000  # characters in which values are looked for
_THREADS = 2


def readable(text: str) -> str:
    """Return what a model reads of a text: the beginning, tidy, in simplified characters and standard words."""
    return standard(tidy(text)[:_READ])


def band(calibration: Calibration, best: Intent) -> Certainty:
    """Say how far the best intent of a calibrated model can be trusted."""
    if best.confidence >= calibration.sure:
        return Certainty.SURE
    return Certainty.LIKELY if best.confidence >= calibration.likely else Certainty.UNSURE


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What an engine has learned: a model, and the sentence encoder it was trained with, if it was."""

    model: Classifier
    sentences: Sentences | None

    @property
    def name(self) -> str:
        """Which kind of engine knows this."""
        return "embedded" if self.sentences else "lite"

    @property
    def bars(self) -> Bars:
        """From which chances of danger it is to be asked about."""
        return FULL if self.sentences else LITE

    def read(self, text: str) -> tuple[tuple[Intent, ...], float]:
        """Return all intents of a tidy text, best first, and the chance that it tells of danger."""
        if not text:
            return (Intent(OUT_OF_SCOPE, 1.0),), 0.0
        words = standard(text[:_READ])
        intents, danger = self.model.rank(words, self.sentences.one(words) if self.sentences else None)
        return (_calm(intents) if intents[0].name == EMERGENCY and is_everyday(text) else intents), danger


def _calm(intents: tuple[Intent, ...]) -> tuple[Intent, ...]:
    """Return what is meant if it is no emergency."""
    left = sum(intent.confidence for intent in intents[1:])
    return tuple(Intent(intent.name, intent.confidence / left) for intent in intents[1:]) if left else intents


class EmbeddedEngine:
    """Understands in this process: a linear model for what is meant, grammars and word lists for what is named."""

    def __init__(self, model: Classifier, sentences: Sentences | None, extractor: Extractor, net: Net) -> None:
        self._knowledge = Knowledge(model, sentences)
        self._extract = extractor.extract
        self._net = net
        self._pool = ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="nlu")

    @property
    def name(self) -> str:
        """Which kind of engine this is by now."""
        return self._knowledge.name

    @property
    def model(self) -> Classifier:
        """What it has learned."""
        return self._knowledge.model

    async def understand(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        """Understand one message without holding up the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self.parse, text, lang, now, hints)

    def parse(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        """Understand one message; `lang` None is detected, `now` is aware; only the first 2000 characters count."""
        began = time.perf_counter()
        text = tidy(text)
        lang = lang or language(text)
        knowledge = self._knowledge
        intents, danger = knowledge.read(text)
        entities = self._extract(text[:_NAMED], lang, now, hints)
        parts = self._parts(knowledge, text, intents[0], entities, lang, now, hints)
        emergency = self._danger([(text, Reading(intents, danger)), *parts], knowledge.bars)
        return Understanding(
            text=text,
            lang=lang,
            intents=intents[:_SHOWN],
            certainty=band(knowledge.model.calibration, intents[0]),
            entities=entities,
            segments=self._segments(parts, lang, now, hints, knowledge.model.calibration),
            emergency=emergency,
            alarm=emergency is not Certainty.UNSURE and self.alarming(text),
            engine=knowledge.name,
            ms=(time.perf_counter() - began) * 1000,
        )

    def grow(self, model: Classifier, sentences: Sentences | None) -> None:
        """Go on with a better model; messages that are being understood end with the one they began with."""
        self._knowledge = Knowledge(model, sentences)

    def alarming(self, text: str) -> bool:
        """Say at once, without the model, whether a text holds a word of danger."""
        return self._net.alarming(text)

    @property
    def size(self) -> int:
        """Size of the model in bytes, without the sentence encoder that all models share."""
        return self.model.size

    def close(self) -> None:
        """End the threads."""
        self._pool.shutdown(wait=True)

    def _parts(
        self,
        knowledge: Knowledge,
        text: str,
        whole: Intent,
        entities: tuple[Entity, ...],
        lang: str,
        now: datetime,
        hints: Hints,
    ) -> tuple[Part, ...]:
        """Return the requests of a message that holds several, with what each of them means; else nothing."""
        share, bands = _CLAUSE if len(text) > _LONG else _LONG, knowledge.model.calibration

        def read(words: str) -> Reading:
            return Reading(*knowledge.read(words[:share]))

        found = answer_and_more(text, hints, entities, read, bands.sure)
        among = clauses(text, _LOOKS)
        if found or len(among) < 2:
            return found

        def words(first: int, last: int) -> str:
            return stretch(text, among, first, last)

        looks = [_look(knowledge, words(at, at)[:share]) for at in range(len(among))]
        for at in doubtful(among, looks, text, SMALL_TALK):
            looks[at] = read(words(at, at)).best.name
        if len(set(looks) - SMALL_TALK) < 2:
            of_it = whole.name in looks and whole.confidence >= bands.likely
            found = self._of_one_kind(text, among, read, bands.likely, lang, now, hints) if of_it else ()
        else:
            apart = joined(among, _MOST, lambda at: looks[at] != looks[at - 1])
            found = tuple(
                (stretch(text, apart, *part), reading)
                for part, reading in divide(apart, whole, lambda part: read(stretch(text, apart, *part)))
            )
        return found or asked_beside(among, words, read, whole, bands.sure)

    def _of_one_kind(
        self,
        text: str,
        among: tuple[Clause, ...],
        read: Callable[[str], Reading],
        likely: float,
        lang: str,
        now: datetime,
        hints: Hints,
    ) -> tuple[Part, ...]:
        among = joined(among, 2)
        return of_one_kind(
            among,
            lambda clause: text[clause.start : clause.end].strip(EDGES),
            read,
            lambda words: self._extract(words, lang, now, hints),
            likely,
        )

    def _danger(self, told: list[tuple[str, Reading]], bars: Bars) -> Certainty:
        """Judge the message and each of its requests: a bill that is asked for beside a fire takes nothing away."""
        return min((self._judge(text, reading, bars) for text, reading in told), key=tuple(Certainty).index)

    def _judge(self, text: str, reading: Reading, bars: Bars) -> Certainty:
        best = reading.best
        first = best.name == EMERGENCY
        return self._net.judge(text, reading.danger, first=first, confidence=best.confidence, bars=bars)

    def _segments(
        self,
        parts: tuple[tuple[str, Reading], ...],
        lang: str,
        now: datetime,
        hints: Hints,
        calibration: Calibration,
    ) -> tuple[Segment, ...]:
        share = _NAMED // max(1, len(parts))
        return tuple(
            Segment(part, one.best, self._extract(part[:share], lang, now, hints), band(calibration, one.best))
            for part, one in parts
        )


def _look(knowledge: Knowledge, clause: str) -> str:
    """Say at a fifth of the cost of reading which request a clause sounds like, if it sounds like any."""
    name, margin = knowledge.model.rough(standard(clause))
    return name if margin > _FAINT else OUT_OF_SCOPE


def build(phrases: Phrases, sentences: Sentences | None, model: Classifier | None = None) -> EmbeddedEngine:
    """Make an engine of a model, or train one in this process; without sentence vectors it is the lite one."""
    model = model or learned(phrases, sentences)
    # For vectors this short a second BLAS thread only spins: it took two fifths of the CPU of a busy house.
    threadpool_limits(1)
    return EmbeddedEngine(model, sentences, Extractor(phrases.words), Net(phrases.words))


def learned(phrases: Phrases, sentences: Sentences | None) -> Classifier:
    """Train a model on phrases: half a minute of CPU and half a gigabyte for 40,000 of them."""
    from nlu.engines.learning import fit  # with its libraries, which a house that has learned need not load

    texts = [standard(tidy(example.text)) for example in phrases.examples]
    return fit(texts, [example.intent for example in phrases.examples], sentences)
