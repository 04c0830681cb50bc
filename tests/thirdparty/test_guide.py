"""The author guide is true: its commands are run in their order, by somebody who has only the guide."""

import os
import re
import subprocess
from pathlib import Path

from tests.thirdparty.shop import COMMAND, ROOT, UV, Shop

GUIDE = ROOT / "docs" / "scenarios.md"
SHIMS = {
    "linli": "exec '{python}' -c '" + COMMAND + '\' "$@"',
    "python": "exec '{python}' \"$@\"",
    "pytest": "exec '{python}' -m pytest \"$@\"",
    "pip": "exec '{uv}' pip install --no-deps --python '{python}' \"${{@:2}}\"",  # Linli itself is there already
    "uv": "exec '{uv}' \"$@\"",
}


def commands() -> str:
    """Every line of the guide's `sh` boxes, one script."""
    return "\n".join(re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE))


def test_the_commands_of_the_guide_do_what_it_says(
    shop: Shop, tmp_path: Path, data: Path, knowing: dict[str, str]
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, line in SHIMS.items():
        (tools / name).write_text("#!/bin/bash\n" + line.format(python=shop.python, uv=UV) + "\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LINLI_", "PYTEST_"))}
    env = clean | {"PATH": f"{tools}:{os.environ['PATH']}", "LINLI_DATA": str(data), **knowing}
    script = f"set -euo pipefail\n{commands()}"
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    said = done.stdout
    assert re.search(r"laundry +0\.1 +scene-laundry +on", said)
    assert said.count("1 checked, nothing to mend") == 2
    assert said.count(" passed") == 2
    assert "nothing changed" in said
    assert list((tmp_path / "scene-laundry" / "dist").glob("scene_laundry-0.1.0-*.whl"))


def test_the_guide_has_commands_to_run() -> None:
    assert len(commands().splitlines()) >= 10
