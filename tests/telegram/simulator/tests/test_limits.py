import pytest

from tests.telegram.simulator import Send, Simulator
from tests.telegram.simulator.limits import Limits, breaches, measure
from tests.telegram.simulator.tests.raw import Raw


def sends(*moments: float, chat: int = 7, chats: int = 1) -> list[Send]:
    """Make accepted messages at these seconds, to one chat or round many."""
    return [Send(n, at, "sendMessage", chat + n % chats, "x", 200, True) for n, at in enumerate(moments)]


def evenly(count: int, gap: float) -> list[float]:
    return [number * gap for number in range(count)]


# Messages, and how many of them came too soon.
PACES = {
    "one a second in a chat": (sends(*evenly(10, 1.0)), 0),
    "two a second in a chat": (sends(*evenly(10, 0.5)), 9),
    "thirty a second overall": (sends(*evenly(90, 1 / 30), chats=90), 0),
    "forty a second overall": (sends(*evenly(40, 1 / 40), chats=40), 10),
    "twenty a minute in a group": (sends(*evenly(60, 3.0), chat=-1001), 0),
    "thirty a minute in a group": (sends(*evenly(30, 2.0), chat=-1001), 10),
    "thirty a minute in private": (sends(*evenly(30, 2.0)), 0),
    "a little early": (sends(0.0, 0.97), 0),
}


@pytest.mark.parametrize(("messages", "too_soon"), PACES.values(), ids=PACES.keys())
def test_what_came_too_soon_is_named(messages: list[Send], too_soon: int) -> None:
    assert len(breaches(messages)) == too_soon


def test_the_pace_is_measured() -> None:
    messages = [*sends(0.0, 2.0, 2.5), *sends(0.1, 0.2, 61.0, chat=-1001)]
    pace = measure(sorted(messages, key=lambda entry: entry.at))
    assert pace.shortest_gap == pytest.approx(0.1)
    assert (pace.most_a_second, pace.most_a_minute_in_a_group) == (3, 2)
    assert measure([]).most_a_second == 0


def test_a_refused_message_does_not_count() -> None:
    messages = sends(0.0, 0.1)
    messages[1].accepted = False
    assert breaches(messages) == []


def test_the_wait_is_told_in_whole_seconds() -> None:
    limits = Limits(enforce=True)
    for at in evenly(20, 2.0):
        assert limits.wait(-1001, at) == 0
        limits.note(-1001, at)
    assert limits.wait(-1001, 40.0) == 20
    assert limits.wait(7, 40.0) == 0


async def test_limits_that_are_enforced_answer_429(sim: Simulator, raw: Raw) -> None:
    sim.limits.enforce = True
    await sim.user(7).starts()
    await raw.sent(7)
    status, body = await raw.call("sendMessage", chat_id=7, text="again")
    assert (status, body["description"]) == (429, "Too Many Requests: retry after 1")
    assert body["parameters"] == {"retry_after": 1}
    await raw.call("sendMessage", chat_id=7, text="again")
    assert [(entry.accepted, entry.too_soon) for entry in sim.ledger.sends] == [
        (True, False),
        (False, False),
        (False, True),
    ]


async def test_limits_are_only_measured_at_first(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).starts()
    await raw.sent(7)
    await raw.sent(7)
    assert len(sim.breaches()) == 1
    assert sim.pace().shortest_gap < 1
