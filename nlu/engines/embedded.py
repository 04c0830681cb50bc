import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from threadpoolctl import threadpool_limits

from nlu.emergency import Bars, Net
from nlu.engines.calibration import Calibration
from nlu.engines.classifier import EMERGENCY, OUT_OF_SCOPE, Classifier
from nlu.engines.dividing import Reading
from nlu.engines.knowledge import Knowledge
from nlu.engines.parting import Parting
from nlu.engines.sentences import Sentences
from nlu.engines.space import Placed, place
from nlu.normalize import language, standard, tidy
from nlu.phrases import Example, Phrases
from nlu.slots.extract import Extractor
from nlu.types import Certainty, Hints, Intent, Segment, Understanding

_SHOWN = 3
_NAMED = 1000  # characters in which values are looked for
_NAMED_IN_PART = 250  # ... and in one of several requests, with the words of danger
_THREADS = 2


def band(calibration: Calibration, best: Intent) -> Certainty:
    """Say how far the best intent of a calibrated model can be trusted."""
    if best.confidence >= calibration.sure:
        return Certainty.SURE
    return Certainty.LIKELY if best.confidence >= calibration.likely else Certainty.UNSURE


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
        parting = Parting(knowledge, text)
        knowledge.foresee(parting.likely())
        intents, danger = knowledge.read(text)
        entities = self._extract(text[:_NAMED], lang, now, hints)
        parts = parting.parts(intents[0], entities, hints, lambda words: self._extract(words, lang, now, hints))
        told = [(words[:_NAMED_IN_PART], reading) for words, reading in parts]
        emergency = self._danger([(text, Reading(intents, danger)), *told], knowledge.bars)
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

    def _danger(self, told: list[tuple[str, Reading]], bars: Bars) -> Certainty:
        """Judge the message and each of its requests: a bill that is asked for beside a fire takes nothing away."""
        return min((self._judge(text, reading, bars) for text, reading in told), key=tuple(Certainty).index)

    def _judge(self, text: str, reading: Reading, bars: Bars) -> Certainty:
        best = reading.best
        first, served = best.name == EMERGENCY, best.name != OUT_OF_SCOPE
        return self._net.judge(text, reading.danger, first=first, confidence=best.confidence, served=served, bars=bars)

    def _segments(
        self,
        parts: tuple[tuple[str, Reading], ...],
        lang: str,
        now: datetime,
        hints: Hints,
        calibration: Calibration,
    ) -> tuple[Segment, ...]:
        return tuple(
            Segment(part, one.best, self._extract(part[:_NAMED_IN_PART], lang, now, hints), band(calibration, one.best))
            for part, one in parts
        )


def build(phrases: Phrases, sentences: Sentences | None, model: Classifier | None = None) -> EmbeddedEngine:
    """Make an engine of a model, or train one in this process; without sentence vectors it is the lite one."""
    if model is None:
        vectors = sentences.many(readings(phrases.examples)) if sentences else None
        model = learned(phrases.examples, place(vectors))
    # For vectors this short a second BLAS thread only spins: it took two fifths of the CPU of a busy house.
    threadpool_limits(1)
    return EmbeddedEngine(model, sentences, Extractor(phrases.words), Net(phrases.words))


def learned(examples: Sequence[Example], placed: Placed | None) -> Classifier:
    """Train a model on phrases and the places of their `readings`: a minute of CPU and 1 GB for 40,000 of them."""
    from nlu.engines.learning import fit  # with its libraries, which a house that has learned need not load

    return fit(readings(examples), [example.intent for example in examples], placed)


def readings(examples: Sequence[Example]) -> list[str]:
    """Return what a model reads of phrases."""
    return [standard(tidy(example.text)) for example in examples]
