from typing import Any

import pytest

from bot.judge import judge

TICKET = {"key": "T-1", "new": True, "changed": False, "turn": 2, "status": "open", "category": "plumbing"}
RESULT: dict[str, Any] = {
    "turns": [
        {
            "replies": [
                {"text": "哪个位置？", "spoken": "哪个位置", "buttons": ["厨房"], "asks": "location", "lang": "zh"}
            ]
        },
        {"replies": [{"text": "登记好了", "spoken": "登记好了", "buttons": [], "asks": None, "lang": "zh"}]},
    ],
    "records": {
        "ticket": [TICKET | {"location": "厨房水槽", "date": "2025-09-18"}],
        "booking": [{"key": "B-1", "new": False, "changed": False, "turn": None, "status": "active"}],
        "payment": [
            {"key": "P", "new": True, "changed": False, "turn": 1, "amount": "58.30", "items": [{"fee": "electric"}]}
        ],
        "escalation": [],
        "device_event": [{"key": "E", "new": True, "changed": False, "turn": 1, "event": "light_off"}],
        "visitor_pass": [],
    },
}


@pytest.mark.parametrize(
    "check",
    [
        {"ticket": {"count": 1, "category": "plumbing", "location_contains": "厨房"}},
        {"ticket": {"category_any": ["window", "plumbing"], "location_contains_any": ["x", "水槽"]}},
        {"ticket": {"location_regex": "^厨房.槽$"}},
        {"booking": {"key": "B-1", "status": "active"}},
        {"payment": {"items": ["electric"], "amount": 58.3}},
        {"unchanged": ["bookings", "visitor_passes"]},
        {"escalation": {"count": 0}},
        {"device_event": {"any": ["light_off"]}},
        {"device_event": {"none": ["gate_open"]}},
        {"reply": {"turn": 1, "any": ["位置"], "asks": "location", "lang": "zh"}},
        {"reply": {"turn": "all", "none": ["抱歉"], "all": ["登记", "厨房"]}},
    ],
    ids=lambda check: next(iter(check)),
)
def test_what_is_there_passes(check: dict[str, Any]) -> None:
    assert judge(RESULT, [{"check": check}]) == []


@pytest.mark.parametrize(
    "check",
    [
        {"ticket": {"count": 2}},
        {"ticket": {"category": "gas"}},
        {"ticket": {"count": 1, "within_turn": 1, "category": "plumbing"}},
        {"no_new_ticket": True},
        {"booking": {"key": "B-9"}},
        {"payment": {"amount": 58.31}},
        {"unchanged": ["tickets"]},
        {"visitor_pass": {"count": 1}},
        {"device_event": {"none": ["light_off"]}},
        {"device_event": "none"},
        {"reply": {"turn": 2, "any": ["位置"]}},
        {"reply": {"turn": "any", "none": ["厨房"]}},
        {"reply": {"turn": 1, "any": ["位置"], "any2": ["卧室"]}},
        {"reply": {"turn": 2, "asks": "location"}},
    ],
    ids=lambda check: next(iter(check)),
)
def test_what_is_not_there_fails(check: dict[str, Any]) -> None:
    assert judge(RESULT, [{"check": check}])
