import pytest

from voice.spoken import sentences


@pytest.mark.parametrize(
    ("lang", "text", "spoken"),
    [
        ("zh", "已经登记，编号R-12。师傅明天10:00来。", ["已经登记，编号阿儿、一、二。", "师傅明天上午十点来。"]),
        ("zh", "请马上打120。\n您在哪里？", ["请马上打幺二零。", "您在哪里？"]),
        ("zh", "有：水费，5元；电费，6元。", ["有：水费，五元；", "电费，六元。"]),
        ("yue", "多谢。再见！", ["多谢。", "再见！"]),
        (
            "en",
            "The code is 483920. Mr. Li comes at 2 p.m. Friday. Bye!",
            ["The code is four eight three, nine two zero.", "Mr. Li comes at two p.m. Friday.", "Bye!"],
        ),
        ("en", "It is at 2 p.m. Please come.", ["It is at two p.m.", "Please come."]),
        ("zh", "", []),
        ("en", "🙂", []),
    ],
)
def test_a_reply_is_spoken_one_idea_at_a_time(lang: str, text: str, spoken: list[str]) -> None:
    assert sentences(text, lang) == spoken


def test_a_long_sentence_is_cut_at_its_pauses() -> None:
    text = "请在3月31日前到物业服务台（周一至周五 8:30-17:30）交，报编号P-104就行，家里人代交也可以。"
    first, second = sentences(text, "zh")
    assert (len(first) <= 40, len(second) <= 40) == (True, True)
    assert second == "报编号批、一、零、四就行，家里人代交也可以。"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("物业服务台在一楼大厅的左手边，要是找不到，可以打电话0571-5550100", "零五七幺，五五五，零幺零零"),
        ("请把钱转到青禾里物业服务有限公司的账号，账号是6222021234567890", "六二二二，零二一二，三四五六，七八九零"),
        (
            "抬头是青禾里物业服务有限公司，也请核对一下，税号91350100M000100Y43",
            "九一三五，零一零零，艾姆零零零，一零零歪，四三",
        ),
    ],
)
def test_a_number_is_never_cut(text: str, number: str) -> None:
    assert any(number in sentence for sentence in sentences(text, "zh"))


def test_what_has_no_pause_is_cut_between_words() -> None:
    pieces = sentences("没有标点的很长的一句话" * 15, "zh")
    assert all(len(piece) <= 40 for piece in pieces)
    assert "".join(pieces) == "没有标点的很长的一句话" * 15
