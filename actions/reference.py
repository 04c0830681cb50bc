"""What "that one", "the second" or "the one this afternoon" means: words against what was last shown or done. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from actions.slot import Values, decode, encode
from nlu.slots.numerals import whole
from nlu.types import Entity, Moment

LATELY = timedelta(hours=1)  # what was shown or done longer ago is no longer "that one"
KEPT = 4  # screens that are remembered
_COUNTED = "个張张笔条條位件项单份"
_ENGLISH = ("first", "second", "third", "fourth", "fifth")
_POINTS = re.compile(
    rf"(?:第(?P<nth>[一二两三四五六1-6])|(?P<last>最后面?|最末|末尾)|(?P<later>后面|后头|靠后|晚(?:一点)?)|(?P<earlier>前面|前头|靠前|早(?:一点)?)"
    rf"|(?P<other>另外|另|别的)|(?P<that>刚刚?才?|方才|才|上面)?)的?(?P<this>那|这|哪?)(?P<one>一)?(?P<unit>[{_COUNTED}])单?子?(?!月|星期|礼拜|小区|时候|问题|人|办法|号)"
    rf"|\b(?:the |that |this )?(?:(?P<ordinal>{'|'.join(_ENGLISH)})|(?P<final>last)|(?P<latter>later|latter)"
    r"|(?P<former>earlier|former)|(?P<rest>other))(?: one)?\b|\b(?P<pronoun>(?:that|this) one|it|that|this"
    r"|(?<!the )one(?= *[?.!,]| again| is| was|$))\b",
    re.IGNORECASE,
)
_WEAK = frozenset({"it", "that", "this"})
_FILLER = re.compile(r"^[\s,，]*(?:那个|这个|嗯+|呃+|就是)[,，、.。\s]+")
_AROUND = re.compile(
    r"[的了吧呢啊呀嘛哦吗么就是也都还把给请我您你要想说帮再来对和跟那这在有]|\b(?:the|a|an|of|is|one|please|for|me|and|with|about|what|do"
    r"|i|want|to|my|then|that|on|was|were|did|does|be|has|have|at|it|can|you|tell|this)\b|[^\w]|_",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One record as it stood on the screen: which it is, what it is called there and by whom, and when it is.

    `says` fits on a button, `called` are the words and values by which people mean it, `counted` the measure words that
    may stand for it (empty: any), `call` what choosing it does where the assistant asked which one, `measured` what a
    bare number just after it can be (degrees).
    """

    kind: str
    key: str
    says: str
    called: tuple[str, ...] = ()
    counted: str = ""
    start: datetime | None = None
    end: datetime | None = None
    call: str = ""
    measured: str = ""

    @property
    def ref(self) -> str:
        """Return it as records are named: kind:key."""
        return f"{self.kind}:{self.key}"

    def dump(self) -> dict[str, Any]:
        """Make it fit for a JSON column."""
        return {name: _out(getattr(self, name)) for name in Shown.__slots__}


