import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest_asyncio
from aiohttp.test_utils import TestClient
from yarl import URL

from actions.people import Staff
from bot.desk.tests.room import PASSWORD, QuickPasswords, Room, new_ticket, open_desk, open_room
from bot.sessions import DESK_COOKIE, SessionKind, create_session, csrf_of, idle_time


@dataclass(slots=True)
class Visitor:
    """A browser at the desk, signed in or not."""

    room: Room
    client: TestClient[Any, Any]
    passwords: QuickPasswords
    token: str = ""

    async def become(self, key: str) -> Staff:
        """Sign in as a member of staff without the form."""
        staff: Staff = await self.room.one(Staff, key=key)
        idle = idle_time(SessionKind.STAFF, self.room.settings)

        def write(db: Any) -> str:
            return create_session(
                db,
                community_id=staff.community_id,
                kind=SessionKind.STAFF,
                person_id=staff.id,
                now=self.room.clock.now(),
                idle=idle,
            )

        self.token = await self.room.store.write(write)
        self.client.session.cookie_jar.update_cookies({DESK_COOKIE: self.token}, URL(self.client.make_url("/")))
        return staff

    async def get(self, path: str, status: int = 200) -> str:
        answer = await self.client.get(path, allow_redirects=False)
        assert answer.status == status, (path, answer.status)
        return await answer.text()

    async def post(self, path: str, status: int = 303, **form: str) -> str:
        data = {"csrf": csrf_of(self.token), **form}
        answer = await self.client.post(path, data=data, allow_redirects=False)
        assert answer.status == status, (path, answer.status, await answer.text())
        return await answer.text()

    async def sign_in(self, login: str, password: str = PASSWORD, **form: str) -> tuple[int, str]:
        """Fill the sign-in form in and return what came of it."""
        page = await (await self.client.get("/desk/signin")).text()
        csrf = re.search(r'name="csrf" value="(\w+)"', page)
        assert csrf
        data = {"csrf": csrf[1], "login": login, "password": password, **form}
        answer = await self.client.post("/desk/signin", data=data, allow_redirects=False)
        return answer.status, answer.headers.get("Location", "") or await answer.text()

    async def ticket(self, number: str = "T-1", **given: Any) -> str:
        return await self.room.store.write(lambda db: new_ticket(db, self.room.ours, number, **given))


@pytest_asyncio.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path) as room:
        yield room


@pytest_asyncio.fixture
async def visitor(room: Room) -> AsyncIterator[Visitor]:
    passwords = QuickPasswords()
    async with open_desk(room, passwords) as client:
        yield Visitor(room, client, passwords)
