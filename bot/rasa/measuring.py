"""The process in which `linli evaluate` trains Rasa and asks it."""

from contextlib import ExitStack

from bot.rasa.choosing import rasa_trainer
from bot.settings import load_settings
from nlu.compare import be_child

if __name__ == "__main__":
    with ExitStack() as stack:
        be_child({"rasa": rasa_trainer(load_settings(), stack)})
