"""Every example of docs/api.md is run with curl against a house; what it prints has the shape the page shows."""

import io
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from actions.people import StaffRole
from bot.api.house import Bounds
from bot.api.routes import ENDPOINTS
from bot.api.tests.premises import served_beside
from bot.limits import Limit

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
_EXAMPLE = re.compile(r"```sh\n(.*?)```(?:\n```(?:json)?\n(.*?)```)?", re.DOTALL)


def same_shape(shown: Any, got: Any) -> bool:
    """Compare names and nesting; values are the reader's own."""
    if isinstance(shown, dict) and isinstance(got, dict):
        return shown.keys() == got.keys() and all(same_shape(shown[name], got[name]) for name in shown)
    if isinstance(shown, list) and isinstance(got, list):
        return not got or all(same_shape(shown[0], one) for one in got)
    return not isinstance(got, dict | list)


def test_the_page_names_every_operation() -> None:
    text = PAGE.read_text("utf-8")
    paths = {re.sub(r"/\{id\}$", "", endpoint.path) for endpoint in ENDPOINTS}
    assert sorted(path for path in paths if path.replace("{id}/moves", "$TICKET/moves") not in text) == []


@pytest.mark.skipif(shutil.which("curl") is None, reason="the examples are curl's")
def test_every_example_works_and_prints_what_the_page_shows(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "blue").save(out, "PNG")
    (tmp_path / "leak.png").write_bytes(out.getvalue())
    examples = _EXAMPLE.findall(PAGE.read_text("utf-8"))
    assert len(examples) > 6
    with served_beside(tmp_path / "house", Bounds(calls=Limit(100, 1))) as (url, premises, _):
        given = {"URL": url, "KEY": premises.ours.channel, "TOKEN": premises.ours.staff[StaffRole.DISPATCHER]}
        given |= {"TICKET": premises.ours.ids["repair"], "PATH": os.environ["PATH"]}
        for script, shown in examples:
            done = subprocess.run(
                ["bash", "-c", script], cwd=tmp_path, env=given, capture_output=True, text=True, timeout=60, check=False
            )
            assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
            if shown.startswith("{"):
                assert same_shape(json.loads(shown), json.loads(done.stdout)), f"{script}\n{done.stdout}"
            elif shown:
                assert done.stdout == shown, script
