"""Pictures without words, before and after it is said what they show."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from actions.message import MessageKind
from actions.ticket import Ticket, TicketEntry
from bot.testing import Talk, texts

LEAK = "厨房水龙头漏水了，帮我修一下"


async def pictures(talk: Talk, number: str = "T-4") -> list[str | None]:
    query = select(TicketEntry.file_id).join(Ticket, Ticket.id == TicketEntry.ticket_id)
    query = query.where(Ticket.number == number, TicketEntry.kind == "photo").order_by(TicketEntry.at)
    return await talk.read(lambda db: list(db.scalars(query)))


@pytest.mark.parametrize(
    "between", [[], ["你好"], ["物业费多少钱"], ["修一下"]], ids=["", "hello", "a bill", "asked what"]
)
@pytest.mark.parametrize("said", [LEAK, "my kitchen tap is leaking, please fix it"], ids=["zh", "en"])
async def test_what_is_said_after_a_picture_takes_it_along(talk: Talk, between: list[str], said: str) -> None:
    resident = await talk.as_resident("R1")
    await resident.photo(file="p1")
    await resident.advance(timedelta(seconds=40))
    for words in between:
        await resident.says(words)
    answer = texts(await resident.says(said))
    assert "照片" in answer or "photo" in answer
    assert await pictures(resident) == ["p1"]


async def test_every_picture_counts(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    for file in ("p1", "p2", "p3"):
        await resident.photo(file=file)
    await resident.says(LEAK)
    assert await pictures(resident) == ["p1", "p2", "p3"]


async def test_a_picture_belongs_to_one_repair_only(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.photo(file="p1")
    await resident.says(LEAK)
    await resident.says("都行")
    await resident.says("另外，客厅的灯也不亮了")
    assert await pictures(resident) == ["p1"]
    assert await pictures(resident, "T-5") == []


async def test_a_picture_of_long_ago_belongs_to_nothing(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.photo(file="p1")
    await resident.advance(timedelta(minutes=11))
    assert "照片" not in texts(await resident.says(LEAK))
    assert await pictures(resident) == []


async def test_a_picture_and_words_nobody_understands_may_be_a_repair(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.photo(file="p1")
    said = await resident.says("你们帮我看看")
    assert said[-1].buttons[0].label == "报修"
    await resident.press("报修")
    await resident.says(LEAK)
    assert await pictures(resident) == ["p1"]


@pytest.mark.parametrize("first", ["picture", "recording"])
async def test_a_recording_is_no_picture(talk: Talk, first: str) -> None:
    resident = await talk.as_resident("R1")
    if first == "picture":
        await resident.photo(file="p1")
    await resident.says(LEAK, kind=MessageKind.VOICE, files=("v1",))
    if first == "recording":
        await resident.photo(file="p1")
    assert await pictures(resident) == ["p1"]


async def test_a_picture_that_an_open_question_has_no_use_for_is_kept(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("我要订羽毛球馆")
    said = await resident.photo(file="p1")
    assert "先留着" in texts(said)
    assert said[-1].asks == "day"
    await resident.says("算了不订了")
    await resident.says(LEAK)
    assert await pictures(resident) == ["p1"]


async def test_the_open_question_comes_back_after_a_picture_of_what_was_done_before(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says(LEAK)
    await resident.says("都行")
    await resident.says("我要订羽毛球馆")
    said = await resident.photo(file="p1")
    assert "T-4" in texts(said)
    assert said[-1].asks == "day"
    assert await pictures(resident) == ["p1"]


async def test_a_complaint_takes_the_picture_along(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.photo(file="p1")
    await resident.says("楼上天天半夜吵，我要投诉")
    await resident.says("楼上，说不清几室")
    assert await pictures(resident, "C-1") == ["p1"]
