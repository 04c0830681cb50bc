"""The description of the API, OpenAPI 3.1, made from the endpoints and their models: nothing is written twice."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from importlib.metadata import version
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from bot.api.endpoint import JSON, MULTIPART, Endpoint, place_of
from bot.api.shapes import Asked
from bot.problem import MEDIA_TYPE, Problem

Json = dict[str, Any]
REF = "#/components/schemas/"
CHANNEL_KEY, STAFF_TOKEN = "channelKey", "staffToken"
_ABOUT = (
    "Two ways in. A channel key is a messenger's gateway: it sends what residents say and fetches the replies. "
    "A staff token reads and changes what its member of staff may at the desk. Whatever a key may not see answers 404."
)


def describe(endpoints: Iterable[Endpoint]) -> Json:
    """Return the whole description."""
    every = list(endpoints)
    schemas = _schemas(every)
    paths: dict[str, Json] = {}
    for endpoint in every:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, schemas)
    asked = {endpoint.asks.__name__ for endpoint in every}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Linli", "version": version("linli"), "description": _ABOUT},
        "servers": [{"url": "/"}],
        "tags": [
            {"name": "channel", "description": "with a channel key"},
            {"name": "staff", "description": "with a token"},
        ],
        "paths": paths,
        "components": {
            "schemas": {name: schema for name, schema in schemas.items() if name not in asked},
            "securitySchemes": {
                CHANNEL_KEY: {"type": "http", "scheme": "bearer", "description": "linli key new --channel NAME"},
                STAFF_TOKEN: {"type": "http", "scheme": "bearer", "description": "linli key new --staff LOGIN"},
            },
        },
    }


def _schemas(endpoints: Iterable[Endpoint]) -> Json:
    wanted: dict[tuple[type[BaseModel], Literal["validation", "serialization"]], None] = {
        (Problem, "serialization"): None
    }
    for endpoint in endpoints:
        wanted[endpoint.asks, "validation"] = None
        if endpoint.body:
            wanted[endpoint.body, "validation"] = None
        for given in (endpoint.gives, endpoint.sends):
            if given:
                wanted[given, "serialization"] = None
    _, made = models_json_schema(list(wanted), ref_template=REF + "{model}")
    return {name: _bare(schema) for name, schema in made["$defs"].items()}


def _bare(schema: Any) -> Any:
    """Leave out the titles that pydantic makes of names, and its marks of where a field stands."""
    if isinstance(schema, list):
        return [_bare(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    left_out = [name for name in ("title", "in") if isinstance(schema.get(name), str)]
    return {name: _bare(part) for name, part in schema.items() if name not in left_out}


def _operation(endpoint: Endpoint, schemas: Mapping[str, Json]) -> Json:
    way_in = CHANNEL_KEY if endpoint.roles is None else STAFF_TOKEN
    operation: Json = {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "tags": ["channel" if endpoint.roles is None else "staff"],
        "security": [{way_in: []}],
        "parameters": list(_parameters(endpoint.asks, endpoint.path, schemas[endpoint.asks.__name__])),
        "responses": {str(endpoint.status): _answer(endpoint), **{str(s): _problem(s) for s in endpoint.problems}},
    }
    if endpoint.body is not None:
        operation["requestBody"] = _body(JSON, {"$ref": f"{REF}{endpoint.body.__name__}"})
    if endpoint.takes == MULTIPART:
        photo = {"type": "string", "contentMediaType": "image/*", "description": "JPEG, PNG, WebP or GIF"}
        form = {"type": "object", "properties": {"photo": photo}, "required": ["photo"]}  # further parts are ignored
        operation["requestBody"] = _body(MULTIPART, form)
    return operation


def _parameters(asks: type[Asked], path: str, schema: Json) -> Iterable[Json]:
    for name, field in asks.model_fields.items():
        given = field.alias or name
        written = dict(schema["properties"][given])
        place = place_of(asks, name, path)
        about = {"description": written.pop("description")} if "description" in written else {}
        written = _without_null(written)
        yield {"name": given, "in": place, "required": field.is_required(), **about, "schema": written}


def _without_null(schema: Json) -> Json:
    """Say of a field that may be left out what it is when it is there: an address has no null."""
    some = [part for part in schema.get("anyOf", ()) if part != {"type": "null"}]
    rest = {name: part for name, part in schema.items() if name != "anyOf" and (name, part) != ("default", None)}
    return rest | some[0] if len(some) == 1 else rest | ({"anyOf": some} if some else {})


def _body(media_type: str, schema: Json) -> Json:
    return {"required": True, "content": {media_type: {"schema": schema}}}


def _answer(endpoint: Endpoint) -> Json:
    said = HTTPStatus(endpoint.status).phrase
    if endpoint.gives is None:
        schema = _event(endpoint) if endpoint.sends else {}
        return {"description": said, "content": {endpoint.media: {"schema": schema}}}
    content = {JSON: {"schema": {"$ref": f"{REF}{endpoint.gives.__name__}"}}}
    links = {
        f"{lead.to}_{number}": {
            "operationId": lead.to,
            "parameters": {name: f"$response.body#{pointer}" for name, pointer in lead.parameters.items()},
        }
        for number, lead in enumerate(endpoint.leads, start=1)
    }
    return {"description": said, "content": content} | ({"links": links} if links else {})


def _event(endpoint: Endpoint) -> Json:
    """Describe one event of a stream: its data is JSON in a string."""
    assert endpoint.sends is not None, "a stream says what it sends"  # noqa: S101
    data = {"type": "string", "contentMediaType": JSON, "contentSchema": {"$ref": f"{REF}{endpoint.sends.__name__}"}}
    fields = {"id": {"type": "string"}, "event": {"const": "message"}, "data": data, "retry": {"type": "string"}}
    return {"type": "object", "properties": fields}


def _problem(status: int) -> Json:
    content = {MEDIA_TYPE: {"schema": {"$ref": f"{REF}{Problem.__name__}"}}}
    told: Json = {"description": HTTPStatus(status).phrase, "content": content}
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        whole = {"type": "integer", "minimum": 0}
        told["headers"] = {"Retry-After": {"description": "seconds", "schema": whole}}
    if status == HTTPStatus.UNAUTHORIZED:
        told["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}
    return told
