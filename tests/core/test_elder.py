"""What reaches old people, whoever says it: an answer, news of a job, a person's own words."""

from datetime import timedelta

from actions.people import Resident
from actions.reply import Reply, Text
from actions.turn import Work
from bot.outbox import reply_body
from bot.testing import Talk, texts


async def test_news_comes_in_short_lines_too(talk: Talk) -> None:
    resident = await talk.as_resident("R2")
    await resident.says("字大一点")

    def tell(work: Work) -> None:
        reply = Reply(text=Text("您报的水管（T-12）已经派好师傅，时间是明天（3月5日）14:00-16:00。"))
        work.effects.tell(resident.sender, reply)

    await talk.app.engine.act(talk.community, "actions.repairs", tell)
    told = texts(await resident.advance(timedelta(seconds=1)))
    assert "T-12" not in told
    assert "编号12" in told
    assert all(len(line) <= 20 for line in told.split("\n"))


async def test_who_is_noted_as_old_is_answered_so_from_the_first_word(talk: Talk) -> None:
    resident = await talk.as_resident("R2")

    def note(work: Work) -> None:
        person = work.db.get_one(Resident, resident.sender)
        person.needs = {**person.needs, "elder_view": True}

    await talk.app.engine.act(talk.community, "actions.homes", note)
    assert "就喊" not in texts(await resident.says("你能做什么"))
    assert "要查账，就说“查物业费”。" in texts(talk.last or resident.last)


async def test_the_same_words_again_are_the_same_lines(talk: Talk) -> None:
    resident = await talk.as_resident("R2")
    await resident.says("字大一点")
    first = texts(await resident.says("我能做什么，你能做什么"))
    assert texts(await resident.says("再说一遍")).split("\n")[0] == first.split("\n")[0]


def test_the_words_of_a_person_stay_as_they_are() -> None:
    said = Reply(text=Text("王师傅（水电）14:00到，编号T-12。"))
    assert reply_body(said, "zh", "王经理", elder=True)["text"] == said.text
    assert reply_body(said, "zh", elder=True)["text"] != said.text
