"""Where models come from: a file of an earlier start with the same phrases, or a child process that learns them."""

import fcntl
import hashlib
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import numpy as np

from nlu.engines import store
from nlu.engines.classifier import EMERGENCY, Classifier
from nlu.engines.embedded import EmbeddedEngine, build, learned, readings
from nlu.engines.ngrams import Floats
from nlu.engines.sentences import SIZE, Sentences, available
from nlu.engines.space import place
from nlu.phrases import Example, Phrases

log = logging.getLogger(__name__)
_FIRST = 60  # phrases of an intent and language from which the engine learns that answers meanwhile
_VECTORS = "vectors.npz"
_ORPHANED = 3  # status of a child that learns for nobody
EMBEDDED, LITE = "embedded", "lite"


class TrainingFailed(RuntimeError):
    """The child process that learns ended without a model; its own words are above."""


def train(phrases: Phrases, cache_dir: Path | None) -> EmbeddedEngine:
    """Return an engine that has learned these phrases; with `cache_dir`, learn in a child and keep the model there.

    Learning takes more memory than a house needs for the rest of its life, so it leaves with the child.
    """
    sentences = available()
    if cache_dir is None:
        return build(phrases, sentences)
    return build(phrases, sentences, _known_or_learned(phrases, cache_dir, _kind(sentences)))


def begin(phrases: Phrases, cache_dir: Path) -> EmbeddedEngine:
    """Return an engine at once: with the model of an earlier start, or one that knows less and learns meanwhile."""
    sentences = available()
    if (model := store.load(_path(phrases, cache_dir, _kind(sentences)))) is not None:
        return build(phrases, sentences, model)
    engine = build(phrases, None, _known_or_learned(_some(phrases), cache_dir, LITE))
    log.info("learning the phrases; until then a simpler engine answers", extra={"phrases": len(phrases.examples)})
    Thread(target=_grow, args=(engine, phrases, cache_dir, sentences), name="learning", daemon=True).start()
    return engine


def _grow(engine: EmbeddedEngine, phrases: Phrases, cache_dir: Path, sentences: Sentences | None) -> None:
    try:
        engine.grow(_known_or_learned(phrases, cache_dir, _kind(sentences)), sentences)
    except (TrainingFailed, OSError) as failure:
        log.exception("the phrases could not be learned; the simpler engine goes on", extra={"why": str(failure)})
        return
    log.info("the phrases are learned", extra={"engine": engine.name})


def _kind(sentences: Sentences | None) -> str:
    return EMBEDDED if sentences else LITE


def _path(phrases: Phrases, cache_dir: Path, kind: str) -> Path:
    return cache_dir / f"{store.fingerprint(phrases.examples, kind)}.npz"


def _known_or_learned(phrases: Phrases, cache_dir: Path, kind: str) -> Classifier:
    path = _path(phrases, cache_dir, kind)
    model = store.load(path)
    if model is None:
        with _alone(path):
            if (model := store.load(path)) is None:  # or another process has learned the same meanwhile
                _learn_apart(phrases, path, kind)
                model = store.load(path)
    if model is None:
        raise TrainingFailed(f"{path} cannot be read; remove it and start again")
    return model


@contextmanager
def _alone(model: Path) -> Iterator[None]:
    """Let one process learn a model: two that start together learn the same once, in the memory of one."""
    model.parent.mkdir(parents=True, exist_ok=True)
    with model.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _some(phrases: Phrases) -> Phrases:
    """Return the first phrases of each intent and language, and all that tell of danger: that must not be missed."""
    taken: dict[tuple[str, str], list[Example]] = {}
    for example in phrases.examples:
        taken.setdefault((example.intent, example.lang), []).append(example)
    return Phrases(tuple(one for group in taken.values() for one in _first(group)), phrases.words)


def _first(group: list[Example]) -> list[Example]:
    return group if group[0].intent == EMERGENCY else group[:_FIRST]


def _learn_apart(phrases: Phrases, path: Path, kind: str) -> None:
    rows = [[one.text, one.intent, one.lang] for one in phrases.examples]
    command = [sys.executable, "-m", "nlu.engines.training", str(path), kind]
    frugal = os.environ | {"MALLOC_ARENA_MAX": "1"}  # one heap for its threads: what one gives back, another takes
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=frugal) as child:  # noqa: S603
        try:
            if child.stdin is not None:
                child.stdin.write(json.dumps(rows, ensure_ascii=False).encode() + b"\n")
                child.stdin.flush()  # and stays open: its end tells the child that this process is no more
            status = child.wait()
        except BrokenPipeError:
            status = child.wait()
        except BaseException:
            child.kill()
            raise
    if status:
        raise TrainingFailed(f"learning the phrases ended with status {status}")


def _be_child(path: Path, kind: str) -> None:
    """Learn what comes as the first line of standard input and write the model; end with the process that asked."""
    line = sys.stdin.buffer.readline()
    if not line.endswith(b"\n"):
        raise SystemExit(_ORPHANED)  # it ended while it was writing
    Thread(target=_end_with_parent, name="parent", daemon=True).start()
    if hasattr(os, "sched_setaffinity"):  # the house may keep to one processor: this one computes beside it
        os.sched_setaffinity(0, range(os.cpu_count() or 1))
    examples = tuple(Example(text, intent, lang) for text, intent, lang in json.loads(line))
    placed = place(_vectors(readings(examples), path.parent / _VECTORS)) if kind == EMBEDDED else None
    store.save(learned(examples, placed), path)


def _end_with_parent() -> None:
    os.read(sys.stdin.fileno(), 1)
    os._exit(_ORPHANED)


def _vectors(texts: Sequence[str], path: Path) -> Floats | None:
    """Return the vectors of texts, None without the encoder; what is new is written down for the next training.

    The encoder is gone when this ends: learning needs the memory.
    """
    sentences = available()
    if sentences is None:
        return None
    keys = [hashlib.blake2b(text.encode(), digest_size=8).hexdigest() for text in texts]
    arrays = store.read_arrays(path)
    known = dict(zip(arrays["keys"].tolist(), arrays["vectors"], strict=True)) if arrays else {}
    new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if new:
        known |= dict(zip(new, sentences.many(list(new.values())).astype(np.float16), strict=True))
        kept = {key: known[key] for key in keys}
        store.write_arrays(path, {"keys": np.array(list(kept)), "vectors": np.array(list(kept.values()))})
    return np.array([known[key] for key in keys], np.float32).reshape(-1, SIZE)


if __name__ == "__main__":
    _be_child(Path(sys.argv[1]), sys.argv[2])
