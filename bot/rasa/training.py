"""Trains a Rasa model on our phrases and finds out how far it can be trusted; `linli rasa train`."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.rasa.data import split, write_training
from bot.rasa.home import RasaHome, secret
from bot.rasa.process import serving, train
from nlu.engines.embedded import band
from nlu.engines.rasa_server import RasaServer, askable
from nlu.engines.rasa_trust import Trust, fit_trust
from nlu.normalize import language
from nlu.phrases import Example
from nlu.types import Hints, Intent, Understanding

HELD = 15  # phrases of an intent that are kept back to calibrate on
_PATIENCE = 30.0  # seconds for one phrase: nobody waits for it
_SHOWN = 3
Tell = Callable[[str], None]
Ranking = tuple[Intent, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is trained, and how."""

    folder: Path  # deploy/rasa
    config: Path
    per_intent: int  # phrases


def train_model(home: RasaHome, recipe: Recipe, examples: Sequence[Example], tell: Tell) -> None:
    """Train the model that `serve` serves. The one before stays until the new one can be trusted."""
    home.require_environment()
    chosen = split(examples, recipe.per_intent, HELD)
    tell(f"1/3 training on {len(chosen.learned)} of {len(examples)} phrases, {recipe.per_intent} an intent at most")
    began = time.perf_counter()
    with _trained(home, recipe, chosen.learned, "next"):
        tell(
            f"2/3 {time.perf_counter() - began:.0f} s of training; asking it {len(chosen.held)} phrases it has not seen"
        )
        trust, right = _measured(home, recipe, chosen.held, "next")
        home.trust().unlink(missing_ok=True)
        home.model("next").replace(home.model())
        trust.save(home.trust())
    tell(f"3/3 {right:.0%} of them understood; {_worth(trust)}. Next: linli rasa serve")


def _worth(trust: Trust) -> str:
    sure = trust.calibration.sure
    if sure > 1:
        return "it is wrong too often to be acted upon without a question, more phrases (--per-intent) may help"
    return f"sure from {sure:.2f}, likely from {trust.calibration.likely:.2f}"


@contextmanager
def _trained(home: RasaHome, recipe: Recipe, examples: Sequence[Example], name: str) -> Iterator[None]:
    """Train a model that is gone after the block, unless it was moved."""
    home.models.mkdir(parents=True, exist_ok=True)
    data = Path(tempfile.mkdtemp(prefix="training-", dir=home.folder))
    try:
        write_training(data, examples)
        train(home, recipe.folder, data, recipe.config, name)
        yield
    finally:
        shutil.rmtree(data)
        home.model(name).unlink(missing_ok=True)


def _measured(home: RasaHome, recipe: Recipe, held: Sequence[Example], name: str) -> tuple[Trust, float]:
    """Ask a model phrases it has not seen; return how far it can be trusted, and its share of right answers."""
    with serving(home, recipe.folder, home.model(name), home.folder / "server.log") as (url, _):
        rankings = asyncio.run(rankings_of(url, secret(home.token), [one.text for one in held]))
    truths = [one.intent for one in held]
    trust = fit_trust(rankings, truths)
    right = [trust.read(ranking)[0].name == truth for ranking, truth in zip(rankings, truths, strict=True)]
    return trust, sum(right) / max(len(right), 1)


async def rankings_of(url: str, token: str, texts: Sequence[str]) -> list[Ranking]:
    """Ask a server many texts, one after the other."""
    server = RasaServer(url, token, _PATIENCE)
    try:
        return [await server.rank(askable(text)) for text in texts]
    finally:
        server.close()


class Trained:
    """A model on a server of its own, as `linli evaluate` measures it."""

    def __init__(self, server: RasaServer, trust: Trust, size: int) -> None:
        self._server = server
        self._trust = trust
        self._loop = asyncio.Runner()
        self.size = size  # bytes

    def parse(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        """Ask what one message means; values are not looked for."""
        began = time.perf_counter()
        intents = self._trust.read(self._loop.run(self._server.rank(askable(text))))
        certainty = band(self._trust.calibration, intents[0])
        ms = (time.perf_counter() - began) * 1000
        return Understanding(text, lang or language(text), intents[:_SHOWN], certainty, engine="rasa", ms=ms)

    def close(self) -> None:
        """End the threads."""
        self._loop.close()
        self._server.close()


@contextmanager
def trained(home: RasaHome, recipe: Recipe, examples: Sequence[Example]) -> Iterator[Trained]:
    """Train on any examples and serve them while the block runs."""
    home.require_environment()
    chosen = split(examples, recipe.per_intent, HELD)
    with _trained(home, recipe, chosen.learned, "measured"):
        trust, _ = _measured(home, recipe, chosen.held, "measured")
        model = home.model("measured")
        with serving(home, recipe.folder, model, home.folder / "server.log") as (url, _):
            measured = Trained(RasaServer(url, secret(home.token), _PATIENCE), trust, model.stat().st_size)
            try:
                yield measured
            finally:
                measured.close()
