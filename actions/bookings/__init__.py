from actions.bookings import cancelling, handlers, making, mistaken, moving, query
from actions.bookings.desk import coming_bookings, resource_names
from actions.bookings.exporting import write_bookings
from actions.bookings.loading import load_bookings
from actions.bookings.records import booking_rows
from actions.bookings.referring import REFERS
from actions.bookings.reminding import JOBS
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "场地预约", "en": "Bookings"},
    intents={
        "booking_create": ("resource", "time=when", "duration", "people", "recurrence"),
        "booking_cancel": ("resource", "time"),
        "booking_query": ("resource", "time", "item=booking_item"),
    },
    handlers={
        "booking_create": handlers.create,
        "booking_cancel": handlers.cancel,
        "booking_query": query.query,
    },
    questions=frozenset({"booking_query"}),
    calls={
        "mine": query.mine,
        "this_one": query.this_one,
        "cancel_this": cancelling.cancel_this,
        "drop": cancelling.drop,
        "drop_series": cancelling.drop_series,
        "move_this": moving.move_this,
        "correct": mistaken.corrected,
        "undo": moving.undone,
    },
    refers={"booking": REFERS},
    follows={"booking_query": ("resource", "time", "booking_item")},
    forms=(making.BOOK, making.AGREE, moving.MOVE, moving.MOVE_AGREE, cancelling.DROP),
    views=(coming_bookings,),
    jobs=JOBS,
    loads={"bookings": load_bookings},
    records={"booking": booking_rows},
    exports={"bookings": write_bookings},
    names=resource_names,
)
