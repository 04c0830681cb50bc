from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.normalize import language, tidy
from nlu.slots import time
from nlu.types import Moment

# Wednesday 17 September 2025, 10:00.
NOW = datetime(2025, 9, 17, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


def moments(text: str, now: datetime = NOW) -> list[Moment]:
    plain = tidy(text)
    return [entity.value for entity in time.read(plain, language(plain), now) if isinstance(entity.value, Moment)]


def spans(text: str) -> list[str]:
    return [f"{moment.start:%m-%d %H:%M}/{moment.end:%m-%d %H:%M}" for moment in moments(text)]


CHINESE = {
    "不是礼拜三,是礼拜四": "09-18 00:00/09-19 00:00",
    "昨晚坏的,后天来修": "09-19 00:00/09-20 00:00",
    "周五那场挪到周六": "09-20 00:00/09-21 00:00",
    "周五20点2号场": "09-19 20:00/09-19 20:00",
    "现在就派人来": "09-17 10:00/09-17 10:00",
    "明天晚饭前": "09-18 12:00/09-18 18:00",
    "放学以后": "09-17 16:00/09-17 20:00",
    "这两天": "09-17 00:00/09-19 00:00",
    "明后两天": "09-18 00:00/09-20 00:00",
    "过晌": "09-17 12:00/09-17 18:00",
    "本季度": "07-01 00:00/10-01 00:00",
    "寒假": "01-01 00:00/03-01 00:00",
    "初八": "09-29 00:00/09-30 00:00",
    "今天": "09-17 00:00/09-18 00:00",
    "明儿": "09-18 00:00/09-19 00:00",
    "大后天": "09-20 00:00/09-21 00:00",
    "明天上午": "09-18 08:00/09-18 12:00",
    "明早八点半": "09-18 08:30/09-18 08:30",
    "今晚八点": "09-17 20:00/09-17 20:00",
    "后天3点": "09-19 15:00/09-19 15:00",
    "后天凌晨3点": "09-19 03:00/09-19 03:00",
    "明天12点到1点": "09-18 12:00/09-18 13:00",
    "晚上七点到九点": "09-17 19:00/09-17 21:00",
    "晚上十点到十二点": "09-17 22:00/09-18 00:00",
    "上午十点到两点": "09-17 10:00/09-17 14:00",
    "明天9-11点": "09-18 09:00/09-18 11:00",
    "星期天十点左右": "09-21 10:00/09-21 10:00",
    "周二": "09-23 00:00/09-24 00:00",
    "这周六": "09-20 00:00/09-21 00:00",
    "下周三": "09-24 00:00/09-25 00:00",
    "下下周二": "09-30 00:00/10-01 00:00",
    "上周五": "09-12 00:00/09-13 00:00",
    "这周末": "09-20 00:00/09-22 00:00",
    "下周": "09-22 00:00/09-29 00:00",
    "3号": "10-03 00:00/10-04 00:00",
    "20号": "09-20 00:00/09-21 00:00",
    "18号到20号": "09-18 00:00/09-21 00:00",
    "3月5日到8日": "03-05 00:00/03-09 00:00",
    "十月一号": "10-01 00:00/10-02 00:00",
    "2025年10月3日下午3:30": "10-03 15:30/10-03 15:30",
    "国庆节": "10-01 00:00/10-02 00:00",
    "中秋": "10-06 00:00/10-07 00:00",
    "春节": "02-17 00:00/02-18 00:00",
    "农历八月十五": "10-06 00:00/10-07 00:00",
    "月底": "09-26 00:00/10-01 00:00",
    "这个月": "09-01 00:00/10-01 00:00",
    "半小时后": "09-17 10:30/09-17 10:30",
    "两个半小时以后": "09-17 12:30/09-17 12:30",
    "三天后": "09-20 00:00/09-21 00:00",
    "过两天": "09-19 00:00/09-20 00:00",
    "明天两点以后": "09-18 14:00/09-19 00:00",
    "明天下午四点前": "09-18 12:00/09-18 16:00",
    "差一刻八点": "09-17 19:45/09-17 19:45",
    "下午两点，唱三个小时": "09-17 14:00/09-17 17:00",
    "后天中午有空吗，从十二点到一点半": "09-19 12:00/09-19 13:30",
    "周四上午九点用，用到十一点": "09-18 09:00/09-18 11:00",
    "周四下午来吧，早上我没空": "09-18 12:00/09-18 18:00",
    "明天 7pm": "09-18 19:00/09-18 19:00",
    "三号楼二单元明天停水": "09-18 00:00/09-19 00:00",
}

ENGLISH = {
    "tomorrow afternoon": "09-18 12:00/09-18 18:00",
    "the day after tomorrow": "09-19 00:00/09-20 00:00",
    "next Saturday": "09-27 00:00/09-28 00:00",
    "this saturday": "09-20 00:00/09-21 00:00",
    "on Friday": "09-19 00:00/09-20 00:00",
    "this weekend": "09-20 00:00/09-22 00:00",
    "at 7pm": "09-17 19:00/09-17 19:00",
    "tomorrow afternoon, any time after three": "09-18 15:00/09-18 18:00",
    "by 5pm today": "09-17 10:00/09-17 17:00",
    "from 2 to 4 tomorrow": "09-18 14:00/09-18 16:00",
    "2-4pm on Friday": "09-19 14:00/09-19 16:00",
    "between 3 and 5 this afternoon": "09-17 15:00/09-17 17:00",
    "weekday mornings aside, tonight 7-9": "09-17 19:00/09-17 21:00",
    "half past six tomorrow morning": "09-18 06:30/09-18 06:30",
    "tomorrow at quarter to 8": "09-18 07:45/09-18 07:45",
    "in about an hour": "09-17 11:00/09-17 11:00",
    "tomorrow after lunch": "09-18 12:00/09-18 18:00",
    "after work": "09-17 18:00/09-17 22:00",
    "classes in november": "11-01 00:00/12-01 00:00",
    "tmr 5pm": "09-18 17:00/09-18 17:00",
    "come asap": "09-17 10:00/09-17 10:00",
    "on national day": "10-01 00:00/10-02 00:00",
    "in two hours": "09-17 12:00/09-17 12:00",
    "for three days from the 20th": "09-20 00:00/09-23 00:00",
    "October 5th at noon": "10-05 12:00/10-05 12:00",
    "3rd of October from 10:30 till 12": "10-03 10:30/10-03 12:00",
    "a week from monday": "09-22 00:00/09-29 00:00",
    "last night": "09-16 18:00/09-17 00:00",
    "not tomorrow, friday": "09-19 00:00/09-20 00:00",
    "for two hours on saturday at 3": "09-20 15:00/09-20 17:00",
}


@pytest.mark.parametrize(("text", "span"), (CHINESE | ENGLISH).items(), ids=(CHINESE | ENGLISH).keys())
def test_a_time_is_resolved(text: str, span: str) -> None:
    assert span in spans(text)


RULES = {
    "每天早上七点": ("FREQ=DAILY", "09-18 07:00"),
    "每周三": ("FREQ=WEEKLY;BYDAY=WE", "09-17 00:00"),
    "每周二四六下午": ("FREQ=WEEKLY;BYDAY=TU,TH,SA", "09-18 12:00"),
    "周一到周五": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "09-17 00:00"),
    "每周一到周五": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "09-17 00:00"),
    "周一周四晚上": ("FREQ=WEEKLY;BYDAY=MO,TH", "09-18 18:00"),
    "工作日早上8点": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "09-18 08:00"),
    "每个月15号": ("FREQ=MONTHLY;BYMONTHDAY=15", "10-15 00:00"),
    "隔周": ("FREQ=WEEKLY;INTERVAL=2", "09-17 00:00"),
    "从后天开始每天八点": ("FREQ=DAILY", "09-19 08:00"),
    "every Monday and Thursday at 9am": ("FREQ=WEEKLY;BYDAY=MO,TH", "09-18 09:00"),
    "weekdays 9 to 11am": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "09-18 09:00"),
    "every other friday": ("FREQ=WEEKLY;BYDAY=FR;INTERVAL=2", "09-19 00:00"),
    "Sundays": ("FREQ=WEEKLY;BYDAY=SU", "09-21 00:00"),
}


