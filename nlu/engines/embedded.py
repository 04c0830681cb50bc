import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

from threadpoolctl import threadpool_limits

from nlu.emergency import Net
from nlu.engines import store
from nlu.engines.classifier import OUT_OF_SCOPE, Classifier, fit
from nlu.engines.sentences import Sentences, available
from nlu.normalize import language, standard, tidy
from nlu.phrases import Phrases
from nlu.segments import clauses, requests
from nlu.slots.extract import Extractor
from nlu.types import Certainty, Hints, Intent, Segment, Understanding

EMERGENCY = "emergency"
# What is said around a request, or answers a question, is no request of its own.
_SMALL_TALK = frozenset({OUT_OF_SCOPE, "greeting", "thanks", "affirm", "deny", "cancel", "correct", "help"})
_ALONE = 0.7  # probability from which a clause is a request by itself
_BEYOND_DOUBT = 0.9  # ... even if the whole message did not sound like it
_SHOWN = 3
_READ = 400  # characters that decide what is meant; values are looked for in all of them
_THREADS = 2


class EmbeddedEngine:
    """Understands in this process: a linear model for what is meant, grammars and word lists for what is named."""

    def __init__(self, model: Classifier, sentences: Sentences | None, extractor: Extractor, net: Net) -> None:
        self.name = "embedded" if sentences else "lite"
        self.model = model
        self._sentences = sentences
        self._extract = extractor.extract
        self._net = net
        self._pool = ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="nlu")

    async def understand(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        """Understand one message without holding up the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self.parse, text, lang, now, hints)

    def parse(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        """Understand one message; `lang` None is detected, `now` is aware; only the first 2000 characters count."""
        began = time.perf_counter()
        text = tidy(text)
        lang = lang or language(text)
        intents = self._intents(text)
        entities = self._extract(text, lang, now, hints)
        return Understanding(
            text=text,
            lang=lang,
            intents=intents[:_SHOWN],
            certainty=self._certainty(intents[0]),
            entities=entities,
            segments=self._segments(text, lang, now, hints, intents),
            emergency=self._emergency(text, intents),
            engine=self.name,
            ms=(time.perf_counter() - began) * 1000,
        )

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

    def _intents(self, text: str) -> tuple[Intent, ...]:
        """Return all intents, best first."""
        if not text:
            return (Intent(OUT_OF_SCOPE, 1.0),)
        words = standard(text[:_READ])
        return self.model.rank(words, self._sentences.one(words) if self._sentences else None)

    def _certainty(self, best: Intent) -> Certainty:
        if best.confidence >= self.model.calibration.sure:
            return Certainty.SURE
        return Certainty.LIKELY if best.confidence >= self.model.calibration.likely else Certainty.UNSURE

    def _emergency(self, text: str, intents: tuple[Intent, ...]) -> Certainty:
        chance = next((intent.confidence for intent in intents if intent.name == EMERGENCY), 0.0)
        return self._net.judge(text, chance, first=intents[0].name == EMERGENCY, sure=self.model.calibration.sure)

    def _segments(
        self, text: str, lang: str, now: datetime, hints: Hints, whole: tuple[Intent, ...]
    ) -> tuple[Segment, ...]:
        """Return the requests of a message that holds several, each of them certain by itself; else nothing."""
        parts = clauses(text)
        if len(parts) < 2 or len({self.model.rough(standard(part)) for part in parts}) < 2:
            return ()
        meant = {intent.name for intent in whole[:_SHOWN]}

        def stands_alone(intent: Intent) -> bool:
            sure = max(self.model.calibration.sure, _ALONE)
            if intent.name in _SMALL_TALK or intent.confidence < sure:
                return False
            return intent.name in meant or intent.confidence >= _BEYOND_DOUBT

        found = requests(parts, lambda part: self._intents(part)[0], stands_alone)
        return tuple(Segment(one.text, one.intent, self._extract(one.text, lang, now, hints)) for one in found)


def train(phrases: Phrases, cache_dir: Path | None) -> EmbeddedEngine:
    """Train on phrases, or take the model from an earlier start with the same phrases and code from `cache_dir`."""
    return build(phrases, cache_dir, available())


def build(phrases: Phrases, cache_dir: Path | None, sentences: Sentences | None) -> EmbeddedEngine:
    """Train with this sentence encoder; without one it is the lite engine, which needs less memory and knows less."""
    # For vectors this short a second BLAS thread only spins: it took two fifths of the CPU of a busy house.
    threadpool_limits(1)
    model = _model(phrases, cache_dir, sentences)
    return EmbeddedEngine(model, sentences, Extractor(phrases.words), Net(phrases.words))


def _model(phrases: Phrases, cache_dir: Path | None, sentences: Sentences | None) -> Classifier:
    path = None
    if cache_dir:
        path = cache_dir / f"{store.fingerprint(phrases.examples, 'embedded' if sentences else 'lite')}.npz"
        if (known := store.load(path)) is not None:
            return known
    texts = [standard(tidy(example.text)) for example in phrases.examples]
    model = fit(texts, [example.intent for example in phrases.examples], sentences)
    if path:
        store.save(model, path)
    return model
