"""What a program is told when something did not work: RFC 9457, application/problem+json."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from actions.texts import load_texts

MEDIA_TYPE = "application/problem+json"
TEXTS = "bot.api"


class Fault(BaseModel):
    """One thing that is wrong with a request."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    where: str = Field(description="the field, such as body.text or query.limit")
    what: str = Field(description="what is wrong with it")


class Problem(BaseModel):
    """Why a request was not carried out (RFC 9457)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: str = "about:blank"
    title: str = Field(description="the status in words")
    status: int
    detail: str = Field(description="one sentence in the language the request asked for")
    errors: tuple[Fault, ...] = ()


class Refused(Exception):
    """A request is not carried out; `key` is a sentence of texts/, the status's own when it is empty."""

    def __init__(
        self,
        status: int,
        key: str = "",
        *,
        detail: str = "",
        faults: Sequence[Fault] = (),
        retry_after: int | None = None,
    ) -> None:
        super().__init__(f"{status} {key}")
        self.status = status
        self.key = key
        self.detail = detail
        self.faults = tuple(faults)
        self.retry_after = retry_after


def speaks_of(request: web.Request) -> str:
    """Return the language of a problem's sentence: what the request asks for, else Chinese."""
    return "en" if request.headers.get("Accept-Language", "").lower().startswith("en") else "zh"


def refused(request: web.Request, refusal: Refused) -> web.Response:
    """Say why a request is not carried out."""
    more: dict[str, str] = {}
    if refusal.status == HTTPStatus.UNAUTHORIZED:
        more["WWW-Authenticate"] = 'Bearer realm="linli"'
    if refusal.retry_after is not None:
        more["Retry-After"] = str(refusal.retry_after)
    detail = refusal.detail or sentence(speaks_of(request), refusal.key or str(refusal.status))
    return _drawn(refusal.status, detail, refusal.faults, more)


def plain_problem(request: web.Request, status: int) -> web.Response:
    """Say what happened when all that is known is the status."""
    return _drawn(status, sentence(speaks_of(request), str(status)))


def sentence(lang: str, key: str) -> str:
    """Return a problem's sentence; a status without one has that of a bad request."""
    texts = load_texts(TEXTS)
    name = f"problem.{key}"
    return str(texts.render(lang, name if texts.has(name) else "problem.400", {}))


def _drawn(
    status: int, detail: str, faults: Sequence[Fault] = (), headers: Mapping[str, str] | None = None
) -> web.Response:
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=tuple(faults))
    return web.Response(status=status, text=told.model_dump_json(), content_type=MEDIA_TYPE, headers=headers)
