"""Each kind of expression in several wordings: a rule that holds for one sentence only is none."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from nlu.normalize import language, simplify, tidy
from nlu.slots import home, location, number, time
from nlu.slots.extract import Extractor
from nlu.types import Entity, Hints, Moment, SlotValue

# Wednesday 17 September 2025, 10:00.
NOW = datetime(2025, 9, 17, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def read(text: str, *, past: bool = False) -> list[Entity]:
    plain = tidy(text)
    return time.read(plain, language(plain), NOW, past=past)


def moments(text: str, *, past: bool = False) -> list[str]:
    values = [entity.value for entity in read(text, past=past)]
    return [f"{one.start:%m-%d %H:%M}/{one.end:%m-%d %H:%M}" for one in values if isinstance(one, Moment)]


def values(entities: list[Entity], slot: str) -> list[SlotValue]:
    return [entity.value for entity in entities if entity.slot == slot]


ONE_HOUR_OR_THE_NEXT = {
    "下午三四点": "09-17 15:00/09-17 16:00",
    "明早八九点": "09-18 08:00/09-18 09:00",
    "今晚七八点来": "09-17 19:00/09-17 20:00",
    "夜里一两点": "09-18 01:00/09-18 02:00",
    "周六十一二点": "09-20 11:00/09-20 12:00",
}
FROM_EARLY_TO_LATE = {
    "早九晚五": "09-17 09:00/09-17 17:00",
    "朝八晚七": "09-17 08:00/09-17 19:00",
    "周六早8晚8": "09-20 08:00/09-20 20:00",
    "明天早七到晚九": "09-18 07:00/09-18 21:00",
    "工作日早十一晚六": "09-17 11:00/09-17 18:00",
}
BY_THE_SKY = {
    "天不亮就来": "09-18 05:00/09-18 08:00",
    "明天天刚亮": "09-18 05:00/09-18 08:00",
    "天亮以前": "09-18 00:00/09-18 06:00",
    "今天太阳落山以后": "09-17 18:00/09-17 22:00",
    "明天黄昏": "09-18 17:00/09-18 20:00",
    "后天天暖和点的时候": "09-19 10:00/09-19 15:00",
    "明天太阳好的时候": "09-18 10:00/09-18 15:00",
    "明天天凉快的时候": "09-18 17:00/09-18 20:00",
}
HALF_DAYS = {
    "明天上半天": "09-18 08:00/09-18 12:00",
    "后天下半天": "09-19 12:00/09-19 18:00",
    "周六前半晌": "09-20 08:00/09-20 12:00",
    "周日后半晌": "09-21 12:00/09-21 18:00",
    "明天前半夜": "09-18 18:00/09-19 00:00",
    "今天晚九时": "09-17 21:00/09-17 21:00",
}
BY_THE_DAYS_WORK = {
    "明天午睡后": "09-18 13:00/09-18 18:00",
    "后天早餐前": "09-19 06:00/09-19 09:00",
    "今天收工以后": "09-17 18:00/09-17 22:00",
    "周五下课后": "09-19 16:00/09-19 20:00",
    "明天日落前": "09-18 12:00/09-18 18:00",
    "周六午休时间": "09-20 11:00/09-20 14:00",
}
HOLIDAYS = {
    "五一有空": "05-01 00:00/05-02 00:00",
    "六一那天": "06-01 00:00/06-02 00:00",
    "双十一": "11-11 00:00/11-12 00:00",
    "跨年那天": "12-31 00:00/01-01 00:00",
    "过年期间": "02-17 00:00/02-18 00:00",
    "今年过年": "02-17 00:00/02-18 00:00",
    "冬至": "12-21 00:00/12-22 00:00",
    "小年": "02-10 00:00/02-11 00:00",
    "八月半": "10-06 00:00/10-07 00:00",
    "年前弄好": "09-17 00:00/02-17 00:00",
    "年后再来": "02-17 00:00/03-19 00:00",
}
FARMERS_YEAR = {
    "开春": "03-01 00:00/04-01 00:00",
    "麦收以后": "06-01 00:00/07-01 00:00",
    "秋收的时候": "10-01 00:00/11-01 00:00",
    "入冬以前": "12-01 00:00/01-01 00:00",
    "入夏": "06-01 00:00/07-01 00:00",
}
WEEKENDS = {
    "双休日": "09-20 00:00/09-22 00:00",
    "周六日": "09-20 00:00/09-22 00:00",
    "下个双休日": "09-27 00:00/09-29 00:00",
    "这周六日": "09-20 00:00/09-22 00:00",
    "上个双休日": "09-13 00:00/09-15 00:00",
}
NOW_AND_HERE = dict.fromkeys(
    ("现在有空位吗", "这会儿能用吗", "球场现在哪块空着", "眼下还剩车位吗", "此刻开着吗", "现在可以进去吗"),
    "09-17 10:00/09-17 10:00",
)
NO_REFUSALS = {
    "下午两点行不行": "09-17 14:00/09-17 14:00",
    "周六方便不方便": "09-20 00:00/09-21 00:00",
    "明天在不在": "09-18 00:00/09-19 00:00",
    "周日合适不合适": "09-21 00:00/09-22 00:00",
    "后天有空没空": "09-19 00:00/09-20 00:00",
}
MOVED = {
    "周五下午那个会改到周一": "09-22 00:00/09-23 00:00",
    "原来定的周四换到周六上午": "09-20 08:00/09-20 12:00",
    "明天两点的推到四点": "09-18 16:00/09-18 16:00",
    "周日的网球提前到周五晚上": "09-19 18:00/09-20 00:00",
    "后天三点延到大后天三点": "09-20 15:00/09-20 15:00",
    "move my Friday court to Saturday": "09-20 00:00/09-21 00:00",
    "can we reschedule tomorrow to Monday": "09-22 00:00/09-23 00:00",
    "shift the visit from two to four tomorrow": "09-18 16:00/09-18 16:00",
    "please push my swim to five": "09-17 17:00/09-17 17:00",
    "change the pass from Sunday to Monday": "09-22 00:00/09-23 00:00",
}
BEHIND_WHOM_IT_NAMES = {
    "每周三来的那个老师不来了,周五换人": "09-19 00:00/09-20 00:00",
    "昨天来的那位师傅明天再来": "09-18 00:00/09-19 00:00",
    "周末那个保姆周一才走": "09-22 00:00/09-23 00:00",
    "上周来的那个护士后天来": "09-19 00:00/09-20 00:00",
    "周二上门那个阿姨改成周四来": "09-18 00:00/09-19 00:00",
    "my Tuesday cleaner comes on Thursday": "09-18 00:00/09-19 00:00",
}
A_DAY_BEFORE_A_MERE_PART = {
    "半夜老响,明天来看": "09-18 00:00/09-19 00:00",
    "早上没水,周五之前修好": "09-19 00:00/09-20 00:00",
    "晚上太黑,后天下午能来装灯吗": "09-19 12:00/09-19 18:00",
    "夜里漏得厉害,今天三点有人在": "09-17 15:00/09-17 15:00",
    "中午总跳闸,周六上午来": "09-20 08:00/09-20 12:00",
}
TOLD_OF_THE_PAST = {
    "周一报的修": "09-15 00:00/09-16 00:00",
    "师傅周六来过了": "09-13 00:00/09-14 00:00",
    "5号交的物业费": "09-05 00:00/09-06 00:00",
    "晚上九点停过水": "09-16 21:00/09-16 21:00",
    "周日就反映过": "09-14 00:00/09-15 00:00",
    "it stopped working on Monday": "09-15 00:00/09-16 00:00",
    "the guard was here on Sunday": "09-14 00:00/09-15 00:00",
}
ENGLISH = {
    "we come at eight tonight": "09-17 20:00/09-17 20:00",
    "a van at three for the sofa": "09-17 15:00/09-17 15:00",
    "fri 6": "09-19 18:00/09-19 18:00",
    "keep me a lane at 7 sharp": "09-17 19:00/09-17 19:00",
    "saturday nine o clock": "09-20 09:00/09-20 09:00",
    "tomorrow half two": "09-18 14:30/09-18 14:30",
    "hall with piano, 7 to 9 please": "09-17 19:00/09-17 21:00",
    "from Monday, nine to five": "09-22 09:00/09-22 17:00",
    "until the fifth": "10-05 00:00/10-06 00:00",
    "on the twenty-second": "09-22 00:00/09-23 00:00",
    "first thing tomorrow": "09-18 06:00/09-18 10:00",
    "by the end of the day": "09-17 15:00/09-17 18:00",
    "on Friday before sunset": "09-19 12:00/09-19 18:00",
    "tomorrow at dusk": "09-18 17:00/09-18 20:00",
    "Thursday teatime": "09-18 15:00/09-18 18:00",
    "within the hour": "09-17 10:00/09-17 11:00",
    "Sunday mornings": "09-21 06:00/09-21 12:00",
}
TIMES = (
    ONE_HOUR_OR_THE_NEXT
    | FROM_EARLY_TO_LATE
    | BY_THE_SKY
    | HALF_DAYS
    | BY_THE_DAYS_WORK
    | HOLIDAYS
    | FARMERS_YEAR
    | WEEKENDS
    | NOW_AND_HERE
    | NO_REFUSALS
    | MOVED
    | BEHIND_WHOM_IT_NAMES
    | A_DAY_BEFORE_A_MERE_PART
    | TOLD_OF_THE_PAST
    | ENGLISH
)


@pytest.mark.parametrize(("text", "span"), TIMES.items(), ids=TIMES.keys())
def test_the_first_time_is_the_one_that_is_meant(text: str, span: str) -> None:
    assert moments(text)[0] == span


NO_TIMES = [
    # Who asks for a day names none.
    "哪天下午有人",
    "几号上午开",
    "周几晚上跳舞",
    "礼拜几早上量血压",
    "星期几中午休息",
    # Years that tell an age.
    "我妈今年八十二了",
    "老伴明年满七十",
    "他今年都91了",
    "生于一九三八年",
    "属兔的,五一年生人",
    "my father was born in 1939",
    "she turns 90 this year",
    # Numbers and words that only look like times.
    "住八一二",
    "水压只有零点二",
    "我提两点意见",
    "三四点要求",
    "俩月饼",
    "俩年轻人",
    "三人篮球",
    "between the 3rd and 4th floor",
]


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    found = Extractor({}).extract(tidy(text), language(text), NOW, Hints())
    assert [entity.text for entity in found if entity.slot == "time"] == []


LENGTHS = {
    "住两宿": 2 * 1440,
    "停一夜": 1440,
    "住仨晚上": 3 * 1440,
    "借俩小时": 120,
    "仨钟头够了": 180,
    "来住俩月": 60 * 1440,
    "租俩星期": 14 * 1440,
}


@pytest.mark.parametrize(("text", "minutes"), LENGTHS.items(), ids=LENGTHS.keys())
def test_nights_and_pairs_are_lengths(text: str, minutes: int) -> None:
    assert values(read(text), "duration") == [minutes]


RULES = {
    "周周来": "FREQ=WEEKLY",
    "日日送饭": "FREQ=DAILY",
    "一三五上午": "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "二四六来": "FREQ=WEEKLY;BYDAY=TU,TH,SA",
    "周一三五晚上": "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "周二四去": "FREQ=WEEKLY;BYDAY=TU,TH",
    "逢周末": "FREQ=WEEKLY;BYDAY=SA,SU",
    "每个双休日": "FREQ=WEEKLY;BYDAY=SA,SU",
    "weekday evenings": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "on weekend mornings": "FREQ=WEEKLY;BYDAY=SA,SU",
    "alternate Fridays": "FREQ=WEEKLY;BYDAY=FR;INTERVAL=2",
}


@pytest.mark.parametrize(("text", "rule"), RULES.items(), ids=RULES.keys())
def test_what_repeats_is_known_without_every(text: str, rule: str) -> None:
    assert values(read(text), "recurrence") == [rule]


LAST = {
    "周一": "09-15 00:00/09-16 00:00",
    "3号": "09-03 00:00/09-04 00:00",
    "8月20号": "08-20 00:00/08-21 00:00",
    "晚上八点": "09-16 20:00/09-16 20:00",
    "周五到周日": "09-12 00:00/09-15 00:00",
    "昨天": "09-16 00:00/09-17 00:00",
    "下周一": "09-22 00:00/09-23 00:00",
    "on Monday": "09-15 00:00/09-16 00:00",
}


@pytest.mark.parametrize(("text", "span"), LAST.items(), ids=LAST.keys())
def test_who_is_asked_when_it_happened_means_the_last_one(text: str, span: str) -> None:
    assert moments(text, past=True) == [span]
    found = Extractor({}).extract(tidy(text), language(text), NOW, Hints(past=True))
    assert [f"{one.value.start:%m-%d %H:%M}" for one in found if isinstance(one.value, Moment)] == [span[:11]]


def test_what_is_over_says_so() -> None:
    told = {entity.text: entity.value.over for entity in read("昨晚坏的,周五来修") if isinstance(entity.value, Moment)}
    assert told == {"周五": False, "昨晚": True}


def test_how_long_it_takes_is_no_part_of_when() -> None:
    assert [entity.text for entity in read("周五下午两点,我们要唱三个钟头") if entity.slot == "time"] == [
        "周五下午两点"
    ]


PEOPLE = {
    # Who is known by what they do.
    "三个木工": 3,
    "俩油漆工": 2,
    "七八个牌友": 8,
    "四个壮汉": 4,
    "五个外地人": 5,
    "两名护士": 2,
    "四个年轻人": 4,
    "两个机器人": None,
    "三张会员卡": None,
    "三个车位": None,
    "六人制": None,
    "我三大爷": None,
    "排到第32位": None,
    "就五六个人": 6,
    "two guest passes": None,
    # Pairs by kinship, and heads.
    "爷孙俩": 2,
    "我们母女俩": 2,
    "娘仨": 3,
    "公公婆婆俩,": 2,
    "阿拉三家头": 3,
    "我跟老伴两个": 2,
    # Sums.
    "两个大人两个孩子": 4,
    "俩大一小": 3,
    "三男四女": 7,
    "一大三小": 4,
    "剪纸,两娃一大": 3,
    "three kids and two adults": 5,
    "连我六个": 6,
    "老老小小九个": 9,
    "人数:12": 12,
    "大概二三十人": 30,
    "2 adults and 3 seniors": 5,
    # What was meant.
    "不是四个人,是五个": 5,
    "唔系三个人,系四个": 4,
    "从六个变成九个": 9,
    "八个人改成十个": 10,
    "说错了,是三位": 3,
    # Seats and names.
    "占两个位子": 2,
    "要三张票": 3,
    "来仨": 3,
    "报俩": 2,
    # English.
    "we're seven": 7,
    "we will be ten, on Sunday": 10,
    "five of my students": 5,
    "a family of six": 6,
    "class of 12": 12,
    "court for two after nine": 2,
    "save four for the concert": 4,
    "3 ppl": 3,
    "two young electricians": 2,
    "my cousins, four of them": 4,
    "seating for thirty": 30,
    "us three": 3,
    "for two and a half hours": None,
    "at 8 for kids": None,
    "10 year old boys": None,
}


@pytest.mark.parametrize(("text", "people"), PEOPLE.items(), ids=PEOPLE.keys())
def test_people_are_counted(text: str, people: int | None) -> None:
    found = values(number.read(simplify(tidy(text))), "people")
    assert (found[0] if found else None) == people


FLOORS = {
    "the fifteenth floor": 15,
    "twenty-second floor, going down": 22,
    "floor nine": 9,
    "level minus two": -2,
    "lift to twelve please": 12,
    "9th fl": 9,
    "17 floor": 17,
    "12/F": 12,
    "ground floor": 1,
    "16那个按钮不亮": 16,
    "二十一的按键": 21,
    "按9没反应": 9,
    "按了负一": -1,
    "按了14它去了20": 14,
    "按30天一次": None,
    "按一下": None,
}


@pytest.mark.parametrize(("text", "floor"), FLOORS.items(), ids=FLOORS.keys())
def test_floors_are_read(text: str, floor: int | None) -> None:
    found = values(number.read(simplify(tidy(text))), "floor")
    assert (found[0] if found else None) == floor


HOMES = {
    "it's 1507 we live in": {"room": "1507"},
    "i'm in 903": {"room": "903"},
    "we live at 2204": {"room": "2204"},
    "flat twelve oh four": {"room": "1204"},
    "apartment five oh two": {"room": "502"},
    "tower two, sixteen oh one": {"building": "2栋", "room": "1601"},
    "building seven": {"building": "7栋"},
    "block nine unit two": {"building": "9栋", "unit": "2单元"},
    "building 6, 403": {"building": "6栋", "room": "403"},
    "block 10 unit 1 802": {"building": "10栋", "unit": "1单元", "room": "802"},
    "我在1403": {"room": "1403"},
    "unit one or two": {},
    "i'm 80 years old": {},
}


@pytest.mark.parametrize(("text", "found"), HOMES.items(), ids=HOMES.keys())
def test_homes_are_read_in_words(text: str, found: dict[str, str]) -> None:
    read = {entity.slot: entity.value for entity in home.read(text) if entity.slot != "house"}
    assert read == found


SPOTS = {
    # Beside something that has no name of its own.
    "池塘边上那张椅子": "池塘边上",
    "桥底下睡着个人": "桥底下",
    "小卖店门口堆着煤气罐": "小卖店门口",
    "有人掉河里了": "河里",
    "院墙外头有人撬窗": "院墙外头",
    "路中间塌了": "路中间",
    # Ours and the neighbours'.
    "我们这栋的电梯": "我们这栋",
    "俺楼停水了": "俺楼",
    "本单元冒烟": "本单元",
    "楼上冒烟了": "楼上",
    "隔壁打起来了": "隔壁",
    # Doors, corners, places of cars.
    "东边小门打不开": "东边小门",
    "2号门岗没人": "2号门岗",
    "西南角的灯": "西南角",
    "5栋和6栋之间": "5栋和6栋之间",
    "二单元门厅": "二单元门厅",
    "27号车位漏水": "27号车位",
    "困在电提里": "电提里",
    "the twelfth floor": "the twelfth floor",
    "smoke on level six": "level six",
    "parking space 12": "parking space 12",
    "in the mail room": "mail room",
    # Only who lives there, or where it comes from.
    "楼上那家又吵": None,
    "对门的老李没出门": None,
    "隔壁张奶奶三天没见人": None,
    "水从楼上灌下来": None,
    "以前门锁坏过": None,
}


@pytest.mark.parametrize(("text", "spot"), SPOTS.items(), ids=SPOTS.keys())
def test_where_something_is_is_told_in_the_words_as_said(text: str, spot: str | None) -> None:
    found = [entity.text for entity in location.spans(simplify(tidy(text))) if entity.slot == "spot"]
    assert (found[0] if found else None) == spot


def test_an_address_is_no_place_of_its_own() -> None:
    said = {entity.slot for entity in location.spans("9栋2单元")}
    assert ("spot" in said, "place" in said) == (True, False)
