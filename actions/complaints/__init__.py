from actions.complaints import filing, following
from actions.complaints.following import REFERS
from actions.complaints.records import complaint_rows, open_complaints
from actions.event import TicketChanged
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "投诉", "en": "Complaints"},
    intents={
        "complaint": ("target=complaint_target", "topic=complaint_topic", "location=scene"),
    },
    handlers={
        "complaint": following.complaint,
    },
    calls={
        "this_one": following.this_one,
        "more": following.more,
        "reported": following.reported,
        "withdraw": following.withdraw,
        "anonymous": filing.anonymous,
    },
    refers={"complaint": REFERS},
    forms=(filing.COMPLAIN, following.WITHDRAW),
    views=(open_complaints,),
    listens={TicketChanged: following.told},
    records={"complaint": complaint_rows},
)
