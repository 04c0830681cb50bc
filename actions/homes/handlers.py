from collections.abc import Sequence

from sqlalchemy import select

from actions.access import issue_own
from actions.homes.form import MATTER, begin, welcome
from actions.homes.readers import matter_of
from actions.people import Occupancy, Resident, Role
from actions.place import Home
from actions.reply import Reply
from actions.turn import Turn

_SEES_OTHERS = frozenset({Role.OWNER, Role.TENANT})


def bind_home(turn: Turn) -> Reply:
    """Register a home, or change what is registered."""
    if not turn.message.private:
        return _elsewhere(turn)
    if turn.resident is None or turn.value("building") is not None:
        return begin(turn, "register")
    said = matter_of(turn.message.text) if turn.understanding else None
    if said is None and turn.value("phone") is not None:
        said = "phone"
    if said is None and turn.value("role") is not None:
        said = "member"
    # Whoever is registered and speaks of registering may mean any of them.
    return begin(turn, said) if said and said != "register" else turn.start(MATTER)


def code(turn: Turn) -> Reply:
    """Take a code that came by itself."""
    if not turn.message.private:
        return _elsewhere(turn)
    reply = welcome(turn, turn.argument or turn.message.text)
    if reply is not None:
        return reply
    return turn.say("code_wrong").with_buttons(turn.button("button.register", "start:bind_home"))


def kiosk_code(turn: Turn) -> Reply:
    """Give six digits with which the speaker is known at a kiosk for one visit."""
    if not turn.message.private or turn.message.channel == "kiosk":
        return _elsewhere(turn)
    if turn.resident is None:
        return _not_known(turn)
    issued = issue_own(turn.db, turn.resident, turn.now)
    return turn.say("kiosk_code", private=True, code=issued.code)


def home_query(turn: Turn) -> Reply:
    """Say who the speaker is here, and which homes are theirs."""
    if not turn.message.private:
        return _elsewhere(turn)
    resident = turn.resident
    if resident is None:
        return _not_known(turn)
    phone = masked_phone(resident.phone) or turn.text("no_phone")
    homes = "\n".join(_home_line(turn, home) for home in turn.homes) or turn.text("no_homes")
    who = turn.say("who", private=True, name=resident.name, phone=phone, homes=homes)
    return who.with_buttons(turn.handler_button("button.kiosk_code", "kiosk_code"))


def masked_phone(phone: str) -> str:
    """Hide the middle of a telephone number.

    >>> masked_phone("13800000001")
    '138****0001'
    """
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 8 else ""


def masked_name(name: str) -> str:
    """Show the family name, or the initials of a name in Latin letters.

    >>> masked_name("郭建军"), masked_name("Emma Clark")
    ('郭**', 'E. C.')
    """
    if name.isascii():
        return " ".join(f"{part[0]}." for part in name.split())
    return name[0] + "*" * (len(name) - 1)


def _home_line(turn: Turn, home: Home) -> str:
    roles = [row.role for row in turn.occupancies if row.home_id == home.id]
    said = turn.text("and").join(turn.text(f"role.{role}") for role in roles)
    others = _others(turn, home) if _SEES_OTHERS.intersection(roles) else []
    if not others:
        return turn.text("home_line", home=home.name, role=said)
    return turn.text("home_line_others", home=home.name, role=said, others=turn.text("and").join(others))


def _others(turn: Turn, home: Home) -> Sequence[str]:
    # ours: of one home, and the caller has seen that the speaker owns or rents it
    query = select(Occupancy, Resident.name).join(Resident, Resident.id == Occupancy.resident_id)
    rows = turn.db.execute(query.where(Occupancy.home_id == home.id).order_by(Resident.name)).all()
    mine = turn.resident.id if turn.resident else ""
    today = turn.now.date()
    return [
        turn.text("other", name=masked_name(name), role=turn.text(f"role.{row.role}"))
        for row, name in rows
        if row.resident_id != mine and (row.until is None or row.until >= today)
    ]


def _not_known(turn: Turn) -> Reply:
    return turn.say("not_known").with_buttons(turn.button("button.register", "start:bind_home"))


def _elsewhere(turn: Turn) -> Reply:
    return Reply(text=turn.shared_text("private_elsewhere"))
