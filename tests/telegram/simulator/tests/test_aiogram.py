import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest_asyncio
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from tests.telegram.simulator import Simulator
from tests.telegram.simulator.tests.conversation import converse

SECRET = "a-secret-of-the-test"


def bot_for(sim: Simulator) -> Bot:
    return Bot(sim.token, session=AiohttpSession(api=TelegramAPIServer.from_base(sim.base_url)))


def echo() -> Dispatcher:
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart(deep_link=True))
    async def start(message: Message, command: CommandObject) -> None:
        await message.answer(f"welcome {command.args}")

    @dispatcher.message(F.photo | F.voice)
    async def file(message: Message, bot: Bot) -> None:
        found = message.voice or (message.photo or [])[-1]
        content = await bot.download(found)
        assert content is not None
        upload = BufferedInputFile(content.read(), "back.bin")
        await (message.answer_voice(upload) if message.voice else message.answer_photo(upload, caption="yours"))

    @dispatcher.message(F.location)
    async def place(message: Message) -> None:
        assert message.location is not None
        await message.answer(f"at {message.location.latitude}")

    @dispatcher.message(F.text)
    async def text(message: Message) -> None:
        button = InlineKeyboardButton(text="Tap", callback_data="tapped")
        await message.reply(f"echo {message.text}", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))

    @dispatcher.edited_message()
    async def edited(message: Message) -> None:
        await message.answer(f"now {message.text}")

    @dispatcher.callback_query()
    async def tapped(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text(f"edited {query.data}")
        await query.answer("done")

    return dispatcher


@pytest_asyncio.fixture
async def polled(judged: Simulator) -> AsyncIterator[Simulator]:
    """The simulator with an aiogram bot that polls it."""
    bot, dispatcher = bot_for(judged), echo()
    polling = asyncio.create_task(dispatcher.start_polling(bot, polling_timeout=2, handle_signals=False))
    yield judged
    polling.cancel()
    with suppress(asyncio.CancelledError):
        await polling
    await bot.session.close()


@pytest_asyncio.fixture
async def pushed(judged: Simulator) -> AsyncIterator[Simulator]:
    """The simulator with an aiogram bot behind a webhook."""
    bot, dispatcher = bot_for(judged), echo()
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET).register(app, "/hook")
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token=SECRET)
    yield judged
    await bot.delete_webhook()
    await runner.cleanup()
    await bot.session.close()


async def test_aiogram_talks_to_it_by_polling(polled: Simulator) -> None:
    await converse(polled)


async def test_aiogram_talks_to_it_behind_a_webhook(pushed: Simulator) -> None:
    await converse(pushed)
