from collections.abc import Mapping
from dataclasses import replace

import pytest

from nlu.types import Certainty, Entity, Intent, Understanding
from voice.sense import choose, makes_sense
from voice.sounding import Field
from voice.speech import Heard

FIELD = Field(["物业费", "报修", "电梯", "着火"])


class Knows:
    """Understands the texts it is given, each as an intent with a confidence, and nothing else."""

    def __init__(self, meanings: Mapping[str, tuple[str, float]]) -> None:
        self.meanings = meanings
        self.asked: list[str] = []

    async def understand(self, text: str) -> Understanding:
        self.asked.append(text)
        name, confidence = self.meanings.get(text, ("out_of_scope", 0.9))
        danger = Certainty.SURE if name == "emergency" else Certainty.UNSURE
        return Understanding(
            text, "zh", (Intent(name, confidence),), Certainty.SURE, emergency=danger, alarm=name == "emergency"
        )


async def chosen(heard: Heard, meanings: Mapping[str, tuple[str, float]]) -> tuple[str, str]:
    text, meaning = await choose(heard, FIELD, Knows(meanings).understand)
    return text, meaning.intent if meaning else ""


async def test_a_reading_that_makes_sense_wins_over_one_that_makes_none() -> None:
    assert await chosen(Heard("查午夜废"), {"查物业费": ("bill_query", 0.9)}) == ("查物业费", "bill_query")


async def test_what_was_heard_stays_where_it_makes_as_much_sense() -> None:
    known = {"午夜太吵": ("complaint", 0.8), "物业太吵": ("complaint", 0.6)}
    assert await chosen(Heard("午夜太吵"), known) == ("午夜太吵", "complaint")


async def test_what_makes_no_sense_in_any_reading_stays_as_it_was_heard() -> None:
    assert await chosen(Heard("查午夜会"), {}) == ("查午夜会", "out_of_scope")


async def test_a_word_that_is_spoken_of_here_wins_over_another_spelling_of_it() -> None:
    known = {"点题坏了": ("activity_query", 0.95), "电梯坏了": ("elevator_report", 0.9)}
    assert await chosen(Heard("点题坏了"), known) == ("电梯坏了", "elevator_report")


async def test_a_word_that_answers_a_question_is_spelt_as_it_is_here_though_it_makes_no_sense_alone() -> None:
    text, meaning = await choose(Heard("年红，点题"), FIELD, Knows({}).understand)
    assert (text, meaning.intent if meaning else "") == ("年红，电梯", "out_of_scope")


async def test_of_two_readings_that_mean_the_same_the_one_that_tells_more_wins() -> None:
    class Times(Knows):
        async def understand(self, text: str) -> Understanding:
            meant = await super().understand(text)
            day = text.find("后天上午")
            found = Entity("time", text, text[day:], day, day + 4) if day >= 0 else Entity("time", text, "上午", 2, 4)
            return replace(meant, entities=(found,))

    known = dict.fromkeys(("空天上午来修", "后天上午来修"), ("repair_report", 0.8))
    field = Field(["后天上午"])
    assert (await choose(Heard("空天上午来修"), field, Times(known).understand))[0] == "后天上午来修"
    assert (await choose(Heard("空天上午来修"), field, Knows(known).understand))[0] == "空天上午来修"


async def test_nothing_said_is_nothing_understood() -> None:
    knows = Knows({})
    assert await choose(Heard(), FIELD, knows.understand) == ("", None)
    assert knows.asked == []


async def test_danger_that_was_heard_is_never_read_as_something_else() -> None:
    known = {"电机着火": ("emergency", 0.5), "电梯着火": ("elevator_report", 1.0)}
    assert await chosen(Heard("电机着火"), known) == ("电机着火", "emergency")


async def test_another_hypothesis_of_the_ear_may_be_the_one_that_makes_sense() -> None:
    found = await chosen(Heard("茶衣下", ("叫电梯",)), {"叫电梯": ("call_elevator", 0.95)})
    assert found == ("叫电梯", "call_elevator")


@pytest.mark.parametrize(
    ("intent", "certainty", "sense"),
    [
        ("bill_query", Certainty.SURE, True),
        ("bill_query", Certainty.LIKELY, True),
        ("bill_query", Certainty.UNSURE, False),
        ("out_of_scope", Certainty.SURE, False),
    ],
)
def test_sense_is_a_request_that_is_at_least_likely(intent: str, certainty: Certainty, sense: bool) -> None:
    assert makes_sense(Understanding("x", "zh", (Intent(intent, 0.5),), certainty)) is sense
    assert not makes_sense(None)


@pytest.mark.parametrize(
    ("intent", "expected"),
    [("out_of_scope", "健身器材坏了"), ("emergency", "健生起才坏了"), ("repair_report", "健生起才坏了")],
)
async def test_a_mere_chance_of_danger_in_what_makes_no_sense_yields_to_what_sounds_the_same(
    intent: str, expected: str
) -> None:
    class Afraid(Knows):
        async def understand(self, text: str) -> Understanding:
            meant = await super().understand(text)
            danger = Certainty.UNSURE if text == "健身器材坏了" else Certainty.LIKELY
            return replace(meant, emergency=danger, alarm=False)

    known = {"健身器材坏了": ("repair_report", 0.9), "健生起才坏了": (intent, 0.7)}
    text, _ = await choose(Heard("健生起才坏了"), Field(["健身器材"]), Afraid(known).understand)
    assert text == expected
