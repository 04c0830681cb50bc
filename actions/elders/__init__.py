from actions.later import later
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "养老服务", "en": "Services for the elderly"},
    intents={
        "elder_service": ("service", "time=when", "recurrence"),
    },
    handlers={
        "elder_service": later("elder_service"),
    },
)
