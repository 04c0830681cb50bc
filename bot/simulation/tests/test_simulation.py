"""A short seeded round of simulated residents, and each promise shown to notice when it is broken."""

import re
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from actions.channel import Delivery
from actions.phrases import phrases_of
from actions.registry import Registry
from actions.reply import Button
from actions.state import OpenForm
from bot.simulation import promises
from bot.simulation.command import WORDS, hold
from bot.simulation.noise import mistyped
from bot.simulation.personas import PERSONAS, TRIES, Persona
from bot.simulation.plans import plans
from bot.simulation.report import table, transcript, worst
from bot.simulation.resident import Heard, Resident
from bot.simulation.words import Words, read_words, wanted
from nlu.types import Engine

SHORT, SEED = 36, 6
LEAST = 0.75  # of the wishes; the long round is in docs/measurements.md
NOW = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def words(pytestconfig: pytest.Config) -> Words:
    return read_words(Path(pytestconfig.rootpath) / WORDS)


def _chance() -> Random:
    return Random(1)  # noqa: S311  no secret


def reply(text: str, record: str | None = None) -> Delivery:
    return Delivery(id=1, community="c", channel="web", thread="t", text=text, sent_at=NOW, record=record)


def resident_of(words: Words, name: str, **persona: Any) -> Resident:
    goal = next(goal for goal in words.goals if goal.name == name)
    return Resident(persona=Persona(name="plain", who=goal.who, **persona), words=words, goal=goal, rng=_chance())


async def test_residents_get_what_they_want_and_no_promise_is_broken(
    words: Words, community: dict[str, Any], understander: Engine, scenarios: Registry
) -> None:
    drawn = plans(words.goals, SHORT, SEED)
    outcomes = [outcome async for outcome in hold(drawn, community, words, understander, scenarios)]
    told = "\n".join([table(outcomes), *map(transcript, worst(outcomes))])
    assert not [why for outcome in outcomes for why in outcome.broken], told
    assert not any(outcome.dead_ends for outcome in outcomes), told
    wishes = [not lacks for outcome in outcomes for lacks in outcome.failed]
    assert sum(wishes) >= LEAST * len(wishes), told


async def test_a_conversation_leaves_nothing_to_the_next_one(
    words: Words, community: dict[str, Any], understander: Engine, scenarios: Registry
) -> None:
    plan = next(plan for plan in plans(words.goals, 60, SEED) if plan.goals[0].name == "lamp_on_the_stairs")
    first, second = [one async for one in hold([plan, plan], community, words, understander, scenarios)]
    assert first.lines == second.lines


def test_the_same_seed_draws_the_same_conversations(words: Words) -> None:
    assert plans(words.goals, 60, 3) == plans(words.goals, 60, 3) != plans(words.goals, 60, 4)


def test_every_persona_and_every_goal_come_up(words: Words) -> None:
    drawn = plans(words.goals, 300, 1)
    assert {plan.persona for plan in drawn} == set(PERSONAS)
    assert {plan.goals[0].name for plan in drawn} == {goal.name for goal in words.goals}


def test_nothing_residents_say_was_learned(words: Words, scenarios: Registry) -> None:
    learned = {example.text for example in phrases_of(scenarios).examples}
    assert learned
    spoken = {wording for goal in words.goals for wordings in goal.opens.values() for wording in wordings}
    same = spoken & learned
    assert not same


def test_a_question_is_answered_from_the_goal(words: Words) -> None:
    resident = resident_of(words, "badminton", presses=0, typos=0)
    resident.strays = resident.changes = False
    saying = resident.answers(Heard(asks="start"))
    assert saying is not None
    assert resident.facts["start"].said["zh"] in saying.text


def test_who_changes_their_mind_wants_something_else_on_record(words: Words) -> None:
    resident = resident_of(words, "dripping_tap", changes=1.0, strays=0)
    before = wanted(resident.goal, resident.facts)
    resident.answers(Heard(done=True))
    assert wanted(resident.goal, resident.facts) != before


@pytest.mark.parametrize(("leaves", "ended"), [(True, "left"), (False, "person")])
def test_after_three_tries_somebody_gives_up(words: Words, leaves: bool, ended: str) -> None:
    resident = resident_of(words, "noise", strays=0, leaves=leaves)
    for _ in range(TRIES):
        saying = resident.answers(Heard(moved=False))
    assert resident.ended == ended
    assert (saying is None) is leaves


