"""One turn inside its transaction: what a message changes, or how it is laid before a person."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from sqlalchemy import Select, and_, bindparam, insert, select
from sqlalchemy.orm import Session

from actions.badge import StaffAccount
from actions.elder import wanted
from actions.message import Message, MessageKind
from actions.offer import as_of
from actions.people import Account, Community, Resident, Staff
from actions.proof import hidden, is_said
from actions.registry import Registry, at_kiosk
from actions.reply import Reply
from actions.turn import SHARED, Turn, Work
from bot.choosing import explained
from bot.claims import LEASE
from bot.comfort import comforted
from bot.conversations import ConversationRow
from bot.crew import badge_replies, called, crew_replies
from bot.elsewhere import served_only
from bot.ending import end
from bot.fitting import fit
from bot.flush import Flushed, Origin, flush, hand_to_person, reply_rows
from bot.following import followed, followed_parts
from bot.guard import no_network
from bot.inbox import Stored, Taken, blot, give_up, take
from bot.mind import Minds
from bot.moves import Command, Move
from bot.offered import close_answered
from bot.outbox import OUTBOX, Lane
from bot.policy import decide, standing
from bot.proving import Proving
from bot.rights import Rights, rights_of
from bot.screens import remember
from bot.watching import Seen, Watch, form_of
from nlu.chatter import matter
from nlu.tongue import answered_in
from nlu.types import Understanding

LONGEST = 2000  # characters of a message that are read; the rest stays stored


@dataclass(slots=True)
class Timing:
    """Seconds by phase and how long each turn took from stored to queued; for the bench and the metrics.

    `accept`, `handle` and `deliver` are CPU seconds of their threads, `prepare` is what the engine says it took.
    """

    accept: float = 0.0
    prepare: float = 0.0
    handle: float = 0.0
    deliver: float = 0.0
    turns: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Handled:
    """What a turn left behind. `lost` when another process works on the conversation now."""

    taken: Taken
    flushed: Flushed = field(default_factory=Flushed)
    lost: bool = False


@dataclass(slots=True)
class Turns:
    """Handles messages. `worker` is this process where several share the database, None where it is alone."""

    registry_of: Callable[[Community], Registry]
    minds: Minds
    worker: str | None = None
    timing: Timing | None = None
    watch: Watch | None = None
    proving: Proving = field(default_factory=Proving)

    def handle(self, db: Session, stored: Stored, understanding: Understanding | None, now: datetime) -> Handled:
        """Handle one message: everything it changes, in the transaction of the caller."""
        started = time.thread_time()
        scene = _locked(db, stored)
        row = scene.row
        if self.worker is not None and row.worker != self.worker:
            return Handled(Taken.GONE, lost=True)
        taken = take(db, stored, held=row.owner_id is not None)
        if taken in (Taken.GONE, Taken.EARLIER):
            return Handled(taken)
        flushed = self._handle(db, scene, stored, understanding, taken, now)
        if self.timing is not None:
            self.timing.handle += time.thread_time() - started
        return Handled(taken, flushed)

    def hand_over(self, db: Session, stored: Stored, failure: str, now: datetime) -> Handled:
        """Lay a message that no turn could be made of before a person, and say so where somebody said it."""
        scene = _locked(db, stored)
        row, community = scene.row, scene.community
        taken = give_up(db, stored, failure)
        if taken in (Taken.GONE, Taken.EARLIER):
            return Handled(taken)
        if is_said(row.load(), stored.message.text):
            blot(db, stored, hidden)
        row.lease_until = self._lease(row, taken, now)
        origin = Origin(row.id, row.channel, row.thread, stored.id)
        work = Work(db=db, community=community, now=now.astimezone(community.tz), package=SHARED, lang=row.lang)
        replies = hand_to_person(work, origin, row) if stored.message.sender else []
        said = reply_rows(row.community_id, origin, replies, row.lang, now, lane=Lane.NORMAL)
        if said:
            db.execute(insert(OUTBOX), said)
        return Handled(taken, flush(work, self.registry_of(community), now))

    def _handle(
        self,
        db: Session,
        scene: "_Scene",
        stored: Stored,
        understanding: Understanding | None,
        taken: Taken,
        now: datetime,
    ) -> Flushed:
        rights = rights_of(db, stored.message.post)
        turn = _turn_of(db, scene, stored.message, understanding, now, rights)
        turn.prover = self.proving
        registry = self.registry_of(turn.community)
        here = at_kiosk(registry, rights.only)
        stood = form_of(turn.conversation)
        with no_network():
            commands, replies = _carried_out(turn, here, partial(blot, db, stored, hidden))
            for command in commands:
                close_answered(turn.conversation, command.name, command.argument)
        if self.watch is not None:
            heard = understanding.intent if understanding else ""
            self.watch(Seen.of(stood, heard, turn.conversation, commands, replies))
        said = [served_only(fit(turn, reply, turn.now, rights), here) for reply in replies]
        self._finish(turn, scene.row, stored, commands, said, self._lease(scene.row, taken, now))
        return flush(turn, registry, now)

    def _finish(
        self,
        turn: Turn,
        row: ConversationRow,
        stored: Stored,
        commands: Sequence[Command],
        said: list[Reply],
        lease: datetime | None,
    ) -> None:
        now = turn.now
        elder = wanted(turn.conversation.settings, turn.resident.needs if turn.resident else {})
        remember(turn, commands[-1], said, self.registry_of(turn.community))
        if said:
            turn.conversation.last = str(said[-1].text.elder if elder else said[-1].text)
            turn.conversation.last_asked = said[-1].asks
            turn.conversation.offered = list(next((reply.buttons for reply in reversed(said) if reply.buttons), ()))
        lane = Lane.EMERGENCY if any(_urgent(reply) for reply in said) else Lane.NORMAL
        origin = Origin(row.id, row.channel, row.thread, stored.id)
        lang, manner = turn.conversation.lang, _manner(turn)
        rows = reply_rows(row.community_id, origin, said, lang, now, lane=lane, elder=elder, manner=manner)
        end(turn.db, row, row.after(turn.conversation, now, lease), rows)
        self.minds.keep(row, turn.community)

    def _lease(self, row: ConversationRow, taken: Taken, now: datetime) -> datetime | None:
        """Give the conversation back with its last message, or keep it for the next one."""
        if self.worker is None:
            return row.lease_until
        return None if taken is Taken.LAST else now + LEASE


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where a message is said, and by whom if they are known there."""

    row: ConversationRow
    community: Community
    resident: Resident | None
    staff: Staff | None