@pytest.mark.parametrize(("text", "expected"), RULES.items(), ids=RULES.keys())
def test_a_repetition_becomes_a_rule_and_its_first_time(text: str, expected: tuple[str, str]) -> None:
    rule, start = expected
    assert [(moment.recurrence, f"{moment.start:%m-%d %H:%M}") for moment in moments(text)] == [(rule, start)]


@pytest.mark.parametrize(
    "text",
    [
        "大声一点",
        "便宜一点行吗",
        "晚上好",
        "三号楼漏水",
        "京A12345",
        "13800000000",
        "去十二楼",
        "3-4 people",
        "call the lift to 12",
        "no",
    ],
)
def test_what_is_no_time_is_not_taken_for_one(text: str) -> None:
    from nlu.slots.extract import Extractor
    from nlu.types import Hints

    found = Extractor({}).extract(tidy(text), language(text), NOW, Hints())
    assert [entity for entity in found if entity.slot == "time"] == []


def test_a_mere_hour_has_no_date_and_is_the_next_to_come() -> None:
    evening, morning = moments("晚上七点")[0], moments("早上七点")[0]
    assert (evening.has_date, evening.start.day, evening.part) == (False, 17, "night")
    assert morning.start.day == 18


def test_a_deadline_names_its_clock() -> None:
    found = moments("今晚九点前")[0]
    assert found.clock is not None
    assert found.clock.hour == 21


def test_the_words_stay_as_they_were_said() -> None:
    plain = tidy("明兒個晚上七點來")
    entity = time.read(plain, "zh", NOW)[0]
    assert entity.text == plain[entity.start : entity.end] == "明兒個晚上七點"


@given(st.text(alphabet="今明后天周一二三六日上下午晚点半到至前号月每个:-0123456789 tomorrowfridayatpm,", max_size=40))
def test_times_never_run_backwards_and_are_aware(text: str) -> None:
    for moment in moments(text):
        assert moment.start <= moment.end
        assert moment.start.tzinfo is NOW.tzinfo


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 400))
def test_a_written_date_and_hour_are_read_back(hour: int, minute: int, ahead: int) -> None:
    day = NOW + timedelta(days=ahead)
    found = moments(f"{day.year}年{day.month}月{day.day}日{hour:02d}:{minute:02d}")[0]
    assert found.start.date() == day.date()
    assert (found.start.hour % 12, found.start.minute) == (hour % 12, minute)
