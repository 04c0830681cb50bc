"""Training, choosing and serving with programs that stand in for Rasa's; bench/rasa.py does it with the real ones."""

import asyncio
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.rasa.choosing import chosen
from bot.rasa.commands import export_rasa, serve_rasa, train_rasa
from bot.rasa.home import RasaHome, RasaProblem, home_of
from bot.rasa.process import environment, keep_alive
from bot.rasa.tests.test_setup import RECIPE, script
from bot.rasa.training import Recipe, train_model, trained
from bot.settings import Settings
from nlu.engines.embedded import EmbeddedEngine
from nlu.engines.rasa import RasaEngine
from nlu.engines.rasa_trust import load_trust
from nlu.engines.training import train
from nlu.phrases import Example, Phrases
from nlu.types import Hints

NOW = datetime(2026, 3, 4, tzinfo=UTC)
WORDS = {"repair_report": "漏水", "greeting": "你好", "bill_query": "缴费"}
SAID = [Example(f"{word}{number}", intent, "zh") for intent, word in WORDS.items() for number in range(24)]
# A server that looks for one word of each intent and refuses who lacks the token.
SERVER = f"""
import http.server as h, json, sys, urllib.parse as u
words = {WORDS!r}
token = open(sys.argv[2]).read()
class Rasa(h.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *words): pass
    def say(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_GET(self): self.say(200, b"Hello from Rasa")
    def do_POST(self):
        text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"]
        given = u.parse_qs(u.urlsplit(self.path).query).get("token")
        rows = [dict(name=name, confidence=0.9 if word in text else 0.05) for name, word in words.items()]
        rows.sort(key=lambda row: -row["confidence"])
        self.say(200 if given == [token] else 401, json.dumps(dict(intent=rows[0], intent_ranking=rows)).encode())
h.HTTPServer((sys.argv[4], int(sys.argv[5])), Rasa).serve_forever()
"""


@pytest.fixture
def home(tmp_path: Path) -> RasaHome:
    """Return a home with programs that train and serve in no time."""
    home = home_of(tmp_path)
    (tmp_path / "server.py").write_text(SERVER, "utf-8")
    script(
        home.environment / "bin" / "rasa",
        f'echo "$@" > {tmp_path}/trained; for name; do :; done; > {home.models}/$name.tar.gz',
    )
    script(home.python, f'exec {sys.executable} {tmp_path / "server.py"} "$@"')
    return home


@pytest.fixture
def recipe() -> Recipe:
    return Recipe(RECIPE, RECIPE / "config.yml", per_intent=10)


@pytest.fixture
def own() -> Iterator[EmbeddedEngine]:
    engine = train(Phrases(tuple(SAID), {}), None)
    yield engine
    engine.close()


def test_a_model_is_trained_asked_and_kept_with_what_it_is_worth(home: RasaHome, recipe: Recipe) -> None:
    told: list[str] = []
    train_model(home, recipe, SAID, told.append)
    assert sorted(path.name for path in home.models.iterdir()) == ["linli.json", "linli.tar.gz"]
    trust = load_trust(home.trust())
    assert trust.intents == tuple(sorted(WORDS))
    assert told[0].startswith("1/3 training on 30 of 72 phrases")
    assert told[-1].startswith("3/3 100% of them understood")
    assert "train nlu --config" in (home.folder.parent / "trained").read_text("utf-8")
    assert list(home.folder.glob("training-*")) == []


def test_a_training_that_fails_leaves_the_model_before(home: RasaHome, recipe: Recipe) -> None:
    train_model(home, recipe, SAID, lambda line: None)
    before = home.trust().read_text("utf-8")
    script(home.environment / "bin" / "rasa", "exit 1")
    with pytest.raises(RasaProblem):
        train_model(home, recipe, SAID, lambda line: None)
    assert (home.model().is_file(), home.trust().read_text("utf-8")) == (True, before)


def test_any_examples_can_be_trained_on_and_measured(home: RasaHome, recipe: Recipe) -> None:
    with trained(home, recipe, SAID) as measured:
        understood = [measured.parse(f"{word}了", None, NOW, Hints()) for word in WORDS.values()]
    assert [one.intent for one in understood] == list(WORDS)
    assert {one.engine for one in understood} == {"rasa"}
    assert not home.model("measured").exists()


def test_the_settings_choose_the_engine(home: RasaHome, recipe: Recipe, own: EmbeddedEngine, tmp_path: Path) -> None:
    assert chosen(Settings(data=tmp_path), own) is own
    with pytest.raises(RasaProblem, match="linli rasa train"):
        chosen(Settings(data=tmp_path, engine="rasa"), own)
    train_model(home, recipe, SAID, lambda line: None)
    engine = chosen(Settings(data=tmp_path, engine="rasa"), own)
    assert isinstance(engine, RasaEngine)
    home.token.unlink()
    with pytest.raises(RasaProblem, match="linli rasa serve"):
        chosen(Settings(data=tmp_path, engine="rasa"), own)


def test_serving_before_training_names_the_next_step(home: RasaHome, tmp_path: Path) -> None:
    with pytest.raises(RasaProblem, match="linli rasa train"):
        serve_rasa(Namespace(recipe=None, port=5005), Settings(data=tmp_path))


@pytest.mark.parametrize(("per_intent", "config"), [(0, None), (5, Path("nowhere.yml"))])
def test_a_training_that_cannot_be_is_refused_before_anything_is_read(
    tmp_path: Path, per_intent: int, config: Path | None
) -> None:
    with pytest.raises(RasaProblem):
        train_rasa(Namespace(recipe=None, per_intent=per_intent, config=config), Settings(data=tmp_path))


def test_the_export_names_its_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export_rasa(Namespace(folder=tmp_path / "out"), Settings(data=tmp_path)) == 0
    assert capsys.readouterr().out.split() == [
        str(tmp_path / "out" / f"{name}.yml") for name in ("nlu", "domain", "rules")
    ]


async def test_a_server_that_ends_is_started_again_until_it_is_not_wanted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("bot.rasa.process._BACK_OFF", (0.0,))
    lives = script(
        tmp_path / "server",
        f"echo life >> {tmp_path}/lives; [ $(wc -l < {tmp_path}/lives) -ge 3 ] && exec sleep 600; exit 1",
    )
    told: list[str] = []
    died_twice = asyncio.Event()

    def tell(line: str) -> None:
        told.append(line)
        if len(told) == 2:
            died_twice.set()

    task = asyncio.create_task(keep_alive([str(lives)], environment(RECIPE), tmp_path, tell))
    await asyncio.wait_for(died_twice.wait(), 30)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert told == ["Rasa's server ended with status 1; it starts again in 0 s"] * 2
