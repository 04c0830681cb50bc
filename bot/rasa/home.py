"""Where Rasa lives: its environment, models and tokens under the data folder, its recipe in deploy/rasa."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import bot

VERSION = "3.6.21"
SDK_VERSION = "3.6.2"  # that Rasa itself needs
HOST = "127.0.0.1"
PORT = 5005


class RasaProblem(ValueError):
    """What keeps Rasa from being set up, trained or served, and what to do about it."""


@dataclass(frozen=True, slots=True)
class RasaHome:
    """Paths under one folder, which is `rasa` in the data folder."""

    folder: Path

    @property
    def environment(self) -> Path:
        """The virtual environment that holds Rasa and nothing of ours."""
        return self.folder / "venv"

    @property
    def python(self) -> Path:
        """The environment's Python."""
        return self.environment / "bin" / "python"

    @property
    def models(self) -> Path:
        """Where models are, and beside each how far it can be trusted."""
        return self.folder / "models"

    @property
    def token(self) -> Path:
        """The file with the token that the server asks for."""
        return self.folder / "token"

    @property
    def action_token(self) -> Path:
        """The file with the token that our action server asks for."""
        return self.folder / "action_token"

    def model(self, name: str = "linli") -> Path:
        """Return where a model is, or will be."""
        return self.models / f"{name}.tar.gz"

    def trust(self, name: str = "linli") -> Path:
        """Return the file that says how far a model can be trusted."""
        return self.models / f"{name}.json"

    def require_environment(self) -> None:
        """Raise when Rasa is not there."""
        if not (self.environment / "bin" / "rasa").is_file():
            raise RasaProblem(f"Rasa is not set up in {self.environment}: run linli rasa setup")


def home_of(data: Path) -> RasaHome:
    """Return the home in a data folder."""
    return RasaHome((data / "rasa").absolute())


def recipe_folder(given: Path | None) -> Path:
    """Return deploy/rasa: the one that was named, or that of this source checkout."""
    folder = (given or Path(bot.__file__).parents[1] / "deploy" / "rasa").absolute()
    if not (folder / "char_tokenizer.py").is_file():
        raise RasaProblem(f"{folder} is not deploy/rasa of Linli's sources: name that folder with --recipe")
    return folder


def secret(path: Path) -> str:
    """Return the secret in a file that only its owner reads; the first time it is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    return path.read_text("utf-8").strip()
