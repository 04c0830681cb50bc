"""`linli rasa setup|train|serve|actions|export`."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path

from bot.rasa.data import write_assistant
from bot.rasa.home import HOST, PORT, RasaProblem, home_of, recipe_folder, secret
from bot.rasa.process import environment, keep_alive, require_free, server_command
from bot.rasa.setup import set_up
from bot.settings import Settings

PER_INTENT = 60
ACTION_PORT = 5055


def add_rasa(sub: argparse.ArgumentParser) -> None:
    """Describe `linli rasa`."""
    subs = sub.add_subparsers(dest="what", required=True, metavar="WHAT")
    setup = subs.add_parser("setup", help="make Rasa's own environment in the data folder: 2.7 GB")
    setup.add_argument("--python", default="", help="a Python 3.10 or 3.11; none: the one on the path")
    setup.set_defaults(do=setup_rasa)
    train = subs.add_parser("train", help="train a model on our phrases and find out how far it can be trusted")
    train.add_argument("--per-intent", type=int, default=PER_INTENT, help="phrases; all of them take many hours")
    train.add_argument("--config", type=Path, help="pipeline; none: config.yml of the recipe")
    train.set_defaults(do=train_rasa)
    serve = subs.add_parser("serve", help=f"serve the model to this machine ({HOST}) and keep it alive")
    serve.add_argument("--port", type=int, default=PORT)
    serve.set_defaults(do=serve_rasa)
    for one in (setup, train, serve):
        one.add_argument("--recipe", type=Path, help="deploy/rasa of Linli's sources; none: that of this checkout")
    actions = subs.add_parser(
        "actions", help="an action server with which a Rasa assistant of yours calls our scenarios"
    )
    actions.add_argument("--port", type=int, default=ACTION_PORT)
    actions.add_argument("--house", default="", help="address of Linli's API; none: that of this machine's")
    actions.set_defaults(do=serve_actions)
    export = subs.add_parser("export", help="write phrases, domain and rules for a Rasa assistant of yours")
    export.add_argument("folder", type=Path)
    export.set_defaults(do=export_rasa)


def setup_rasa(given: argparse.Namespace, settings: Settings) -> int:
    """Make the environment."""
    set_up(home_of(settings.data), recipe_folder(given.recipe), given.python, _tell)
    return 0


def train_rasa(given: argparse.Namespace, settings: Settings) -> int:
    """Train the model that is served."""
    from actions.phrases import phrases_of
    from bot.app import installed
    from bot.rasa.training import Recipe, train_model

    if given.per_intent < 1:
        raise RasaProblem("--per-intent is at least 1")
    folder = recipe_folder(given.recipe)
    config = (given.config or folder / "config.yml").absolute()
    if not config.is_file():
        raise RasaProblem(f"there is no {config}")
    examples = phrases_of(installed(settings)).examples
    train_model(home_of(settings.data), Recipe(folder, config, given.per_intent), examples, _tell)
    return 0


def serve_rasa(given: argparse.Namespace, settings: Settings) -> int:
    """Serve until interrupted."""
    home, recipe = home_of(settings.data), recipe_folder(given.recipe)
    home.require_environment()
    if not home.model().is_file():
        raise RasaProblem(f"there is no model in {home.models}: run linli rasa train")
    require_free(given.port)
    secret(home.token)
    _tell(f"Rasa loads its model, which takes half a minute, and answers at http://{HOST}:{given.port}")
    _tell(f"The assistant asks it with LINLI_ENGINE=rasa{_address(given.port)}; the token is in {home.token}")
    command = server_command(home, recipe, home.model(), given.port)
    _until_interrupted(keep_alive(command, environment(recipe), home.folder, _tell))
    return 0


def serve_actions(given: argparse.Namespace, settings: Settings) -> int:
    """Serve our scenarios to a Rasa assistant until interrupted."""
    key = settings.rasa_key.get_secret_value()
    if not key:
        raise RasaProblem(
            "LINLI_RASA_KEY is not set: make a channel key with `linli key new --channel rasa` and put it there, "
            "or into the file linli_rasa_key of LINLI_SECRETS"
        )
    require_free(given.port)
    home = home_of(settings.data)
    house = given.house or f"http://{HOST}:{settings.port}"
    _tell(f"Rasa's action_endpoint: http://{HOST}:{given.port}/webhook with the token in {home.action_token}")
    try:
        from bot.rasa.action_server import serve
    except ModuleNotFoundError as missing:
        raise RasaProblem(f"{missing.name} is not installed: pip install 'linli[rasa]'") from None
    _until_interrupted(serve(house, key, secret(home.action_token), HOST, given.port))
    return 0


def export_rasa(given: argparse.Namespace, settings: Settings) -> int:
    """Write the files."""
    from actions.phrases import phrases_of
    from bot.app import installed

    for path in write_assistant(given.folder, phrases_of(installed(settings)).examples):
        _tell(str(path))
    return 0


def _until_interrupted(work: Coroutine[None, None, None]) -> None:
    """Run until Ctrl-C or SIGTERM; then what was started is ended, too."""

    async def run() -> None:
        task = asyncio.ensure_future(work)
        for sign in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(sign, task.cancel)
        with suppress(asyncio.CancelledError):
            await task

    asyncio.run(run())


def _address(port: int) -> str:
    return "" if port == PORT else f" LINLI_RASA_URL=http://{HOST}:{port}"


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
