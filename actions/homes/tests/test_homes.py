import re
from typing import Any

import pytest
from sqlalchemy import select

from actions.access import issue
from actions.conversation import scenario as conversation
from actions.homes import scenario as homes
from actions.homes.handlers import masked_name, masked_phone
from actions.homes.readers import is_code, person_name
from actions.people import Account, Occupancy, Resident
from actions.slot import Answer
from actions.ticket import TicketStatus
from nlu.types import Certainty
from tests.stage import Stage, stage

ADDRESS: dict[str, Any] = {"building": "2栋", "unit": "1单元", "room": "302", "house": "2栋1单元302"}
UNSURE = Certainty.UNSURE


def apply(house: Stage) -> str:
    house.says("我要登记我家", "bind_home")
    house.says("2栋1单元302", "unknown", UNSURE, **ADDRESS)
    house.press("租客")
    house.says("我叫李雷", "unknown", UNSURE)
    return house.says("13912345678", "unknown", UNSURE, phone="13912345678")


def code_for(house: Stage, resident: str) -> str:
    return issue(house.db, house.db.get_one(Resident, resident), house.now, by="M1").code


def test_without_a_code_one_thing_is_asked_at_a_time() -> None:
    house = stage(conversation, homes, who=None)
    apply(house)
    assert [reply.asks for reply in house.replies] == ["building", "role", "name", "phone", None]
    assert house.replies[-1].record == "binding:B-1"
    (row,) = house.records("binding")
    assert (row["role"], row["name"], row["phone"]) == ("tenant", "李雷", "13912345678")
    assert (row["house"], row["status"], row["by"]) == ("2栋1单元302", "pending", None)


def test_what_was_said_is_not_asked_for() -> None:
    house = stage(conversation, homes, who=None)
    text = "我叫张三，2栋1单元302的业主，电话13912345678，帮我登记"
    house.says(text, "bind_home", role="owner", phone="13912345678", **ADDRESS)
    assert house.replies[-1].record == "binding:B-1"
    assert house.records("binding")[0]["name"] == "张三"


def test_nothing_holds_before_staff_approve() -> None:
    house = stage(conversation, homes, who=None)
    apply(house)
    assert "还不知道您是谁" in house.says("我是谁", "home_query")
    assert house.view("homes", "pending")[0][:4] == ["B-1", "登记住房", "2栋1单元302", "租客"]


def test_approval_ties_the_person_and_tells_them() -> None:
    house = stage(conversation, homes, who=None)
    apply(house)
    house.desk("B-1", "done", by="M1")
    assert "已经通过" in house.tells[-1].text
    said = house.says("我是谁", "home_query")
    assert "李雷" in said
    assert "2栋1单元302，您是租客" in said
    assert house.records("binding")[0]["status"] == "active"


def test_approval_twice_changes_nothing() -> None:
    house = stage(conversation, homes, who=None)
    apply(house)
    house.desk("B-1", "done", by="M1")
    house.desk("B-1", "done", by="M1")
    assert len(house.tells) == 1
    assert house.db.query(Resident).count() == 3


def test_approval_finds_the_person_of_the_file_by_name_and_phone() -> None:
    house = stage(conversation, homes, who=None)
    text = "我叫孙二梅，2栋1单元302的租客，电话13700000002"
    house.says(text, "bind_home", role="tenant", phone="13700000002", **ADDRESS)
    house.desk("B-1", "done", by="M1")
    assert house.db.query(Resident).count() == 2
    assert house.db.scalars(select(Account)).one().resident_id == "R2"


def test_refusal_is_told_and_ties_nobody() -> None:
    house = stage(conversation, homes, who=None)
    apply(house)
    house.desk("B-1", "cancelled", by="M1")
    assert "没有通过" in house.tells[-1].text
    assert house.records("binding")[0]["status"] == "refused"
    assert house.db.scalars(select(Account)).all() == []


def test_asking_twice_is_one_request() -> None:
    house = stage(conversation, homes, who=None)
    apply(house)
    apply(house)
    assert len(house.records("binding")) == 1


def test_an_applicant_hears_nothing_about_who_lives_there() -> None:
    house = stage(conversation, homes, who=None)
    address: dict[str, Any] = {"building": "2栋", "unit": "1单元", "room": "301", "house": "2栋1单元301"}
    house.says("登记2栋1单元301", "bind_home", **address)
    house.press("租客")
    house.says("李雷", "unknown", UNSURE)
    house.says("13912345678", "unknown", UNSURE, phone="13912345678")
    said = "".join(reply.text for reply in house.replies)
    assert "钱" not in said
    assert "孙" not in said


def test_a_home_that_is_not_there_is_asked_for_again_and_then_left_to_staff() -> None:
    house = stage(conversation, homes, who=None)
    wrong = ADDRESS | {"room": "999", "house": "2栋1单元999"}
    assert "没有查到2栋1单元999" in house.says("登记2栋1单元999", "bind_home", **wrong)
    house.says("999", "unknown", UNSURE, room="999")
    assert house.replies[-1].asks == "role"
    house.press("业主")
    house.says("李雷", "unknown", UNSURE)
    house.says("13912345678", "unknown", UNSURE, phone="13912345678")
    house.desk("B-1", "done", by="M1")
    assert house.ticket("B-1").status == TicketStatus.OPEN
    assert house.tells == []


def test_a_code_ties_at_once_and_works_once() -> None:
    house = stage(conversation, homes, who=None)
    code = code_for(house, "R2")
    house.says("我要登记", "bind_home")
    said = house.says(code, "unknown", UNSURE)
    assert "登记好了，孙二梅" in said
    assert house.replies[-1].private
    assert house.records("binding")[0]["status"] == "active"
    other = stage(conversation, homes, who=None)
    assert "不对" in (other.says("登记", "bind_home") and other.says(code, "unknown", UNSURE))


