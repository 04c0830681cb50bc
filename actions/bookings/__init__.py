from actions.later import later
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "场地预约", "en": "Bookings"},
    intents={
        "booking_create": ("resource", "time=when", "duration", "people", "recurrence"),
        "booking_cancel": ("resource", "time"),
        "booking_query": ("resource", "time", "item=booking_item"),
    },
    handlers={
        "booking_create": later("booking_create"),
        "booking_cancel": later("booking_cancel"),
        "booking_query": later("booking_query"),
    },
    questions=frozenset({"booking_query"}),
)
