from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.desk import (
    badges,
    cards,
    conversations,
    kiosks,
    notices,
    problems,
    scenarios,
    signin,
    slips,
    stream,
    tickets,
    views,
    vouching,
)
from bot.desk.gate import DESK_ROLES, EVERYBODY, HEADS, OFFICE, PUBLISHERS, Desk, signed_in
from bot.desk.pages import STATIC

Outside = Callable[[Desk, web.Request], Awaitable[web.StreamResponse]]
_ID = "{id:[0-9a-f]{32}}"
_CARD = "{card:[0-9a-f]{32}}"
_GET = (
    ("/desk", tickets.board, EVERYBODY),
    ("/desk/stream", stream.stream, DESK_ROLES),
    (f"/desk/tickets/{_ID}", tickets.ticket, DESK_ROLES),
    (f"/desk/conversations/{_ID}", conversations.conversation, OFFICE),
    (f"/desk/conversations/{_ID}/dialog", conversations.dialog, HEADS),
    ("/desk/residents", slips.residents, OFFICE),
    ("/desk/kiosks", kiosks.kiosks, OFFICE),
    (f"/desk/residents/{_ID}/cards", cards.cards, OFFICE),
    ("/desk/views", views.index, EVERYBODY),
    ("/desk/views/{name:[a-z0-9_.]+}", views.show, EVERYBODY),
    ("/desk/notices", notices.index, PUBLISHERS),
    ("/desk/notices/new", notices.blank, PUBLISHERS),
    (f"/desk/notices/{_ID}", notices.show, PUBLISHERS),
    (f"/desk/notices/{_ID}/edit", notices.edit, PUBLISHERS),
    ("/desk/me", badges.mine, DESK_ROLES),
    ("/desk/problems", problems.problems, OFFICE),
    ("/desk/scenarios", scenarios.scenarios, HEADS),
)
_POST = (
    ("/desk/signout", signin.sign_out, EVERYBODY),
    (f"/desk/tickets/{_ID}", tickets.act, DESK_ROLES),
    (f"/desk/tickets/{_ID}/reveal", tickets.reveal, DESK_ROLES),
    (f"/desk/conversations/{_ID}/take", conversations.take, OFFICE),
    (f"/desk/conversations/{_ID}/reply", conversations.reply, OFFICE),
    (f"/desk/conversations/{_ID}/back", conversations.back, OFFICE),
    ("/desk/notices", notices.create, PUBLISHERS),
    (f"/desk/notices/{_ID}", notices.act, PUBLISHERS),
    ("/desk/me/code", badges.code, DESK_ROLES),
    (f"/desk/me/chats/{_ID}/end", badges.end, DESK_ROLES),
    (f"/desk/residents/{_ID}/slip", slips.slip, OFFICE),
    (f"/desk/residents/{_ID}/cards", cards.give, OFFICE),
    (f"/desk/residents/{_ID}/card", cards.make, OFFICE),
    (f"/desk/residents/{_ID}/cards/{_CARD}/end", cards.end, OFFICE),
    (f"/desk/residents/{_ID}/pin/end", cards.end_pin, OFFICE),
    (f"/desk/residents/{_ID}/kiosk", vouching.vouch, OFFICE),
    (f"/desk/kiosks/{_ID}/say", kiosks.speak, OFFICE),
    ("/desk/views/{name:[a-z0-9_.]+}", views.enter, EVERYBODY),
    ("/desk/problems/{kind:outbox|inbox|jobs}/{id:[0-9]{1,9}}", problems.settle, OFFICE),
    ("/desk/scenarios/{name:[a-z0-9_]{1,40}}", scenarios.switch_one, HEADS),
)


def add_routes(application: web.Application, desk: Desk) -> None:
    """Add every page of the desk."""
    router = application.router
    router.add_get("/desk/", _to_board)
    router.add_get("/desk/signin", _outside(desk, signin.show))
    router.add_post("/desk/signin", _outside(desk, signin.sign_in))
    router.add_post("/desk/demo", _outside(desk, signin.sign_in_demo))
    router.add_get("/desk/static/{name:[a-z.]+}", _asset)
    for path, handler, roles in _GET:
        router.add_get(path, signed_in(desk, handler, roles))
    for path, handler, roles in _POST:
        router.add_post(path, signed_in(desk, handler, roles))


async def _asset(request: web.Request) -> web.StreamResponse:
    """Give out a style, script or picture; an address that names its version may be kept for ever."""
    path = STATIC / request.match_info["name"]
    if not path.is_file():
        raise web.HTTPNotFound
    kept = "public, max-age=31536000, immutable" if "v" in request.query else "no-cache"
    return web.FileResponse(path, headers={"Cache-Control": kept, "X-Content-Type-Options": "nosniff"})


async def _to_board(request: web.Request) -> web.StreamResponse:
    raise web.HTTPSeeOther("/desk")


def _outside(desk: Desk, handler: Outside) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def open_to_all(request: web.Request) -> web.StreamResponse:
        return await handler(desk, request)

    return open_to_all
