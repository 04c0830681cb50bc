"""The lists that scenarios declare: charges that are open, notices, whatever is installed."""

from bot.api import desk_shapes as shapes
from bot.api.endpoint import Endpoint, Lead, for_staff
from bot.api.house import Colleague
from bot.api.people import note_list
from bot.api.shapes import Nothing
from bot.desk.gate import EVERYBODY
from bot.desk.views import Listed, read_rows, views_for
from bot.problem import Refused
from bot.switches import served


async def list_views(who: Colleague, asked: Nothing) -> shapes.ListNames:
    """Say which lists there are for your role."""
    lang = who.person.lang
    names = [
        shapes.ListName(
            scenario=listed.scenario.name,
            view=listed.view.name,
            title=listed.title(lang),
            columns=listed.columns(lang),
        )
        for listed in _mine(who)
    ]
    return shapes.ListNames(items=names)


async def read_view(who: Colleague, asked: shapes.ListAsked) -> shapes.ListRows:
    """Read a stretch of a list; that you read it is written down."""
    wanted = f"{asked.scenario}.{asked.view}"
    listed = next((one for one in _mine(who) if one.name == wanted), None)
    if listed is None:
        raise Refused(404)
    now = who.person.local(who.house.clock.now())
    rows = await who.house.store.read(lambda db: read_rows(db, now, who.person, listed))
    await note_list(who, f"view:{wanted}")
    end = asked.offset + asked.limit
    return shapes.ListRows(
        title=listed.title(who.person.lang),
        columns=listed.columns(who.person.lang),
        rows=[list(row) for row in rows[asked.offset : end]],
        more=len(rows) > end,
    )


def _mine(who: Colleague) -> list[Listed]:
    return list(views_for(served(who.house.registry, who.person.community), who.person))


ENDPOINTS: tuple[Endpoint, ...] = (
    for_staff(
        "/api/v1/views",
        list_views,
        Nothing,
        shapes.ListNames,
        EVERYBODY,
        leads=(Lead("read_view", {"scenario": "/items/0/scenario", "view": "/items/0/view"}),),
    ),
    for_staff("/api/v1/views/{scenario}/{view}", read_view, shapes.ListAsked, shapes.ListRows, EVERYBODY),
)
