"""The way in: what of the many services for old people is meant, and whether it can be done here."""

import re

from actions.elders.canteen import Lunch, lunch
from actions.elders.correcting import call_off, corrected
from actions.elders.form import begin, described, lead, say_clock_of
from actions.elders.orders import coming, own, shown, values_of
from actions.elders.reading import DELIVER, more
from actions.later import later
from actions.reference import latest, screens
from actions.reply import Reply
from actions.turn import Turn
from actions.wording import money
from nlu.types import Moment

_MEAL = re.compile(
    r"午[饭餐]|中饭|晌午饭|订[饭餐]|[送打]饭|送餐|助餐|老年餐|助老餐|[食饭]堂|[中上]午那[顿份]|\b(?:lunch|meals?|canteen)",
    re.IGNORECASE,
)
_OTHER_MEAL = re.compile(r"早[饭餐点]|晚[饭餐]|夜饭|晚上那顿|\b(?:breakfast|dinner|supper)", re.IGNORECASE)
_OFF = re.compile(
    r"取消|停[了掉餐]|[餐饭](?:先|给我)?停|不[吃要订用](?:了|$)|退[了掉]|别[送订]了?"
    r"|\b(?:cancel|stop|suspend|call off|not want)",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"订[了上好](?:没|吗|么)|我.{0,6}订了?(?:哪|什么|几)|\b(?:did i|have i) order|\bmy (?:lunch )?orders?\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"多少钱|几[多块]钱|啥价|几点|怎么[订定]|咋[订定]|截止|吃[啥什]|[啥什咩]么?[菜餸]|菜单|有没有|在哪|点在|开门|开不开"
    r"|\bhow (?:much|do)\b|\bwhat'?s? (?:time|for|on)\b|\bmenu\b|\bwhere\b|\bopen\b",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"饭卡|餐卡|卡里|余额|充|补贴|补助|退款|没送|没来|还没到|还送不|送错|送晚|加个|点份|换(?:个|成|软)|半份|外来|收人|报名|资格|优惠|一个月"
    r"|\b(?:card|balance|top up|subsid|late|didn'?t (?:come|arrive)|wrong)",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"老样子|老规矩|照旧|(?:跟|和|像|照)?上[次回](?:一样|那样|的)|the usual|same as (?:last time|before)", re.IGNORECASE
)
_EVERY = re.compile(
    r"每天|天天|以后都|日日|连着|一(?:个)?(?:礼拜|星期|周)|\bevery ?day\b|\bdaily\b|\bevery (?:mon|tue|wed|thu|fri)",
    re.IGNORECASE,
)

_not_yet = later("elder_service")


def serve(turn: Turn) -> Reply:
    """Order lunch, call it off or say what there is; everything else is still answered honestly."""
    words, meals = turn.message.text, lunch(turn)
    just_ordered = latest(screens(turn.conversation.shown, turn.now, turn.conversation.resident_id), "elder_order")
    if meals is not None and just_ordered and turn.understanding and more(words):
        turn.argument = just_ordered
        return corrected(turn)
    if meals is None or not _about_lunch(turn, words):
        return _not_yet(turn)
    if turn.resident is None or not turn.homes:
        return turn.say("stranger").with_buttons(turn.button("button.bind", "start:bind_home"))
    if _OFF.search(words):
        return call_off(turn)
    if _MINE.search(words):
        return mine(turn)
    if _ASKS.search(words):
        return about(turn, meals)
    if _OTHER_MEAL.search(words) and not re.search(r"午|lunch", words, re.IGNORECASE):
        return turn.say("only_lunch", private=False, **_facts(turn, meals)).with_buttons(
            turn.button("button.order", "start:elder_service")
        )
    if _SAME.search(words):
        return same_again(turn)
    if _EVERY.search(words):
        return lead(turn, "one_by_one", begin(turn))
    return begin(turn)


def _about_lunch(turn: Turn, words: str) -> bool:
    """A pressed button orders; words must speak of a meal and of nothing that the canteen's people have to settle."""
    if turn.understanding is None or not words or turn.message.kind == "button":
        return True
    meal = turn.value("service") == "meal" or _MEAL.search(words)
    return bool(meal) and not _BEYOND.search(words)


def _facts(turn: Turn, meals: Lunch) -> dict[str, object]:
    opens, closes = say_clock_of(meals)
    before = turn.text(
        "before.same" if meals.days_before == 0 else "before.day" if meals.days_before == 1 else "before.days",
        count=meals.days_before,
    )
    return {"opens": opens, "closes": closes, "until": f"{before}{' ' if turn.lang == 'en' else ''}{meals.last:%H:%M}"}


def about(turn: Turn, meals: Lunch) -> Reply:
    """Say when lunch is, what it costs and until when one orders; the menu nobody tells us."""
    price = str(turn.text("price", money=money(meals.price, turn.lang))) if meals.price else ""
    return turn.say("info", private=False, price=price, **_facts(turn, meals)).with_buttons(
        turn.button("button.order", "start:elder_service")
    )


def mine(turn: Turn) -> Reply:
    """Say which lunches the speaker has ordered, of the day that is named."""
    when, rows = turn.value("time"), coming(turn)
    if isinstance(when, Moment) and when.has_date:
        rows = [row for row in rows if when.start.date() <= row.day < when.end.date() or row.day == when.start.date()]
    if not rows:
        return turn.say("none").with_buttons(turn.button("button.order", "start:elder_service"))
    told = [described(turn, values_of(turn, row)) for row in rows]
    return turn.say("mine", private=True, meals=("; " if turn.lang == "en" else "；").join(told)).showing(
        *(shown(turn, row) for row in rows)
    )


def same_again(turn: Turn) -> Reply:
    """Read the last order back for another day."""
    last = next(iter(own(turn)), None)
    if last is None:
        return lead(turn, "no_usual", begin(turn))
    known = values_of(turn, last)
    known.pop("day")
    if known["how"] == DELIVER and "home" not in known:  # they have moved
        known.pop("how")
    reply = begin(turn, **known)
    return reply if reply.asks == "confirm" else lead(turn, "usual", reply)
