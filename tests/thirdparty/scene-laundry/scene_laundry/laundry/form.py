from collections.abc import Mapping

from actions.form import Form
from actions.reply import Button
from actions.slot import Slot, Unusable, Value, Values, entity
from actions.turn import Turn
from actions.wording import moment, money
from nlu.types import Moment
from scene_laundry.laundry.handlers import garment_name, take_in
from scene_laundry.laundry.prices import price_of, prices


def _offered(turn: Turn) -> list[Button]:
    """Offer what the laundry takes here; nobody scrolls through more than six."""
    return [Button(garment_name(turn, price.garment), f"fill:garment={price.garment}") for price in prices(turn)[:6]]


def _taken(turn: Turn, value: Value) -> Value:
    """Refuse what is not taken here: the value of a button comes from outside."""
    if price_of(turn, value) is None:
        raise Unusable("not_taken")
    return value


def _ahead(turn: Turn, value: Value) -> Value:
    """Refuse a time that is over."""
    if not isinstance(value, Moment) or value.end < turn.now:
        raise Unusable("time_over")
    return value


def _summary(turn: Turn, values: Values) -> Mapping[str, object]:
    price, when = price_of(turn, values["garment"]), values["time"]
    assert price is not None
    assert isinstance(when, Moment)
    said = moment(when, turn.now, turn.lang)
    cost = money(price.fen, turn.lang)
    return {"garment": garment_name(turn, price.garment), "price": cost, "time": said, "days": price.days}


DROP = Form(
    name="drop",
    package="scene_laundry.laundry",
    slots=(
        Slot(name="garment", read=entity("garment"), check=_taken, choices=_offered),
        Slot(name="time", read=entity("time"), check=_ahead),
    ),
    submit=take_in,
    confirm="confirm",
    summary=_summary,
)
