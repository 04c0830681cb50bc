"""Where the constants of nlu/engines/dividing.py come from: `python bench/dividing.py [--seed N]`, three minutes.

A model learns seven eighths of the phrases. Of the others two or three at a time are joined as people join requests,
and with those that stay single the model reads them in every way they can be divided. A conditional logit then finds
how much each feature counts when the right way is chosen. `_CAUTION` is not fitted but chosen; how many ordinary
messages are cut with it is printed by `bench/understanding.py`.

The constants in the code were fitted in nearly the same way, on another eighth and another draw of joins, and what
docs/understanding.md says was measured with them. With seed 11 this comes within 0.12 of each of them, but for `_ALIKE`
(-2.73 instead of -2.54) and a bare sign (-3.48 instead of -3.75), the rarest of all.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from actions.registry import builtin, registry_of
from bot.app import phrases_of
from nlu.engines import dividing
from nlu.engines.dividing import SMALL_TALK, Reading, Stretch, alike, logit
from nlu.engines.embedded import learned, readings
from nlu.engines.knowledge import Knowledge
from nlu.engines.sentences import available
from nlu.engines.space import place
from nlu.normalize import tidy
from nlu.phrases import Example
from nlu.segments import Clause, clauses, divisions, stretch

Floats = npt.NDArray[np.float64]
EIGHTH = 8
CLAUSES = 6
JOINS = {"zh": 2600, "en": 900}
POLITE = 6  # one greeting or thanks beside a single request for so many joins
THREE = 0.15  # share of joins that hold three requests
ANY = 0.35  # share of joins whose requests have nothing to do with each other
SHORT = {"zh": (5, 24), "en": (15, 72)}  # characters of a phrase that is said beside others
LONG = {"zh": 53, "en": 160}  # characters from which a single phrase says too little about ordinary messages
EDGES = " ,。.!?;~"
# What people ask for in one breath.
RELATED = [
    "bill_query bill_pay bill_dispute receipt_request parking_query notice_query",
    "repair_report repair_status repair_cancel repair_rate complaint human_handoff",
    "repair_report grid_report complaint suggestion_submit notice_query bill_query device_query",
    "visitor_pass_create visitor_pass_revoke visitor_pass_list parking_query device_gate booking_create",
    "booking_create booking_cancel booking_query activity_list activity_signup",
    "device_light device_climate device_gate device_query call_elevator",
    "elevator_report elevator_status call_elevator repair_report",
    "vote_query vote_cast suggestion_submit fund_query",
    "privacy_query privacy_export privacy_erase consent_withdraw bind_home",
    "party_news volunteer_signup activity_list",
    "health_report isolation_help elder_service parcel_query",
    "elder_service activity_signup activity_list booking_create",
    "parcel_query notice_query complaint human_handoff",
]
LINKS = {
    "zh": [
        *("另外", "还有", "顺便", "顺便问一下", "对了", "再", "还有就是", "另外再"),
        *("顺带", "哦对了", "以及", "然后", "同时", "再帮我", "再问下"),
    ],
    "en": ["also", "and", "and also", "by the way,", "oh and", "plus,", "then", "and can you also tell me,", "btw"],
}
LINKED = {"zh": 0.25, "en": 0.4}  # share of requests that a word adds
SIGNS = {  # how often each sign stands between two requests, in hundredths
    "zh": {",": 68, " ": 10, "。": 12, "": 10},
    "en": {", ": 60, ". ": 25, " ": 15},
}  # the first is a comma, the last none


@dataclass(frozen=True, slots=True)
class Message:
    """A tidy text, where each of its requests begins, and what they ask for."""

    text: str
    starts: tuple[int, ...]
    intents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of each way to divide a message (the first leaves it whole), and the place of the right one."""

    ways: Floats
    right: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=11)
    given = parser.parse_args()
    phrases = phrases_of(registry_of(builtin()))
    kept, held = _dealt(phrases.examples)
    sentences = available()
    vectors = sentences.many(readings(kept)) if sentences else None
    knowledge = Knowledge(learned(kept, place(vectors)), sentences)
    print(f"learned {len(kept)} phrases, joins made of {len(held)} others", flush=True)
    messages = list(_messages(held, Random(given.seed)))
    choices = [choice for message in messages if (choice := _choice(knowledge, message))]
    cut = sum(choice.right > 0 for choice in choices)
    print(f"{len(messages)} messages, of which {len(choices)} leave a choice; {cut} of these are to be cut")
    _print(dict(zip(_names(), _fitted(choices).tolist(), strict=True)))


def _dealt(examples: Sequence[Example]) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """Return the phrases to learn, and each eighth one of an intent and language, which is kept from the model."""
    seen: Counter[tuple[str, str]] = Counter()
    kept: list[Example] = []
    held: list[Example] = []
    for example in examples:
        seen[example.intent, example.lang] += 1
        (held if seen[example.intent, example.lang] % EIGHTH == 0 else kept).append(example)
    return tuple(kept), tuple(held)


