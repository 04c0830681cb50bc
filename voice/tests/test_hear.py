from pathlib import Path

import pytest

from bot.settings import Settings, WrongSetting, load_settings
from voice import hear
from voice.hear import Hearing, Recipe, ear_of
from voice.models import KNOWN
from voice.speech import Heard, Listening, NoEngine

SILENCE = bytes(32_000)  # a second


def put(data: Path, name: str) -> None:
    """Make a folder look as if its model lay there."""
    for pattern in KNOWN[name].inside:
        file = KNOWN[name].folder(data) / pattern.replace("*", "x")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()


@pytest.fixture
def everything_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hear, "find_spec", lambda module: module)


def test_a_house_without_models_has_no_ear(tmp_path: Path) -> None:
    assert ear_of(Settings(data=tmp_path)) is None


@pytest.mark.usefixtures("everything_installed")
@pytest.mark.parametrize(
    ("folders", "place", "ear"),
    [
        (["vosk"], "", "vosk"),
        (["vosk", "whisper-base"], "", "whisper"),
        (["whisper-base"], "127.0.0.1:10300", "wyoming"),
        (["whisper-base", "sherpa-paraformer"], "127.0.0.1:10300", "sherpa"),
    ],
)
def test_the_best_ear_that_is_here_is_taken(tmp_path: Path, folders: list[str], place: str, ear: str) -> None:
    for folder in folders:
        put(tmp_path, folder)
    recipe = ear_of(Settings(data=tmp_path, voice_wyoming=place))
    assert recipe is not None
    assert recipe.name == ear


def test_the_smallest_ear_is_only_taken_by_name(tmp_path: Path) -> None:
    assert ear_of(Settings(data=tmp_path, voice_ear="sphinx")) == Recipe("sphinx")


def test_none_is_no_ear_also_where_there_is_a_model(tmp_path: Path) -> None:
    put(tmp_path, "whisper-base")
    assert ear_of(Settings(data=tmp_path, voice_ear="none")) is None


@pytest.mark.parametrize(
    ("ear", "what_to_do"),
    [
        ("whisper", "linli voice models --fetch whisper-base"),
        ("vosk", "alphacephei"),
        ("sherpa", "k2-fsa"),
        ("wyoming", "LINLI_VOICE_WYOMING"),
    ],
)
def test_an_ear_that_is_named_and_not_here_says_what_to_do(tmp_path: Path, ear: str, what_to_do: str) -> None:
    with pytest.raises(NoEngine, match=what_to_do):
        ear_of(Settings(data=tmp_path), ear)


def test_a_library_that_is_missing_is_named_with_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hear, "find_spec", lambda module: None)
    put(tmp_path, "vosk")
    with pytest.raises(NoEngine, match=r"pip install 'linli\[vosk\]'"):
        ear_of(Settings(data=tmp_path), "vosk")


def test_a_place_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINLI_VOICE_WYOMING", "http://there")
    with pytest.raises(WrongSetting, match="LINLI_VOICE_WYOMING"):
        load_settings()


async def test_hearing_happens_in_another_process_and_silence_is_nothing() -> None:
    hearing = Hearing(Recipe("sphinx"))
    try:
        assert await hearing.hear(SILENCE, Listening(choices=("再说一遍",)), seconds=60) == Heard()
    finally:
        hearing.close()