def test_five_wrong_codes_lock_and_look_like_a_wrong_one() -> None:
    house = stage(conversation, homes, who=None)
    house.says("我要登记", "bind_home")
    wrong = {house.says(f"2222-333{digit}", "unknown", UNSURE) for digit in range(3, 8)}
    right = house.says(code_for(house, "R2"), "unknown", UNSURE)
    assert wrong == {right}
    assert house.records("binding") == []


def test_after_a_wrong_code_an_address_works() -> None:
    house = stage(conversation, homes, who=None)
    house.says("我要登记", "bind_home")
    house.says("2222-3333", "unknown", UNSURE)
    house.says("2栋1单元302", "unknown", UNSURE, **ADDRESS)
    assert house.replies[-1].asks == "role"


@pytest.mark.parametrize("handler", ["bind_home", "home_query"])
def test_where_others_stand_by_nothing_is_said_or_tied(handler: str) -> None:
    house = stage(conversation, homes, private=False)
    assert "您自己的手机" in house.says("登记一下", handler)
    assert house.records("binding") == []


def test_owners_see_who_else_is_registered_and_family_does_not() -> None:
    assert "孙**（家人）" in stage(conversation, homes).says("我家登记了谁", "home_query")
    assert "钱" not in stage(conversation, homes, who="R2").says("我家登记了谁", "home_query")


def test_the_phone_on_file_is_masked() -> None:
    house = stage(conversation, homes)
    said = house.says("我留的电话是多少", "home_query")
    assert "137****0001" in said
    assert "13700000001" not in said
    assert house.replies[-1].private


def test_a_new_phone_holds_once_staff_have_checked() -> None:
    house = stage(conversation, homes)
    house.says("手机号换成13800001111", "bind_home", phone="13800001111")
    assert house.db.get_one(Resident, "R1").phone == "13700000001"
    house.desk("B-1", "done", by="M1")
    assert house.db.get_one(Resident, "R1").phone == "13800001111"


def test_a_family_member_is_added_once_staff_have_checked() -> None:
    house = stage(conversation, homes)
    house.says("把我老婆加进来", "bind_home", role="family")
    house.says("周小兰", "unknown", UNSURE)
    house.says("13800002222", "unknown", UNSURE, phone="13800002222")
    assert "周**" not in house.says("我家登记了谁", "home_query")
    house.desk("B-1", "done", by="M1")
    assert "周**（家人）" in house.says("我家登记了谁", "home_query")
    assert house.records("binding")[0]["matter"] == "member"


def test_moving_out_ends_the_tie_once_staff_have_checked() -> None:
    house = stage(conversation, homes)
    house.says("我把房子卖了，帮我解绑", "bind_home")
    house.says("下个月一号", "unknown", UNSURE)
    house.desk("B-1", "done", by="M1")
    tie = house.db.scalars(select(Occupancy).where(Occupancy.resident_id == "R1")).one()
    assert tie.until == house.now.date()
    assert house.ticket("B-1").data["until"] == "下个月一号"


def test_who_is_registered_is_asked_what_it_is_about() -> None:
    house = stage(conversation, homes)
    house.says("改一下登记", "bind_home")
    assert house.replies[-1].asks == "matter"
    house.press("换手机号")
    assert house.replies[-1].asks == "phone"


def test_changing_ones_mind_drops_the_other_matter() -> None:
    house = stage(conversation, homes)
    house.says("把我老婆加进来", "bind_home", role="family")
    house.says("我要搬走", "bind_home")
    house.says("下周", "unknown", UNSURE)
    assert house.replies[-1].record == "binding:B-1"
    assert house.conversation.open is None


def test_a_second_home_of_somebody_known_asks_only_what_they_are_to_it() -> None:
    house = stage(conversation, homes)
    house.says("我第二套也绑上，2栋1单元302", "bind_home", **ADDRESS)
    assert house.replies[-1].asks == "role"
    house.press("业主")
    house.desk("B-1", "done", by="M1")
    said = house.says("我有几套房", "home_query")
    assert "301" in said
    assert "302" in said


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("7K3M-9QXP", True),
        ("7k3m9qxp", True),
        ("ABCDEFGH", True),
        ("Saturday", False),
        ("65432789", False),
        ("13912345678", False),
        ("厨房漏水了", False),
    ],
)
def test_codes_are_told_from_words_and_numbers(text: str, code: bool) -> None:
    assert is_code(text) is code


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("我叫李雷", "李雷"),
        ("李雷。", "李雷"),
        ("姓名：李雷", "李雷"),
        ("My name is Emma Clark", "Emma Clark"),
        ("139", None),
    ],
)
def test_a_name_is_read_without_its_lead_in(said: str, name: str | None) -> None:
    assert person_name(Answer(said, None, asked=True)) == name


def test_masks() -> None:
    assert (masked_phone("123"), masked_phone("13800000001")) == ("", "138****0001")
    assert (masked_name("郭建军"), masked_name("Emma Clark")) == ("郭**", "E. C.")


def test_the_code_for_the_kiosk_is_given_in_ones_own_chat_only() -> None:
    house = stage(conversation, homes, who="R1")
    house.says("我是谁", "home_query")
    said = house.press("大堂一体机登录码")
    assert re.search(r"您的登录码是 \d{3} \d{3}，", said)
    assert house.replies[-1].private
    stranger = stage(conversation, homes, who=None)
    assert "还不知道您是谁" in stranger.says("给我大堂一体机登录码", "unknown", UNSURE)
    group = stage(conversation, homes, who="R1", private=False)
    assert "登录码" not in group.says("给我大堂一体机登录码", "unknown", UNSURE)
