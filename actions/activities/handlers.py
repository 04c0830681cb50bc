"""What is on, signing up, leaving again, and the answers to a place that became free."""

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.activities import joining
from actions.activities.models import Activity, Signup, SignupStatus
from actions.activities.people import read_people
from actions.activities.programme import coming, count_of, during, facts, meant, shown, shown_signup
from actions.form import Form
from actions.reply import Button, Reply
from actions.slot import Answer, Slot, Unusable, Value, Values
from actions.turn import Turn
from actions.wording import listing, money
from nlu.types import Moment

_LEAVE = re.compile(
    r"不去了?|不参加|去不了|来不了|不来了|取消|退(?:出|掉|了|报)|划掉|删掉|不报了|撤|除名"
    r"|\b(?:cancel|withdraw|leave|unregister|unsign|drop|take (?:me|him|her|us) (?:off|out))\b"
    r"|\b(?:can'?t (?:come|make|go)|not (?:coming|able))\b",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"我(?:都|还)?报(?:了|名了)(?:什么|哪|没|吗)|报上了吗|报名成功"
    r"|did i sign|am i (?:signed|registered|in)",
    re.IGNORECASE,
)
_MOST = 6


def programme(turn: Turn) -> Reply:
    """List what is on, of the kind and in the time that is asked for."""
    if _MINE.search(turn.message.text):
        return mine(turn)
    every = coming(turn)
    when = turn.value("time")
    then = during(every, when if isinstance(when, Moment) else None, turn.now)
    found = (meant(turn, then) or then)[:_MOST]
    if not every:
        return turn.say("nothing")
    if not found:
        return turn.say("nothing_then", rows=_joined(turn, every[:_MOST])).showing(
            *(shown(turn, one, turn.lang) for one in every[:_MOST])
        )
    one = len(found) == 1  # then there is no question which
    join = turn.handler_button("button.join", "join_this", found[0].number)
    said = turn.say("programme", rows=_joined(turn, found)).with_buttons(
        join if one else turn.button("button.join", "start:activity_signup")
    )
    return said.showing(*(shown(turn, one, turn.lang) for one in found))


def signup(turn: Turn) -> Reply:
    """Sign up, or leave where the message says so."""
    if turn.resident is None:
        return turn.say("unknown").with_buttons(turn.button("button.sign_in", "start:bind_home"))
    if _MINE.search(turn.message.text):
        return mine(turn)
    if turn.understanding and _LEAVE.search(turn.message.text):
        return leave(turn)
    return turn.start(JOIN)


def mine(turn: Turn) -> Reply:
    """List what the speaker is signed up for."""
    rows = joining.open_signups(turn)
    if not rows:
        return turn.say("none").with_buttons(turn.button("button.list", "start:activity_list"))
    said = listing(
        [
            str(turn.text(f"row.{s.status}", people=count_of(turn, turn.lang, s.people), **facts(turn, a, turn.lang)))
            for s, a in rows
        ],
        turn.lang,
    )
    return turn.say("mine", private=True, rows=said).showing(*(shown_signup(turn, s, a, turn.lang) for s, a in rows))


def leave(turn: Turn) -> Reply:
    """Give up the place that is meant; ask which one where that is not clear."""
    rows = joining.open_signups(turn)
    if not rows:
        return turn.say("none").with_buttons(turn.button("button.list", "start:activity_list"))
    named = meant(turn, [activity for _, activity in rows])
    few = [(signup, activity) for signup, activity in rows if activity in named] or rows
    if len(few) == 1 and turn.message.by_ear:
        return turn.start(DROP, signup=few[0][0].number)
    if len(few) == 1:
        return _left(turn, few[0][0])
    buttons = [Button(a.called(turn.lang), f"call:activities.leave_this:{s.number}") for s, a in few[:_MOST]]
    return turn.say("which_leave", private=True).with_buttons(*buttons)


def leave_this(turn: Turn) -> Reply:
    """Give up the place of the argument."""
    signup = _own(turn)
    return _left(turn, signup) if signup and signup.status != SignupStatus.LEFT else turn.say("not_yours")


def drop(turn: Turn) -> Reply:
    """Ask for a yes to giving up the place of the argument."""
    signup = _own(turn)
    if signup is None or signup.status == SignupStatus.LEFT:
        return turn.say("not_yours")
    return turn.start(DROP, signup=signup.number)


