"""What may be shown where it is said: at a kiosk, who is unknown is offered to sign in and is told nothing personal."""

from typing import Any

import pytest

from bot.fitting import SIGN_IN
from bot.testing import Talk, texts


def at_kiosk(talk: Talk) -> Talk:
    talk.channel.name = "kiosk"
    talk.app.channels["kiosk"] = talk.channel
    talk.private, talk.place = False, "1栋"
    return talk


def signs_in(replies: list[Any]) -> bool:
    return any(button.value == SIGN_IN for reply in replies for button in reply.buttons)


@pytest.mark.parametrize("words", ["这季度物业费多少", "我是谁", "帮我订周六的羽毛球场", "明天下午我朋友开车来"])
async def test_a_stranger_at_the_kiosk_is_offered_to_sign_in_and_not_to_register(talk: Talk, words: str) -> None:
    said = await at_kiosk(talk).says(words)
    assert signs_in(said), texts(said)
    assert "start:bind_home" not in {button.value for reply in said for button in reply.buttons}


@pytest.mark.parametrize("words", ["电梯坏了", "现在有什么通知", "厨房漏水了", "我要找真人"])
async def test_what_needs_no_name_asks_for_none(talk: Talk, words: str) -> None:
    said = await at_kiosk(talk).says(words)
    assert not signs_in(said), texts(said)


async def test_who_is_known_at_the_kiosk_is_answered_there(talk: Talk) -> None:
    resident = await at_kiosk(talk).as_resident("R1")
    resident.private = True
    assert "元" in texts(await resident.says("我家物业费多少"))


async def test_a_kiosk_hears_how_to_speak_from_what_was_asked_for_before(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("请说慢一点")
    assert (await resident.says("我家物业费多少"))[-1].manner == {"pace": 80}
