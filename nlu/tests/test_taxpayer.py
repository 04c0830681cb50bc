from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.normalize import simplify, tidy
from nlu.slots.extract import Extractor
from nlu.slots.taxpayer import LENGTHS, SLOT, problem, read
from nlu.types import Hints

NOW = datetime(2025, 9, 17, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
CODE = "91350100M000100Y43"  # the example of the standard
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def numbers(text: str, slot: str | None = None) -> list[str]:
    return [str(one.value) for one in read(simplify(tidy(text)), slot)]


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        "税号是91350100m000100y43，谢谢",
        "九一三五零一零零M零零零一零零Y四三",
        "九幺三五，零幺零零，M零零零，幺零零Y，四三",
        "my tax number is 9135 0100 M000 100Y 43 please",
        "9135-0100-M000-100Y-43",
        "信用代码91350100MOOO1OOY43",  # an O for a zero
    ],
)
def test_a_number_is_read_however_it_is_written_or_said(text: str) -> None:
    assert numbers(text) == [CODE]


@pytest.mark.parametrize(
    "text",
    [
        "我电话13800138000",
        "税号不知道，电话13800138000",
        "税号没有，发到 12345678@qq.com",
        "银行卡6222021234567890123",
        "身份证11010519491231002X",
        "91350100M000100Y44",  # one sign is wrong, and nobody said what it is
        "我问一下会计",
        "1栋1单元101，3月15日下午",
    ],
)
def test_what_is_no_tax_number_is_left_alone(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize("text", ["没有", "明天告诉你", "13800138000", "i will tell you tomorrow morning please wait"])
def test_nothing_is_made_up_where_it_was_asked_for(text: str) -> None:
    assert numbers(text, SLOT) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("税号91350100M000100Y44", "check"),
        ("税号是9135 0100 M000 100Y 4", "length"),
        ("税号110105 19491231 002X", "id"),
        ("税号110105194912310", ""),  # of the time before 2015
        ("纳税人识别号11010519491231002X01", ""),
    ],
)
def test_a_number_that_was_named_is_told_what_is_wrong_with_it(text: str, wrong: str) -> None:
    [number] = numbers(text)
    assert problem(number) == wrong


@given(st.integers(min_value=0, max_value=17), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(place: int, sign: str) -> None:
    changed = CODE[:place] + sign + CODE[place + 1 :]
    assert problem(changed) == ("" if changed == CODE else "check")


@given(st.integers(min_value=0, max_value=16))
def test_two_signs_in_the_wrong_order_are_noticed(place: int) -> None:
    swapped = CODE[:place] + CODE[place + 1] + CODE[place] + CODE[place + 2 :]
    assert problem(swapped) == ("" if swapped == CODE else "check")


@given(st.text(SIGNS, max_size=30))
def test_another_length_is_said_to_be_one(number: str) -> None:
    assert (problem(number) == "length") is (len(number) not in LENGTHS)


def test_no_telephone_number_is_seen_inside_of_it() -> None:
    found = Extractor({}).extract(f"抬头青禾，税号{CODE}，电话13800138000", "zh", NOW, Hints())
    assert [(one.slot, one.value) for one in found if one.slot in (SLOT, "phone")] == [
        (SLOT, CODE),
        ("phone", "13800138000"),
    ]


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("青禾设计工作室", "青禾设计工作室"),
        ("抬头写青禾设计有限公司，税号等下说", "青禾设计有限公司"),
        ("Qinghe Design Studio", "Qinghe Design Studio"),
        ("许明远", None),
        ("写我的名字", None),
        ("附近哪家医院好", None),
        ("你们公司几点上班", None),
        ("不用了", None),
    ],
)
def test_a_company_is_read_where_it_was_asked_whom_the_invoice_is_for(text: str, company: str | None) -> None:
    found = Extractor({}).extract(tidy(text), "zh", NOW, Hints(slot="title"))
    assert next((one.text for one in found if one.slot == "title"), None) == company
    assert not any(one.slot == "title" for one in Extractor({}).extract(tidy(text), "zh", NOW, Hints()))
