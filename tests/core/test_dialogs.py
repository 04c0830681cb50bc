from pathlib import Path

import pytest

from actions.registry import Registry
from bot.app import installed
from bot.dialogs import dialog_files, play_dialog, read_dialog
from bot.settings import Settings
from bot.testing import Talk

FILES = list(dialog_files(installed(Settings())))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parents[2].name}-{file.stem}")
async def test_a_dialog_goes_as_its_file_says(talk: Talk, scenarios: Registry, file: Path) -> None:
    assert await play_dialog(talk, read_dialog(file), scenarios) == []


def test_every_scenario_has_a_dialog(scenarios: Registry) -> None:
    told = {file.parents[2].name for file in FILES}
    assert set(scenarios.scenarios) <= told
