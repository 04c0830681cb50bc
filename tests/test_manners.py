"""How people are spoken to, in every sentence of every scenario: calm, polite, short, and plain to old people."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from actions.elder import LINE, for_elders
from actions.registry import builtin
from actions.reply import Text
from actions.texts import LANGS, load_texts

LONGEST = {"zh": 45, "en": 180}  # characters of a sentence, a value counted as two
CHEER = {
    "zh": re.compile(
        r"亲爱|亲[，~]|哦|啦|哟|么么|开心|高兴|欢迎|棒|荣幸|竭诚|温馨|为您服务|贴心|小可爱|哈哈|呵呵|加油|太好了"
    ),
    "en": re.compile(
        r"\b(?:great|awesome|wonderful|amazing|happy to|glad to|delighted|pleasure|hooray|yay|oops)\b", re.I
    ),
}
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u2190-\u21ff~～]")
HALF_WIDTH = re.compile(r"[\u3400-\u9fff”}][,.?;:!()]|[,.?;:!(][\u3400-\u9fff“]|[\u3400-\u9fff][()]|\.\.\.")
NOT_SAID = ("words", "entry", "view", "state", "intent", "button")  # read by nobody who is spoken to as a guest
VALUE = re.compile(r"\{[^}]*\}")
# What stands for a value, so that a sentence can be laid out: a number, an amount, a day with its clock.
SAMPLES = {
    "number": "T-1024",
    "amount": "1286.40元",
    "time": "明天（3月6日）14:00-16:30",
    "when": "周五（9月19日）9:05",
    "what": "厨房（3栋2单元301）水龙头漏水",
    "phone": "028-88881234",
    "hour": "3",
    "minute": "05",
}


@cache
def sentences() -> tuple[tuple[str, str, str, Text], ...]:
    return tuple(_every())


def _every() -> Iterator[tuple[str, str, str, Text]]:
    for scenario in builtin():
        texts = load_texts(scenario.package)
        for lang in LANGS:
            for key in sorted(texts.keys(lang)):
                if key.partition(".")[0] not in NOT_SAID:
                    yield scenario.name, lang, key, texts._find(lang, key)


def _ways(text: Text) -> set[str]:
    return {str(text), text.spoken, text.elder}


def _rude(wrong: re.Pattern[str], lang: str | None = None) -> list[tuple[str, str, str]]:
    return [
        (name, key, way)
        for name, tongue, key, text in sentences()
        for way in _ways(text)
        if lang in (None, tongue) and wrong.search(way)
    ]


def test_there_are_sentences_to_look_at() -> None:
    assert len(sentences()) > 400
    assert {name for name, *_ in sentences()} == {scenario.name for scenario in builtin()}


def test_nobody_is_shouted_at() -> None:
    assert _rude(re.compile("[!！]")) == []


def test_people_are_spoken_to_as_guests() -> None:
    """您, never 你."""
    assert _rude(re.compile("你"), "zh") == []


@pytest.mark.parametrize("lang", LANGS)
def test_there_is_no_false_cheer(lang: str) -> None:
    assert _rude(CHEER[lang], lang) == []


def test_there_is_no_emoji() -> None:
    assert _rude(EMOJI) == []


def test_chinese_sentences_have_chinese_marks() -> None:
    assert _rude(HALF_WIDTH, "zh") == []


def test_one_question_is_asked_at_a_time() -> None:
    """What stands in quotes is what a person may say."""
    quoted = re.compile(r"“[^”]*”|\"[^\"]*\"")
    many = [(name, key, way) for name, _, key, text in sentences() for way in _ways(text)]
    assert [one for one in many if len(re.findall("[?？]", quoted.sub("", one[2]))) > 1] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_sentence_is_said_in_one_breath(lang: str) -> None:
    ends = re.compile("[。？！；\n]" if lang == "zh" else r"[.?!;](?=\s|$)|\n")
    said = [(name, key, way) for name, tongue, key, text in sentences() for way in _ways(text) if tongue == lang]
    parts = [(name, key, part) for name, key, way in said for part in ends.split(VALUE.sub("某某", way))]
    assert [part for part in parts if len(part[2]) > LONGEST[lang]] == []


def test_every_sentence_fits_old_eyes() -> None:
    """Laid out for elders: short lines, no brackets, no letters, no signs, and none of the words lost on the way."""
    signs = re.compile(r"[A-Za-z()（）\[\]【】/*#~_|<>→%￥¥:]")
    wrong = []
    for name, lang, key, text in sentences():
        if lang == "zh":
            filled = Text(VALUE.sub(lambda found: SAMPLES.get(found[0][1:-1], "王师傅"), text.elder))
            told = for_elders(filled, "zh")
            if signs.search(told) or any(len(line) > LINE["zh"] or not line for line in told.split("\n")):
                wrong.append((name, key, str(told)))
    assert wrong == []


def test_the_folders_of_texts_are_all_looked_at() -> None:
    folders = {path.parent.name for path in (Path(__file__).parents[1] / "actions").glob("*/texts")}
    assert folders == {scenario.name for scenario in builtin()}
