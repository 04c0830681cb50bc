"""The models of ears: which ones are known, where they lie, and what must be in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from voice.speech import NoEngine

WHISPER = "whisper-base"


@dataclass(frozen=True, slots=True)
class Model:
    """A folder that an engine reads: what must be in it (patterns), how large it is, and how an operator gets it."""

    name: str
    engine: str
    megabytes: int
    inside: tuple[str, ...]
    comes: str

    def folder(self, data: Path) -> Path:
        """Return where it belongs in the data folder of a house."""
        return data / "voice" / self.name

    def lacks(self, data: Path) -> list[str]:
        """Return what is not in its folder; nothing when it can be used."""
        folder = self.folder(data)
        return [pattern for pattern in self.inside if not any(folder.glob(pattern))]


_SHERPA = "unpack a {} of github.com/k2-fsa/sherpa-onnx/releases (asr-models)"
KNOWN: Mapping[str, Model] = {
    model.name: model
    for model in (
        Model(
            WHISPER,
            "whisper",
            148,
            ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"),
            f"linli voice models --fetch {WHISPER}",
        ),
        Model(
            "vosk",
            "vosk",
            65,
            ("am/final.mdl", "conf/*.conf", "graph/*"),
            "unpack vosk-model-small-cn-0.22 of alphacephei.com/vosk/models",
        ),
        Model(
            "sherpa-sense-voice",
            "sherpa",
            240,
            ("model*.onnx", "tokens.txt"),
            _SHERPA.format("sherpa-onnx-sense-voice-zh-en-ja-ko-yue"),
        ),
        Model(
            "sherpa-paraformer",
            "sherpa",
            220,
            ("model*.onnx", "tokens.txt"),
            _SHERPA.format("sherpa-onnx-paraformer-zh"),
        ),
    )
}


def found(name: str, data: Path) -> Path:
    """Return the folder of a model that is there; NoEngine says what is missing and how it is had."""
    model = KNOWN[name]
    lacking = model.lacks(data)
    if lacking:
        raise NoEngine(f"{model.folder(data)} lacks {', '.join(lacking)}: {model.comes}")
    return model.folder(data)


def listed(data: Path) -> list[str]:
    """Return a line for each known model: name, size, whether it is there, else how it is had and where it goes."""
    return [_line(model, data) for model in KNOWN.values()]


def _line(model: Model, data: Path) -> str:
    folder = model.folder(data)
    lacking = model.lacks(data)
    if not lacking:
        state = f"present in {folder}"
    elif folder.exists():
        state = f"incomplete: {folder} lacks {', '.join(lacking)}"
    else:
        state = f"missing: {model.comes}" + ("" if model.name == WHISPER else f" into {folder}")
    return f"{model.name:<20}{model.megabytes:>4} MB  {state}"
