from aiohttp import web

from bot.channels.web.demo import people_of
from bot.channels.web.house import house_of
from bot.channels.web.middleware import form_token
from bot.channels.web.pages import language, render
from bot.channels.web.visitors import visitor_of
from bot.communities import default_community


async def show_front(request: web.Request) -> web.StreamResponse:
    """Show the three doors, and in the demo the people one may be."""
    house, lang = house_of(request), language(request)
    name = house.settings.community
    community = await house.store.read(lambda db: default_community(db, name))
    visitor = await visitor_of(request)
    return render(
        request,
        "front.html",
        community=community.title(lang) if community else "",
        visitor=visitor,
        people=await house.store.read(lambda db: people_of(db, name, lang)) if house.settings.demo else [],
        demo=house.settings.demo,
        csrf=form_token(request),
    )


async def show_offline(request: web.Request) -> web.StreamResponse:
    """Show what an app without a network shows."""
    return render(request, "offline.html")
