from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Occupancy, Resident
from actions.place import Home
from bot.channels.web.house import say
from bot.communities import default_community


@dataclass(frozen=True, slots=True)
class Person:
    """A demo resident as a card: who they are in one line, and where they live."""

    key: str
    name: str
    about: str
    homes: str


def people_of(db: Session, community: str, lang: str) -> list[Person]:
    """Return the demo's residents in the order of their keys."""
    found = default_community(db, community)
    if found is None:
        return []
    query = select(Resident).where(Resident.community_id == found.id)
    residents = sorted(db.scalars(query), key=lambda resident: (len(resident.key), resident.key))
    return [_card(db, resident, lang) for resident in residents]


def _card(db: Session, resident: Resident, lang: str) -> Person:
    query = select(Occupancy.role, Home.name).join(Home, Home.id == Occupancy.home_id)
    ties = db.execute(query.where(Occupancy.resident_id == resident.id).order_by(Home.name)).all()
    about = [say(lang, f"role.{role}") for role in dict.fromkeys(role for role, _ in ties)]
    if resident.age:
        about.append(say(lang, "about.age", age=resident.age))
    if resident.needs.get("living_alone"):
        about.append(say(lang, "about.alone"))
    if resident.lang == "en":
        about.append(say(lang, "about.english"))
    homes = dict.fromkeys(home for _, home in ties)
    return Person(resident.key, resident.name, say(lang, "about.gap").join(about), "、".join(homes))