def test_the_offered_goal_is_taken(words: Words) -> None:
    resident = resident_of(words, "noise", strays=0)
    saying = resident.answers(Heard(buttons=(Button("投诉", "start:complaint"), Button("报修", "start:repair_report"))))
    assert saying is not None
    assert saying.label == "投诉"


def test_a_hurried_keyboard_changes_one_thing() -> None:
    assert mistyped("我要订会议室", {"订": "定"}, _chance()) == "我要定会议室"
    assert sorted(mistyped("the kitchen tap", {}, _chance())) == sorted("the kitchen tap")
    assert mistyped("the kitchen tap", {}, _chance()) != "the kitchen tap"


def test_a_record_that_is_not_there_is_noticed() -> None:
    rows = {"ticket": [{"key": "T-1"}]}
    assert promises.unproven([reply("记下了", "ticket:T-1")], rows, ()) == []
    assert len(promises.unproven([reply("记下了", "ticket:T-2")], rows, ())) == 1


def test_a_claim_without_a_record_is_noticed(scenarios: Registry) -> None:
    patterns = promises.claims(scenarios)
    said = "订好了：会议室，明天（3月5日）14:00-15:00，编号B-3。要改要退，跟我说一声。"
    assert len(promises.unproven([reply(said)], {}, patterns)) == 1
    assert promises.unproven([reply("从几点开始？")], {}, patterns) == []


def test_two_new_rows_that_say_the_same_are_noticed() -> None:
    first = {"key": "B-3", "resource": "会议室", "new": True}
    assert promises.doubled({"booking": [first, {**first, "key": "B-4"}]}) == ["booking B-4 is there twice"]
    assert promises.doubled({"booking": [first, {**first, "key": "B-4", "new": False}]}) == []


def test_a_neighbours_amount_is_noticed_and_ones_own_is_not(community: dict[str, Any]) -> None:
    secrets = promises.canaries(community, "R1")
    assert {"627.00", "353.40", "方秀珍", "浙A9M650"} - secrets == {"627.00"}  # round sums may be anything
    assert "510.15" not in secrets
    assert len(promises.leaks([reply("302欠353.40元")], secrets, "302欠多少")) == 1
    assert promises.leaks([reply("没有353.40元的账单")], secrets, "353.40元是什么") == []


def test_a_form_that_does_not_exist_is_noticed(scenarios: Registry) -> None:
    assert promises.invalid([OpenForm("bookings.none")], scenarios) == ["there is no form bookings.none"]
    assert len(promises.invalid([OpenForm("visitors.create", asked="weather")], scenarios)) == 1
    assert promises.invalid([OpenForm("visitors.create", asked="time")], scenarios) == []


def test_words_without_one_language_are_refused(tmp_path: Path) -> None:
    (tmp_path / "shared.yml").write_text("words: {}\nswaps: {}\n", "utf-8")
    goal = "- {name: a, who: [R1], intents: [x], done: {}, opens: {zh: [a], en: [b]}, answers: {time: {zh: [c]}}}\n"
    (tmp_path / "toys.yml").write_text(goal, "utf-8")
    with pytest.raises(ValueError, match=re.escape("toys.yml: a is not complete in ['en', 'zh']")):
        read_words(tmp_path)


def test_who_hears_another_day_read_back_says_theirs_again_and_asks_for_a_person_in_the_end(words: Words) -> None:
    resident = resident_of(words, "a_guest", presses=1.0)
    resident.facts["day"] = next(fact for fact in resident.goal.facts["day"] if fact.said["zh"] == "这周日")
    yes = Button("是的", "say:affirm")
    wrong = Heard(asks="confirm", buttons=(yes,), text="同学，今天（3月4日）19:00，这样办可以吗？")
    for _ in range(2):
        saying = resident.answers(wrong)
        assert saying is not None
        assert "这周日" in saying.text
    right = Heard(asks="confirm", buttons=(yes,), text="同学，周日（3月8日）19:00，这样办可以吗？")
    assert resident.answers(right) is not None
    ended = [resident.ended]
    resident.answers(wrong)
    assert [*ended, resident.ended] == ["", "person"]


def test_who_is_asked_about_something_else_says_no(words: Words) -> None:
    resident = resident_of(words, "badminton", presses=1.0)
    yes = Button("是的", "say:affirm")
    saying = resident.answers(Heard(asks="confirm", of="elevators", buttons=(yes,), text="叫电梯来1楼，对吗？"))
    assert saying is not None
    assert saying.text in words.shared["no"]["zh"]
