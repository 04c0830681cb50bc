"""How fast a messenger may be spoken to, in a time that is played: nothing here waits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.channel import usual_pace
from bot.outbox import Lane
from bot.pace import KEPT, Pace
from tests.telegram.simulator.limits import Limits

NORMAL, EMERGENCY = Lane.NORMAL, Lane.EMERGENCY
MINUTE = 60.0
Threads = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that wants to leave from a second on."""

    at: float
    thread: str
    lane: Lane = NORMAL


def play(pace: Pace, wishes: Sequence[Wish], until: float = float("inf")) -> list[tuple[float, Wish]]:
    """Let wishes leave as soon as they may, emergencies first; return when they did."""
    waiting, left, now = sorted(wishes, key=lambda wish: wish.lane), [], 0.0
    while waiting and now <= until:
        for wish in tuple(waiting):
            if wish.at <= now and pace.wait(wish.thread, wish.lane, now) < 1e-9:
                pace.take(wish.thread, now)
                waiting.remove(wish)
                left.append((now, wish))
        steps = [max(wish.at - now, pace.wait(wish.thread, wish.lane, now)) for wish in waiting]
        now += max(1e-6, min(steps, default=0.0))
    return left


def count(threads: Threads, lane: Lane, seconds: float, number: int = 200) -> int:
    """Return how many of many messages leave in the first seconds."""
    return len(play(usual_pace(), [Wish(0.0, threads(each), lane) for each in range(number)], seconds))


@pytest.mark.parametrize(
    ("threads", "lane", "seconds", "most"),
    [
        (lambda n: "1", NORMAL, 0.9, 1),
        (lambda n: "1", NORMAL, 10.5, 11),
        (lambda n: "1", EMERGENCY, 10.5, 11),
        (lambda n: f"{n}", NORMAL, 0.99, 24),
        (lambda n: f"{n}", EMERGENCY, 0.99, 29),
        (lambda n: "-1:1", NORMAL, 0.9, 1),
        (lambda n: "-1:1", NORMAL, 3.5, 4),
        (lambda n: "-1:1", NORMAL, MINUTE, 19),
        (lambda n: "-1:1", EMERGENCY, MINUTE, 20),
        (lambda n: f"-1:{n}", NORMAL, 3.5, 4),
        (lambda n: f"-1:{n}", NORMAL, MINUTE, 19),
        (lambda n: f"-1:{n}", EMERGENCY, MINUTE, 20),
        (lambda n: f"-{n % 3}:{n}", NORMAL, 3.5, 12),
    ],
    ids=[
        "a chat at once",
        "a chat in ten seconds",
        "a chat in ten seconds of emergency",
        "all chats in a second",
        "all chats in a second of emergency",
        "a group at once",
        "a group in its first seconds",
        "a group in a minute",
        "a group in a minute of emergency",
        "neighbours of a group in its first seconds",
        "neighbours of a group in a minute",
        "neighbours of a group in a minute of emergency",
        "neighbours of three groups",
    ],
)
def test_so_many_leave_in_so_many_seconds(threads: Threads, lane: Lane, seconds: float, most: int) -> None:
    assert count(threads, lane, seconds) == most


wishes = st.builds(
    Wish,
    at=st.floats(0, 20),
    thread=st.sampled_from(["1", "2", "-1:1", "-1:2", "-1:3", "-2:1", *(str(number) for number in range(10, 60))]),
    lane=st.sampled_from(Lane),
)


@given(st.lists(wishes, max_size=120))
def test_no_limit_is_broken_whatever_is_wished(wishes: list[Wish]) -> None:
    judge = Limits(enforce=True, tolerance=1e-5)
    for at, wish in play(usual_pace(), wishes):
        chat = int(wish.thread.partition(":")[0])
        assert not judge.wait(chat, at)
        judge.note(chat, at)


