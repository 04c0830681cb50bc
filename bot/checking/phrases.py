from collections import Counter
from collections.abc import Iterator

from actions.texts import LANGS
from bot.checking.source import Folder
from nlu.phrases import PhrasesError, read

BESIDE = "out_of_scope"  # what sounds like the scenario and is not served by it
FEWEST = 8  # examples of an intent in a language; below that the model learns the words and not the wish


def check_phrases(folder: Folder) -> Iterator[str]:
    """Say which intents residents cannot express in both languages."""
    paths = [folder.root / "phrases" / f"{lang}.yml" for lang in LANGS]
    if not folder.scenario.intents:
        return
    try:
        examples = read(path for path in paths if path.is_file()).examples
    except PhrasesError as problem:
        yield f"phrases/: {problem}"
        return
    for intent in sorted({example.intent for example in examples} - {*folder.scenario.intents, BESIDE}):
        yield f"phrases/: {intent} is no intent of this scenario; what is near and not yours belongs to {BESIDE}"
    said = Counter((intent, lang) for intent, lang, _ in {(one.intent, one.lang, one.text) for one in examples})
    for intent in folder.scenario.intents:
        for lang in LANGS:
            if said[intent, lang] < FEWEST:
                yield (
                    f"phrases/{lang}.yml: {intent} has {said[intent, lang]} examples; "
                    f"write at least {FEWEST} different ones"
                )
