from actions.complaints.groups import complaint
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "投诉", "en": "Complaints"},
    intents={
        "complaint": ("target=complaint_target", "topic=complaint_topic", "location=scene"),
    },
    handlers={
        "complaint": complaint,
    },
)
