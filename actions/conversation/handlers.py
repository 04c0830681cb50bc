"""What belongs to the conversation itself: small talk, hearing it again, another language, a picture without words."""

import re
from dataclasses import replace

from actions import pictures
from actions.event import TicketChanged
from actions.reference import Shown, screens
from actions.reply import Button, Reply, Text
from actions.texts import LANGS
from actions.ticket import Author, Ticket, TicketStatus, add_entry
from actions.turn import Turn
from nlu.normalize import language as language_of

SLOWEST, SLOWER_BY = 60, 20  # percent of the normal speed of speech
LOUDEST, LOUDER_BY = 200, 50  # percent of the normal volume
NORMAL = 100
EXAMPLES = (
    ("button.repair", "start:repair_report"),
    ("button.bill", "start:bill_query"),
    ("button.notice", "start:notice_query"),
    ("person_button", "start:human_handoff"),
)
ABOUT_SPEECH = ("slower", "louder", "larger.begun", "larger.over")
MOST = 4  # buttons that fit under one question
_SOONER = re.compile(
    r"能不能快|快[一点些]*(?:来|派|修|弄|办)|(?:来|派|修|弄|办)快[一点些]|\b(?:sooner|faster|hurry)\b", re.IGNORECASE
)
LANGUAGES = (("button.chinese", "zh"), ("button.english", "en"))


def affirm(turn: Turn) -> Reply:
    """Answer a yes to which nobody asked."""
    return turn.say("affirm")


def deny(turn: Turn) -> Reply:
    """Answer a no to which nobody asked."""
    return turn.say("deny")


def correct(turn: Turn) -> Reply:
    """Answer a correction of nothing: ask for the whole matter."""
    return turn.say("correct")


def which_record(turn: Turn) -> Reply:
    """Ask which of several records is meant; the argument has a line for each: what choosing it does, and its ref."""
    offered = [tuple(line.split(":", 1)) for line in turn.argument.splitlines()]
    seen = screens(turn.conversation.shown, turn.now, turn.conversation.resident_id)
    rows = {row.ref: row for screen in reversed(seen) for row in screen.records}
    shows = [replace(rows[ref], call=call) for call, ref in offered if ref in rows]
    buttons = [Button(row.says, f"call:{row.call}:{row.key}") for row in shows[:MOST]]
    return replace(turn.say("which"), private=True).with_buttons(*buttons).showing(*shows)


def whose(turn: Turn) -> Reply:
    """Ask whether a correction is of what was just done or answers the open question; the argument: call and ref."""
    call, _, ref = turn.argument.partition(":")
    seen = screens(turn.conversation.shown, turn.now, turn.conversation.resident_id)
    row = next((row for screen in seen for row in screen.records if row.ref == ref), None)
    opened = turn.conversation.open
    if row is None or opened is None:
        return turn.say("correct")
    this = Shown(kind="form", key=str(opened.serial), says=str(turn.text("this_one")), call="conversation.for_this")
    rows = (replace(row, call=call), this)
    buttons = (Button(one.says, f"call:{one.call}:{one.key}") for one in rows)
    return replace(turn.say("whose", done=row.says), private=True).with_buttons(*buttons).showing(*rows)


def for_this(turn: Turn) -> Reply:
    """Say that the question which is open is asked no more; otherwise the words before count as its answer."""
    return turn.say("expired_button")


def usual(turn: Turn) -> Reply:
    """Say that it is not known what "as usual" means."""
    return turn.say("usual")


def cancel(turn: Turn) -> Reply:
    """Stop what is still open: the wait for a person, where the resident asked for one."""
    ticket = turn.db.get(Ticket, turn.conversation.ticket) if turn.conversation.ticket else None
    if ticket is None or not ticket.active or turn.conversation.owner:
        return turn.say("nothing_open")
    ticket.status, ticket.closed_at = TicketStatus.CANCELLED, turn.now
    add_entry(turn.db, ticket, turn.now, Author.RESIDENT, turn.message.text, kind="status", public=True)
    turn.emit(TicketChanged(ticket.id, TicketStatus.CANCELLED))
    turn.conversation.ticket = None
    again = turn.person_button()
    return turn.done("done.person_cancelled", f"handoff:{ticket.number}", number=ticket.number).with_buttons(again)


def greeting(turn: Turn) -> Reply:
    """Greet by the time of day, and by name where nobody else reads it."""
    hour = turn.now.hour
    part = "morning" if 5 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"
    if turn.resident and turn.message.private:
        return turn.say("greeting.known", greeting=turn.text(f"greeting.{part}"), name=turn.resident.name)
    return turn.say("greeting.anyone", greeting=turn.text(f"greeting.{part}"))


