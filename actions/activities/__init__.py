from actions.later import later
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "社区活动", "en": "Activities"},
    intents={
        "activity_list": ("type=activity", "time"),
        "activity_signup": ("activity", "people"),
    },
    handlers={
        "activity_list": later("activity_list"),
        "activity_signup": later("activity_signup"),
    },
    questions=frozenset({"activity_list"}),
)
