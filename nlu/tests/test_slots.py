import time
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.normalize import simplify, tidy
from nlu.slots import home, location, number, period, phone, plate, plate_heard
from nlu.slots.extract import Extractor
from nlu.slots.gazetteer import Gazetteer
from nlu.slots.numerals import whole
from nlu.types import Entity, Hints, SlotValue

NUMERALS = {
    "十": 10,
    "十二": 12,
    "二十": 20,
    "一百零三": 103,
    "三百五": 350,
    "三百零五": 305,
    "两百五十": 250,
    "五零一": 501,
    "幺三八": 138,
    "3万5": 35000,
    "一万二": 12000,
    "俩": 2,
    "12": 12,
    "twelve": 12,
    "twenty-five": 25,
    "很多": None,
    "半": None,
}


@pytest.mark.parametrize(("words", "number_"), NUMERALS.items(), ids=NUMERALS.keys())
def test_numerals_are_read(words: str, number_: int | None) -> None:
    assert whole(words) == number_


def values(entities: list[Entity]) -> dict[str, SlotValue]:
    return {entity.slot: entity.value for entity in reversed(entities)}


HOMES = {
    "7栋2单元1103": {"building": "7栋", "unit": "2单元", "room": "1103", "house": "7栋2单元1103"},
    "我住九号楼三单元五零二": {"building": "9栋", "unit": "3单元", "room": "502", "house": "9栋3单元502"},
    "三好楼四零二": {"building": "3栋", "room": "402"},
    "6-1-1802": {"building": "6栋", "unit": "1单元", "room": "1802", "house": "6栋1单元1802"},
    "十栋的门禁": {"building": "10栋"},
    "2单元门口": {"unit": "2单元"},
    "隔壁805漏水": {"room": "805"},
    "block 3 unit 2 flat 904": {"building": "3栋", "unit": "2单元", "room": "904", "house": "3栋2单元904"},
    "apartment 1502, tower 8": {"building": "8栋", "room": "1502"},
    "住t3 1906": {"building": "T3", "room": "1906"},
    "8-1604": {"building": "8栋", "room": "1604"},
    "b座2103": {"building": "B座", "room": "2103"},
    "我住二十二幢西单元一二零三": {"building": "22栋", "unit": "西单元", "room": "1203", "house": "22栋西单元1203"},
    "7号院5号楼3门402": {"building": "5栋", "unit": "3单元", "room": "402", "house": "5栋3单元402"},
    "c栋1单元12楼1206": {"building": "C栋", "unit": "1单元", "room": "1206", "house": "C栋1单元1206"},
    "16号1101": {"building": "16栋", "room": "1101"},
    "不是3栋501,是5栋302": {"building": "5栋", "room": "302"},
    "flat 14b in tower c": {"building": "C栋", "room": "14B"},
    "9月3号1500块": {},
    "交1200块": {},
    "2025年": {},
}


@pytest.mark.parametrize(("text", "found"), HOMES.items(), ids=HOMES.keys())
def test_homes_are_read(text: str, found: dict[str, str]) -> None:
    assert values(home.read(text)) == found


def test_a_bare_number_is_the_room_when_the_room_was_asked_for() -> None:
    assert values(home.read("一八零四", "room")) == {"room": "1804"}
    assert values(home.read("一八零四")) == {}


NUMBERS = {
    "我们六个人": {"people": 6, "count": 6},
    "两位": {"people": 2, "count": 2},
    "twenty kids": {"people": 20, "count": 20},
    "party of four": {"people": 4, "count": 4},
    "一共六个": {"people": 6, "count": 6},
    "三四个人": {"people": 4, "count": 4},
    "两大一小": {"people": 3, "count": 3},
    "就俺俩": {"people": 2, "count": 2},
    "three workers": {"people": 3, "count": 3},
    "a table for eight, please": {"people": 8, "count": 8},
    "手机后四位": {},
    "给四星": {"rating": 4},
    "4 out of 5": {"rating": 4},
    "交三百五十块": {"amount": 35000},
    "五十六块七": {"amount": 5670},
    "八块五毛": {"amount": 850},
    "88.5元": {"amount": 8850},
    "￥120": {"amount": 12000},
    "去十五楼": {"floor": 15},
    "到负二层": {"floor": -2},
    "叫lift到level 3": {"floor": 3},
    "停在两层中间": {},
    "在17f": {"floor": 17},
    "3600对吧": {"sum": 360000},
    "充200": {"sum": 20000},
    "the 7th floor": {"floor": 7},
    "T-1042怎么样了": {"ticket": "T-1042"},
    "单号20250917": {"ticket": "20250917"},
    "十五分钟": {},
    "周五三位": {"people": 3, "count": 3},
    "带俩娃来,一共三个": {"people": 3, "count": 3},
    "two adults and one child": {"people": 3, "count": 3},
    "half a dozen friends": {"people": 6, "count": 6},
    "给我一个": {},
    "第三位": {},
    "水费两百五": {"sum": 25000},
    "一百来块": {"sum": 10000},
    "3.5k": {"sum": 350000},
    "put two fifty on gas": {"sum": 25000},
    "three hundred and twenty yuan": {"amount": 32000},
    "2,480.50元": {"amount": 248050},
    "物业费水费一块儿交": {},
    "换两块豆腐": {},
    "按一百二十平算": {},
    "一块五": {"amount": 150},
    "电梯停在12不动": {"floor": 12},
    "到b2": {"floor": -2},
}


