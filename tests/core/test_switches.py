"""A scenario is on or off for each community: what is off is not served, says so, and waits."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.conversation import scenario as conversation
from actions.emergencies import scenario as emergencies
from actions.fees import scenario as fees
from actions.job import Planned
from actions.message import MessageKind
from actions.people import Community
from actions.registry import ALWAYS, Broken, Registry, builtin, registry_of, switched_on
from actions.repairs import scenario as repairs
from actions.scenario import Scenario
from actions.staff import scenario as staff
from bot import admin
from bot.cli import main
from bot.importing import ImportProblems, export_community, load_community
from bot.jobs import JOB, plan
from bot.scenario_office import listed_by_socket, rows, switch_by_socket
from bot.server import make_admin
from bot.switches import CannotSwitch, choose, chosen, switch, switches, wake_served
from bot.testing import Talk
from nlu.types import Certainty
from tests.conftest import NOON
from tests.stage import Stage

OURS = (conversation, emergencies, staff, fees, repairs)
NOT_HERE = "这个小区还没有开通“费用”。"


@pytest.fixture
def stage() -> Stage:
    """A community that has no fees switched on."""
    return Stage(switched_on(registry_of(OURS), ["repairs"]))


def test_without_a_choice_everything_is_on() -> None:
    registry = registry_of(OURS)
    assert switched_on(registry, None) is registry


def test_what_nobody_can_do_without_is_always_on() -> None:
    chosen_ones = switched_on(registry_of(OURS), ["fees"])
    assert set(chosen_ones.scenarios) == {"fees", *ALWAYS}
    assert set(chosen_ones.off) == {"repairs"}


def test_the_same_choice_gives_the_same_registry_until_something_is_added() -> None:
    registry = registry_of(OURS[:4])
    first = switched_on(registry, ["fees"])
    assert switched_on(registry, ["fees"]) is first
    registry.add(repairs)
    assert switched_on(registry, ["fees"]) is not first
    assert "repairs" in switched_on(registry, ["fees"]).off


def test_a_name_that_nobody_has_installed_means_nothing() -> None:
    assert set(switched_on(registry_of(OURS), ["laundry"]).scenarios) == ALWAYS


@pytest.mark.parametrize("word", ["laundry", "scene-laundry", "scene_laundry", "scene_laundry.laundry"])
def test_somebody_elses_scenario_is_found_by_every_name_it_has(word: str) -> None:
    registry = registry_of(OURS)
    package = "scene_laundry.laundry"
    registry.add(Scenario(package=package, title={"zh": "洗衣"}, intents={}, handlers={}), "scene-laundry")
    assert registry.find(word) == "laundry"
    assert registry.find("linli") is None
    assert registry.find("actions") is None


def test_a_refused_scenario_leaves_nothing_behind() -> None:
    registry = registry_of([conversation, fees])
    before = set(registry.answers)
    with pytest.raises(ValueError, match="two scenarios are called fees"):
        registry.add(fees)
    assert set(registry.answers) == before


@pytest.mark.parametrize("certainty", [Certainty.SURE, Certainty.LIKELY])
def test_what_is_switched_off_is_answered_honestly(stage: Stage, certainty: Certainty) -> None:
    assert stage.says("物业费多少", "bill_query", certainty).startswith(NOT_HERE)
    assert [button.value for button in stage.replies[-1].buttons] == ["start:human_handoff"]


def test_an_unsure_guess_is_no_reason_to_say_so(stage: Stage) -> None:
    assert NOT_HERE not in stage.says("嗯", "bill_query", Certainty.UNSURE)


def test_it_is_said_in_english_too() -> None:
    english = Stage(switched_on(registry_of(OURS), []), lang="en")
    assert english.says("what do I owe", "bill_query").startswith('"Fees" is not available in this community yet.')


def test_inside_a_form_it_is_said_and_the_question_comes_back(stage: Stage) -> None:
    stage.says("厨房漏水了", "repair_report", category="plumbing")
    asked = stage.conversation.open
    assert asked is not None
    said = stage.says("物业费多少", "bill_query")
    assert NOT_HERE in said
    assert stage.conversation.open is not None
    assert stage.conversation.open.form == asked.form


def test_an_old_button_of_it_says_so(stage: Stage) -> None:
    for value in ("start:bill_query", "call:fees.how:1"):
        assert stage._send(value, MessageKind.BUTTON, None).startswith(NOT_HERE), value


def test_a_form_that_is_open_when_it_is_switched_off_is_closed_with_a_sentence(stage: Stage) -> None:
    stage.says("厨房漏水了", "repair_report", category="plumbing")
    stage.registry = switched_on(registry_of(OURS), ["fees"])
    closed = stage.says("明天下午", "out_of_scope", Certainty.UNSURE)
    assert closed == "这个小区的“报修”现在停用了，刚才那件事先不办了。需要时可以找工作人员。"
    assert stage.conversation.open is None


def test_what_is_meant_besides_is_answered_with_the_sentence(stage: Stage) -> None:
    stage.says("厨房漏水了", "repair_report", category="plumbing")
    stage.registry = switched_on(registry_of(OURS), ["fees"])
    said = stage.says("转人工", "human_handoff")
    assert said.startswith("这个小区的“报修”现在停用了")
    assert stage.records("handoff")


def test_danger_comes_first_however_the_switches_stand(stage: Stage) -> None:
    stage.says("厨房漏水了", "repair_report", category="plumbing")
    stage.registry = switched_on(registry_of(OURS), [])
    stage.says("着火了", "emergency", emergency=Certainty.SURE, type="fire")
    assert stage.pages


async def test_jobs_of_it_wait_and_go_on(talk: Talk, scenarios: Registry) -> None:
    def off_and_due(db: Session) -> None:
        community = db.get_one(Community, talk.community)
        assert switch(db, community, scenarios, "repairs", on=False, now=talk.clock.now())
        assert not switch(db, community, scenarios, "repairs", on=False, now=talk.clock.now())
        plan(db, community.id, Planned("repairs.event", talk.clock.now(), "k", {"event": "none", "data": {}}), NOON)
        plan(db, community.id, Planned("laundry.remind", talk.clock.now(), "k", {}), NOON)

    await talk.app.store.write(off_and_due)
    for _ in range(8):
        await talk.advance(timedelta(hours=1))
    assert await _jobs(talk) == {"repairs.event": ("waiting", 0, ""), "laundry.remind": ("waiting", 0, "")}
    await talk.app.store.write(lambda db: wake_served(db, scenarios))
    assert (await _jobs(talk))["repairs.event"][0] == "waiting", "it is still switched off"

    def on(db: Session) -> None:
        switch(db, db.get_one(Community, talk.community), scenarios, "repairs", on=True, now=talk.clock.now())

    await talk.app.store.write(on)
    assert (await _jobs(talk))["repairs.event"][0] == "new"
    assert (await _jobs(talk))["laundry.remind"][0] == "waiting"


async def _jobs(talk: Talk) -> dict[str, tuple[str, int, str]]:
    def read(db: Session) -> dict[str, tuple[str, int, str]]:
        found = select(JOB.c.name, JOB.c.state, JOB.c.attempts, JOB.c.error).where(JOB.c.key == "k")
        return {name: (state, attempts, error) for name, state, attempts, error in db.execute(found)}

    return await talk.read(read)


def _community(**settings: Any) -> Community:
    return Community(id="c", name="青禾里", zone="Asia/Shanghai", phone="", settings=settings)


def test_a_choice_is_a_list_and_anything_else_is_none() -> None:
    assert chosen(_community()) is None
    assert chosen(_community(scenarios=["fees"])) == ("fees",)
    assert chosen(_community(scenarios="fees")) is None
    community = _community(office_hours="8-20", scenarios=["fees"])
    choose(community, None)
    assert community.settings == {"office_hours": "8-20"}


def test_every_switch_is_shown_with_what_it_is() -> None:
    found = {one.name: one for one in switches(registry_of(OURS), _community(scenarios=["fees", "laundry"]))}
    assert (found["fees"].on, found["fees"].fixed) == (True, False)
    assert (found["staff"].on, found["staff"].fixed) == (True, True)
    assert found["repairs"].on is False
    assert found["laundry"].installed is False


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("conversation", "conversation can never be switched off"),
        ("emergencies", "emergencies can never be switched off"),
        ("staff", "staff can never be switched off"),
        ("nobody", "there is no scenario nobody in this house"),
        ("torn", r"torn \(scene-torn\) is broken: its tables"),
    ],
)
def test_what_cannot_be_switched_is_refused_with_a_reason(name: str, why: str) -> None:
    registry = registry_of(OURS)
    registry.broken.append(Broken("scene-torn", "torn", "its tables"))
    with pytest.raises(CannotSwitch, match=why):
        switch(Session(), _community(), registry, name, on=False, now=NOON)


async def test_a_file_names_what_is_on_and_is_written_back(talk: Talk, scenarios: Registry) -> None:
    now = talk.clock.now()
    name = {"community": "青禾里"}

    def load(db: Session, **more: Any) -> dict[str, Any]:
        return export_community(db, load_community(db, name | more, scenarios, now), scenarios)

    def steps(db: Session) -> list[Any]:
        before = load(db)
        first = load(db, scenarios=["fees", "laundry"])
        kept = load(db, settings={"office_hours": "9-17"})
        freed = load(db, scenarios=None)
        chosen_ones = [document.get("scenarios") for document in (before, first, kept, freed)]
        return [*chosen_ones, first["settings"], kept["settings"]]

    found = await talk.app.store.write(steps)
    hours = [{"office_hours": "08:00-20:00"}, {"office_hours": "9-17"}]
    assert found == [None, ["fees", "laundry"], ["fees", "laundry"], None, *hours]


@pytest.mark.parametrize("wrong", ["fees", [1], ["Fees!"], {"fees": True}])
async def test_a_choice_that_is_no_list_of_names_is_a_problem_of_the_file(
    talk: Talk, scenarios: Registry, wrong: Any
) -> None:
    document = {"community": "青禾里", "scenarios": wrong}
    with pytest.raises(ImportProblems, match="scenarios: they are a list of names"):
        await talk.app.store.write(lambda db: load_community(db, document, scenarios, talk.clock.now()).id)


async def test_a_running_house_is_asked_and_switched_through_its_socket(talk: Talk, scenarios: Registry) -> None:
    office = await admin.serve_admin(talk.app.settings, make_admin(talk.app))
    settings = talk.app.settings
    try:
        assert await switch_by_socket(settings, "fees", "青禾里", on=False) == "fees is off in 青禾里"
        again = await switch_by_socket(settings, "fees", "", on=False)
        assert again == "fees was off in 青禾里 already; nothing changed"
        listed = await listed_by_socket(settings)
        state = {row[0]: row[3] for row in rows(listed, None)}
        assert (state["fees"], state["repairs"]) == ("off", "on")
        with pytest.raises(admin.Refused, match="staff can never be switched off"):
            await switch_by_socket(settings, "staff", "", on=False)
        with pytest.raises(admin.Refused, match="there are 青禾里"):
            await switch_by_socket(settings, "fees", "玫瑰园", on=False)
    finally:
        await office.cleanup()


def test_commands_switch_and_list_a_house_that_is_not_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LINLI_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for name in ("青禾里", "玫瑰园"):
        (tmp_path / "c.json").write_text(json.dumps({"community": name}), "utf-8")
        assert main(["import", "c.json"]) == 0
    assert main(["scenario", "off", "fees", "--community", "玫瑰园"]) == 0
    assert main(["scenario", "list"]) == 0
    assert main(["scenario", "list", "--community", "玫瑰园"]) == 0
    said = [line.split(maxsplit=3) for line in capsys.readouterr().out.splitlines()]
    assert said[2] == ["fees", "is", "off", "in 玫瑰园"]
    assert [line[3] for line in said if line[0] == "fees"][1:] == ["off in 玫瑰园", "off"]
    for arguments, why in (
        (["off", "fees"], "name one community with --community; there are"),
        (["off", "staff", "--community", "青禾里"], "can never be switched off"),
        (["list", "--community", "nowhere"], "there is no community nowhere"),
    ):
        assert main(["scenario", *arguments]) == 2
        assert why in capsys.readouterr().err


def test_all_of_ours_are_known() -> None:
    assert {scenario.name for scenario in builtin()} >= ALWAYS
