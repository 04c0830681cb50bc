from datetime import datetime, time, timedelta

from actions.people import Community

DEFAULT = "08:00-20:00"


def office_hours(community: Community) -> tuple[time, time]:
    """Return when the office opens and closes: `office_hours` of the community's settings, as 08:00-20:00."""
    opens, _, closes = str(community.settings.get("office_hours") or DEFAULT).partition("-")
    return time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip())


def is_open(community: Community, now: datetime) -> bool:
    """Say whether somebody is in the office; hours over midnight (20:00-08:00) work too."""
    opens, closes = office_hours(community)
    clock = now.time()
    return opens <= clock < closes if opens < closes else clock >= opens or clock < closes


def opens_next(community: Community, now: datetime) -> tuple[str, time]:
    """Return the day (today, tomorrow) and the time at which the closed office opens next."""
    opens, _ = office_hours(community)
    return ("today" if now.time() < opens else "tomorrow"), opens


def next_opening(community: Community, now: datetime) -> datetime:
    """Return the moment at which the office opens next."""
    day, opens = opens_next(community, now)
    date = now.date() + timedelta(days=day == "tomorrow")
    return datetime.combine(date, opens, now.tzinfo)


def in_hours(community: Community, when: datetime) -> datetime:
    """Return a moment as it is when the office is open then, else the next opening."""
    return when if is_open(community, when) else next_opening(community, when)
