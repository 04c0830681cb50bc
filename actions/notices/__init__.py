from actions.notices import handlers
from actions.notices.desk import notices
from actions.notices.exporting import write_notices
from actions.notices.jobs import JOBS
from actions.notices.loading import load_notices
from actions.notices.referring import NOTICE, part_names
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "通知", "en": "Notices"},
    intents={"notice_query": ("topic", "time")},
    handlers={"notice_query": handlers.query},
    questions=frozenset({"notice_query"}),
    calls={"more": handlers.more, "this_one": handlers.this_one, "hours": handlers.hours},
    refers={"notice": NOTICE},
    follows={"notice_query": ("topic", "time", "building")},
    names=part_names,
    views=(notices,),
    jobs=JOBS,
    loads={"notices": load_notices},
    exports={"notices": write_notices},
)
