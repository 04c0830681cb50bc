from actions.later import later
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "党建与志愿", "en": "Party building and volunteers"},
    intents={
        "party_news": (),
        "volunteer_signup": (),
    },
    handlers={
        "party_news": later("party_news"),
        "volunteer_signup": later("volunteer_signup"),
    },
    questions=frozenset({"party_news"}),
)
