from actions.later import later
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "停车", "en": "Parking"},
    intents={
        "parking_query": ("plate", "item=parking_item"),
    },
    handlers={
        "parking_query": later("parking_query"),
    },
    questions=frozenset({"parking_query"}),
)
