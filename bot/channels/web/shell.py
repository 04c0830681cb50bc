"""What makes the chat an app on a phone: its manifest, its icons, and the worker that keeps its shell."""

import io
from functools import cache

from aiohttp import web
from PIL import Image, ImageDraw

from bot.channels.web.house import house_of, say
from bot.channels.web.pages import STATIC, language
from bot.communities import default_community

_GREEN = "#1d6b52"
_PAPER = "#fffdf8"
_LAMP = "#f2b84b"
_SIZES = (180, 192, 512)
_FINE = 4  # drawn larger by this factor, then shrunk, so that edges are smooth


async def manifest(request: web.Request) -> web.StreamResponse:
    """Describe the app: the community's own name under its icon."""
    house, lang = house_of(request), language(request)
    name = house.settings.community
    community = await house.store.read(lambda db: default_community(db, name))
    title = community.title(lang) if community else say(lang, "name")
    described = {
        "name": f"{say(lang, 'name')} · {title}",
        "short_name": say(lang, "name"),
        "lang": "en" if lang == "en" else "zh-CN",
        "start_url": "/chat",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f3ec",
        "theme_color": _GREEN,
        "icons": [
            {"src": f"/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"}
            for size in _SIZES[1:]
        ],
    }
    return web.json_response(described, content_type="application/manifest+json")


async def icon(request: web.Request) -> web.StreamResponse:
    """Draw the icon in a size that phones ask for."""
    size = int(request.match_info["size"])
    if size not in _SIZES:
        raise web.HTTPNotFound
    headers = {"Cache-Control": "public, max-age=604800"}
    return web.Response(body=icon_png(size), content_type="image/png", headers=headers)


async def worker(request: web.Request) -> web.StreamResponse:
    """Give the worker that keeps the shell; it may look after every page."""
    script = (STATIC / "worker.js").read_text("utf-8")
    return web.Response(text=script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@cache
def icon_png(size: int) -> bytes:
    """Return two roofs side by side, one window lit, as a PNG."""
    side = size * _FINE
    picture = Image.new("RGB", (side, side), _GREEN)
    draw = ImageDraw.Draw(picture)
    unit = side / 64

    def at(*points: float) -> list[float]:
        return [point * unit for point in points]

    draw.polygon(at(12, 33, 24, 21, 36, 33, 36, 46, 12, 46), fill=_PAPER)
    draw.polygon(at(28, 29, 40, 17, 52, 29, 52, 46, 28, 46), fill="#cfe3d8")
    draw.polygon(at(12, 33, 24, 21, 36, 33, 36, 46, 12, 46), fill=_PAPER)
    draw.rounded_rectangle(at(20, 34, 28, 46), radius=unit, fill=_GREEN)
    draw.rounded_rectangle(at(41, 31, 47, 37), radius=unit, fill=_LAMP)
    out = io.BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()
