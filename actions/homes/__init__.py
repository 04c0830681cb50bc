from actions.event import TicketChanged
from actions.homes import correcting, handlers
from actions.homes.desk import pending, records
from actions.homes.form import BIND, LEAVE, MATTER, MEMBER, NEW_PHONE
from actions.homes.listening import ticket_changed
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "住房登记", "en": "My home"},
    intents={"bind_home": ("building", "unit", "room", "role", "phone", "name"), "home_query": ()},
    handlers={"bind_home": handlers.bind_home, "home_query": handlers.home_query},
    questions=frozenset({"home_query"}),
    calls={
        "code": handlers.code,
        "kiosk_code": handlers.kiosk_code,
        "this_request": correcting.this_request,
        "correct": correcting.correct,
        "undo": correcting.undo,
        "drop": correcting.drop,
    },
    refers={"binding": correcting.REQUEST},
    forms=(BIND, MEMBER, NEW_PHONE, LEAVE, MATTER, correcting.WITHDRAW),
    views=(pending,),
    listens={TicketChanged: ticket_changed},
    records={"binding": records},
)
