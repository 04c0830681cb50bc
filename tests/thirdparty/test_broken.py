"""Third parties' faults: the house opens, the others work, and whose fault it is stands on the desk and in the log."""

from pathlib import Path
from typing import Any

import pytest

from tests.thirdparty.shop import Shop

HERE = "青禾里"
HEAD = """
from actions.form import Form
from actions.job import Job
from actions.scenario import Scenario

def say(turn):
    return turn.say("fine")

def made(**more):
    given = {"package": __name__, "title": {"zh": "试试", "en": "Try"}, "intents": {}, "handlers": {}}
    return Scenario(**{**given, **more})
"""
PHRASES = 'version: "3.1"\nnlu:\n- intent: {intent}\n  examples: |\n    - one\n    - two\n'
MIGRATION = """
import sqlalchemy as sa
from alembic import op
revision = "0001"
down_revision = None

def upgrade():
    op.create_table("scene_torn_half", sa.Column("id", sa.Integer))
    op.execute("INSERT INTO there_is_no_such_table VALUES (1)")
"""
TABLE = """
from datetime import datetime
from sqlalchemy.orm import Mapped, mapped_column
from actions.table import RUNNING, CommunityTable, Instant, Key

class Half(CommunityTable):
    __tablename__ = "scene_torn_half"
    __purpose__ = RUNNING
    id: Mapped[Key]
    created_at: Mapped[datetime] = mapped_column(Instant)
"""
SHAKY_WORDS = ("fine", "boom", "net", "plan")
SHAKY = """
import socket
from datetime import timedelta

def boom(turn):
    return {}["missing"]

def net(turn):
    socket.create_connection(("192.0.2.1", 80), timeout=1)

def plan(turn):
    turn.schedule("fail", turn.now + timedelta(minutes=1), key="1")
    return turn.say("fine")

def fail(work, payload):
    raise ArithmeticError("never mind")

intents = {"shaky_boom": boom, "shaky_net": net, "shaky_plan": plan, "shaky_fine": say}
scenario = made(intents=dict.fromkeys(intents, ()), handlers=intents, jobs=(Job(name="fail", run=fail),))
"""
NAMING = """
def names(db, community):
    raise LookupError("no names today")

scenario = made(names=names, intents={"naming_ask": ()}, handlers={"naming_ask": say})
"""
GREEDY = """
def load(loading, rows):
    raise OSError("no place for parcels")

scenario = made(loads={"parcels": load})
"""
TEXTS = "fine: 好的。\n"
BROKEN = {  # name of the distribution to what stands on the desk
    "raiser": "ZeroDivisionError: division by zero",
    "leaver": "SystemExit: 3",
    "stranger": "TypeError: scene_stranger:scenario gives a str, not a Scenario",
    "clash": "scene_clash and fees both answer bill_query",
    "double": "two scenarios are called fees",
    "mute": "phrases or texts cannot be read (PhrasesError",
    "torn": "tables cannot be brought up to date (OperationalError",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A house with every fault at once, and what happened in it."""
    home = tmp_path_factory.mktemp("broken")
    shop = Shop.found(home / "shop")
    shop.write("raiser", "1 / 0")
    shop.write("leaver", "import sys; sys.exit(3)")
    shop.write("stranger", "scenario = lambda: ['no scenario']")
    shop.write("clash", f"{HEAD}\nscenario = made(intents={{'bill_query': ()}}, handlers={{'bill_query': say}})")
    shop.write("double", f"{HEAD}\nscenario = made(package='other.fees')")
    shop.write(
        "mute",
        f"{HEAD}\nscenario = made(intents={{'mute_ask': ()}}, handlers={{'mute_ask': say}})",
        **{"phrases/zh.yml": "nlu: [not this"},
    )
    shop.write(
        "torn",
        f"{HEAD}{TABLE}\nscenario = made(intents={{'torn_ask': ()}}, handlers={{'torn_ask': say}})",
        **{"migrations/v0001.py": MIGRATION},
    )
    shop.write("shaky", f"{HEAD}{SHAKY}", **{"texts/zh.yml": TEXTS, "texts/en.yml": TEXTS})
    shop.write("naming", f"{HEAD}{NAMING}", **{"texts/zh.yml": TEXTS, "texts/en.yml": TEXTS})
    shop.write("greedy", f"{HEAD}{GREEDY}")
    data = home / "data"
    data.mkdir()
    document = {
        "community": HERE,
        "homes": [{"home": "1栋1单元101"}],
        "residents": [{"id": "R1", "name": "许明远", "home": "1栋1单元101", "role": "owner", "phone": "13700000001"}],
        "staff": [{"id": "S1", "name": "沈若兰", "role": "manager", "login": "shen", "phone": "13600000001"}],
    }
    wish = {"data": str(data), "now": "2026-03-04T10:00:00+08:00", "engine": "first_word", "communities": [document]}
    words = ("notice_query", "bill_query", "torn_ask", "naming_ask", *(f"shaky_{word}" for word in SHAKY_WORDS))
    says = [{"in": HERE, "who": "R1", "says": word} for word in words]
    waits = [{"in": HERE, "who": "R1", "wait": 1}] * 6
    pages = [{"in": HERE, "page": "/desk/problems"}, {"in": HERE, "page": "/desk/scenarios"}]
    found = shop.visit(wish | {"steps": [*says, *waits, *pages]})
    later = shop.visit(wish | {"steps": [{"in": HERE, "expire": 400}]})
    return found | {"words": words, "deleted": later["said"][0]}


def said(report: dict[str, Any], word: str) -> str:
    return str(report["said"][report["words"].index(word)])


def page(report: dict[str, Any], number: int) -> str:
    return str(report["said"][len(report["words"]) + 6 + number])


@pytest.mark.parametrize(("name", "why"), BROKEN.items(), ids=BROKEN)
def test_what_cannot_be_used_is_left_out_and_named(report: dict[str, Any], name: str, why: str) -> None:
    (found,) = [one for one in report["broken"] if one["origin"] == f"scene-{name}"]
    assert why in found["why"]
    assert f"scene_{name}" not in report["scenarios"]
    assert f"<code>scene-{name}</code>" in page(report, 0), "the problems page of the desk says whose fault it is"
    assert f'"distribution": "scene-{name}"' in report["logs"]


def test_everybody_else_works(report: dict[str, Any]) -> None:
    assert {"conversation", "fees", "notices", "scene_shaky", "scene_naming"} <= set(report["scenarios"])
    assert said(report, "shaky_fine") == "好的。"
    assert "抱歉" not in said(report, "notice_query")
    assert "没有" in said(report, "bill_query")


def test_what_was_left_out_is_answered_honestly(report: dict[str, Any]) -> None:
    assert said(report, "torn_ask").startswith("这个小区还没有开通“试试”。")


@pytest.mark.parametrize(("word", "error"), [("shaky_boom", "KeyError"), ("shaky_net", "NetworkInTurn")])
def test_a_handler_that_fails_leaves_the_message_with_a_person(report: dict[str, Any], word: str, error: str) -> None:
    assert "已经转给工作人员处理" in said(report, word)
    assert f"{error} in scene_shaky (scene-shaky)" in report["errors"]
    assert f"{error} in scene_shaky (scene-shaky)" in page(report, 0)
    assert f'"fault": "{error} in scene_shaky (scene-shaky)"' in report["logs"]
    assert report["inbox"]["failed"] == 2


def test_a_job_that_fails_five_times_lies_on_the_desk(report: dict[str, Any]) -> None:
    assert report["jobs"]["dead"] == 1
    assert "ArithmeticError in scene_shaky (scene-shaky)" in report["errors"]
    assert "scene_shaky.fail" in page(report, 0)


def test_names_that_cannot_be_told_are_the_scenarios_own_loss(report: dict[str, Any]) -> None:
    assert said(report, "naming_ask") == "好的。"
    assert "LookupError in scene_naming (scene-naming)" in report["logs"]


def test_a_table_that_was_never_made_keeps_nobody_from_deleting_in_time(report: dict[str, Any]) -> None:
    assert report["deleted"].startswith("{")


def test_the_page_of_scenarios_tells_of_them(report: dict[str, Any]) -> None:
    assert f"有{len(BROKEN)}个场景没能启用" in page(report, 1)


def test_the_commands_say_what_is_wrong(tmp_path: Path) -> None:
    shop = Shop.found(tmp_path / "shop")
    shop.write("raiser", "1 / 0")
    checked = shop.linli("scenario", "check", "scene-raiser", data=tmp_path)
    assert (checked.returncode, checked.stderr) == (1, "")
    assert checked.stdout == "raiser: ZeroDivisionError: division by zero\n"
    listed = shop.linli("scenario", "list", data=tmp_path)
    assert "raiser          -               scene-raiser    broken: ZeroDivisionError" in listed.stdout
    assert listed.stderr == ""


def test_a_section_that_its_reader_cannot_read_stays_held(tmp_path: Path) -> None:
    shop, data = Shop.found(tmp_path / "shop"), tmp_path / "data"
    data.mkdir()
    wish = {"data": str(data), "now": "2026-03-04T10:00:00+08:00", "engine": "first_word"}
    shop.visit(wish | {"communities": [{"community": HERE, "parcels": [{"key": "P-1"}]}]})
    shop.write("greedy", f"{HEAD}{GREEDY}")
    opened = shop.visit(wish)
    assert "scene_greedy" in opened["scenarios"]
    assert '"section": "parcels"' in opened["logs"]
    assert '"distribution": "scene-greedy"' in opened["logs"]
