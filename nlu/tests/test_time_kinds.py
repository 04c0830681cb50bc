"""Kinds of expression that say a span, a piece of a period, an open end, a length or a repetition."""

import time as clock
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.normalize import language, tidy
from nlu.slots import time
from nlu.types import Moment, SlotValue

# Wednesday 17 September 2025, 10:00.
NOW = datetime(2025, 9, 17, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def moments(text: str, now: datetime = NOW) -> list[Moment]:
    plain = tidy(text)
    return [entity.value for entity in time.read(plain, language(plain), now) if isinstance(entity.value, Moment)]


def span(moment: Moment) -> str:
    if moment.start < moment.end and moment.start.time() == moment.end.time() == datetime.min.time():
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
    "明年底": "2026-12-01/2026-12-31",
    "去年年初": "2024-01-01/2024-02-29",
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
DIALECT = {
    "明儿个早起七点": "09-18 07:00/09-18 07:00",
    "后儿晌午": "09-19 11:00/09-19 14:00",
    "大后儿头晌": "09-20 08:00/09-20 12:00",
    "赶明儿后晌": "09-18 12:00/09-18 18:00",
    "昨儿天擦黑": "09-16 17:00/09-16 20:00",
    "礼拜天": "2025-09-21/2025-09-21",
    "下个礼拜三上半日": "09-24 08:00/09-24 12:00",
    "呢个礼拜六": "2025-09-20/2025-09-20",
    "听日朝早九点": "09-18 09:00/09-18 09:00",
    "听日晏昼": "09-18 12:00/09-18 18:00",
    "听晚八点": "09-18 20:00/09-18 20:00",
    "寻晚": "09-16 18:00/09-17 00:00",
    "今日挨晚六点": "09-17 18:00/09-17 18:00",
    "今朝夜里": "09-17 18:00/09-18 00:00",
    "明朝下昼三点": "09-18 15:00/09-18 15:00",
    "过几日": "2025-09-20/2025-09-20",
    "后半夜两点": "09-18 02:00/09-18 02:00",
    "八点过十分": "09-17 20:10/09-17 20:10",
}
ENGLISH = {
    "tomorrow at half 7": "09-18 07:30/09-18 07:30",
    "around 9ish tomorrow": "09-18 09:00/09-18 09:00",
    "ten past nine tomorrow": "09-18 09:10/09-18 09:10",
    "tomorrow morning at twenty to eight": "09-18 07:40/09-18 07:40",
    "quarter past seven this evening": "09-17 19:15/09-17 19:15",
    "1900hrs": "09-17 19:00/09-17 19:00",
    "8.30am on Thursday": "09-18 08:30/09-18 08:30",
    "12:30 pm tomorrow": "09-18 12:30/09-18 12:30",
    "tomorrow 3": "09-18 15:00/09-18 15:00",
    "thu 3pm": "09-18 15:00/09-18 15:00",
    "tues arvo": "09-23 12:00/09-23 18:00",
    "same time tomorrow": "09-18 10:00/09-18 10:00",
    "in the small hours of Friday": "09-19 00:00/09-19 06:00",
    "midnight on Saturday": "09-21 00:00/09-21 00:00",
    "between 10am and noon": "09-17 10:00/09-17 12:00",
    "from 9 till 5": "09-17 09:00/09-17 17:00",
    "14:00 to 16:00 on Saturday": "09-20 14:00/09-20 16:00",
    "no later than Friday 5pm": "09-19 17:00/09-19 17:00",
    "tonight after 8": "09-17 20:00/09-18 00:00",
    "before 10 tomorrow": "09-18 00:00/09-18 10:00",
    "Thursday week": "2025-09-25/2025-09-25",
    "a week on Friday": "2025-09-26/2025-09-26",
    "the day after tmrw": "2025-09-19/2025-09-19",
    "the week after next": "2025-09-29/2025-10-05",
    "the weekend after next": "2025-10-04/2025-10-05",
    "Monday to Friday next week": "2025-09-22/2025-09-26",
    "Monday through Friday": "2025-09-22/2025-09-26",
    "last Monday": "2025-09-08/2025-09-08",
    "since Tuesday": "2025-09-16/2025-09-16",
    "in a fortnight": "2025-10-01/2025-10-01",
    "a couple of weeks ago": "2025-09-03/2025-09-03",
    "three years ago": "2022-09-17/2022-09-17",
    "in an hour and a half": "09-17 11:30/09-17 11:30",
    "in 45 minutes": "09-17 10:45/09-17 10:45",
    "within two hours": "09-17 10:00/09-17 12:00",
    "for the next two weeks": "2025-09-18/2025-10-01",
    "the last three days": "2025-09-14/2025-09-17",
    "over the past month": "2025-08-17/2025-09-17",
    "at the end of the month": "2025-09-26/2025-09-30",
    "by the end of the week": "2025-09-19/2025-09-21",
    "end of next week": "2025-09-26/2025-09-28",
    "the beginning of October": "2025-10-01/2025-10-05",
    "mid October": "2025-10-11/2025-10-21",
    "early next week": "2025-09-22/2025-09-24",
    "the last Friday of the month": "2025-09-26/2025-09-26",
    "the first three days of next month": "2025-10-01/2025-10-03",
    "the second week of October": "2025-10-06/2025-10-12",
    "second half of November": "2025-11-16/2025-11-30",
    "20th September 2026": "2026-09-20/2026-09-20",
    "October 20, 2026": "2026-10-20/2026-10-20",
    "November 2026": "2026-11-01/2026-11-30",
    "Oct 1st - Oct 7th": "2025-10-01/2025-10-07",
    "October 1 to 7": "2025-10-01/2025-10-07",
    "1-7 October": "2025-10-01/2025-10-07",
    "from the 20th until the 25th": "2025-09-20/2025-09-25",
    "the 5th of next month": "2025-10-05/2025-10-05",
    "since 2020": "2020-01-01/2020-12-31",
    "last year": "2024-01-01/2024-12-31",
    "next spring": "2026-03-01/2026-05-31",
    "last winter": "2024-12-01/2025-02-28",
    "on New Year's Eve": "2025-12-31/2025-12-31",
    "Christmas eve": "2025-12-24/2025-12-24",
    "the day after Christmas": "2025-12-26/2025-12-26",
    "two days before the Spring Festival": "2026-02-15/2026-02-15",
    "two weeks after National Day": "2025-10-15/2025-10-15",
}
ALL = DIALECT | ENGLISH | COUNTED | PIECES | YEARS | RANGES


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
    "打个把钟头": ("duration", 60),
    "打个半钟": ("duration", 90),
    "用two hours": ("duration", 120),
    "one and a half hours": ("duration", 90),
    "2.5 hours": ("duration", 150),
    "two hours and thirty minutes": ("duration", 150),
    "a month and a half": ("duration", 45 * 1440),
}


