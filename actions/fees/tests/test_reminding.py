from datetime import timedelta

from sqlalchemy import func, select

from actions.charge import Charge
from actions.fees.models import Reminder
from actions.fees.reminding import remind
from actions.turn import Work
from bot.testing import Talk, texts

THREE_DAYS = timedelta(days=3)


async def _remind(talk: Talk) -> str:
    """Do what the house does every day at ten; return what this person was told."""

    def run(work: Work) -> None:
        remind(work, {})

    before = len(talk.mine())
    await talk.app.engine.act(talk.community, "actions.fees", run)
    await talk.advance(timedelta())
    return texts(talk.mine()[before:])


async def _reminded(talk: Talk) -> tuple[Talk, str]:
    resident = await talk.as_resident("R1")
    await resident.says("你好")
    await resident.advance(THREE_DAYS)
    return resident, await _remind(resident)


async def test_a_yes_to_a_reminder_means_that_bill(talk: Talk) -> None:
    resident, said = await _reminded(talk)
    assert all(part in said for part in ("提醒您", "停车费260.00元", "3月10日"))
    assert "510.15" not in said
    asked = await resident.says("好")
    assert (asked[-1].asks, "260.00元" in texts(asked)) == ("confirm", True)
    assert (await resident.says("对"))[-1].record == "payment:P-1"
    assert await _remind(resident) == ""


async def test_nobody_is_reminded_twice_of_the_same(talk: Talk) -> None:
    resident, _ = await _reminded(talk)
    assert await _remind(resident) == ""
    count = select(func.count()).select_from(Reminder).join(Charge, Charge.id == Reminder.charge_id)
    assert await talk.read(lambda db: db.scalar(count.where(Charge.fee == "parking"))) == 1


async def test_a_reminder_put_off_comes_back_as_it_stands_then(talk: Talk) -> None:
    resident, _ = await _reminded(talk)
    assert "再提醒您" in texts(await resident.says("明天再说"))
    assert "停车费260.00元" in texts(await resident.advance(timedelta(days=1)))
    assert "先不交" in texts(await resident.says("不用了"))


async def test_who_wants_no_reminders_has_none(talk: Talk) -> None:
    resident, _ = await _reminded(talk)
    await resident.says("别再提醒我这个")
    await resident.advance(timedelta(days=8))
    assert await _remind(resident) == ""
