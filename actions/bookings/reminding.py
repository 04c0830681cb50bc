"""A word before it begins."""

from datetime import datetime, timedelta

from actions.bookings import own
from actions.bookings.models import BookingStatus, Visit
from actions.job import Job, Payload
from actions.offer import Offer
from actions.people import Resident
from actions.reply import Reply
from actions.turn import Work

BEFORE = timedelta(hours=1)
JUST_BOOKED = timedelta(hours=3)  # who booked so lately needs no reminder


def plan_reminder(work: Work, visit: Visit) -> None:
    """Plan the word an hour before, where that is not only just been booked; for each beginning once."""
    starts = visit.starts.astimezone(work.now.tzinfo)
    if starts - work.now >= JUST_BOOKED:
        key = f"{visit.id}:{starts.isoformat()}"
        work.schedule("start_soon", starts - BEFORE, key=key, visit=visit.id, starts=starts.isoformat())


def start_soon(work: Work, payload: Payload) -> None:
    """Say that it begins soon, if that still holds."""
    visit = work.db.get(Visit, str(payload["visit"]))
    if visit is None or visit.status != BookingStatus.ACTIVE or visit.starts <= work.now:
        return
    if visit.starts != datetime.fromisoformat(str(payload["starts"])):
        return
    resident = work.db.get(Resident, visit.resident_id)
    if resident is None:
        return
    lang, key = resident.reads, own.key_of(work, visit)
    known = own.facts(work, visit, lang)
    reply = Reply(text=work.text_in(lang, "soon", **known), record=own.booking_of(work, visit).ref, private=True)
    offer = Offer(
        topic="bookings.soon",
        title=str(work.text_in(lang, "topic.soon")),
        subject=str(work.text_in(lang, "subject.soon", what=known["what"])),
        no=f"call:bookings.drop:{key}",
        about=f"call:bookings.this_one:{key}",
        keeps=visit.ends - work.now,
    )
    work.effects.offer(resident.id, reply, offer, until=visit.ends)


JOBS = (Job(name="start_soon", run=start_soon),)
