"""A tokenizer for Rasa Open Source that cuts Chinese into characters; it runs in Rasa's own environment."""

import re
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

# A run of Latin letters or of digits is one token, every other character that is no punctuation is its own.
_TOKEN = re.compile(r"[A-Za-zÀ-ÿ]+(?:'[A-Za-z]+)?|[0-9]+|\w")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class CharTokenizer(Tokenizer):
    """Makes every Chinese character a token: no word can be cut wrongly, none is too short to count."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return what Rasa's other components expect of any tokenizer."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "CharTokenizer":
        """Make one for a graph of Rasa; there is nothing to load."""
        return cls(config)

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Cut one attribute of a message; a text of mere punctuation is one token."""
        text = message.get(attribute)
        return [Token(found.group(), found.start()) for found in _TOKEN.finditer(text)] or [Token(text, 0)]
