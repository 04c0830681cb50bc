"""What this house hears and speaks with: engines by its settings, and its understanding of what was heard."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

from actions.people import Community
from bot.app import App
from integrations.database import StoreError
from nlu.types import Certainty, Hints, Understanding
from voice.hear import Hearing, ear_of
from voice.listener import Listener, spoken_names
from voice.notes import NoteTranscriber
from voice.socket import Caught, Voices
from voice.speak import speaking
from voice.speech import RATE, Listening, NoEngine
from voice.worker import EngineAway

log = logging.getLogger(__name__)
_SMALLEST = "sphinx"  # it knows a few phrases and hears one of them in everything: nothing for notes, nor for danger
_SILENCE = bytes(2 * RATE)
_WAKES = 180.0  # seconds that loading a model may take on a small, busy machine


@contextlib.asynccontextmanager
async def open_voices(app: App, *, notes: bool) -> AsyncIterator[Voices]:
    """Open the ears and the mouth that the settings name, and warm them up; NoEngine where what is named is not here.

    `notes`: voice notes that people send in messengers are written down by the same ears.
    """
    recipe, mouth = ear_of(app.settings), speaking(app.settings)
    hearing = Hearing(recipe) if recipe else None
    ears = HouseEars(app, hearing) if hearing else None
    warming = [asyncio.create_task(_quietly(mouth.warm))] if mouth else []
    if hearing is not None and notes and hearing.name != _SMALLEST:
        app.hear_with(NoteTranscriber(hearing, app.engine.understander))
    try:
        yield Voices(ears, mouth)
    finally:
        tasks = [*warming, *([ears.waking] if ears else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for engine in (hearing, mouth):
            if engine is not None:
                engine.close()


class HouseEars:
    """Ears that understand: of what a recording may say they take what makes sense here."""

    def __init__(self, app: App, hearing: Hearing) -> None:
        self._app, self._hearing = app, hearing
        self._listeners: dict[str, tuple[tuple[str, ...], Listener]] = {}
        self.waking = asyncio.create_task(_quietly(partial(hearing.hear, _SILENCE, seconds=_WAKES)))

    async def awake(self) -> None:
        """Wait until the model is loaded: before that nobody is asked to speak."""
        await asyncio.shield(self.waking)

    async def listen(self, pcm: bytes, listening: Listening, community_id: str) -> Caught:
        """Return what was said, and whether it speaks of danger; EngineAway where nobody can tell just now."""
        names = await self._app.engine.names(community_id)
        community = await self._app.store.read(lambda db: db.get_one(Community, community_id))
        listener = await self._of(community_id, spoken_names(names))
        now = self._app.clock.now().astimezone(community.tz)
        try:
            said = await listener.listen(pcm, now, Hints(names=names), listening)
        except StoreError:  # this process makes no turns and understands nothing: the words as they were heard
            heard = await self._hearing.hear(pcm, listening)
            return Caught(heard.text)
        return Caught(said.text, self._hearing.name != _SMALLEST and tells_of_danger(said.meaning))

    async def _of(self, community_id: str, names: tuple[str, ...]) -> Listener:
        """Return who listens with a community's names; made anew when they have changed, which takes a moment."""
        known = self._listeners.get(community_id)
        if known is None or known[0] != names:
            made = await asyncio.to_thread(Listener, self._hearing, self._app.engine.understander, names)
            known = self._listeners[community_id] = (names, made)
        return known[1]


def tells_of_danger(meaning: Understanding | None) -> bool:
    """Say whether the kiosk begins to count until it calls people, which can be stopped.

    A word of danger in what seems to be about something else (煤气灶打不着火) is asked about instead.
    """
    if meaning is None:
        return False
    return meaning.emergency is Certainty.SURE or (meaning.alarm and meaning.intent == "emergency")


async def _quietly(warm: Callable[[], Awaitable[object]]) -> None:
    """Load an engine before somebody waits for it; what goes wrong is said when it is used."""
    with contextlib.suppress(EngineAway, NoEngine, RuntimeError):
        await warm()
