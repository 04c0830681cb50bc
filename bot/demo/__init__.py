"""The demo community: loaded once, with times that are always fresh."""

import json
from datetime import datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Community
from bot.demo.dates import ZONE, resolve
from bot.importing import load_community

if TYPE_CHECKING:
    from bot.app import App


def demo_document(now: datetime) -> dict[str, Any]:
    """Return the demo community as a document whose times lie around `now`."""
    document = json.loads(files(__name__).joinpath("community.json").read_text("utf-8"))
    resolved = resolve(document, now.astimezone(ZONE))
    assert isinstance(resolved, dict), "the document is an object"  # noqa: S101
    return resolved


async def open_demo(app: "App") -> None:
    """Load the demo community once."""
    now = app.clock.now()
    document = demo_document(now)

    def load(db: Session) -> None:
        if db.scalar(select(Community).where(Community.name == document["community"])) is None:
            load_community(db, document, app.registry, now)

    await app.store.write(load)
