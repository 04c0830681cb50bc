from actions.later import later
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "个人信息", "en": "My data"},
    intents={
        "privacy_query": (),
        "privacy_export": (),
        "privacy_erase": (),
        "consent_withdraw": (),
    },
    handlers={
        "privacy_query": later("privacy_query"),
        "privacy_export": later("privacy_export"),
        "privacy_erase": later("privacy_erase"),
        "consent_withdraw": later("consent_withdraw"),
    },
)
