"""Around a turn: whoever struggles is offered a person sooner, and anger is answered with what will happen.

`bot/struggle.py` counts, `nlu/mood.py` listens; here the step that the policy chose is replaced where that helps more
(`_instead`), and what is said is made warmer (`_softened`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from actions.message import MessageKind
from actions.registry import Registry
from actions.reply import Reply, Text
from actions.ticket import Ticket
from actions.turn import Turn
from actions.waiting import waiting_for
from bot.dialogue import respond
from bot.endangered import EMERGENCY
from bot.moves import Command, Move
from bot.policy import PERSON
from bot.said import UNIVERSAL, tells
from bot.struggle import STUCK, Signs, Strain, signs_of, wants_person
from nlu.mood import Mood, asks_for_turn, mood
from nlu.urging import urges

ESCALATE = "staff.escalate"
HURRIED = "repairs.hurried"
LEAVE = "staff.cancel"
MESSAGE = "staff.message"
TOLD_TO_STAFF = frozenset({MESSAGE, "staff.callback"})
ABOUT_WAITING = frozenset({"repair_status", "repair_report", "complaint", "out_of_scope", "help"})
NEW_MATTERS = {"repair_report": "object", "complaint": "complaint_topic"}  # and the slot that names a matter of its own
OTHER_MATTERS = ("activity", "resource", "plate", "doc")  # slots that no repair and no complaint has
LATE = timedelta(hours=24)  # before that, somebody who is not upset is not late
_BARE = 10  # letters of a question about the line that says nothing else
SAME_AGAIN = 2  # failures in a row after which the same offer in the same words helps nobody
UNSPOKEN = frozenset({MessageKind.BUTTON, MessageKind.LOCATION})


def comforted(turn: Turn, commands: Sequence[Command], registry: Registry) -> list[Reply]:
    """Carry the commands of a message out, with the state of the person in mind."""
    step = commands[0]
    if step.move is Move.DESK or turn.message.kind is MessageKind.OUTCOME or _in_danger(turn, step):
        return respond(turn, commands, registry)
    strain = Strain.load(turn.conversation.strain)
    unspoken = not turn.message.text or turn.message.kind in UNSPOKEN or step.move is Move.PRESS  # a button, a code
    if unspoken or _explained(turn, step, strain):
        return respond(turn, [_left(turn, one) for one in commands], registry)
    text, meant = turn.message.text, turn.understanding.intent if turn.understanding else ""
    signs = signs_of(strain, text, mood(text), step.move, meant)
    strain = strain.after(text, signs)
    turn.conversation.strain = strain.dump()
    before = turn.conversation.failures, _tries(turn)
    chosen = _chosen(turn, commands, registry, signs, strain)
    replies = respond(turn, chosen, registry)
    if chosen[0] is not step and step.move in STUCK:
        turn.conversation.failures = before[0]  # a person came in between; it was not understood all the same
    if _tries(turn) > before[1] and not signs.stuck:
        strain = replace(strain, points=strain.points + 1)
        turn.conversation.strain = strain.dump()
    if chosen[0].move is Move.OFFER_PERSON and before[0] >= SAME_AGAIN and turn.community.phone:
        replies = [replace(replies[0], text=turn.shared_text("offer_phone", phone=turn.community.phone)), *replies[1:]]
    return _softened(turn, chosen[0], signs, strain, replies)


def _chosen(
    turn: Turn, commands: Sequence[Command], registry: Registry, signs: Signs, strain: Strain
) -> Sequence[Command]:
    """Put what helps more in the place of a message's command; of several, only where somebody waits in vain."""
    if len(commands) == 1:
        return [_instead(turn, commands[0], registry, signs, strain)]
    vain = PERSON in registry.answers and next(
        (one for one in commands if _waits_in_vain(turn, one, registry, signs.mood)), None
    )
    return [replace(one, move=Move.PRESS, name=ESCALATE) if one is vain else one for one in commands]


def _explained(turn: Turn, step: Command, strain: Strain) -> bool:
    """Say whether this is a button under a clarifying question, which stands for the words before it."""
    same = strain.said[-1:] == (turn.message.text[:200],)
    return same and turn.conversation.failures > 0 and step.move is Move.ANSWER


def _left(turn: Turn, step: Command) -> Command:
    """Leaving the line comes back to the open task."""
    return replace(step, resume=True) if step.name == LEAVE and turn.conversation.open else step


def _tries(turn: Turn) -> int:
    return turn.conversation.open.tries if turn.conversation.open else 0


def _in_danger(turn: Turn, step: Command) -> bool:
    opened = turn.conversation.open
    return step.name == EMERGENCY or (opened is not None and opened.of_danger)


def _instead(turn: Turn, step: Command, registry: Registry, signs: Signs, strain: Strain) -> Command:
    """Return a step that helps this person more, or the one that was chosen."""
    if PERSON not in registry.answers:
        return step
    resume, in_line = turn.conversation.open is not None, _in_line(turn)
    if _for_staff(turn, step):
        return Command(Move.FILL)
    if step.name == PERSON:
        return replace(step, resume=resume and in_line)
    if _waits_in_vain(turn, step, registry, signs.mood):
        return Command(Move.PRESS, ESCALATE, resume=resume)
    if _hurries(turn, step, registry):
        return Command(Move.PRESS, HURRIED, resume=resume)
    if in_line and (step.move in STUCK or _asks_for_turn(turn, step)):
        return Command(Move.ANSWER, PERSON, resume=resume)  # says where they stand, and keeps the words for staff
    lost = step.move in STUCK or step.name == "out_of_scope"
    alone = turn.message.private or turn.message.channel == "kiosk"
    if lost and alone and signs.mood.angry and signs.mood.aimed:
        return Command(Move.ANSWER, PERSON)
    if step.move is Move.CLARIFY and (signs.mood.heated or wants_person(strain, elder=is_elder(turn))):
        return Command(Move.OFFER_PERSON)
    return step


