"""What leaves the house of a conversation: the shape of it, and nobody's name, number, plate or home."""

import pytest
import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.people import Community
from bot.conversations import ConversationRow
from bot.dialog_export import export_dialog
from bot.dialogs import play_dialog
from bot.redacting import Private, Redactor
from bot.testing import Talk

KNOWN = {
    Private.NAME: ["郭建军", "Emma Clark", "沈若兰"],
    Private.PHONE: ["13912345678"],
    Private.PLATE: ["川A98765"],
    Private.ROOM: ["3栋2单元1201", "5栋1单元803"],
}


@pytest.mark.parametrize(
    ("said", "gone", "left"),
    [
        ("我是郭建军，住3栋2单元1201", ["郭建军", "3栋", "2单元", "1201"], ["许明远", "1栋1单元101"]),
        ("建军在家，一二零一", ["建军"], ["许明远"]),
        ("三栋二单元一二零一室漏水", ["三栋", "二单元", "一二零一"], ["漏水"]),
        ("5栋1单元803的也漏，3栋2单元1201没事", ["803", "1201", "5栋", "3栋"], ["没事"]),
        ("电话139 1234 5678，幺三七零零一一二二三三也行", ["1234", "5678", "幺三七"], ["13700000001"]),
        ("one three nine, double one, two two three three four four", ["double one", "four four"], []),
        ("车牌川A·98765，客人开京 N 12K45", ["98765", "12K45"], ["浙A7K221"]),
        ("明天下午贾探春来，让她进来", ["贾探春"], ["明天下午"]),
        ("给王小明办个通行证", ["王小明"], ["通行证"]),
        ("emma's parcel, and Mr Dawson is coming tomorrow", ["emma", "Dawson"], ["tomorrow"]),
        ("身份证510104199001011234，卡号6222 0212 3456 7890", ["510104", "6222", "7890"], []),
        ("税号91330100MA27XYZ12A", ["91330100"], []),
        ("发到guo.jj@qq.com", ["guo.jj", "qq.com"], ["someone@example.com"]),
        ("沈若兰说T-5明天8点修", ["沈若兰", "若兰"], ["T-5", "8点"]),
    ],
)
def test_nothing_private_is_left(said: str, gone: list[str], left: list[str]) -> None:
    found = Redactor(KNOWN).redact(said)
    assert [part for part in gone if part.lower() in found.lower()] == [], found
    assert [part for part in left if part not in found] == [], found


def test_the_same_person_has_the_same_stand_in_and_another_one_has_another() -> None:
    redactor = Redactor(KNOWN)
    first, again, other = (redactor.redact(f"给{name}办个通行证") for name in ("王小明", "王小明", "李大钊"))
    assert first == again != other


def test_who_is_unknown_is_not_taken_for_the_resident_of_the_tests() -> None:
    unknown = {kind: ["", *values] for kind, values in KNOWN.items()}
    assert "许明远" not in Redactor(unknown).redact("郭建军来了")


def test_a_number_that_answers_a_question_about_the_room_is_a_room() -> None:
    assert Redactor(KNOWN).redact("1604", "room") != "1604"
    assert Redactor(KNOWN).redact("1604元", "amount") == "1604元"


async def test_a_conversation_comes_out_as_a_dialog_that_plays(talk: Talk) -> None:
    resident = await talk.as_resident("R2")
    await resident.says("厨房水龙头一直滴水，电话13700000002")
    await resident.says("明天下午")
    await resident.says("明天上午盛明兰要来，车牌川A98765")
    written = await talk.read(lambda db: _export(talk, resident.sender, db))
    for original in ("13700000002", "盛明兰", "川A98765", "98765", resident.sender):
        assert original not in written, written
    dialog = yaml.safe_load(written)
    assert dialog["resident"] == "R1"
    assert [turn["says"][:2] for turn in dialog["turns"]] == ["厨房", "明天", "明天"]
    assert [turn.get("record") or turn.get("asks") for turn in dialog["turns"]] == ["ticket:", "ticket:", "confirm"]
    assert await play_dialog(talk, dialog, talk.app.registry) == []


def _export(talk: Talk, thread: str, db: Session) -> str:
    row = db.scalars(select(ConversationRow).where(ConversationRow.thread == thread)).one()
    return export_dialog(db, db.get_one(Community, talk.community), row, talk.app.registry)
