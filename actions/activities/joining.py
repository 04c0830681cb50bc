"""Signs up and leaves; who finds it full waits in line, and the first who fits is asked when somebody leaves."""

from datetime import datetime, timedelta

from sqlalchemy import select

from actions.activities.models import HOLDS, OPEN, Activity, Signup, SignupStatus
from actions.activities.places import give_back, take
from actions.activities.programme import count_of, facts
from actions.effect import Why
from actions.job import Job, Payload
from actions.offer import Offer
from actions.people import Resident
from actions.quiet import quiet_of
from actions.reply import Reply
from actions.table import new_id
from actions.ticket import next_number
from actions.turn import Turn, Work

ANSWER = timedelta(hours=12)  # how long a place is kept for who waited


def signup_of(turn: Turn, activity: Activity) -> Signup | None:
    """Return the speaker's place in an activity, also one that was given up."""
    return turn.db.scalar(turn.mine(Signup).where(Signup.activity_id == activity.id))


def join(turn: Turn, activity: Activity, people: int, *, wait: bool = False) -> Signup | None:
    """Take places, or with `wait` a place in the line; None where there are too few."""
    if not wait and not take(turn.db, activity, people):
        return None
    signup = signup_of(turn, activity) or _new(turn, activity)
    if signup.status in HOLDS and not wait:
        give_back(turn.db, activity, signup.people)  # another number of people takes the place of the old one
    signup.people, signup.since, signup.offered_until = people, turn.now, None
    signup.status = SignupStatus.WAITING if wait else SignupStatus.CONFIRMED
    turn.db.flush()
    return signup


def leave(work: Work, signup: Signup) -> Activity:
    """Give a place up and offer it to who waits."""
    activity = work.db.get_one(Activity, signup.activity_id)
    held = signup.status in HOLDS
    signup.status, signup.offered_until = SignupStatus.LEFT, None
    if held:
        give_back(work.db, activity, signup.people)
        offer_next(work, activity)
    work.db.flush()
    return activity


def line(work: Work, activity: Activity) -> list[Signup]:
    """Return who waits, the first first."""
    query = work.ours(Signup).where(Signup.activity_id == activity.id, Signup.status == SignupStatus.WAITING)
    return list(work.db.scalars(query.order_by(Signup.since, Signup.number)))


def offer_next(work: Work, activity: Activity) -> None:
    """Keep places for the first in the line who fits, and ask them."""
    if activity.starts <= work.now:
        return
    for signup in line(work, activity):
        if take(work.db, activity, signup.people):
            _offer(work, activity, signup)
            return


def _offer(work: Work, activity: Activity, signup: Signup) -> None:
    until = min(quiet_of(work.community.settings).after(work.now) + ANSWER, activity.starts)  # not said at night
    signup.status, signup.offered_until = SignupStatus.OFFERED, until
    work.db.flush()
    resident = work.db.get_one(Resident, signup.resident_id)
    lang = resident.reads
    text = work.text_in(lang, "place_free", people=count_of(work, lang, signup.people), **facts(work, activity, lang))
    offer = Offer(
        topic="activities.place",
        title=str(work.text_in(lang, "topic.place")),
        subject=str(work.text_in(lang, "subject.place", what=activity.called(lang))),
        yes=f"call:activities.accept:{signup.number}",
        no=f"call:activities.decline:{signup.number}",
        about=f"call:activities.this_one:{signup.number}",
        keeps=until - work.now,
    )
    reply = Reply(text=text, record=signup.ref, private=True)
    work.effects.offer(resident.id, reply, offer, why=Why.NEWS, until=until)
    work.schedule(
        "offer_over", until, key=f"{signup.id}:{until.isoformat()}", signup=signup.id, until=until.isoformat()
    )


def offer_over(work: Work, payload: Payload) -> None:
    """Ask the next in the line where nobody answered."""
    signup = work.db.get(Signup, str(payload["signup"]))
    if signup is None or signup.status != SignupStatus.OFFERED or signup.offered_until is None:
        return
    if signup.offered_until != datetime.fromisoformat(str(payload["until"])):
        return
    leave(work, signup)


def _new(turn: Turn, activity: Activity) -> Signup:
    assert turn.resident is not None, "only residents sign up"  # noqa: S101
    signup = Signup(
        id=new_id(),
        community_id=turn.community.id,
        number=f"S-{next_number(turn.db, turn.community.id, 'activity_signup')}",
        activity_id=activity.id,
        resident_id=turn.resident.id,
        people=0,
        status=SignupStatus.LEFT,
        since=turn.now,
        closed_at=activity.ends or activity.starts,
    )
    turn.db.add(signup)
    return signup


def open_signups(turn: Turn) -> list[tuple[Signup, Activity]]:
    """Return the speaker's places that are not over, the next first."""
    query = select(Signup, Activity).join(Activity, Activity.id == Signup.activity_id)
    keys = [row.id for row in turn.db.scalars(turn.mine(Signup))]
    query = query.where(Signup.id.in_(keys), Signup.status.in_(OPEN), Activity.starts > turn.now)
    return [(signup, activity) for signup, activity in turn.db.execute(query.order_by(Activity.starts))]


JOBS = (Job(name="offer_over", run=offer_over),)
