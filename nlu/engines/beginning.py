"""Learns where another request begins; like `learning.py`, for the child process that learns."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from nlu.engines.beginnings import Beginnings, signs
from nlu.requests import Message
from nlu.segments import CLAUSES, Clause, clauses

_NEAR = (-6, 20)  # characters before and behind a request's first within which its clause begins: a link stands between
_SEEN = 2  # messages that hold a sign which is learned
_STRENGTH = 0.3  # of what is learned against the prior that a sign says nothing


def learn(messages: Sequence[Message]) -> Beginnings:
    """Fit a logistic model to every clause of the messages but the first of each."""
    told: list[frozenset[str]] = []
    begins: list[bool] = []
    for message in messages:
        among = clauses(message.text, CLAUSES)
        new = beginning(among, [request.start for request in message.requests])
        for at in range(1, len(among)):
            told.append(frozenset(signs(message.text, among, at)))
            begins.append(at in new)
    seen = Counter(sign for row in told for sign in row)
    names = sorted(sign for sign, times in seen.items() if times >= _SEEN)
    places = {sign: place for place, sign in enumerate(names)}
    rows = [[places[sign] for sign in row if sign in places] for row in told]
    columns = np.concatenate([np.array(row, np.int32) for row in rows])
    ends = np.cumsum([0, *(len(row) for row in rows)])
    features = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(places)))
    model = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(features, begins)
    return Beginnings(places, model.coef_[0].astype(np.float32), float(model.intercept_[0]))


def beginning(among: Sequence[Clause], starts: Sequence[int]) -> set[int]:
    """Return with which clauses but the first a request begins; one that begins within a clause is left out."""
    found = set[int]()
    for start in starts[1:]:
        near = [at for at in range(1, len(among)) if _NEAR[0] <= among[at].start - start <= _NEAR[1]]
        if near:
            found.add(min(near, key=lambda at: abs(among[at].start - start)))
    return found
