from collections.abc import AsyncIterator
from typing import Any, TypeAlias

import pytest_asyncio
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from tests.telegram.simulator import Simulator
from tests.telegram.simulator.tests.conversation import converse

Context: TypeAlias = ContextTypes.DEFAULT_TYPE
Client: TypeAlias = Application[Any, Any, Any, Any, Any, Any]  # as the library's own builder types it


async def start(update: Update, context: Context) -> None:
    assert update.message is not None
    await update.message.reply_text(f"welcome {' '.join(context.args or [])}")


async def photo(update: Update, context: Context) -> None:
    assert update.message is not None
    content = await (await update.message.photo[-1].get_file()).download_as_bytearray()
    await update.message.reply_photo(bytes(content), caption="yours")


async def voice(update: Update, context: Context) -> None:
    assert update.message is not None
    assert update.message.voice is not None
    content = await (await update.message.voice.get_file()).download_as_bytearray()
    await update.message.reply_voice(bytes(content))


async def place(update: Update, context: Context) -> None:
    assert update.message is not None
    assert update.message.location is not None
    await update.message.reply_text(f"at {update.message.location.latitude}")


async def edited(update: Update, context: Context) -> None:
    assert update.edited_message is not None
    await update.edited_message.reply_text(f"now {update.edited_message.text}", do_quote=False)


async def text(update: Update, context: Context) -> None:
    assert update.message is not None
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Tap", callback_data="tapped")]])
    await update.message.reply_text(f"echo {update.message.text}", reply_markup=markup, do_quote=True)


async def tapped(update: Update, context: Context) -> None:
    assert update.callback_query is not None
    await update.callback_query.edit_message_text(f"edited {update.callback_query.data}")
    await update.callback_query.answer("done")


@pytest_asyncio.fixture
async def polled(judged: Simulator) -> AsyncIterator[Simulator]:
    """The simulator with a python-telegram-bot application that polls it."""
    builder = Application.builder().token(judged.token)
    client: Client = builder.base_url(f"{judged.base_url}/bot").base_file_url(f"{judged.base_url}/file/bot").build()
    client.add_handler(CommandHandler("start", start))
    client.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, edited))
    client.add_handler(MessageHandler(filters.PHOTO, photo))
    client.add_handler(MessageHandler(filters.VOICE, voice))
    client.add_handler(MessageHandler(filters.LOCATION, place))
    client.add_handler(MessageHandler(filters.TEXT, text))
    client.add_handler(CallbackQueryHandler(tapped))
    assert client.updater is not None
    async with client:
        await client.start()
        await client.updater.start_polling(timeout=2)
        yield judged
        await client.updater.stop()
        await client.stop()


async def test_python_telegram_bot_talks_to_it_by_polling(polled: Simulator) -> None:
    await converse(polled)
