"""Kinds of expression that say a span, a piece of a period, an open end, a length or a repetition."""

import time as clock
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from nlu.normalize import language, tidy
from nlu.slots import time
from nlu.types import Moment, SlotValue

# Wednesday 17 September 2025, 10:00.
NOW = datetime(2025, 9, 17, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def moments(text: str, now: datetime = NOW) -> list[Moment]:
    plain = tidy(text)
    return [entity.value for entity in time.read(plain, language(plain), now) if isinstance(entity.value, Moment)]


def span(moment: Moment) -> str:
    if moment.start.time() == moment.end.time() == datetime.min.time():
        return f"{moment.start:%Y-%m-%d}/{moment.end - timedelta(days=1):%Y-%m-%d}"
    return f"{moment.start:%m-%d %H:%M}/{moment.end:%m-%d %H:%M}"


COUNTED = {
    "查一下最近三天的来访": "2025-09-14/2025-09-17",
    "近一周有没有人进过我家": "2025-09-10/2025-09-17",
    "过去两个月的电费": "2025-07-17/2025-09-16",
    "前五天都停水": "2025-09-12/2025-09-16",
    "未来十天停不停气": "2025-09-18/2025-09-27",
    "接下来两周我出差": "2025-09-18/2025-10-01",
    "三天之内给我修好": "2025-09-17/2025-09-19",
    "半小时内到": "09-17 10:00/09-17 10:30",
    "上个小时谁刷过卡": "09-17 09:00/09-17 10:00",
    "之后20分钟别开门": "09-17 10:00/09-17 10:20",
    "两个月前报过": "2025-07-17/2025-07-17",
    "一年半以前装的": "2024-03-17/2024-03-17",
    "五年后再说": "2030-09-17/2030-09-17",
    "明天的这个时候再来": "09-18 10:00/09-18 10:00",
}
PIECES = {
    "下个月第二周": "2025-10-06/2025-10-12",
    "十一月的第一周": "2025-11-03/2025-11-09",
    "今年最后两个月": "2025-11-01/2025-12-31",
    "明年第三个月": "2026-03-01/2026-03-31",
    "下个月前五天": "2025-10-01/2025-10-05",
    "十月最后一个周日": "2025-10-26/2025-10-26",
    "下个月第三个星期二": "2025-10-21/2025-10-21",
    "明年上半年": "2026-01-01/2026-06-30",
    "去年下半年的账": "2024-07-01/2024-12-31",
    "上半月": "2025-09-01/2025-09-15",
    "十月下半月": "2025-10-16/2025-10-31",
    "下半周": "2025-09-18/2025-09-21",
    "第四季度": "2025-10-01/2025-12-31",
    "明年一季度": "2026-01-01/2026-03-31",
    "上个半年": "2025-01-01/2025-06-30",
    "去年冬天": "2024-12-01/2025-02-28",
    "国庆前三天": "2025-09-28/2025-09-30",
    "中秋后两天": "2025-10-07/2025-10-08",
}
YEARS = {
    "二零二六年三月八号": "2026-03-08/2026-03-08",
    "零九年交的房": "2009-01-01/2009-12-31",
    "五八年入的党": "1958-01-01/1958-12-31",
    "98年的楼": "1998-01-01/1998-12-31",
    "后年五月": "2027-05-01/2027-05-31",
    "2019-2022年的明细": "2019-01-01/2022-12-31",
    "九十年代盖的": "1990-01-01/1999-12-31",
    "上世纪八十年代": "1980-01-01/1989-12-31",
    "民国二十年的老宅": "1931-01-01/1931-12-31",
    "明年春节": "2026-02-17/2026-02-17",
    "去年国庆": "2024-10-01/2024-10-01",
    "二零二五年腊月初八": "2026-01-26/2026-01-26",
    "冬月初一": "2025-12-20/2025-12-20",
    "25/12/2025": "2025-12-25/2025-12-25",
}
RANGES = {
    "下周二到周四": "2025-09-23/2025-09-25",
    "周六到周一": "2025-09-20/2025-09-22",
    "十一月到二月": "2025-11-01/2026-02-28",
    "5月到10月": "2025-05-01/2025-10-31",
    "从3月到今天": "2025-03-01/2025-09-17",
    "9月28日起至10月9日": "2025-09-28/2025-10-09",
    "2026年12月30日到2月3日": "2026-12-30/2027-02-03",
    "12/30-1/4": "2025-12-30/2026-01-04",
    "周五和周日之间": "2025-09-19/2025-09-21",
    "下午三点和五点之间": "09-17 15:00/09-17 17:00",
    "今晚九点到明早六点": "09-17 21:00/09-18 06:00",
    "9月20日(星期六)下午两点": "09-20 14:00/09-20 14:00",
    "10月8日,周三": "2025-10-08/2025-10-08",
    "15时20分30秒": "09-17 15:20/09-17 15:20",
    "下午四点前后": "09-17 16:00/09-17 16:00",
}
ALL = COUNTED | PIECES | YEARS | RANGES


@pytest.mark.parametrize(("text", "expected"), ALL.items(), ids=ALL.keys())
def test_one_span_is_found(text: str, expected: str) -> None:
    assert [span(moment) for moment in moments(text)] == [expected]


def test_two_times_beside_each_other_are_no_range() -> None:
    assert [span(moment) for moment in moments("三点和五点")] == ["09-17 15:00/09-17 15:00", "09-17 17:00/09-17 17:00"]
    assert [span(moment) for moment in moments("10月8日,周五也行")] == [
        "2025-10-08/2025-10-08",
        "2025-09-19/2025-09-19",
    ]


def test_new_years_eve_is_the_one_to_come_in_january() -> None:
    january = datetime(2026, 1, 10, 10, tzinfo=NOW.tzinfo)
    assert span(moments("除夕", january)[0]) == "2026-02-16/2026-02-16"


BOUNDS = {
    "周五之前修好": ("before", "2025-09-19/2025-09-19"),
    "国庆以后再说": ("after", "2025-10-01/2025-10-01"),
    "从下个月开始": ("since", "2025-10-01/2025-10-31"),
    "下周三起停水": ("since", "2025-09-24/2025-09-24"),
    "自去年以来": ("since", "2024-01-01/2024-12-31"),
    "10号或之后": ("since", "2025-10-10/2025-10-10"),
    "最迟周日": ("until", "2025-09-21/2025-09-21"),
    "20号及以前": ("until", "2025-09-20/2025-09-20"),
    "截至月底": ("until", "2025-09-26/2025-09-30"),
    "今晚八点之前": ("before", "09-17 18:00/09-17 20:00"),
    "明天下午三点开始": (None, "09-18 15:00/09-18 15:00"),
    "10号前后": (None, "2025-10-10/2025-10-10"),
    "前天起来就漏": (None, "2025-09-15/2025-09-15"),
    "by Friday": ("until", "2025-09-19/2025-09-19"),
    "自3月以来": ("since", "2025-03-01/2025-03-31"),
    "since Monday": ("since", "2025-09-15/2025-09-15"),
}


@pytest.mark.parametrize(("text", "expected"), BOUNDS.items(), ids=BOUNDS.keys())
def test_an_open_end_is_told_beside_the_span_that_is_named(text: str, expected: tuple[str | None, str]) -> None:
    assert [(moment.bound, span(moment)) for moment in moments(text)] == [expected]


LENGTHS: dict[str, tuple[str, SlotValue]] = {
    "用两天又五个小时": ("duration", 2 * 1440 + 300),
    "租一年零三个月": ("duration", (365 + 90) * 1440),
    "三天半": ("duration", 84 * 60),
    "一个半月": ("duration", 45 * 1440),
    "借8天20小时": ("duration", 8 * 1440 + 1200),
    "六十分钟": ("duration", 60),
    "水管坏了三天": ("elapsed", 3 * 1440),
    "两个星期没人来扫": ("elapsed", 14 * 1440),
    "等二十分钟了": ("elapsed", 20),
}


@pytest.mark.parametrize(("text", "expected"), LENGTHS.items(), ids=LENGTHS.keys())
def test_a_length_is_one_number_and_says_whether_it_is_over(text: str, expected: tuple[str, SlotValue]) -> None:
    assert [(entity.slot, entity.value) for entity in time.read(text, "zh", NOW)] == [expected]


@pytest.mark.parametrize(
    "text", ["七八天", "三五个人", "十八周岁", "我给你三年级的课表", "《明天之后》好看吗", "2月30日"]
)
def test_a_guess_an_age_and_a_title_are_no_times(text: str) -> None:
    assert time.read(text, "zh", NOW) == []


def test_what_has_lasted_makes_no_time_longer() -> None:
    assert span(moments("坏了三天,今早又漏")[0]) == "09-17 06:00/09-17 12:00"


RULES = {
    "每年体检一次": ("FREQ=YEARLY", "2025-09-17"),
    "隔天来一趟": ("FREQ=DAILY;INTERVAL=2", "2025-09-17"),
    "每隔一天": ("FREQ=DAILY;INTERVAL=2", "2025-09-17"),
    "每三天": ("FREQ=DAILY;INTERVAL=3", "2025-09-17"),
    "每季度": ("FREQ=MONTHLY;INTERVAL=3", "2025-09-17"),
    "每两个小时翻身": ("FREQ=HOURLY;INTERVAL=2", "2025-09-17"),
    "每个月头一个星期六": ("FREQ=MONTHLY;BYDAY=1SA", "2025-10-04"),
    "每月最后一个周五": ("FREQ=MONTHLY;BYDAY=-1FR", "2025-09-26"),
    "每月最后一天": ("FREQ=MONTHLY;BYMONTHDAY=-1", "2025-09-30"),
}


@pytest.mark.parametrize(("text", "expected"), RULES.items(), ids=RULES.keys())
def test_a_repetition_tells_its_stride(text: str, expected: tuple[str, str]) -> None:
    assert [(moment.recurrence, f"{moment.start:%Y-%m-%d}") for moment in moments(text)] == [expected]


RUNS = ["1", "一", "到", "的", "年", "半", "个", "-", "1-", "一天又", "零", "第", "每", "《", "前", "the ", "1 ", " "]


@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_of_one_piece_costs_little(run: str) -> None:
    text = (run * 2000)[:2000]
    spent = []
    for _ in range(3):
        began = clock.thread_time()
        time.read(text, "zh", NOW)
        spent.append(clock.thread_time() - began)
    assert min(spent) < 0.02