def thanks(turn: Turn) -> Reply:
    """Answer thanks."""
    return turn.say("thanks")


def help_(turn: Turn) -> Reply:
    """Say with examples what can be done here."""
    return turn.say("help").with_buttons(*examples(turn))


def repeat(turn: Turn) -> Reply:
    """Say the last sentence again in the very same words."""
    last = turn.conversation.last
    if not last:
        return greeting(turn)
    return Reply(text=Text(last), asks=turn.conversation.last_asked if turn.conversation.open else None)


def slower(turn: Turn) -> Reply:
    """Speak more slowly from now on and say the last sentence again; who wants it sooner is told how."""
    if _SOONER.search(turn.message.text):
        return turn.say("sooner").with_buttons(turn.person_button())
    _speak_like(turn, "pace", max(SLOWEST, _spoken_like(turn, "pace") - SLOWER_BY))
    return again(turn, "slower")


def louder(turn: Turn) -> Reply:
    """Speak louder from now on and say the last sentence again."""
    _speak_like(turn, "volume", min(LOUDEST, _spoken_like(turn, "volume") + LOUDER_BY))
    return again(turn, "louder")


def _spoken_like(turn: Turn, name: str) -> int:
    needs = turn.resident.needs if turn.resident else {}
    return int(turn.conversation.settings.get(name, needs.get(name, NORMAL)))


def _speak_like(turn: Turn, name: str, value: int) -> None:
    """Speak so from now on, to who is known here in their other talks, too."""
    turn.conversation.settings[name] = value
    if turn.resident and turn.message.private:
        turn.resident.needs = {**turn.resident.needs, name: value}


def language_switch(turn: Turn) -> Reply:
    """Go on in the language that was named; ask which where none was."""
    named = turn.value("lang")
    if isinstance(named, str) and named:
        return _speak(turn, named)
    choices = (turn.button(label, f"call:conversation.language:{lang}") for label, lang in LANGUAGES)
    return turn.say("language.which").with_buttons(*choices)


def language(turn: Turn) -> Reply:
    """Go on in the language of the button."""
    return _speak(turn, turn.argument)


def late_code(turn: Turn) -> Reply:
    """Say that a code that was used, or used up, does nothing any more."""
    return turn.say("proof.used")


def photo(turn: Turn) -> Reply:
    """Keep a picture that came without words and ask what it is about."""
    if not turn.message.files:  # the channel was told of one and could not get it
        return turn.say("photo_lost")
    pictures.keep(turn)
    if turn.conversation.open is not None:  # its question comes next
        return turn.say("photo_kept")
    return turn.say("photo").with_buttons(turn.button("button.repair", "start:repair_report"))


def voice(turn: Turn) -> Reply:
    """Say that recordings cannot be heard here, and what works instead."""
    return turn.say("voice").with_buttons(turn.person_button())


def location(turn: Turn) -> Reply:
    """Take note of a place on the map that nobody asked for; staff read it in the conversation."""
    return turn.say("location").with_buttons(turn.button("button.repair", "start:repair_report"))


def examples(turn: Turn) -> list[Button]:
    """Return what can be done here, as buttons."""
    return [turn.button(label, value) for label, value in EXAMPLES]


def again(turn: Turn, prefix: str) -> Reply:
    """Say a sentence about how we speak, and the last answer again."""
    last = turn.conversation.last
    for key in ABOUT_SPEECH:
        last = last.removeprefix(turn.text(key)).lstrip()
    if language_of(last) != turn.lang:  # it was said in the language that was spoken before
        last = ""
    gap = " " if turn.lang == "en" else ""
    asks = turn.conversation.last_asked if turn.conversation.open else None
    return Reply(text=Text(f"{turn.text(prefix)}{gap}{last}".strip()), asks=asks)


def _speak(turn: Turn, named: str) -> Reply:
    turn.lang = turn.conversation.lang = "en" if named == "en" else "zh"
    turn.conversation.settings["lang"] = turn.lang
    if named not in LANGS:  # the kiosk listens for it; it is answered in Mandarin
        turn.conversation.settings["dialect"] = named
    if turn.resident and turn.message.private:
        turn.resident.lang = turn.lang
    known = named if turn.has_text(f"language.{named}") else turn.lang
    return turn.say(f"language.{known}")