def _in_line(turn: Turn) -> bool:
    """Say whether the conversation waits for a person."""
    ticket = turn.db.get(Ticket, turn.conversation.ticket) if turn.conversation.ticket else None
    return ticket is not None and ticket.active


def _for_staff(turn: Turn, step: Command) -> bool:
    """Say whether words or a number for staff are being said: whatever they are about, they are no request to us."""
    opened = turn.conversation.open
    if opened is None or opened.asked is None or opened.form not in TOLD_TO_STAFF:
        return False
    elsewhere = step.move in {Move.ANSWER, Move.NOT_SERVED, Move.CORRECT, Move.SKIP}
    return elsewhere and step.name not in UNIVERSAL and (opened.form == MESSAGE or step.name == "out_of_scope")


def _waits_in_vain(turn: Turn, step: Command, registry: Registry, felt: Mood) -> bool:
    """Say whether somebody is upset that a matter of theirs does not move."""
    upset = felt.angry or felt.despairing or felt.shouting
    if not felt.waiting or not (upset or felt.overdue):
        return False
    if step.move not in STUCK and step.move is not Move.NOT_SERVED and step.name not in ABOUT_WAITING:
        return False
    if _names_matter(turn, step, registry):
        return False
    late = [one for one in waiting_for(turn) if upset or turn.now - one.created_at > LATE]
    return any(_may_be(turn, step, ticket) for ticket in late)


def _hurries(turn: Turn, step: Command, registry: Registry) -> bool:
    """Say whether haste that nobody understands, 快点, is about a repair that somebody waits for."""
    known = HURRIED.partition(".")[0] in registry.scenarios
    lost = step.move in {Move.CLARIFY, Move.OFFER_PERSON}
    return known and lost and urges(turn.message.text) and any(one.kind == "repair" for one in waiting_for(turn))


def _names_matter(turn: Turn, step: Command, registry: Registry) -> bool:
    """Say whether a message is about something that no ticket waits for: 你们到底管不管，我想参加猜灯谜."""
    opened, meant = turn.conversation.open, turn.understanding
    if meant is None or meant.entity("category") or step.name in NEW_MATTERS:
        return False
    told = opened is not None and tells(opened, meant, registry)
    return told or any(map(meant.entity, OTHER_MATTERS))


def _may_be(turn: Turn, step: Command, ticket: Ticket) -> bool:
    """Say whether a message may be about a ticket: it names nothing else."""
    category = turn.value("category")
    if category is not None:
        return category == ticket.category
    return step.name not in NEW_MATTERS or turn.value(NEW_MATTERS[step.name]) is None


def _asks_for_turn(turn: Turn, step: Command) -> bool:
    """Say whether somebody in the line asks when it is their turn, and not about something else of theirs."""
    named = any(turn.value(slot) is not None for slot in ("category", "ticket", "topic"))
    asks = asks_for_turn(turn.message.text) and not named
    bare = step.move is Move.ANSWER and len(turn.message.text) <= _BARE  # whatever else it is taken for
    return asks and (bare or step.name in {"repair_status", "out_of_scope", "notice_query"})


def _softened(turn: Turn, step: Command, signs: Signs, strain: Strain, replies: Sequence[Reply]) -> list[Reply]:
    """Begin with a warm word and end with the way to a person, where that is due."""
    said = list(replies)
    if not said or _in_danger(turn, step) or step.name == ESCALATE:
        return said
    served = step.name not in {PERSON, "out_of_scope"} and step.move is not Move.CANCEL
    if signs.mood.heated and (served or (signs.mood.aimed and step.name != PERSON)):
        said[0] = _led_by(turn, f"comfort.{_strongest(signs.mood)}", said[0])
    hard = wants_person(strain, elder=is_elder(turn))
    if step.name == PERSON or _in_line(turn) or not (signs.mood.heated or hard):
        return said
    if not strain.offered and step.move is not Move.OFFER_PERSON:
        turn.conversation.strain["offered"] = True
        if hard and not signs.mood.heated:
            said[0] = _led_by(turn, "offer_sooner", said[0])
    said[-1] = _with_person(turn, said)
    return said


def _strongest(felt: Mood) -> str:
    return "despairing" if felt.despairing and not felt.angry else "angry" if felt.angry else "unheard"


def _led_by(turn: Turn, key: str, reply: Reply) -> Reply:
    before, gap = turn.shared_text(key), " " if turn.lang == "en" else ""
    spoken = f"{before.spoken}{gap}{reply.text.spoken}"
    return replace(reply, text=Text(f"{before}{gap}{reply.text}", claim=reply.text.claim, spoken=spoken))


def _with_person(turn: Turn, replies: Sequence[Reply]) -> Reply:
    offered = any(button.value == f"start:{PERSON}" for reply in replies for button in reply.buttons)
    button = turn.person_button()
    return replies[-1] if offered else replies[-1].with_buttons(button)


def is_elder(turn: Turn) -> bool:
    """Say whether the elders' manner is set, for this conversation or for the person."""
    needs = turn.resident.needs if turn.resident and turn.resident.needs else {}
    return bool(turn.conversation.settings.get("elder") or needs.get("elder") or needs.get("elder_view"))
