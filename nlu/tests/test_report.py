import json
from dataclasses import replace

import pytest

from nlu.evaluate import Row
from nlu.report import Answer, Run, against, report, reports, side_by_side
from nlu.tests.parrot import TEST, parroted


def run(name: str, right: str) -> Run:
    """Return a run over as many messages as `right` has letters: + is right, - wrong."""
    answers = (Answer(f"m{i}", "pay", "pay" if sign == "+" else "ask", 0.5, 1.0) for i, sign in enumerate(right))
    return Run(name, 0, tuple(answers), 0.0, 0, 0)


def test_the_report_counts_what_was_right_and_what_was_refused() -> None:
    found = report(parroted(TEST))
    assert found.engine == "parrot"
    assert found.accuracy == pytest.approx(3 / 6)
    assert found.in_scope_accuracy == pytest.approx(2 / 4)
    assert found.out_of_scope_recall == pytest.approx(1 / 2)
    assert found.false_rejects == pytest.approx(1 / 4)
    assert found.macro_f1 == pytest.approx((2 / 4 + 2 / 4 + 2 / 4) / 3)
    assert found.bins[9].count == 2
    assert found.bins[9].accuracy == 1.0
    assert found.calibration_error == pytest.approx((2 * 0.05 + 0.85 + 2 * 0.05 + 0.45) / 6)
    assert {(one.truth, one.taken_for) for one in found.confusions} == {
        ("ask", "pay"),
        ("ask", "out_of_scope"),
        ("out_of_scope", "pay"),
    }
    assert found.model_size == 1 << 20


def test_each_intent_says_what_it_was_taken_for() -> None:
    asked, *_ = (one for one in report(parroted(TEST)).by_intent if one.intent == "ask")
    assert (asked.messages, asked.right, asked.taken_for) == (3, 1, {"pay": 1, "out_of_scope": 1})


def test_latency_is_told_by_the_clock_and_by_the_work() -> None:
    answers = tuple(Answer("", "pay", "pay", 0.5, ms, ms / 2) for ms in range(101))
    found = report(replace(run("one", ""), answers=answers))
    assert (found.p50_ms, found.p99_ms, found.p50_cpu_ms, found.p99_cpu_ms) == (50, 99, 25, 49.5)


def test_nothing_to_test_is_no_error() -> None:
    found = report(parroted([]))
    assert found.in_scope_accuracy is None
    assert found.to_text()


@pytest.mark.parametrize(
    ("first", "other", "gained", "lost", "p"),
    [
        ("++++------", "++++------", 0, 0, 1.0),
        ("+---------", "-+++++++++", 9, 1, 0.021484375),  # two-sided binomial: 2 * (1 + 10) / 2 ** 10
        ("+++++-----", "-----+++++", 5, 5, 1.0),
    ],
    ids=["same", "better", "even"],
)
def test_two_engines_are_set_apart_by_mcnemars_exact_test(
    first: str, other: str, gained: int, lost: int, p: float
) -> None:
    found = against(run("one", first), run("two", other), 0)
    assert (found.first, found.gained, found.lost) == ("one", gained, lost)
    assert found.p == pytest.approx(p)


def test_what_only_one_of_two_understood_is_shown_up_to_a_number() -> None:
    found = against(run("one", "+-+-"), run("two", "++--"), 1)
    assert [(one.text, one.truth, one.first, one.other) for one in found.differences] == [("m1", "pay", "ask", "pay")]
    assert len(against(run("one", "+-+-"), run("two", "++--"), 9).differences) == 2


def test_runs_over_other_messages_are_not_compared() -> None:
    with pytest.raises(ValueError, match="shorter"):
        against(run("one", "++"), run("two", "+"), 0)


def test_engines_stand_side_by_side_for_people() -> None:
    text = side_by_side(reports([run("one", "+-"), run("two", "++")], 5))
    lines = text.splitlines()
    assert next(line.split() for line in lines if line.startswith("accuracy")) == ["accuracy", "50.0%", "100.0%"]
    assert next(line.split()[-1] for line in lines if line.startswith("p (McNemar")) == "1.000"
    assert "understood by only one of one and two" in lines
    assert "one: taken for another intent" in lines
    assert "    1 of 2     pay: ask 1" in lines


def test_one_engine_alone_is_compared_with_nobody() -> None:
    text = report(parroted([*TEST, Row("pay:1", "pay")])).to_text()
    assert "McNemar" not in text
    assert "out-of-scope recall" in text


def test_programs_read_one_object_an_engine() -> None:
    one, two = (json.loads(found.to_json()) for found in reports([run("one", "+-"), run("two", "++")], 5))
    assert (one["engine"], one["accuracy"], one["against"]) == ("one", 0.5, None)
    assert two["against"]["differences"] == [{"text": "m1", "truth": "pay", "first": "ask", "other": "pay"}]
