"""What staff read and change with a token: the desk's rights, and nothing of anybody else."""

import json
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from actions.people import Staff, StaffRole
from actions.ticket import Author, Ticket, add_entry
from bot.access_log import DeskAccess
from bot.api.tests.premises import CANARY, MORNING, Premises, Side
from bot.keys import ApiKey, revoke_key
from bot.uploads import Upload

TICKETS = "/api/v1/tickets"


async def numbers(premises: Premises, role: StaffRole = StaffRole.DISPATCHER, **params: str) -> list[str]:
    page = await premises.get(TICKETS, premises.ours.staff[role], **params)
    return sorted(line["number"] for line in page["items"])


async def accesses(premises: Premises) -> list[tuple[str, str]]:
    rows = await premises.app.store.read(lambda db: db.query(DeskAccess).all())
    return [(row.what, row.record) for row in rows]


async def test_a_token_says_whose_it_is(premises: Premises) -> None:
    me = await premises.get("/api/v1/me", premises.ours.staff[StaffRole.REPAIRER])
    assert (me["role"], me["community"]["id"]) == ("repairer", premises.ours.id)
    assert me["token"]["expires_at"].startswith("2026-06-02")


async def test_tickets_are_found_as_at_the_desk(premises: Premises) -> None:
    assert await numbers(premises) == ["B-9", "E-9", "H-9", "T-1", "T-2"]
    assert await numbers(premises, status="done") == ["T-3"]
    assert len(await numbers(premises, status="all")) == 6
    assert await numbers(premises, kind="repair", who="mine") == ["T-2"]
    assert await numbers(premises, who="nobody", q="T-1") == ["T-1"]
    assert await numbers(premises, q="郭建军", kind="handoff") == ["H-9"]
    assert await numbers(premises, q="%") == []
    assert await numbers(premises, StaffRole.REPAIRER) == ["T-1"]


