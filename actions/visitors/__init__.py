from actions.later import later
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "访客", "en": "Visitors"},
    intents={
        "visitor_pass_create": (
            "visitor_name",
            "count",
            "time=when",
            "duration",
            "plate",
            "phone",
            "recurrence",
        ),
        "visitor_pass_revoke": ("visitor_name", "plate", "scope", "time"),
        "visitor_pass_list": ("visitor_name", "status", "time"),
    },
    handlers={
        "visitor_pass_create": later("visitor_pass_create"),
        "visitor_pass_revoke": later("visitor_pass_revoke"),
        "visitor_pass_list": later("visitor_pass_list"),
    },
    questions=frozenset({"visitor_pass_list"}),
)
