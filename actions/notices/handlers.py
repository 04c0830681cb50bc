"""What has been announced for my building, by topic and time. Notices are about nobody, so anybody may hear them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, select

from actions.notices.models import Notice, NoticeStatus
from actions.notices.reading import buildings_of, topic_of
from actions.notices.referring import shown
from actions.place import Building
from actions.reply import Reply, Text
from actions.turn import Turn, Work
from nlu.types import Moment

_SHOWN = 3
_GENERAL = re.compile(r"通知|公告|告示|消息|什么事|notices?\b|announce|news|what'?s (?:on|new)", re.IGNORECASE)
_BESIDE = re.compile(r"[的呢那吗有和\W]|\b(?:and|what|how|about|for|in|the)\b", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]{2,}|[a-z]{4,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: a topic, a building, the days [`first`, `last`]; empty and None: any."""

    topic: str = ""
    building: str = ""
    first: date | None = None
    last: date | None = None

    def dump(self, offset: int) -> str:
        """Write it into a button, with how many were shown."""
        days = (day.strftime("%Y%m%d") if day else "" for day in (self.first, self.last))
        return "|".join((self.topic, self.building, *days, str(offset)))


def query(turn: Turn) -> Reply:
    """Say what holds now or comes next, at most three at a time."""
    wanted = _wanted(turn)
    fitting = _fitting(turn, wanted)
    if not wanted.topic and turn.understanding is not None and not _is_general(turn):
        about = _about(turn.message.text, fitting)
        if not about and wanted.first is None:
            return _nothing(turn, wanted)
        fitting = about or fitting
    if fitting:
        return _told(turn, wanted, fitting, 0)
    return _none_then(turn, wanted)


def more(turn: Turn) -> Reply:
    """Go on where the last list ended; the argument is what was asked for."""
    topic, building, *days, offset = (*turn.argument.split("|"), "", "", "", "")[:5]
    first, last = (datetime.strptime(day, "%Y%m%d").date() if day.isdigit() else None for day in days)  # noqa: DTZ007
    wanted = Wanted(topic, building, first, last)
    return _told(turn, wanted, _fitting(turn, wanted), int(offset) if offset.isdigit() else 0)


def this_one(turn: Turn) -> Reply:
    """Say the notice again that was pointed at; the argument is its id."""
    row = turn.db.scalar(turn.ours(Notice).where(Notice.id == turn.argument))
    if row is None or row.status not in {NoticeStatus.PUBLISHED, NoticeStatus.WITHDRAWN}:
        return turn.say("none")
    over = _over(row, turn.now)
    words = said(row, turn.lang)
    if row.status == NoticeStatus.WITHDRAWN:
        return turn.say("told.withdrawn", notice=(row.title_en or row.title) if turn.lang == "en" else row.title)
    return Reply(text=turn.text("over", notice=words) if over else Text(words)).showing(shown(row, turn.lang))


def hours(turn: Turn) -> Reply:
    """Say when what is announced begins and ends: the notice again, or all that were shown."""
    return this_one(turn) if turn.argument else Reply(text=Text(turn.conversation.last))


def _wanted(turn: Turn) -> Wanted:
    when, words = turn.value("time"), turn.message.text if turn.understanding else ""
    building = turn.value("building")
    named = (buildings_of(str(building)) or [str(building)]) if building else buildings_of(turn.message.place)
    first, last = (when.start.date(), _last_day(when)) if isinstance(when, Moment) else (None, None)
    return Wanted(_named_topic(turn) or topic_of(words), named[0] if named else "", first, last)


def _named_topic(turn: Turn) -> str:
    """Return the topic that understanding found; words of other scenarios' topics are none of a notice."""
    found = turn.understanding.entities if turn.understanding else ()
    named = (str(entity.value) for entity in found if entity.slot == "topic")
    return next((topic for topic in named if turn.has_text(f"topic.{topic}")), "")


def _is_general(turn: Turn) -> bool:
    """Say whether a message asks for any notice: it says so, or it names nothing but a part of the community."""
    found = turn.understanding.entity("building") if turn.understanding else None
    bare = found is not None and len(_BESIDE.sub("", turn.message.text.replace(found.text, "", 1))) <= 1
    return bare or _GENERAL.search(turn.message.text) is not None


def _last_day(when: Moment) -> date:
    return max(when.start, when.end - timedelta(seconds=1)).date()


def _fitting(turn: Turn, wanted: Wanted) -> list[Notice]:
    """Return the notices that are not over, concern the asker and fit, what holds now first, then by day."""
    mine = {wanted.building} if wanted.building else _buildings(turn)
    rows = turn.db.scalars(published(turn)).all()
    fitting = [row for row in rows if not row.scope or mine & set(row.scope)]
    fitting = [row for row in fitting if not wanted.topic or row.topic == wanted.topic]
    fitting = [row for row in fitting if _holds(turn, row, wanted)]
    return sorted(fitting, key=lambda row: order(row, turn.now))


