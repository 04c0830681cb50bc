"""An intercom box of the whole house: real ears, mouth and understanding; a WAV file is its microphone.

Hearing takes its time on a busy machine, so `make test` leaves it out: pytest -m by_voice voice
"""

import asyncio
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from actions.elevators.models import LiftCall
from actions.message import KIOSK, MessageKind
from bot.app import Parts, build
from bot.channels.web import make_web
from bot.channels.web.house import words
from bot.channels.web.post import COOKIE
from bot.demo import open_demo
from bot.inbox import InboxRow
from bot.key_office import Order
from bot.settings import Settings
from nlu.types import Engine
from tests.browser.kiosk_visit import voiced
from tests.operations.processes import until
from voice.box import Box, Press
from voice.box_line import Line, Voice
from voice.house import open_voices
from voice.soundcard import SoundCard
from voice.speech import RATE
from voice.tests.test_box import PortAudio

pytestmark = pytest.mark.by_voice


async def test_a_lift_is_called_by_a_press_and_a_sentence(house: Path, understander: Engine) -> None:
    machine = PortAudio([bytes(RATE) + voiced("叫一下电梯", 140)])
    settings = Settings(data=house, demo=True, voice_ear="whisper", voice_mouth="espeak")
    async with build(settings, Parts(understander=understander)) as app, open_voices(app, notes=False) as voices:
        await open_demo(app)
        known = await app.store.read(lambda db: set(db.scalars(select(LiftCall.id))))
        key = (await Order(do="new", kiosk="1栋", sign_in="no").run(app)).split("\n")[1]
        application = make_web(app)
        voices.join(application)
        async with TestServer(application) as server:
            url = str(server.make_url("/")).rstrip("/")
            jar = aiohttp.CookieJar(unsafe=True)
            async with aiohttp.ClientSession(cookies={COOKIE: key}, cookie_jar=jar) as session:
                line = Line(session, url)
                box = Box(line, Voice(session, url), SoundCard(machine), words("zh", "kiosk"))
                running = [asyncio.create_task(work) for work in (line.run(), box.run())]
                await line.up.wait()
                assert voices.ears is not None
                await voices.ears.awake()
                box.presses.put_nowait(Press.TALK)

                async def calls() -> set[str]:
                    return await app.store.read(lambda db: set(db.scalars(select(LiftCall.id))))

                await until(calls, lambda found: bool(found - known))

                async def sounds() -> list[bytes]:
                    return machine.played

                await until(sounds, bool)
                for task in running:
                    task.cancel()
                await asyncio.gather(*running, return_exceptions=True)
        here = (InboxRow.channel == KIOSK) & (InboxRow.kind == MessageKind.TEXT)
        [said] = await app.store.read(lambda db: [row.body["text"] for row in db.query(InboxRow).filter(here)])
        assert "电梯" in said
        assert any(machine.played[0]), "it is no silence"
