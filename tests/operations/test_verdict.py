"""What bench/faults.py makes of what a run has left."""

from dataclasses import replace

import pytest

from bench.verdict import (
    CRASH,
    LOST_YES,
    UNEXPLAINED,
    Cut,
    Evidence,
    Kill,
    Life,
    Note,
    Push,
    Try,
    cause_of,
    judge,
    overtakings,
    passed,
    table,
)

ONE, TWO, OTHER = (7, "note 1"), (7, "note 2"), (8, "note 3")
FIRST, SECOND, THIRD = Try(1.0, 7, "T-1"), Try(2.5, 7, "T-2"), Try(2.0, 8, "T-3")
GOOD = Evidence(
    said={ONE: 101, TWO: 102, OTHER: 103},
    inbox=[ONE, TWO, OTHER],
    effects=[ONE, OTHER, TWO],
    answers={(7, "T-1"): ONE, (7, "T-2"): TWO, (8, "T-3"): OTHER},
    tries=[FIRST, THIRD, SECOND],
)
CUT, LOCK = Cut(100.0, 100.2, 130.0, crash=True), Cut(100.0, 100.2, 130.0)


def failing(evidence: Evidence) -> list[str]:
    return [line.what for line in judge(evidence) if line.holds is False]


def kill(at: float, *, sending: bool = True) -> Kill:
    return Kill(at, "worker", sending)


def again(*times: float) -> list[Try]:
    """Send the first reply at these moments, then the others."""
    return [*(replace(FIRST, at=at) for at in times), SECOND, THIRD]


def test_a_run_in_which_all_went_well_passes() -> None:
    assert failing(GOOD) == []
    assert passed(judge(GOOD))


def test_the_second_note_done_first_is_out_of_order_though_tickets_are_numbered_as_they_are_done() -> None:
    swapped = {(7, "T-1"): TWO, (7, "T-2"): ONE, (8, "T-3"): OTHER}
    evidence = replace(GOOD, effects=[TWO, ONE, OTHER], answers=swapped)
    assert failing(evidence) == ["conversations with an effect out of order", "conversations with a reply out of order"]
    assert "chat 7: 101 after 102" in table(judge(evidence))


def test_replies_in_another_order_than_effects_are_out_of_order() -> None:
    assert failing(replace(GOOD, tries=[SECOND, FIRST, THIRD])) == ["conversations with a reply out of order"]


def test_a_reply_that_comes_again_late_is_a_repeat_and_no_disorder() -> None:
    late = replace(GOOD, tries=[replace(FIRST, fault="drop"), THIRD, SECOND, replace(FIRST, at=3.0)])
    assert failing(late) == []


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"inbox": [ONE, TWO]}, "messages lost"),
        ({"inbox": [ONE, TWO, TWO, OTHER]}, "messages stored more than once"),
        ({"effects": [ONE, TWO]}, "messages without exactly one effect"),
        ({"effects": [ONE, TWO, TWO, OTHER]}, "messages without exactly one effect"),
        ({"effects": [ONE, TWO, OTHER, (9, "note 4")]}, "messages without exactly one effect"),
        ({"tries": [FIRST, SECOND]}, "messages without a reply"),
        ({"tries": [FIRST, SECOND, replace(THIRD, accepted=False)]}, "messages without a reply"),
        ({"tries": [*GOOD.tries, Try(5.0, 8, "sorry")]}, "replies that answer nothing"),
        ({"tries": [Try(0.5, 7, "T-1", False, 429), *GOOD.tries]}, "messages above a limit, refused"),
        ({"breaches": 1}, "messages above a limit, taken"),
        ({"violations": 1}, "calls that break the rules of the Bot API"),
        ({"unsent": {"dead": 1}}, "rows left unsent"),
        ({"lives": [Life(1.0, 99.0, "")], "cuts": [CUT]}, "processes that ended by themselves with it"),
        ({"pushes": [Push(1.0, 101, True)]}, "updates that a later one of their chat overtook"),
    ],
)
def test_whatever_must_hold_counts(change: dict[str, object], what: str) -> None:
    evidence = replace(GOOD, **change)  # type: ignore[arg-type]
    assert failing(evidence) == [what]
    assert not passed(judge(evidence))


