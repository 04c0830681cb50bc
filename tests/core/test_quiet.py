"""When people are told something: quiet hours over midnight, the day's cap, and what "later" is."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.quiet import Quiet, held_until, put_off, quiet_of
from nlu.types import Moment

DAY = datetime.fromisoformat("2026-03-04T00:00:00+08:00")
USUAL = Quiet()


def at(clock: str, days: int = 0) -> datetime:
    return datetime.fromisoformat(f"2026-03-04T{clock}:00+08:00") + timedelta(days=days)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        pytest.param(at("21:59"), at("21:59"), id="a minute before"),
        pytest.param(at("22:00"), at("08:00", 1), id="in the evening"),
        pytest.param(at("23:59"), at("08:00", 1), id="before midnight"),
        pytest.param(at("00:00"), at("08:00"), id="at midnight"),
        pytest.param(at("07:59"), at("08:00"), id="in the morning"),
        pytest.param(at("08:00"), at("08:00"), id="when they end"),
    ],
)
def test_at_night_it_waits_for_the_morning(now: datetime, said: datetime) -> None:
    assert held_until(now, USUAL) == said


def test_what_is_urgent_is_said_at_night() -> None:
    assert held_until(at("03:00"), USUAL, urgent=True, told=99) == at("03:00")


@pytest.mark.parametrize(("minutes", "held"), [(0, False), (10, False), (11, True)])
def test_who_spoke_a_moment_ago_is_answered_at_night(minutes: int, held: bool) -> None:
    spoke = at("23:00") - timedelta(minutes=minutes)
    assert (held_until(at("23:00"), USUAL, spoke_at=spoke) > at("23:00")) is held


@pytest.mark.parametrize(
    ("now", "told", "said"),
    [
        pytest.param(at("15:00"), 2, at("15:00"), id="the third of the day"),
        pytest.param(at("15:00"), 3, at("15:00", 1), id="the fourth waits for tomorrow"),
        pytest.param(at("23:00"), 3, at("08:00", 2), id="and for the end of the night"),
        pytest.param(at("15:00"), None, at("15:00"), id="what does not count"),
    ],
)
def test_nobody_is_told_more_a_day_than_is_decent(now: datetime, told: int | None, said: datetime) -> None:
    assert held_until(now, USUAL, told=told) == said


@pytest.mark.parametrize(
    ("told", "read"),
    [
        pytest.param(None, Quiet(), id="nothing"),
        pytest.param("late", Quiet(), id="no group"),
        pytest.param({"from": "21:30"}, Quiet(start=at("21:30").time()), id="one of them"),
        pytest.param({"from": "25:00", "until": 8, "most": -1}, Quiet(), id="nonsense"),
        pytest.param({"most": 0}, Quiet(most=0), id="nothing unasked at all"),
    ],
)
def test_a_community_has_hours_of_its_own(told: object, read: Quiet) -> None:
    assert quiet_of({"quiet": told}) == read
    assert quiet_of(None) == Quiet()


def test_without_quiet_hours_nothing_waits() -> None:
    never = quiet_of({"quiet": {"from": "00:00", "until": "00:00"}})
    assert held_until(at("00:00"), never) == at("00:00")


@given(st.integers(0, 3 * 1440), st.times(), st.times())
def test_nothing_is_ever_put_into_the_quiet_hours_or_before_now(minutes: int, start: time, end: time) -> None:
    now, quiet = DAY + timedelta(minutes=minutes), Quiet(start, end)
    for due in (quiet.after(now), quiet.tomorrow(now)):
        assert due >= now
        assert not quiet.covers(due)


def said(start: datetime, *, part: str | None = None) -> Moment:
    return Moment("then", start, start + timedelta(hours=4), part=part)


@pytest.mark.parametrize(
    ("when", "soon", "due"),
    [
        pytest.param(None, False, at("15:00", 1), id="tomorrow at the same time"),
        pytest.param(None, True, at("17:00"), id="in a while"),
        pytest.param(said(at("00:00", 2)), False, at("15:00", 2), id="a day is named"),
        pytest.param(said(at("09:00", 1), part="morning"), False, at("09:00", 1), id="a part of it"),
        pytest.param(said(at("23:00"), part="night"), False, at("08:00", 1), id="in the night"),
        pytest.param(said(at("09:00"), part="morning"), False, at("15:00", 1), id="what is over"),
    ],
)
def test_later_is_when_it_was_said_to_be(when: Moment | None, soon: bool, due: datetime) -> None:
    assert put_off(at("15:00"), USUAL, when, soon=soon) == due
