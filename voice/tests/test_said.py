from pathlib import Path

import pytest

from voice.said import Said, is_fixed
from voice.speech import Manner

FIXED = "没有找到您的这一笔。"
PERSONAL = "王秀英家的水费，五十八元三角。"
MANNER = Manner()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "voice" / "said"


def on_disk(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.glob("*")] if folder.exists() else []


def test_a_sentence_of_the_texts_is_the_same_for_all() -> None:
    assert is_fixed(FIXED)
    assert is_fixed("请马上打幺二零。") or is_fixed("您现在在哪里？")


@pytest.mark.parametrize("sentence", [PERSONAL, "王秀英。", "编号阿儿一二。", "幺三七，零零零零，零零零幺", ""])
def test_a_sentence_with_something_of_somebody_is_not(sentence: str) -> None:
    assert not is_fixed(sentence)


async def test_what_everybody_is_told_is_found_again_after_a_restart(folder: Path) -> None:
    await Said(folder).keep("piper", MANNER, FIXED, b"sound")
    assert await Said(folder).find("piper", MANNER, FIXED) == b"sound"


async def test_nothing_personal_touches_the_disk(folder: Path) -> None:
    said = Said(folder)
    await said.keep("piper", MANNER, PERSONAL, b"canary")
    await said.keep("piper", MANNER, FIXED, b"sound")
    assert await said.find("piper", MANNER, PERSONAL) == b"canary"
    assert on_disk(folder) == [b"sound"]
    assert await Said(folder).find("piper", MANNER, PERSONAL) is None


async def test_when_somebody_leaves_what_was_said_to_them_is_forgotten(folder: Path) -> None:
    said = Said(folder)
    await said.keep("piper", MANNER, PERSONAL, b"canary")
    said.forget()
    assert await said.find("piper", MANNER, PERSONAL) is None


@pytest.mark.parametrize(
    ("mouth", "manner"),
    [("espeak", MANNER), ("piper", Manner(pace=130)), ("piper", Manner("yue")), ("piper", Manner(volume=0.5))],
)
async def test_another_voice_or_manner_is_another_sound(folder: Path, mouth: str, manner: Manner) -> None:
    said = Said(folder)
    await said.keep("piper", MANNER, FIXED, b"sound")
    assert await said.find(mouth, manner, FIXED) is None


NAMES = ("王一家。", "王二家。", "王三家。")


async def test_memory_is_bounded_and_the_oldest_goes_first(folder: Path) -> None:
    said = Said(folder, memory=80)
    for name in NAMES:
        await said.keep("piper", MANNER, name, name.encode() * 3)
    assert [await said.find("piper", MANNER, name) is not None for name in NAMES] == [False, True, True]


async def test_the_disk_is_bounded(folder: Path) -> None:
    said = Said(folder, disk=25)
    for pace in (100, 110, 120, 130):
        await said.keep("piper", Manner(pace=pace), FIXED, b"123456789")
    assert len(on_disk(folder)) == 2


async def test_a_disk_that_takes_nothing_silences_nobody(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    said = Said(tmp_path / "taken")
    await said.keep("piper", MANNER, FIXED, b"sound")
    assert await said.find("piper", MANNER, FIXED) == b"sound"
