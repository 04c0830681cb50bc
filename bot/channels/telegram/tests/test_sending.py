from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import EditMessageReplyMarkup, GetMe, SendMessage
from aiogram.types import Chat, Message
from hypothesis import given
from hypothesis import strategies as st

from actions.channel import Delivery, SendFailed
from actions.reply import Button
from bot.channels.telegram.client import send_failed
from bot.channels.telegram.errands import Errands
from bot.channels.telegram.keyboards import Keyboards, keyboard
from bot.channels.telegram.sending import LONGEST, Outgoing, parts_of
from bot.channels.telegram.tests.fakes import FakeSession, fake_bot
from bot.pace import Pace

LONG = "今天上午十点停水。" * 1000


def delivery(text: str = "好的。", **more: Any) -> Delivery:
    known: dict[str, Any] = {"id": 7, "community": "c", "channel": "telegram", "thread": "1001", "text": text}
    return Delivery(**(known | {"sent_at": datetime(2026, 3, 4, tzinfo=UTC)} | more))


def message(number: int) -> Message:
    return Message(message_id=number, date=datetime(2026, 3, 4, tzinfo=UTC), chat=Chat(id=1001, type="private"))


def outgoing(*answers: object) -> tuple[Outgoing, FakeSession, Errands]:
    bot, session = fake_bot(*answers)
    errands = Errands()
    pace = Pace(overall=1000.0, per_thread=1000.0, per_group=1000.0)
    return Outgoing(None, bot, Keyboards(bot, errands), pace), session, errands  # type: ignore[arg-type]  # no house


def sent(session: FakeSession) -> list[str]:
    return [call.text for call in session.calls if isinstance(call, SendMessage)]


@given(st.text(alphabet="今天。！a b\n👨‍👩‍👧😀", max_size=400), st.integers(4, 60))
def test_parts_keep_every_word_and_the_limit(text: str, limit: int) -> None:
    parts = parts_of(text, limit)
    assert all(0 < len(part.encode("utf-16-le")) <= limit * 2 for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_long_text_is_cut_where_a_sentence_ends() -> None:
    assert {part[-1] for part in parts_of(LONG)} == {"。"}
    assert len(parts_of(LONG)) == -(-len(LONG) // LONGEST)


async def test_only_what_is_missing_of_a_long_text_is_sent_again() -> None:
    out, session, _ = outgoing(message(1), TelegramNetworkError(GetMe(), "gone"), message(2), message(3))
    with pytest.raises(SendFailed):
        await out.send(delivery(LONG), None)
    await out.send(delivery(LONG), None)
    assert sent(session) == [parts_of(LONG)[number] for number in (0, 1, 1, 2)]


async def test_buttons_stand_under_the_last_part() -> None:
    out, session, _ = outgoing(message(1), message(2), message(3))
    await out.send(delivery(LONG, buttons=(Button("好", "say:affirm"),)), None)
    assert [bool(call.reply_markup) for call in session.calls if isinstance(call, SendMessage)] == [False, False, True]


async def test_a_colleagues_name_stands_in_front() -> None:
    out, session, _ = outgoing(message(1))
    await out.send(delivery("马上到。", author="沈若兰"), None)
    assert sent(session) == ["沈若兰：\n马上到。"]


async def test_a_group_that_grew_is_followed_to_its_new_number() -> None:
    moved = TelegramMigrateToChat(SendMessage(chat_id=1, text="x"), "moved", migrate_to_chat_id=-1002)
    out, session, _ = outgoing(moved, message(1))
    await out.send(delivery(), None)
    assert [call.chat_id for call in session.calls if isinstance(call, SendMessage)] == [1001, -1002]


async def test_a_question_that_was_answered_loses_its_buttons_once() -> None:
    out, session, errands = outgoing(message(1), message(2), message(3))
    await out.send(delivery(asks="time", buttons=(Button("好", "fill:time=ANY@1"),)), None)
    await out.send(delivery(id=8), None)
    await out.send(delivery(id=9), None)
    await errands.idle()
    edits = [call for call in session.calls if isinstance(call, EditMessageReplyMarkup)]
    assert [(call.message_id, call.reply_markup) for call in edits] == [(1, None)]


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (("水电", "门窗", "其他"), [2, 1]),
        (("查询本季度的物业费账单", "其他"), [1, 1]),
        (("Water", "Electricity"), [2]),
        ((), []),
    ],
)
def test_short_labels_share_a_row(labels: tuple[str, ...], rows: list[int]) -> None:
    drawn = keyboard(delivery(buttons=tuple(Button(label, "x" * 200) for label in labels)))
    assert [len(row) for row in drawn] == rows
    assert all(len((button.callback_data or "").encode()) <= 64 for row in drawn for button in row)


@pytest.mark.parametrize(
    ("error", "final", "retry_after"),
    [
        (TelegramRetryAfter(GetMe(), "slow down", 9), False, 9.0),
        (TelegramForbiddenError(GetMe(), "bot was blocked by the user"), True, None),
        (TelegramBadRequest(GetMe(), "chat not found"), True, None),
        (TelegramServerError(GetMe(), "oops"), False, None),
        (TelegramNetworkError(GetMe(), "secret words"), False, None),
        (TelegramUnauthorizedError(GetMe(), "wrong token"), False, None),
        (TimeoutError(), False, None),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_every_failure_says_what_to_do(error: Exception, final: bool, retry_after: float | None) -> None:
    failed = send_failed(error)
    assert (failed.final, failed.retry_after) == (final, retry_after)
    assert str(failed) == type(error).__name__
