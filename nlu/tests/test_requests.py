"""Messages of one request and of several, from which is learned where a request begins."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from nlu.engines.beginning import beginning, learn
from nlu.engines.beginnings import Beginnings
from nlu.engines.dividing import Reading, Way, divide, hopeful
from nlu.requests import messages, spoken_beside
from nlu.segments import CLAUSES, clauses, stretch
from nlu.types import Intent

HELD_OUT = Path(__file__).parent / "data/segments.jsonl"


@pytest.fixture(scope="module")
def beginnings() -> Beginnings:
    return learn(messages())


def likeliest(beginnings: Beginnings, text: str) -> str:
    """Return the words with which another request most likely begins."""
    among = clauses(text, CLAUSES)
    logits = beginnings.logits(text, among)
    at = max(range(1, len(among)), key=logits.__getitem__)
    return stretch(text, among, at, len(among) - 1) if logits[at] > 0 else ""


def test_half_of_the_messages_hold_several_requests_and_half_one() -> None:
    for lang in ("zh", "en"):
        numbers = Counter(len(message.requests) for message in messages() if message.lang == lang)
        assert 0.4 < numbers[1] / numbers.total() < 0.6
        assert set(numbers) == {1, 2, 3}


def test_two_neighbouring_requests_ask_for_different_things() -> None:
    for message in messages():
        intents = [request.intent for request in message.requests]
        assert all(one != other for one, other in pairwise(intents)), message.text


def test_requests_beside_others_are_phrases_of_the_scenarios_that_are_served() -> None:
    phrases = spoken_beside({"parcel_query"})
    assert len(phrases) > 20
    assert {phrase.intent for phrase in phrases} == {"parcel_query"}
    told = {request.text for message in messages() for request in message.requests if not request.alone}
    assert not told & {phrase.text for phrase in spoken_beside({"repair_report", "bill_query", "cancel"})}


def test_none_of_them_is_measured_with() -> None:
    held_out = {json.loads(line)["text"] for line in HELD_OUT.read_text("utf-8").splitlines()}
    assert not held_out & {message.text for message in messages()}


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("帮我看看这个月水费多少,再帮我约个师傅修灯", "帮我约个师傅修灯"),
        ("客厅太热了,把空调开一下", ""),
        ("book the badminton court for sunday, and also is there a parcel for me", "is there a parcel for me"),
        ("my hands are full, open the gate", ""),
    ],
)
def test_where_another_request_begins_is_told_from_a_reason(beginnings: Beginnings, text: str, begins: str) -> None:
    assert likeliest(beginnings, text) == begins


def test_clauses_without_words_tell_nothing(beginnings: Beginnings) -> None:
    text = "开灯开灯开灯。。😀😀😀😀😀😀😀😀😀"
    assert len(beginnings.logits(text, clauses(text, CLAUSES))) == 2


def test_a_request_begins_with_the_clause_that_is_nearest() -> None:
    text = "水费多少,另外快递到了没有"
    assert beginning(clauses(text, CLAUSES), [0, text.index("另外")]) == {1}
    assert beginning(clauses(text, CLAUSES), [0]) == set()


def test_the_most_hopeful_way_is_read_first_and_no_other_where_it_cannot_win() -> None:
    asked: list[Way] = []

    def read(parts: Way) -> list[Reading]:
        asked.append(parts)
        return [
            Reading((Intent(name, 0.99),), 0.0) for name in ("bill_query", "parcel_query", "vote_query")[: len(parts)]
        ]

    begins = [0.0, 3.0, -4.0]
    divided = divide(begins, Intent("bill_query", 0.4), lambda parts: iter(read(parts)))
    assert [part for part, _ in divided] == [(0, 0), (1, 2)]
    assert asked[0] == hopeful(begins, 0.4)[0][1]
    asked.clear()
    assert divide([0.0, -4.0], Intent("bill_query", 0.99), lambda parts: iter(read(parts))) == ()
    assert asked == []
