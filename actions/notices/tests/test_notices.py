from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from actions.loading import Loading
from actions.notices.desk import notices
from actions.notices.loading import load_notices
from actions.notices.models import Notice
from actions.notices.reading import buildings_of, span_of, topic_of
from actions.people import Community
from actions.table import new_id
from bot.testing import Talk, texts
from bot.testing_tables import create_tables

NOW = datetime(2026, 3, 4, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def loading() -> Iterator[Loading]:
    engine = create_engine("sqlite://")
    create_tables(engine)
    with Session(engine) as db:
        community = Community(id=new_id(), name="青禾里", settings={})
        db.add(community)
        db.flush()
        yield Loading(db, community, NOW, section="notices")
    engine.dispose()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NOW.tzinfo)


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("4月2日 13:00-17:00 停水，范围：2栋（水泵检修）", "water_outage"),
        ("5栋右侧电梯 4月6日至8日更换", "elevator_works"),
        ("今冬供热 11月10日开始", "heating_season"),
        ("周六上午消防演练", "safety"),
        ("Power cut on 2 April, 9am-noon", "power_outage"),
        ("关于遛狗请拴绳的提醒", ""),
    ],
)
def test_a_title_says_its_topic(words: str, topic: str) -> None:
    assert topic_of(words) == topic


@pytest.mark.parametrize(
    ("words", "buildings"),
    [
        ("范围：2栋", ["2栋"]),
        ("4栋、6栋及11栋", ["4栋", "6栋", "11栋"]),
        ("3、5号楼停电", ["3栋", "5栋"]),
        ("1至3栋", ["1栋", "2栋", "3栋"]),
        ("十二栋外墙", ["12栋"]),
        ("Blocks 7 and 9", ["7栋", "9栋"]),
        ("全体业主", []),
    ],
)
def test_a_title_says_which_buildings(words: str, buildings: list[str]) -> None:
    assert buildings_of(words) == buildings


@pytest.mark.parametrize(
    ("words", "starts", "ends"),
    [
        ("4月2日 13:00-17:00 停水", "2026-04-02 13:00", "2026-04-02 17:00"),
        ("电梯 4月6日至8日更换", "2026-04-06", "2026-04-09"),
        ("供热 11月10日开始", "2026-11-10", None),
        ("旧门禁卡用到4月30日为止", None, "2026-05-01"),
        ("装修施工 周一至周五 8:00-12:00", None, None),
    ],
)
def test_a_title_says_when(words: str, starts: str | None, ends: str | None) -> None:
    span = span_of(words, NOW)
    assert span.starts == (at(starts) if starts else None)
    assert span.ends == (at(ends) if ends else None)


def test_a_title_alone_makes_a_notice_and_twice_makes_one(loading: Loading) -> None:
    rows = [{"title": "4月2日 13:00-17:00 停水，范围：2栋、3栋"}]
    load_notices(loading, rows)
    load_notices(loading, rows)
    notice = loading.db.scalars(select(Notice)).one()
    assert loading.problems == []
    assert (notice.topic, notice.scope) == ("water_outage", ["2栋", "3栋"])


def test_what_a_row_says_wins_over_its_words(loading: Loading) -> None:
    row = {"title": "2栋停水", "topic": "safety", "buildings": ["5"], "from": "2026-03-06", "until": "2026-03-07"}
    load_notices(loading, [row])
    notice = loading.db.scalars(select(Notice)).one()
    assert (notice.topic, notice.scope) == ("safety", ["5栋"])
    assert notice.ends == at("2026-03-08")


def test_a_row_without_a_title_is_named(loading: Loading) -> None:
    load_notices(loading, [{"body": "没有标题"}])
    assert loading.problems == ["notices, row 1, title: give every notice a title, such as 9月18日 09:00-15:00 停水"]


async def test_more_than_three_notices_come_in_portions(talk: Talk) -> None:
    await talk.app.store.write(lambda db: db.add_all([_rule(talk, number) for number in range(6)]))
    first = await talk.says("有什么通知")
    assert "还有4条" in texts(first)
    second = await talk.press("还有4条")
    third = await talk.press("还有1条")
    shown = [line for said in (first, second, third) for line in said[-1].text.splitlines() if line.startswith("规定")]
    assert sorted(shown) == [f"规定{number}" for number in range(6)]


def _rule(talk: Talk, number: int) -> Notice:
    return Notice(
        id=new_id(), community_id=talk.community, title=f"规定{number}", scope=[], created_at=talk.clock.now()
    )


async def test_a_notice_that_is_over_is_not_told(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    talk.clock.move(at("2026-03-07 09:00") - talk.clock.now())
    assert "1栋停水" not in texts(await resident.says("什么时候停水"))


async def test_the_kiosk_of_a_building_knows_where_it_stands(talk: Talk) -> None:
    talk.place, talk.private = "1栋1单元", False
    assert "3月5日1栋停水" in texts(await talk.says("明天停水吗"))


async def test_the_desk_sees_every_notice(talk: Talk) -> None:
    rows = await talk.app.engine.act(talk.community, "actions.notices", notices.rows)
    assert {row[0]: row[2] for row in rows} == {"3月5日1栋停水": "1栋", "2栋电梯检修": "2栋", "装修时间": "全小区"}


async def test_a_part_without_a_number_is_asked_for_by_its_name(talk: Talk) -> None:
    def announce(db: Session) -> None:
        told = {"title": "西区停水", "topic": "water_outage", "scope": ["西区"]}
        db.add(Notice(id=new_id(), community_id=talk.community, created_at=talk.clock.now(), **told))

    await talk.app.store.write(announce)
    resident = await talk.as_resident("R1")
    assert "西区" not in texts(await resident.says("停水吗"))
    assert "西区停水" in texts(await resident.says("西区的呢"))
