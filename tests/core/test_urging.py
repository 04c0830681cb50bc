"""Haste beside what was reported: passed on, reported once, and danger stays danger."""

import pytest
from sqlalchemy import func, select

from actions.ticket import Ticket
from bot.testing import Talk, texts


async def reported(talk: Talk) -> Talk:
    resident = await talk.as_resident("R1")
    await resident.says("厨房水龙头漏水了")
    await resident.press("都行")
    return resident


async def repairs(talk: Talk) -> int:
    count = select(func.count()).where(Ticket.kind == "repair", Ticket.number >= "T-4")
    return await talk.read(lambda db: int(db.scalar(count) or 0))


@pytest.mark.parametrize("words", ["那个漏电的冒火花了，快点啊", "那个漏水的，快来人救命啊", "煤气味很大，快点来"])
async def test_danger_stays_danger_beside_a_repair(talk: Talk, words: str) -> None:
    said = texts(await (await reported(talk)).says(words))
    assert "催了" not in said
    assert any(word in said for word in ("110", "危险", "119", "120"))


@pytest.mark.parametrize("words", ["卫生间的灯也坏了，赶紧来修", "客厅插座没电，快点来修"])
async def test_something_new_in_haste_is_a_ticket_of_its_own(talk: Talk, words: str) -> None:
    resident = await reported(talk)
    await resident.says(words)
    assert await repairs(resident) == 2


async def test_a_stranger_urges_nothing_of_others(talk: Talk) -> None:
    await reported(talk)
    said = texts(await talk.says("催一下漏水那个"))
    assert "T-4" not in said
