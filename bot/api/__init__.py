"""The HTTP API: a way in for messengers' gateways and for what staff build themselves."""

from aiohttp import web

from bot.api.channel import ApiChannel
from bot.api.house import CHANNEL, Api, Bounds, House
from bot.api.routes import add_routes


def make_api(house: House, application: web.Application, *, bounds: Bounds | None = None) -> None:
    """Put the API under /api of the web application, and its channel into the house."""
    api = Api(house, bounds or Bounds())
    house.channels[CHANNEL] = ApiChannel(house.store, house.live, house.clock)
    add_routes(application, api)

    async def let_go(application: web.Application) -> None:
        for task in tuple(api.waiting):
            task.cancel()

    application.on_shutdown.append(let_go)


__all__ = ["Bounds", "House", "make_api"]
