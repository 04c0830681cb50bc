"""Making, listing and revoking keys and rights of kiosks for the operator, beside a running server or without one."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Protocol

import aiohttp
from aiohttp import web
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Community, Staff
from actions.registry import ALWAYS, Registry
from bot.admin import Refused, socket_of
from bot.keys import (
    ApiKey,
    Fresh,
    KeyKind,
    UnknownKey,
    all_keys,
    key_of,
    new_channel_key,
    new_kiosk_key,
    new_staff_token,
    renew_key,
    revoke_key,
)
from bot.rights import LONGEST_ENTITY, Rights, rights_of, set_rights
from bot.settings import Settings
from integrations.clock import Clock
from integrations.database import Store

LONGEST_LABEL = 40
_SENSOR = re.compile(r"binary_sensor\.[a-z0-9_]+")
MOST_DAYS = 3650
FIELDS = ("channel", "community", "staff", "kiosk", "key", "days", "sign_in", "only", "presence")
ALL = "*"  # every scenario
NONE = "-"  # no sensor
YES, NO = "yes", "no"
ONCE = "This secret is shown once; only its hash is stored:"


@dataclass(frozen=True, slots=True)
class Order:
    """What the operator asks for: new, list, renew, revoke or (of a kiosk) set, and of what."""

    do: str
    channel: str = ""
    community: str = ""
    staff: str = ""
    kiosk: str = ""  # where it stands
    key: str = ""
    days: int = 0  # 0: as long as keys of its kind usually last
    sign_in: str = ""  # at a kiosk: yes, no, or empty: as it is
    only: str = ""  # names of the scenarios that a kiosk serves, * for all, or empty: as it is
    presence: str = ""  # the sensor that says whether somebody stands at a kiosk, - for none, or empty: as it is

    @classmethod
    def of(cls, parts: Mapping[str, str]) -> "Order":
        """Read it from what came through the socket."""
        days = parts.get("days", "0")
        names = {name: parts.get(name, "") for name in FIELDS if name != "days"}
        return cls(parts.get("do", ""), days=int(days) if days.isdecimal() else -1, **names)

    async def run(self, office: "Office") -> str:
        """Carry it out on a house."""
        now = office.clock.now()
        return await office.store.write(lambda db: carry_out(db, self, now, office.registry))

    @property
    def parts(self) -> dict[str, str]:
        """Write it down for the socket."""
        return {name: str(value) for name, value in asdict(self).items()}


class Office(Protocol):
    """What the operator's socket needs of the house."""

    @property
    def store(self) -> Store: ...  # noqa: D102  named by its type
    @property
    def clock(self) -> Clock: ...  # noqa: D102
    @property
    def registry(self) -> Registry: ...  # noqa: D102


def carry_out(db: Session, order: Order, now: datetime, registry: Registry) -> str:
    """Do what was asked and say what came of it, or raise UnknownKey."""
    if not 0 <= order.days <= MOST_DAYS:
        raise UnknownKey(f"a key lasts 1 to {MOST_DAYS} days")
    keep = timedelta(days=order.days) if order.days else None
    match order.do:
        case "new" if order.staff:
            return _shown(new_staff_token(db, _staff(db, order.staff), now, keep))
        case "new" if order.kiosk:
            fresh = new_kiosk_key(db, _label(order.kiosk), _community(db, order.community), now, keep)
            _set(db, fresh.key, order, registry)
            return _shown(fresh)
        case "set":
            return f"{order.key}: {_may(_set(db, key_of(db, order.key), order, registry))}"
        case "new":
            return _shown(new_channel_key(db, _label(order.channel), _community(db, order.community), now, keep))
        case "renew":
            return _shown(renew_key(db, order.key, now, keep))
        case "revoke":
            return f"{revoke_key(db, order.key, now).id} is revoked"
        case "list":
            return "\n".join([_HEAD, *(_line(key, name, now, _rights(db, key)) for key, name in all_keys(db))])
    raise UnknownKey("say new, list, renew, revoke or set")


