"""One simulated conversation in a house of its own: real inbox, engine, jobs and outbox, and a clock moved by hand."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from re import Pattern
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.channel import Delivery
from actions.message import Message, MessageKind
from actions.state import Conversation
from bot.conversations import ConversationRow
from bot.inbox import InboxRow, InboxState
from bot.judge import judge
from bot.records import changes
from bot.replay import STEP, marked, records_of
from bot.simulation import promises
from bot.simulation.house import House
from bot.simulation.personas import TRIES, Persona
from bot.simulation.resident import Heard, Resident, Saying
from bot.simulation.words import Goal, Words, wanted
from bot.testing import Talk

Records = dict[str, list[dict[str, Any]]]
Medium = Callable[[Talk, str, Sequence[str]], Awaitable[str]]
"""Carries words to a house: takes what is said and the answers that are shown, returns what is heard, if anything."""
LONGEST = 16  # messages after which nobody goes on


@dataclass(frozen=True, slots=True)
class Plan:
    """Who wants what in one conversation, in that order; the seed decides the rest."""

    persona: Persona
    resident: str
    goals: tuple[Goal, ...]
    seed: int


@dataclass(slots=True)
class Outcome:
    """What became of a conversation. `failed` says what each goal lacks; empty where it is on record."""

    plan: Plan
    failed: list[list[str]] = field(default_factory=list)
    ended: str = ""
    turns: int = 0
    dead_ends: int = 0
    broken: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Setting:
    """The world conversations happen in."""

    house: House
    words: Words
    claims: tuple[Pattern[str], ...]
    before: dict[str, Records] = field(default_factory=dict)  # by who has signed in: it is the same every time
    medium: Medium | None = None  # None: words arrive as they are


@dataclass(slots=True)
class _Course:
    """A conversation under way."""

    talk: Talk
    outcome: Outcome
    sent: list[Message] = field(default_factory=list)
    replies: list[Delivery] = field(default_factory=list)
    medium: Medium | None = None
    heard: Heard = field(default_factory=Heard)
    stuck: int = 0
    state: object = None


async def converse(plan: Plan, setting: Setting) -> Outcome:
    """Hold one conversation and judge what is on record afterwards."""
    async with setting.house.fresh() as guest:
        talk = await guest.as_resident(plan.resident)
        course = _Course(talk, Outcome(plan), medium=setting.medium)
        before = setting.before.get(plan.resident) or await _records(talk)
        setting.before[plan.resident] = before
        residents = await _speak(course, plan, setting)
        after = await _records(talk)
        touched = {row: (how, 0) for row, how in changes(before, after).items()}
        records = marked(after, touched)
        course.outcome.failed = [judge({"records": records, "turns": []}, [{"check": one}]) for one in residents]
        await _check(course, setting, after, records)
    return course.outcome


async def _speak(course: _Course, plan: Plan, setting: Setting) -> list[dict[str, Any]]:
    """Let somebody pursue their goals; return what must be on record for each."""
    rng = Random(plan.seed)  # noqa: S311  chance that can be had again, no secret
    found = []
    for goal in plan.goals:
        resident = Resident(persona=plan.persona, words=setting.words, goal=goal, rng=rng)
        await _pursue(course, resident)
        found.append(wanted(goal, resident.facts))
        if course.outcome.ended != "done":
            break
    return found


async def _pursue(course: _Course, resident: Resident) -> None:
    saying: Saying | None = resident.opens()
    while saying is not None and course.outcome.turns < LONGEST:
        heard = await _says(course, saying)
        if resident.ended:
            break
        saying = resident.answers(heard)
    course.outcome.ended = resident.ended or "limit"


async def _says(course: _Course, saying: Saying) -> Heard:
    """Say something; what the medium does not make out reaches nobody, and is asked for again."""
    if course.medium is None or saying.label:
        return await _sends(course, saying, saying.text)
    text = await course.medium(course.talk, saying.text, [button.label for button in course.heard.buttons])
    if text:
        return await _sends(course, saying, text)
    course.outcome.turns += 1
    course.outcome.lines.append(f"> {saying.text} (not made out)")
    return replace(course.heard, moved=False)


async def _sends(course: _Course, saying: Saying, text: str) -> Heard:
    talk, outcome = course.talk, course.outcome
    said = MessageKind.VOICE if course.medium else MessageKind.TEXT  # what was heard is read back before it acts
    kind = MessageKind.BUTTON if saying.label else said
    message = talk.message(text, kind=kind)
    replies = [*await talk.send(message), *await talk.advance(STEP)]
    conversation = await talk.read(lambda db: _conversation(db, talk))
    outcome.turns += 1
    outcome.lines += [_spoken(saying, text), *(_line(reply) for reply in replies)]
    if not replies and not (conversation.owner or conversation.ticket):
        outcome.broken.append(f"no answer to {text!r}")
    course.sent.append(message)
    course.replies += replies
    state = _state(conversation)
    moved = saying.aside or state != course.state or any(reply.record for reply in replies)
    course.state = state
    course.heard = _heard(replies, conversation, moved=moved)
    course.stuck = 0 if moved or course.heard.offers_person or conversation.ticket else course.stuck + 1
    outcome.dead_ends += course.stuck == TRIES
    return course.heard


def _spoken(saying: Saying, text: str) -> str:
    said = f"[{saying.label}]" if saying.label else saying.text
    return f"> {said}" if text == saying.text else f"> {said} (arrived as: {text})"


def _line(reply: Delivery) -> str:
    marks = [f"[{button.label}]" for button in reply.buttons]
    marks += [f"({name} {value})" for name, value in (("asks", reply.asks), ("record", reply.record)) if value]
    return " ".join([f"< {reply.text}", *marks])


def _heard(replies: Sequence[Delivery], conversation: Conversation, *, moved: bool) -> Heard:
    asking = next((reply for reply in reversed(replies) if reply.asks), None)
    buttons = tuple(button for reply in replies for button in reply.buttons)
    return Heard(
        asks=asking.asks if asking else None,
        of=conversation.open.form.partition(".")[0] if asking and conversation.open else "",
        buttons=asking.buttons if asking else buttons,
        done=any(reply.record for reply in replies),
        moved=moved,
        text=" ".join(str(reply.text) for reply in replies),
    )


def _state(conversation: Conversation) -> object:
    """Return where the open forms stand, without what only counts."""
    opened = [*conversation.stack, *([conversation.open] if conversation.open else [])]
    return [(form.form, form.dump()["values"], form.asked, form.confirming) for form in opened]


def _conversation(db: Session, talk: Talk) -> Conversation:
    query = select(ConversationRow).where(ConversationRow.thread == talk.sender)
    return db.scalars(query.where(ConversationRow.channel == talk.channel.name)).one().load()


async def _records(talk: Talk) -> Records:
    return await talk.read(lambda db: records_of(db, talk, talk.app.registry))


async def _check(course: _Course, setting: Setting, after: Records, records: Records) -> None:
    """Write down every promise that was broken."""
    outcome, talk = course.outcome, course.talk
    spoken = " ".join(message.text for message in course.sent)
    secrets = promises.canaries(setting.house.document, outcome.plan.resident)
    conversation = await talk.read(lambda db: _conversation(db, talk))
    outcome.broken += promises.unproven(course.replies, records, setting.claims)
    outcome.broken += promises.doubled(records)
    outcome.broken += promises.leaks(course.replies, secrets, spoken)
    forms = [*conversation.stack, *([conversation.open] if conversation.open else [])]
    outcome.broken += promises.invalid(forms, setting.house.registry)
    outcome.broken += await _unfinished(talk)
    outcome.broken += await _twice(course, setting.house, after)
    outcome.broken += await _no_way_out(course, setting.words)


async def _unfinished(talk: Talk) -> list[str]:
    """Return that messages were not handled, or failed."""
    bad = InboxRow.state.in_([InboxState.NEW, InboxState.FAILED])
    count = await talk.read(lambda db: db.scalar(select(func.count()).select_from(InboxRow).where(bad)) or 0)
    return [f"{count} messages were not handled"] if count else []


async def _twice(course: _Course, house: House, before: Records) -> list[str]:
    """Bring one message in once more, as messengers do: nothing may happen."""
    chosen = Random(course.outcome.plan.seed).choice(course.sent)  # noqa: S311  chance that can be had again
    touched = house.store.touched
    replies = await course.talk.send(chosen)
    silent = not replies and (house.store.touched == touched or before == await _records(course.talk))
    return [] if silent else [f"the repeated {chosen.text!r} had an effect"]


async def _no_way_out(course: _Course, words: Words) -> list[str]:
    """Try to cancel what is still open: each form closes at the first or second wish, except that of an emergency."""
    talk, lang = course.talk, course.outcome.plan.persona.lang
    for _ in range(4):
        conversation = await talk.read(lambda db: _conversation(db, talk))
        opened = conversation.open
        if opened is None or opened.of_danger or conversation.owner:
            return []
        await talk.says(words.shared["cancel"][lang][0])
        await talk.advance(STEP)
    return ["an open form cannot be cancelled"]
