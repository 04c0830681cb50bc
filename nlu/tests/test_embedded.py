import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_info

from nlu.engines.embedded import EmbeddedEngine, build
from nlu.engines.training import train
from nlu.phrases import Phrases
from nlu.types import Certainty, Hints, Understanding

NOW = datetime.fromisoformat("2025-09-17T10:00:00+08:00")
SAID = ("水龙头漏了", "我要交电费", "how much do I owe", "好", "写一首诗", "厨房着火了", "")


def essence(understanding: Understanding) -> Understanding:
    return replace(understanding, ms=0.0)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("我家水龙头滴水", "repair_report"),
        ("物业费欠了多少", "bill_query"),
        ("帮我把水费交一下", "bill_pay"),
        ("please pay my water bill", "bill_pay"),
        ("the kitchen light is flickering", "repair_report"),
        ("行，可以", "affirm"),
        ("讲个故事吧", "out_of_scope"),
    ],
)
def test_everyday_messages_are_understood(engine: EmbeddedEngine, text: str, intent: str) -> None:
    assert engine.parse(text, None, NOW, Hints()).intent == intent


def test_no_second_thread_spins_beside_a_short_product(engine: EmbeddedEngine) -> None:
    """Two BLAS threads waited for each other between messages, which cost two fifths of the CPU of a busy house."""
    engine.parse("我家水龙头滴水", None, NOW, Hints())
    assert {library["num_threads"] for library in threadpool_info()} == {1}


def test_at_most_three_intents_are_offered_best_first(engine: EmbeddedEngine) -> None:
    understood = engine.parse("物业费", None, NOW, Hints())
    chances = [intent.confidence for intent in understood.intents]
    assert len(chances) == 3
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) <= 1.0001


def test_nothing_said_is_out_of_scope(engine: EmbeddedEngine) -> None:
    assert engine.parse(" \u200b ", None, NOW, Hints()).intent == "out_of_scope"


@settings(max_examples=60, deadline=None)
@given(text=st.text())
def test_no_text_whatever_raises(engine: EmbeddedEngine, text: str) -> None:
    assert engine.parse(text, None, NOW, Hints(slot="time")).intents


@pytest.mark.parametrize("text", ["水" * 10**6, "a b " * 250_000, "9" * 10**6, "明天到" * 300_000, "\u202e" * 10**6])
def test_a_megabyte_costs_next_to_nothing(engine: EmbeddedEngine, text: str) -> None:
    engine.parse(text, None, NOW, Hints())
    began = time.process_time()
    engine.parse(text, None, NOW, Hints())
    assert time.process_time() - began < 0.2  # 50 ms on a quiet machine


def test_without_the_sentence_encoder_the_lite_engine_understands(phrases: Phrases) -> None:
    lite = build(phrases, None)
    assert lite.name == "lite"
    assert lite.parse("帮我把水费交掉", None, NOW, Hints()).intent == "bill_pay"
    assert lite.parse("我要报修", None, NOW, Hints()).intent == "repair_report"


def test_two_threads_understand_the_same(engine: EmbeddedEngine) -> None:
    alone = [essence(engine.parse(text, None, NOW, Hints())) for text in SAID]
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda text: essence(engine.parse(text, None, NOW, Hints())), SAID * 4))
    assert together == alone * 4


async def test_understanding_does_not_hold_up_the_loop(engine: EmbeddedEngine) -> None:
    found = await asyncio.gather(*(engine.understand(text, None, NOW, Hints()) for text in SAID))
    assert [one.intent for one in found] == [engine.parse(text, None, NOW, Hints()).intent for text in SAID]


def test_an_open_slot_is_answered_by_a_bare_value(engine: EmbeddedEngine) -> None:
    understood = engine.parse("三点", None, NOW, Hints(intent="repair_report", slot="time"))
    assert understood.entities[0].slot == "time"


def test_without_phrases_for_it_the_unheard_of_is_out_of_scope(phrases: Phrases) -> None:
    served = tuple(example for example in phrases.examples if example.intent != "out_of_scope")
    narrow = train(Phrases(served, phrases.words), None)
    understood = narrow.parse("量子色动力学的重整化群方程", None, NOW, Hints())
    assert understood.intent == "out_of_scope"
    assert understood.certainty is not Certainty.SURE


def test_two_requests_in_one_message_become_two_segments(engine: EmbeddedEngine) -> None:
    understood = engine.parse("马桶堵死了冲不下去。另外查一查物业费", None, NOW, Hints())
    assert [segment.intent.name for segment in understood.segments] == ["repair_report", "bill_query"]
    assert [entity.slot for entity in understood.segments[1].entities] == ["fee_type"]


@pytest.mark.parametrize("text", ["马桶堵死了，冲不下去", "好的，查一查物业费", "你好！我要报修。谢谢！"])
def test_one_request_stays_whole(engine: EmbeddedEngine, text: str) -> None:
    assert engine.parse(text, None, NOW, Hints()).segments == ()


def test_danger_in_a_part_is_noticed_whatever_the_rest_says(engine: EmbeddedEngine) -> None:
    """By itself, 如果 makes a message talk about danger."""
    assert engine.parse("如果方便查一查物业费。另外厨房着火了", None, NOW, Hints()).emergency is Certainty.SURE