@pytest.mark.parametrize(("text", "expected"), LENGTHS.items(), ids=LENGTHS.keys())
def test_a_length_is_one_number_and_says_whether_it_is_over(text: str, expected: tuple[str, SlotValue]) -> None:
    assert [(entity.slot, entity.value) for entity in time.read(text, language(text), NOW)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "七八天",
        "三五个人",
        "my 4 year old",
        "twice a week",
        "十八周岁",
        "我给你三年级的课表",
        "《明天之后》好看吗",
        "2月30日",
    ],
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
    "monthly": ("FREQ=MONTHLY", "2025-09-17"),
    "once a week": ("FREQ=WEEKLY", "2025-09-17"),
    "every two weeks": ("FREQ=WEEKLY;INTERVAL=2", "2025-09-17"),
    "every three days": ("FREQ=DAILY;INTERVAL=3", "2025-09-17"),
    "every quarter": ("FREQ=MONTHLY;INTERVAL=3", "2025-09-17"),
    "annually": ("FREQ=YEARLY", "2025-09-17"),
    "on the first Monday of every month": ("FREQ=MONTHLY;BYDAY=1MO", "2025-10-06"),
    "on the 1st of every month": ("FREQ=MONTHLY;BYMONTHDAY=1", "2025-10-01"),
    "9-5 on weekdays": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2025-09-18"),
}


@pytest.mark.parametrize(("text", "expected"), RULES.items(), ids=RULES.keys())
def test_a_repetition_tells_its_stride(text: str, expected: tuple[str, str]) -> None:
    assert [(moment.recurrence, f"{moment.start:%Y-%m-%d}") for moment in moments(text)] == [expected]


JOINTS = [
    "到",
    "和",
    "之间",
    "之前",
    "以后",
    "内",
    "前",
    "后",
    "的",
    "个",
    "半",
    "起",
    "自",
    " to ",
    " and ",
    " of ",
    " after ",
]


@given(st.lists(st.sampled_from([*ALL, *BOUNDS, *RULES, *JOINTS * 4, "今天", "晚上", "凌晨", "三点", "9"]), max_size=6))
def test_whatever_is_put_together_never_runs_backwards(pieces: list[str]) -> None:
    for moment in moments("".join(pieces)):
        assert moment.start <= moment.end
        assert moment.start.tzinfo is moment.end.tzinfo is NOW.tzinfo


def test_what_begins_in_one_part_ends_in_a_later_one() -> None:
    assert span(moments("下午到凌晨")[0]) == "09-17 12:00/09-18 06:00"


RUNS = ["1", "一", "到", "的", "年", "半", "个", "-", "1-", "一天又", "零", "第", "每", "《", "前", "the ", "1 ", ", "]


@pytest.mark.parametrize("run", RUNS)
def test_a_long_run_of_one_piece_costs_no_more_than_its_length(run: str) -> None:
    for _ in range(6):  # the machine may do something else meanwhile
        half, whole = spent(f"今天 at 9 {run * 1000}"[:1000]), spent(f"今天 at 9 {run * 2000}"[:2000])
        if whole < min(0.3, 3 * half + 0.002):
            return
    raise AssertionError(f"{half:.3f} s for a thousand characters, {whole:.3f} s for two thousand")


def spent(text: str) -> float:
    """Return the seconds that reading a text takes, without those in which the machine did something else."""
    took = []
    for _ in range(4):
        began = clock.thread_time()
        time.read(text, "zh", NOW)
        took.append(clock.thread_time() - began)
    return min(took)
