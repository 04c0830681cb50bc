"""What holds for every scenario, whatever it is about: tests that an author gets with `from bot.promises import *`.

They run on the scenarios of the author's project (fixture `promised`), in the house with everything that is installed.
"""
# ruff: noqa: S101  these are tests, though they live beside the plugin that runs them

import logging
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from actions.people import Community, Resident, Staff
from actions.phrases import phrase_files_of
from actions.registry import ALWAYS, Registry
from actions.scenario import Scenario
from actions.table import Base
from actions.texts import load_texts
from actions.ticket import Ticket
from actions.turn import SHARED
from bot.checks import check_scenario
from bot.dialogs import dialog_files, play_dialog, read_dialog
from bot.logs import JsonFormatter
from bot.migrate import migrate
from bot.revision import changes, import_models, tables_of
from bot.switches import switch
from bot.testing import Talk, texts
from integrations.sqlite import sqlite_engine
from nlu.phrases import read

__all__ = [
    "test_a_dialog_goes_as_its_file_says",
    "test_a_person_can_be_asked_for_in_every_state",
    "test_a_repeated_update_changes_no_table_for_any_intent",
    "test_an_emergency_interrupts_everything_and_pages_people_at_once",
    "test_every_message_is_answered",
    "test_every_scenario_has_a_dialog",
    "test_logs_hold_no_personal_data",
    "test_nobody_hears_of_a_neighbour",
    "test_switched_off_it_is_silent_and_says_so",
    "test_the_check_finds_nothing_to_mend",
    "test_the_migrations_make_exactly_the_declared_tables",
]

PERSON = {"zh": "转人工", "en": "a person, please"}
DANGER = {"zh": "救命，家里着火了，好大的烟", "en": "help, there is a fire in my flat"}
NAME, PHONE, PLATE = "贾宝玉林黛玉", "13712345678", "川A98765"
HEARD = "this log is heard"
CANARY, SECRET = "金丝雀", "13800138000"


def phrases(scenarios: Sequence[Scenario]) -> list[tuple[str, str, str]]:
    """Return intent, language and words of two phrases of every intent in each language."""
    found: dict[tuple[str, str], list[str]] = {}
    for example in read(path for scenario in scenarios for path in phrase_files_of(scenario)).examples:
        found.setdefault((example.intent, example.lang), []).append(example.text)
    own = {intent for scenario in scenarios for intent in scenario.intents}
    return [
        (intent, lang, text)
        for (intent, lang), said in sorted(found.items())
        if intent in own
        for text in dict.fromkeys((said[0], said[-1]))
    ]


def test_the_check_finds_nothing_to_mend(promised: list[Scenario], scenarios: Registry) -> None:
    """`linli scenario check` is content."""
    assert {scenario.name: check_scenario(scenario, scenarios) for scenario in promised} == {
        scenario.name: [] for scenario in promised
    }


def test_the_migrations_make_exactly_the_declared_tables(
    promised: list[Scenario], scenarios: Registry, tmp_path: Path
) -> None:
    """A fresh database has the tables that the models declare."""
    import_models("bot")
    engine = sqlite_engine(f"sqlite:///{tmp_path / 'new.sqlite3'}")
    try:
        migrate(engine, scenarios.scenarios.values())
        with engine.connect() as connection:
            for scenario in promised:
                import_models(scenario.package)
                missing = changes(connection, scenario.package).as_diffs()
                assert not missing, f"run: python -m bot.revision {scenario.package} 'what changed' ({missing})"
    finally:
        engine.dispose()


async def test_a_dialog_goes_as_its_file_says(talk: Talk, scenarios: Registry, dialog_file: Path) -> None:
    """Every dialog file plays."""
    assert await play_dialog(talk, read_dialog(dialog_file), scenarios) == []


def test_every_scenario_has_a_dialog(promised: list[Scenario]) -> None:
    """Nobody forgets to write one."""
    registry = Registry({scenario.name: scenario for scenario in promised})
    assert {file.parents[2].name for file in dialog_files(registry)} == set(registry.scenarios)


async def test_every_message_is_answered(talk: Talk, promised: list[Scenario]) -> None:
    """Nothing is lost, and nothing raises: an answer of the assistant, not of the desk."""
    for number, (intent, _, text) in enumerate(phrases(promised)):
        talk.sender = f"guest-{number}"
        said = await talk.says(text)
        assert said, f"{intent}: {text!r} got no answer"
        assert not await talk.read(_crashes), f"{intent}: {text!r} raised"


async def test_a_repeated_update_changes_no_table_for_any_intent(
    talk: Talk, promised: list[Scenario], community: dict[str, Any]
) -> None:
    """Nothing is done twice."""
    resident = await talk.as_resident(_keys(community)[0])
    for intent, _, text in phrases(promised):
        message = resident.message(text)
        await resident.send(message)
        before = await talk.read(_counts)
        assert await resident.send(message) == [], intent
        assert await talk.read(_counts) == before, intent


