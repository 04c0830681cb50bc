"""Everything the scenarios can say, with what such sentences are filled with, can be read aloud."""

import re
import string
import time
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actions.registry import builtin
from actions.reply import Text
from actions.texts import fields, load_texts
from voice.spoken import en, sentences, tidy, written_out, zh

READABLE = {"zh": re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf〇，。？！、；：]*"), "en": re.compile(r"[A-Za-z' .,?!;:-]*")}
NUMBERS = ["R-12", "3栋2单元1203", "粤B·12345", "483920", "0571-5550100", "2", "26", "1286.40", "王秀英", "Nora Quinn"]
VALUES = {
    "zh": [
        *NUMBERS,
        "明天（3月5日）14:00-16:30",
        "1,286.40元",
        "周五（9月19日）之前",
        "-1层",
        "水费（2026年2月），58.30元；",
    ],
    "en": [
        *NUMBERS,
        "tomorrow at 14:00-16:30",
        "1286.40 yuan",
        "before Friday 19 Sep",
        "water (Feb 2026), 58.30 yuan; ",
    ],
}
TOLD = [scenario.package for scenario in builtin()]


def texts(package: str, lang: str) -> Iterator[str]:
    told = load_texts(package)
    for key in sorted(told.keys(lang)):
        text = told.raw(lang, key)
        yield from {str(text), text.spoken} if isinstance(text, Text) else {text}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("package", TOLD)
def test_every_sentence_of_every_scenario_can_be_read_aloud(package: str, lang: str) -> None:
    for text in texts(package, lang):
        for value in VALUES[lang] if fields(text) else [""]:
            filled = text.format_map(dict.fromkeys(fields(text), value))
            said = written_out(filled, lang)
            assert READABLE[lang].fullmatch(said), (filled, said)
            assert not lost(filled, lang), filled


def lost(text: str, lang: str) -> list[str]:
    """Return what no step but the last has made words of; the last one drops it."""
    said = tidy.plain(text)
    for step in (en if lang == "en" else zh).STEPS[:-1]:
        said = step(said)
    return re.findall(r"\d" if lang == "en" else r"[\dA-Za-z%°¥]", said)


SIGNS = st.sampled_from(
    list(string.printable)
    + list("零一二两三元月日号栋单元室楼点分度个第年，。：（）～—·•℃㎡½①Ⅲ粤京éß４，😀\u200b\u202e")
)


@pytest.mark.parametrize("lang", ["zh", "en"])
@settings(max_examples=150, deadline=None)
@given(text=st.one_of(st.text(max_size=60), st.text(SIGNS, max_size=60)))
@example(text="14:00-16:00-18:00")
@example(text="1,2,3,4,5")
@example(text="R-1-2-3-4-5-6-7")
@example(text="99999999999999999999999999元")
@example(text="p.m.p.m..a")
def test_whatever_comes_only_words_and_pauses_are_left_and_stay(lang: str, text: str) -> None:
    said = written_out(text, lang)
    assert READABLE[lang].fullmatch(said)
    assert written_out(said, lang) == said
    longest = 120 if lang == "zh" else 330
    assert all(0 < len(sentence) <= longest for sentence in sentences(text, lang))


STRANGE = [
    "1",
    "12",
    "a",
    "A1",
    "1-",
    "1.",
    "1,",
    "1:",
    "1/",
    "-",
    "(",
    "￥",
    " ",
    "\n",
    "1 ",
    "a.",
    "a@",
    "a-",
    "1月",
    "1栋",
]
STRANGE += [
    "第1",
    "R-1 ",
    "http://",
    "0123 ",
    "1,234",
    "3栋2单元",
    "14:00-",
    "号码是",
    "code is ",
    "…",
    "，",
    "王",
    "元/",
]
STRANGE += ["http://a.", "p.m.", "1到"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("part", STRANGE)
def test_no_text_however_strange_takes_long(lang: str, part: str) -> None:
    begun = time.process_time()
    written_out(part * (20_000 // len(part)), lang)
    assert time.process_time() - begun < 4
