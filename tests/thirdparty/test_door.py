"""The whole life of somebody else's scenario: built, installed, migrated, on for one community, off, gone, back."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.thirdparty.shop import LAUNDRY, Shop

HERE, THERE = "柳岸新村", "梧桐苑"
NOT_HERE = "这个小区还没有开通“洗衣”"
WASH = "我想洗件羽绒服"
READY = "我的衣服洗好了吗"
FINE = {"dead", "failed", "running"}  # states that nothing may be in


def community(name: str, scenarios: list[str] | None) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((LAUNDRY / "tests" / "community.json").read_text("utf-8"))
    staff = [row | {"login": f"{row['login']}@{name}"} for row in document["staff"]]
    chosen = {"scenarios": scenarios} if scenarios is not None else {}
    return document | {"community": name, "staff": staff} | chosen


BOTH = [community(HERE, ["laundry", "repairs", "fees"]), community(THERE, ["repairs", "fees", "homes"])]


@pytest.fixture
def house(data: Path, database_url: str) -> dict[str, Any]:
    return {"data": str(data), "database": database_url, "now": "2026-03-04T10:00:00+08:00"}


def at(house: dict[str, Any], day: str, *steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {**house, "now": f"2026-03-{day}T10:00:00+08:00", "steps": list(steps), **more}


def says(words: str, who: str = "R1", where: str = HERE) -> dict[str, Any]:
    return {"in": where, "who": who, "says": words}


def press(label: str) -> dict[str, Any]:
    return {"in": HERE, "who": "R1", "press": label}


def switched(on: bool) -> dict[str, Any]:
    return {"in": HERE, "switch": "laundry", "on": on}


def sound(report: dict[str, Any]) -> None:
    """Nothing failed, nothing died, nobody complained."""
    for kind in ("inbox", "outbox", "jobs"):
        assert not FINE & set(report[kind]), report[kind]
    assert report["errors"] == []
    assert report["logs"] == ""


def test_the_life_of_a_scenario_that_somebody_else_wrote(shop: Shop, wheel: Path, house: dict[str, Any]) -> None:
    without = shop.visit(at(house, "04", says(WASH), communities=BOTH))
    assert "laundry" not in without["scenarios"]
    assert without["rows"] == {}
    sound(without)

    shop.install(wheel)  # discovered, migrated at the start, given the prices that were held for it
    here = shop.visit(
        at(
            house,
            "04",
            says("羽绒服洗一件什么价"),
            says(WASH),
            says("明天上午"),
            press("是的"),
            says(WASH, where=THERE),
            says(READY, where=THERE),
            says("厨房漏水了", where=THERE),
        )
    )
    assert "laundry" in here["scenarios"]
    price, asked, read_back, taken, *there = here["said"]
    assert "45.00元" in price
    assert asked == "您什么时候送到服务台？"
    assert "45.00元" in read_back
    assert "编号L-1" in taken
    assert [NOT_HERE in said for said in there] == [True, True, False]
    assert "找工作人员" in there[0]
    assert here["rows"] == {"laundry_bag": 1, "laundry_price": 12, "version_laundry": 1}
    sound(here)

    off = shop.visit(
        at(
            house,
            "05",
            {"in": HERE, "close": "laundry"},
            says("我要送洗"),  # a form is open when it is switched off
            switched(on=False),
            says("衬衫"),
            says(READY),
            {"in": HERE, "who": "R1", "button": "call:laundry.fetched:L-1"},
            {"in": HERE, "who": "R1", "wait": 72},  # the reminder falls due and waits
            {"in": HERE, "page": "/desk/views"},
            {"in": HERE, "page": "/desk/problems"},
        )
    )
    _, asked, switched_off, closed, honest, pressed, waited, views, problems = off["said"]
    assert "您要洗哪一样" in asked
    assert switched_off == f"laundry is off in {HERE}"
    assert closed == "这个小区的“洗衣”现在停用了，刚才那件事先不办了。需要时可以找工作人员。\n找工作人员"
    assert NOT_HERE in honest
    assert NOT_HERE in pressed
    assert waited == ""
    assert off["jobs"]["waiting"] == 1
    assert "洗衣代收" not in views
    assert "没有问题" in problems
    sound(off)

    shop.uninstall("scene-laundry")
    gone = shop.visit(
        at(
            house,
            "08",
            says("厨房漏水了"),
            says(WASH),
            {"in": HERE, "who": "R1", "button": "call:laundry.fetched:L-1"},
            {"in": HERE, "page": "/desk"},
            {"in": HERE, "page": "/desk/scenarios"},
            {"in": HERE, "page": "/desk/problems"},
            {"in": HERE, "who": "R1", "wait": 24},
        )
    )
    assert "laundry" not in gone["scenarios"]
    assert all(page.startswith("200\n") for page in gone["said"][3:6])
    assert "没有问题" in gone["said"][5]
    assert gone["rows"] == here["rows"]
    assert gone["jobs"]["waiting"] == 1
    sound(gone)

    shop.install(wheel)
    back = shop.visit(at(house, "09", switched(on=True), {"in": HERE, "who": "R1", "wait": 1}, says(READY)))
    assert "还在服务台" in back["said"][1], "the reminder that waited is made good"
    assert "羽绒服（编号L-1）洗好了，45.00元" in back["said"][2]
    assert back["rows"] == here["rows"]
    assert "waiting" not in back["jobs"]
    sound(back)

    shop.uninstall("scene-laundry")  # what the house deletes after its time leaves the tables that nobody knows alone
    later = shop.visit(at(house, "10", {"in": HERE, "expire": 2000}))
    assert "'ticket': 1" in later["said"][0]
    assert later["rows"] == here["rows"]
    sound(later)


def test_a_form_of_a_scenario_that_was_removed_is_closed_with_a_sentence(shop: Shop, wheel: Path, data: Path) -> None:
    house = {"data": str(data)}
    shop.install(wheel)
    shop.visit(at(house, "04", says("厨房漏水了"), says(WASH), communities=BOTH))
    shop.uninstall("scene-laundry")
    closed, more = shop.visit(at(house, "04", says("明天上午"), says("我家物业费多少")))["said"]
    assert closed.startswith("刚才那件事现在办不了，先不办了。")
    assert "办不了" not in more


def test_its_own_tests_pass_where_it_is_installed(
    shop: Shop, wheel: Path, tmp_path: Path, knowing: dict[str, str]
) -> None:
    """The author's dialogs and tests, and with them every promise of the house: one line in tests/test_promises.py."""
    shop.install(wheel)
    author = tmp_path / "author"
    (author / "tests").mkdir(parents=True)
    for name in ("pyproject.toml", "tests/community.json", "tests/test_promises.py"):
        (author / name).write_bytes((LAUNDRY / name).read_bytes())
    own = LAUNDRY / "scene_laundry" / "laundry" / "tests" / "test_laundry.py"
    (author / "tests" / own.name).write_bytes(own.read_bytes())
    done = shop.run("-m", "pytest", "-q", at=author, **knowing)
    assert done.returncode == 0, done.stdout[-4000:]
    assert "25 passed" in done.stdout


def test_an_operator_finds_and_switches_it_by_command(shop: Shop, wheel: Path, data: Path) -> None:
    shop.install(wheel)
    checked = shop.linli("scenario", "check", "scene_laundry", data=data)
    assert checked.stdout == "1 checked, nothing to mend\n", checked.stdout + checked.stderr
    assert _row(shop, data) == ["laundry", "0.2", "scene-laundry", "on"]
    shop.visit(at({"data": str(data)}, "04", communities=BOTH, engine="first_word"))
    assert _row(shop, data) == ["laundry", "0.2", "scene-laundry", f"off in {THERE}"]
    done = shop.linli("scenario", "on", "scene-laundry", "--community", THERE, data=data)
    assert done.stdout == f"laundry is on in {THERE}\n", done.stderr
    shop.uninstall("scene-laundry")
    assert _row(shop, data) == ["laundry", "-", "-", "not installed"]


def _row(shop: Shop, data: Path, *arguments: str) -> list[str]:
    listed = shop.linli("scenario", "list", *arguments, data=data).stdout.splitlines()
    (row,) = [line for line in listed if line.startswith("laundry ")]
    return [cell for cell in row.split("  ") if cell.strip()] and [
        cell.strip() for cell in row.split("  ") if cell.strip()
    ]
