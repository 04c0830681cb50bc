"""Puts Rasa before the embedded engine where the settings say so."""

import logging
from contextlib import ExitStack

from bot.rasa.home import RasaProblem, home_of, recipe_folder
from bot.settings import Settings
from nlu.engines.embedded import EmbeddedEngine
from nlu.engines.rasa import RasaEngine
from nlu.engines.rasa_server import RasaServer
from nlu.engines.rasa_trust import NoTrust, load_trust
from nlu.evaluate import Trainer
from nlu.types import Engine

log = logging.getLogger(__name__)
_ALL = 1_000_000  # phrases of an intent: none is left out when somebody else's data is measured


def chosen(settings: Settings, own: EmbeddedEngine) -> Engine:
    """Return the engine that the settings name; `own` is the embedded one, which Rasa falls back to."""
    if settings.engine != "rasa":
        return own
    home = home_of(settings.data)
    try:
        trust = load_trust(home.trust())
        token = settings.rasa_token.get_secret_value() or home.token.read_text("utf-8").strip()
    except NoTrust as problem:
        raise RasaProblem(str(problem)) from None
    except FileNotFoundError:
        raise RasaProblem(f"{home.token} is missing: start linli rasa serve once, or set LINLI_RASA_TOKEN") from None
    engine = RasaEngine(own, RasaServer(settings.rasa_url, token, settings.rasa_timeout), trust)
    if unlearned := engine.unlearned():
        log.warning(
            "the Rasa model does not know some intents; linli rasa train teaches it", extra={"intents": unlearned}
        )
    return engine


def rasa_trainer(settings: Settings, stack: ExitStack) -> Trainer:
    """Return what trains Rasa on any phrases and serves it until the stack is closed."""
    from bot.rasa.training import Recipe, trained

    recipe = recipe_folder(None)
    whole = Recipe(recipe, recipe / "config.yml", _ALL)
    return lambda phrases: stack.enter_context(trained(home_of(settings.data), whole, phrases.examples))