async def test_pages_meet_without_a_gap(premises: Premises) -> None:
    secret, seen, cursor = premises.ours.staff[StaffRole.MANAGER], [], None
    while True:
        page = await premises.get(TICKETS, secret, limit="2", status="all", **({"cursor": cursor} if cursor else {}))
        seen += [line["id"] for line in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 6


async def test_a_ticket_shows_its_thread_and_hides_the_contact(premises: Premises) -> None:
    secret, side = premises.ours.staff[StaffRole.DISPATCHER], premises.ours
    detail = await premises.get(f"{TICKETS}/{side.ids['repair']}", secret)
    assert [entry["text"] for entry in detail["entries"]] == ["漏水"]
    assert detail["conversation"] == side.ids["talk"]
    assert (detail["contact"]["name"], detail["contact"]["phone"]) == ("郭**", "138****0001")
    assert await accesses(premises) == []
    contact = await premises.get(f"{TICKETS}/{side.ids['repair']}/contact", secret)
    assert (contact["name"], contact["phone"]) == ("郭建军", "13800000001")
    assert await accesses(premises) == [("contact", "ticket:T-1")]


async def test_a_photo_is_shown_to_who_may_see_its_ticket(premises: Premises) -> None:
    file, ids, side = premises.app.storage.put(b"\xff\xd8photo", "image/jpeg"), premises.ours.ids, premises.ours
    loose = premises.app.storage.put(b"\xff\xd8other", "image/jpeg")

    def attach(db: Session) -> None:
        for one in (file, loose):
            given = {"channel": "web", "thread": "t", "media_type": "image/jpeg", "size": 7, "created_at": MORNING}
            db.add(Upload(id=one, community_id=side.id, **given))
        ticket = db.get_one(Ticket, ids["repair"])
        add_entry(db, ticket, MORNING, Author.RESIDENT, kind="photo", file_id=file)

    await premises.app.store.write(attach)
    detail = await premises.get(f"{TICKETS}/{ids['repair']}", side.staff[StaffRole.REPAIRER])
    assert detail["entries"][-1]["file"] == file
    shown = await premises.call("GET", f"/api/v1/files/{file}", side.staff[StaffRole.REPAIRER])
    assert (shown.status, shown.content_type, await shown.read()) == (200, "image/jpeg", b"\xff\xd8photo")
    for one, secret, status in (
        (loose, side.staff[StaffRole.MANAGER], 200),
        (loose, side.staff[StaffRole.REPAIRER], 404),
        (file, side.staff[StaffRole.COMMITTEE], 404),
        (file, premises.theirs.staff[StaffRole.ADMIN], 404),
        (file, side.channel, 401),
        ("0" * 32, side.staff[StaffRole.MANAGER], 404),
    ):
        assert (await premises.call("GET", f"/api/v1/files/{one}", secret)).status == status


async def test_a_repairer_is_shown_no_conversation(premises: Premises) -> None:
    secret = premises.ours.staff[StaffRole.REPAIRER]
    detail = await premises.get(f"{TICKETS}/{premises.ours.ids['repair']}", secret)
    assert detail["conversation"] is None


async def test_a_ticket_goes_through_its_moves(premises: Premises) -> None:
    secret, ids = premises.ours.staff[StaffRole.DISPATCHER], premises.ours.ids
    path = f"{TICKETS}/{ids['repair']}"

    async def move(status: int = 200, **body: Any) -> Any:
        seen = (await premises.get(path, secret))["seen"]
        body |= {} if body["move"] in {"note", "tell"} else {"seen": seen}
        return await premises.post(f"{path}/moves", secret, body, status)

    moved = await move(move="assign", staff=ids[StaffRole.REPAIRER])
    assert (moved["ticket"]["status"], moved["ticket"]["assignee"]) == ("assigned", "repairer")
    assert (await move(move="note", words="带梯子"))["entries"][-1]["public"] is False
    assert (await move(move="tell", words="师傅下午到"))["entries"][-1]["public"] is True
    assert (await move(move="pause", reason="parts"))["ticket"]["status"] == "paused"
    await move(409, move="pause", reason="parts")
    assert (await move(move="done"))["moves"] == ["reopen"]
    assert (await move(move="reopen"))["ticket"]["status"] == "assigned"
    await move(409, move="assign", staff="0" * 32)


async def test_a_change_by_somebody_else_is_not_overwritten(premises: Premises) -> None:
    secret, path = premises.ours.staff[StaffRole.DISPATCHER], f"{TICKETS}/{premises.ours.ids['repair']}"
    await premises.post(f"{path}/moves", secret, {"move": "take", "seen": "open|"})
    answer = await premises.post(f"{path}/moves", secret, {"move": "done", "seen": "open|"}, 409)
    assert "dispatcher" in answer["detail"]


async def test_reading_a_conversation_is_written_down_once(premises: Premises) -> None:
    secret, talk = premises.ours.staff[StaffRole.MANAGER], premises.ours.ids["talk"]
    page = await premises.get("/api/v1/conversations", secret)
    assert [(line["id"], line["name"]) for line in page["items"]] == [(talk, "郭**")]
    assert await accesses(premises) == []
    for _ in range(2):
        read = await premises.get(f"/api/v1/conversations/{talk}", secret)
    assert [said["text"] for said in read["messages"]] == ["您好，请问要办什么？"]
    assert await accesses(premises) == [("conversation", f"conversation:{talk}")]


async def test_people_and_homes_are_found_and_the_search_is_written_down(premises: Premises) -> None:
    secret = premises.ours.staff[StaffRole.GRID_WORKER]
    people = await premises.get("/api/v1/residents", secret, q="101")
    assert [(one["name"], one["phone"]) for one in people["items"]] == [("郭建军", "138****0001")]
    homes = await premises.get("/api/v1/homes", secret, q="102")
    assert [home["name"] for home in homes["items"]] == ["1栋1单元102"]
    assert await accesses(premises) == [("list", "residents")]


async def test_lists_of_scenarios_come_by_role(premises: Premises) -> None:
    mine = await premises.get("/api/v1/views", premises.ours.staff[StaffRole.MANAGER])
    assert ("fees", "unpaid_by_home") in {(one["scenario"], one["view"]) for one in mine["items"]}
    rows = await premises.get("/api/v1/views/fees/unpaid_by_home", premises.ours.staff[StaffRole.MANAGER], limit="1")
    assert (len(rows["rows"]), rows["more"]) == (1, True)
    assert await accesses(premises) == [("list", "view:fees.unpaid_by_home")]
    await premises.get("/api/v1/views/fees/unpaid_by_home", premises.ours.staff[StaffRole.COMMITTEE], 404)
    theirs = await premises.get("/api/v1/views", premises.ours.staff[StaffRole.COMMITTEE])
    assert "fees" not in {one["scenario"] for one in theirs["items"]}


def paths(side: Side) -> list[str]:
    """Everything there is to read in a community."""
    ids = side.ids
    tickets = [f"{TICKETS}/{ids[name]}" for name in ("repair", "taken", "done", "emergency", "handoff", "binding")]
    return [
        *tickets,
        *(f"{path}/contact" for path in tickets),
        f"/api/v1/conversations/{ids['talk']}",
        "/api/v1/tickets",
        "/api/v1/conversations",
        "/api/v1/residents?q=1",
        "/api/v1/homes?q=1",
        "/api/v1/staff",
        "/api/v1/views",
        "/api/v1/views/fees/unpaid_by_home",
        "/api/v1/views/homes/pending",
        "/api/v1/me",
    ]


async def test_whatever_one_token_may_read_another_communitys_may_not(premises: Premises) -> None:
    replayed = 0
    for role in StaffRole:
        for path in paths(premises.theirs):
            allowed = await premises.call("GET", path, premises.theirs.staff[role])
            if allowed.status != 200:
                continue
            answer = await premises.call("GET", path, premises.ours.staff[role])
            named = any(value in path for value in premises.theirs.ids.values())
            assert answer.status == (404 if named else 200), (role, path)
            assert CANARY not in await answer.text(), (role, path)
            replayed += named
    assert replayed > 50


async def test_what_a_role_may_not_see_is_not_there(premises: Premises) -> None:
    for role in StaffRole:
        unknown = await premises.call("GET", f"{TICKETS}/{'0' * 32}", premises.ours.staff[role])
        for path in paths(premises.ours):
            may = _may(role, path, premises.ours)
            answer = await premises.call("GET", path, premises.ours.staff[role])
            assert answer.status == (200 if may else 404), (role, path)
            if not may:
                assert await answer.json() == await unknown.json(), "what is hidden and what never was look alike"


def _may(role: StaffRole, path: str, side: Side) -> bool:
    if path in {"/api/v1/me", "/api/v1/views"}:
        return True
    if path.startswith("/api/v1/views/"):
        return role in {StaffRole.MANAGER, StaffRole.ADMIN, StaffRole.DISPATCHER}
    if role is StaffRole.COMMITTEE:
        return False
    if role is StaffRole.REPAIRER:
        return path == TICKETS or f"/{side.ids['repair']}" in path or f"/{side.ids['done']}" in path
    return True


async def test_no_change_reaches_another_community_or_a_role_that_may_not(premises: Premises) -> None:
    body = {"move": "note", "words": "x"}
    theirs = f"{TICKETS}/{premises.theirs.ids['repair']}/moves"
    for role in StaffRole:
        await premises.post(theirs, premises.ours.staff[role], body, 404)
    await premises.post(
        f"{TICKETS}/{premises.ours.ids['repair']}/moves", premises.ours.staff[StaffRole.COMMITTEE], body, 404
    )
    await premises.post(
        f"{TICKETS}/{premises.ours.ids['taken']}/moves", premises.ours.staff[StaffRole.REPAIRER], body, 404
    )
    foreign = {"move": "assign", "seen": "open|", "staff": premises.theirs.ids[StaffRole.REPAIRER]}
    answer = await premises.post(
        f"{TICKETS}/{premises.ours.ids['repair']}/moves", premises.ours.staff[StaffRole.DISPATCHER], foreign, 409
    )
    assert CANARY not in json.dumps(answer, ensure_ascii=False)


async def test_a_key_opens_its_own_side_only(premises: Premises) -> None:
    await premises.get("/api/v1/me", premises.ours.channel, 401)
    await premises.get("/api/v1/messages", premises.ours.staff[StaffRole.ADMIN], 401)


async def test_without_a_key_that_opens_nothing_is_told(premises: Premises) -> None:
    for header in ("", "Bearer", "Bearer x", "Basic eDp5", "Bearer linli_staff_" + "x" * 43):
        path = f"{TICKETS}/{premises.ours.ids['repair']}"
        answer = await premises.call("GET", path, headers={"Authorization": header})
        assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="linli"'), header


async def test_who_tries_many_keys_is_slowed_down_and_a_right_one_still_opens(premises: Premises) -> None:
    wrong = "linli_staff_" + "x" * 43
    statuses = [(await premises.call("GET", "/api/v1/me", wrong)).status for _ in range(21)]
    assert statuses == [401] * 20 + [429]
    await premises.get("/api/v1/me", premises.ours.staff[StaffRole.ADMIN])


async def test_a_token_that_asks_too_often_waits(premises: Premises) -> None:
    secret = premises.ours.staff[StaffRole.ADMIN]
    statuses = {(await premises.call("GET", "/api/v1/me", secret)).status for _ in range(101)}
    assert statuses == {200, 429}
    premises.clock.move(timedelta(seconds=1))
    await premises.get("/api/v1/me", secret)


async def test_a_token_ends_with_its_time_its_revocation_and_its_person(premises: Premises) -> None:
    manager, admin = premises.ours.staff[StaffRole.MANAGER], premises.ours.staff[StaffRole.ADMIN]
    dispatcher, now = premises.ours.staff[StaffRole.DISPATCHER], premises.clock.now()

    def shut(db: Any) -> None:
        revoke_key(db, db.query(ApiKey).filter_by(label="admin").one().id, now)
        db.query(Staff).filter_by(login="manager").one().active = False

    await premises.get("/api/v1/me", dispatcher)
    await premises.app.store.write(shut)
    for secret in (manager, admin):
        await premises.get("/api/v1/me", secret, 401)
    premises.clock.move(timedelta(days=90))
    await premises.get("/api/v1/me", dispatcher, 401)


async def test_use_is_written_down_now_and_then_and_the_secret_never(premises: Premises) -> None:
    secret = premises.ours.staff[StaffRole.ADMIN]
    await premises.get("/api/v1/me", secret)
    key = await premises.app.store.read(lambda db: db.query(ApiKey).filter_by(label="admin").one())
    assert key.used_at == premises.clock.now()
    assert secret not in json.dumps({name: str(value) for name, value in vars(key).items()})


async def test_a_problem_speaks_the_language_that_was_asked_for(premises: Premises) -> None:
    for lang, words in (("en-GB,en", "There is no such thing"), ("zh-CN", "没有这一项")):
        headers = {"Accept-Language": lang, "Accept": "text/html"}
        answer = await premises.call("GET", "/api/v1/nowhere", headers=headers)
        assert (answer.status, answer.content_type) == (404, "application/problem+json")
        assert words in (await answer.json())["detail"]
    wrong = await premises.call("DELETE", "/api/v1/tickets")
    assert (wrong.status, wrong.headers["Allow"]) == (405, "GET")
