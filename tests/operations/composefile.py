"""The parts of a compose file that ours uses, read strictly: what is not listed here is refused."""

from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """A part of the file; an unknown key is an error, as it is to docker compose."""

    model_config = ConfigDict(extra="forbid")


class Health(Strict):
    """How an engine asks whether a container is well."""

    test: list[str]
    interval: str = Field(pattern=r"^\d+s$")
    timeout: str = Field(pattern=r"^\d+s$")
    retries: int
    start_period: str = Field("0s", pattern=r"^\d+s$")


class Needs(Strict):
    """What has to have happened before a service starts."""

    condition: Literal["service_started", "service_healthy", "service_completed_successfully"]


class Build(Strict):
    """How an image is made."""

    context: str
    dockerfile: str
    args: dict[str, str] = Field(default_factory=dict)


class Copies(Strict):
    """How many there are."""

    replicas: int = Field(ge=1)


class Service(Strict):
    """One kind of container."""

    image: str = Field(pattern=r"^[a-z/]+:[\w.-]+$")
    build: Build | None = None
    command: list[str] = []
    environment: dict[str, str] = {}
    secrets: list[str] = []
    volumes: list[str] = []
    ports: list[str] = []
    profiles: list[str] = []
    tmpfs: list[str] = []
    cap_drop: list[str] = []
    security_opt: list[str] = []
    depends_on: dict[str, Needs] = {}
    deploy: Copies = Copies(replicas=1)
    healthcheck: Health | None = None
    restart: Literal["no", "always", "unless-stopped", "on-failure"] = "no"
    stop_grace_period: str = Field("10s", pattern=r"^\d+s$")
    shm_size: str = ""
    read_only: bool = False
    init: bool = False


class Secret(Strict):
    """A file that is shown to containers under /run/secrets."""

    file: str


class Compose(Strict):
    """The file."""

    name: str
    services: dict[str, Service]
    secrets: dict[str, Secret]
    volumes: dict[str, None]


def read(path: Path) -> Compose:
    """Read a compose file; its x- parts are only there to be repeated."""
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return Compose.model_validate({name: part for name, part in found.items() if not name.startswith("x-")})
