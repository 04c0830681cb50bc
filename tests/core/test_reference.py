from datetime import UTC, datetime, timedelta

import pytest

from actions.reference import (
    Screen,
    Shown,
    answered_now,
    kept,
    last_done,
    latest,
    left,
    meant,
    plain,
    pointing,
    screens,
)
from nlu.types import Entity, Moment

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
TOILET = Shown(kind="ticket", key="T-4", says="T-4 卫生间马桶", called=("马桶", "toilet"), counted="个单件条位")
INTERCOM = Shown(kind="ticket", key="T-1", says="T-1 门口对讲", called=("对讲", "intercom"), counted="个单件条位")
WATER = Shown(kind="bill", key="w", says="水费 47.25元", called=("水费", "water"), counted="笔张项")
PARKING = Shown(kind="bill", key="p", says="停车费 260.00元", called=("停车费", "停车", "parking"), counted="笔张项")
REPAIRS = Screen(at=NOW, records=(TOILET, INTERCOM))
BILLS = Screen(at=NOW, records=(WATER, PARKING))


def keys(text: str, *seen: Screen, found: tuple[Entity, ...] = ()) -> list[str]:
    where = pointing(text)
    return [row.key for row in meant(text, where, found, seen)] if where else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("第二个", ["T-1"], id="an ordinal"),
        pytest.param("最后一个", ["T-1"], id="the last"),
        pytest.param("前面那个", ["T-4"], id="the one before"),
        pytest.param("后面那件", ["T-1"], id="the one after"),
        pytest.param("马桶那个", ["T-4"], id="by its name"),
        pytest.param("那个对讲", ["T-1"], id="the name after the pointing"),
        pytest.param("那个", ["T-4", "T-1"], id="not clear"),
        pytest.param("第五个", ["T-4", "T-1"], id="a place that is not there"),
        pytest.param("the second one", ["T-1"], id="in English"),
        pytest.param("the toilet one", ["T-4"], id="by its name in English"),
        pytest.param("水费多少", [], id="nothing is pointed at"),
        pytest.param("这个月的", [], id="a month is no record"),
        pytest.param("那个人是谁", [], id="a person is no record"),
    ],
)
def test_words_point_at_what_stands_on_the_screen(text: str, expected: list[str]) -> None:
    assert keys(text, REPAIRS) == expected


def test_a_measure_word_looks_past_a_screen_without_such_things() -> None:
    assert keys("第二笔", REPAIRS, BILLS) == ["p"]
    assert keys("刚才那张", REPAIRS, BILLS) == ["w", "p"]


def test_a_name_on_an_older_screen_counts_more_than_a_newer_screen() -> None:
    assert keys("那个停车的", REPAIRS, BILLS) == ["p"]


def test_what_was_just_done_is_that_one() -> None:
    done = Screen(at=NOW, records=(TOILET, INTERCOM), done="ticket:T-4")
    assert keys("刚才那个", done) == ["T-4"]


def test_the_other_one_is_not_the_one_that_was_pointed_at_last() -> None:
    assert keys("另一个", Screen(at=NOW, records=(TOILET,)), REPAIRS) == ["T-1"]


def test_an_order_belongs_to_a_list_and_not_to_what_was_shown_alone() -> None:
    assert keys("第二个", Screen(at=NOW, records=(TOILET,)), REPAIRS) == ["T-1"]
    assert keys("第二个", Screen(at=NOW, records=(TOILET,))) == []


def test_whoever_comes_in_the_afternoon_is_found_by_the_time() -> None:
    def at(hour: int, key: str) -> Shown:
        start = NOW.replace(hour=hour)
        return Shown(kind="ticket", key=key, says=key, start=start, end=start + timedelta(hours=4))

    seen = Screen(at=NOW, records=(at(8, "morning"), at(12, "afternoon")))
    noon = Moment("下午", NOW.replace(hour=12), NOW.replace(hour=18), part="afternoon", has_date=False)
    found = (Entity("time", noon, "下午", 0, 2),)
    assert keys("下午来的那位", seen, found=found) == ["afternoon"]
    assert keys("后面那个", Screen(at=NOW, records=seen.records[::-1])) == ["afternoon"]


def test_what_is_left_is_what_the_message_says_beside_pointing() -> None:
    where = pointing("停车那笔不对")
    assert where is not None
    assert left("停车那笔不对", where, PARKING, "不对") == ""
    assert left("停车那笔能分期", where, PARKING) == "能分期"


@pytest.mark.parametrize(
    ("text", "bare"), [("那个，水费多少", "水费多少"), ("那个水费", "那个水费"), ("嗯，第二个", "第二个")]
)
def test_sounds_before_a_message_do_not_point(text: str, bare: str) -> None:
    assert plain(text) == bare


def test_a_screen_is_read_back_as_it_was() -> None:
    timed = Shown(kind="ticket", key="T-4", says="T-4", called=("马桶",), start=NOW, end=NOW + timedelta(hours=1))
    before = {"wish": "明天"}
    screen = Screen(at=NOW, by="R1", about={"fee_type": "water"}, records=(timed,), done="ticket:T-4", before=before)
    assert screens([screen.dump()], NOW, "R1") == [screen]


def test_nothing_of_another_person_or_of_long_ago_is_that_one() -> None:
    stored = [Screen(at=NOW, by="R1", records=(TOILET,)).dump()]
    assert screens(stored, NOW, "R2") == []
    assert screens(stored, NOW + timedelta(hours=2), "R1") == []
    assert screens(["ticket:T-4"], NOW, "R1") == []  # as an older version kept it


def test_the_last_list_and_the_last_thing_done_are_kept_longest() -> None:
    alone = [Screen(at=NOW, records=(TOILET,), about={"n": number}).dump() for number in range(6)]
    done = Screen(at=NOW, done="ticket:T-4").dump()
    assert kept([REPAIRS.dump(), done, *alone]) == [REPAIRS.dump(), done, *alone[2:]]


def test_which_one_is_asked_for_the_next_message_only() -> None:
    asking = Screen(at=NOW, words="那个取消", records=(Shown(kind="t", key="1", says="1", call="repairs.drop"),))
    over = screens(answered_now([asking.dump(), "ticket:T-4"]), NOW, None)
    assert [(one.words, one.records[0].call) for one in over] == [("", "")]


def test_the_latest_is_what_was_done_or_shown_alone() -> None:
    done = Screen(at=NOW, done="ticket:T-4", records=(TOILET,))
    assert latest([done, REPAIRS], "ticket") == "T-4"
    assert latest([REPAIRS, done], "ticket") == ""
    assert latest([BILLS], "ticket") == ""
    assert last_done([BILLS, done], "ticket:T-4") == done
    assert last_done([BILLS]) is None
