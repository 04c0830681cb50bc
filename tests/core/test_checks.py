"""Every rule of `linli scenario check` finds what it is for: one thing is broken, and one line says so."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from actions.registry import Registry, discover, registry_of
from bot.checks import check_scenario
from bot.cli import main
from bot.scenario_office import Listed, rows
from tests.scaffolds import NAME, OWN, Scaffold, distribution, imported

FOREIGN = "- intent: bill_pay\n  examples: |\n    - take my money\n"
NOTHING = Listed((), {})  # a house that was never opened
KEPT = "    mine = turn.ours(Entry).where(Entry.conversation_id == turn.conversation.id)\n"
SELECT = "    mine = select(Entry).where(Entry.conversation_id == turn.conversation.id)\n"
COUNT = "    mine = select(func.count()).where(Entry.number == '')\n"
IMPORT = "from sqlalchemy import Select\n"
OTHER = f'Form(name="other", package="{OWN}.{NAME}", slots=(), submit=keep)'
CONSENTS = 'consents=(Consent(name="cameras"),),'
NAMED = "    item: Mapped[str] = mapped_column(String(40))\n"


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of one file; every `old` must be there."""

    file: str
    swaps: tuple[tuple[str, str], ...]

    def apply(self, folder: Path) -> None:
        path = folder / self.file
        text = path.read_text("utf-8")
        for old, new in self.swaps:
            assert old in text, f"{self.file} has no {old!r}"
            text = text.replace(old, new)
        path.write_text(text, "utf-8")


@dataclass(frozen=True, slots=True)
class Removal:
    """A file that is gone."""

    file: str

    def apply(self, folder: Path) -> None:
        (folder / self.file).unlink()


Break = Change | Removal


def change(file: str, old: str, new: str, *more: tuple[str, str]) -> Change:
    return Change(file, ((old, new), *more))


def top(line: str) -> Change:
    return change("handlers.py", IMPORT, f"{line}\n{IMPORT}")


def keep(body: str) -> Change:
    """Put a line at the beginning of the handler `cancel`."""
    return change("handlers.py", "    if entry is None:\n", f"    {body}\n    if entry is None:\n")


def query(body: str) -> Change:
    return change("handlers.py", KEPT, body, (IMPORT, "from sqlalchemy import Select, func, select\n"))


def mute(lang: str) -> Change:
    """Give all examples to another intent."""
    return change(f"phrases/{lang}.yml", f"- intent: {NAME}_ask", "- intent: out_of_scope")


