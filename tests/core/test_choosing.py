"""Typed and spoken words for buttons: numbers, places, labels, parts of labels; and words that are none."""

import pytest

from actions.reply import Button
from bot.choosing import chosen

TIMES = ("今天下午", "明天上午", "都行")
HELP = ("报修", "查物业费", "看通知", "找工作人员")
BILLS = ("2026年2月水费 47.25元", "2026年2月电费 132.60元", "2026年3月停车费 260.00元")
EN = ("This afternoon", "Tomorrow morning", "Any time", "Talk to a person")


@pytest.mark.parametrize(
    ("said", "labels", "at"),
    [
        ("1", TIMES, 0),
        ("２", TIMES, 1),
        ("第二个", TIMES, 1),
        ("就第二个吧", TIMES, 1),
        ("选三", TIMES, 2),
        ("最后一个", TIMES, 2),
        ("最前面那个", TIMES, 0),
        ("头一个", TIMES, 0),
        ("明天上午", TIMES, 1),
        ("我要明天上午的", TIMES, 1),
        ("下午那个", TIMES, 0),
        ("都行", TIMES, 2),
        ("报修", HELP, 0),
        ("我要报修", HELP, 0),
        ("物业费", HELP, 1),
        ("找工作人员吧", HELP, 3),
        ("电费那个", BILLS, 1),
        ("停车费", BILLS, 2),
        ("第3笔", BILLS, 2),
        ("the second one", EN, 1),
        ("second", EN, 1),
        ("option 1", EN, 0),
        ("the last one please", EN, 3),
        ("tomorrow morning please", EN, 1),
        ("I'll take this afternoon", EN, 0),
        ("any time", EN, 2),
        ("第五个", TIMES, None),
        ("6", TIMES, None),
        ("明天", TIMES, 1),
        ("2026年", BILLS, None),
        ("费", BILLS, None),
        ("2月", BILLS, None),
        ("厨房又漏水了", TIMES, None),
        ("我想问一下楼上天天半夜拖桌子都行吗", TIMES, None),
        ("两个都要", BILLS, None),
        ("", TIMES, None),
        ("好", TIMES, None),
        ("person", EN, 3),
        ("why do you ask", EN, None),
        ("一", (), None),
    ],
)
def test_words_stand_for_the_button_they_name(said: str, labels: tuple[str, ...], at: int | None) -> None:
    offered = [Button(label, f"fill:x={number}") for number, label in enumerate(labels)]
    found = chosen(said, offered)
    assert (offered.index(found) if found else None) == at