def join_this(turn: Turn) -> Reply:
    """Sign up for the activity of the argument, or take back that one left it."""
    if turn.resident is None:
        return signup(turn)
    activity = turn.db.scalar(turn.ours(Activity).where(Activity.number == turn.argument))
    return turn.start(JOIN, activity=activity.id) if activity else turn.say("not_yours")


def this_one(turn: Turn) -> Reply:
    """Say how the place of the argument stands."""
    signup = _own(turn)
    if signup is None:
        return turn.say("not_yours")
    activity = turn.db.get_one(Activity, signup.activity_id)
    said = turn.say(
        f"one.{signup.status}",
        private=True,
        people=count_of(turn, turn.lang, signup.people),
        **facts(turn, activity, turn.lang),
    )
    return said.showing(shown_signup(turn, signup, activity, turn.lang))


def this_activity(turn: Turn) -> Reply:
    """Say what the activity of the argument is."""
    activity = turn.db.scalar(turn.ours(Activity).where(Activity.number == turn.argument))
    if activity is None:
        return turn.say("not_yours")
    button = turn.handler_button("button.join", "join_this", activity.number)
    return (
        turn.say("programme", rows=_row(turn, activity)).with_buttons(button).showing(shown(turn, activity, turn.lang))
    )


def accept(turn: Turn) -> Reply:
    """Take the place that was kept."""
    signup = _own(turn)
    if signup is None or signup.status not in (SignupStatus.OFFERED, SignupStatus.CONFIRMED):
        return turn.say("place_gone")
    signup.status, signup.offered_until = SignupStatus.CONFIRMED, None
    return _done(turn, "done.joined", signup)


def decline(turn: Turn) -> Reply:
    """Let the next in the line have the place that was kept."""
    signup = _own(turn)
    return _left(turn, signup) if signup and signup.status == SignupStatus.OFFERED else turn.say("place_gone")


def _own(turn: Turn) -> Signup | None:
    return turn.db.scalar(turn.mine(Signup).where(Signup.number == turn.argument))


def _left(turn: Turn, signup: Signup) -> Reply:
    activity = joining.leave(turn, signup)
    again = turn.handler_button("button.again", "join_this", activity.number)
    return _done(turn, "done.left", signup).with_buttons(again)


def _done(turn: Turn, key: str, signup: Signup) -> Reply:
    activity = turn.db.get_one(Activity, signup.activity_id)
    known = facts(turn, activity, turn.lang) | {"people": count_of(turn, turn.lang, signup.people)}
    said = turn.done(key, signup.ref, private=True, **known)
    return said.showing(shown_signup(turn, signup, activity, turn.lang))


def _row(turn: Turn, activity: Activity) -> str:
    left = activity.left
    key = "open" if left is None else "some" if left > 0 else "full"
    where = activity.place_en if turn.lang == "en" else activity.place
    row = "row.at" if where else "row.plain"
    state = turn.text(f"row.{key}", count=left)
    costs = f"{', ' if turn.lang == 'en' else '，'}{money(activity.price, turn.lang)}" if activity.price else ""
    return f"{turn.text(row, **facts(turn, activity, turn.lang))}{state}{costs}"


def _joined(turn: Turn, found: Sequence[Activity]) -> str:
    return ("; " if turn.lang == "en" else "；").join(_row(turn, one) for one in found)


def _read_activity(answer: Answer) -> Value:
    found = answer.understanding.entity("activity") if answer.understanding else None
    if found is not None:
        return answer.text.strip()[:200]
    return answer.text.strip()[:60] if answer.text.strip() else None


def _check_activity(turn: Turn, value: Value) -> Value:
    """Find the activity that is meant; say what there is where it is none or several."""
    every = coming(turn)
    by_key = next((one for one in every if one.id == value), None)
    found = [by_key] if by_key else meant(turn, every, str(value))
    if len(found) == 1:
        return found[0].id
    rows = listing([one.called(turn.lang) for one in (found or every)[:_MOST]], turn.lang)
    asked = turn.understanding is not None and turn.understanding.entity("activity") is not None
    raise Unusable("which" if every and (found or not asked) else "no_such" if every else "nothing_ask", rows=rows)


