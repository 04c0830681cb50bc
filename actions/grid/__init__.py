from actions.later import later
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "网格事务", "en": "Grid worker"},
    intents={
        "grid_report": ("hazard", "location=spot"),
    },
    handlers={
        "grid_report": later("grid_report"),
    },
)