def _messages(held: Sequence[Example], random: Random) -> Iterator[Message]:
    for lang, number in JOINS.items():
        ours = [example for example in held if example.lang == lang]
        least, most = SHORT[lang]
        short = [example for example in ours if len(example.text) <= most]
        requests = [one for one in short if one.intent not in SMALL_TALK and len(one.text) >= least]
        polite = [one for one in short if one.intent in ("greeting", "thanks")]
        for _ in range(number):
            parts = _asked_together(requests, random)
            if all(one.intent != next_.intent for one, next_ in pairwise(parts)):
                text, starts = _join(parts, lang, random)
                yield Message(text, starts, tuple(part.intent for part in parts))
        for _ in range(number // POLITE):
            said, asked = random.choice(polite), random.choice(requests)
            text, _ = _join([said, asked] if said.intent == "greeting" else [asked, said], lang, random)
            yield Message(text, (0,), (asked.intent,))
        for one in ours:
            if len(one.text) < LONG[lang]:
                yield Message(tidy(one.text), (0,), (one.intent,))


def _asked_together(requests: Sequence[Example], random: Random) -> list[Example]:
    number = 3 if random.random() < THREE else 2
    if random.random() < ANY:
        return random.sample(requests, number)
    intents = random.sample(random.choice(RELATED).split(), number)
    return [random.choice([one for one in requests if one.intent == intent]) for intent in intents]


def _join(parts: Sequence[Example], lang: str, random: Random) -> tuple[str, tuple[int, ...]]:
    """Return phrases in one tidy text, and where each of them begins."""
    text, *others = (tidy(part.text).strip(EDGES) for part in parts)
    comma, *_, bare = SIGNS[lang]
    starts = [0]
    for other in others:
        link = random.choice(LINKS[lang]) if random.random() < LINKED[lang] else ""
        (sign,) = random.choices(list(SIGNS[lang]), list(SIGNS[lang].values()))
        if sign == bare and not link:
            sign = comma  # nobody runs two requests together
        text += sign + link + (" " if link and lang == "en" else "")
        starts.append(len(text))
        text += other
    return text, tuple(starts)


def _choice(knowledge: Knowledge, message: Message) -> Choice | None:
    """Return the choice that a message leaves, or nothing where there is none or the model misreads its requests."""
    among = clauses(message.text, CLAUSES)
    right = _places(among, message.starts)
    if len(among) < 2 or right is None:
        return None
    number = len(among)
    read = {
        (first, last): Reading(*knowledge.read(stretch(message.text, among, first, last)))
        for first in range(number)
        for last in range(first, number)
    }
    whole = logit(read[0, number - 1].best.confidence)
    ways: list[tuple[Stretch, ...]] = [((0, number - 1),)]
    ways += [parts for parts in divisions(number) if _differ([read[part] for part in parts])]
    wanted = tuple((first, after - 1) for first, after in pairwise((*right, number)))
    if len(ways) < 2 or wanted not in ways:
        return None
    if len(wanted) > 1 and tuple(read[part].best.name for part in wanted) != message.intents:
        return None
    none = np.zeros(len(_names()))
    features = [_features(among, parts, [read[part] for part in parts], whole) for parts in ways[1:]]
    return Choice(np.array([none, *features]), ways.index(wanted))


def _places(among: Sequence[Clause], starts: Sequence[int]) -> tuple[int, ...] | None:
    """Return with which clause each request begins, or nothing where some begin with none of their own."""
    places = [0]
    for start in starts[1:]:
        # A word that adds something belongs to what sets a clause off, and may be the phrase's own.
        near = [at for at in range(places[-1] + 1, len(among)) if -3 <= among[at].start - start <= 20]
        if not near:
            return None
        places.append(min(near, key=lambda at: abs(among[at].start - start)))
    return tuple(places)


def _differ(readings: Sequence[Reading]) -> bool:
    """Say whether `divide` would consider these parts: different requests, and nothing else."""
    names = {reading.best.name for reading in readings}
    return len(names) == len(readings) and not names & SMALL_TALK


def _names() -> list[str]:
    links = [link for link, value in dividing._LINK.items() if value]  # the others are measured from none
    return ["_PART", "_WHOLE", "_ALIKE", *dividing._SIGN, *links]


def _features(
    among: Sequence[Clause], parts: Sequence[Stretch], readings: Sequence[Reading], whole: float
) -> list[float]:
    """Return what `divide` weighs, in the order of `_names`."""
    new = [among[first] for first, _ in parts[1:]]
    found = Counter([clause.sign for clause in new] + [clause.link for clause in new])
    certain = sum(logit(reading.best.confidence) for reading in readings)
    same = sum(alike(one, next_) for one, next_ in pairwise(readings))
    return [certain, whole, same, *(found[name] for name in _names()[3:])]


def _fitted(choices: Sequence[Choice]) -> Floats:
    """Return the weights under which the right ways are likeliest, with a normal prior of variance 1."""
    ways = np.concatenate([choice.ways for choice in choices])
    counts = np.array([len(choice.ways) for choice in choices])
    begins = np.cumsum(counts) - counts
    right = begins + np.array([choice.right for choice in choices])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = ways @ weights
        highest = np.maximum.reduceat(scores, begins)
        powers = np.exp(scores - np.repeat(highest, counts))
        sums = np.add.reduceat(powers, begins)
        chances = powers / np.repeat(sums, counts)
        unlikely = (np.log(sums) + highest - scores[right]).sum() + weights @ weights / 2
        return float(unlikely), chances @ ways - ways[right].sum(axis=0) + weights

    return np.asarray(minimize(loss, np.zeros(ways.shape[1]), jac=True, method="L-BFGS-B").x)


def _print(fitted: Mapping[str, float]) -> None:
    for name in ("_PART", "_WHOLE", "_ALIKE"):
        print(f"{name} = {fitted[name]:.2f}  # in the code {getattr(dividing, name):.2f}")
    for name in ("_SIGN", "_LINK"):
        current = getattr(dividing, name)
        new = {key: round(fitted.get(key, 0.0), 2) for key in current}
        print(f"{name} = {json.dumps(new)}  # in the code {json.dumps(current)}")


if __name__ == "__main__":
    main()