BROKEN: dict[str, tuple[Break, str]] = {
    "no Chinese examples": (mute("zh"), f"phrases/zh.yml: {NAME}_ask has 0 examples; write at least 8 different ones"),
    "no English examples": (mute("en"), f"phrases/en.yml: {NAME}_ask has 0 examples; write at least 8 different ones"),
    "no English phrases file": (Removal("phrases/en.yml"), f"phrases/en.yml: {NAME}_ask has 0 examples"),
    "phrases of somebody else's intent": (
        change(
            "phrases/en.yml", "- lookup: item", "- intent: bill_pay\n  examples: |\n    - take my money\n- lookup: item"
        ),
        "phrases/: bill_pay is no intent of this scenario; what is near and not yours belongs to out_of_scope",
    ),
    "phrases that cannot be read": (change("phrases/zh.yml", '"3.1"', '"2.0"'), 'phrases/: * version must be "3.1"'),
    "a sentence that is not there": (
        change("handlers.py", 'turn.say("not_kept")', 'turn.say("never_kept")'),
        "handlers.py:*: texts/zh.yml has no never_kept; add it",
    ),
    "a shared sentence that is not there": (
        keep('turn.shared_text("hurrah")'),
        "handlers.py:*: texts/zh.yml of actions/conversation has no hurrah; add it",
    ),
    "no sentence like the one code puts together": (
        keep('turn.text(f"colour.{turn.argument}")'),
        "handlers.py:*: texts/zh.yml has no sentence like f'colour.{turn.argument}'; add them",
    ),
    "a refusal without a sentence": (
        change("form.py", '"unknown_item"', '"strange_item"'),
        "form.py:*: texts/zh.yml has no strange_item; add it",
    ),
    "a value that is not given": (
        change("handlers.py", ", entry.ref, number=entry.number)", ", entry.ref)"),
        "handlers.py:*: done.cancelled takes {number}, which is not given; give it",
    ),
    "a claim without a record": (
        change("handlers.py", 'turn.done("done.cancelled", entry.ref, ', 'turn.say("done.cancelled", '),
        "handlers.py:*: done.cancelled says that something was done; say it with turn.done",
    ),
    "a question without words": (
        change("form.py", "slots=(", 'slots=(Slot(name="colour", read=entity("colour")), '),
        "texts/zh.yml: the form request has no question for colour; add ask.colour",
    ),
    "nothing to read back": (
        change("form.py", "submit=keep,", 'submit=keep, confirm="sure"'),
        "texts/zh.yml: sure is missing, which the form request reads back; add it",
    ),
    "a column without a title": (
        change("desk.py", '"since")', '"until")'),
        "texts/zh.yml: view.kept.until is missing, which the desk shows; add it",
    ),
    "a sentence that English lacks": (
        change("texts/zh.yml", "not_kept:", "extra: 好\nnot_kept:"),
        "texts/en.yml: extra is missing; the other language has it",
    ),
    "a sentence that Chinese lacks": (
        change("texts/en.yml", "not_kept:", "extra: Fine\nnot_kept:"),
        "texts/zh.yml: extra is missing; the other language has it",
    ),
    "other values in English": (
        change("texts/en.yml", "We keep the {item} for you, number {number}", "We keep number {number} for you"),
        "texts/en.yml: done.kept takes {number}, in zh.yml {item}, {number}; take the same",
    ),
    "no dialog": (Removal("tests/dialogs/happy.yaml"), "tests/dialogs/ has no dialog; write one"),
    "a dialog without turns": (
        change("tests/dialogs/happy.yaml", "turns:", "lines:"),
        "tests/dialogs/happy.yaml: has no turns; write at least one",
    ),
    "a dialog that is not YAML": (
        change("tests/dialogs/happy.yaml", "turns:", "turns: ["),
        "tests/dialogs/happy.yaml: is not YAML",
    ),
    "no README": (Removal("README.md"), "README.md is missing; write one screen"),
    "a table without the prefix": (
        change("models.py", f'"{NAME}_entry"', '"entry"'),
        f"models.py: Entry is called entry; call it {NAME}_entry",
    ),
    "a table without a purpose": (
        change("models.py", "    __purpose__ = PURPOSE\n", ""),
        "models.py: Entry does not say what its data is for; give it a __purpose__",
    ),
    "a phone that is not marked": (
        change("models.py", NAMED, NAMED + NAMED.replace("item", "phone")),
        "models.py: Entry.phone sounds personal; say info=PERSONAL",
    ),
    "names that are not marked": (
        change("models.py", NAMED, NAMED + NAMED.replace("item", "contact_names")),
        "models.py: Entry.contact_names sounds personal; say info=PERSONAL",
    ),
    "a foreign key to a neighbour": (
        change("models.py", 'ForeignKey("resident.id")', 'ForeignKey("notices_notice.id")'),
        "models.py: Entry points to notices_notice; foreign keys point to the core's tables only",
    ),
    "a pointer that keeps what should be deleted": (
        change("models.py", 'ForeignKey("resident.id")', 'ForeignKey("ticket.id")'),
        "models.py: Entry points to ticket, whose rows are deleted in time; say what becomes of it with ondelete",
    ),
    "no migration": (
        Removal("migrations/v0001_create_the_table.py"),
        "migrations/ is empty; write one with",
    ),
    "a consent nobody asks for": (
        change("models.py", "Basis.CONTRACT", "Basis.CONSENT"),
        f"models.py: Entry needs consent for {NAME}; add it to `consents` of the manifest",
    ),
    "a consent without words": (
        change("__init__.py", "    calls=", f"    {CONSENTS}\n    calls=", ("import Sc", "import Consent, Sc")),
        "texts/zh.yml: consent.cameras is missing, which asks for the consent; add it",
    ),
    "a neighbour's module": (
        top("import actions.fees.periods"),
        "handlers.py:*: imports the scenario fees; use the SDK or an event instead",
    ),
    "a neighbour itself": (
        top("from actions import fees"),
        "handlers.py:*: imports the scenario fees; use the SDK or an event instead",
    ),
    "the machinery": (
        top("from bot.engine import Engine"),
        "handlers.py:*: imports bot.engine.Engine; a scenario knows actions/ and nlu/ only",
    ),
    "a messenger": (top("import aiogram"), "handlers.py:*: imports aiogram; a scenario knows actions/ and nlu/ only"),
    "a web framework": (
        top("from aiohttp import web"),
        "handlers.py:*: imports aiohttp.web; a scenario knows actions/ and nlu/ only",
    ),
    "a scheduler": (
        top("import apscheduler.triggers.cron"),
        "handlers.py:*: imports apscheduler.triggers.cron; a scenario knows",
    ),
    "a commit of its own": (
        keep("turn.db.commit()"),
        "handlers.py:*: commit() ends a transaction that is not yours; the house commits",
    ),
    "everybody's rows": (query(SELECT), "handlers.py:*: select() sees every Entry; start from turn.mine or turn.ours"),
    "a count of everybody's rows": (query(COUNT), "handlers.py:*: select() sees every Entry; start from turn.mine"),
    "everybody's residents": (
        change(
            "handlers.py",
            IMPORT,
            "from sqlalchemy import Select, select\nfrom actions.people import Resident\n",
            ("    if entry is None:\n", "    turn.db.scalars(select(Resident))\n    if entry is None:\n"),
        ),
        "handlers.py:*: select() sees every Resident; start from turn.mine or turn.ours",
    ),
    "a comment without a reason": (
        query(f"    # ours:\n{SELECT}"),
        "handlers.py:*: select() sees every Entry; start from turn.mine or turn.ours",
    ),
    "an intent nobody answers": (
        change("__init__.py", f'handlers={{"{NAME}_ask": REQUEST}}', "handlers={}, forms=(REQUEST,)"),
        f"__init__.py: {NAME}_ask has no handler; add it to `handlers`",
    ),
    "an answer nobody can ask for": (
        change("__init__.py", "REQUEST}", f'REQUEST, "{NAME}_more": REQUEST}}'),
        f"__init__.py: `handlers` answers {NAME}_more, which is no intent",
    ),
    "no English title": (
        change("__init__.py", ', "en": "Borrowing"', ""),
        "__init__.py: `title` has no en; add it",
    ),
    "a button that leads nowhere": (
        change("__init__.py", '"cancel": handlers', '"stop": handlers'),
        "handlers.py:*: nothing is called cancel; add it to `calls` of the manifest",
    ),
    "a button written out that leads nowhere": (
        keep(f'turn.button("button.cancel", "call:{NAME}.stop:1")'),
        "handlers.py:*: nothing is called stop; add it to `calls` of the manifest",
    ),
    "an outcome that leads nowhere": (
        keep('turn.effects.command("door", "gate", {}, expires=None, on_outcome="opened")'),
        "handlers.py:*: nothing is called opened; add it to `calls` of the manifest",
    ),
    "a job that is not there": (
        keep('turn.schedule("remind", turn.now, key="1")'),
        "handlers.py:*: there is no job remind; add it to `jobs` of the manifest",
    ),
    "a form the manifest does not name": (
        change("form.py", "REQUEST = Form(", f"OTHER = {OTHER}\nREQUEST = Form("),
        "form.py: the manifest does not name the form other; add it to `forms`",
    ),
}