def _locked(db: Session, stored: Stored) -> _Scene:
    """Lock the conversation: until the end nobody takes or stores a message of it. One round trip to the database."""
    where = {"talk": stored.conversation_id, "via": stored.message.channel, "who": stored.message.sender}
    return _Scene(*db.execute(_SCENE, where).one())


def _scene() -> Select[ConversationRow, Community, Resident, Staff]:
    """Built once, for every turn says it."""
    who = and_(Account.channel == bindparam("via"), Account.address == bindparam("who"))
    badge = and_(StaffAccount.channel == bindparam("via"), StaffAccount.address == bindparam("who"))
    return (
        select(ConversationRow, Community, Resident, Staff)
        .join(Community, Community.id == ConversationRow.community_id)
        .outerjoin(Account, and_(who, Account.community_id == Community.id))
        .outerjoin(Resident, and_(Resident.id == Account.resident_id, Resident.community_id == Community.id))
        .outerjoin(StaffAccount, and_(badge, StaffAccount.community_id == Community.id))
        .outerjoin(Staff, and_(Staff.id == StaffAccount.staff_id, Staff.community_id == Community.id, Staff.active))
        .where(ConversationRow.id == bindparam("talk"))
        .with_for_update(of=ConversationRow)
    )


_SCENE = _scene()


