"""The residents' web pages: front page, chat, and the kiosk in the lobby."""

from bot.channels.web.app import make_web

__all__ = ["make_web"]
