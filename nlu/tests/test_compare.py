import pytest

from nlu.compare import MeasuringFailed, compare
from nlu.evaluate import TRAINERS, Row, Task, measure
from nlu.phrases import Phrases


def test_engines_are_measured_apart_on_the_same_messages(phrases: Phrases, capfd: pytest.CaptureFixture[str]) -> None:
    ballast = bytearray(400 << 20)
    ballast[::4096] = b"x" * len(ballast[::4096])  # what this process has had is none of the engines' business
    task = Task(phrases, folds=2)
    embedded, lite = compare(task, ["embedded", "lite", "embedded"])
    del ballast
    assert (embedded.engine, lite.engine) == ("embedded", "lite")
    assert [one.text for one in embedded.answers] == [one.text for one in lite.answers]
    assert lite.peak_memory < embedded.peak_memory
    assert lite.peak_memory < 400 << 20
    assert 0 < lite.model_size < embedded.model_size
    here = measure(task, "lite", TRAINERS["lite"])
    assert [one.intent for one in lite.answers] == [one.intent for one in here.answers]
    said = capfd.readouterr()
    assert "lite: learning" in said.err
    assert said.out == ""


def test_an_engine_that_cannot_learn_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    nothing = Task(Phrases((), {}), (Row("a", "b"),))
    with pytest.raises(MeasuringFailed, match="the engine lite"):
        compare(nothing, ["lite"])
    assert "Error" in capfd.readouterr().err
