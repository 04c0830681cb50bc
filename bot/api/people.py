"""Who the token stands for; residents and homes, as the desk's search shows them."""

from sqlalchemy import select

from actions.place import Home
from actions.turn import Work
from bot.access_log import Seen, note_access, seen_lately
from bot.api import desk_shapes as shapes
from bot.api.endpoint import Endpoint, for_staff
from bot.api.house import PACKAGE, Colleague
from bot.api.shapes import Nothing
from bot.api.tickets import lives
from bot.desk.gate import EVERYBODY, OFFICE
from bot.desk.slips import MOST, find_residents


async def read_me(who: Colleague, asked: Nothing) -> shapes.Me:
    """Say whose token this is."""
    staff, community = who.person.staff, who.person.community
    return shapes.Me(
        id=staff.id,
        name=staff.name,
        role=who.person.role,
        lang=who.person.lang,
        community=shapes.CommunityName(id=community.id, name=community.name, zone=community.zone),
        token=shapes.Token(id=who.key.id, expires_at=who.key.expires_at),
    )


async def find_people(who: Colleague, asked: shapes.Found) -> shapes.People:
    """Find residents by a part of their name or home; phones are masked, and that you searched is written down."""
    found = await who.house.store.read(lambda db: find_residents(db, who.person, asked.q.strip()))
    await note_list(who, "residents")
    kept = [shapes.Person(id=one.id, name=one.name, phone=one.phone, homes=lives(one.homes)) for one in found[:MOST]]
    return shapes.People(items=kept, more=len(found) > MOST)


async def find_homes(who: Colleague, asked: shapes.Found) -> shapes.Homes:
    """Find homes by a part of their address."""
    ours = select(Home).where(Home.community_id == who.person.community.id)
    query = ours.where(Home.name.icontains(asked.q.strip(), autoescape=True)).order_by(Home.name).limit(MOST + 1)
    found = await who.house.store.read(lambda db: db.scalars(query).all())
    kept = [
        shapes.HomeLine(id=home.id, name=home.name, unit=home.unit, room=home.room, area=home.area)
        for home in found[:MOST]
    ]
    return shapes.Homes(items=kept, more=len(found) > MOST)


async def note_list(who: Colleague, record: str) -> None:
    """Write down that this person was shown many people at once, now and then."""
    person, now = who.person, who.house.clock.now()

    def note(work: Work) -> None:
        if not seen_lately(work.db, person.staff, None, Seen.LIST, record, now):
            note_access(work.db, person.staff, None, Seen.LIST, record, now)

    await who.house.engine.act(person.community.id, PACKAGE, note, lang=person.lang)


ENDPOINTS: tuple[Endpoint, ...] = (
    for_staff("/api/v1/me", read_me, Nothing, shapes.Me, EVERYBODY),
    for_staff("/api/v1/residents", find_people, shapes.Found, shapes.People, OFFICE),
    for_staff("/api/v1/homes", find_homes, shapes.Found, shapes.Homes, OFFICE),
)
