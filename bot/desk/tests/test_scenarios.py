import pytest

from actions.people import Community, StaffRole
from bot.access_log import DeskAccess
from bot.desk.tests.conftest import Visitor


async def test_a_manager_switches_a_scenario_with_a_second_look_and_it_is_written_down(visitor: Visitor) -> None:
    room = visitor.room
    me = await visitor.become("manager")
    page = await visitor.get("/desk/scenarios")
    assert "/desk/scenarios?ask=probe" in page
    assert 'method="post" action="/desk/scenarios/probe"' not in page
    assert 'method="post" action="/desk/scenarios/probe"' in await visitor.get("/desk/scenarios?ask=probe")
    await visitor.post("/desk/scenarios/probe", move="off")
    assert "已停用" in await visitor.get("/desk/scenarios")
    assert (await room.one(Community, id=room.ours)).settings["scenarios"] == []
    assert "scenarios" not in (await room.one(Community, id=room.theirs)).settings
    await visitor.post("/desk/scenarios/probe", move="off")
    await visitor.post("/desk/scenarios/probe", move="on")
    noted = [(row.staff_id, row.what, row.record) for row in await room.all(DeskAccess)]
    assert sorted(noted) == [(me.id, "scenario", "scenario:probe:off"), (me.id, "scenario", "scenario:probe:on")]


async def test_what_nobody_can_do_without_has_no_switch(visitor: Visitor) -> None:
    await visitor.become("admin")
    page = await visitor.get("/desk/scenarios?ask=staff")
    assert "不能停用" in page
    assert "/desk/scenarios/staff" not in page
    await visitor.post("/desk/scenarios/staff", 400, move="off")
    await visitor.post("/desk/scenarios/nobody", 400, move="on")


@pytest.mark.parametrize("role", sorted(set(StaffRole) - {StaffRole.MANAGER, StaffRole.ADMIN}))
async def test_nobody_else_may_look_or_switch(visitor: Visitor, role: StaffRole) -> None:
    await visitor.become(role)
    await visitor.get("/desk/scenarios", 403)
    await visitor.post("/desk/scenarios/probe", 403, move="off")
    if role is not StaffRole.COMMITTEE:
        assert "/desk/scenarios" not in await visitor.get("/desk")
