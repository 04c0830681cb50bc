"""What a resident is told outside their turns: in one chat, at a decent time, not too often, nothing refused."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from actions.access import bind
from actions.effect import Why
from actions.message import MessageKind
from actions.offer import Offer
from actions.people import Community, Resident, Staff
from actions.reply import Reply, Text
from actions.turn import SHARED, Work
from bot.conversations import ConversationRow
from bot.outbox import OutboxRow
from bot.testing import Talk, texts
from tests.conftest import House

OFFER = Offer(topic="toy.news", title="新闻")
HOUR = timedelta(hours=1)
Work1 = Callable[[Work, str], None]


async def do(talk: Talk, work: Work1) -> str:
    """Do something outside any turn for the resident who talks; return what they are told at once."""
    seen = len(talk.channel.sent)

    def run(at_work: Work) -> None:
        resident = at_work.db.scalars(at_work.ours(Resident).where(Resident.key == "R1")).one()
        work(at_work, resident.id)

    await talk.app.engine.act(talk.community, SHARED, run)
    await talk.app.drain()
    return texts(talk.channel.sent[seen:])


async def tell(talk: Talk, words: str = "有快递", **more: Any) -> str:
    offer = more.pop("offer", OFFER)
    return await do(talk, lambda work, who: work.effects.offer(who, Reply(text=Text(words)), offer, **more))


async def news(talk: Talk, words: str = "师傅来了", **more: Any) -> str:
    return await do(talk, lambda work, who: work.effects.tell(who, Reply(text=Text(words)), **more))


async def waited(talk: Talk, by: timedelta) -> str:
    return texts(await talk.advance(by))


async def test_a_yes_belongs_to_what_was_said_and_only_once(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    assert await tell(resident) == "有快递"
    assert texts(await resident.says("知道了")) == "好的。"
    assert "还有什么要办" in texts(await resident.says("affirm")), "nothing is left to say yes to"


async def test_a_question_hears_it_again_and_leaves_it_open(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await tell(resident)
    said = texts(await resident.says("什么事？"))
    assert "有快递" in said
    assert "找工作人员" in said
    assert texts(await resident.says("不用了")) == "好，不提了。"


async def test_tomorrow_means_the_same_time_tomorrow(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await tell(resident)
    assert "明天（3月5日）12:00再跟您说" in texts(await resident.says("明天再说"))
    assert await waited(resident, timedelta(hours=23, minutes=59)) == ""
    assert await waited(resident, timedelta(minutes=1)) == "有快递"
    assert texts(await resident.says("好")) == "好的。"


async def test_in_a_while_does_not_mean_in_the_night(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await resident.advance(9 * HOUR)
    await tell(resident)
    assert "明天（3月5日）08:00" in texts(await resident.says("等会儿"))


async def test_what_would_be_over_then_is_not_put_off(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await tell(resident, until=toy_talk.clock.now() + 3 * HOUR)
    assert "到那时就过了" in texts(await resident.says("明天再说"))


async def test_an_unrelated_request_is_served_and_a_form_comes_first(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await tell(resident)
    assert "单号" in texts(await resident.says("note the tap"))
    await resident.says("book")
    await resident.says("羽毛球场")
    await resident.says("周五")
    assert "羽毛球场" in texts(await resident.says("affirm"))
    assert texts(await resident.says("好")) == "好的。"


async def test_news_waits_for_the_morning_and_an_answer_does_not(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await resident.advance(11 * HOUR)
    assert await news(resident) == ""
    assert await news(resident, "着火了", urgent=True) == "着火了"
    await resident.says("note something")
    assert await news(resident, "派好师傅了") == "派好师傅了"
    assert await waited(resident, 8 * HOUR + timedelta(minutes=59)) == ""
    assert await waited(resident, timedelta(minutes=1)) == "师傅来了"


async def test_what_a_person_writes_is_not_held(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await resident.advance(11 * HOUR)
    assert await news(resident, "我在楼下", author="王师傅") == "我在楼下"


async def test_what_waits_holds_up_no_answer(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await resident.advance(11 * HOUR)
    await news(resident)
    assert "单号" in texts(await resident.says("note at night"))


async def test_what_is_over_in_the_morning_is_never_said(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await resident.advance(11 * HOUR)
    await tell(resident, until=toy_talk.clock.now() + 2 * HOUR)
    await tell(resident, "说到九点", until=toy_talk.clock.now() + 9 * HOUR + HOUR)
    assert await waited(resident, 12 * HOUR) == ""


async def test_a_community_without_quiet_hours_has_none(toy_talk: Talk) -> None:
    def settle(work: Work, who: str) -> None:
        work.db.get_one(Community, work.community.id).settings = {"quiet": {"from": "00:00", "until": "00:00"}}

    resident = await toy_talk.as_resident("R1")
    await do(resident, settle)
    await resident.advance(11 * HOUR)
    assert await news(resident) == "师傅来了"


async def test_the_fourth_thing_nobody_asked_for_waits_for_tomorrow(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    for number in range(3):
        assert await tell(resident, f"第{number}件") == f"第{number}件"
    assert await tell(resident, "第四件") == ""
    assert await news(resident) == "师傅来了"
    assert await tell(resident, "有人问过", why=Why.PROMISED) == "有人问过"
    plain = Reply(text=Text("修完了"))
    assert await tell(resident, "修完了，打几分", plain=plain) == "修完了"
    assert await waited(resident, 24 * HOUR) == "第四件"


async def test_what_was_refused_is_never_said_again_in_no_chat_until_taken_back(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await tell(resident)
    said = await resident.says("别再提醒我这个")
    assert [delivery.record for delivery in said] == ["muted:toy.news"]
    assert await tell(resident) == ""
    plain = Reply(text=Text("修完了"))
    assert await tell(resident, "修完了，打几分", plain=plain) == "修完了"
    assert await tell(resident, "派好师傅了", why=Why.NEWS) == "派好师傅了"
    assert await tell(resident, "别的", offer=Offer(topic="toy.other", title="别的")) == "别的"
    assert "照常告诉您" in texts(await resident.press("还是要提醒"))


async def test_a_refusal_is_taken_back_in_words(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await tell(resident)
    assert "照常" not in texts(await resident.says("还是提醒我吧"))
    await resident.says("别再提醒我这个")
    assert await tell(resident) == ""
    assert texts(await resident.says("还是提醒我吧")) == "好，以后照常告诉您。"
    assert await tell(resident) == "有快递"


async def test_a_refusal_holds_for_what_was_put_off_before_it(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await tell(resident)
    await resident.says("明天再说")
    await tell(resident)
    await resident.says("别提醒了")
    await resident.says("别提醒了")
    assert await waited(resident, 25 * HOUR) == ""


async def test_a_stranger_is_not_kept(toy_talk: Talk) -> None:
    await toy_talk.says("note 一下")
    value = "call:conversation.stop:12345678"
    assert texts(await toy_talk.says(value, kind=MessageKind.BUTTON)) == "好，不提了。"


@pytest.mark.parametrize("name", ["later", "about", "which"])
async def test_a_button_of_something_long_past_says_so(toy_talk: Talk, name: str) -> None:
    said = await toy_talk.says(f"call:conversation.{name}:12345678", kind=MessageKind.BUTTON)
    assert "已经过去了" in texts(said)


async def test_of_two_chats_the_one_used_last_is_told_once(house: House, toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await resident.says("note in the web")
    await resident.advance(HOUR)

    def other(work: Work, who: str) -> None:
        bind(work.db, work.db.get_one(Resident, who), "web", "phone", work.now)

    await do(resident, other)
    phone = Talk(resident.app, resident.clock, resident.channel, resident.sms, resident.community, "phone", True)
    await phone.says("note on the phone")
    before = len(resident.channel.sent)
    await tell(resident)
    assert [delivery.thread for delivery in resident.channel.sent[before:]] == ["phone"]
    assert texts(await phone.says("知道了")) == "好的。"


async def test_private_news_is_never_said_in_a_group(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await resident.says("note alone")
    resident.private = False
    await resident.says("note in the group", thread="group:1")

    def private(work: Work, who: str) -> None:
        row = work.db.scalars(work.ours(ConversationRow).where(ConversationRow.thread == "group:1")).one()
        reply = Reply(text=Text("您欠费"), private=True)
        work.effects.tell(who, reply, conversation_id=row.id)
        work.effects.tell(None, reply, conversation_id=row.id)

    before = len(resident.channel.sent)
    await do(resident, private)
    assert [delivery.thread for delivery in resident.channel.sent[before:]] == [resident.sender]


async def test_who_talks_with_a_person_is_offered_nothing_meanwhile(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await resident.says("note something")

    def taken(work: Work, who: str) -> None:
        staff = Staff(community_id=work.community.id, key="S1", name="沈若兰", role="manager", login="s1")
        work.db.add(staff)
        work.db.flush()
        work.db.scalars(work.ours(ConversationRow)).one().owner_id = staff.id

    def left(work: Work, who: str) -> None:
        work.db.scalars(work.ours(ConversationRow)).one().owner_id = None

    await do(resident, taken)
    assert await tell(resident) == ""
    await do(resident, left)
    assert await waited(resident, HOUR) == "有快递"


async def test_an_offer_and_a_turn_at_the_same_time_lose_nothing_of_each_other(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await resident.says("book")
    for number in range(5):
        offer = Offer(topic=f"toy.{number}", title=str(number))
        accepted = resident.app.engine.accept(resident.message(f"note {number}"))
        await asyncio.gather(accepted, tell(resident, offer=offer, why=Why.NEWS))
    await resident.app.drain()
    state = await resident.read(lambda db: db.scalars(select(ConversationRow.state)).one())
    assert [known["title"] for known in state["offers"]] == ["0", "1", "2", "3", "4"]
    assert state["open"]["form"] == "toy.book"


async def test_what_nobody_asked_for_is_marked_in_the_outbox(toy_talk: Talk) -> None:
    resident = await toy_talk.as_resident("R1")
    await tell(resident)
    await news(resident)
    bodies = await resident.read(lambda db: list(db.scalars(select(OutboxRow.body).order_by(OutboxRow.id))))
    assert ["unasked" in body for body in bodies] == [True, False]
