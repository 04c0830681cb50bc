from actions.event import TicketChanged
from actions.job import Job
from actions.repairs import cancel, correcting, deadlines, offers, rating, report, status
from actions.repairs.desk import open_repairs, staff_names
from actions.repairs.exporting import write_tickets
from actions.repairs.form import VISIT
from actions.repairs.listen import tell_change
from actions.repairs.loading import load_tickets
from actions.repairs.opening import REPORT
from actions.repairs.records import ticket_rows
from actions.repairs.referring import REFERS
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "报修", "en": "Repairs"},
    intents={
        "repair_report": ("category", "object", "location=scene", "area", "urgency", "time=when"),
        "repair_status": ("ticket", "object", "category"),
        "repair_cancel": ("ticket", "object", "category", "reason=account"),
        "repair_rate": ("rating", "staff=called", "reason=trouble"),
    },
    handlers={
        "repair_report": report.report,
        "repair_status": status.status,
        "repair_cancel": cancel.cancel,
        "repair_rate": report.rate,
    },
    questions=frozenset({"repair_status"}),
    calls={
        "another": report.another,
        "attach": report.attach,
        "picture": report.picture,
        "fresh": report.fresh,
        "hurry": status.hurry,
        "cancel": cancel.cancel_this,
        "stars": rating.stars,
        "about": offers.about,
        "expected": offers.expected,
        "move": offers.move,
        "rate_news": offers.rate_this,
        "rate_later": offers.rate_later,
        "unrated": offers.unrated,
        "this_one": status.this_one,
        "who_and_when": status.who_and_when,
        "cost": status.cost,
        "reported": status.reported,
        "hurry_this": status.hurry_this,
        "hurried": status.hurried,
        "rate_this": rating.rate_this,
        "drop": cancel.drop,
        "correct": correcting.corrected,
        "undo": correcting.undone,
        "revive": correcting.revived,
    },
    refers={"ticket": REFERS},
    jobs=(
        Job(name="ask_rating", run=offers.ask_rating),
        Job(name="visit_soon", run=offers.visit_soon),
        Job(name="overdue", run=deadlines.overdue),
    ),
    forms=(VISIT, REPORT, cancel.CANCEL, correcting.CHANGE, rating.RATE, rating.WHY),
    views=(open_repairs,),
    listens={TicketChanged: tell_change},
    loads={"tickets": load_tickets},
    records={"ticket": ticket_rows},
    exports={"tickets": write_tickets},
    names=staff_names,
)
