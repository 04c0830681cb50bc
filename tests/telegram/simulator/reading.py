import json
from contextlib import suppress

from aiohttp import BodyPartReader, ClientResponse, MultipartReader, web
from aiohttp.multipart import MultipartResponseWrapper

from tests.telegram.simulator.shapes import Call, Thing, Upload


async def read_call(request: web.Request) -> Call:
    """Read method and parameters from query, form, multipart or JSON."""
    method = request.match_info["method"]
    values: Thing = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        return Call(method, values | _object(await request.read()), typed=True)
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename, value.file.read(), value.content_type)
        else:
            values[name] = value.decode() if isinstance(value, bytes | bytearray) else value
    return Call(method, values, files)


async def call_in(answer: ClientResponse) -> Call | None:
    """Read the call that stands in the answer to a pushed update; None when there is none."""
    if answer.content_type == "application/json":
        values = _object(await answer.read())
        return Call(str(values.pop("method")), values, typed=True) if "method" in values else None
    if answer.content_type.startswith("multipart/"):
        return await _from_parts(MultipartReader.from_response(answer))
    await answer.read()
    return None


async def _from_parts(parts: MultipartResponseWrapper) -> Call | None:
    values: Thing = {}
    files: dict[str, Upload] = {}
    async for part in parts:
        if isinstance(part, BodyPartReader) and part.name:
            data = bytes(await part.read(decode=True))
            if part.filename:
                files[part.name] = Upload(part.filename, data)
            else:
                values[part.name] = data.decode()
    return Call(str(values.pop("method")), values, files) if "method" in values else None


def _object(body: bytes) -> Thing:
    with suppress(ValueError):
        parsed = json.loads(body or b"{}")
        return parsed if isinstance(parsed, dict) else {}
    return {}
