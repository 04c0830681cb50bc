from actions.later import later
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "社区议事", "en": "Community decisions"},
    intents={
        "vote_query": ("topic=motion", "item=vote_item"),
        "vote_cast": ("topic=motion", "choice"),
        "suggestion_submit": ("topic=proposal", "location=spot"),
        "fund_query": ("item=fund", "project", "period"),
    },
    handlers={
        "vote_query": later("vote_query"),
        "vote_cast": later("vote_cast"),
        "suggestion_submit": later("suggestion_submit"),
        "fund_query": later("fund_query"),
    },
    questions=frozenset({"fund_query", "vote_query"}),
)
