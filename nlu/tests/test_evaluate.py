from pathlib import Path

import pytest

from nlu.evaluate import TRAINERS, Progress, Row, RowsError, Task, evaluate, measure, rows
from nlu.phrases import Example, Phrases
from nlu.report import report
from nlu.tests.parrot import TEST, Parrot


def test_every_phrase_is_tested_once_by_an_engine_that_has_not_learned_it(phrases: Phrases) -> None:
    rounds = list(Task(phrases, folds=3).rounds())
    told = [row.text for one in rounds for row in one.rows]
    assert sorted(told) == sorted(example.text for example in phrases.examples)
    for one in rounds:
        assert not {row.text for row in one.rows} & {example.text for example in one.phrases.examples}
        assert {row.intent for row in one.rows} == {example.intent for example in phrases.examples}


def test_a_model_is_gone_before_the_next_one_is_learned(phrases: Phrases) -> None:
    said = tuple(Example(row.text, row.intent, "en") for row in TEST)
    run = measure(Task(Phrases(said, {}), folds=3), "parrot", Parrot)
    assert sorted(answer.text for answer in run.answers) == sorted(row.text for row in TEST)
    assert Parrot.alive == 0


def test_the_lite_engine_is_measured_by_cross_validation(phrases: Phrases) -> None:
    found = report(measure(Task(phrases, folds=2), "lite", TRAINERS["lite"]))
    assert found.accuracy > 0.3  # of six intents, each with a handful of phrases
    assert 0 < found.p50_ms <= found.p99_ms
    assert found.p99_cpu_ms > 0
    assert found.peak_memory > found.model_size > 0


def test_rows_are_learned_and_others_tested(phrases: Phrases) -> None:
    learned = [Row(example.text, example.intent, example.lang) for example in phrases.examples]
    found = evaluate(learned, learned[:5])
    assert (found.engine, found.test_rows, found.train_rows) == ("embedded", 5, len(learned))
    assert found.accuracy == 1.0


def test_progress_says_how_long_it_will_take_and_not_too_often() -> None:
    now, said = [0.0], list[str]()
    progress = Progress("lite", said.append, lambda: now[0])
    progress.learning(0, 2, 900)
    now[0] = 30
    for done in range(100):
        progress.testing(done, 100)
        now[0] += 1
    progress.learning(1, 2, 900)
    assert said[:2] == [
        "lite: learning 900 phrases, round 1 of 2",
        "lite: learned; testing 100 messages, round 1 of 2",
    ]
    assert said[2] == "lite: 10 of 100 messages tested, round 1 of 2, about 90 s left"
    assert len(said) == 2 + 9 + 1
    assert said[-1] == "lite: learning 900 phrases, round 2 of 2, about 2 min left"


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
