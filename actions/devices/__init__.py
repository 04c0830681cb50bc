from actions.devices import alone, handlers, later
from actions.devices.asking import DEGREES, HEARD, ORDER, START
from actions.devices.desk import trouble
from actions.devices.outcome import arrived
from actions.devices.records import device_rows, event_rows
from actions.job import Job
from actions.later import later as not_yet
from actions.scenario import Referring, Scenario

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
        "device_light": handlers.light,
        "device_climate": handlers.climate,
        "device_gate": not_yet("device_gate"),
        "device_query": handlers.query,
    },
    questions=frozenset({"device_query"}),
    calls={
        "arrived": arrived,
        "unplan": later.unplan,
        "again": later.again,
        "undo": later.undo,
        "drop": later.drop,
        "corrected": handlers.corrected,
        "how_it_is": handlers.how_it_is,
        "there_too": handlers.there_too,
    },
    refers={
        "device_event": Referring(
            correct="corrected",
            undo="undo",
            cancel="drop",
            alone=(
                (alone.DEGREES, alone.NEW_DEGREES, "corrected"),
                (alone.DEGREES, alone.NEW_STEP, "corrected"),
                (alone.PERCENT, alone.NEW_PERCENT, "corrected"),
                ("", alone.SWITCHED, "corrected"),
                ("", alone.HOW_IT_IS, "how_it_is"),
                ("", alone.HOW_THERE, "how_it_is"),
                ("", alone.THERE_TOO, "there_too"),
            ),
            slots=("action", "device_room", "device", "device_value"),
        )
    },
    forms=(ORDER, DEGREES, START, HEARD),
    views=(trouble,),
    jobs=(Job(name="act", run=later.act),),
    records={"device": device_rows, "device_event": event_rows},
)
