from actions.later import later
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "快递", "en": "Parcels"},
    intents={
        "parcel_query": ("carrier", "tail", "item=parcel_item"),
    },
    handlers={
        "parcel_query": later("parcel_query"),
    },
    questions=frozenset({"parcel_query"}),
)
