"""The gate: who is expected today, and who has come. Whoever comes is checked in by code, plate, number or name."""

from collections.abc import Sequence

from sqlalchemy import select

from actions.people import Occupancy, Resident, Role, StaffRole
from actions.place import Home
from actions.reply import Reply, Text
from actions.table import new_id
from actions.turn import Work
from actions.view import Cell, View
from actions.visitors.models import Pass, PassStatus, Visit
from actions.visitors.passes import holds_on
from actions.visitors.saying import when, who
from actions.visitors.stay import EARLY
from integrations.database import insert_new
from nlu.slots import plate as plates

AT_THE_GATE = frozenset({StaffRole.SECURITY, StaffRole.DISPATCHER, StaffRole.MANAGER, StaffRole.ADMIN})


def check_in(work: Work, words: str) -> Text:
    """Note that somebody came, by what they say at the gate, and tell the resident; say why not where it does not hold.

    Twice the same changes nothing.
    """
    rows = find(work, words)
    if not rows:
        return work.text("gate.unknown")
    today = [row for row in rows if refusal(row, work) is None]
    if len(today) > 1:
        return work.text("gate.several", passes=work.text("gate.and").join(_told(work, row) for row in today))
    row = today[0] if today else rows[0]
    why = refusal(row, work)
    if why:
        return work.text(f"gate.{why}", who=_told(work, row), time=when(row, work.now, work.lang))
    if not _visited(work, row):
        return work.text("gate.already", who=_told(work, row))
    for resident in _hosts(work, row):
        _tell(work, row, resident)
    return work.text("gate.came", who=_told(work, row))


def find(work: Work, words: str) -> Sequence[Pass]:
    """Return the passes of a code, a plate, a number or a name, the newest first."""
    said = words.strip()
    if not said:
        return []
    compact = "".join(sign for sign in said.upper() if sign.isalnum())
    plate = next((str(one.value) for one in plates.read(said.lower())), compact)
    rows = work.db.scalars(work.ours(Pass).order_by(Pass.created_at.desc(), Pass.number.desc())).all()
    by_code = [row for row in rows if row.code and row.code == compact]
    by_number = [row for row in rows if row.number.replace("-", "").upper() == compact]
    by_plate = [row for row in rows if row.plate and row.plate.upper() == plate]
    return by_code or by_number or by_plate or [row for row in rows if row.name and row.name.lower() == said.lower()]


def refusal(row: Pass, work: Work) -> str | None:
    """Return why nobody comes in with a pass now: taken back, over, another day, too early; None where they may."""
    if row.status == PassStatus.REVOKED:
        return "revoked"
    if row.ends is not None and row.ends <= work.now:
        return "over"
    day = work.now if holds_on(row, work.now) else work.now + EARLY  # 23:00 for a quarter past midnight
    if not holds_on(row, day):
        return "another_day"
    if row.comes is None:
        return None if day is work.now else "another_day"
    comes = day.replace(hour=row.comes // 60, minute=row.comes % 60, second=0, microsecond=0)
    return "early" if work.now < comes - EARLY else None


def _visited(work: Work, row: Pass) -> bool:
    """Write the visit down; return whether it is the first today."""
    values = {"id": new_id(), "community_id": row.community_id, "pass_id": row.id, "day": work.now.date()}
    new = insert_new(work.db, Visit.__table__).values(values | {"at": work.now}).returning(Visit.__table__.c.id)
    return work.db.execute(new).scalar() is not None


def _hosts(work: Work, row: Pass) -> Sequence[Resident]:
    """Return who is told: whoever gave the pass, else those who live there."""
    if row.resident_id:
        given = work.db.get(Resident, row.resident_id)
        return [given] if given else []
    query = work.ours(Resident).join(Occupancy, Occupancy.resident_id == Resident.id)
    query = query.where(Occupancy.home_id == row.home_id, Occupancy.role != Role.CARER)
    today = work.now.date()
    return work.db.scalars(query.where((Occupancy.until.is_(None)) | (Occupancy.until >= today))).unique().all()


def _tell(work: Work, row: Pass, resident: Resident) -> None:
    lang = resident.reads
    text = work.text_in(lang, "arrived", who=who(row, lang), clock=f"{work.now:%H:%M}")
    work.effects.tell(resident.id, Reply(text=text, record=row.ref, private=True))


def _told(work: Work, row: Pass) -> str:
    home = work.db.get(Home, row.home_id)
    return str(work.text("gate.visitor", who=who(row, work.lang), home=home.name if home else "", number=row.number))


def _rows(work: Work) -> Sequence[Sequence[Cell]]:
    query = work.ours(Pass).where(Pass.status == PassStatus.ACTIVE)
    rows = [row for row in work.db.scalars(query) if row.live(work.now) and holds_on(row, work.now)]
    rows.sort(key=lambda row: (row.comes if row.comes is not None else -1, row.number))
    # ours: the passes of this community are chosen above
    came = {one.pass_id: one for one in work.db.scalars(work.ours(Visit).where(Visit.day == work.now.date()))}
    names = work.db.execute(select(Home.id, Home.name).where(Home.community_id == work.community.id))
    homes = {row[0]: row[1] for row in names}
    return [_row(work, row, homes.get(row.home_id, ""), came.get(row.id)) for row in rows]


def _row(work: Work, row: Pass, home: str, visit: Visit | None) -> Sequence[Cell]:
    arrived = f"{visit.at.astimezone(work.now.tzinfo):%H:%M}" if visit else ""
    time = when(row, work.now, work.lang)
    return row.number, who(row, work.lang), row.plate, row.people, home, time, arrived


expected = View(
    name="expected",
    columns=("number", "who", "plate", "people", "home", "time", "arrived"),
    rows=_rows,
    roles=AT_THE_GATE,
    entry=check_in,
)
