"""One opening of a house in a process of its own: reads what to do as JSON, does it, prints what came of it as JSON.

The tests of the door run it in an environment in which a third party's distribution is installed, or not.
"""

import asyncio
import itertools
import json
import logging
import secrets
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import func, inspect, select, text
from sqlalchemy.orm import Session
from yarl import URL

from actions.event import TicketChanged
from actions.message import MessageKind
from actions.people import Community, Staff
from actions.ticket import Ticket, TicketStatus
from actions.turn import Work
from bot.app import App, Parts, build, installed, understander_of
from bot.desk import make_desk
from bot.importing import load_community
from bot.inbox import INBOX
from bot.jobs import JOB
from bot.logs import JsonFormatter
from bot.outbox import OUTBOX
from bot.retention import delete_expired
from bot.scenario_office import switch_in
from bot.sessions import DESK_COOKIE, SessionKind, create_session, idle_time
from bot.settings import Settings
from bot.switches import CannotSwitch
from bot.testing import FakeClock, RecordingChannel, Talk, texts
from integrations.sms import FakeSms
from tests.conftest import FirstWord

Step = Mapping[str, Any]


@dataclass
class Visit:
    """A house that is open, with people in its communities."""

    app: App
    clock: FakeClock
    channel: RecordingChannel
    sms: FakeSms
    communities: dict[str, str] = field(default_factory=dict)
    people: dict[tuple[str, str], Talk] = field(default_factory=dict)

    async def person(self, community: str, key: str) -> Talk:
        if (community, key) not in self.people:
            guest = Talk(
                self.app, self.clock, self.channel, self.sms, self.communities[community], f"guest-{community}"
            )
            talk = await guest.as_resident(key) if key else guest
            talk._numbers = itertools.count(secrets.randbelow(2**32))  # an earlier visit has counted from 1
            self.people[community, key] = talk
        return self.people[community, key]

    async def do(self, step: Step) -> str:
        """Do one step and return the words that came of it."""
        if "says" in step or "press" in step or "button" in step:
            talk = await self.person(step["in"], step.get("who", ""))
            if "press" in step:
                return texts(await talk.press(step["press"]))
            if "button" in step:
                return texts(await talk.says(step["button"], kind=MessageKind.BUTTON))
            return texts(await talk.says(step["says"]))
        if "wait" in step:
            talk = await self.person(step["in"], step.get("who", ""))
            return texts(await talk.advance(timedelta(hours=step["wait"])))
        if "switch" in step:
            try:
                return await switch_in(self.app, step["switch"], step["in"], on=step["on"])
            except CannotSwitch as refusal:
                return str(refusal)
        if "close" in step:
            return await self.close(step["in"], step["close"])
        if "expire" in step:
            later = self.clock.now() + timedelta(days=step["expire"])
            return str(await self.app.store.write(lambda db: delete_expired(db, self.communities[step["in"]], later)))
        return await self.page(step["in"], step["page"])

    async def close(self, community: str, kind: str) -> str:
        """Close the newest ticket of a kind as staff do."""

        def work(at: Work) -> str:
            tickets = select(Ticket).where(Ticket.community_id == at.community.id, Ticket.kind == kind)
            ticket = at.db.scalars(tickets.order_by(Ticket.created_at.desc())).first()
            assert ticket is not None
            staff = at.db.scalars(select(Staff).where(Staff.community_id == at.community.id)).first()
            ticket.status, ticket.closed_at = TicketStatus.DONE, at.now
            at.emit(TicketChanged(ticket.id, TicketStatus.DONE, staff.id if staff else ""))
            return ticket.number

        number = await self.app.engine.act(self.communities[community], "actions.staff", work)
        await self.app.drain()
        return number

    async def page(self, community: str, path: str) -> str:
        """Look at a page of the desk as the manager."""

        def sign_in(db: Session) -> str:
            ours = select(Staff).where(Staff.community_id == self.communities[community], Staff.role == "manager")
            manager, now = db.scalars(ours).one(), self.clock.now()
            idle = idle_time(SessionKind.STAFF, self.app.settings)
            return create_session(
                db,
                community_id=manager.community_id,
                kind=SessionKind.STAFF,
                person_id=manager.id,
                now=now,
                idle=idle,
            )

        token = await self.app.store.write(sign_in)
        application = web.Application()
        make_desk(self.app, application)
        async with TestClient(TestServer(application)) as client:
            client.session.cookie_jar.update_cookies({DESK_COOKIE: token}, URL(client.make_url("/")))
            answer = await client.get(path, allow_redirects=False)
            return f"{answer.status}\n{await answer.text()}"


async def visit(wish: Mapping[str, Any]) -> dict[str, Any]:
    """Open the house, load the communities, do the steps, and report."""
    settings = Settings(data=Path(wish["data"]), database=wish.get("database", ""))
    registry = installed(settings)
    clock, channel, sms = FakeClock(datetime.fromisoformat(wish["now"])), RecordingChannel(), FakeSms()
    parts = Parts(
        clock=clock,
        understander=FirstWord(registry) if wish.get("engine") == "first_word" else understander_of(settings, registry),
        registry=registry,
        sms=sms,
        channels={channel.name: channel},
        background=False,
    )
    async with build(settings, parts) as app:
        house = Visit(app, clock, channel, sms)
        for document in wish.get("communities", ()):
            await app.store.write(partial(_load, document=document, app=app))
        house.communities = await app.store.read(_communities)
        said = [await house.do(step) for step in wish.get("steps", ())]
        return {"said": said} | await app.store.read(lambda db: report(db, app))


def report(db: Session, app: App) -> dict[str, Any]:
    tables = sorted(inspect(db.connection()).get_table_names())
    return {
        "scenarios": sorted(app.registry.scenarios),
        "broken": [asdict(broken) for broken in app.registry.broken],
        "inbox": _states(db, INBOX),
        "outbox": _states(db, OUTBOX),
        "jobs": _states(db, JOB),
        "errors": sorted({row for table in (INBOX, OUTBOX, JOB) for row in db.scalars(select(table.c.error)) if row}),
        "rows": {
            name: db.scalar(text(f"SELECT count(*) FROM {name}"))  # noqa: S608  names of tables, from the database
            for name in tables
            if name.startswith(("laundry_", "version_laundry"))
        },
    }


def _load(db: Session, document: dict[str, Any], app: App) -> None:
    load_community(db, document, app.registry, app.clock.now())


def _communities(db: Session) -> dict[str, str]:
    return {community.name: community.id for community in db.scalars(select(Community))}


def _states(db: Session, table: Any) -> dict[str, int]:
    rows = db.execute(select(table.c.state, func.count()).group_by(table.c.state))
    return {str(state): int(count) for state, count in rows}


def main() -> None:
    logs = logging.StreamHandler(sys.stderr)
    logs.setFormatter(JsonFormatter())
    logging.basicConfig(level="WARNING", handlers=[logs], force=True)
    print(json.dumps(asyncio.run(visit(json.load(sys.stdin))), ensure_ascii=False))  # noqa: T201


if __name__ == "__main__":
    main()