def _turn_of(
    db: Session, scene: _Scene, message: Message, understanding: Understanding | None, now: datetime, rights: Rights
) -> Turn:
    row, community, resident = scene.row, scene.community, scene.resident
    if not rights.signs_in:  # also who had signed in before that was so
        resident, message = None, replace(message, private=False)
    conversation = row.load()
    conversation.offers = as_of(conversation.offers, now)
    conversation.resident_id = resident.id if resident else None
    conversation.lang = _language(conversation.lang, conversation.settings, message, understanding)
    return Turn(
        db=db,
        community=community,
        now=now.astimezone(community.tz),
        package=SHARED,
        lang=conversation.lang,
        message=replace(message, text=message.text[:LONGEST]),
        conversation=conversation,
        resident=resident,
        understanding=understanding,
        staff=scene.staff if message.private else None,
    )


def _carried_out(turn: Turn, registry: Registry, forget: Callable[[], None]) -> tuple[tuple[Command, ...], list[Reply]]:
    """Decide and do it; a member of staff who answers a page, or speaks with a resident, says nothing to us."""
    step = called(turn)
    said = None if step else badge_replies(turn) or crew_replies(turn, registry)
    if said is not None:
        return (Command(Move.DESK),), said
    commands = (step,) if step else decide(turn.conversation, turn.message, turn.understanding, registry)
    if is_said(turn.conversation, turn.message.text):  # from here on nobody knows the digits but the command
        forget()
        turn.message, turn.understanding = replace(turn.message, text=hidden(turn.message.text)), None
        return commands, comforted(turn, commands, registry)
    heard, turn.message = turn.message, _meant(turn)
    if turn.message is heard or commands[0].move is not Move.ANSWER:  # what was chosen as meant leans on nothing
        commands = _followed(turn, commands, registry)
    return commands, comforted(turn, commands, registry)


def _meant(turn: Turn) -> Message:
    """Return the message a turn is about: a button under a clarifying question stands for what was said before it."""
    said, turn.conversation.unclear = turn.conversation.unclear, ""
    typed = turn.message.kind is MessageKind.TEXT and turn.conversation.open is None
    chosen = said and typed and explained(turn.message.text, turn.conversation.offered)
    if (chosen or turn.message.kind is MessageKind.BUTTON) and turn.understanding is not None:
        return replace(turn.message, kind=MessageKind.TEXT, text=said)
    return turn.message


def _followed(turn: Turn, commands: tuple[Command, ...], registry: Registry) -> tuple[Command, ...]:
    """Read a message with what it leans on, where it leans on something that was shown and asks for one thing."""
    conversation = standing(turn.conversation, registry)
    if len(commands) > 1:
        return followed_parts(conversation, commands, registry, turn.now)
    said = replace(turn.message, text=matter(turn.message.text))
    found = followed(conversation, said, turn.understanding, commands[0], registry, turn.now)
    turn.message = turn.message if found.message is said else found.message  # how it is said counts elsewhere
    turn.understanding = found.understanding
    return (found.step,)


def _manner(turn: Turn) -> dict[str, int]:
    """Return how the speaker wants to be spoken to: as they asked for here, or as they are known to want."""
    needs = turn.resident.needs if turn.resident else {}
    chosen = {name: turn.conversation.settings.get(name, needs.get(name)) for name in ("pace", "volume")}
    return {name: value for name, value in chosen.items() if isinstance(value, int)}


def _urgent(reply: Reply) -> bool:
    return bool(reply.record and reply.record.startswith(("emergency", "escalation")))


def _language(current: str, settings: dict[str, object], message: Message, understanding: Understanding | None) -> str:
    """Answer in the language of the message, unless the resident chose one."""
    chosen = settings.get("lang")
    if isinstance(chosen, str):
        return chosen
    return current if understanding is None else answered_in(understanding.text, current)
