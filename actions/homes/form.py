"""What has to be known to register a home, add a person, change a phone, or move out."""

from collections.abc import Mapping

from sqlalchemy import select

from actions.access import redeem
from actions.event import HomeBound
from actions.form import Form, advance, fill
from actions.homes import readers
from actions.homes.readers import PACKAGE
from actions.homes.requests import KIND, change_phone, home_of, note_binding, open_request, record
from actions.people import Occupancy
from actions.place import Building, Home
from actions.proof import Guard
from actions.reference import Shown
from actions.reply import Reply
from actions.slot import Slot, Unusable, Value, Values, entity, first, words
from actions.ticket import Ticket
from actions.turn import Turn


def welcome(turn: Turn, code: str) -> Reply | None:
    """Redeem a code, tie this chat to its resident and greet them; None when the code is wrong."""
    message = turn.message
    resident = redeem(
        turn.db, code, turn.now, community_id=turn.community.id, channel=message.channel, address=message.sender
    )
    if resident is None:
        return None
    turn.db.flush()
    turn.resident, turn.conversation.resident_id = resident, resident.id
    # ours: the homes of the resident whose code was just redeemed; `turn.homes` was read before
    query = select(Home).join(Occupancy, Occupancy.home_id == Home.id).where(Occupancy.resident_id == resident.id)
    homes = turn.db.scalars(query.order_by(Home.name)).unique().all()
    for home in homes:
        turn.emit(HomeBound(resident.id, home.id))
    ticket = note_binding(turn, resident, homes)
    names = turn.text("listed", homes=turn.text("and").join(home.name for home in homes)) if homes else ""
    return turn.done("done.bound", record(ticket), private=True, name=resident.name, homes=names)


def _code(turn: Turn, value: Value) -> Value:
    reply = welcome(turn, str(value))
    if reply is None:
        raise Unusable("code_wrong")
    opened = turn.conversation.open
    if opened is not None:
        opened.values["record"] = reply.record
    return str(reply.text)


def _building(turn: Turn, value: Value) -> Value:
    building = turn.db.scalar(turn.ours(Building).where(Building.name == str(value)))
    if building is None:
        _twice(turn, "building", "no_building", building=value)
        return value
    # ours: the units of a building of this community, as on its doors
    units = turn.db.scalars(select(Home.unit).where(Home.building_id == building.id).distinct()).all()
    opened = turn.conversation.open
    if opened is not None and not any(units):
        opened.values.setdefault("unit", "")
    return value


def _room(turn: Turn, value: Value) -> Value:
    opened = turn.conversation.open
    known = opened.values if opened else {}
    if "building" in known and "unit" in known and home_of(turn, house({**known, "room": value})) is None:
        _twice(turn, "room", "no_home", house=house({**known, "room": value}))
    return value


def _twice(turn: Turn, slot: str, key: str, **values: object) -> None:
    """Doubt an address once; said again it is taken, and staff find out."""
    opened = turn.conversation.open
    if opened is not None and f"{slot}_again" not in opened.values:
        opened.values[f"{slot}_again"] = True
        raise Unusable(key, **values)


def house(values: Mapping[str, Value]) -> str:
    """Return the address as one name: 7栋2单元1103."""
    return "".join(str(values[part]) for part in ("building", "unit", "room") if values.get(part))


def _without_code(values: Mapping[str, Value]) -> bool:
    return "code" not in values


def _never(values: Mapping[str, Value]) -> bool:
    return False


def _register(turn: Turn, values: Values) -> Reply:
    if "code" in values:
        return turn.done("done.code", str(values["record"]), private=True, greeting=values["code"])
    return _requested(turn, open_request(turn, "register", house(values), _facts(values)))


def _add_member(turn: Turn, values: Values) -> Reply:
    return _requested(turn, open_request(turn, "member", str(values["home"]), _facts(values)))


def _ask_for_phone(turn: Turn, values: Values) -> Reply:
    """Lay a new number before staff, who know the resident."""
    return _requested(turn, open_request(turn, "phone", _first_home(turn), _facts(values)))


def _change_phone(turn: Turn, values: Values) -> Reply:
    """Change the number at once: the resident has proved that it is them."""
    phone = str(values["phone"])
    ticket = change_phone(turn, _first_home(turn), phone)
    return turn.done("done.phone", record(ticket), private=True, tail=phone[-4:], number=ticket.number)


