from datetime import timedelta

import pytest

from actions.conversation import scenario as conversation
from actions.people import Resident
from actions.staff import scenario as staff
from actions.texts import LANGS, fields, load_texts
from nlu.types import Certainty
from tests.stage import MORNING, stage

CORE_KEYS = [
    *("yes", "no", "skip", "sorry_again", "clarify", "offer_person", "person_button", "expired_button", "cancelled"),
    *(
        "nothing_open",
        "resume",
        "resume_plain",
        "private_elsewhere",
        "private_sent",
        "not_text",
        "too_long",
        "crash_note",
    ),
    *("staff_took", "staff_left", "done.crashed"),
]


@pytest.mark.parametrize("key", CORE_KEYS)
@pytest.mark.parametrize("lang", LANGS)
def test_what_the_core_says_exists_in_both_languages(lang: str, key: str) -> None:
    assert load_texts("actions.conversation").raw(lang, key)


@pytest.mark.parametrize("package", ["conversation", "staff", "emergencies", "homes"])
def test_both_languages_say_the_same_things(package: str) -> None:
    texts = load_texts(f"actions.{package}")
    assert texts.keys("zh") == texts.keys("en")
    for key in texts.keys("zh"):
        assert fields(texts.raw("zh", key)) == fields(texts.raw("en", key)), key


@pytest.mark.parametrize(
    ("hour", "greeting"), [(6, "早上好"), (13, "下午好"), (20, "晚上好"), (2, "晚上好")], ids=lambda value: str(value)
)
def test_the_greeting_fits_the_time_of_day(hour: int, greeting: str) -> None:
    house = stage(conversation, now=MORNING.replace(hour=hour))
    assert greeting in house.says("你好", "greeting")


def test_a_name_is_said_only_where_nobody_else_reads_it() -> None:
    assert "钱一民" in stage(conversation).says("你好", "greeting")
    assert "钱一民" not in stage(conversation, private=False).says("你好", "greeting")


def test_repeat_says_the_very_same_words() -> None:
    house = stage(conversation)
    said = house.says("你能做什么", "help")
    assert house.says("再说一遍", "repeat") == said
    assert house.says("再说一遍", "repeat") == said


def test_repeat_with_nothing_said_yet_greets() -> None:
    assert "早上好" in stage(conversation).says("再说一遍", "repeat")


def test_slower_and_louder_change_the_voice_and_say_it_again() -> None:
    house = stage(conversation)
    said = house.says("你能做什么", "help")
    assert house.says("慢一点", "slower") == f"好的，我慢一点说。{said}"
    assert house.says("再慢一点", "slower") == f"好的，我慢一点说。{said}"
    assert house.says("大声点", "louder") == f"好的，我大声一点说。{said}"
    for _ in range(5):
        house.says("慢一点", "slower")
    assert house.conversation.settings == {"pace": 60, "volume": 150}


def test_how_somebody_wants_to_be_spoken_to_is_kept_with_them() -> None:
    house = stage(conversation, who="R1")
    house.says("慢一点", "slower")
    house.says("大声点", "louder")
    resident = house.db.get_one(Resident, "R1")
    assert (resident.needs["pace"], resident.needs["volume"]) == (80, 150)
    stranger = stage(conversation, who=None)
    stranger.says("慢一点", "slower")
    assert stranger.conversation.settings["pace"] == 80


def test_english_stays_until_it_is_changed_back() -> None:
    house = stage(conversation)
    assert "English" in house.says("说英语", "language_switch", lang="en")
    assert house.conversation.lang == house.conversation.settings["lang"] == "en"
    assert "中文" in house.says("speak Chinese", "language_switch", lang="zh")


def test_dialects_are_understood_and_answered_in_mandarin() -> None:
    house = stage(conversation)
    assert "普通话" in house.says("讲粤语", "language_switch", lang="yue")
    assert (house.conversation.lang, house.conversation.settings["dialect"]) == ("zh", "yue")


def test_a_language_that_was_not_named_is_asked_for() -> None:
    house = stage(conversation)
    house.says("换个语言", "language_switch")
    assert "English" in house.press("English")
    assert house.conversation.lang == "en"


def test_a_photo_without_words_is_kept_and_asked_about() -> None:
    house = stage(conversation)
    assert "这是关于什么事的" in house.shows("file-1", "file-2")
    assert [file for file, _ in house.conversation.settings["photos"]] == ["file-1", "file-2"]
    assert [button.value for button in house.replies[-1].buttons] == ["start:repair_report"]


@pytest.mark.parametrize("intent", ["affirm", "deny", "cancel", "correct", "thanks", "out_of_scope"])
def test_small_talk_with_nothing_open_is_one_short_answer(intent: str) -> None:
    house = stage(conversation)
    said = house.says("……", intent)
    assert said
    assert len(said) <= 45
    assert len(house.replies) == 1


def test_never_mind_takes_back_the_wait_for_a_person() -> None:
    house = stage(conversation, staff)
    house.says("转人工", "human_handoff")
    assert "已经取消" in house.says("算了", "cancel")
    assert house.replies[-1].record == "handoff:H-1"
    assert [row["status"] for row in house.records("handoff")] == ["cancelled"]
    assert "没有正在办的事" in house.says("算了", "cancel")


def test_a_guess_is_never_an_answer() -> None:
    house = stage(conversation)
    assert "帮不上忙" in house.says("红烧肉怎么做", "out_of_scope")
    assert "银行柜台" in house.says("今天股票怎么样", "out_of_scope")
    assert "您是想" not in house.says("嗯嗯啊啊", "unknown", Certainty.UNSURE)
    assert house.now - MORNING == timedelta()


def test_a_photo_that_could_not_be_fetched_is_asked_for_again() -> None:
    assert "没有传过来" in stage(conversation).shows()
