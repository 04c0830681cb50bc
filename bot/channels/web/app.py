import asyncio

from aiohttp import web

from actions.message import KIOSK
from bot.adapters import home_assistant
from bot.channels.web import chat, front, kiosk, post, shell, signin, upload
from bot.channels.web.channel import HUB, Hub, WebChannel
from bot.channels.web.house import HOUSE, House
from bot.channels.web.knowing import HASHES
from bot.channels.web.middleware import dress, own_forms_only, plain_problems
from bot.channels.web.pages import STATIC
from bot.channels.web.presence import PRESENCE, Presence
from bot.channels.web.visitors import CHANNEL
from bot.passwords import HashPool

LARGEST_BODY = 2**20  # bytes, where a route sets no limit of its own
DECODED_AT_ONCE = 2  # photos
_ID = "{id:[0-9a-f]{32}}"


def make_web(app: House, *, hashes: HashPool | None = None) -> web.Application:
    """Return the pages for residents, and put their two channels, web and kiosk, into the house."""
    application = web.Application(middlewares=[plain_problems, own_forms_only], client_max_size=LARGEST_BODY)
    hub = Hub(app.live)
    application[HOUSE] = app
    application[HUB] = hub
    application[signin.ENTRIES] = signin.entries()
    application[kiosk.TRIES] = kiosk.tries()
    application[HASHES] = hashes or HashPool(workers=1)
    application[PRESENCE] = Presence(home_assistant(app.settings))
    application[upload.PHOTOS] = upload.photos()
    application[upload.DECODERS] = asyncio.Semaphore(DECODED_AT_ONCE)
    for name in (CHANNEL, KIOSK):
        app.channels[name] = WebChannel(name, hub, app.live)
    application.on_response_prepare.append(dress)
    application.on_shutdown.append(_close_pages)
    application.on_cleanup.append(_close_hashes)
    application.on_cleanup.append(_close_presence)
    _add_routes(application)
    return application


def _add_routes(application: web.Application) -> None:
    application.add_routes(
        [
            web.get("/", front.show_front),
            web.get("/offline", front.show_offline),
            web.get("/enter", signin.show_entry),
            web.post("/enter/code", signin.enter_by_code),
            web.post("/enter/demo", signin.enter_demo),
            web.post("/enter/guest", signin.enter_as_guest),
            web.get("/in", signin.show_link),
            web.post("/in", signin.enter_by_code),
            web.post("/out", signin.leave),
            web.get("/chat", chat.show_chat),
            web.get("/chat/ws", chat.chat_socket),
            web.get("/chat/history", chat.give_history),
            web.post("/chat/photo", upload.take_photo),
            web.get(f"/files/{_ID}", upload.show_file),
            web.get("/kiosk", kiosk.show_kiosk),
            web.get("/kiosk/in", post.enter_kiosk),
            web.get("/kiosk/ws", kiosk.kiosk_socket),
            web.get("/kiosk/notices", kiosk.kiosk_notices),
            web.get("/manifest.webmanifest", shell.manifest),
            web.get("/icon-{size:[0-9]{2,3}}.png", shell.icon),
            web.get("/sw.js", shell.worker),
            web.static("/static", STATIC),
        ]
    )


async def _close_hashes(application: web.Application) -> None:
    application[HASHES].close()


async def _close_presence(application: web.Application) -> None:
    await application[PRESENCE].close()


async def _close_pages(application: web.Application) -> None:
    application[HUB].close()