def _first_home(turn: Turn) -> str:
    return turn.homes[0].name if turn.homes else ""


def _leave(turn: Turn, values: Values) -> Reply:
    return _requested(turn, open_request(turn, "leave", str(values["home"]), _facts(values)))


def _requested(turn: Turn, ticket: Ticket) -> Reply:
    matter = turn.text(f"matter.{ticket.data['matter']}")
    said = turn.done(
        "done.requested", record(ticket), private=True, matter=matter, house=ticket.location, number=ticket.number
    )
    names = (ticket.number, str(matter))
    return said.showing(Shown(kind=KIND, key=ticket.number, says=" ".join(names), called=names))


def _facts(values: Values) -> dict[str, Value]:
    return {name: values[name] for name in ("role", "name", "phone", "until") if values.get(name)}


def _own_home(turn: Turn, value: Value) -> Value:
    """Take one of the speaker's homes, named in full or by what only one of them ends in."""
    fits = [home.name for home in turn.homes if home.name.endswith(str(value))]
    if len(fits) != 1:
        raise Unusable("not_your_home")
    return fits[0]


ROLE = Slot(name="role", read=entity("role"), choices=readers.role_buttons)
NAME = Slot(name="name", read=readers.person_name, free=True)
PHONE = Slot(name="phone", read=entity("phone"))
HOME = Slot(name="home", read=first(entity("house"), entity("room")), check=_own_home, choices=readers.home_buttons)
BIND = Form(
    name="bind",
    package=PACKAGE,
    slots=(
        Slot(name="code", read=readers.code, check=_code, needed=_never, free=True),
        # A code is no word of any language: free, so that it is not taken for something else.
        Slot(name="building", read=entity("building"), check=_building, needed=_without_code, free=True),
        Slot(name="unit", read=entity("unit"), needed=_without_code),
        Slot(name="room", read=entity("room"), check=_room, needed=_without_code),
        Slot(name="role", read=entity("role"), choices=readers.role_buttons, needed=_without_code),
        Slot(name="name", read=readers.person_name, free=True, needed=_without_code),
        Slot(name="phone", read=entity("phone"), needed=_without_code),
    ),
    submit=_register,
    guard=Guard.STAFF,
)
MEMBER = Form(name="member", package=PACKAGE, slots=(HOME, ROLE, NAME, PHONE), submit=_add_member, guard=Guard.STAFF)
NEW_PHONE = Form(
    name="phone",
    package=PACKAGE,
    slots=(PHONE,),
    submit=_change_phone,
    confirm="confirm.phone",
    guard=Guard.FACTOR,
    by_staff=_ask_for_phone,
)
LEAVE = Form(
    name="leave",
    package=PACKAGE,
    slots=(HOME, Slot(name="until", read=words(60), free=True)),
    submit=_leave,
    guard=Guard.STAFF,
)


FORMS = {"register": BIND, "member": MEMBER, "phone": NEW_PHONE, "leave": LEAVE}


def begin(turn: Turn, matter: str) -> Reply:
    """Open the form of a matter with what is known of the speaker; go on with it where it is open."""
    if turn.resident is None or not turn.homes:
        matter = "register"
    form, opened = FORMS[matter], turn.conversation.open
    if opened and opened.form == form.full_name:
        return fill(turn, form, opened) or advance(turn, form)
    if opened and opened.form.startswith("homes."):  # the resident has changed their mind
        turn.conversation.close()
    return turn.start(form, **_known(turn, matter))


def _known(turn: Turn, matter: str) -> Values:
    resident = turn.resident
    if resident is None:
        return {}
    if matter == "register":
        known = {"name": resident.name, "phone": resident.phone}
        return {name: value for name, value in known.items() if value}
    return {"home": turn.homes[0].name} if len(turn.homes) == 1 and matter != "phone" else {}


def _begin_chosen(turn: Turn, values: Values) -> Reply:
    return begin(turn, str(values["matter"]))


MATTER = Form(
    name="matter",
    package=PACKAGE,
    slots=(Slot(name="matter", read=readers.matter, choices=readers.matter_buttons),),
    submit=_begin_chosen,
)