def published(work: Work) -> Select[Notice]:
    """Start a query about the notices that residents may hear of."""
    return work.ours(Notice).where(Notice.status == NoticeStatus.PUBLISHED)


def at_place(work: Work, place: str) -> list[Notice]:
    """Return the notices that hold now or begin within a day where somebody stands, at most three, the urgent first."""
    mine, soon = set(buildings_of(place)), work.now + timedelta(days=1)
    rows = [row for row in work.db.scalars(published(work)) if not row.scope or mine & set(row.scope)]
    dated = [row for row in rows if row.starts or row.ends or row.urgent]  # standing rules are asked for
    held = [row for row in dated if (row.starts is None or row.starts <= soon) and not _over(row, work.now)]
    return sorted(held, key=lambda row: (not row.urgent, order(row, work.now)))[:_SHOWN]


def _over(row: Notice, now: datetime) -> bool:
    return row.ends is not None and row.ends <= now


def _buildings(turn: Turn) -> set[str]:
    ids = {home.building_id for home in turn.homes}
    # ours: the buildings of the speaker's own homes
    names = turn.db.scalars(select(Building.name).where(Building.id.in_(ids))) if ids else ()
    return {known for name in names for known in (buildings_of(name) or [name])}


def _holds(turn: Turn, row: Notice, wanted: Wanted) -> bool:
    if wanted.first is None or wanted.last is None:
        return row.ends is None or row.ends > turn.now
    starts, ends = (moment.astimezone(turn.now.tzinfo) if moment else None for moment in (row.starts, row.ends))
    if ends is not None and ends <= turn.now and wanted.last >= turn.now.date():
        return False
    after = starts is not None and starts.date() > wanted.last
    before = ends is not None and max(ends - timedelta(seconds=1), starts or ends).date() < wanted.first
    return not after and not before


def order(row: Notice, now: datetime) -> tuple[int, float]:
    """Put what is dated and holds now first, then what comes, then standing rules, the newest first."""
    if row.starts is None:
        return 2, -row.created_at.timestamp()
    return (0 if row.starts <= now else 1), row.starts.timestamp()


def _about(text: str, rows: Sequence[Notice]) -> list[Notice]:
    """Return the notices that share words with the question, the most words first."""
    asked = _pieces(text)
    scored = [(len(asked & _pieces(f"{row.title} {row.body} {row.title_en} {row.body_en}")), row) for row in rows]
    return [row for score, row in sorted(scored, key=lambda pair: -pair[0]) if score]


def _pieces(text: str) -> set[str]:
    pieces: set[str] = set()
    for run in _HAN.findall(text.lower()):
        pieces |= {run} if run.isascii() else {run[i : i + 2] for i in range(len(run) - 1)}
    return pieces


def _told(turn: Turn, wanted: Wanted, rows: Sequence[Notice], offset: int) -> Reply:
    here = rows[offset : offset + _SHOWN]
    if not here:
        return _nothing(turn, wanted)
    reply = Reply(text=Text("\n".join(said(row, turn.lang) for row in here)))
    reply = reply.showing(*(shown(row, turn.lang) for row in here))
    left = len(rows) - offset - len(here)
    if left <= 0:
        return reply
    return reply.with_buttons(turn.handler_button("button.more", "more", wanted.dump(offset + len(here)), count=left))


def said(row: Notice, lang: str) -> str:
    """Return the words of a notice, in Chinese where nobody translated it."""
    title, body = (row.title_en or row.title, row.body_en or row.body) if lang == "en" else (row.title, row.body)
    return f"{title}\n{body}" if body else title


def _none_then(turn: Turn, wanted: Wanted) -> Reply:
    """Say that nothing is announced for that time, and what comes next of its kind."""
    coming = _fitting(turn, Wanted(wanted.topic, wanted.building)) if wanted.topic and wanted.first else []
    if not coming:
        return _nothing(turn, wanted)
    text = turn.text("none_then", topic=_topic(turn, wanted), notice=said(coming[0], turn.lang))
    return Reply(text=text).showing(shown(coming[0], turn.lang))


def _nothing(turn: Turn, wanted: Wanted) -> Reply:
    if wanted.topic and not wanted.building and not turn.homes and _elsewhere(turn, wanted):
        return turn.say("which_building", topic=_topic(turn, wanted))
    key = "none_of" if wanted.topic else "none"
    buttons = [turn.person_button()]
    if _fitting(turn, Wanted()):
        buttons.insert(0, turn.handler_button("button.all", "more", Wanted().dump(0)))
    return turn.say(key, topic=_topic(turn, wanted)).with_buttons(*buttons)


def _elsewhere(turn: Turn, wanted: Wanted) -> bool:
    """Say whether some buildings have such a notice; who lives where nobody knows yet."""
    rows = turn.db.scalars(published(turn).where(Notice.topic == wanted.topic))
    return any(_holds(turn, row, Wanted(wanted.topic)) for row in rows)


def _topic(turn: Turn, wanted: Wanted) -> str:
    key = f"topic.{wanted.topic}"
    return str(turn.text(key)) if turn.has_text(key) else str(turn.text("topic.other"))
