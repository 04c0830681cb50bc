from actions.later import later
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "社区议事", "en": "Community decisions"},
    intents={
        "vote_query": ("topic", "item=vote_item"),
        "vote_cast": ("topic", "choice"),
        "suggestion_submit": ("topic", "location"),
        "fund_query": ("item=fund_item", "project=fund", "period"),
    },
    handlers={
        "vote_query": later("vote_query"),
        "vote_cast": later("vote_cast"),
        "suggestion_submit": later("suggestion_submit"),
        "fund_query": later("fund_query"),
    },
)
