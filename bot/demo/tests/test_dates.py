from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.dates import PERIODS, TEXTS, TIMES, ZONE, moment, period, resolve

NOW = datetime(2025, 9, 17, 10, 0, 30, tzinfo=ZONE)  # a Wednesday

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS = st.one_of(
    st.just("today"),
    st.integers(-999, 999).map(lambda days: f"{days:+d}d"),
    st.tuples(st.sampled_from(["next", "last"]), st.sampled_from(WEEKDAYS)).map(" ".join),
    st.tuples(st.sampled_from("qm"), st.integers(0, 20), st.sampled_from(["end", "+0d", "+14d", "+27d"])).map(
        lambda part: f"{part[0]}-{part[1]} {part[2]}"
    ),
)
CLOCKS = st.times().map(lambda clock: f" {clock:%H:%M}")
MOMENTS = st.one_of(st.tuples(DAYS, CLOCKS).map("".join), st.integers(-99, 99).map(lambda hours: f"{hours:+d}h"))
PERIOD_FORMS = st.tuples(st.sampled_from("qm"), st.integers(0, 40)).map(lambda part: f"{part[0]}-{part[1]}")
NOWS = st.integers(1_577_836_800, 3_786_912_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), DAYS, MOMENTS, PERIOD_FORMS, st.just("{{+2d}}"))
KEYS = st.one_of(st.sampled_from(sorted(TIMES | PERIODS | TEXTS | {"now"})), st.text())
DOCUMENTS = st.recursive(LEAVES, lambda inner: st.one_of(st.lists(inner), st.dictionaries(KEYS, inner)), max_leaves=12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2025-09-17"),
        ("today 09:00", "2025-09-17 09:00"),
        ("-14d", "2025-09-03"),
        ("+2d 19:00", "2025-09-19 19:00"),
        ("+14d", "2025-10-01"),
        ("next sat 15:00", "2025-09-20 15:00"),
        ("next wed", "2025-09-24"),
        ("last wed", "2025-09-10"),
        ("last mon 08:30", "2025-09-15 08:30"),
        ("-3h", "2025-09-17 07:00"),
        ("+15h", "2025-09-18 01:00"),
        ("q-0 end", "2025-09-30"),
        ("q-3 end", "2024-12-31"),
        ("m-0 end", "2025-09-30"),
        ("m-7 end", "2025-02-28"),
        ("q-1 +18d 10:24", "2025-04-19 10:24"),
        ("m-9 +6d", "2024-12-07"),
    ],
)
def test_a_relative_time_becomes_a_day_or_a_moment(text: str, expected: str) -> None:
    assert moment(text, NOW) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("q-0", "2025Q3"), ("q-1", "2025Q2"), ("q-3", "2024Q4"), ("m-0", "2025-09"), ("m-9", "2024-12")],
)
def test_a_relative_period_becomes_a_quarter_or_a_month(text: str, expected: str) -> None:
    assert period(text, NOW) == expected


@pytest.mark.parametrize(
    "text",
    ["2025-09-18", "2025-09-18 09:00", "19:00", "+2", "2d", "today!", " today", "+2d 25:00", "next year", "q-0", ""],
)
def test_what_is_not_the_grammar_stays_under_a_time_key(text: str) -> None:
    assert resolve({"date": text}, NOW) == {"date": text}


def test_other_keys_are_never_rewritten() -> None:
    document = {"text": "today", "born": "-14d", "note": "{{+2d}}", "name": ["+1d", "q-0"], "status": "now", "open": 8}
    assert resolve(document, NOW) == document


def test_a_key_reaches_into_its_list() -> None:
    assert resolve({"date": ["+1d", 3, None]}, NOW) == {"date": ["2025-09-18", 3, None]}


def test_now_becomes_the_moment_itself() -> None:
    assert resolve({"now": "now"}, NOW) == {"now": "2025-09-17T10:00:30+08:00"}


def test_braces_in_a_text_are_written_for_people() -> None:
    notice = {
        "title": "{{+2d}}停水",
        "body_en": "On {{+2d}}. Accounts of {{q-1}} and {{m-1}}.",
        "body": "{{q-1}}、{{m-8}}",
    }
    assert resolve(notice, NOW) == {
        "title": "9月19日(周五)停水",
        "body_en": "On Friday 19 September. Accounts of Q2 2025 and August 2025.",
        "body": "2025年第二季度、2025年1月",
    }


def test_unknown_braces_stay() -> None:
    assert resolve({"body": "{{name}} {{+2d 09:00}}"}, NOW) == {"body": "{{name}} {{+2d 09:00}}"}


def test_the_day_is_the_one_in_chengdu() -> None:
    late = datetime(2025, 9, 17, 17, 30, tzinfo=UTC)
    assert moment("today", late.astimezone(ZONE)) == "2025-09-18"
    assert resolve({"date": "today"}, late) == {"date": "2025-09-18"}


def test_a_naive_now_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        resolve({}, NOW.replace(tzinfo=None))


def test_the_given_document_is_left_alone() -> None:
    document = {"a": [{"date": "today"}]}
    resolve(document, NOW)
    assert document == {"a": [{"date": "today"}]}


@given(DAYS, NOWS)
def test_every_resolved_day_parses(text: str, now: datetime) -> None:
    assert datetime.strptime(str(moment(text, now)), "%Y-%m-%d").replace(tzinfo=ZONE)


@given(MOMENTS, NOWS)
def test_every_resolved_moment_parses(text: str, now: datetime) -> None:
    assert datetime.strptime(str(moment(text, now)), "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


@given(PERIOD_FORMS, NOWS)
def test_every_period_ends_on_the_day_before_the_next_begins(text: str, now: datetime) -> None:
    end = datetime.strptime(str(moment(f"{text} end", now)), "%Y-%m-%d").replace(tzinfo=ZONE)
    assert period(f"{text[0]}-0", end) == period(text, now) != period(f"{text[0]}-0", end + timedelta(days=1))


@given(DOCUMENTS, NOWS, NOWS)
def test_resolving_twice_changes_nothing(document: object, now: datetime, later: datetime) -> None:
    once = resolve(document, now)
    assert resolve(once, later) == once
