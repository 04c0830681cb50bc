import pytest

from actions.visitors import scenario as visitors
from bot.desk.tests.conftest import Visitor
from bot.desk.views import to_csv


async def test_a_declared_view_is_a_table_with_its_scenarios_titles(visitor: Visitor) -> None:
    await visitor.ticket("H-1", kind="handoff", data={"reason": "账单不对", "callback": "138"})
    await visitor.become("committee")
    assert "等人工的住户" in await visitor.get("/desk/views")
    page = await visitor.get("/desk/views/staff.waiting")
    for words in ("回电号码", "H-1", "账单不对"):
        assert words in page


async def test_a_view_that_does_not_exist_is_not_found(visitor: Visitor) -> None:
    await visitor.become("manager")
    await visitor.get("/desk/views/staff.nothing", 404)


@pytest.fixture
def gate(visitor: Visitor) -> Visitor:
    """Return a browser at a desk where visitors are expected."""
    visitor.room.registry.scenarios["visitors"] = visitors
    return visitor


async def test_what_is_entered_above_a_list_is_answered_on_it(gate: Visitor) -> None:
    await gate.become("security")
    assert "进门码、车牌、编号或姓名" in await gate.get("/desk/views/visitors.expected")
    assert "没有找到" in await gate.post("/desk/views/visitors.expected", 200, words="<b>123456</b>")
    await gate.post("/desk/views/staff.waiting", 404, words="1")
    await gate.post("/desk/views/visitors.expected", 403, csrf="guessed", words="1")


async def test_only_the_gate_and_the_office_enter_visitors(gate: Visitor) -> None:
    for role in ("committee", "repairer", "grid_worker"):
        await gate.become(role)
        await gate.get("/desk/views/visitors.expected", 404)
        await gate.post("/desk/views/visitors.expected", 404, words="1")


async def test_an_export_runs_no_formula(visitor: Visitor) -> None:
    await visitor.ticket("H-1", kind="handoff", data={"reason": "=HYPERLINK(1)"})
    await visitor.become("manager")
    answer = await visitor.client.get("/desk/views/staff.waiting.csv")
    assert answer.content_type == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "'=HYPERLINK(1)" in await answer.text()


def test_numbers_stay_numbers_in_an_export() -> None:
    assert to_csv(["a", "b"], [[-5, "-5"], [None, "@x"]]) == "\ufeffa,b\r\n-5,'-5\r\n,'@x\r\n"
