"""One declaration an endpoint: it gives the route, the check of what is asked, and the schema of both sides."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from actions.people import StaffRole
from bot.api.gate import caller_of, colleague_of
from bot.api.house import Api, Caller, Colleague
from bot.api.shapes import Asked
from bot.desk.gate import EVERYBODY
from bot.problem import Fault, Refused, refused
from integrations.database import StoreAway

JSON = "application/json"
MULTIPART = "multipart/form-data"
EVENTS = "text/event-stream"
AWAY = 5  # seconds after which a database may be back
P = TypeVar("P", bound=Asked)
B = TypeVar("B", bound=BaseModel)
Handle = Callable[..., Awaitable[BaseModel | web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Lead:
    """Where an answer leads: an operation, and for its parameters where in the answer their values stand."""

    to: str
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One operation. `roles` None is for channel keys; `asks` holds the fields of path, query and headers."""

    method: str
    path: str
    handle: Handle
    asks: type[Asked]
    gives: type[BaseModel] | None  # None: no JSON
    sends: type[BaseModel] | None = None  # the data of each event of a stream
    media: str = EVENTS  # what it answers with when it is no JSON
    body: type[BaseModel] | None = None
    roles: frozenset[StaffRole] | None = None
    status: int = 200
    also: tuple[int, ...] = ()  # further statuses it may answer with
    takes: str = JSON
    leads: tuple[Lead, ...] = ()

    @property
    def name(self) -> str:
        """Its operation id."""
        return self.handle.__name__

    @property
    def summary(self) -> str:
        """What it does, in one line."""
        return (self.handle.__doc__ or "").strip().partition("\n")[0]

    @property
    def problems(self) -> tuple[int, ...]:
        """Every status it may refuse with."""
        fields = {422} if self.asks.model_fields or self.body else set()
        read = {400, 413, 415} if self.body or self.takes == MULTIPART else set()
        hidden = {404} if self.roles and (self.roles != EVERYBODY or "{" in self.path) else set()
        return tuple(sorted({401, 429, 503, *fields, *read, *hidden, *self.also}))


def for_channels(
    method: str, path: str, handle: Callable[[Caller, P], Awaitable[Any]], asks: type[P], gives: Any, **more: Any
) -> Endpoint:
    """Declare an operation of channel keys."""
    return Endpoint(method=method, path=path, handle=handle, asks=asks, gives=gives, **more)


def for_staff(
    path: str,
    handle: Callable[[Colleague, P], Awaitable[Any]],
    asks: type[P],
    gives: Any,
    roles: frozenset[StaffRole],
    **more: Any,
) -> Endpoint:
    """Declare something staff of some roles read; for the others it is not there."""
    return Endpoint(method="GET", path=path, handle=handle, asks=asks, gives=gives, roles=roles, **more)


def add(application: web.Application, api: Api, endpoint: Endpoint) -> None:
    """Add an endpoint to a web application."""

    async def run(request: web.Request) -> web.StreamResponse:
        try:
            return await _run(api, endpoint, request)
        except Refused as refusal:
            return refused(request, refusal)
        except StoreAway:
            return refused(request, Refused(503, retry_after=AWAY))

    application.router.add_route(endpoint.method, endpoint.path, run)


async def _run(api: Api, endpoint: Endpoint, request: web.Request) -> web.StreamResponse:
    who = await _who(api, endpoint, request)
    given: list[BaseModel] = [read_fields(endpoint.asks, request)]
    if endpoint.body is not None:
        given.append(await _read_body(endpoint.body, request))
    answer = await endpoint.handle(who, *given)
    if isinstance(answer, web.StreamResponse):
        return answer
    return web.Response(status=endpoint.status, text=answer.model_dump_json(), content_type=JSON)


async def _who(api: Api, endpoint: Endpoint, request: web.Request) -> Caller | Colleague:
    if endpoint.roles is None:
        return await caller_of(api, request)
    colleague = await colleague_of(api, request)
    if colleague.person.role not in endpoint.roles:
        raise Refused(404)
    return colleague


def place_of(asks: type[Asked], name: str, path: str) -> str:
    """Say where a field stands: path, query or header."""
    extra = asks.model_fields[name].json_schema_extra
    if isinstance(extra, dict) and extra.get("in") == "header":
        return "header"
    return "path" if f"{{{name}}}" in path else "query"


def read_fields(asks: type[P], request: web.Request) -> P:
    """Read the fields of path, query and headers, or refuse; one that comes twice is refused, too."""
    twice = [name for name in request.query if len(request.query.getall(name)) > 1]
    if twice:
        raise Refused(422, faults=[Fault(where=f"query.{_short(name)}", what="is given twice") for name in twice[:1]])
    fields: dict[str, str] = dict(request.match_info)
    for name, field in asks.model_fields.items():
        header = field.alias or name
        if place_of(asks, name, "") == "header" and header in request.headers:
            fields[header] = request.headers[header]
    # What stands in the query although it belongs elsewhere gets a name that no field has.
    elsewhere = {*request.match_info, *(field.alias for field in asks.model_fields.values())}
    query = {f"query {name}" if name in elsewhere else name: value for name, value in request.query.items()}
    return _checked(lambda: asks.model_validate({**query, **fields}), "query")


async def _read_body(body: type[B], request: web.Request) -> B:
    if request.content_type != JSON:
        raise Refused(415)
    raw = await request.read()
    return _checked(lambda: body.model_validate_json(raw), "body")


def _checked(read: Callable[[], B], where: str) -> B:
    try:
        return read()
    except ValidationError as wrong:
        found = wrong.errors(include_url=False, include_context=False, include_input=False)
    if any(fault["type"] == "json_invalid" for fault in found):
        raise Refused(400)
    faults = [Fault(where=_short(".".join(map(str, (where, *f["loc"])))), what=f["msg"][:200]) for f in found[:20]]
    raise Refused(422, faults=faults)


def _short(name: str) -> str:
    return name.encode("utf-8", "replace").decode()[:100]
