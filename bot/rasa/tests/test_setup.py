import os
import socket
import stat
import sys
from pathlib import Path

import pytest

from bot.rasa.home import RasaHome, RasaProblem, home_of, recipe_folder, secret
from bot.rasa.process import answers, environment, free_port, require_free, serving, train
from bot.rasa.setup import find_python, set_up

ROOT = Path(__file__).parents[3]
RECIPE = ROOT / "deploy" / "rasa"


def script(path: Path, text: str) -> Path:
    """Write a program."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("version", ["3 10", "3 11"])
def test_a_python_that_fits_is_found(tmp_path: Path, version: str) -> None:
    broken = script(tmp_path / "python3.10", "echo pyenv: command not found >&2; exit 127")
    good = script(tmp_path / "good", f"echo {version}")
    assert find_python(["there-is-no-such-python", str(broken), str(good)])[0] == str(good)


@pytest.mark.parametrize("said", ["3 9", "3 12", "4 0", "", "three"])
def test_where_no_python_fits_the_next_step_is_named(tmp_path: Path, said: str) -> None:
    other = script(tmp_path / "python", f"echo {said}")
    with pytest.raises(RasaProblem, match="--python"):
        find_python([str(other)])


def test_an_installation_that_fails_says_which_step(tmp_path: Path) -> None:
    python = script(tmp_path / "python3.10", 'case "$1" in -c) echo 3 10;; *) exit 3;; esac')
    with pytest.raises(RasaProblem, match=r"-m venv.*status 3"):
        set_up(home_of(tmp_path), RECIPE, str(python), lambda line: None)


def test_setting_up_installs_the_lock_and_checks_the_version(tmp_path: Path) -> None:
    inside = 'case "$2" in *rasa*) echo 3.6.21;; *version_info*) echo 3 11;; *) echo "$@" >> {log};; esac'
    log, made = tmp_path / "log", tmp_path / "rasa" / "venv" / "bin" / "python"
    venv = script(tmp_path / "inside", inside.format(log=log))
    python = script(
        tmp_path / "python3.11",
        f'case "$1" in -c) echo 3 11;; *) mkdir -p {made.parent}; cp {venv} {made};; esac',
    )
    told: list[str] = []
    set_up(home_of(tmp_path), RECIPE, str(python), told.append)
    lock, forced = log.read_text("utf-8").splitlines()
    assert lock.endswith(f"-r {RECIPE / 'requirements.txt'}")
    assert forced.endswith("--no-deps --ignore-requires-python rasa==3.6.21 rasa-sdk==3.6.2")
    assert told[-1] == "Rasa is set up. Next: linli rasa train"


def test_the_lock_is_exact_and_knows_both_pythons() -> None:
    lines = [line for line in (RECIPE / "requirements.txt").read_text("utf-8").splitlines() if line[:1] != "#"]
    assert all("==" in line for line in lines)
    assert 'rasa==3.6.21 ; python_version < "3.11"' in lines
    assert len([line for line in lines if line.startswith("matplotlib==")]) == 2


def test_a_secret_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first, second = secret(tmp_path / "rasa" / "token"), secret(tmp_path / "rasa" / "token")
    assert first == second
    assert len(first) > 40
    assert stat.S_IMODE((tmp_path / "rasa" / "token").stat().st_mode) == 0o600


def test_a_folder_that_is_no_recipe_is_refused(tmp_path: Path) -> None:
    assert recipe_folder(None) == RECIPE
    with pytest.raises(RasaProblem, match="--recipe"):
        recipe_folder(tmp_path)


def test_before_setup_the_next_step_is_named(tmp_path: Path) -> None:
    with pytest.raises(RasaProblem, match="linli rasa setup"):
        home_of(tmp_path).require_environment()


def test_rasa_gets_no_secret_and_sends_no_telemetry() -> None:
    given = {"LINLI_TELEGRAM_TOKEN": "1:x", "PYTHONPATH": "/elsewhere", "PATH": "/bin"}
    found = environment(RECIPE, given)
    assert (found["PATH"], found["PYTHONPATH"], found["RASA_TELEMETRY_ENABLED"]) == ("/bin", str(RECIPE), "false")
    assert not any(name.startswith("LINLI_") for name in found)


def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        there.listen()
        with pytest.raises(RasaProblem, match="--port"):
            require_free(there.getsockname()[1])


def a_home(folder: Path, *, rasa: str = "exit 0", python: str = "exit 0") -> RasaHome:
    """Make a home whose programs do what is written."""
    home = home_of(folder)
    script(home.environment / "bin" / "rasa", rasa)
    script(home.python, python)
    home.models.mkdir()
    return home


def test_a_training_that_fails_or_leaves_no_model_is_noticed(tmp_path: Path) -> None:
    for number, rasa in enumerate(("exit 1", "exit 0")):
        home = a_home(tmp_path / str(number), rasa=rasa)
        with pytest.raises(RasaProblem, match="rasa train ended"):
            train(home, RECIPE, home.folder, RECIPE / "config.yml", "next")


def test_a_server_that_dies_at_once_points_to_its_words(tmp_path: Path) -> None:
    home = a_home(tmp_path, python="echo no model here; exit 1")
    with (
        pytest.raises(RasaProblem, match=r"server\.log"),
        serving(home, RECIPE, home.model(), home.folder / "server.log"),
    ):
        pytest.fail("it never came up")
    assert (home.folder / "server.log").read_text("utf-8") == "no model here\n"


def test_a_server_is_served_to_this_machine_and_ended(tmp_path: Path) -> None:
    code = (
        "import sys, http.server as h\n"
        "class Front(h.BaseHTTPRequestHandler):\n"
        "    def do_GET(self): self.send_response(200); self.end_headers()\n"
        "assert open(sys.argv[2]).read(), 'no token'\n"
        "h.HTTPServer((sys.argv[4], int(sys.argv[5])), Front).serve_forever()\n"
    )
    (tmp_path / "server.py").write_text(code, "utf-8")
    home = a_home(tmp_path, python=f'exec {sys.executable} {tmp_path / "server.py"} "$@"')
    with serving(home, RECIPE, home.model(), home.folder / "server.log") as (url, pid):
        port = int(url.rpartition(":")[2])
        assert url == f"http://127.0.0.1:{port}"
        assert answers(port)
    assert not answers(port)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_nobody_answers_at_a_port_that_is_free() -> None:
    assert not answers(free_port())
