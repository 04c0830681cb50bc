from actions.later import later
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "家里的设备", "en": "Devices"},
    intents={
        "device_light": ("device", "room=device_room", "action", "value=device_value", "delay"),
        "device_climate": ("device", "room=device_room", "action", "value=device_value", "delay"),
        "device_gate": ("device", "action", "location=site"),
        "device_query": ("device", "room=device_room", "item=device_item"),
    },
    handlers={
        "device_light": later("device_light"),
        "device_climate": later("device_climate"),
        "device_gate": later("device_gate"),
        "device_query": later("device_query"),
    },
    questions=frozenset({"device_query"}),
)
