"""A second factor: what moves money, gives out who somebody is, or opens to others is done once, and only by them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from actions.access import issue_own, redeem
from actions.conversation import scenario as conversation
from actions.event import TicketChanged
from actions.homes import scenario as homes
from actions.people import Resident, Staff
from actions.proof import HIDDEN, Guard, code_of, digits_in
from actions.registry import HOUSE, Found, Installed, Registry, ScenarioUnsafe, house_of, registry_of
from actions.scenario import Scenario
from actions.staff import scenario as staff
from actions.ticket import CannotMove, Ticket
from actions.turn import Work
from bot.access_log import Seen, note_kiosk
from bot.confirming import settle
from bot.moves import Command, Move, State, state_of
from nlu.types import Certainty
from tests.stage import Stage, stage
from tests.toy import give
from tests.toy import scenario as toy

UNSURE = Certainty.UNSURE
GUARDED = {"homes.phone": Guard.FACTOR} | dict.fromkeys(("homes.bind", "homes.member", "homes.leave"), Guard.STAFF)
"""Forms of the house that give out or change who somebody is; none of them moves money out yet."""


@pytest.fixture
def talk() -> Stage:
    return stage(conversation, homes, staff, toy, by_sms=True)


def agree(talk: Stage) -> str:
    """Say what is wanted, and yes."""
    talk.says("给", "give")
    talk.says("押金", "unknown", UNSURE)
    return talk.says("好", "affirm")


def given(talk: Stage) -> int:
    return talk.db.query(Ticket).filter_by(kind="note").count()


def wrong(code: str) -> str:
    return str((int(code) + 1) % 1_000_000).zfill(6)


def test_a_yes_is_not_enough(talk: Stage) -> None:
    assert "0001" in agree(talk)
    assert state_of(talk.conversation) is State.PROVING
    assert given(talk) == 0
    assert "给出去了" in talk.says(talk.codes[0])
    assert given(talk) == 1
    assert talk.conversation.open is None


@pytest.mark.parametrize("said", ["{0}{1}{2}{3}{4}{5}", "验证码是 {0}{1}{2} {3}{4}{5}", "{0} {1} {2} {3} {4} {5}"])
def test_the_code_counts_however_it_is_written(talk: Stage, said: str) -> None:
    agree(talk)
    assert "给出去了" in talk.says(said.format(*talk.codes[0]))


def test_the_code_counts_when_it_is_spoken(talk: Stage) -> None:
    agree(talk)
    assert "给出去了" in talk.says("".join("零幺二三四五六七八九"[int(digit)] for digit in talk.codes[0]))


def test_the_code_that_comes_twice_does_nothing_twice(talk: Stage) -> None:
    agree(talk)
    talk.says(talk.codes[0])
    assert "不能用了" in talk.says(talk.codes[0])
    assert given(talk) == 1


def test_three_wrong_codes_end_it_and_offer_a_person(talk: Stage) -> None:
    agree(talk)
    assert "2次" in talk.says(wrong(talk.codes[0]))
    assert "1次" in talk.says(wrong(talk.codes[0]))
    assert "什么也没有改" in talk.says(wrong(talk.codes[0]))
    assert talk.replies[-1].buttons[0].value == "start:human_handoff"
    assert "不能用了" in talk.says(talk.codes[0])
    assert given(talk) == 0


def test_another_code_brings_no_new_tries(talk: Stage) -> None:
    agree(talk)
    talk.says(wrong(talk.codes[0]))
    talk.press("再发一次验证码")
    assert "1次" in talk.says(talk.codes[0])  # the old one holds no more
    assert "什么也没有改" in talk.says(wrong(talk.codes[1]))


def test_a_code_holds_for_five_minutes(talk: Stage) -> None:
    agree(talk)
    talk.wait(301)
    assert "还没有办" in talk.says(talk.codes[0])
    talk.press("再发一次验证码")
    assert "给出去了" in talk.says(talk.codes[1])
    assert given(talk) == 1


def test_five_wrong_codes_leave_it_to_staff(talk: Stage) -> None:
    for _ in range(2):
        agree(talk)
        for _ in range(3):
            talk.says(wrong(talk.codes[-1]))
    assert "Q-1" in agree(talk)
    assert len(talk.codes) == 2


def test_five_codes_in_half_an_hour_are_all(talk: Stage) -> None:
    agree(talk)
    for _ in range(4):
        talk.press("再发一次验证码")
    assert "太多" in talk.press("再发一次验证码")
    assert len(talk.codes) == 5


def test_a_yes_pressed_twice_counts_as_one(talk: Stage) -> None:
    agree(talk)
    assert "六个数字" in talk.press("是的")
    assert len(talk.codes) == 1
    assert given(talk) == 0


def test_a_question_in_between_is_answered_and_the_code_asked_for_again(talk: Stage) -> None:
    agree(talk)
    said = talk.says("我家登记了谁", "home_query")
    assert "钱一民" in said
    assert "六个数字" in said
    assert "给出去了" in talk.says(talk.codes[0])


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("没收到短信啊", "旧的不能用了"),
        ("旧手机丢了，收不到", "Q-1"),
        ("请工作人员确认", "Q-1"),
        ("什么验证码？为什么要这个", "确认是您本人"),
        ("嗯嗯那个", "还差验证码"),
    ],
)
def test_what_is_said_in_place_of_a_code(talk: Stage, words: str, answer: str) -> None:
    agree(talk)
    assert answer in talk.says(words, "out_of_scope", UNSURE)
    assert given(talk) == 0


def test_danger_comes_before_the_code(talk: Stage) -> None:
    agree(talk)
    talk.conversation.drop()
    assert "不能用了" in talk.says(talk.codes[0])
    assert given(talk) == 0


def test_cancelling_leaves_everything_as_it_was(talk: Stage) -> None:
    agree(talk)
    talk.says("取消", "cancel")
    assert talk.conversation.open is None
    talk.says(talk.codes[0])
    assert given(talk) == 0


def test_what_is_asked_for_again_is_read_back_again(talk: Stage) -> None:
    talk.says("给", "give")
    talk.says("押金", "unknown", UNSURE)
    talk.says("给", "give")
    assert talk.codes == []
    assert state_of(talk.conversation) is State.CONFIRMING


def test_nobody_else_in_the_chat_uses_the_code(talk: Stage) -> None:
    agree(talk)
    talk.conversation.open.proof["who"] = "R2"  # type: ignore[union-attr]
    talk.says(talk.codes[0])
    assert given(talk) == 0


def test_a_code_of_another_form_is_no_code(talk: Stage) -> None:
    agree(talk)
    old = talk.codes[0]
    talk.says("取消", "cancel")
    agree(talk)
    assert "2次" in talk.says(old)
    assert given(talk) == 0


def test_it_is_never_asked_where_others_read(talk: Stage) -> None:
    talk.private = False
    assert "别人也能看到" in agree(talk)
    assert talk.codes == []
    assert given(talk) == 0


def test_a_command_alone_does_not_pass_the_guard(talk: Stage) -> None:
    talk.says("给", "give")
    talk.says("押金", "unknown", UNSURE)
    for move in Move:
        if move not in (Move.CANCEL, Move.DECLINE, Move.ANSWER):
            talk.carry(Command(move, argument="123456" if move is Move.PROVE else ""))
    assert given(talk) == 0


# At a kiosk: what somebody came in with a moment ago may be the second factor.


@pytest.fixture
def kiosk() -> Stage:
    return stage(conversation, homes, staff, toy, channel="kiosk", private=True)


def by_digits(kiosk: Stage, resident: Resident) -> None:
    code = issue_own(kiosk.db, resident, kiosk.now).code
    redeem(kiosk.db, code, kiosk.now, community_id="c", channel="kiosk", address="me", own=True)


def by(way: Seen) -> Callable[[Stage, Resident], None]:
    def enter(kiosk: Stage, resident: Resident) -> None:
        note_kiosk(kiosk.db, resident, way, "conversation:talk", kiosk.now)

    return enter


@pytest.mark.parametrize("way", [by_digits, by(Seen.PIN), by(Seen.KIOSK)], ids=["digits", "pin", "vouched"])
def test_who_has_just_proved_it_at_the_kiosk_needs_no_code(
    kiosk: Stage, way: Callable[[Stage, Resident], None]
) -> None:
    way(kiosk, kiosk.db.get_one(Resident, "R1"))
    kiosk.db.flush()
    assert "给出去了" in agree(kiosk)
    kiosk.wait(121)
    assert "Q-1" in agree(kiosk)
    assert given(kiosk) == 1


def test_a_card_is_no_second_factor(kiosk: Stage) -> None:
    by(Seen.CARD)(kiosk, kiosk.db.get_one(Resident, "R1"))
    assert "Q-1" in agree(kiosk)


def test_a_proof_at_another_kiosk_is_none_here(kiosk: Stage) -> None:
    note_kiosk(kiosk.db, kiosk.db.get_one(Resident, "R1"), Seen.PIN, "conversation:other", kiosk.now)
    assert "Q-1" in agree(kiosk)


# Where no SMS reach telephones: a member of staff confirms it.


@pytest.fixture
def desk() -> Stage:
    return stage(conversation, homes, staff, toy)


def decide(desk: Stage, move: str, words: str = "", who: str = "D1") -> list[str]:
    """Press a button at the desk; return what the resident is told."""
    work = Work(db=desk.db, community=desk.community, now=desk.now, package="bot.desk")
    ticket = desk.ticket("Q-1")
    settle(work, desk.db.get_one(Staff, who), ticket, move, words, desk.registry)
    ticket.status = {"done": "done", "cancel": "cancelled"}[move]
    work.emit(TicketChanged(ticket.id, ticket.status, by=who))
    before = len(desk.tells)
    desk._flush(work)
    return [str(reply.text) for reply in desk.tells[before:]]


def test_without_sms_it_waits_for_staff_and_says_so(desk: Stage) -> None:
    said = agree(desk)
    assert "Q-1" in said
    assert "现在还没有办" in said
    assert "吴敏" in said
    assert given(desk) == 0
    assert desk.pages[0][0] == "D1"
    assert desk.replies[-1].record == "confirm:Q-1"


def test_at_night_it_says_when_somebody_comes(desk: Stage) -> None:
    desk.now = desk.now.replace(hour=23)
    assert "明天08:00后" in agree(desk)


def test_the_yes_of_staff_carries_it_out_and_tells_the_resident(desk: Stage) -> None:
    agree(desk)
    told = decide(desk, "done")
    assert given(desk) == 1
    assert "吴敏" in told[0]
    assert "押金给出去了" in told[0]
    assert desk.tells[-1].record == "ticket:T-1"


def test_the_no_of_staff_says_why(desk: Stage) -> None:
    agree(desk)
    with pytest.raises(CannotMove):
        decide(desk, "cancel")
    assert decide(desk, "cancel", "电话打不通") == ["Q-1工作人员没有同意：电话打不通。什么也没有改。"]
    assert given(desk) == 0


@pytest.mark.parametrize("who", ["S1", "P1"])
def test_not_everybody_may_confirm(desk: Stage, who: str) -> None:
    agree(desk)
    with pytest.raises(CannotMove):
        decide(desk, "done", who=who)
    assert given(desk) == 0


def test_asked_for_twice_it_is_laid_before_staff_once(desk: Stage) -> None:
    agree(desk)
    assert "Q-1" in agree(desk)
    assert desk.db.query(Ticket).filter_by(kind="confirm").count() == 1
    assert len(desk.pages) == 1


def test_what_nobody_confirms_is_called_out_again(desk: Stage) -> None:
    agree(desk)
    desk.wait(10 * 60)
    assert [who for who, _ in desk.pages] == ["D1", "D1"]
    desk.wait(20 * 60)
    assert desk.pages[-1][0] == "M1"
    decide(desk, "done")
    desk.wait(3 * 24 * 3600)
    assert len(desk.pages) == 3


def test_the_resident_may_let_it_be(desk: Stage) -> None:
    agree(desk)
    assert "什么也没有改" in desk.press("不办了")
    assert not desk.ticket("Q-1").active


def test_who_gets_no_sms_may_have_it_confirmed(talk: Stage) -> None:
    agree(talk)
    assert "Q-1" in talk.press("请工作人员确认")
    talk.says(talk.codes[0])
    assert given(talk) == 0


# The house's own forms.


def test_a_new_phone_holds_after_the_code_to_the_old_one(talk: Stage) -> None:
    said = talk.says("手机号换成13800001111", "bind_home", phone="13800001111")
    assert "13800001111" in said
    assert "0001" in talk.says("对", "affirm")
    assert talk.db.get_one(Resident, "R1").phone == "13700000001"
    assert "1111" in talk.says(talk.codes[0])
    assert talk.db.get_one(Resident, "R1").phone == "13800001111"
    assert talk.records("binding")[0]["status"] == "active"


def test_the_forms_that_are_guarded_are_these(scenarios: Registry) -> None:
    assert {name: form.guard for name, (_, form) in scenarios.forms.items() if form.guard} == GUARDED


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"confirm": None}, "reads nothing back"),
        ({"guard": Guard.STAFF}, "hears nothing of"),
        ({"guard": None, "by_staff": lambda turn, values: turn.say("plain")}, "no guard that would call it"),
    ],
)
def test_a_guard_that_guards_nothing_is_refused(change: dict[str, Any], why: str) -> None:
    unsafe = replace(give, **change)
    scenario = Scenario(package="x.unsafe", title={}, intents={}, handlers={}, forms=(unsafe,))
    with pytest.raises(ScenarioUnsafe, match=why):
        registry_of([scenario])


def test_a_third_partys_guard_that_guards_nothing_leaves_its_scenario_out() -> None:
    unsafe = Scenario(package="scene.unsafe", title={}, intents={}, handlers={}, forms=(replace(give, confirm=None),))
    found = Found((Installed(conversation, HOUSE), Installed(unsafe, "scene-unsafe")))
    house = house_of(found)
    assert "unsafe" not in house.scenarios
    assert [(one.origin, one.name) for one in house.broken] == [("scene-unsafe", "unsafe")]


@pytest.mark.parametrize("text", ["13800001111", "3栋2单元1201", "1234", "1234567", "482913 482914", "2026年3月4日"])
def test_other_numbers_are_no_codes(text: str) -> None:
    assert digits_in(text) == ""


def test_no_two_slips_are_told_apart_by_luck() -> None:
    codes = {code_of(f"{number:032x}") for number in range(400)}
    assert len(codes) > 395
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert HIDDEN not in codes
