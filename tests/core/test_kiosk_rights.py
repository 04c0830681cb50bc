"""What a kiosk may do: nobody signs in at the gate, and what is not served is answered honestly, however asked."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.access import bind
from actions.message import MessageKind
from actions.people import Resident
from actions.registry import ALWAYS, at_kiosk, builtin, registry_of, switched_on
from bot.conversations import ConversationRow
from bot.fitting import SIGN_IN
from bot.key_office import ALL, NO, NONE, YES, Order
from bot.keys import ApiKey, UnknownKey
from bot.retention import delete_expired
from bot.rights import EVERYTHING, KioskPost, Rights, rights_of
from bot.testing import Talk, texts
from tests.core.test_fitting import at_kiosk as stand
from tests.core.test_fitting import signs_in

NOT_HERE = "这台机器上办不了"
Asked = list[Any]


async def post_at(talk: Talk, place: str = "大门", **rights: str) -> str:
    """Enroll a kiosk and return the id of its key."""
    await Order(do="new", kiosk=place, **rights).run(talk.app)  # type: ignore[arg-type]  # they are all words
    newest = select(ApiKey.id).where(ApiKey.label == place)
    return await talk.read(lambda db: db.scalars(newest).one())


async def change(talk: Talk, key: str, **rights: str) -> str:
    return await Order(do="set", key=key, **rights).run(talk.app)  # type: ignore[arg-type]


async def fill_button(talk: Talk) -> str:
    """Return a button of the question that is open."""
    state = await talk.read(lambda db: db.query(ConversationRow).one().state or {})
    return f"fill:{state['open']['asked']}=1栋1单元101@{state['open']['serial']}"


def values(said: Asked) -> list[str]:
    return [button.value for reply in said for button in reply.buttons]


def test_a_kiosk_serves_what_it_is_told_and_what_no_place_can_do_without() -> None:
    registry = registry_of(builtin())
    here = at_kiosk(registry, ["repairs"])
    assert {"repairs", *ALWAYS} <= set(here.scenarios)
    assert {"fees", "visitors", "bookings"} <= here.elsewhere
    assert "parcels" in here.scenarios, "it only says what cannot be done yet, and would say so anywhere"
    assert at_kiosk(registry, None) is registry


def test_what_the_community_has_not_is_not_elsewhere() -> None:
    here = at_kiosk(switched_on(registry_of(builtin()), ["repairs", "notices"]), ["repairs"])
    assert here.elsewhere == {"notices"}
    assert "fees" in here.off


ASKED = [
    ("typed", "这季度物业费多少", MessageKind.TEXT),
    ("spoken", "帮我订周六的羽毛球场", MessageKind.TEXT),
    ("a key", "start:bill_query", MessageKind.BUTTON),
    ("a handler's button", "call:fees.explain:1", MessageKind.BUTTON),
]


@pytest.mark.parametrize(("words", "kind"), [pytest.param(*case[1:], id=case[0]) for case in ASKED])
async def test_what_is_not_served_here_is_said_honestly(talk: Talk, words: str, kind: MessageKind) -> None:
    post = await post_at(talk, only="repairs,elevators,notices")
    said = await stand(talk).says(words, kind=kind, post=post)
    assert NOT_HERE in texts(said)
    assert "手机上" in texts(said)
    assert values(said) == ["start:human_handoff"]


ALWAYS_SAID = [
    ("danger", "着火了", "escalation"),
    ("a person", "我要找真人", ""),
    ("small talk", "你好", ""),
    ("thanks", "谢谢你", ""),
    ("a joke", "讲个笑话", ""),
]


@pytest.mark.parametrize(("words", "record"), [pytest.param(*case[1:], id=case[0]) for case in ALWAYS_SAID])
async def test_danger_a_person_and_small_talk_work_at_every_kiosk(talk: Talk, words: str, record: str) -> None:
    post = await post_at(talk, sign_in=NO, only="notices")
    said = await stand(talk).says(words, post=post)
    assert said
    assert NOT_HERE not in texts(said)
    assert any(str(reply.record or "").startswith(record) for reply in said)


async def test_what_can_be_done_here_is_what_this_kiosk_does(talk: Talk) -> None:
    post = await post_at(talk, only="repairs,notices")
    said = await stand(talk).says("你能做什么", post=post)
    assert "报修" in texts(said)
    assert "物业费" not in texts(said)
    assert not [value for value in values(said) if value != "start:human_handoff"]
    await change(talk, post, only=ALL)
    assert "物业费" in texts(await talk.says("你能做什么", post=post))


async def test_what_is_not_understood_names_nothing_that_is_done_elsewhere(talk: Talk) -> None:
    post = await post_at(talk, only="repairs,notices")
    for words in ("哒哒哒啦啦", "那个那个呃七七八八的", "帮我买张去上海的火车票"):
        said = texts(await stand(talk).says(words, post=post))
        assert "没听懂" in said or "帮不上忙" in said
        assert "费" not in said


async def test_what_is_served_works_beside_what_is_not(talk: Talk) -> None:
    post = await post_at(talk, only="notices")
    said = texts(await stand(talk).says("现在有什么通知，还有物业费多少", post=post))
    assert NOT_HERE in said
    assert "1栋停水" in said


async def test_another_kiosk_that_does_it_is_named(talk: Talk) -> None:
    gate = await post_at(talk, only="notices")
    stand(talk)
    assert "1栋" not in texts(await talk.says("这季度物业费多少", post=gate))
    hall = await post_at(talk, "1栋")
    assert "1栋的机器上可以办" in texts(await talk.says("这季度物业费多少", post=gate))
    await Order(do="revoke", key=hall).run(talk.app)
    assert "1栋" not in texts(await talk.says("这季度物业费多少", post=gate))


async def test_a_kiosk_that_does_not_do_it_either_is_not_named(talk: Talk) -> None:
    gate = await post_at(talk, sign_in=NO, only="notices")
    await post_at(talk, "1栋", only="repairs")
    await post_at(talk, "2栋", sign_in=NO)
    stand(talk)
    assert "栋" not in texts(await talk.says("这季度物业费多少", post=gate))
    assert "1栋的机器上可以办" in texts(await talk.says("厨房漏水了", post=gate))


async def test_a_change_counts_from_the_next_message_on_also_in_the_middle_of_a_form(talk: Talk) -> None:
    post = await post_at(talk)
    asked = await stand(talk).says("厨房漏水了", post=post)
    assert NOT_HERE not in texts(asked)
    old = await fill_button(talk)
    await change(talk, post, only="notices")
    said = await talk.says("就是水槽下面", post=post)
    assert "这台机器上现在办不了" in texts(said)
    conversation = await talk.read(lambda db: db.query(ConversationRow).one().state)
    assert not (conversation or {}).get("open")
    pressed = await talk.says(old, kind=MessageKind.BUTTON, post=post)
    assert not any(reply.record for reply in pressed), "an old button opens nothing"
    await change(talk, post, only=ALL)
    assert NOT_HERE not in texts(await talk.says("厨房漏水了", post=post))


async def test_an_old_button_alone_closes_the_form(talk: Talk) -> None:
    post = await post_at(talk)
    await stand(talk).says("厨房漏水了", post=post)
    old = await fill_button(talk)
    await change(talk, post, only="notices")
    assert "这台机器上现在办不了" in texts(await talk.says(old, kind=MessageKind.BUTTON, post=post))


PERSONAL = ["这季度物业费多少", "我是谁", "帮我订周六的羽毛球场", "我上次报修怎么样了", "把客厅的灯关掉", "给我登录码"]


@pytest.mark.parametrize("words", PERSONAL)
async def test_where_nobody_signs_in_no_answer_offers_it(talk: Talk, words: str) -> None:
    post = await post_at(talk, sign_in=NO)
    said = await stand(talk).says(words, post=post)
    assert said
    assert not signs_in(said)
    assert "登录" not in texts(said)
    assert "start:bind_home" not in values(said)
    assert values(said).count("start:human_handoff") <= 1


@pytest.mark.parametrize("words", PERSONAL[:-1])
async def test_where_people_sign_in_the_same_questions_offer_it(talk: Talk, words: str) -> None:
    assert signs_in(await stand(talk).says(words, post=await post_at(talk)))


async def test_where_nobody_signs_in_the_kiosk_that_knows_people_is_named(talk: Talk) -> None:
    gate = await post_at(talk, sign_in=NO)
    await post_at(talk, "1栋")
    assert "1栋的机器上办" in texts(await stand(talk).says("这季度物业费多少", post=gate))


async def test_who_was_signed_in_when_that_ended_is_nobody_from_the_next_message_on(talk: Talk) -> None:
    post = await post_at(talk)
    resident = await stand(talk).as_resident("R1")
    resident.private = True
    assert "元" in texts(await resident.says("我家物业费多少", post=post))
    await change(talk, post, sign_in=NO)
    said = texts(await resident.says("我家物业费多少", post=post))
    assert "元" not in said
    assert "要先知道您是谁" in said


async def test_english_is_answered_in_english(talk: Talk) -> None:
    gate = await post_at(talk, sign_in=NO, only="notices")
    said = texts(await stand(talk).says("How much is my management fee?", lang="en", post=gate))
    assert "is not done at this machine" in said
    await post_at(talk, "Lobby")
    assert "the one at Lobby does it" in texts(await talk.says("How much is my management fee?", post=gate))


async def test_what_is_asked_of_rights_is_checked_and_the_rest_stays(talk: Talk) -> None:
    post = await post_at(talk, only="repairs, notices")

    async def now() -> Rights:
        return await talk.read(lambda db: rights_of(db, post))

    assert await now() == Rights(only=("notices", "repairs"))
    with pytest.raises(UnknownKey, match=r"there is no scenario laundry, dancing; there are .*fees.*repairs"):
        await change(talk, post, only="repairs,laundry,dancing")
    with pytest.raises(UnknownKey, match="there is no scenario fun"):
        await post_at(talk, "2栋", only="fun")
    assert await talk.read(lambda db: db.query(ApiKey).count()) == 1, "a kiosk that was refused has no key"
    assert "nobody signs in, serves notices repairs" in await change(talk, post, sign_in=NO)
    assert await now() == Rights(signs_in=False, only=("notices", "repairs"))
    await change(talk, post, only=ALL)
    assert await now() == Rights(signs_in=False)
    assert "people sign in, serves everything" in await change(talk, post, sign_in=YES)
    assert "people sign in, serves everything" in await Order(do="list").run(talk.app)
    await Order(do="new", channel="wecom").run(talk.app)
    channel = await talk.read(lambda db: db.scalars(select(ApiKey.id).where(ApiKey.kind == "channel")).one())
    for wrong, why in ((channel, "is no kiosk's key"), ("0" * 32, "there is no key")):
        with pytest.raises(UnknownKey, match=why):
            await change(talk, wrong, sign_in=NO)


async def test_a_sensor_is_named_as_home_assistant_does(talk: Talk) -> None:
    post = await post_at(talk, presence="binary_sensor.lobby_1")
    assert await talk.read(lambda db: rights_of(db, post)) == Rights(presence="binary_sensor.lobby_1")
    for wrong in ("lobby", "light.lobby", "binary_sensor.", "binary_sensor.Lobby", "binary_sensor." + "x" * 255):
        with pytest.raises(UnknownKey, match="is no sensor"):
            await change(talk, post, presence=wrong)
    assert "senses with binary_sensor.lobby_1" in await change(talk, post, sign_in=NO)
    assert "senses" not in await change(talk, post, presence=NONE)


async def test_rights_leave_with_their_key(talk: Talk) -> None:
    post = await post_at(talk, sign_in=NO)
    await Order(do="revoke", key=post).run(talk.app)

    def tidy_up(db: Session) -> int:
        delete_expired(db, talk.community, talk.clock.now() + timedelta(days=4000))
        return db.query(KioskPost).count()

    assert await talk.app.store.write(tidy_up) == 0
    assert await talk.read(lambda db: rights_of(db, post)) == EVERYTHING


async def test_a_resident_elsewhere_is_served_everything(talk: Talk) -> None:
    await post_at(talk, sign_in=NO, only="notices")

    def sign_in(db: Session) -> str:
        resident = db.scalars(select(Resident).where(Resident.key == "R1")).one()
        bind(db, resident, talk.channel.name, talk.sender, talk.clock.now())
        return resident.id

    await talk.app.store.write(sign_in)
    said = await talk.says("我家物业费多少")
    assert "元" in texts(said)
    assert SIGN_IN not in values(said)
