"""A pass is taken back: at once where one is named, after a yes where it is all of them or nobody said which."""

import re

from actions.form import Form
from actions.reference import latest, screens
from actions.reply import Button, Reply
from actions.slot import Answer, Slot, Unusable, Value, Values, entity, first, words
from actions.turn import Turn
from actions.visitors.form import stranger
from actions.visitors.models import Pass, PassStatus
from actions.visitors.passes import live_ones, meant, revoke, state_of
from actions.visitors.referring import known, not_there, shown
from actions.visitors.saying import label, when, who
from actions.wording import listing
from nlu.slots.numerals import whole

ALL = "all"
_ALL = re.compile(
    r"全部?都?|所有|都(?:取消|作废|撤|删|不|收)|统统|一律|\ball\b|\bevery(?:one|body|thing)?\b|\bboth\b", re.IGNORECASE
)
_NTH = re.compile(r"第([一二两三四五六1-6])")
_ENGLISH = ("first", "second", "third", "fourth", "fifth")
_MOST = 5  # buttons that fit under one question


def take_back(turn: Turn) -> Reply:
    """Take back the pass that is named, or ask which one."""
    if turn.resident is None:
        return stranger(turn)
    rows = live_ones(turn)
    if not rows:
        return turn.say("none").with_buttons(turn.button("button.create", "start:visitor_pass_create"))
    if turn.value("scope") == ALL or (_ALL.search(turn.message.text) and len(rows) > 1 and not meant(turn, rows)):
        return turn.start(ALL_OF_THEM, passes=[row.number for row in rows])
    named = meant(turn, rows)
    if len(named) == 1:
        return revoked(turn, named[0])
    if not named and len(rows) == 1:
        return ask_one(turn, rows[0])
    lately = _lately(turn, rows) if not named and turn.understanding and not _names_somebody(turn) else None
    return ask_one(turn, lately) if lately else turn.start(WHICH)


def _names_somebody(turn: Turn) -> bool:
    return turn.value("visitor_kind") not in (None, "guest") or any(turn.value(slot) for slot in ("plate", "time"))


def _lately(turn: Turn, rows: list[Pass]) -> Pass | None:
    """Return the pass that this chat was about last."""
    seen = screens(turn.conversation.shown, turn.now, turn.conversation.resident_id)
    key = latest(seen, "visitor_pass")
    return next((row for row in rows if row.number == key), None)


def drop(turn: Turn) -> Reply:
    """Ask for a yes to the pass that was pointed at or just given; the argument is its number."""
    row = known(turn)
    if row is None:
        return not_there(turn)
    if not row.live(turn.now):
        key = "revoked_already" if row.status == PassStatus.REVOKED else "expired"
        return turn.say(key, who=who(row, turn.lang), number=row.number, private=True)
    return ask_one(turn, row)


def ask_one(turn: Turn, row: Pass) -> Reply:
    """Ask for a yes to taking one pass back."""
    return turn.start(ALL_OF_THEM, passes=[row.number])


def revoked(turn: Turn, row: Pass) -> Reply:
    """Take one pass back; it can be undone."""
    before = state_of(row)
    revoke(row, turn.now)
    said = turn.done("done.revoked", row.ref, private=True, who=who(row, turn.lang), number=row.number)
    undo = turn.handler_button("button.undo_revoked", "undo", row.number)
    return said.with_buttons(undo).showing(shown(row, turn.lang), before=before)


def _which(turn: Turn, value: Value) -> Value:
    rows = live_ones(turn)
    text = str(value)
    if text == ALL or _ALL.search(text):
        return ALL
    place = _place(text)
    row = next((row for row in rows if row.number == text), None)
    if row is None and 0 < place <= len(rows):
        row = rows[place - 1]
    if row is None:
        named = meant(turn, rows)
        row = named[0] if len(named) == 1 else None
    if row is None:
        raise Unusable("which_again")
    return row.number


def _place(text: str) -> int:
    nth = _NTH.search(text)
    if nth:
        return whole(nth[1]) or 0
    return next((at for at, word in enumerate(_ENGLISH, start=1) if word in text.lower()), 0)


def _read_which(answer: Answer) -> Value:
    """Read the words of an answer once asked; a plate names a pass by itself."""
    return first(entity("plate"), words(80))(answer)


def _choices(turn: Turn) -> list[Button]:
    rows = live_ones(turn)[:_MOST]
    buttons = [Button(label(row, turn.lang), f"fill:which={row.number}") for row in rows]
    return [*buttons, turn.button("button.all", f"fill:which={ALL}")]


def _chosen(turn: Turn, values: Values) -> Reply:
    if values["which"] == ALL:
        return _taken(turn, {"passes": [row.number for row in live_ones(turn)]})
    row = next((row for row in live_ones(turn) if row.number == values["which"]), None)
    return revoked(turn, row) if row else turn.say("none")


def _still_live(turn: Turn, values: Values) -> list[Pass]:
    numbers = values["passes"]
    return [row for row in live_ones(turn) if isinstance(numbers, list) and row.number in numbers]


def _summary(turn: Turn, values: Values) -> dict[str, object]:
    rows = _still_live(turn, values)
    every = [turn.text("one_of", who=who(row, turn.lang), time=when(row, turn.now, turn.lang)) for row in rows[:_MOST]]
    more = str(turn.text("and_more", count=len(rows) - _MOST)) if len(rows) > _MOST else ""
    return {"passes": listing([str(one) for one in every], turn.lang) + more}


def _taken(turn: Turn, values: Values) -> Reply:
    rows = _still_live(turn, values)
    if not rows:
        return turn.say("none")
    if len(rows) == 1:
        return revoked(turn, rows[0])
    for row in rows:
        revoke(row, turn.now)
    names = listing([who(row, turn.lang) for row in rows[:_MOST]], turn.lang)
    more = str(turn.text("and_more", count=len(rows) - _MOST)) if len(rows) > _MOST else ""
    return turn.done("done.revoked_all", rows[0].ref, private=True, count=len(rows), names=names + more)


def _stays(turn: Turn) -> Reply:
    return turn.say("not_revoked")


WHICH = Form(
    name="which",
    package="actions.visitors",
    intent="visitor_pass_revoke",
    slots=(Slot(name="which", read=_read_which, check=_which, choices=_choices),),
    submit=_chosen,
    on_cancel=_stays,
)
ALL_OF_THEM = Form(
    name="revoke",
    package="actions.visitors",
    slots=(),
    submit=_taken,
    confirm="confirm.revoke",
    summary=_summary,
    on_cancel=_stays,
)
