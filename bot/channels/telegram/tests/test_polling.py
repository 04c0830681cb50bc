import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiogram.exceptions import TelegramConflictError, TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import GetMe
from aiogram.types import Update

from bot.channels.telegram.client import RawUpdates
from bot.channels.telegram.polling import Polling, Reader
from bot.channels.telegram.tests.fakes import FakeSession, fake_bot
from bot.counters import Counters
from integrations.database import StoreAway


def text(number: int, chat: int = 1) -> dict[str, Any]:
    sender = {"id": chat, "is_bot": False, "first_name": "x"}
    message = {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "from": sender, "text": "x"}
    return {"update_id": number, "message": message}


class Enough(BaseException):
    """Ends a poll that would go on for ever."""


async def poll(
    take: Callable[[Update], Awaitable[None]], *answers: object
) -> tuple[FakeSession, list[float], Counters]:
    bot, session = fake_bot(*answers, Enough())
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    counters = Counters()
    with pytest.raises(Enough):
        await Polling(bot, Reader(bot, counters), take, pause).run()
    return session, pauses, counters


def offsets(session: FakeSession) -> list[int | None]:
    return [call.offset for call in session.calls if isinstance(call, RawUpdates)]


async def test_what_is_stored_is_acknowledged_with_the_next_poll() -> None:
    taken = []

    async def take(update: Update) -> None:
        taken.append(update.update_id)

    session, _, _ = await poll(take, [text(5), text(6)], [])
    assert taken == [5, 6]
    assert offsets(session) == [None, 7, None], "once all is confirmed nothing is named: ids may begin anew"


async def test_nothing_is_acknowledged_while_the_store_is_away() -> None:
    tries = []

    async def take(update: Update) -> None:
        tries.append(update.update_id)
        if len(tries) == 2:
            raise StoreAway("cut off")

    session, pauses, _ = await poll(take, [text(5), text(6), text(7)], [text(6), text(7)], [])
    assert offsets(session) == [None, 6, 8, None]
    assert tries == [5, 6, 7, 6], "what was stored before is not handed on again"
    assert pauses == [1.0]


async def test_what_cannot_be_read_is_counted_and_passed_over() -> None:
    taken = []

    async def take(update: Update) -> None:
        taken.append(update.update_id)

    poison: list[object] = [{"update_id": 5, "message": 3}, "no update", {"update_id": True}, text(6)]
    session, _, counters = await poll(take, poison, [])
    assert taken == [6]
    assert counters.unparsed == 1
    assert offsets(session) == [None, 7, None]


async def test_a_slow_update_holds_up_its_own_chat_only() -> None:
    free, taken = asyncio.Event(), []

    async def take(update: Update) -> None:
        if update.update_id == 5:
            await free.wait()
        taken.append(update.update_id)
        if update.update_id == 8:
            free.set()

    all_of_them = [text(5), text(6), text(7, chat=2)]
    session, _, _ = await poll(take, all_of_them, [*all_of_them, text(8, chat=2)], [])
    assert taken == [7, 8, 5, 6]
    assert offsets(session) == [None, None, 9, None]


@pytest.mark.parametrize(
    ("error", "pause"),
    [
        (TelegramNetworkError(GetMe(), "gone"), 1.0),
        (TelegramConflictError(GetMe(), "another one"), 1.0),
        (TelegramRetryAfter(GetMe(), "slow down", 7), 7.0),
        (OSError("cut off"), 1.0),
        (TimeoutError(), 1.0),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
async def test_a_poll_that_fails_is_tried_again_after_a_pause(error: Exception, pause: float) -> None:
    async def take(update: Update) -> None:
        raise AssertionError("nothing came")

    _, pauses, _ = await poll(take, error, [])
    assert pauses == [pause]


async def test_pauses_grow_while_telegram_is_away() -> None:
    async def take(update: Update) -> None:
        raise AssertionError("nothing came")

    _, pauses, _ = await poll(take, *[OSError("cut off")] * 7, [], OSError("again"))
    assert pauses == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 1.0]
