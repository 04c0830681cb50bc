"""The Dockerfile of Rasa's server, played in a folder: its own steps and its own commands, with a stand-in for Rasa."""

import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.rasa.home import VERSION
from bot.rasa.setup import FITTING
from tests.operations.dockerfile import Image, Step, steps
from tests.operations.processes import ROOT, clean

RECIPE = ROOT / "deploy" / "rasa"
FOUND = steps((RECIPE / "Dockerfile").read_text("utf-8"))
TOKEN = "a-token-of-the-test"
# Rasa itself is 2.7 GB: this one says how it was started.
STAND_IN = """
import json, os, sys
def main():
    print(json.dumps({"argv": sys.argv, "telemetry": os.environ["RASA_TELEMETRY_ENABLED"], "python": sys.prefix}))
"""


def only(name: str) -> str:
    """Return what the one instruction of a name says."""
    [rest] = [rest for step, rest in FOUND if step == name]
    return rest


def moved(image: Image, words: list[str]) -> list[str]:
    return [image.moved(word) for word in words]


def variables(image: Image) -> dict[str, str]:
    known = {name: image.moved(value) for name, value in image.settings.items()}
    return clean() | known | {"PATH": f"{image.path('/opt/rasa/venv/bin')}:{os.environ['PATH']}"}


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """Play every step; what would be downloaded is left out, and a stand-in takes Rasa's place."""
    context, root = tmp_path_factory.mktemp("context"), tmp_path_factory.mktemp("image")
    shutil.copytree(RECIPE, context, dirs_exist_ok=True)
    (context / "requirements.txt").write_text("# nothing\n")
    made = Image(context, root, Path(sys.executable).parent, clean())
    made.play(FOUND)
    [packages] = made.path("/opt/rasa/venv/lib").glob("python*/site-packages")
    (packages / "rasa").mkdir()
    (packages / "rasa/__init__.py").touch()
    (packages / "rasa/__main__.py").write_text(STAND_IN)
    made.path("/run/secrets").mkdir(parents=True)
    made.path("/run/secrets/linli_rasa_token").write_text(f"{TOKEN}\n")
    return made


def test_it_starts_the_server_with_the_token_and_shows_it_to_nobody(image: Image) -> None:
    command = json.loads(only("CMD"))
    assert TOKEN not in command
    run = [str(image.path("/opt/rasa/venv/bin/python")), *moved(image, command)[1:]]
    done = subprocess.run(run, env=variables(image), cwd=image.root, capture_output=True, text=True, check=True)
    started = json.loads(done.stdout)
    assert started["argv"][started["argv"].index("--auth-token") + 1] == TOKEN
    assert started["argv"][started["argv"].index("-p") + 1] == only("EXPOSE")
    assert started["argv"][started["argv"].index("-m") + 1].endswith("/models/linli.tar.gz")
    assert started["telemetry"] == "false"
    assert started["python"] == str(image.path("/opt/rasa/venv"))


def test_without_a_token_it_does_not_start(image: Image) -> None:
    empty = image.path("/run/secrets/none")
    empty.touch()
    command = [str(image.path("/opt/rasa/venv/bin/python")), *moved(image, json.loads(only("CMD")))[1:]]
    command[2] = str(empty)
    done = subprocess.run(command, env=variables(image), capture_output=True, text=True, check=False)
    assert (done.returncode, "without a token" in done.stderr) == (1, True)


def test_the_tokenizer_lies_where_python_looks_for_it(image: Image) -> None:
    asked = "import importlib.util as u; print(u.find_spec('char_tokenizer').origin)"
    command = [str(image.path("/opt/rasa/venv/bin/python")), "-c", asked]
    done = subprocess.run(command, env=variables(image), cwd="/", capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(image.path("/opt/rasa/char_tokenizer.py"))


def test_it_is_healthy_when_the_port_answers_and_only_then(image: Image, tmp_path: Path) -> None:
    [_, _, check] = json.loads(re.sub(r".*?CMD ", "", only("HEALTHCHECK"), count=1))
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        there = check.replace(f":{only('EXPOSE')}/", f":{server.server_port}/")
        assert there != check
        threading.Thread(target=server.serve_forever, daemon=True).start()
        assert subprocess.run([sys.executable, "-c", there], capture_output=True, check=False).returncode == 0
        server.shutdown()
    assert subprocess.run([sys.executable, "-c", there], capture_output=True, check=False).returncode != 0


def test_its_python_is_one_for_which_there_is_a_rasa() -> None:
    found = re.match(r"python:(\d+)\.(\d+)-", only("FROM"))
    assert found is not None
    assert (int(found[1]), int(found[2])) in FITTING
    pins = (RECIPE / "requirements.txt").read_text("utf-8")
    assert re.search(rf"^rasa=={re.escape(VERSION)}\b", pins, re.MULTILINE)
    lines = [line.partition(";")[0].strip() for line in pins.splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[\w.\[\]-]+==[^=]+", line)] == []


def test_its_user_is_the_one_that_the_guide_names_and_not_root(image: Image) -> None:
    guide = (RECIPE / "README.md").read_text("utf-8")
    [made] = [line for line in image.ran if line.startswith("useradd")]
    [number] = re.findall(r"--uid (\d+)", made)
    assert image.user == made.rpartition(" ")[2] == "rasa"
    assert f"uid={number}" in guide
    assert f"({number})" in guide


def test_nothing_of_a_model_or_a_secret_is_copied_into_it() -> None:
    copied = {word for name, rest in FOUND if name == "COPY" for word in rest.split()[:-1]}
    assert copied == {"requirements.txt", "char_tokenizer.py", "serve.py"}
    last: Step = FOUND[-1]
    assert last[0] == "CMD"
