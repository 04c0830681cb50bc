from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.desk.lockout import FREE, LONGEST, Lockout
from bot.desk.tests.room import NOW

WHO = ("login", "192.0.2.1")


def test_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    lockout, waits = Lockout(), []
    for _ in range(12):
        lockout.wrong(WHO, NOW)
        waits.append(lockout.wait(WHO, NOW) / timedelta(seconds=1))
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]


def test_another_address_is_another_pair() -> None:
    lockout = Lockout()
    for _ in range(9):
        lockout.wrong(WHO, NOW)
    assert lockout.wait(("login", "192.0.2.2"), NOW) == timedelta()


def test_signing_in_forgets_the_wrong_tries() -> None:
    lockout = Lockout()
    for _ in range(FREE - 1):
        lockout.wrong(WHO, NOW)
    lockout.right(WHO)
    lockout.wrong(WHO, NOW)
    assert lockout.wait(WHO, NOW) == timedelta()


def test_the_memory_is_bounded() -> None:
    lockout = Lockout(most=3)
    for number in range(10):
        for _ in range(FREE):
            lockout.wrong((str(number), ""), NOW)
    assert [lockout.wait((str(number), ""), NOW) > timedelta() for number in range(10)] == [False] * 7 + [True] * 3


@given(st.lists(st.integers(0, 4000), max_size=60))
def test_a_wait_is_never_negative_nor_longer_than_the_longest(pauses: list[int]) -> None:
    lockout, now = Lockout(), NOW
    for pause in pauses:
        now += timedelta(seconds=pause)
        lockout.wrong(WHO, now)
        assert timedelta() <= lockout.wait(WHO, now) <= LONGEST
