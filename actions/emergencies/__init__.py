from actions.emergencies import handlers, taking
from actions.emergencies.desk import open_calls, records
from actions.emergencies.doubt import DOUBT
from actions.emergencies.form import WHERE
from actions.emergencies.jobs import JOBS
from actions.emergencies.listening import people_trapped, ticket_changed
from actions.emergencies.timeline import timeline
from actions.event import PeopleTrapped, TicketChanged
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "紧急求助", "en": "Emergencies"},
    intents={"emergency": ("type", "location=spot")},
    handlers={"emergency": handlers.emergency},
    calls={"take": taking.take, "cannot": taking.cannot, "heard": taking.heard},
    forms=(DOUBT, WHERE),
    views=(open_calls, timeline),
    jobs=JOBS,
    listens={TicketChanged: ticket_changed, PeopleTrapped: people_trapped},
    records={"escalation": records},
)
