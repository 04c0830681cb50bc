"""Plays a Dockerfile's steps without an engine: COPY into a folder, RUN in a shell, paths of the image moved there."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

Step = tuple[str, str]
_MOVED = re.compile(r"(?<![\w.])(/src|/opt/linli|/opt/rasa|/tmp/wheel|/var/lib/(?:linli|rasa)|/models|/run/secrets)\b")


def steps(text: str) -> list[Step]:
    """Return the instructions of a Dockerfile in order."""
    lines = re.sub(r"\\\n\s*", "", text).splitlines()
    pairs = (line.partition(" ") for line in lines if line and not line.startswith("#"))
    return [(name, rest.strip()) for name, _, rest in pairs]


@dataclass
class Image:
    """What playing the steps leads to."""

    context: Path
    root: Path
    tools: Path  # where uv is
    environment: dict[str, str]
    arguments: dict[str, str] = field(default_factory=dict)  # of --build-arg
    settings: dict[str, str] = field(default_factory=dict)  # ENV of the last stage
    user: str = "root"
    ran: list[str] = field(default_factory=list)
    _known: dict[str, str] = field(default_factory=dict)  # ARG of the stage
    _here: str = "/"

    def play(self, found: list[Step]) -> None:
        """Play all steps; a step that fails raises."""
        for name, rest in found:
            getattr(self, f"_{name.lower()}", self._note)(rest)

    def path(self, inside: str) -> Path:
        """Return where a path of the image lies."""
        return self.root / inside.lstrip("/")

    def moved(self, text: str) -> str:
        """Write the image's paths as they are here."""
        return _MOVED.sub(lambda found: str(self.path(found[1])), text)

    def _note(self, rest: str) -> None:
        pass

    def _from(self, rest: str) -> None:
        self.settings, self.user, self._here, self._known = {}, "root", "/", {}

    def _workdir(self, rest: str) -> None:
        self._here = rest
        self.path(rest).mkdir(parents=True, exist_ok=True)

    def _user(self, rest: str) -> None:
        self.user = rest

    def _arg(self, rest: str) -> None:
        name, _, usual = rest.partition("=")
        self._known[name] = self.arguments.get(name, usual)

    def _env(self, rest: str) -> None:
        self.settings |= dict(part.split("=", 1) for part in shlex.split(rest))

    def _copy(self, rest: str) -> None:
        *sources, target = rest.split()
        if sources[0].startswith("--from="):
            return  # both stages lie in one folder, at the same paths
        for source in sources:
            start, end = self.context / source, self.path(f"{self._here}/{target}")
            (end if target.endswith("/") else end.parent).mkdir(parents=True, exist_ok=True)
            if start.is_dir():
                shutil.copytree(start, end, ignore=self._ignored)
            else:
                shutil.copy2(start, end / start.name if target.endswith("/") else end)

    def _ignored(self, folder: str, names: list[str]) -> list[str]:
        return [name for name in names if name in ("tests", "__pycache__")]

    def _run(self, rest: str) -> None:
        self.ran.append(rest)
        if rest.startswith(("pip install", "useradd")) or "apt-get" in rest:
            return  # the tools are here already; users of this machine stay as they are
        words = self.moved(rest).replace("--no-cache-dir", "").replace(" --no-cache", "")
        known = {name: self.moved(value) for name, value in self.settings.items() if name != "PATH"}
        path = f"{self.path('/opt/linli/bin')}:{self.tools}:/usr/bin:/bin"
        done = subprocess.run(
            ["/bin/sh", "-ec", words],
            cwd=self.path(self._here),
            env=self.environment | self._known | known | {"PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise AssertionError(f"RUN {rest}\n{done.stdout}{done.stderr}")


def data_files(folder: Path) -> Iterator[str]:
    """Yield every file below a folder of ours that is no Python: phrases, texts, templates, pictures."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder.parent)
        if path.is_file() and path.suffix not in (".py", ".pyc") and "tests" not in inside.parts:
            yield str(inside)
