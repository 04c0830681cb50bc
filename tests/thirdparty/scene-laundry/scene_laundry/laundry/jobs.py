"""What happens without anybody speaking: staff close the ticket, and who forgets their laundry is reminded twice."""

from datetime import timedelta

from actions.event import Event, TicketChanged
from actions.job import Payload
from actions.people import Resident
from actions.reply import Button, Reply
from actions.ticket import TicketStatus
from actions.turn import Work
from actions.wording import money
from scene_laundry.laundry.handlers import garment_name
from scene_laundry.laundry.models import Bag, BagStatus

REMIND_AFTER = timedelta(days=2)
REMINDERS = 2


def ticket_changed(work: Work, event: Event) -> None:
    """Tell the resident what staff did with their laundry; heard twice, it is told once."""
    if not isinstance(event, TicketChanged) or not event.by:
        return
    bag = work.db.scalar(work.ours(Bag).where(Bag.ticket_id == event.ticket_id, Bag.status == BagStatus.WAITING))
    if bag is None:
        return
    if event.status == TicketStatus.DONE:
        bag.status = BagStatus.READY
        _tell(work, bag, "done.ready", fetched=True)
        _remind_later(work, bag)
    elif event.status == TicketStatus.CANCELLED:
        bag.status, bag.closed_at = BagStatus.CANCELLED, work.now
        _tell(work, bag, "done.refused")


def remind(work: Work, payload: Payload) -> None:
    """Remind whoever has not fetched their laundry, twice at most."""
    bag = work.db.scalar(work.ours(Bag).where(Bag.id == payload["bag"]))
    if bag is None or bag.status != BagStatus.READY or bag.reminders >= REMINDERS:
        return
    bag.reminders += 1
    _tell(work, bag, "reminder", fetched=True)
    if bag.reminders < REMINDERS:
        _remind_later(work, bag)


def _remind_later(work: Work, bag: Bag) -> None:
    work.schedule("remind", work.now + REMIND_AFTER, key=f"{bag.id}:{bag.reminders}", bag=bag.id)


def _tell(work: Work, bag: Bag, key: str, *, fetched: bool = False) -> None:
    lang = work.db.get_one(Resident, bag.resident_id).reads
    values = {"number": bag.number, "garment": garment_name(work, bag.garment, lang), "price": money(bag.fen, lang)}
    reply = Reply.done(work.text_in(lang, key, **values), bag.ref, private=True)
    if fetched:
        label = str(work.text_in(lang, "button.fetched", number=bag.number))
        reply = reply.with_buttons(Button(label, f"call:laundry.fetched:{bag.number}"))
    work.effects.tell(bag.resident_id, reply)