@given(st.lists(wishes, max_size=120))
def test_everything_leaves_in_the_end_and_in_the_order_of_its_thread(wishes: list[Wish]) -> None:
    wishes.sort(key=lambda wish: wish.at)
    left = [wish for _, wish in play(usual_pace(), wishes)]
    assert sorted(map(repr, left)) == sorted(map(repr, wishes))
    for lane in Lane:
        for thread in {wish.thread for wish in wishes}:
            mine = [wish.at for wish in left if (wish.thread, wish.lane) == (thread, lane)]
            assert all(one <= other for one, other in pairwise(mine))


def test_normal_messages_leave_emergencies_their_share() -> None:
    pace = usual_pace()
    left = play(pace, [Wish(0.0, f"{number}") for number in range(100)], 0.9)
    now = left[-1][0]
    for number in range(5):
        assert pace.wait(f"9{number}", EMERGENCY, now) == 0
        pace.take(f"9{number}", now)
    assert pace.wait("99", EMERGENCY, now) > 0


def test_a_group_that_had_its_share_still_hears_of_an_emergency() -> None:
    pace = usual_pace()
    now = play(pace, [Wish(0.0, f"-1:{number}") for number in range(20)], 4.5)[-1][0] + 1.0
    assert pace.chat_wait("-1:1", NORMAL, now) > 1
    assert pace.chat_wait("-1:1", EMERGENCY, now) < 1e-9


def test_a_second_counts_from_when_the_call_came_back() -> None:
    pace = usual_pace()
    pace.take("1", 0.0)
    pace.back("1", 0.7)
    assert pace.chat_wait("1", NORMAL, 1.0) == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("thread", "waits"),
    [("-1:1", 3600.0), ("-1:2", 3600.0), ("-2:1", 0.0), ("1", 0.0)],
    ids=["the one who was told", "a neighbour in the same group", "another group", "a private chat"],
)
@pytest.mark.parametrize("lane", list(Lane))
def test_what_a_chat_was_told_holds_for_everybody_in_it(thread: str, waits: float, lane: Lane) -> None:
    pace = usual_pace()
    pace.take("-1:1", 0.0)
    pace.back("-1:1", 10.0, 3600.0)
    assert pace.wait(thread, lane, 10.0) == pytest.approx(waits)


def test_a_shorter_word_does_not_take_a_longer_one_back() -> None:
    pace = usual_pace()
    pace.back("1", 0.0, 60.0)
    pace.back("1", 1.0, 2.0)
    pace.back("1", 2.0)
    assert pace.chat_wait("1", NORMAL, 2.0) == pytest.approx(58.0)


@pytest.mark.parametrize(
    ("calls", "waits"),
    [
        ([("1", 30.0), ("2", 20.0), ("3", 40.0)], 20.0),
        ([("1", 30.0), ("2", 20.0), ("2", 20.0)], 0.0),
        ([("1", 30.0), ("2", 20.0), ("4", 0.0), ("3", 40.0)], 0.0),
        ([("-1:1", 30.0), ("-1:2", 20.0), ("-1:3", 40.0)], 0.0),
        ([("1", 30.0)], 0.0),
    ],
    ids=["three chats", "two of them", "one was let through", "one group", "one chat"],
)
def test_several_chats_told_in_a_row_mean_the_bot(calls: list[tuple[str, float]], waits: float) -> None:
    pace = usual_pace()
    for thread, wait in calls:
        pace.back(thread, 0.0, wait)
    assert pace.wait("99", NORMAL, 0.0) == pytest.approx(waits)
    assert pace.wait("99", EMERGENCY, 0.0) == 0, "a guess keeps no emergency back"


def test_chats_that_are_free_again_are_forgotten_and_others_are_not() -> None:
    pace = usual_pace()
    pace.back("-7:1", 0.0, 3600.0)
    for number in range(KEPT + 10):
        pace.take(f"-1{number}:1", number * 0.5)
    assert pace.chat_wait("-7:1", NORMAL, 2600.0) == pytest.approx(1000.0)
    assert len(pace._free) < 100
    assert len(pace._groups) < KEPT
