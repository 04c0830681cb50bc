from actions.later import later
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "防疫与居家", "en": "Health"},
    intents={
        "health_report": (),
        "isolation_help": (),
    },
    handlers={
        "health_report": later("health_report"),
        "isolation_help": later("isolation_help"),
    },
)
