"""Short answers to what was said unasked: what they mean, which of it they mean, and what closes it."""

import time
from datetime import datetime, timedelta
from typing import Any

import pytest

from actions.effect import Tell, Why
from actions.offer import MOST, Offer, Open, as_of, kept_with, opened
from actions.reply import Button, Reply, Text
from actions.state import Conversation
from actions.telling import dump_tell, load_tell
from bot.offered import answer_to, close_answered
from nlu.retort import LONGEST, Retort, retort_of
from nlu.types import Certainty, Intent, Understanding

NOON = datetime.fromisoformat("2026-03-04T12:00:00+08:00")


ANSWERS = {
    "yes": "好|行，辛苦了|知道了谢谢啊|收到|要得|冇问题|ok thanks|Got it.",
    "no": "不用了|算了吧|不需要，谢谢|唔使啦|no thanks|never mind",
    "later": "明天再说|改天吧|等会儿|现在没空，明天再说|听日先啦|过两天再讲|半小时后再提醒我|not now"
    "|remind me tomorrow morning|I'm busy now, maybe later",
    "about": "几点？|谁来|什么时候啊|哪件事？|what time?|who is it",
    "stop": "别再提醒我这个|不要老催我|别提醒了|stop reminding me|don't ask me again",
    "again": "还是提醒我吧|继续提醒我|照常通知我|remind me after all|please remind me again",
    None: "|？|明天下午|五分|不好|没修好|不是|取消|你好|几点开门|厨房漏水了|好像没修好|明天下午两点再报一个"
    "|what is my bill|it is ok",
}


@pytest.mark.parametrize(("text", "means"), [(said, kind) for kind, lot in ANSWERS.items() for said in lot.split("|")])
def test_what_an_answer_means(text: str, means: str | None) -> None:
    found = retort_of(text)
    assert (found.value if found else None) == means


@pytest.mark.parametrize("words", ["好", "嗯", "不", "明天再说", "等会儿", "那", "啊", "谢谢", "几点来", "ok ", "no "])
def test_long_rows_of_one_word_are_read_at_once(words: str) -> None:
    started = time.perf_counter()
    for more in ("", "x", "！x", "龙头"):
        retort_of((words * LONGEST)[: LONGEST - len(more)] + more)
    assert time.perf_counter() - started < 1


def meaning(text: str, intent: str = "unknown", certainty: Certainty = Certainty.SURE) -> Understanding:
    return Understanding(text, "zh", (Intent(intent, 0.9),), certainty)


def made(topic: str, *, at: datetime = NOON, record: str | None = None, **more: Any) -> Open:
    return opened(Offer(topic=topic, title=topic, **more), record, {}, at)


def talk(*offers: Open) -> Conversation:
    return Conversation("talk", "web", "me", offers=list(offers))


VISIT: dict[str, Any] = {
    "yes": "call:r.expected:1",
    "no": "call:r.cancel:1",
    "about": "call:r.about:1",
    "subject": "厨房水龙头上门",
}
STARS: dict[str, Any] = {"yes": "call:r.rate:2", "subject": "给卧室灯打分", "answered_by": ("rate",)}


@pytest.mark.parametrize(("text", "does"), [("好", "call:r.expected:1"), ("不用了", "call:r.cancel:1")])
def test_an_answer_goes_to_the_one_that_is_open(text: str, does: str) -> None:
    assert answer_to(talk(made("visit", **VISIT)), meaning(text)) == does


def test_the_newest_is_meant_when_the_others_were_said_long_before() -> None:
    before = made("stars", at=NOON - timedelta(minutes=11), **STARS)
    assert answer_to(talk(before, made("visit", **VISIT)), meaning("好")) == "call:r.expected:1"


def test_of_two_said_side_by_side_it_is_asked_which() -> None:
    assert (
        answer_to(talk(made("stars", **STARS), made("visit", **VISIT)), meaning("好")) == "call:conversation.which:yes"
    )