def _set(db: Session, key: ApiKey, order: Order, registry: Registry) -> Rights:
    """Write down what is asked of a kiosk's rights; the rest stays as it is."""
    if key.kind != KeyKind.KIOSK:
        raise UnknownKey(f"{key.id} is no kiosk's key; linli key list shows which are")
    before = rights_of(db, key.id)
    signs_in = {YES: True, NO: False}.get(order.sign_in, before.signs_in)
    only = _only(order.only, registry) if order.only else before.only
    rights = Rights(signs_in, only, _sensor(order.presence) if order.presence else before.presence)
    if rights != before:
        db.flush()  # a new key goes before what hangs on it
        set_rights(db, key, rights)
    return rights


def _only(words: str, registry: Registry) -> tuple[str, ...] | None:
    if words == ALL:
        return None
    found = {word.strip(): registry.find(word.strip()) for word in words.split(",")}
    unknown = [word for word, name in found.items() if name is None]
    if unknown:
        there = ", ".join(sorted(set(registry.scenarios) - ALWAYS))
        raise UnknownKey(f"there is no scenario {', '.join(unknown)}; there are {there}")
    return tuple(sorted({name for name in found.values() if name} - ALWAYS))


def _sensor(entity: str) -> str:
    if entity == NONE:
        return ""
    if not _SENSOR.fullmatch(entity) or len(entity) > LONGEST_ENTITY:
        raise UnknownKey(f"{entity} is no sensor; name one as Home Assistant does, such as binary_sensor.lobby_1")
    return entity


def _rights(db: Session, key: ApiKey) -> str:
    return _may(rights_of(db, key.id)) if key.kind == KeyKind.KIOSK else ""


def _may(rights: Rights) -> str:
    signs_in = "people sign in" if rights.signs_in else "nobody signs in"
    serves = "everything" if rights.only is None else " ".join(rights.only) or "calls for help"
    return f"{signs_in}, serves {serves}{f', senses with {rights.presence}' if rights.presence else ''}"


def add_key_routes(office: web.Application, app: Office) -> None:
    """Let `linli key` work while the server runs."""

    async def take(request: web.Request) -> web.Response:
        try:
            return web.Response(text=await Order.of(await request.json()).run(app))
        except UnknownKey as problem:
            return web.Response(status=400, text=str(problem))

    office.add_routes([web.post("/keys", take)])


async def send_order(settings: Settings, order: Order) -> str:
    """Ask the running server, or raise Refused with its sentence."""
    connector = aiohttp.UnixConnector(str(socket_of(settings)))
    async with (
        aiohttp.ClientSession(connector=connector) as session,
        session.post("http://linli/keys", json=order.parts) as answer,
    ):
        text = await answer.text()
        if answer.status != 200:
            raise Refused(text)
        return text


_WHOSE = f"{'id':<32}  {'kind':<7}  {'for':<16}  {'community':<16}"
_HEAD = f"{_WHOSE}  {'state':<8}  {'until':<10}  {'last used':<17}  at a kiosk"


def _line(key: ApiKey, community: str, now: datetime, may: str) -> str:
    state = "revoked" if key.revoked_at else "expired" if key.expires_at <= now else "open"
    used = f"{key.used_at:%Y-%m-%d %H:%M}Z" if key.used_at else "never"
    whose = f"{key.id}  {key.kind:<7}  {key.label:<16}  {community:<16}"
    return f"{whose}  {state:<8}  {key.expires_at:%Y-%m-%d}  {used:<17}  {may}".rstrip()


def _shown(fresh: Fresh) -> str:
    return f"{ONCE}\n{fresh.secret}\nid {fresh.key.id}, until {fresh.key.expires_at:%Y-%m-%d}"


def _label(name: str) -> str:
    if not name.strip() or len(name) > LONGEST_LABEL:
        raise UnknownKey(f"name it in 1 to {LONGEST_LABEL} characters, such as --channel wecom or --place 1栋")
    return name.strip()


def _community(db: Session, name: str) -> Community:
    found = db.scalars(select(Community).where(Community.name == name) if name else select(Community)).all()
    if len(found) != 1:
        names = [community.name for community in db.scalars(select(Community))]
        raise UnknownKey(f"name one community with --community; there are {names or 'none'}")
    return found[0]


def _staff(db: Session, login: str) -> Staff:
    staff = db.scalar(select(Staff).where(Staff.login == login, Staff.active))
    if staff is None:
        raise UnknownKey(f"there is no member of staff with the login {login}")
    return staff