def house() -> Registry:
    return registry_of(found.scenario for found in discover())


def problems(scaffold: Scaffold) -> list[str]:
    with imported(scaffold) as scenario:
        return check_scenario(scenario, house())


@pytest.mark.parametrize(("change", "said"), BROKEN.values(), ids=BROKEN)
def test_one_thing_that_is_wrong_is_one_line_that_says_what_to_do(tmp_path: Path, change: Break, said: str) -> None:
    scaffold = distribution(tmp_path)
    change.apply(scaffold.folder)
    (found,) = problems(scaffold)
    before, _, after = said.partition("*")
    assert found.startswith(before)
    assert after in found


SOUND: dict[str, Break] = {
    "a query with a reason above it": query(f"    # ours: the queue is everybody's\n{SELECT}"),
    "a query with a reason beside it": query(SELECT.replace(")\n", ")  # ours: the queue is everybody's\n")),
    "a column that only sounds personal": change(
        "models.py", NAMED, NAMED + NAMED.replace("item", "name").replace("))", '), info={"personal": False})')
    ),
    "a slot that is never asked for": change(
        "form.py", "slots=(", 'slots=(Slot(name="colour", read=entity("colour"), needed=lambda values: False), '
    ),
}


@pytest.mark.parametrize("change", SOUND.values(), ids=SOUND)
def test_what_is_sound_is_not_complained_about(tmp_path: Path, change: Break) -> None:
    scaffold = distribution(tmp_path)
    change.apply(scaffold.folder)
    assert problems(scaffold) == []


@pytest.mark.parametrize("name", sorted(found.scenario.name for found in discover()))
def test_every_installed_scenario_passes_its_check(name: str) -> None:
    registry = house()
    assert check_scenario(registry.scenarios[name], registry) == []


def test_the_list_says_what_is_switched_on() -> None:
    found = {row[0]: tuple(row[1:]) for row in rows(NOTHING, ["fees"])}
    assert found["fees"] == ("0.1", "linli", "on")
    assert found["homes"] == ("0.1", "linli", "off")
    assert found["emergencies"] == ("0.1", "linli", "on"), "no house can do without it"
    assert {row[3] for row in rows(NOTHING, None)} == {"on"}


def test_the_command_checks_one_and_refuses_a_name_nobody_has(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenario", "check", "conversation"]) == 0
    assert capsys.readouterr().out == "1 checked, nothing to mend\n"
    assert main(["scenario", "check", "nobody"]) == 2
    assert "linli scenario list" in capsys.readouterr().err


def test_the_command_lists_what_is_installed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenario", "list"]) == 0
    assert ["fees", "0.1", "linli", "on"] in [line.split() for line in capsys.readouterr().out.splitlines()]
