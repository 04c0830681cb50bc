"""Plays dialog files and keeps what each shows; `linli coverage`."""

import tempfile
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

from actions.registry import Registry
from bot.coverage import Cell, shown
from bot.dialogs import play_dialog, read_dialog
from bot.testing import talk_in
from bot.watching import Seen
from nlu.types import Engine as Understander


def name_of(file: Path) -> str:
    """Return what a dialog is called in the report: repairs/cancel."""
    return f"{file.parents[2].name}/{file.stem}"


async def play_files(
    files: Iterable[Path], community: dict[str, Any], understander: Understander, registry: Registry
) -> AsyncIterator[tuple[str, frozenset[Cell], list[str]]]:
    """Play dialogs, each in a house of its own; yield the name, what it shows, and what was not as it says."""
    for file in files:
        turns: list[Seen] = []
        with tempfile.TemporaryDirectory(prefix="linli-coverage-") as folder:
            house = talk_in(Path(folder), community, understander=understander, registry=registry)
            async with house as guest:
                guest.app.engine.watched_by(turns.append)
                try:
                    failed = await play_dialog(guest, read_dialog(file), registry)
                except AssertionError as missing:  # a button that a dialog presses
                    failed = [str(missing)]
        yield name_of(file), shown(turns, registry), failed