def test_two_that_only_are_to_be_known_need_no_question() -> None:
    first, second = made("a"), made("b")
    assert answer_to(talk(first, second), meaning("知道了")) == f"call:conversation.noted:{second['id']}"


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("第一个", "call:r.rate:2"),
        ("后面那个", "call:r.expected:1"),
        ("2", "call:r.expected:1"),
        ("打分", "call:r.rate:2"),
        ("水龙头的", "call:r.expected:1"),
        ("物业费多少", None),
    ],
)
def test_which_is_answered_in_words_once(text: str, does: str | None) -> None:
    offers = [made(name, **more) | {"asked": "yes"} for name, more in (("stars", STARS), ("visit", VISIT))]
    conversation = talk(*offers)
    assert answer_to(conversation, meaning(text)) == does
    close_answered(conversation, "fees.bill", "")
    assert [known["asked"] for known in conversation.offers] == ["", ""]


def test_what_is_over_is_not_answered_and_can_still_be_refused() -> None:
    known = made("visit", **VISIT)
    over = as_of([known], NOON + timedelta(hours=24))
    assert answer_to(talk(*over), meaning("好")) is None
    assert answer_to(talk(*over), meaning("别再提醒我这个")) == f"call:conversation.stop:{known['id']}"
    assert as_of([known], NOON + timedelta(days=8)) == []


def test_who_waits_for_a_person_stops_waiting() -> None:
    conversation = talk(made("visit", **VISIT))
    conversation.ticket = "t"
    assert answer_to(conversation, meaning("算了", "cancel")) is None


@pytest.mark.parametrize(
    ("text", "intent", "certainty", "does"),
    [
        ("那就这样定下来", "affirm", Certainty.LIKELY, "call:r.expected:1"),
        ("那就这样定下来", "affirm", Certainty.UNSURE, None),
        ("那就这样定下来吧我看这个安排挺好的", "affirm", Certainty.SURE, None),
        ("我家漏水了", "report", Certainty.SURE, None),
    ],
)
def test_other_words_for_yes_are_heard_where_they_are_short(
    text: str, intent: str, certainty: Certainty, does: str | None
) -> None:
    assert answer_to(talk(made("visit", **VISIT)), meaning(text, intent, certainty)) == does


@pytest.mark.parametrize(
    ("name", "argument", "left"),
    [
        pytest.param("r.expected", "1", 0, id="a yes"),
        pytest.param("r.about", "1", 1, id="a question leaves it open"),
        pytest.param("r.expected", "9", 1, id="of another"),
    ],
)
def test_what_was_answered_is_closed(name: str, argument: str, left: int) -> None:
    conversation = talk(made("visit", **VISIT))
    close_answered(conversation, name, argument)
    assert len(conversation.offers) == left


def test_an_intent_that_answers_it_closes_it() -> None:
    conversation = talk(made("stars", **STARS))
    close_answered(conversation, "rate", "")
    assert conversation.offers == []


def test_news_of_one_record_takes_the_place_of_older_news() -> None:
    first, second = made("visit", record="ticket:T-1"), made("stars", record="ticket:T-1")
    assert kept_with([first, made("bill")], second)[-1] is second
    assert [known["topic"] for known in kept_with([first, made("bill")], second)] == ["bill", "stars"]
    assert len(kept_with([made(str(number)) for number in range(MOST)], made("one more"))) == MOST


def test_a_wish_survives_the_night() -> None:
    text = Text("修完了。", claim=True, spoken="修好了")
    reply = Reply(text=text, buttons=(Button("5分", "call:x.y:1"),), record="ticket:T-1", private=True)
    offer = Offer(topic="r.stars", title="打分", yes="start:rate", answered_by=("rate",), keeps=timedelta(hours=3))
    tell = Tell("R1", reply, why=Why.UNASKED, offer=offer, plain=reply, until=NOON)
    assert load_tell(dump_tell(tell)) == tell
    assert load_tell(dump_tell(tell)).reply.text.spoken == "修好了"


def test_a_retort_is_one_of_the_answers_an_offer_has() -> None:
    assert {kind.value for kind in Retort} - {"stop", "again"} == set(made("any")) & {kind.value for kind in Retort}
