from aiohttp import web

from bot.api import conversations, files, lists, people, stream, talk, tickets
from bot.api.endpoint import Endpoint, add
from bot.api.house import Api
from bot.api.openapi import Json, describe

ENDPOINTS: tuple[Endpoint, ...] = (
    *talk.ENDPOINTS,
    *stream.ENDPOINTS,
    *files.ENDPOINTS,
    *people.ENDPOINTS,
    *tickets.ENDPOINTS,
    *conversations.ENDPOINTS,
    *lists.ENDPOINTS,
)


def description() -> Json:
    """Return the description of every endpoint."""
    return describe(ENDPOINTS)


def add_routes(application: web.Application, api: Api) -> None:
    """Add every endpoint, and the description of all of them."""
    described = description()

    async def show_description(request: web.Request) -> web.Response:
        return web.json_response(described)

    application.router.add_get("/api/openapi.json", show_description, allow_head=False)
    for endpoint in ENDPOINTS:
        add(application, api, endpoint)