@pytest.mark.parametrize(
    ("earlier", "harm", "cause"),
    [
        pytest.param(replace(FIRST, fault="drop"), {"kills": [kill(1.1)]}, LOST_YES, id="the yes was lost"),
        pytest.param(replace(FIRST, fault="hang"), {}, LOST_YES, id="the yes came too late"),
        pytest.param(FIRST, {"kills": [kill(1.1), kill(1.2)]}, kill(1.1), id="the first kill after it"),
        pytest.param(FIRST, {"kills": [kill(1.1, sending=False)]}, UNEXPLAINED, id="a kill of who does not send"),
        pytest.param(
            replace(FIRST, caller="worker"),
            {"kills": [kill(1.1, sending=False)]},
            kill(1.1, sending=False),
            id="a kill of who sent it, though it was not known as the sender",
        ),
        pytest.param(
            replace(FIRST, caller="web"), {"kills": [kill(1.1)]}, UNEXPLAINED, id="a kill of who did not send it"
        ),
        pytest.param(FIRST, {"kills": [kill(0.9)]}, UNEXPLAINED, id="a kill before"),
        pytest.param(FIRST, {"kills": [kill(3.0)]}, UNEXPLAINED, id="a kill when it was marked long ago"),
        pytest.param(FIRST, {}, UNEXPLAINED, id="nothing"),
        pytest.param(replace(FIRST, at=99.5), {"cuts": [CUT], "kills": [kill(99.6)]}, CRASH, id="a mark was lost"),
        pytest.param(replace(FIRST, at=99.5), {"cuts": [LOCK]}, UNEXPLAINED, id="a lock loses no mark"),
        pytest.param(replace(FIRST, at=98.0), {"cuts": [CUT]}, UNEXPLAINED, id="marked long before the crash"),
        pytest.param(replace(FIRST, at=100.3), {"cuts": [CUT]}, CRASH, id="it could not be marked"),
        pytest.param(
            replace(FIRST, at=99.9),
            {"cuts": [LOCK], "kills": [kill(120.0)]},
            kill(120.0),
            id="killed waiting",
        ),
        pytest.param(
            replace(FIRST, at=100.1), {"cuts": [CUT], "kills": [kill(120.0)]}, CRASH, id="marked while it was leaving"
        ),
        pytest.param(
            replace(FIRST, at=100.3), {"cuts": [CUT], "kills": [kill(120.0)]}, kill(120.0), id="killed in the crash"
        ),
    ],
)
def test_a_repeat_is_laid_to_its_cause(earlier: Try, harm: dict[str, object], cause: object) -> None:
    later = replace(earlier, at=earlier.at + 50, fault="")
    assert cause_of(earlier, later, replace(GOOD, **harm)) == cause  # type: ignore[arg-type]


def test_a_kill_may_repeat_one_reply() -> None:
    assert failing(replace(GOOD, tries=again(1.0, 1.8), kills=[kill(1.2)])) == []


def test_a_kill_that_repeats_three_is_too_much_however_many_others_repeat_none() -> None:
    tries = [replace(one, at=at) for at in (1.0, 5.0) for one in (FIRST, SECOND, THIRD)]
    kills = [kill(1.1), kill(20.0), kill(30.0)]
    evidence = replace(GOOD, tries=tries, kills=kills)
    assert failing(evidence) == ["kills that repeated more than 1"]
    assert "worker: 3, sent 0.10, 0.10, 0.10 s before" in table(judge(evidence))


def test_kills_of_those_who_do_not_send_excuse_nothing() -> None:
    evidence = replace(GOOD, tries=again(1.0, 1.8), kills=[kill(1.2, sending=False)])
    assert failing(evidence) == ["replies repeated without a cause"]


def test_a_try_before_the_wait_was_over_needs_the_death_of_who_knew() -> None:
    told = replace(FIRST, accepted=False, status=429, fault="storm")
    hasty = replace(GOOD, tries=[told, replace(FIRST, at=2.0, too_soon=True), SECOND, THIRD])
    assert failing(hasty) == ["tries before a wait was over, without a cause"]
    assert failing(replace(hasty, kills=[kill(1.5)])) == []


def test_a_process_may_end_for_want_of_a_database() -> None:
    assert failing(replace(GOOD, lives=[Life(1.0, 101.0, ""), Life(129.0, 150.0, "")], cuts=[CUT])) == []


def test_an_update_taken_after_a_later_one_of_its_chat_came_was_overtaken() -> None:
    pushes = [Push(1.0, 102, True), Push(1.1, 101, False), Push(1.2, 101, True), Push(1.3, 103, True)]
    assert overtakings(GOOD.said, pushes) == {101: pytest.approx(0.2)}


def test_a_note_is_known_by_its_chat_and_words() -> None:
    stray: Note = (9, "note 1")
    assert failing(replace(GOOD, effects=[stray, OTHER, TWO])) == ["messages without exactly one effect"]
