import asyncio
import logging
import time
from collections import Counter
from dataclasses import replace
from datetime import datetime

from nlu.engines.breaker import Breaker, State
from nlu.engines.classifier import EMERGENCY
from nlu.engines.embedded import EmbeddedEngine, band
from nlu.engines.rasa_server import NoAnswer, RasaServer, Why, askable
from nlu.engines.rasa_trust import Trust
from nlu.types import Certainty, Hints, Intent, Understanding

log = logging.getLogger(__name__)
NAME = "rasa"
_SHOWN = 3


class RasaEngine:
    """Lets a Rasa server decide what is meant; all else, and each message Rasa fails at, is the embedded engine's.

    Both read every message at the same time. So danger is noticed as well as without Rasa, and a fall-back costs
    nothing.
    """

    def __init__(self, own: EmbeddedEngine, server: RasaServer, trust: Trust, breaker: Breaker | None = None) -> None:
        self._own = own
        self._server = server
        self._trust = trust
        self._breaker = breaker or Breaker()
        self.failures: Counter[Why] = Counter()  # since the start

    @property
    def name(self) -> str:
        """Name of the engine."""
        return NAME

    @property
    def state(self) -> State:
        """Whether Rasa is being asked."""
        return self._breaker.state

    def unlearned(self) -> list[str]:
        """Return the intents of installed scenarios that the Rasa model does not know."""
        return sorted(set(self._own.model.intents) - set(self._trust.intents))

    def alarming(self, text: str) -> bool:
        """Say at once, without a model, whether a text holds a word of danger."""
        return self._own.alarming(text)

    async def understand(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        """Understand one message."""
        began = time.perf_counter()
        ranked, own = await asyncio.gather(self._ranked(text), self._own.understand(text, lang, now, hints))
        meant = self._merged(own, ranked) if ranked else own
        return replace(meant, ms=(time.perf_counter() - began) * 1000)

    def close(self) -> None:
        """End both engines' threads."""
        self._server.close()
        self._own.close()

    def _merged(self, own: Understanding, ranked: tuple[Intent, ...]) -> Understanding:
        """Put Rasa's intents in place of ours. What sounds like danger to either engine is at least asked about."""
        certainty, danger = band(self._trust.calibration, ranked[0]), own.emergency
        if danger is Certainty.UNSURE and ranked[0].name == EMERGENCY and certainty is not Certainty.UNSURE:
            danger = Certainty.LIKELY
        return replace(own, intents=ranked[:_SHOWN], certainty=certainty, emergency=danger, engine=NAME)

    async def _ranked(self, text: str) -> tuple[Intent, ...]:
        """Return calibrated intents; nothing when Rasa is not asked, does not answer or knows none of the words."""
        words = askable(text)
        if not words or not self._breaker.allows():
            return ()
        before = self._breaker.state
        try:
            ranking = await self._server.rank(words)
            ranked = self._trust.read(ranking) if ranking else ()
            if not {intent.name for intent in ranked[:_SHOWN]} <= set(self._own.model.intents):
                raise NoAnswer(Why.UNKNOWN_INTENT)
        except NoAnswer as failure:
            self.failures[failure.why] += 1
            self._breaker.failed()
            self._tell(before, failure.why)
            return ()
        self._breaker.succeeded()
        self._tell(before, None)
        return ranked

    def _tell(self, before: State, why: Why | None) -> None:
        """Say once when Rasa stops being asked, and once when it answers again."""
        now = self._breaker.state
        if before is State.CLOSED and now is State.OPEN:
            log.warning("Rasa does not answer; the embedded engine goes on alone", extra={"why": why})
        elif before is not State.CLOSED and now is State.CLOSED:
            log.info("Rasa answers again")
