"""Which passes there are, who came, until when."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from actions.reply import Reply, Text
from actions.turn import Turn
from actions.visitors.form import facts, stranger
from actions.visitors.models import Pass, PassStatus, Visit
from actions.visitors.passes import live_ones, meant, own, visits
from actions.visitors.referring import known, not_there, shown
from actions.visitors.saying import digits, enumerated, when, who
from actions.wording import at
from nlu.types import Moment

_MOST = 5  # passes that are told at once
_CAME = re.compile(
    r"来过|来了?没|来了吗|到了?没|到了吗|进来?了?没|进门|进过|谁来|几点[到来进]的|记录"
    r"|\b(?:came|arrived|been|shown up|visited|turn(?:ed)? up|here yet|entered)\b",
    re.IGNORECASE,
)


def passes(turn: Turn) -> Reply:
    """Say which passes hold, or who came."""
    if turn.resident is None:
        return stranger(turn)
    every = own(turn)
    named = meant(turn, every)
    if turn.value("status") == "expired":
        over = [row for row in every if not row.live(turn.now)]
        return _told(turn, over[:_MOST], "over", len(over)) if over else turn.say("none_over")
    if _CAME.search(turn.message.text):
        return _came(turn, named or every, asked_for=len(named) == 1)
    live = live_ones(turn)
    fitting = [row for row in live if row in named] or ([] if _only_named(turn, named) else live)
    if len(named) == 1 and (not fitting or fitting == list(named)):
        return _one(turn, named[0])
    if not live:
        return turn.say("none").with_buttons(turn.button("button.create", "start:visitor_pass_create"))
    if not fitting:
        return turn.say("none_then", count=len(live)).with_buttons(
            turn.button("button.list", "start:visitor_pass_list")
        )
    return _told(turn, fitting[:_MOST], "live", len(fitting))


def _only_named(turn: Turn, named: Sequence[Pass]) -> bool:
    """Say whether the message asks about somebody or a time of which there is no pass that holds."""
    return bool(named) or isinstance(turn.value("time"), Moment)


def this_one(turn: Turn) -> Reply:
    """Say what there is to say about the pass that was pointed at; the argument is its number."""
    row = known(turn)
    return _one(turn, row) if row else not_there(turn)


def _one(turn: Turn, row: Pass) -> Reply:
    came = visits(turn, row)
    told = {"who": who(row, turn.lang), "number": row.number, "time": when(row, turn.now, turn.lang)}
    key = "one.live" if row.live(turn.now) else "one.revoked" if row.status == PassStatus.REVOKED else "one.over"
    said = turn.text(key, **told, more=facts(turn, row))
    if row.live(turn.now) and row.code:
        said = _joined(turn, said, turn.text("one.code", code=row.code, digits=digits(row.code, turn.lang)))
    said = _joined(turn, said, _arrival(turn, came[0] if came else None))
    reply = Reply(text=said, private=True).showing(shown(row, turn.lang))
    return reply.with_buttons(turn.handler_button("button.revoke", "drop", row.number)) if row.live(turn.now) else reply


def _arrival(turn: Turn, visit: Visit | None) -> Text:
    if visit is None:
        return turn.text("came.not_yet")
    return turn.text("came.at", time=at(visit.at.astimezone(turn.now.tzinfo), turn.now, turn.lang))


def _joined(turn: Turn, *parts: Text) -> Text:
    gap = " " if turn.lang == "en" else ""
    spoken = gap.join(part.spoken for part in parts)
    return Text(gap.join(parts), spoken=spoken, elder=gap.join(part.elder for part in parts))


def _told(turn: Turn, rows: Sequence[Pass], key: str, count: int) -> Reply:
    lines = [str(_line(turn, row)) for row in rows]
    head = turn.text(f"list.{key}", count=count)
    more = [str(turn.text("list.more", count=count - len(rows)))] if count > len(rows) else []
    text = Text("\n".join([str(head), enumerated(lines, turn.lang), *more]))
    return Reply(text=text, private=True).showing(*(shown(row, turn.lang) for row in rows))


def _line(turn: Turn, row: Pass) -> Text:
    came = visits(turn, row)
    today = came[0] if came and came[0].day == turn.now.date() else None
    told = {"who": who(row, turn.lang), "time": when(row, turn.now, turn.lang), "more": facts(turn, row)}
    if not row.live(turn.now):
        return turn.text("line.revoked" if row.status == PassStatus.REVOKED else "line.over", **told)
    if today is not None:
        return turn.text("line.came", **told, clock=f"{today.at.astimezone(turn.now.tzinfo):%H:%M}")
    return turn.text("line.live", **told)


def _came(turn: Turn, rows: Sequence[Pass], *, asked_for: bool) -> Reply:
    """Say who came on the day that is asked about (today, if none is), and who is still expected."""
    asked = turn.value("time")
    day = (asked.start if isinstance(asked, Moment) else turn.now).date()
    found = [(row, visit) for row in rows for visit in visits(turn, row) if visit.day == day or asked_for]
    if not found and asked_for:
        return _one(turn, rows[0])
    if not found:
        expected = [row for row in live_ones(turn) if row in rows][:_MOST]
        key = "came.nobody" if day == turn.now.date() else "came.nobody_then"
        return replace(turn.say(key), private=True).showing(*(shown(row, turn.lang) for row in expected))
    lines = [_visited(turn, row, visit.at) for row, visit in sorted(found, key=lambda one: one[1].at)[-_MOST:]]
    once = list(dict.fromkeys(row.number for row, _ in found))
    text = Text("\n".join(lines))
    seen = [row for row in rows if row.number in once]
    return Reply(text=text, private=True).showing(*(shown(row, turn.lang) for row in seen[:_MOST]))


def _visited(turn: Turn, row: Pass, moment: datetime) -> str:
    told = at(moment.astimezone(turn.now.tzinfo), turn.now, turn.lang)
    return str(turn.text("came.somebody", who=who(row, turn.lang), time=told))
