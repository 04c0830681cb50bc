"""The vectors of texts do not depend on how they are asked for."""

import numpy as np
import pytest

from nlu.engines.sentences import SIZE, UniversalSentences

TEXTS = ("厨房漏水了", "how much do I owe", "", "帮我订周六的羽毛球场", "好", "厨房漏水了")


@pytest.fixture(scope="module")
def sentences() -> UniversalSentences:
    return UniversalSentences()


def test_many_texts_get_the_vectors_that_each_has_alone_in_their_order(sentences: UniversalSentences) -> None:
    together = sentences.many(TEXTS)
    assert together.shape == (len(TEXTS), SIZE)
    assert np.allclose(together, [UniversalSentences().one(text) for text in TEXTS], atol=1e-4)
    assert sentences.many([]).shape == (0, SIZE)


def test_what_is_foreseen_is_what_is_found_later(sentences: UniversalSentences) -> None:
    alone = [UniversalSentences().one(text) for text in TEXTS]
    sentences.foresee(TEXTS)
    encode, sentences._encode = sentences._encode, None
    try:
        assert np.allclose([sentences.one(text) for text in TEXTS], alone, atol=1e-4)
    finally:
        sentences._encode = encode