@pytest.mark.parametrize(("text", "found"), NUMBERS.items(), ids=NUMBERS.keys())
def test_numbers_are_read(text: str, found: dict[str, SlotValue]) -> None:
    assert values(number.read(simplify(tidy(text)))) == found


@given(st.integers(0, 10**9))
def test_money_is_exact_to_the_fen(fen: int) -> None:
    assert values(number.read(f"{fen // 100}.{fen % 100:02d}元")) == {"amount": fen}


PERIODS = {
    "本季度": "2025Q3",
    "上个季度": "2025Q2",
    "二季度": "2025Q2",
    "去年第四季度": "2024Q4",
    "这个月": "2025-09",
    "上个月": "2025-08",
    "8月": "2025-08",
    "12月份": "2024-12",
    "2024年3月": "2024-03",
    "去年": "2024",
    "上半年": "2025H1",
    "this quarter": "2025Q3",
    "last month": "2025-08",
    "for july": "2025-07",
    "q2 2024": "2024Q2",
}


@pytest.mark.parametrize(("text", "value"), PERIODS.items(), ids=PERIODS.keys())
def test_fee_periods_are_read(text: str, value: str, now: datetime) -> None:
    assert [entity.value for entity in period.read(text, now)] == [value]


VAGUE = ["这期", "明年", "最近半年", "去年十月到现在", "this winter", "each quarter"]


@pytest.mark.parametrize("text", VAGUE)
def test_a_stretch_no_bill_is_kept_by_is_told_as_said(text: str, now: datetime) -> None:
    assert text in [entity.text for entity in period.read(text, now) if entity.slot == "season"]


def test_a_day_is_no_fee_period(now: datetime) -> None:
    assert period.read("9月3号", now) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("车牌沪B·12C45", "沪B12C45"),
        ("粤a d12345 新能源", "粤AD12345"),
        ("京c幺二三四五", "京C12345"),
        ("学警车渝D1234警", "渝D1234警"),
        ("鄂A点6T1P9", "鄂A6T1P9"),
        ("豫A,幺二三,B C,下午五点进", "豫A123BC"),
        ("沪A12345 2个人", "沪A12345"),
        ("赣F D0123 8", "赣FD01238"),
    ],
)
def test_number_plates_are_read(text: str, value: str) -> None:
    assert [entity.value for entity in plate.read(simplify(tidy(text)))] == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("麻烦一下,我亲戚开车过来,还照这笔,三开七七二,明天上午到", ["浙B3K772"]),
        ("车牌护西八零爱母幺五", ["沪C80M15"]),
        ("换成这笔三开七七二", ["浙B3K772"]),
        ("这笔三七七二比", ["浙B3772B"]),  # it ends with a letter
        ("车牌粤比幺二三四五六", []),  # a digit too many is no plate
        ("请发信息12345", []),
        ("明天上午八点四十五分来修车", []),
        ("这笔三千七百二十一块", []),
        ("寄递单号1234567890", []),
        ("Please settle the ¥88.50 water bill", []),
    ],
)
def test_number_plates_are_read_by_their_sound(text: str, values: list[str]) -> None:
    assert [entity.value for entity in plate_heard.read(simplify(tidy(text)))] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("打138 0000 0000", "13800000000"),
        ("幺三九零零零零零零零二", "13900000002"),
        ("一八六,零零二二,三三四四", "18600223344"),
        ("+86 186 2233 4455", "18622334455"),
        ("one three eight, double six seven, five five four three two", "13866755432"),
        ("010-12345678", "01012345678"),
    ],
)
def test_phone_numbers_are_read(text: str, value: str) -> None:
    assert [entity.value for entity in phone.read(simplify(text))] == [value]


@pytest.mark.parametrize(
    ("text", "place", "area"),
    [
        ("主卧的窗户", "主卧", "home"),
        ("五楼走廊太黑", "五楼走廊", "public"),
        ("the master bedroom radiator", "master bedroom", "home"),
        ("by the south gate", "south gate", "public"),
    ],
)
def test_places_are_given_in_the_words_as_said(text: str, place: str, area: str) -> None:
    assert values(location.read(text)) == {"location": place, "area": area}


WORDS = {
    "fee_type": {"water": ("水费", "water bill"), "parking": ("停车费",)},
    "category": {"plumbing": ("地漏", "水龙头"), "appliance": ("洗衣机",), "electrical": ("灯", "light")},
}


def listed(text: str) -> list[tuple[str, SlotValue]]:
    return [(entity.slot, entity.value) for entity in Gazetteer(WORDS).find(simplify(tidy(text)))]


