"""The sections `activities` and `activity_signups` of a community file, and the rows of a report."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.activities.models import HOLDS, Activity, Signup, SignupStatus
from actions.loading import Loading
from actions.people import Community, Occupancy, Resident
from actions.place import Home
from actions.scenario import Names, Row
from actions.ticket import count_on


def load_activities(loading: Loading, rows: list[Any]) -> None:
    """Read `activities`: name, date with its hour, and where given key, name_en, end, place, place_en, left, price."""
    for index, row in enumerate(rows):
        if not isinstance(row, Mapping) or not str(row.get("name") or "").strip():
            loading.problem(index, "name", "give every activity a name, such as 书法入门")
            continue
        starts = loading.time(index, row.get("date"), "date")
        if starts is None:
            loading.problem(index, "date", "say when it begins, such as 2026-03-07 10:00")
            continue
        _load(loading, index, row, starts)


def _load(loading: Loading, index: int, row: Mapping[str, Any], starts: object) -> None:
    left = row.get("left", row.get("capacity"))
    if left is not None and not (isinstance(left, int) and left >= 0):
        loading.problem(index, "left", f"{left!r} is not a number of places")
        left = 0
    title = str(row["name"]).strip()
    number = str(row.get("key") or f"{title[:28]} {str(row.get('date'))[:10]}")
    seen = loading.db.scalar(
        select(Activity).where(Activity.community_id == loading.community.id, Activity.number == number)
    )
    if seen is not None and left is not None and left < seen.taken:
        loading.problem(index, "left", f"{seen.taken} people are signed up here already")
        return
    values = {
        "title": title,
        "title_en": str(row.get("name_en") or ""),
        "place": str(row.get("place") or ""),
        "place_en": str(row.get("place_en") or ""),
        "starts": starts,
        "ends": loading.time(index, row.get("end"), "end"),
        "places": left,
        "price": loading.fen(index, row["price"], "price") if row.get("price") else 0,
    }
    loading.upsert(Activity, {"number": number}, values)


def load_signups(loading: Loading, rows: list[Any]) -> None:
    """Read `activity_signups`: key, by, activity (its key), people, status; they are counted beside `left`."""
    found = loading.db.scalars(select(Activity).where(Activity.community_id == loading.community.id))
    activities = {activity.number: activity for activity in found}
    for index, row in enumerate(rows):
        known: Mapping[str, Any] = row if isinstance(row, Mapping) else {}
        activity, resident = activities.get(str(known.get("activity"))), loading.residents.get(str(known.get("by")))
        if activity is None or resident is None or not known.get("key"):
            loading.problem(index, "key", "a place needs a key, the key of an activity and a resident of this file")
            continue
        since = loading.time(index, known.get("since"), "since") or loading.now
        values = {
            "resident_id": resident.id,
            "people": known.get("people", 1),
            "status": str(known.get("status") or SignupStatus.CONFIRMED),
            "since": since,
            "closed_at": activity.ends or activity.starts,
        }
        loading.upsert(Signup, {"number": str(known["key"]), "activity_id": activity.id}, values)
    for activity in activities.values():
        _recount(loading, activity)
    numbers = loading.db.scalars(select(Signup.number).where(Signup.community_id == loading.community.id)).all()
    count_on(loading.db, loading.community.id, "activity_signup", numbers)


def _recount(loading: Loading, activity: Activity) -> None:
    held = select(func.coalesce(func.sum(Signup.people), 0)).where(Signup.activity_id == activity.id)
    taken = int(loading.db.execute(held.where(Signup.status.in_(HOLDS))).scalar_one())
    if activity.places is not None and taken > activity.places:
        loading.problems.append(f"{loading.section}: {activity.title} has more people than places")
    elif activity.taken != taken:
        activity.taken = taken
        loading.db.flush()


def write_activities(db: Session, community: Community) -> Iterable[Row]:
    """Write the section `activities` as it is loaded; `left` counts without the places given here."""
    query = select(Activity).where(Activity.community_id == community.id).order_by(Activity.starts, Activity.number)
    for one in db.scalars(query):
        row = {
            "key": one.number,
            "name": one.title,
            "name_en": one.title_en,
            "date": one.starts.astimezone(community.tz).strftime("%Y-%m-%d %H:%M"),
            "end": one.ends.astimezone(community.tz).strftime("%Y-%m-%d %H:%M") if one.ends else None,
            "place": one.place,
            "place_en": one.place_en,
            "price": f"{one.price / 100:.2f}" if one.price else None,
        }
        yield {name: value for name, value in row.items() if value} | (
            {} if one.places is None else {"left": one.places}
        )


def write_signups(db: Session, community: Community) -> Iterable[Row]:
    """Write the section `activity_signups` as it is loaded."""
    for signup, activity, resident in _signups(db, community):
        yield {
            "key": signup.number,
            "by": resident.key,
            "activity": activity.number,
            "people": signup.people,
            "status": signup.status,
            "since": signup.since.isoformat(),
        }


def signup_rows(db: Session, community: Community) -> Iterable[Row]:
    """List every place, oldest first; `confirmed` and `waiting` say how it stands."""
    for signup, activity, resident in _signups(db, community):
        home = select(Home.name).join(Occupancy, Occupancy.home_id == Home.id)
        yield {
            "key": signup.number,
            "house": db.scalar(home.where(Occupancy.resident_id == resident.id)),
            "by": resident.key,
            "status": signup.status,
            "activity": activity.title,
            "people": signup.people,
            "confirmed": signup.status == SignupStatus.CONFIRMED,
            "waiting": signup.status == SignupStatus.WAITING,
        }


def _signups(db: Session, community: Community) -> Iterable[tuple[Signup, Activity, Resident]]:
    query = select(Signup, Activity, Resident).join(Activity, Activity.id == Signup.activity_id)
    query = query.join(Resident, Resident.id == Signup.resident_id).where(Signup.community_id == community.id)
    for row in db.execute(query.order_by(Signup.since, Signup.number)):
        yield row[0], row[1], row[2]


def activity_names(db: Session, community: Community) -> Names:
    """Return what the community's activities are called."""
    found = db.scalars(select(Activity).where(Activity.community_id == community.id).order_by(Activity.number))
    return {"activity": {one.title: tuple(name for name in (one.title, one.title_en) if name) for one in found}}
