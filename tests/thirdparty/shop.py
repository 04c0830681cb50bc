"""An environment of its own beside the house, into which distributions are installed as an operator does."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LAUNDRY = Path(__file__).parent / "scene-laundry"
UV = Path(sys.executable).parent / "uv"
COMMAND = "from bot.cli import main; raise SystemExit(main())"


@dataclass(frozen=True, slots=True)
class Shop:
    """A fresh environment that sees the house's own packages; what is installed in it nobody else sees."""

    home: Path

    @property
    def python(self) -> Path:
        return self.home / "bin" / "python"

    @property
    def packages(self) -> Path:
        (found,) = self.home.glob("lib/python*/site-packages")
        return found

    @classmethod
    def found(cls, home: Path) -> "Shop":
        _uv("venv", "--python", sys.executable, str(home))
        shop = cls(home)
        house = next(path for path in sys.path if path.endswith("site-packages"))
        line = f"import site; site.addsitedir({house!r})\n"
        (shop.packages / "linli_house.pth").write_text(line, encoding="utf-8")
        return shop

    def install(self, wheel: Path) -> None:
        _uv("pip", "install", "--no-deps", "--reinstall", "--python", str(self.python), str(wheel))

    def uninstall(self, name: str) -> None:
        _uv("pip", "uninstall", "--python", str(self.python), name)

    def write(self, name: str, code: str, *, scenario: str = "scenario", **more: str) -> None:
        """Install a distribution scene-NAME with the module scene_NAME made of this code, and of these files."""
        package = self.packages / f"scene_{name}"
        for path, content in {"__init__.py": code, **more}.items():
            (package / path).parent.mkdir(parents=True, exist_ok=True)
            (package / path).write_text(content, encoding="utf-8")
        info = self.packages / f"scene_{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: scene-{name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[linli.scenarios]\n{name} = scene_{name}:{scenario}\n")

    def run(self, *arguments: str, at: Path, given: str = "", **env: str) -> "subprocess.CompletedProcess[str]":
        """Run Python in the environment, with no setting of this process."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("LINLI_", "PYTEST_"))}
        return subprocess.run(
            [str(self.python), *arguments],
            cwd=at,
            env=clean | env,
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    def linli(self, *arguments: str, data: Path, database: str = "") -> "subprocess.CompletedProcess[str]":
        """Run the `linli` command on a house's data."""
        env = {"LINLI_DATA": str(data)} | ({"LINLI_DATABASE": database} if database else {})
        return self.run("-c", COMMAND, *arguments, at=data, given="", **env)

    def visit(self, wish: Mapping[str, Any]) -> dict[str, Any]:
        """Open a house, do what is wished, and return the report; `logs` are the warnings of the house."""
        done = self.run("-m", "tests.thirdparty.visit", at=ROOT, given=json.dumps(wish))
        assert done.returncode == 0, done.stderr[-4000:]
        report: dict[str, Any] = json.loads(done.stdout)
        return report | {"logs": done.stderr}


def build_wheel(source: Path, place: Path) -> Path:
    """Build a wheel as an author does: with what the project asks for, from the cache where it can be."""
    arguments = ("build", "--wheel", "--quiet", "--out-dir", str(place), str(source))
    if _run_uv(*arguments, "--offline").returncode:
        _uv(*arguments)
    (wheel,) = place.glob("*.whl")
    return wheel


def _uv(*arguments: str) -> None:
    done = _run_uv(*arguments)
    assert done.returncode == 0, done.stderr


def _run_uv(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([str(UV), *arguments], capture_output=True, text=True)
