import json
from datetime import datetime
from pathlib import Path

import pytest

from nlu.evaluate import Row, RowsError, cross_validate, evaluate, rows
from nlu.phrases import Phrases
from nlu.types import Certainty, Hints, Intent, Understanding


class Parrot:
    """An engine that says what stands behind the last colon of a message."""

    size = 1 << 20

    def parse(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        intent, confidence = text.split(":")
        return Understanding(text, lang or "en", (Intent(intent, float(confidence)),), Certainty.SURE, ms=2.0)


def parrot(phrases: Phrases) -> Parrot:
    return Parrot()


TEST = [
    Row("pay:0.95", "pay"),
    Row("pay:0.85", "ask"),
    Row("ask:0.95", "ask"),
    Row("out_of_scope:0.55", "ask"),
    Row("out_of_scope:0.55", "out_of_scope"),
    Row("pay:0.45", "out_of_scope"),
]


def test_the_report_counts_what_was_right_and_what_was_refused() -> None:
    report = evaluate([], TEST, parrot)
    assert report.accuracy == pytest.approx(3 / 6)
    assert report.in_scope_accuracy == pytest.approx(2 / 4)
    assert report.out_of_scope_recall == pytest.approx(1 / 2)
    assert report.false_rejects == pytest.approx(1 / 4)
    assert report.macro_f1 == pytest.approx((2 / 4 + 2 / 4 + 2 / 4) / 3)
    assert report.bins[9].count == 2
    assert report.bins[9].accuracy == 1.0
    assert report.calibration_error == pytest.approx((2 * 0.05 + 0.85 + 2 * 0.05 + 0.45) / 6)
    assert {(one.truth, one.taken_for) for one in report.confusions} == {
        ("ask", "pay"),
        ("ask", "out_of_scope"),
        ("out_of_scope", "pay"),
    }
    assert (report.p50_ms, report.model_size) == (2.0, 1 << 20)


def test_the_report_is_printed_for_people_and_programs() -> None:
    report = evaluate([], TEST, parrot)
    assert "out-of-scope recall" in report.to_text()
    assert json.loads(report.to_json())["accuracy"] == report.accuracy


def test_nothing_to_test_is_no_error() -> None:
    report = evaluate([], [], parrot)
    assert report.in_scope_accuracy is None
    assert report.to_text()


def test_phrases_are_cross_validated(phrases: Phrases) -> None:
    report = cross_validate(phrases, folds=2)
    assert report.test_rows == len(phrases.examples)
    assert report.accuracy > 0.5


def test_rows_know_other_names_of_out_of_scope(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "a", "intent": "oos", "split": "test"}\n\n{"text": "b", "intent": "pay"}\n', "utf-8")
    assert rows(path) == [Row("a", "out_of_scope", None, "test"), Row("b", "pay")]


@pytest.mark.parametrize("line", ["{", '{"text": "a"}', "3"])
def test_a_bad_row_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(f'{{"text": "a", "intent": "b"}}\n{line}\n', "utf-8")
    with pytest.raises(RowsError, match=":2:"):
        rows(path)
