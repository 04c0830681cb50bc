from actions.later import later
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "电梯", "en": "Lifts"},
    intents={
        "call_elevator": ("floor", "direction", "location=site"),
        "elevator_report": ("symptom", "location=site", "floor"),
        "elevator_status": ("location=site", "item=elevator_item"),
    },
    handlers={
        "call_elevator": later("call_elevator"),
        "elevator_report": later("elevator_report"),
        "elevator_status": later("elevator_status"),
    },
    questions=frozenset({"elevator_status"}),
)
