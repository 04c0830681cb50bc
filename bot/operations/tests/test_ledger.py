import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from actions.people import Community
from bot.inbox import InboxRow
from bot.operations.auditor import AUDIT, Auditor
from bot.operations.finding import Kind
from bot.operations.ledger import FindingRow
from bot.operations.tests.small import (
    NOW,
    SECRET,
    AwayStore,
    SmallHouse,
    ago,
    heard,
    job,
    kiosk,
    leaves,
    process,
    pulse,
    ticket,
)
from bot.outbox import OutboxRow
from bot.pulses import KioskPulse
from integrations.database import StoreAway


async def pages(house: SmallHouse) -> dict[str, str]:
    return {row.thread: row.body["text"] for row in await house.all(OutboxRow, kind="sms")}


async def test_a_finding_is_raised_once_and_closes_by_itself(small: SmallHouse) -> None:
    await small.add(heard(ago(minutes=6)))
    auditor = Auditor(small)
    assert [one.kind for one in await auditor.look()] == [Kind.MESSAGE_UNHANDLED]
    assert await auditor.look() == []
    [found] = await small.all(FindingRow)
    assert (found.kind, found.subject, found.count, found.closed_at) == ("message_unhandled", "inbox", 1, None)
    await small.store.write(_put_right)
    small.clock.at += timedelta(minutes=1)
    assert await auditor.look() == []
    [found] = await small.all(FindingRow)
    assert (found.closed_at, found.open_key) == (small.clock.at, None)


async def test_managers_and_administrators_on_duty_are_paged_in_their_language(small: SmallHouse) -> None:
    await small.add(heard(ago(minutes=6)), ticket("E-3", ago(minutes=9), kind="emergency"))
    await Auditor(small).look()
    told = await pages(small)
    assert set(told) == {"p-M1", "p-A1"}
    assert "（E-3）" in told["p-M1"]
    assert "nobody has taken an emergency E-3" in told["p-A1"]
    assert SECRET not in str(told)
    assert {row.lane for row in await small.all(OutboxRow, kind="sms")} == {"emergency"}


async def test_what_stays_for_an_hour_is_raised_again(small: SmallHouse) -> None:
    await small.add(heard(ago(minutes=6)))
    auditor = Auditor(small)
    raised = []
    for _ in range(5):
        raised.append([one.kind for one in await auditor.look()].count(Kind.MESSAGE_UNHANDLED))
        small.clock.at += timedelta(minutes=30)
    assert raised == [1, 0, 1, 0, 1]


async def test_a_kiosk_without_a_line_is_told_of_once_wakes_nobody_and_is_over_when_it_is_back(
    small: SmallHouse,
) -> None:
    await small.add(kiosk("1栋"))
    await small.add(pulse("1栋", 6))
    auditor, raised = Auditor(small), []
    for _ in range(5):
        raised += [one.kind for one in await auditor.look() if one.kind is Kind.KIOSK_GONE]
        small.clock.at += timedelta(minutes=30)
    assert raised == [Kind.KIOSK_GONE]
    told = [row for row in await small.all(OutboxRow, kind="sms") if "大堂一体机连不上（1栋）" in row.body["text"]]
    assert [(row.thread, row.lane) for row in told] == [("p-M1", "normal")]
    await small.store.write(lambda db: db.execute(update(KioskPulse).values(seen_at=small.clock.at)))
    await auditor.look()
    [found] = await small.all(FindingRow, kind="kiosk_gone")
    assert found.closed_at == small.clock.at


async def test_what_comes_back_is_a_new_finding(small: SmallHouse) -> None:
    auditor = Auditor(small)
    for _ in range(2):
        await small.add(heard(small.clock.at - timedelta(minutes=6)))
        assert len(await auditor.look()) == 1
        await small.store.write(_put_right)
        small.clock.at += timedelta(minutes=1)
        assert await auditor.look() == []
    assert len(await small.all(FindingRow)) == 2


async def test_of_many_that_look_at_once_exactly_one_raises(small: SmallHouse) -> None:
    await small.add(heard(ago(minutes=6)), leaves(ago(minutes=9)))
    raised = await asyncio.gather(*(Auditor(small).look() for _ in range(8)))
    assert sorted(one.kind for some in raised for one in some) == [Kind.MESSAGE_UNHANDLED, Kind.OUTBOX_STUCK]
    assert len(await small.all(OutboxRow, kind="sms")) == 2 * len([some for some in raised if some])


async def test_what_concerns_the_whole_house_is_told_to_one_community(small: SmallHouse) -> None:
    await small.add(Community(id="b", name="另一个小区", settings={}))
    await small.add(process("web", ago(hours=1), ago(minutes=2)), process("all", ago(hours=1), NOW))
    small.given["community"] = "测试小区"
    assert [one.kind for one in await Auditor(small).look()] == [Kind.PROCESS_GONE]
    assert [row.community_id for row in await small.all(FindingRow)] == ["c"]


async def test_a_house_in_which_all_is_well_writes_nothing(plain: SmallHouse) -> None:
    before = plain.store.commits
    assert await Auditor(plain).look() == []
    assert plain.store.commits == before


async def test_the_timer_raises_a_dead_runner(plain: SmallHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.operations.auditor.PERIOD", 0.0)
    await plain.add(job(ago(minutes=9)))
    raised = asyncio.Event()
    plain.engine.on_outbox = raised.set  # a page waits
    timer = asyncio.create_task(Auditor(plain).run())
    await asyncio.wait_for(raised.wait(), 5)
    timer.cancel()
    assert [row.kind for row in await plain.all(FindingRow)] == ["job_overdue"]


async def test_a_database_that_is_away_does_not_end_the_timer(
    plain: SmallHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.operations.auditor.PERIOD", 0.0)
    there, plain.store = plain.store, AwayStore(StoreAway("away"))  # type: ignore[assignment]
    timer = asyncio.create_task(Auditor(plain).run())
    for _ in range(5):
        await asyncio.sleep(0)
    assert not timer.done()
    plain.store = there
    await plain.add(heard(ago(minutes=9)))
    raised = asyncio.Event()
    plain.engine.on_outbox = raised.set
    await asyncio.wait_for(raised.wait(), 5)
    timer.cancel()


def test_the_same_look_is_a_job_of_the_house() -> None:
    assert (AUDIT.name, AUDIT.cron) == ("audit", "*/5 * * * *")


async def test_the_job_raises_nothing_while_a_start_does_what_waited(plain: SmallHouse) -> None:
    await plain.add(heard(ago(hours=6)), process("all", ago(seconds=50), NOW))
    await plain.engine.act("c", "bot", lambda work: AUDIT.run(work, {}))
    assert await plain.all(FindingRow) == []


async def test_the_job_raises_what_the_timer_has_not(plain: SmallHouse) -> None:
    await plain.add(heard(ago(minutes=6)), process("all", ago(minutes=1), NOW))
    await plain.engine.act("c", "bot", lambda work: AUDIT.run(work, {}))
    assert await Auditor(plain).look() == []
    assert set(await pages(plain)) == {"p-M1", "p-A1"}


def _put_right(db: Session) -> None:
    """Let what went wrong be put right, and the pages leave."""
    db.execute(update(InboxRow).values(state="done", kind="outcome"))
    db.execute(update(OutboxRow).values(state="sent"))
