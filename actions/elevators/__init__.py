from actions.elevators import calling, correcting, reporting
from actions.elevators.desk import open_reports
from actions.elevators.records import call_rows
from actions.elevators.status import status
from actions.event import TicketChanged
from actions.scenario import Referring, Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "电梯", "en": "Lifts"},
    intents={
        "call_elevator": ("floor", "direction", "location=site"),
        "elevator_report": ("symptom", "location=site", "floor"),
        "elevator_status": ("location=site", "item=elevator_item"),
    },
    handlers={
        "call_elevator": calling.call,
        "elevator_report": reporting.report,
        "elevator_status": status,
    },
    questions=frozenset({"elevator_status"}),
    calls={
        "arrived": calling.arrived,
        "again": calling.again,
        "this_report": correcting.this_report,
        "correct": correcting.correct,
        "undo": correcting.undo,
        "revive": correcting.revive,
        "drop": correcting.drop,
    },
    refers={
        calling.CALLED: Referring(correct="again", slots=("direction", "floor", "building", "unit")),
        reporting.SHOWN: correcting.REFERS,
    },
    forms=(calling.CALL, calling.HEARD, reporting.REPORT, reporting.INSIDE, correcting.CHANGE, correcting.WITHDRAW),
    views=(open_reports,),
    listens={TicketChanged: reporting.ticket_changed},
    records={"device_event": call_rows},
)
