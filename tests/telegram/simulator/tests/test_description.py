from dataclasses import replace

import pytest

from tests.telegram.simulator import Simulator, running
from tests.telegram.simulator.gate import METHODS
from tests.telegram.simulator.spec import Field, load_own
from tests.telegram.simulator.tests.conftest import specs
from tests.telegram.simulator.tests.raw import Raw, connected

BUTTON = {"text": "Tap", "callback_data": "x"}

# A call, and what is wrong with it.
BROKEN = {
    "unknown method": ("sendMesage", {"chat_id": 7, "text": "hi"}, "unknown method sendMesage"),
    "missing field": ("sendMessage", {"chat_id": 7}, "missing text"),
    "unknown field": ("sendMessage", {"chat_id": 7, "text": "hi", "hide": True}, "unknown field hide"),
    "number for a text": ("sendMessage", {"chat_id": 7, "text": 5}, "text: 5 is not String"),
    "text for a switch": ("sendMessage", {"chat_id": 7, "text": "hi", "protect_content": "yes"}, "is not Boolean"),
    "fraction for a number": ("deleteMessage", {"chat_id": 7, "message_id": 1.5}, "is not Integer"),
    "null": ("sendMessage", {"chat_id": 7, "text": "hi", "parse_mode": None}, "parse_mode: None is not String"),
    "button without text": (
        "sendMessage",
        {"chat_id": 7, "text": "hi", "reply_markup": {"inline_keyboard": [[{"callback_data": "x"}]]}},
        "InlineKeyboardButton without text",
    ),
    "unknown part of a button": (
        "sendMessage",
        {"chat_id": 7, "text": "hi", "reply_markup": {"inline_keyboard": [[BUTTON | {"hide": False}]]}},
        "InlineKeyboardButton has no field hide",
    ),
    "buttons without rows": (
        "sendMessage",
        {"chat_id": 7, "text": "hi", "reply_markup": {"inline_keyboard": [BUTTON]}},
        "not an array",
    ),
}


@pytest.mark.parametrize(("method", "values", "problem"), BROKEN.values(), ids=BROKEN.keys())
async def test_a_broken_call_is_refused_and_noted(
    judged: Simulator, method: str, values: dict[str, object], problem: str
) -> None:
    await judged.user(7).starts()
    async with connected(judged) as raw:
        status, _ = await raw.call(method, **values)
    assert status in (400, 404)
    assert [violation.method for violation in judged.violations] == [method]
    assert problem in " ".join(judged.violations[0].problems)
    assert judged.user(7).inbox == []


async def test_a_sound_call_is_not_noted(judged: Simulator) -> None:
    await judged.user(7).starts()
    async with connected(judged) as raw:
        await raw.sent(7, "hi", reply_markup={"inline_keyboard": [[BUTTON]]}, protect_content=True)
    assert judged.violations == []


async def test_an_unknown_method_is_answered_as_telegram_does(raw: Raw) -> None:
    assert await raw.call("sendMesage") == (404, {"ok": False, "error_code": 404, "description": "Not Found"})


async def test_a_form_is_read_by_the_types_of_its_fields(sim: Simulator, raw: Raw) -> None:
    await sim.user(7).starts()
    form = {"chat_id": "7", "text": "123", "protect_content": "true", "reply_markup": '{"inline_keyboard": []}'}
    async with raw.session.post(f"{raw.base}/bot{raw.token}/sendMessage", data=form) as answer:
        assert answer.status == 200
    assert sim.user(7).inbox[0].text == "123"
    assert sim.violations == []


async def test_a_wrong_token_opens_nothing(raw: Raw) -> None:
    raw.token = "1:wrong"
    assert await raw.refusal("getMe") == "401 Unauthorized"


def test_every_method_of_the_simulator_is_described() -> None:
    assert set(load_own().methods) == set(METHODS)


def test_our_description_asks_for_what_the_complete_one_asks_for() -> None:
    own = load_own()
    for spec in specs():
        for name, fields in own.methods.items():
            for field, rule in fields.items():
                assert spec.methods[name][field] == rule, f"{name}.{field}"
            left_out = {field for field, rule in spec.methods[name].items() if rule.required} - set(fields)
            assert not left_out, f"{name} misses {left_out}"


async def test_an_answer_of_ours_that_breaks_the_description_is_found() -> None:
    update = {"update_id": Field(("Integer",), True), "message": Field(("Message",), False)}
    types = {"Update": update, "Message": {"date": Field(("Integer",), True)}}
    spec = replace(load_own(), returns={"getUpdates": ("Array of Update",)}, types=types)
    async with running(spec) as sim, connected(sim) as raw:
        sim.push({"message": {}})
        await raw.updates()
        assert sim.state.own_errors == ["getUpdates[0].message: Message without date"]
