from actions.event import TicketChanged
from actions.job import Job
from actions.scenario import Scenario
from scene_laundry.laundry import handlers
from scene_laundry.laundry.desk import open_bags, records
from scene_laundry.laundry.form import DROP
from scene_laundry.laundry.jobs import remind, ticket_changed
from scene_laundry.laundry.prices import export_prices, load_prices, names

scenario = Scenario(
    package=__name__,
    title={"zh": "洗衣", "en": "Laundry"},
    version="0.2",
    intents={
        "laundry_drop": ("garment", "time"),
        "laundry_status": ("garment",),
        "laundry_price": ("garment",),
    },
    handlers={
        "laundry_drop": DROP,
        "laundry_status": handlers.status,
        "laundry_price": handlers.price,
    },
    questions=frozenset({"laundry_status", "laundry_price"}),
    calls={"fetched": handlers.fetched, "cancel": handlers.cancel},
    views=(open_bags,),
    jobs=(Job(name="remind", run=remind),),
    listens={TicketChanged: ticket_changed},
    loads={"laundry_prices": load_prices},
    exports={"laundry_prices": export_prices},
    records={"laundry": records},
    names=names,
)