async def test_nobody_hears_of_a_neighbour(talk: Talk, promised: list[Scenario], community: dict[str, Any]) -> None:
    """What one resident has said and done is told to no other and to no guest."""
    first, second = _keys(community)[:2]
    await talk.app.store.write(lambda db: _disguise(db, second))
    neighbour = await talk.as_resident(second)
    for _, _, text in phrases(promised):
        await neighbour.says(text)
    for key in (first, None):
        other = await talk.as_resident(key) if key else talk
        for intent, _, text in phrases(promised):
            said = texts(await other.says(text))
            assert CANARY not in said, f"{intent}: {text!r} told of a neighbour"
            assert SECRET not in said, f"{intent}: {text!r} told a neighbour's phone"


async def test_logs_hold_no_personal_data(
    talk: Talk, promised: list[Scenario], community: dict[str, Any], caplog: Any
) -> None:
    """Ids and names of things are logged, never what a resident wrote."""
    caplog.set_level(logging.DEBUG)
    resident = await talk.as_resident(_keys(community)[0])
    for _, _, text in phrases(promised)[::3]:
        await resident.says(f"{text} 我叫{NAME} 电话{PHONE} 车牌{PLATE}")
    logging.getLogger("bot.engine").debug(HEARD)
    formatter = JsonFormatter()
    written = "\n".join(formatter.format(record) for record in caplog.records)
    assert HEARD in written, "an empty log proves nothing"
    assert [secret for secret in (NAME, PHONE, PLATE) if secret in written] == []


async def test_a_person_can_be_asked_for_in_every_state(talk: Talk, promised: list[Scenario]) -> None:
    """After each thing that can be said, one request for a person is enough."""
    for number, (intent, lang, text) in enumerate(phrases(promised)):
        talk.sender = f"guest-{number}"
        said = [*await talk.says(text), *await talk.says(PERSON[lang])]  # who has asked already stays in line
        assert any((one.record or "").startswith(("handoff:", "ticket:")) for one in said), f"{intent}: {texts(said)}"


async def test_an_emergency_interrupts_everything_and_pages_people_at_once(
    talk: Talk, promised: list[Scenario]
) -> None:
    """After each thing that can be said, a cry for help pages those on duty."""
    on_duty = await talk.read(lambda db: set(db.scalars(select(Staff.phone).where(Staff.on_duty))))
    for number, (intent, lang, text) in enumerate(phrases(promised)):
        talk.sender, talk.sms.sent[:] = f"guest-{number}", []
        await talk.says(text)
        await talk.says(DANGER[lang])
        assert talk.sms.sent, f"{intent}: nobody was paged after {text!r}"
        assert {phone for phone, _, _ in talk.sms.sent} <= on_duty, intent


async def test_switched_off_it_is_silent_and_says_so(talk: Talk, promised: list[Scenario], scenarios: Registry) -> None:
    """Switched off in a community it changes none of its tables, and the resident hears an honest answer."""
    for scenario in promised:
        if scenario.name in ALWAYS or not scenario.intents:
            continue
        await _switch(talk, scenarios, scenario, on=False)
        counts = partial(_counts, package=scenario.package)
        before = await talk.read(counts)
        honest = [await _is_honest(talk, scenario, lang, text) for _, lang, text in phrases([scenario])]
        assert any(honest), f"{scenario.name}: nobody is told that it is switched off"
        assert await talk.read(counts) == before
        await _switch(talk, scenarios, scenario, on=True)


async def _switch(talk: Talk, scenarios: Registry, scenario: Scenario, *, on: bool) -> None:
    def work(db: Session) -> None:
        switch(db, db.get_one(Community, talk.community), scenarios, scenario.name, on=on, now=talk.clock.now())

    await talk.app.store.write(work)


async def _is_honest(talk: Talk, scenario: Scenario, lang: str, text: str) -> bool:
    talk.sender = f"guest-{scenario.name}-{text}"[:100]  # somebody with whom nothing is open
    said = await talk.says(text)
    own = [one.record for one in said if (one.record or "").partition(":")[0] in scenario.records]
    assert not own, f"{text!r} was served: {own}"
    title = scenario.title.get(lang, scenario.title["zh"])
    return str(load_texts(SHARED).render(lang, "switched_off.intent", {"title": title})) in texts(said)


def _keys(community: Mapping[str, Any]) -> list[str]:
    """Return the residents of the test community."""
    keys = [str(row["id"]) for row in community["residents"]]
    assert len(keys) > 1, "the test community needs two residents who are no family"
    return keys


def _disguise(db: Session, key: str) -> None:
    resident = db.scalars(select(Resident).where(Resident.key == key)).one()
    resident.name, resident.phone = CANARY, SECRET


def _crashes(db: Session) -> list[str]:
    """Return the tickets of messages that no turn could be made of."""
    handed = db.scalars(select(Ticket).where(Ticket.kind == "handoff")).all()
    return [ticket.number for ticket in handed if (ticket.data or {}).get("reason") == "error"]


def _counts(db: Session, package: str = "") -> dict[str, int]:
    """Count the rows of every table, or of those that a package declares."""
    there = set(inspect(db.connection()).get_table_names())
    own = tables_of(package) if package else set(Base.metadata.tables)
    found = [table for table in Base.metadata.sorted_tables if table.name in own & there]
    return {table.name: db.scalar(select(func.count()).select_from(table)) or 0 for table in found}
