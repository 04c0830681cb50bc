from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from actions.people import Staff
from bot.desk.tests.conftest import Visitor
from bot.desk.tests.room import PASSWORD, QuickPasswords, Room, open_desk, open_room
from bot.passwords import Busy
from bot.sessions import DESK_COOKIE, SessionRow


async def test_the_right_password_opens_the_desk(visitor: Visitor) -> None:
    status, where = await visitor.sign_in("dispatcher")
    assert (status, where) == (303, "/desk")
    assert "云栖里小区" in await visitor.get("/desk")


async def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor: Visitor) -> None:
    await visitor.sign_in("dispatcher")
    cookie = next(c for c in visitor.client.session.cookie_jar if c.key == DESK_COOKIE)
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


async def test_signing_in_again_changes_the_session(visitor: Visitor) -> None:
    await visitor.sign_in("dispatcher")
    before = await visitor.room.one(SessionRow)
    await visitor.sign_in("dispatcher")
    after = await visitor.room.one(SessionRow)
    assert before.token_hash != after.token_hash


async def test_an_unknown_login_gets_the_same_answer_and_the_same_work(visitor: Visitor) -> None:
    wrong = await visitor.sign_in("dispatcher", "wrong password")
    unknown = await visitor.sign_in("nobody-here", "wrong password")
    assert wrong[0] == unknown[0] == 401
    assert _without_form(wrong[1], "dispatcher") == _without_form(unknown[1], "nobody-here")
    assert len(visitor.passwords.asked) == 2


async def test_a_person_without_a_password_cannot_sign_in(visitor: Visitor) -> None:
    await visitor.room.store.write(lambda db: db.query(Staff).filter_by(key="manager").update({"password": ""}))
    status, _ = await visitor.sign_in("manager", "")
    assert status == 401


async def test_the_fifth_wrong_try_makes_the_login_wait(visitor: Visitor) -> None:
    for _ in range(5):
        assert (await visitor.sign_in("dispatcher", "wrong password"))[0] == 401
    asked = len(visitor.passwords.asked)
    assert (await visitor.sign_in("dispatcher"))[0] == 429
    assert len(visitor.passwords.asked) == asked
    visitor.room.clock.move(timedelta(seconds=31))
    assert (await visitor.sign_in("dispatcher"))[0] == 303


async def test_a_locked_login_does_not_lock_others(visitor: Visitor) -> None:
    for _ in range(5):
        await visitor.sign_in("manager", "wrong password")
    assert (await visitor.sign_in("dispatcher"))[0] == 303


async def test_a_form_of_another_site_is_refused(visitor: Visitor) -> None:
    await visitor.client.get("/desk/signin")
    data = {"csrf": "made up", "login": "dispatcher", "password": PASSWORD}
    answer = await visitor.client.post("/desk/signin", data=data, allow_redirects=False)
    assert answer.status == 403
    await visitor.become("dispatcher")
    ticket = await visitor.ticket()
    await visitor.post(f"/desk/tickets/{ticket}", 403, csrf="made up", move="take", seen="open|")


async def test_a_flood_of_sign_ins_is_turned_away_politely(room: Room) -> None:
    class Full(QuickPasswords):
        async def matches(self, hashed: str, password: str) -> bool:
            raise Busy

    async with open_desk(room, Full()) as client:
        visitor = Visitor(room, client, Full())
        status, page = await visitor.sign_in("dispatcher")
        assert status == 503
        assert "稍等几秒" in page


async def test_demo_staff_stand_on_the_page_only_in_a_demo(tmp_path: Path, visitor: Visitor) -> None:
    assert "演示" not in await visitor.get("/desk/signin")
    staff = await visitor.room.one(Staff, key="dispatcher")
    answer = await visitor.client.post("/desk/demo", data={"staff": staff.id}, allow_redirects=False)
    assert answer.status == 404
    folder = tmp_path / "demo"
    folder.mkdir()
    async with open_room(folder, demo=True) as room, open_desk(room) as client:
        guest = Visitor(room, client, QuickPasswords())
        assert "dispatcher某" in await guest.get("/desk/signin")


async def test_a_desk_left_alone_closes(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    visitor.room.clock.move(timedelta(minutes=20))
    await visitor.get("/desk")
    visitor.room.clock.move(timedelta(minutes=20))
    await visitor.get("/desk")
    visitor.room.clock.move(timedelta(minutes=31))
    await visitor.get("/desk", 303)


async def test_a_page_that_refreshes_by_itself_keeps_nobody_signed_in(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    visitor.room.clock.move(timedelta(minutes=20))
    await visitor.get("/desk?part=all")
    visitor.room.clock.move(timedelta(minutes=11))
    await visitor.get("/desk?part=all", 401)


async def test_signing_out_ends_the_session_on_the_server(visitor: Visitor) -> None:
    await visitor.become("dispatcher")
    await visitor.post("/desk/signout")
    assert await visitor.room.all(SessionRow) == []


@pytest.mark.parametrize("change", [{"active": False}, {"role": "committee"}], ids=["left", "other role"])
async def test_a_changed_person_loses_access_at_once(visitor: Visitor, change: dict[str, Any]) -> None:
    await visitor.become("dispatcher")
    await visitor.get("/desk/residents")
    step = update(Staff).where(Staff.key == "dispatcher").values(**change)
    await visitor.room.store.write(lambda db: db.execute(step))
    answer = await visitor.client.get("/desk/residents", allow_redirects=False)
    assert answer.status in {303, 403}


async def test_signing_in_leads_back_to_where_one_was_but_never_elsewhere(visitor: Visitor) -> None:
    assert (await visitor.sign_in("dispatcher", next="/desk/problems"))[1] == "/desk/problems"
    assert (await visitor.sign_in("dispatcher", next="//evil.example/desk"))[1] == "/desk"


async def test_pages_carry_headers_that_let_nothing_else_in(visitor: Visitor) -> None:
    answer = await visitor.client.get("/desk/signin")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def _without_form(page: str, login: str) -> str:
    return page.replace(login, "")
