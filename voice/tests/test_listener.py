from datetime import datetime

from nlu.types import Certainty, Hints, Intent, Understanding
from voice.field import with_answers
from voice.hear import Hearing, Recipe
from voice.listener import Listener, spoken_names
from voice.speech import Heard, Listening

NOW = datetime.fromisoformat("2026-03-04T12:00:00+08:00")


class Ear(Hearing):
    """Hears one thing at the first try and another when it takes more time."""

    def __init__(self, quick: Heard, thorough: Heard) -> None:
        super().__init__(Recipe("none"))
        self.answers = {False: quick, True: thorough}
        self.tries: list[bool] = []

    async def hear(self, pcm: bytes, listening: Listening | None = None, seconds: float = 1) -> Heard:
        thorough = bool(listening and listening.thorough)
        self.tries.append(thorough)
        return self.answers[thorough]


class Fees:
    """Understands 物业费 and nothing else."""

    name = "fees"

    async def understand(self, text: str, lang: str | None, now: datetime, hints: Hints) -> Understanding:
        intent = "bill_query" if "物业费" in text else "affirm" if text in ("录对", "是的") else "out_of_scope"
        return Understanding(text, "zh", (Intent(intent, 0.9),), Certainty.SURE)


async def listened(
    quick: str, thorough: str, listening: Listening | None = None, sure: float = 0.8
) -> tuple[str, str, list[bool]]:
    ear = Ear(Heard(quick, (), sure), Heard(thorough, (), sure))
    said = await Listener(ear, Fees()).listen(b"", NOW, Hints(), listening)
    return said.text, said.meaning.intent if said.meaning else "", ear.tries


async def test_what_makes_sense_at_once_is_not_heard_twice() -> None:
    assert await listened("查物业费", "") == ("查物业费", "bill_query", [False])


async def test_what_only_sounds_like_it_makes_sense_too() -> None:
    assert await listened("查午夜废", "") == ("查物业费", "bill_query", [False])


async def test_what_makes_no_sense_is_heard_again_with_more_time() -> None:
    assert await listened("查无所谓", "查物业费") == ("查物业费", "bill_query", [False, True])


async def test_what_is_not_heard_at_all_is_heard_again() -> None:
    assert await listened("", "查物业费") == ("查物业费", "bill_query", [False, True])


async def test_where_neither_makes_sense_the_first_one_stays() -> None:
    assert await listened("唱首歌", "唱一首歌") == ("唱首歌", "out_of_scope", [False, True])


async def test_nobody_is_nobody_both_times() -> None:
    assert await listened("", "") == ("", "", [False, True])


async def test_a_choice_that_was_offered_is_not_looked_at_again() -> None:
    assert await listened("是的", "", Listening(choices=("是的", "不是"))) == ("是的", "affirm", [False])


async def test_a_yes_in_other_words_has_to_be_heard_clearly() -> None:
    asked = Listening(choices=("是的", "不对"))
    assert await listened("录对", "录对", sure=0.6) == ("录对", "affirm", [False])
    assert await listened("录对", "录对", asked, sure=0.6) == ("", "", [False, True])
    assert await listened("录对", "录对", asked, sure=0.8) == ("录对", "affirm", [False])


async def test_a_yes_may_be_said_in_another_word_than_on_the_button() -> None:
    fees = Listening(choices=("14:00", "15:00"))
    ear = Ear(Heard("取消", (), 0.4), Heard())
    assert "好的" in with_answers(("是的", "不对"), "zh")
    assert "好的" not in with_answers(fees.choices, "zh")
    assert (await Listener(ear, Fees()).listen(b"", NOW, Hints(), fees)).text == "取消"
    assert ear.tries == [False]


async def test_where_the_ear_has_tried_both_ways_nothing_is_heard_a_third_time() -> None:
    ear = Ear(Heard("唱首歌", (), 0.5, thorough=True), Heard())
    await Listener(ear, Fees()).listen(b"", NOW, Hints())
    assert ear.tries == [False]


async def test_a_name_of_the_community_is_understood_by_sound() -> None:
    ear = Ear(Heard("去忘将歌", (), 0.8), Heard())
    said = await Listener(ear, Fees(), spoken_names({"resource": {"望江阁": ("茶室",)}})).listen(b"", NOW, Hints())
    assert said.heard.text == "去忘将歌"
    assert spoken_names({"resource": {"望江阁": ("茶室",)}}) == ("望江阁", "茶室")
