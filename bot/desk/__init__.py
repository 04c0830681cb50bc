from aiohttp import web

from bot.desk.gate import Desk
from bot.desk.house import House
from bot.desk.lockout import Lockout
from bot.desk.pages import Pages
from bot.desk.routes import add_routes
from bot.desk.stream import STREAMS, Streams, close_streams
from bot.passwords import HashPool, Passwords


def make_desk(house: House, application: web.Application, *, passwords: Passwords | None = None) -> None:
    """Put the staff's desk under /desk of a web application."""
    pool = passwords or HashPool()
    desk = Desk(house, Pages(), pool, Lockout())
    application[STREAMS] = Streams()
    add_routes(application, desk)
    application.on_shutdown.append(close_streams)

    async def let_go(application: web.Application) -> None:
        pool.close()

    application.on_cleanup.append(let_go)


__all__ = ["House", "make_desk"]