def load_shown(stored: Mapping[str, Any]) -> Shown:
    """Read a record on the screen back."""
    return Shown(**{**stored, "called": tuple(stored["called"]), **_times(stored)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """What one turn showed to whom: the records in their order, what was asked, what was done and how it was before."""

    at: datetime
    by: str | None = None
    intent: str = ""
    about: Values = field(default_factory=dict)
    words: str = ""  # of the message behind the question which one is meant
    records: tuple[Shown, ...] = ()
    asks: bool = False  # what was done asked a question of its own
    done: str = ""  # ref of the record that was made or changed
    before: Mapping[str, Any] | None = None  # how the changed record was, fit for JSON

    @property
    def did(self) -> str:
        """Return what was done by the kind it has on the screen: one kind of record may be several scenarios'."""
        key = self.done.partition(":")[2]
        return next((row.ref for row in self.records if key and row.key == key), self.done)

    def dump(self) -> dict[str, Any]:
        """Make it fit for a JSON column."""
        rows = [row.dump() for row in self.records]
        kept: dict[str, Any] = {
            "asks": self.asks,
            "by": self.by,
            "intent": self.intent,
            "words": self.words,
            "done": self.done,
            "before": self.before,
        }
        return {"at": self.at.isoformat(), "about": encode(self.about), "records": rows, **kept}


def screens(shown: Iterable[object], now: datetime, by: str | None) -> list[Screen]:
    """Read back what this person was shown lately, the newest first; what an older version kept means nothing."""
    read = [_screen(stored) for stored in shown if isinstance(stored, dict)]
    return [screen for screen in reversed(read) if screen.by == by and now - screen.at <= LATELY]


@dataclass(frozen=True, slots=True)
class Pointing:
    """Words that point: which in the order, or how else; where they stand in the text."""

    start: int
    end: int
    nth: int | None = None  # -1 is the last
    way: str = ""  # later, earlier, other
    unit: str = ""
    weak: bool = False  # a mere "it": it points only where something is wanted of it

    @property
    def ordered(self) -> bool:
        """Say whether it names a place in an order, which needs no description."""
        return self.nth is not None or bool(self.way)


def refs(seen: Iterable[Screen]) -> list[str]:
    """Return the records of some screens, as records are named: what was done first, the newest screen first."""
    named = (ref for screen in seen for ref in (screen.done, *(row.ref for row in screen.records)) if ref)
    return list(dict.fromkeys(named))


def plain(text: str) -> str:
    """Return a text without the sounds it begins with: 那个，停车费多少."""
    return _FILLER.sub("", text.strip())


def pointing(text: str) -> Pointing | None:
    """Find the words that point at something shown; None where there are none.

    >>> pointing("第二笔不对"), pointing("水费多少")
    (Pointing(start=0, end=3, nth=1, way='', unit='笔', weak=False), None)
    """
    for match in _POINTS.finditer(text):
        found = match.groupdict()
        if found["unit"] and not any(
            found[name] for name in ("nth", "last", "later", "earlier", "other", "that", "this")
        ):
            continue
        if found["nth"] or found["ordinal"]:
            count = whole(found["nth"]) if found["nth"] else _ENGLISH.index(found["ordinal"].lower()) + 1
            nth: int | None = (count or 1) - 1
        else:
            nth = -1 if found["last"] or found["final"] else None
        later, earlier = found["later"] or found["latter"], found["earlier"] or found["former"]
        other = found["other"] or found["rest"]
        way = "later" if later else "earlier" if earlier else "other" if other else ""
        weak = match[0].lower() in _WEAK
        return Pointing(match.start(), match.end(), nth, way, found["unit"] or "", weak)
    return None


def meant(text: str, where: Pointing, found: Sequence[Entity], seen: Sequence[Screen]) -> tuple[Shown, ...]:
    """Return the record that is pointed at: one, several where it is not clear, none where nothing was shown.

    `seen` is the newest screen first. A place that the order does not have leaves all open.
    """
    lists = [screen for screen in seen if len(screen.records) > 1]
    over = lists or seen if where.ordered else seen
    fitting = [(screen, tuple(row for row in screen.records if _counts(row, where.unit))) for screen in over]
    named = [(screen, rows) for screen, all_rows in fitting if (rows := _named(text, all_rows))]
    for screen, rows in named or [(screen, _at_the_time(where, found, rows)) for screen, rows in fitting]:
        if rows:
            return _pointed(where, rows, screen, seen)
    return ()


def left(text: str, where: Pointing, row: Shown, verbs: str = "") -> str:
    """Return what a message says beside pointing, the record's names and the words of `verbs`."""
    rest = text[: where.start] + " " + text[where.end :]
    for word in sorted(row.called, key=len, reverse=True):
        rest = re.sub(re.escape(word), " ", rest, flags=re.IGNORECASE) if word else rest
    rest = re.sub(verbs, " ", rest, flags=re.IGNORECASE) if verbs else rest
    return _AROUND.sub("", rest)


def answered_now(shown: Sequence[object]) -> list[dict[str, Any]]:
    """Return what was kept without a question that is over: which one was meant is asked for the next message only."""
    kept_ones = [one for one in shown if isinstance(one, dict)]
    return [{**one, "words": "", "records": [{**row, "call": ""} for row in one["records"]]} for one in kept_ones]


def kept(shown: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what is worth keeping, oldest first: the last few screens, the last list, the last thing that was done."""
    newest = list(shown[-KEPT:])
    for worth in (lambda one: len(one["records"]) > 1, lambda one: one["done"]):
        found = next((one for one in reversed(shown) if worth(one)), None)
        newest += [found] if found is not None and found not in newest else []
    return sorted(newest, key=shown.index)


def last_done(seen: Sequence[Screen], kind: str = "") -> Screen | None:
    """Return the newest screen on which something (of a kind) was made or changed."""
    return next((screen for screen in seen if screen.done and screen.done.startswith(kind)), None)


def latest(seen: Sequence[Screen], kind: str) -> str:
    """Return the key of the record of a kind that was last done or shown alone; empty where several were shown."""
    for screen in seen:
        if screen.done.startswith(f"{kind}:"):
            return screen.done.partition(":")[2]
        keys = [row.key for row in screen.records if row.kind == kind]
        if keys:
            return keys[0] if len(keys) == 1 else ""
    return ""


def _counts(row: Shown, unit: str) -> bool:
    return unit in ("", "个") or not row.counted or unit in row.counted


def _named(text: str, rows: tuple[Shown, ...]) -> tuple[Shown, ...]:
    """Return the records that the words around the pointing name, those with the longest name."""
    lowered = text.lower()
    scores = [max((len(word) for word in row.called if word and word.lower() in lowered), default=0) for row in rows]
    best = max(scores, default=0)
    return tuple(row for row, score in zip(rows, scores, strict=True) if best and score == best)


def _at_the_time(where: Pointing, found: Sequence[Entity], rows: tuple[Shown, ...]) -> tuple[Shown, ...]:
    """Keep the records of the time that is named before the pointing (下午来的那位); all where none is."""
    when = next((one.value for one in found if isinstance(one.value, Moment) and one.end <= where.start), None)
    return tuple(row for row in rows if _at(row, when)) if isinstance(when, Moment) else rows


def _at(row: Shown, when: Moment) -> bool:
    if row.start is None:
        return False
    starts, ends = row.start.astimezone(when.start.tzinfo), (row.end or row.start).astimezone(when.start.tzinfo)
    if not when.has_date or when.part:  # 下午来的: whichever day it is, unless one was named
        same_day = not when.has_date or when.start.date() == starts.date()
        return same_day and when.start.time() <= starts.time() and (starts < ends or starts.time() < when.end.time())
    return when.start < max(ends, starts + timedelta(minutes=1)) and starts < when.end


def _pointed(where: Pointing, rows: tuple[Shown, ...], screen: Screen, seen: Sequence[Screen]) -> tuple[Shown, ...]:
    if where.nth is not None:
        beyond = rows if len(rows) > 1 else ()
        return rows[where.nth :][:1] if where.nth < len(rows) else beyond
    if where.way in ("later", "earlier") and len(rows) > 1:
        timed = sorted((row for row in rows if row.start), key=lambda row: row.start or screen.at)
        ordered = timed if len(timed) == len(rows) else rows
        return (ordered[-1] if where.way == "later" else ordered[0],)
    if where.way == "other" and len(rows) == 2:
        last = next((one.records[0].ref for one in seen if len(one.records) == 1), screen.done)
        others = tuple(row for row in rows if row.ref != last)
        return others if len(others) == 1 else rows
    done = tuple(row for row in rows if row.ref == screen.done)
    return done or rows


def _out(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else list(value) if isinstance(value, tuple) else value


def _screen(stored: Mapping[str, Any]) -> Screen:
    rows = tuple(load_shown(row) for row in stored["records"])
    kept = {name: stored[name] for name in ("by", "intent", "words", "done", "before")} | {
        "asks": stored.get("asks", False)
    }
    at = datetime.fromisoformat(stored["at"])
    return Screen(at=at, about=decode(stored["about"]), records=rows, **kept)


def _times(row: Mapping[str, Any]) -> dict[str, datetime | None]:
    return {name: datetime.fromisoformat(row[name]) if row[name] else None for name in ("start", "end")}
