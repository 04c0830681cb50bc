"""The house's ears and mouth: which there are, and what they are used for."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from actions.people import Community
from bot.app import App, Parts, build
from bot.settings import Settings
from nlu.types import Engine
from voice.house import open_voices
from voice.notes import NoteTranscriber
from voice.speech import Listening


class Heard:
    """Who writes voice notes down, as it was told to the house."""

    def __init__(self) -> None:
        self.by: Any = None

    def hear_with(self, transcriber: Any) -> None:
        self.by = transcriber


async def ears_of(folder: Path, understander: Engine, monkeypatch: pytest.MonkeyPatch, **settings: Any) -> Any:
    heard = Heard()
    monkeypatch.setattr(App, "hear_with", lambda app, transcriber: heard.hear_with(transcriber))
    made = Settings(data=folder, **settings)
    async with build(made, Parts(understander=understander)) as app, open_voices(app, notes=True) as voices:
        return voices.ears, heard.by


async def test_a_house_with_a_model_hears_and_writes_notes_down(
    house: Path, understander: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ears, notes = await ears_of(house, understander, monkeypatch)
    assert ears is not None
    assert isinstance(notes, NoteTranscriber)


async def test_a_house_that_wants_no_ear_or_has_no_model_has_none(
    tmp_path: Path, house: Path, understander: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await ears_of(house, understander, monkeypatch, voice_ear="none") == (None, None)
    assert await ears_of(tmp_path / "bare", understander, monkeypatch) == (None, None)


async def test_the_smallest_ear_serves_the_kiosk_and_writes_nothing_down(
    house: Path, understander: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ears, notes = await ears_of(house, understander, monkeypatch, voice_ear="sphinx")
    assert ears is not None
    assert notes is None


async def test_what_is_said_at_the_kiosk_is_understood_there(house: Path, understander: Engine, speak: Any) -> None:
    from bot.demo import open_demo

    settings = Settings(data=house, demo=True, voice_mouth="none")
    async with build(settings, Parts(understander=understander)) as app:
        await open_demo(app)
        async with open_voices(app, notes=False) as voices:
            assert voices.ears is not None
            await voices.ears.awake()
            here = await app.store.read(lambda db: db.scalars(select(Community.id)).one())
            assert (await voices.ears.listen(bytes(32_000), Listening(), here)).text == ""
            caught = await voices.ears.listen(speak("电梯坏了"), Listening(), here)
    assert "电梯" in caught.text
    assert not caught.danger
