"""Several requests in one message: all are served, one question is asked, and nothing waits for ever."""

from datetime import timedelta

import pytest

from actions.conversation import scenario as conversation
from actions.fees import scenario as fees
from actions.homes import scenario as homes
from actions.repairs import scenario as repairs
from actions.staff import scenario as staff
from nlu.types import Certainty, Entity, Intent, Moment, Segment, SlotValue
from tests.stage import Stage, stage


@pytest.fixture
def talk() -> Stage:
    return stage(conversation, repairs, fees, homes, staff)


def part(text: str, intent: str, certainty: Certainty = Certainty.SURE, **slots: SlotValue) -> Segment:
    found = tuple(Entity(name, value, str(value), 0, len(text)) for name, value in slots.items())
    return Segment(text, Intent(intent, 0.9), found, certainty)


TAP = part("厨房水龙头漏水", "repair_report", object="tap", category="plumbing", location="厨房")
LAMP = part("客厅灯也不亮", "repair_report", object="light", category="electrical", location="客厅")
BILL = part("物业费多少", "bill_query", fee_type="property")


def test_a_repair_and_a_bill_are_both_served_and_one_question_stands_at_the_end(talk: Stage) -> None:
    talk.together(TAP, BILL)
    assert talk.numbers() == ["T-1"]
    assert [reply.asks for reply in talk.replies] == [None, None, "time"]
    assert "T-1" in talk.replies[0].text
    assert "上门" not in talk.replies[0].text


def test_two_repairs_become_two_tickets_and_are_asked_about_one_after_the_other(talk: Stage) -> None:
    talk.together(TAP, LAMP)
    assert len(talk.records("ticket")) == 2
    assert "厨房" in talk.replies[-1].text
    asked = talk.says("都行", "affirm")
    assert "T-1" in asked
    assert "客厅" in asked
    talk.says("都行", "affirm")
    assert talk.conversation.open is None


def test_what_is_urgent_is_served_first(talk: Stage) -> None:
    burst = part("水管爆了快来", "repair_report", object="pipe", category="plumbing", location="厨房", urgency="high")
    talk.together(BILL, burst)
    assert talk.replies[0].record == f"ticket:{talk.ticket('T-1').number}"


def test_the_home_that_one_request_names_is_meant_in_the_other(talk: Stage) -> None:
    named = part("2栋1单元302水费多少", "bill_query", fee_type="water", building="2栋", unit="1单元", room="302")
    talk.together(named, part("电费也查一下", "bill_query", fee_type="electric"))
    assert all("别人" in reply.text or "本人" in reply.text or "不能" in reply.text for reply in talk.replies[:1])
    assert len({str(reply.text) for reply in talk.replies}) == 1


def test_an_answer_and_a_question_in_one_message(talk: Stage) -> None:
    talk.says("厨房水龙头漏水", "repair_report", object="tap", category="plumbing", location="厨房")
    talk.together(part("都行", "affirm"), BILL)
    assert talk.conversation.open is None


def test_a_person_is_called_after_the_rest_was_written_down(talk: Stage) -> None:
    talk.together(part("转人工", "human_handoff"), TAP)
    assert talk.numbers() == ["H-1", "T-1"]
    assert talk.conversation.open is not None


def test_what_is_not_understood_beside_a_request_leaves_the_message_whole(talk: Stage) -> None:
    talk.together(TAP, part("嗯那个什么", "out_of_scope", Certainty.UNSURE), whole="repair_report")
    assert len(talk.records("ticket")) == 1


def test_why_an_answer_cannot_be_used_is_said_after_the_other_request(talk: Stage) -> None:
    talk.says("厨房水龙头漏水", "repair_report", object="tap", category="plumbing", location="厨房")
    gone = talk.now - timedelta(days=1)
    talk.together(part("昨天上午", "repair_report", time=Moment("昨天上午", gone, gone + timedelta(hours=3))), BILL)
    assert talk.last[-1].asks == "time"
    assert "已经过了" in talk.last[-1].text
    assert len(talk.last) == 2
