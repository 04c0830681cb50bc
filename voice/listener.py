"""From a recording to a meaning: heard quickly, understood by sound, heard again where that made no sense."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from nlu.types import Engine, Hints, Understanding
from voice.field import with_answers, words
from voice.hear import Hearing
from voice.sense import choose, makes_sense
from voice.sounding import Field
from voice.speech import Heard, Listening

_YES = "affirm"
_CLEAR = 0.7  # confidence from which a yes in other words than those that were expected is one


@dataclass(frozen=True, slots=True)
class Said:
    """What was said, and what it means; no meaning where nobody said anything that can be made out."""

    text: str
    heard: Heard
    meaning: Understanding | None
    hear_ms: float
    understand_ms: float


class Listener:
    """An ear and an understanding that help each other; `names` are the community's own words."""

    def __init__(self, hearing: Hearing, engine: Engine, names: Iterable[str] = ()) -> None:
        self._hearing, self._engine = hearing, engine
        self._field = Field((*words(), *names))

    async def listen(self, pcm: bytes, now: datetime, hints: Hints, listening: Listening | None = None) -> Said:
        """Return what 16-bit samples at 16 kHz say; EngineAway where the ear fails."""
        listening = listening or Listening()
        listening = replace(listening, choices=with_answers(listening.choices, listening.lang))
        said = await self._once(pcm, now, hints, listening)
        tried = listening.thorough or said.heard.thorough
        if tried or makes_sense(said.meaning) or said.text in listening.choices:
            return said
        again = await self._once(pcm, now, hints, replace(listening, thorough=True))
        better = again if makes_sense(again.meaning) or not said.text else said
        return replace(
            better,
            hear_ms=said.hear_ms + again.hear_ms,
            understand_ms=said.understand_ms + again.understand_ms,
        )

    async def _once(self, pcm: bytes, now: datetime, hints: Hints, listening: Listening) -> Said:
        began = time.perf_counter()
        heard = await self._hearing.hear(pcm, listening)
        ended = time.perf_counter()

        async def understand(text: str) -> Understanding:
            return await self._engine.understand(text, listening.lang, now, hints)

        if heard.text in listening.choices or listening.lang != "zh":
            text, meaning = heard.text, await understand(heard.text) if heard.text else None
        else:
            text, meaning = await choose(heard, self._field, understand)
            doubtful = listening.choices and heard.confidence < _CLEAR
            if doubtful and meaning is not None and meaning.intent == _YES:
                text, meaning = "", None  # yes acts: it counts where it is one of the choices, or was heard clearly
        return Said(text, heard, meaning, (ended - began) * 1000, (time.perf_counter() - ended) * 1000)


def spoken_names(names: Mapping[str, Mapping[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """Return the words of a community's names: what its scenarios give the understanding as hints."""
    said = (word for values in names.values() for value, others in values.items() for word in (value, *others))
    return tuple(dict.fromkeys(said))
