from actions.scenario import Scenario
from actions.visitors import correcting, form, gate, listing, revoking
from actions.visitors.exporting import write_passes
from actions.visitors.loading import load_passes
from actions.visitors.records import pass_rows
from actions.visitors.referring import REFERS

scenario = Scenario(
    package=__name__,
    title={"zh": "访客", "en": "Visitors"},
    intents={
        "visitor_pass_create": (
            "visitor_name",
            "count",
            "time=when",
            "duration",
            "plate",
            "phone",
            "recurrence",
        ),
        "visitor_pass_revoke": ("visitor_name", "plate", "scope", "time"),
        "visitor_pass_list": ("visitor_name", "status", "time"),
    },
    handlers={
        "visitor_pass_create": form.create,
        "visitor_pass_revoke": revoking.take_back,
        "visitor_pass_list": listing.passes,
    },
    questions=frozenset({"visitor_pass_list"}),
    calls={
        "this_one": listing.this_one,
        "correct": correcting.corrected,
        "undo": correcting.undone,
        "drop": revoking.drop,
    },
    refers={"visitor_pass": REFERS},
    forms=(form.CREATE, revoking.WHICH, revoking.ALL_OF_THEM, correcting.CHANGE),
    views=(gate.expected,),
    loads={"visitor_passes": load_passes},
    records={"visitor_pass": pass_rows},
    exports={"visitor_passes": write_passes},
)
