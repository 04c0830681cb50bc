import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from math import inf

from threadpoolctl import threadpool_limits

from nlu.emergency import Net
from nlu.engines.calibration import Calibration
from nlu.engines.classifier import EMERGENCY, OUT_OF_SCOPE, Classifier
from nlu.engines.sentences import Sentences
from nlu.normalize import language, standard, tidy
from nlu.phrases import Phrases
from nlu.segments import Request, clauses, requests
from nlu.slots.extract import Extractor
from nlu.types import Certainty, Hints, Intent, Segment, Understanding

# What is said around a request, or answers a question, is no request of its own.
_SMALL_TALK = frozenset({OUT_OF_SCOPE, "greeting", "thanks", "affirm", "deny", "cancel", "correct", "help"})
_ALONE = 0.7  # probability from which a clause is a request by itself
_BEYOND_DOUBT = 0.9  # ... even if the whole message did not sound like it
_FAINT = -0.6  # margin of a first look below which a clause between commas is no request of its own
_MOST = 5  # clauses of a message in which requests are looked for
_SHOWN = 3
_READ = 300  # characters that decide what is meant; words of danger are looked for in all of them
_CLAUSES = 200  # ... and what the clauses of it mean, all together
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

    def read(self, text: str) -> tuple[tuple[Intent, ...], float]:
        """Return all intents of a tidy text, best first, and the chance that it tells of danger."""
        if not text:
            return (Intent(OUT_OF_SCOPE, 1.0),), 0.0
        words = standard(text[:_READ])
        return self.model.rank(words, self.sentences.one(words) if self.sentences else None)


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
        return Understanding(
            text=text,
            lang=lang,
            intents=intents[:_SHOWN],
            certainty=band(knowledge.model.calibration, intents[0]),
            entities=entities,
            segments=self._segments(knowledge, text, lang, now, hints, intents),
            emergency=self._danger(text, danger, intents[0]),
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

    def _danger(self, text: str, danger: float, best: Intent) -> Certainty:
        return self._net.judge(text, danger, first=best.name == EMERGENCY, confidence=best.confidence)

    def _segments(
        self, knowledge: Knowledge, text: str, lang: str, now: datetime, hints: Hints, whole: tuple[Intent, ...]
    ) -> tuple[Segment, ...]:
        """Return the requests of a message that holds several, each of them certain by itself; else nothing.

        At a mere comma, where most messages go on with the same thing, each must be beyond doubt.
        """
        meant = {intent.name for intent in whole[:_SHOWN]}
        found = _requests(knowledge, clauses(text), meant, _ALONE) or _requests(
            knowledge, clauses(text, fine=True), set(), _BEYOND_DOUBT
        )
        share = _share([one.text for one in found], _NAMED)
        return tuple(Segment(one.text, one.intent, self._extract(one.text[:share], lang, now, hints)) for one in found)


def _requests(knowledge: Knowledge, parts: tuple[str, ...], meant: set[str], alone: float) -> tuple[Request, ...]:
    if not 2 <= len(parts) <= _MOST:
        return ()
    least = _FAINT if alone >= _BEYOND_DOUBT else -inf
    share = _share(parts, _CLAUSES)
    looks = [knowledge.model.rough(standard(part[:share])) for part in parts]
    if len({name for name, margin in looks if margin > least}) < 2:
        return ()

    def stands_alone(intent: Intent) -> bool:
        sure = max(knowledge.model.calibration.sure, alone)
        if intent.name in _SMALL_TALK or intent.confidence < sure:
            return False
        return intent.name in meant or intent.confidence >= _BEYOND_DOUBT

    return requests(parts, lambda part: knowledge.read(part[:share])[0][0], stands_alone)


def _share(parts: Sequence[str], most: int) -> int:
    """Return how many characters of each part are read, so that together they cost no more than `most` do."""
    return most if sum(map(len, parts)) <= most else most // len(parts)


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
