from collections.abc import Iterator

import yaml

from bot.checking.source import Folder


def check_readme(folder: Folder) -> Iterator[str]:
    """Say when nobody can read what the scenario is for."""
    if not (folder.root / "README.md").is_file():
        yield "README.md is missing; write one screen with one example dialog"


def check_dialogs(folder: Folder) -> Iterator[str]:
    """Say when no dialog file shows the scenario at work, or one cannot be played."""
    dialogs = sorted((folder.root / "tests" / "dialogs").glob("*.yaml"))
    if not dialogs:
        yield "tests/dialogs/ has no dialog; write one as .yaml (docs/scenarios.md)"
    for path in dialogs:
        try:
            dialog = yaml.safe_load(path.read_text("utf-8"))
        except yaml.YAMLError as problem:
            yield f"tests/dialogs/{path.name}: is not YAML: {str(problem).splitlines()[0]}"
            continue
        if not isinstance(dialog, dict) or not dialog.get("turns"):
            yield f"tests/dialogs/{path.name}: has no turns; write at least one `says`"