def _choices(turn: Turn) -> list[Button]:
    return [Button(one.called(turn.lang), f"fill:activity={one.id}") for one in coming(turn)[:_MOST]]


def _submit(turn: Turn, values: Values) -> Reply:
    activity = turn.db.get_one(Activity, str(values["activity"]))
    people = values.get("people")
    count = people if isinstance(people, int) else 1
    seen = joining.signup_of(turn, activity)
    if activity.starts <= turn.now:
        return Reply(text=turn.text("over", **facts(turn, activity, turn.lang)))
    if seen is not None and seen.status != SignupStatus.LEFT and (people is None or seen.people == count):
        turn.argument = seen.number
        return accept(turn) if seen.status == SignupStatus.OFFERED else this_one(turn)
    if activity.price and not values.get("agreed"):
        return turn.start(PAY, activity=activity.id, people=count, agreed=True)
    if turn.message.by_ear and not values.get("agreed") and (activity.left is None or activity.left >= count):
        return turn.start(HEARD, activity=activity.id, people=count, agreed=True)
    signup = joining.join(turn, activity, count)
    if signup is None:
        return turn.start(WAIT, activity=activity.id, people=count)
    return _done(turn, "done.joined", signup).with_buttons(
        turn.handler_button("button.leave", "leave_this", signup.number)
    )


def _wait(turn: Turn, values: Values) -> Reply:
    activity, people = turn.db.get_one(Activity, str(values["activity"])), values["people"]
    assert isinstance(people, int), "the form was opened with it"  # noqa: S101
    free = joining.join(turn, activity, people)
    if free is not None:
        return _done(turn, "done.joined", free)
    signup = joining.join(turn, activity, people, wait=True)
    assert signup is not None, "everybody may wait"  # noqa: S101
    position = [one.id for one in joining.line(turn, activity)].index(signup.id) + 1
    known = facts(turn, activity, turn.lang) | {"position": position}
    said = turn.done("done.waiting", signup.ref, private=True, **known)
    return said.showing(shown_signup(turn, signup, activity, turn.lang))


def _summary(turn: Turn, values: Values) -> dict[str, object]:
    activity, people = turn.db.get_one(Activity, str(values["activity"])), values.get("people")
    count = people if isinstance(people, int) else 1
    left = activity.left or 0
    short = str(turn.text("left_none" if left < 1 else "left_few", count=left))
    amount = money(activity.price * count, turn.lang)
    return facts(turn, activity, turn.lang) | {
        "short": short,
        "people": count_of(turn, turn.lang, count),
        "amount": amount,
    }


def _drop(turn: Turn, values: Values) -> Reply:
    turn.argument = str(values["signup"])
    return leave_this(turn)


def _drop_summary(turn: Turn, values: Values) -> dict[str, object]:
    turn.argument = str(values["signup"])
    signup = _own(turn)
    return facts(turn, turn.db.get_one(Activity, signup.activity_id), turn.lang) if signup else {"what": ""}


_PEOPLE = Slot(name="people", read=read_people, needed=lambda values: False, renewed=True)
_ACTIVITY = Slot(name="activity", read=_read_activity, check=_check_activity, choices=_choices)
_KNOWN = Slot(name="activity", read=lambda answer: None)
JOIN = Form(
    name="join", package="actions.activities", intent="activity_signup", slots=(_PEOPLE, _ACTIVITY), submit=_submit
)
PAY = Form(
    name="pay",
    package="actions.activities",
    intent="activity_signup",
    slots=(_PEOPLE, _KNOWN),
    submit=_submit,
    confirm="confirm.pay",
    summary=_summary,
)
HEARD = replace(PAY, name="heard", confirm="confirm.heard")
WAIT = Form(
    name="wait",
    package="actions.activities",
    intent="activity_signup",
    slots=(_PEOPLE, _KNOWN),
    submit=_wait,
    confirm="confirm.wait",
    summary=_summary,
)
DROP = Form(
    name="drop",
    package="actions.activities",
    intent="activity_signup",
    slots=(Slot(name="signup", read=lambda answer: None, needed=lambda values: False),),
    submit=_drop,
    confirm="confirm.drop",
    summary=_drop_summary,
    on_cancel=lambda turn: turn.say("stays"),
)
