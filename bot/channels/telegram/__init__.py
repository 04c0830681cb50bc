"""Telegram: residents' private chats and groups, through aiogram's client and a way in of our own."""

from bot.channels.telegram.channel import Telegram, make_telegram

__all__ = ["Telegram", "make_telegram"]
