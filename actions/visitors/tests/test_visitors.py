"""Giving a pass, the gate, and what nobody else may see or do."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.message import MessageKind
from actions.people import Community
from actions.turn import Work
from actions.visitors.exporting import write_passes
from actions.visitors.gate import check_in, expected
from actions.visitors.models import Pass, Visit
from actions.visitors.records import pass_rows
from bot.importing import load_community
from bot.retention import delete_expired
from bot.testing import Talk, texts

PACKAGE = "actions.visitors"
ASKED = "明天下午两点我朋友张伟开车来，车牌京A12345，帮我弄个访客证"


async def given(talk: Talk, words: str = ASKED, key: str = "R1") -> tuple[Talk, Pass]:
    resident = await talk.as_resident(key)
    await resident.says(words)
    await resident.says("对")
    return resident, (await passes(talk))[-1]


async def passes(talk: Talk) -> list[Pass]:
    def read(db: Session) -> list[Pass]:
        rows = list(db.scalars(select(Pass).order_by(Pass.created_at, Pass.number)))
        db.expunge_all()
        return rows

    return await talk.read(read)


async def at_gate(talk: Talk, words: str) -> str:
    return str(await talk.app.engine.act(talk.community, PACKAGE, lambda work: check_in(work, words)))


async def told(talk: Talk) -> str:
    return texts(await talk.advance(timedelta()))


async def test_the_code_is_said_digit_by_digit(talk: Talk) -> None:
    resident, row = await given(talk)
    spoken = resident.last[-1].spoken
    assert len(row.code) == 6
    assert row.code in resident.last[-1].text
    assert row.code not in spoken
    assert spoken.count("、") >= 5


@pytest.mark.parametrize("words", ["code", "京A12345", "京a·12345", "V-2", "v2", "张伟"])
async def test_who_comes_is_checked_in_once_and_the_resident_hears_of_it_once(talk: Talk, words: str) -> None:
    resident, row = await given(talk)
    talk.clock.move(timedelta(days=1, hours=3))
    said = row.code if words == "code" else words
    assert "已记为到达" in await at_gate(talk, said)
    assert "张伟，13:00到了" in await told(resident)
    assert "已经记过" in await at_gate(talk, said)
    assert await told(resident) == ""
    assert len(await talk.read(lambda db: db.scalars(select(Visit)).all())) == 1
    assert "13:00进的门" in texts(await resident.says("张伟的访客证到什么时候"))


@pytest.mark.parametrize(
    ("after", "words", "why"),
    [
        (timedelta(), "京A12345", "今天不能用"),
        (timedelta(days=1, minutes=30), "京A12345", "来早了"),
        (timedelta(days=2), "京A12345", "已经过期"),
        (timedelta(days=1, hours=3), "京A99999", "没有找到"),
        (timedelta(days=1, hours=3), "", "没有找到"),
    ],
    ids=["the-day-before", "hours-too-early", "the-day-after", "another-plate", "nothing"],
)
async def test_who_may_not_come_in_now_is_refused_with_the_reason(
    talk: Talk, after: timedelta, words: str, why: str
) -> None:
    resident, _ = await given(talk)
    talk.clock.move(after)
    assert why in await at_gate(talk, words)
    assert await told(resident) == ""


async def test_a_pass_that_was_taken_back_lets_nobody_in(talk: Talk) -> None:
    resident, row = await given(talk)
    await resident.says("把张伟的访客证取消")
    talk.clock.move(timedelta(days=1, hours=3))
    assert "已经取消，不能放行" in await at_gate(talk, row.code)


async def test_a_nanny_comes_on_her_days_only_and_once_a_day(talk: Talk) -> None:
    await given(talk, "保姆王阿姨以后每周一三五上午9点来，到6月底")
    talk.clock.move(timedelta(days=1))  # Thursday
    assert "今天不能用" in await at_gate(talk, "王阿姨")
    talk.clock.move(timedelta(days=1))
    assert "已记为到达" in await at_gate(talk, "王阿姨")
    talk.clock.move(timedelta(days=3))  # Monday
    assert "已记为到达" in await at_gate(talk, "王阿姨")


async def test_the_gate_sees_who_is_expected_today_and_no_code(talk: Talk) -> None:
    _, row = await given(talk, "今晚七点小陈来，给他开个访客证")

    def rows(work: Work) -> list[list[Any]]:
        return [list(cells) for cells in expected.rows(work)]

    before = await talk.app.engine.act(talk.community, PACKAGE, rows)
    assert [(cells[0], cells[1], cells[-1]) for cells in before] == [("V-2", "小陈", "")]
    assert row.code not in str(before)
    talk.clock.move(timedelta(hours=8, minutes=30))
    await at_gate(talk, "小陈")
    after = await talk.app.engine.act(talk.community, PACKAGE, rows)
    assert after[0][-1] == "18:30"


async def test_two_of_one_name_are_told_apart_by_number(talk: Talk) -> None:
    await given(talk, "今晚七点小陈来，给他开个访客证")
    await given(talk, "今晚八点小陈来，给他开个访客证", "R2")
    talk.clock.move(timedelta(hours=8, minutes=30))
    said = await at_gate(talk, "小陈")
    assert "V-2" in said
    assert "V-3" in said
    assert "已记为到达" in await at_gate(talk, "V-3")


async def test_a_neighbour_neither_sees_nor_changes_a_pass(talk: Talk) -> None:
    _, row = await given(talk)
    neighbour = await talk.as_resident("R2")
    for words in ("我有哪些访客证", "张伟来了吗", "把张伟的访客证取消", "京A12345那张访客证取消", "访客证都取消"):
        said = texts(await neighbour.says(words))
        assert row.code not in said
        assert "张伟" not in said
    for call in ("drop", "correct", "undo", "this_one"):
        message = neighbour.message(f"call:visitors.{call}:V-2", kind=MessageKind.BUTTON)
        said = texts(await neighbour.send(message))
        assert "您名下没有这张访客证" in said
    assert [one.status for one in await passes(talk)] == ["active", "active"]


async def test_a_home_gives_only_so_many_passes_a_day(talk: Talk) -> None:
    def few(db: Session) -> None:
        community = db.get_one(Community, talk.community)
        community.settings = {**community.settings, "visitor_passes_a_day": 2}

    await talk.app.store.write(few)
    resident = await talk.as_resident("R1")
    for name in ("张伟", "王磊"):
        await resident.says(f"明天上午我朋友{name}来，给他开个访客证")
        await resident.says("对")
    assert "上限" in texts(await resident.says("明天上午我朋友李强来，给他开个访客证"))
    assert len(await passes(talk)) == 3
    talk.clock.move(timedelta(days=1))
    await resident.says("明天上午我朋友李强来，给他开个访客证")
    await resident.says("对")
    assert len(await passes(talk)) == 4


async def test_a_repeated_message_gives_one_pass(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says(ASKED)
    yes = resident.message("对")
    await resident.send(yes)
    await resident.send(yes)
    assert len(await passes(talk)) == 2


async def test_the_yes_after_the_time_is_over_gives_no_pass(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("今晚七点小陈来，给他开个访客证")
    talk.clock.move(timedelta(days=1))
    said = texts(await resident.says("对"))
    assert "没有办" in said
    assert len(await passes(talk)) == 1


async def test_names_and_plates_are_deleted_a_week_after_the_end_with_their_visits(talk: Talk) -> None:
    await given(talk)
    talk.clock.move(timedelta(days=1, hours=3))
    await at_gate(talk, "京A12345")
    ends = timedelta(days=7, hours=12)
    await talk.app.store.write(
        lambda db: delete_expired(db, talk.community, talk.clock.now() + ends - timedelta(hours=2))
    )
    assert "张伟" in {row.name for row in await passes(talk)}
    await talk.app.store.write(lambda db: delete_expired(db, talk.community, talk.clock.now() + ends))
    assert "张伟" not in {row.name for row in await passes(talk)}
    assert await talk.read(lambda db: db.scalars(select(Visit)).all()) == []


async def test_passes_of_a_file_are_read_once_and_written_back_the_same(talk: Talk) -> None:
    rows = [
        {"key": "V-1", "home": "1栋1单元101", "name": "许敏", "date": "2026-03-07", "status": "active", "by": "R1"},
        {"key": "V-7", "home": "1栋1单元101", "name": "王阿姨", "note": "保姆 long term Mon/Wed/Fri"},
        {
            "key": "V-8",
            "home": "2栋1单元301",
            "name": "Tom",
            "date": "2026-03-05",
            "time": "14:00",
            "plate": "京a12345",
        },
    ]
    document = {"community": "青禾里", "visitor_passes": rows}

    def load(db: Session, what: dict[str, Any]) -> list[dict[str, Any]]:
        community = load_community(db, what, talk.app.registry, talk.clock.now())
        return list(pass_rows(db, community))

    first = await talk.app.store.write(lambda db: load(db, document))
    assert await talk.app.store.write(lambda db: load(db, document)) == first
    nanny = next(row for row in first if row["key"] == "V-7")
    assert (nanny["recurrence"], nanny["until"], nanny["kind"]) == ("FREQ=WEEKLY;BYDAY=MO,WE,FR", None, "nanny")
    assert next(row for row in first if row["key"] == "V-8")["time"] == "14:00"
    written = await talk.read(lambda db: list(write_passes(db, db.get_one(Community, talk.community))))
    again = await talk.app.store.write(lambda db: load(db, {"community": "青禾里", "visitor_passes": written}))
    assert again == first
    _, row = await given(talk)
    assert row.number == "V-9"
