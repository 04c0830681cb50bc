"""What residents get of a notice that staff publish: once, in one chat, at a decent time, and what follows from it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from actions.notices.models import Notice, NoticeTold
from actions.notices.publishing import Draft, publish, save, withdraw
from actions.people import Staff
from actions.turn import Work
from bot.testing import Talk, texts

WATER = Draft(
    title="3月6日2栋停水", body="9点到16点换水表。", title_en="No water in Building 2 on 6 March", scope=("2栋",)
)
ALL = Draft(title="周六大扫除", body="上午9点开始。")


async def office(talk: Talk, work: Callable[[Work], Any]) -> Any:
    """Do something at the desk, with what follows."""
    result = await talk.app.engine.act(talk.community, "actions.notices", work)
    await talk.app.drain()
    return result


async def published(talk: Talk, draft: Draft, **more: Any) -> str:
    def do(work: Work) -> str:
        staff = work.db.scalars(work.ours(Staff).order_by(Staff.key)).first()
        assert staff is not None
        row = save(work, draft, staff.id)
        publish(work, row, **more)
        return row.id

    return str(await office(talk, do))


def row_of(work: Work, key: str) -> Notice:
    return work.db.scalars(work.ours(Notice).where(Notice.id == key)).one()


async def test_it_is_told_to_whom_it_concerns_in_their_language_and_nobody_else(talk: Talk) -> None:
    first, english, both = [await talk.as_resident(key) for key in ("R1", "R3", "R4")]
    for one in (first, english, both):
        await one.says("你好")
    await published(talk, WATER)
    assert "停水" not in texts(first.mine())
    assert "No water in Building 2" in english.mine()[-1].text
    assert both.mine()[-1].text == "小区通知：3月6日2栋停水\n9点到16点换水表。"
    assert sum("换水表" in sent.text for sent in both.mine()) == 1, "who has two homes hears it once"


async def test_at_night_it_waits_and_an_urgent_one_does_not(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("你好")
    await talk.advance(timedelta(hours=13))
    await published(talk, ALL)
    assert "大扫除" not in texts(resident.mine())
    await published(talk, Draft(title="燃气抢修，请不要开火", urgent=True))
    assert resident.mine()[-1].text == "紧急通知：燃气抢修，请不要开火"
    assert "大扫除" in texts(await resident.advance(timedelta(hours=10)))


async def test_who_heard_enough_today_hears_it_tomorrow_but_what_is_urgent_now(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("你好")
    for number in range(4):
        await published(talk, Draft(title=f"第{number}件事"))
    assert sum("件事" in sent.text for sent in resident.mine()) == 3
    await published(talk, Draft(title="马上停水抢修", urgent=True))
    assert "紧急通知" in resident.mine()[-1].text
    assert "第3件事" in texts(await resident.advance(timedelta(days=1)))


async def test_the_other_part_is_asked_for_after_it(talk: Talk) -> None:
    resident = await talk.as_resident("R4")
    await resident.says("你好")
    await published(talk, WATER)
    assert "1栋停水" in texts(await resident.says("1栋的呢"))


async def test_a_question_about_it_says_it_again_and_yes_is_noted(talk: Talk) -> None:
    resident = await talk.as_resident("R4")
    await resident.says("你好")
    await published(talk, WATER)
    assert "9点到16点" in texts(await resident.says("几点？"))
    assert texts(await resident.says("知道了")) == "好的。"


async def test_who_refuses_notices_hears_only_what_is_urgent(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("你好")
    await published(talk, ALL)
    assert "小区通知" in texts(await resident.says("别再提醒我这个"))
    await published(talk, Draft(title="周日种树"))
    assert "种树" not in texts(resident.mine())
    await published(talk, Draft(title="着火演习改为真火情", urgent=True))
    assert "真火情" in texts(resident.mine())
    await resident.says("还是提醒我吧")
    await published(talk, Draft(title="下周灭蚊"))
    assert "灭蚊" in texts(resident.mine())


async def test_a_correction_reaches_those_who_heard_it_and_those_it_now_concerns(talk: Talk) -> None:
    first, both = await talk.as_resident("R1"), await talk.as_resident("R4")
    for one in (first, both):
        await one.says("你好")
    key = await published(talk, WATER)
    wider = Draft(title="3月7日停水", body="改到7日。", title_en="No water on 7 March")
    await office(talk, lambda work: save(work, wider, str(row_of(work, key).author_id), row_of(work, key)).id)
    assert both.mine()[-1].text.startswith("小区通知有更正：3月7日停水")
    assert first.mine()[-1].text.startswith("小区通知：3月7日停水")
    assert "改到7日" in texts(await both.says("最近有什么通知"))


async def test_a_withdrawn_notice_is_told_and_found_no_more(talk: Talk) -> None:
    first, both = await talk.as_resident("R1"), await talk.as_resident("R4")
    for one in (first, both):
        await one.says("你好")
    key = await published(talk, WATER)
    await office(talk, lambda work: withdraw(work, row_of(work, key)))
    await office(talk, lambda work: withdraw(work, row_of(work, key)))
    assert [sent.text for sent in both.mine() if "取消" in sent.text] == ["这条小区通知取消了：3月6日2栋停水。"]
    assert "取消" not in texts(first.mine())
    assert "换水表" not in texts(await both.says("2栋停水吗"))


async def test_a_draft_and_one_that_waits_are_found_by_nobody(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await published(talk, ALL, at=talk.clock.now() + timedelta(hours=5))
    assert "大扫除" not in texts(await resident.says("最近有什么通知"))
    assert "大扫除" in texts(await resident.advance(timedelta(hours=5)))
    assert "大扫除" in texts(await resident.says("最近有什么通知"))


async def test_a_job_that_runs_again_tells_nobody_twice(talk: Talk) -> None:
    from actions.notices.jobs import tell

    resident = await talk.as_resident("R1")
    await resident.says("你好")
    key = await published(talk, ALL)
    await office(talk, lambda work: tell(work, {"notice": key, "version": 1, "after": ""}))
    assert sum("大扫除" in sent.text for sent in resident.mine()) == 1


async def test_a_crowd_is_told_a_few_dozen_at_a_time(talk: Talk) -> None:
    from actions.people import Occupancy, Resident

    def move_in(work: Work) -> None:
        home = work.db.scalars(select(Occupancy).where(Occupancy.community_id == work.community.id)).first()
        assert home is not None
        for number in range(120):
            who = Resident(community_id=work.community.id, key=f"X{number}", name=f"某{number}", plates=[], needs={})
            work.db.add(who)
            work.db.flush()
            tie = {"resident_id": who.id, "home_id": home.home_id, "role": "family"}
            work.db.add(Occupancy(community_id=work.community.id, **tie))

    await office(talk, move_in)
    key = await published(talk, ALL)
    told = await talk.read(
        lambda db: db.scalars(select(NoticeTold.resident_id).where(NoticeTold.notice_id == key)).all()
    )
    assert len(told) == len(set(told)) == 124
