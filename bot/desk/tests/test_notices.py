"""Notices at the desk: written, seen, published to whom they concern, put off, corrected, withdrawn; once for each."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import select

from actions.job import Job
from actions.notices import scenario as notices
from actions.notices.jobs import JOBS
from actions.notices.models import Notice, NoticeTold
from actions.notices.publishing import roles_of
from actions.people import Role, StaffRole
from actions.turn import Work
from bot.desk.tests.conftest import Visitor
from bot.desk.tests.room import CANARY, QuickPasswords, open_desk, open_room
from bot.jobs import JobRow
from bot.outbox import OutboxRow

FORM = {
    "title": "3月5日1栋停水",
    "body": "9点到16点。",
    "title_en": "No water in Building 1",
    "whom": "all",
    "move": "save",
}


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Visitor]:
    async with open_room(tmp_path) as room:
        room.registry.add(notices)
        async with open_desk(room, QuickPasswords()) as client:
            visitor = Visitor(room, client, QuickPasswords())
            await visitor.become("dispatcher")
            yield visitor


async def written(desk: Visitor, **more: str) -> Notice:
    form = FORM | more
    await desk.post("/desk/notices", 303, **form)
    return await newest(desk)


async def newest(desk: Visitor) -> Notice:
    query = select(Notice).order_by(Notice.created_at.desc(), Notice.version.desc())
    found = await desk.room.store.read(lambda db: db.scalars(query).first())
    assert found is not None
    return found


async def move(desk: Visitor, notice: Notice, status: int = 303, **form: str) -> str:
    return await desk.post(f"/desk/notices/{notice.id}", status, version=str(notice.version), **form)


async def test_a_draft_is_shown_in_both_languages_and_told_to_nobody(desk: Visitor) -> None:
    notice = await written(desk)
    page = await desk.get(f"/desk/notices/{notice.id}")
    assert "9点到16点" in page
    assert "No water in Building 1" in page
    assert "1人" in page
    assert (notice.status, notice.topic, notice.starts is not None) == ("draft", "water_outage", True)
    assert await desk.room.all(NoticeTold) == []


async def test_it_is_published_once(desk: Visitor) -> None:
    notice = await written(desk)
    await move(desk, notice, move="publish")
    await move(desk, notice, move="publish")
    assert (await newest(desk)).status == "published"
    jobs = [row for row in await jobs_of(desk) if row == "notices.tell"]
    assert len(jobs) == 1


async def jobs_of(desk: Visitor) -> list[str]:
    return [row.name for row in await desk.room.all(JobRow)]


async def test_what_somebody_else_changed_meanwhile_is_not_overwritten(desk: Visitor) -> None:
    notice = await written(desk)
    first = FORM | {"title": "3月6日1栋停水"}
    await move(desk, notice, 303, **first)
    late = FORM | {"title": "旧的"}
    page = await move(desk, notice, 409, **late)
    assert "刚刚被别人改过" in page
    assert (await newest(desk)).title == "3月6日1栋停水"
    assert "刚刚被别人改过" in await move(desk, notice, 409, move="publish")


async def test_a_time_to_publish_waits_and_can_be_taken_back(desk: Visitor) -> None:
    notice = await written(desk)
    assert "已经过了" in await move(desk, notice, 409, move="publish", at="2026-03-04T09:00")
    await move(desk, notice, move="publish", at="2026-03-04T18:00")
    assert (await newest(desk)).status == "scheduled"
    assert "03-04 18:00" in await desk.get(f"/desk/notices/{notice.id}") or "18:00" in await desk.get("/desk/notices")
    await move(desk, await newest(desk), move="withdraw")
    assert (await newest(desk)).status == "draft"


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"title": ""}, "请写标题"),
        ({"title": "长" * 81}, "标题太长"),
        ({"body": "长" * 2001}, "正文太长"),
        ({"starts": "2026-03-05T10:00", "ends": "2026-03-05T09:00"}, "结束时间要在开始时间之后"),
    ],
)
async def test_what_cannot_be_published_is_said_and_the_words_are_kept(
    desk: Visitor, form: dict[str, str], says: str
) -> None:
    page = await desk.post("/desk/notices", 400, **(FORM | {"body": "留着的话"} | form))
    assert says in page
    assert "留着的话" in page or "body" in form
    assert await desk.room.all(Notice) == []


async def test_whom_it_is_for_is_counted(desk: Visitor) -> None:
    notice = await written(desk, whom="some", scope="1栋", role="owner")
    assert (notice.scope, notice.roles) == (["1栋"], ["owner"])
    assert "1人" in await desk.get(f"/desk/notices/{notice.id}")
    desk.room.clock.move(timedelta(minutes=1))
    notice = await written(desk, whom="some", others="西区、商铺", title="商铺消杀")
    assert notice.scope == ["西区", "商铺"]
    assert "没有登记的住户" in await desk.get(f"/desk/notices/{notice.id}")
    assert "西区" in await desk.get("/desk/notices/new")


def test_all_roles_are_everybody_and_others_are_not_known() -> None:
    assert roles_of(role for role in Role) == ()
    assert roles_of(role for role in ("tenant", "owner", "king")) == ("owner", "tenant")


async def test_how_far_it_has_come_is_counted(desk: Visitor) -> None:
    room = desk.room
    notice = await written(desk)
    await move(desk, notice, move="publish")
    await run_jobs(desk)
    page = await desk.get(f"/desk/notices/{notice.id}")
    assert "正在发" in page
    reached = [int(count) for count in numbers(page)]
    assert reached == [0, 1, 0, 0, 0]
    await room.store.write(lambda db: db.query(OutboxRow).filter_by(state="new").update({"state": "dead"}))
    page = await desk.get(f"/desk/notices/{notice.id}")
    assert [int(count) for count in numbers(page)] == [0, 0, 0, 1, 0]
    assert "可以重发" in page


def numbers(page: str) -> list[str]:
    part = page[page.index('id="reached"') :]
    return re.findall(r"<dd>(\d+)</dd>", part)[:5]


async def run_jobs(desk: Visitor) -> None:
    room, by_name = desk.room, {f"notices.{job.name}": job for job in JOBS}
    for row in await room.all(JobRow, state="new"):
        job = by_name.get(row.name)
        if job is not None:
            await room.engine.act(room.ours, "actions.notices", partial(run_one, job, row))


def run_one(job: Job, row: JobRow, work: Work) -> None:
    job.run(work, row.payload)


async def test_at_night_it_waits_and_what_is_withdrawn_meanwhile_is_never_said(desk: Visitor) -> None:
    room = desk.room
    room.clock.move(timedelta(hours=13))  # 23:00
    await desk.become("dispatcher")
    notice = await written(desk, title="明天停电")
    await move(desk, notice, move="publish")
    await run_jobs(desk)
    assert numbers(await desk.get(f"/desk/notices/{notice.id}")) == ["0", "0", "1", "0", "0"]
    await move(desk, await newest(desk), move="withdraw")
    await run_jobs(desk)
    assert await room.all(NoticeTold) == []
    assert "conversation.tell" not in await jobs_of(desk)


@pytest.mark.parametrize("role", sorted(set(StaffRole) - {"manager", "admin", "dispatcher", "grid_worker"}))
async def test_nobody_else_writes_notices(desk: Visitor, role: StaffRole) -> None:
    notice = await written(desk)
    await desk.become(role)
    await desk.get("/desk/notices", 403)
    await desk.get(f"/desk/notices/{notice.id}", 403)
    await desk.post("/desk/notices", 403, **FORM)
    await move(desk, notice, 403, move="publish")


async def test_another_communitys_notice_is_not_there(desk: Visitor) -> None:
    notice = await written(desk)
    await desk.become(f"{CANARY}manager")
    await desk.get(f"/desk/notices/{notice.id}", 404)
    await desk.get(f"/desk/notices/{notice.id}/edit", 404)
    await move(desk, notice, 404, move="publish")
    assert (await newest(desk)).status == "draft"


async def test_without_the_scenario_there_is_no_page(visitor: Visitor) -> None:
    await visitor.become("manager")
    assert "/desk/notices" not in await visitor.get("/desk")
    await visitor.get("/desk/notices", 404)
    await visitor.get("/desk/notices/new", 404)
    await visitor.post("/desk/notices", 404, **FORM)
