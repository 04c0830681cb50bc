"""Makes Rasa's own environment; `linli rasa setup`."""

import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.rasa.home import SDK_VERSION, VERSION, RasaHome, RasaProblem

FITTING = ((3, 10), (3, 11))  # TensorFlow 2.12 has no wheel for later ones
_ASK = "import sys; print(*sys.version_info[:2])"
Tell = Callable[[str], None]


def set_up(home: RasaHome, recipe: Path, python: str, tell: Tell) -> None:
    """Make the environment and install Rasa into it; what is there already is kept."""
    interpreter, version = find_python([python] if python else ["python3.10", "python3.11"])
    tell(f"1/3 making {home.environment} with Python {version[0]}.{version[1]} ({interpreter})")
    home.folder.mkdir(parents=True, exist_ok=True)
    _run([interpreter, "-m", "venv", str(home.environment)])
    if (found := _version_of(str(home.python))) != version:
        made = f"Python {found[0]}.{found[1]}" if found else "a Python that does not run"
        raise RasaProblem(f"{home.environment} was made with {made}: remove that folder and set up again")
    tell(f"2/3 installing Rasa {VERSION}: about 2.7 GB, a minute and a half where the network is fast")
    install = [str(home.python), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    _run([*install, "-r", str(recipe / "requirements.txt")])
    if version != FITTING[0]:
        forced = ["--no-deps", "--ignore-requires-python", f"rasa=={VERSION}", f"rasa-sdk=={SDK_VERSION}"]
        _run([*install, *forced])
    tell("3/3 asking Rasa for its version")
    said = _run([str(home.python), "-c", "import rasa; print(rasa.__version__)"], keep=True).strip()
    if said != VERSION:
        raise RasaProblem(f"Rasa {said} is in {home.environment} instead of {VERSION}: remove that folder")
    tell("Rasa is set up. Next: linli rasa train")


def find_python(candidates: Iterable[str]) -> tuple[str, tuple[int, int]]:
    """Return the first Python that runs and fits, and its version."""
    tried = list(candidates)
    for candidate in tried:
        path = shutil.which(candidate)
        version = _version_of(path) if path else None
        if path and version in FITTING:
            return path, version
    raise RasaProblem(
        f"Rasa {VERSION} needs Python 3.10 or 3.11, and {' and '.join(tried)} "
        "cannot be used: install one (pyenv install 3.10) and name it with --python /path/to/python3.10"
    )


def _version_of(python: str) -> tuple[int, int] | None:
    """Ask a Python for its version: a shim on the path may lead nowhere."""
    try:
        done = subprocess.run([python, "-c", _ASK], capture_output=True, text=True, check=True, timeout=30)  # noqa: S603
        major, minor = map(int, done.stdout.split())
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return major, minor


def _run(command: list[str], *, keep: bool = False) -> str:
    """Run a step; its own words go to the terminal, unless they are kept."""
    done = subprocess.run(command, stdout=subprocess.PIPE if keep else None, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RasaProblem(f"`{' '.join(command[:4])} ...` ended with status {done.returncode}; its own words are above")
    return done.stdout if keep else ""
