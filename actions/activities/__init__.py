from actions.activities import files, handlers, joining
from actions.activities.desk import signups
from actions.scenario import Referring, Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "社区活动", "en": "Activities"},
    intents={
        "activity_list": ("type=activity", "time"),
        "activity_signup": ("activity", "people"),
    },
    handlers={
        "activity_list": handlers.programme,
        "activity_signup": handlers.signup,
    },
    questions=frozenset({"activity_list"}),
    calls={
        "mine": handlers.mine,
        "this_one": handlers.this_one,
        "this_activity": handlers.this_activity,
        "join_this": handlers.join_this,
        "leave_this": handlers.leave_this,
        "drop": handlers.drop,
        "accept": handlers.accept,
        "decline": handlers.decline,
    },
    refers={
        "activity": Referring(
            point="this_activity", asks=((r"报|参加|去|算我|sign|join|count me|book|go", "join_this"),)
        ),
        "activity_signup": Referring(
            point="this_one",
            cancel="drop",
            asks=((r"不去|不报|取消|退|撤|cancel|drop|withdraw|leave", "leave_this"),),
        ),
    },
    follows={"activity_list": ("time",)},
    forms=(handlers.JOIN, handlers.HEARD, handlers.PAY, handlers.WAIT, handlers.DROP),
    views=(signups,),
    jobs=joining.JOBS,
    loads={"activities": files.load_activities, "activity_signups": files.load_signups},
    records={"activity_signup": files.signup_rows},
    exports={"activities": files.write_activities, "activity_signups": files.write_signups},
    names=files.activity_names,
)
