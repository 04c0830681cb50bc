"""Every count in `/metrics` moves when what it counts happens."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest

from bot.counters import Counters, Histogram
from bot.limits import Voice
from bot.testing import Talk


async def a_message(talk: Talk) -> None:
    await talk.says("plain")


async def the_same_update_twice(talk: Talk) -> None:
    update = talk.message("plain")
    for _ in range(2):
        await talk.app.engine.accept(update)


async def a_turn_that_raises(talk: Talk) -> None:
    await talk.says("boom")


async def a_channel_that_fails_once(talk: Talk) -> None:
    talk.channel.failures = 1
    await talk.says("plain")


async def a_channel_that_fails_for_days(talk: Talk) -> None:
    talk.channel.failures = 10_000
    await talk.says("plain")
    for _ in range(2):
        await talk.advance(timedelta(hours=25))


async def words_without_a_pause(talk: Talk) -> None:
    for _ in range(31):
        await talk.app.limits.allows(Voice("web", "a", "a"), "plain", talk.clock.now())


COUNTED: dict[str, Callable[[Talk], Awaitable[None]]] = {
    "accepted": a_message,
    "repeated": the_same_update_twice,
    "turns": a_message,
    "failed": a_turn_that_raises,
    "handed_over": a_turn_that_raises,
    "sent": a_message,
    "retried": a_channel_that_fails_once,
    "dead": a_channel_that_fails_for_days,
    "refused": words_without_a_pause,
    "turn_seconds": a_message,
    "understood": a_message,
}
ELSEWHERE = {
    "beats",  # bot/operations/tests/test_counters.py
    "unparsed",  # belongs to the channels
}


def count(counters: Counters, name: str) -> int:
    value: Any = getattr(counters, name)
    if isinstance(value, Counter):
        return value.total()
    return sum(value.counts) if isinstance(value, Histogram) else value


def test_no_count_is_without_its_test() -> None:
    assert {field.name for field in fields(Counters)} == set(COUNTED) | ELSEWHERE


@pytest.mark.parametrize("name", COUNTED)
async def test_what_happens_is_counted(name: str, toy_talk: Talk) -> None:
    counters = toy_talk.app.counters
    assert count(counters, name) == 0
    await COUNTED[name](toy_talk)
    assert count(counters, name) > 0
