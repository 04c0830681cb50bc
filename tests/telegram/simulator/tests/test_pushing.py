import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest_asyncio
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from tests.telegram.simulator import Simulator
from tests.telegram.simulator.tests.raw import Raw
from tests.telegram.simulator.webhook import SECRET_HEADER
from tests.telegram.simulator.world import Bell

SECRET = "a-secret-of-the-test"


@dataclass
class Receiver:
    """A bot's web server that writes down what comes; `refusals` answers 500, an open gate lets answers out."""

    url: str = ""
    got: list[int] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    refusals: int = 0
    busy: int = 0
    busiest: int = 0
    bell: Bell = field(default_factory=Bell)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    reply: dict[str, object] | None = None

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.got.append(update["update_id"])
        self.secrets.append(request.headers.get(SECRET_HEADER))
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        self.bell.ring()
        await self.gate.wait()
        self.busy -= 1
        if self.refusals:
            self.refusals -= 1
            return web.Response(status=500)
        return web.json_response(self.reply or {})


@pytest_asyncio.fixture
async def receiver(sim: Simulator) -> AsyncIterator[Receiver]:
    """A web server of a bot; closed before the simulator."""
    receiver = Receiver()
    receiver.gate.set()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    runner = web.AppRunner(app, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    receiver.gate.set()
    await sim.state.webhook.drop()
    await runner.cleanup()


async def test_an_update_is_pushed_with_the_secret(sim: Simulator, raw: Raw, receiver: Receiver) -> None:
    await sim.user(7).says("before")
    await raw.result("setWebhook", url=receiver.url, secret_token=SECRET)
    await sim.user(7).says("after")
    assert await sim.drained()
    assert receiver.secrets == [SECRET, SECRET]
    assert receiver.got == sorted(receiver.got)


async def test_an_update_comes_again_until_it_is_taken(sim: Simulator, raw: Raw, receiver: Receiver) -> None:
    receiver.refusals = 2
    await raw.result("setWebhook", url=receiver.url)
    await sim.user(7).says("hello")
    assert await sim.drained()
    assert len(receiver.got) == 3
    info = await raw.result("getWebhookInfo")
    assert isinstance(info, dict)
    assert info["last_error_message"] == "Wrong response from the webhook: 500"
    assert info["pending_update_count"] == 0


async def test_a_chat_waits_for_its_turn_and_others_do_not(sim: Simulator, raw: Raw, receiver: Receiver) -> None:
    receiver.gate.clear()
    await raw.result("setWebhook", url=receiver.url, max_connections=3)
    for number in (7, 7, 8, 9, 10):
        await sim.user(number).says("hello")
    assert await receiver.bell.until(lambda: receiver.busy == 3, 5)  # as many as there are connections
    receiver.gate.set()
    assert await sim.drained()
    assert receiver.busiest == 3
    assert len(receiver.got) == 5


async def test_one_chat_comes_at_once_when_order_is_off(sim: Simulator, raw: Raw, receiver: Receiver) -> None:
    sim.ordered = False
    receiver.gate.clear()
    await raw.result("setWebhook", url=receiver.url)
    for _ in range(4):
        await sim.user(7).says("hello")
    assert await receiver.bell.until(lambda: receiver.busy == 4, 5)
    receiver.gate.set()
    assert await sim.drained()


async def test_every_update_comes_twice(sim: Simulator, raw: Raw, receiver: Receiver) -> None:
    sim.twice = True
    await raw.result("setWebhook", url=receiver.url)
    await sim.user(7).says("one")
    await sim.user(7).says("two")
    assert await sim.drained()
    first, second = sorted(set(receiver.got))
    assert receiver.got == [first, first, second, second]


async def test_twenty_updates_come_shuffled(sim: Simulator, raw: Raw, receiver: Receiver) -> None:
    await raw.result("setWebhook", url=receiver.url)
    async with sim.shuffled(0.3, seed=5):
        for number in range(20):
            await sim.user(7).says(str(number))
    assert await sim.drained()
    assert len(receiver.got) == 20
    assert receiver.got != sorted(receiver.got)


async def test_jitter_shuffles_everything(sim: Simulator, raw: Raw, receiver: Receiver) -> None:
    await raw.control("options", jitter=0.2, twice=True)
    await raw.result("setWebhook", url=receiver.url)
    for number in range(20):
        await sim.user(7).says(str(number))
    assert await sim.drained()
    assert len(receiver.got) == 40
    assert receiver.got != sorted(receiver.got)


async def test_a_call_in_the_answer_is_run(sim: Simulator, raw: Raw, receiver: Receiver) -> None:
    receiver.reply = {"method": "sendMessage", "chat_id": 7, "text": "from the answer"}
    await raw.result("setWebhook", url=receiver.url)
    await sim.user(7).says("hello")
    await sim.user(7).hears("from the answer")


async def test_a_call_with_a_file_in_the_answer_is_run(sim: Simulator) -> None:
    bot = Bot(sim.token, session=AiohttpSession(api=TelegramAPIServer.from_base(sim.base_url)))
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def answer(message: Message) -> SendDocument:
        return message.answer_document(BufferedInputFile(b"contents", "bill.pdf"), caption="your bill")

    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False).register(app, "/hook")
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook")
    await sim.user(7).says("hello")
    assert (await sim.user(7).hears("your bill")).data == b"contents"
    await bot.delete_webhook()
    await runner.cleanup()
    await bot.session.close()
    assert sim.violations == []


async def test_a_webhook_needs_a_safe_address_and_a_plain_secret(raw: Raw) -> None:
    assert "HTTPS" in await raw.refusal("setWebhook", url="http://example.org/hook")
    assert "secret token" in await raw.refusal("setWebhook", url="https://127.0.0.1/hook", secret_token="a b")
    assert "max_connections" in await raw.refusal("setWebhook", url="https://127.0.0.1/hook", max_connections=101)


async def test_what_waits_can_be_thrown_away(sim: Simulator, raw: Raw, receiver: Receiver) -> None:
    await sim.user(7).says("old")
    await raw.result("setWebhook", url=receiver.url, drop_pending_updates=True)
    await sim.user(7).says("new")
    assert await sim.drained()
    assert len(receiver.got) == 1
