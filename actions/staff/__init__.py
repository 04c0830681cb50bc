from actions.scenario import Referring, Scenario
from actions.staff import callback, confirming, escalate, handlers
from actions.staff.desk import records, waiting
from actions.staff.jobs import JOBS

scenario = Scenario(
    package=__name__,
    title={"zh": "找工作人员", "en": "Talk to a person"},
    intents={"human_handoff": ("target",)},
    handlers={"human_handoff": handlers.handoff},
    # Asking for a person is always taken at its word, also when understanding is only fairly sure.
    questions=frozenset({"human_handoff"}),
    calls={
        "cancel": handlers.cancel,
        "again": handlers.handoff,
        "callback": callback.callback,
        "correct": callback.correct,
        "undo": callback.undo,
        "message": callback.message,
        "this_confirmation": confirming.this_confirmation,
        "drop_confirmation": confirming.drop_confirmation,
        "escalate": escalate.escalate,
        "claim": handlers.only_staff,
        "back": handlers.only_staff,
    },
    refers={
        "handoff": Referring(correct="correct", undo="undo", cancel="cancel", revive="again", slots=("phone",)),
        "confirm": Referring(point="this_confirmation", cancel="drop_confirmation", asks=confirming.ASKS),
    },
    forms=(callback.CALLBACK, callback.MESSAGE),
    jobs=JOBS,
    views=(waiting,),
    records={"handoff": records},
)
