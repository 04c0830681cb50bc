import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest

from nlu.engines import training
from nlu.engines.classifier import Classifier
from nlu.engines.embedded import EmbeddedEngine
from nlu.engines.sentences import Sentences
from nlu.engines.training import begin, train
from nlu.phrases import Example, Phrases
from nlu.types import Hints, Understanding

NOW = datetime.fromisoformat("2025-09-17T10:00:00+08:00")
SAID = ("水龙头漏了", "我要交电费", "how much do I owe", "好", "写一首诗", "厨房着火了", "")
SOON = 120.0  # seconds that learning a few hundred phrases may take on a machine that is busy


def essence(understanding: Understanding) -> Understanding:
    return replace(understanding, ms=0.0)


def meant(engine: EmbeddedEngine) -> list[str]:
    return [engine.parse(text, None, NOW, Hints()).intent for text in SAID]


def models(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*.npz") if path.name != "vectors.npz"]


def test_the_cached_engine_is_the_trained_engine(phrases: Phrases, engine: EmbeddedEngine, tmp_path: Path) -> None:
    first = train(phrases, tmp_path)
    (model,) = models(tmp_path)
    written = model.stat().st_mtime_ns
    second = train(phrases, tmp_path)
    assert model.stat().st_mtime_ns == written
    assert meant(first) == meant(second) == meant(engine)


def test_other_phrases_train_another_model_with_the_vectors_that_are_known(phrases: Phrases, tmp_path: Path) -> None:
    train(phrases, tmp_path)
    train(Phrases(phrases.examples[1:], phrases.words), tmp_path)
    assert len(models(tmp_path)) == 2


@pytest.mark.parametrize("harm", ["damaged", "writable_by_others"])
def test_a_cache_that_is_not_surely_ours_is_not_used(phrases: Phrases, tmp_path: Path, harm: str) -> None:
    train(phrases, tmp_path)
    (path,) = models(tmp_path)
    if harm == "damaged":
        path.write_bytes(b"not a model")
    else:
        path.chmod(0o666)
    before = path.stat().st_ino
    assert train(phrases, tmp_path).parse("交水费", None, NOW, Hints()).intents
    assert path.stat().st_ino != before
    assert os.stat(path).st_mode & 0o077 == 0


def test_a_simpler_engine_answers_until_the_phrases_are_learned(
    phrases: Phrases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown = Event()
    grow = EmbeddedEngine.grow

    def then_tell(engine: EmbeddedEngine, model: Classifier, sentences: Sentences | None) -> None:
        grow(engine, model, sentences)
        grown.set()

    monkeypatch.setattr(EmbeddedEngine, "grow", then_tell)
    engine = begin(phrases, tmp_path)
    assert engine.parse("交水费", None, NOW, Hints()).intent == "bill_pay"
    assert grown.wait(SOON)
    assert engine.name == "embedded"
    assert begin(phrases, tmp_path).name == "embedded"


def test_learning_that_fails_leaves_the_simpler_engine(
    phrases: Phrases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = Event()
    learn = training._learn_apart

    def fails(phrases: Phrases, path: Path, kind: str) -> None:
        if kind == training.EMBEDDED:
            failed.set()
            raise training.TrainingFailed("killed")
        learn(phrases, path, kind)

    monkeypatch.setattr(training, "_learn_apart", fails)
    engine = begin(phrases, tmp_path)
    assert failed.wait(SOON)
    assert engine.name == "lite"
    assert engine.parse("交水费", None, NOW, Hints()).intent == "bill_pay"


def test_a_child_that_learns_for_nobody_ends_quietly(phrases: Phrases, tmp_path: Path) -> None:
    rows = json.dumps([[one.text, one.intent, one.lang] for one in phrases.examples]).encode()
    command = [sys.executable, "-m", "nlu.engines.training", str(tmp_path / "model.npz"), "lite"]
    for given in (rows[: len(rows) // 2], rows + b"\n"):  # the parent ends while it writes, and while it waits
        done = subprocess.run(command, input=given, capture_output=True)
        assert (done.returncode, done.stderr) == (3, b"")
        assert not list(tmp_path.iterdir())


def test_a_house_that_has_learned_does_not_load_what_only_learning_needs(phrases: Phrases, tmp_path: Path) -> None:
    train(phrases, tmp_path)
    rows = json.dumps([[one.text, one.intent, one.lang] for one in phrases.examples])
    code = (
        "import json, sys; from pathlib import Path; from nlu.phrases import Example, Phrases;"
        "from nlu.engines.training import begin;"
        "rows = json.load(sys.stdin); phrases = Phrases(tuple(Example(*row) for row in rows), {});"
        f"engine = begin(phrases, Path({str(tmp_path)!r})); assert engine.name == 'embedded', engine.name;"
        "assert not {'sklearn', 'scipy'} & set(sys.modules), 'too much is loaded'"
    )
    subprocess.run([sys.executable, "-c", code], input=rows.encode(), check=True)


def test_the_first_engine_knows_every_phrase_of_danger_and_a_few_of_all_else() -> None:
    said = [
        Example(f"{intent} {number}", intent, "zh") for intent in ("emergency", "bill_query") for number in range(99)
    ]
    known = training._some(Phrases(tuple(said), {})).examples
    assert Counter(example.intent for example in known) == {"emergency": 99, "bill_query": 60}
