"""`linli evaluate` as people type it."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.cli import main
from nlu.phrases import read

PHRASES = Path(__file__).parents[2] / "nlu/tests/data"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every third phrase of the small set is tested, the others are learned."""
    monkeypatch.chdir(tmp_path)
    examples = read([PHRASES / "zh.yml", PHRASES / "en.yml"]).examples
    rows = [
        {"text": one.text, "intent": one.intent, "lang": one.lang, "split": "train" if number % 3 else "test"}
        for number, one in enumerate(examples)
    ]
    path = tmp_path / "data.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_engines_are_compared_in_one_run(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["evaluate", "--data", str(data), "--engine", "embedded", "--engine", "lite"]
    assert main([*command, "--differences", "3", "--picture", "trust.svg"]) == 0
    told = capsys.readouterr().out
    assert next(line.split() for line in told.splitlines() if "embedded" in line) == ["embedded", "lite"]
    assert "p (McNemar, exact)" in told
    assert len(ElementTree.parse("trust.svg").findall("{http://www.w3.org/2000/svg}g")) == 2  # noqa: S314


def test_programs_get_a_line_an_engine(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--train", str(data), "--test", str(data), "--engine", "lite", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert (found["engine"], found["against"]) == ("lite", None)
    assert found["train_rows"] == found["test_rows"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [(["--train", "a.jsonl"], "--test"), (["--test", "bad.jsonl"], "bad.jsonl:1")],
    ids=["half", "unreadable"],
)
def test_what_cannot_be_measured_is_one_sentence(
    data: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], why: str
) -> None:
    Path("bad.jsonl").write_text("{}\n", "utf-8")
    assert main(["evaluate", *arguments]) == 2
    told = capsys.readouterr().err
    assert why in told
    assert "Traceback" not in told
