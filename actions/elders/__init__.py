from actions.elders import correcting, desk, handlers
from actions.elders.canteen import load_canteen, write_canteen
from actions.elders.form import ORDER
from actions.elders.records import load_orders, order_rows, write_orders
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "养老服务", "en": "Services for the elderly"},
    intents={
        "elder_service": ("service", "time=when", "recurrence"),
    },
    handlers={
        "elder_service": handlers.serve,
    },
    calls={
        "this_one": correcting.this_one,
        "correct": correcting.corrected,
        "undo": correcting.undone,
        "drop": correcting.drop,
    },
    refers={"elder_order": correcting.REFERS},
    forms=(ORDER, correcting.WHICH, correcting.CHANGE),
    views=(desk.lunches, desk.lunch_days),
    loads={"elder": load_canteen, "elder_orders": load_orders},
    records={"elder_order": order_rows},
    exports={"elder": write_canteen, "elder_orders": write_orders},
)