def test_listed_words_are_found_as_written_and_as_they_sound() -> None:
    assert listed("水费和停车费") == [("fee_type", "water"), ("fee_type", "parking")]
    assert listed("水肺多少") == [("fee_type", "water")]
    assert listed("my LIGHTS and water bills") == [("category", "electrical"), ("fee_type", "water")]


def test_sounding_alike_across_a_comma_is_chance() -> None:
    assert listed("喝水,费劲") == []


def test_the_thing_itself_comes_before_the_thing_beside_it() -> None:
    assert listed("洗衣机下面的地漏") == [("category", "plumbing"), ("category", "appliance")]


def test_names_of_the_community_may_be_misspelt(now: datetime) -> None:
    hints = Hints(names={"resource": {"羽毛球场1号": ("羽毛球场", "badminton court")}})
    found = Extractor({}).extract("the badmintn court please", "en", now, hints)
    assert [(entity.slot, entity.value) for entity in found] == [("resource", "羽毛球场1号")]


def test_the_slot_that_was_asked_for_comes_first(now: datetime) -> None:
    found = Extractor(WORDS).extract("3", "zh", now, Hints(slot="people"))
    assert [(entity.slot, entity.value) for entity in found] == [("people", 3)]


def test_entities_stand_where_they_say(now: datetime) -> None:
    text = tidy("7栋2单元1103厨房水龙头漏水,明天下午来,电话13800000000,车牌京A12345")
    for entity in Extractor(WORDS).extract(text, "zh", now, Hints()):
        assert entity.text == text[entity.start : entity.end]


def test_a_masked_telephone_number_is_none() -> None:
    assert phone.read("159****2211") == []


def test_one_character_is_no_word_of_its_own_inside_a_longer_one() -> None:
    words = Gazetteer({"device": {"door": ("门",), "power": ("电",)}})
    assert [entity.text for entity in words.find("部门电话,电梯门口")] == []
    assert [entity.text for entity in words.find("门关了,没电")] == ["门", "电"]


NEARLY = {
    "多动能厅明天有空吗": "多功能厅",
    "手机课给我报名": "老年智能手机课",
    "猜灯谜算我一个": "中秋猜灯谜",
    "明天下雨": None,
}


@pytest.mark.parametrize(("text", "name"), NEARLY.items(), ids=NEARLY.keys())
def test_a_name_of_the_community_is_known_by_a_part_or_with_one_character_wrong(text: str, name: str | None) -> None:
    names = Gazetteer({"name": dict.fromkeys(("多功能厅", "老年智能手机课", "中秋猜灯谜"), ())}, near=True)
    assert [entity.value for entity in names.find(text)] == ([name] if name else [])


MEANT = {
    "垃圾房的水龙头": ("水龙头", "plumbing"),
    "水龙头旁边的灯": ("灯", "electrical"),
}


@pytest.mark.parametrize(("text", "meant"), MEANT.items(), ids=MEANT.keys())
def test_the_kind_is_that_of_the_thing_that_is_broken(text: str, meant: tuple[str, str], now: datetime) -> None:
    words = {
        "object": {"tap": ("水龙头",), "light": ("灯",)},
        "category": {"cleaning": ("垃圾",), "plumbing": ("水龙头",), "electrical": ("灯",)},
    }
    found = Extractor(words).extract(text, "zh", now, Hints())
    first = {entity.slot: entity for entity in reversed(found)}
    assert (first["object"].text, first["category"].value) == meant


def test_what_is_taken_back_comes_behind_what_is_meant(now: datetime) -> None:
    found = Extractor({}).extract("我在六楼,哦不,七楼,等电梯", "zh", now, Hints())
    assert [entity.value for entity in found if entity.slot == "floor"] == [7, 6]


LONG = [
    "3",
    "零一",
    "京A",
    "两大",
    "one two ",
    "a hundred and ",
    "3栋",
    "12-3-",
    "我叫王",
    "1 3 8 ",
    "给我老伴",
    "¥1,2",
]


@pytest.mark.parametrize("piece", LONG)
def test_no_text_takes_long(piece: str, now: datetime) -> None:
    text = tidy(piece * 1000)
    began = time.process_time()
    Extractor({}).extract(text, "zh", now, Hints())
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("book the badmitnon court", "badminton_court"),
        ("is the badmintno court free", "badminton_court"),
        ("the badminton court", "badminton_court"),
        ("the bandit court", None),
        ("the bdaminton court", "badminton_court"),
        ("the abdminton court", None),  # hardly anybody misses the first letter
    ],
)
def test_two_letters_of_an_english_word_may_be_exchanged(text: str, value: str | None) -> None:
    found = Gazetteer({"resource": {"badminton_court": ("badminton court",)}}).find(text)
    assert [entity.value for entity in found] == [value] * (value is not None)


def test_a_word_that_is_listed_is_never_taken_for_another_one() -> None:
    words = Gazetteer({"word": {"united": ("united",), "untied": ("untied",)}})
    assert [entity.value for entity in words.find("untied united")] == ["untied", "united"]
