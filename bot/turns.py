"""One turn inside its transaction: what a message changes, or how it is laid before a person."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import Session

from actions.message import Message, MessageKind
from actions.people import Account, Community, Resident
from actions.registry import Registry
from actions.reply import Reply
from actions.turn import SHARED, Turn, Work
from bot.claims import LEASE
from bot.conversations import ConversationRow, usual_conversation
from bot.dialogue import respond
from bot.flush import Flushed, Origin, flush, hand_to_person, put_replies
from bot.guard import no_network
from bot.inbox import Stored, Taken, give_up, take
from bot.mind import Minds
from bot.outbox import Lane
from bot.policy import decide
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
        self._hold(row, taken, now)
        origin = Origin(row.id, row.channel, row.thread, stored.id)
        work = Work(db=db, community=community, now=now.astimezone(community.tz), package=SHARED, lang=row.lang)
        replies = hand_to_person(work, origin, row) if stored.message.sender else []
        put_replies(db, row.community_id, origin, replies, row.lang, now, lane=Lane.NORMAL)
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
        turn = _turn_of(db, scene, stored.message, understanding, now)
        registry = self.registry_of(turn.community)
        with no_network():
            commands = decide(turn.conversation, turn.message, understanding, registry)
            turn.message = _meant(turn)
            replies = respond(turn, commands, registry)
        self._hold(scene.row, taken, now)  # written with the state, in one statement
        self._finish(turn, scene.row, stored, replies, now)
        return flush(turn, registry, now)

    def _finish(self, turn: Turn, row: ConversationRow, stored: Stored, replies: list[Reply], now: datetime) -> None:
        said = [_fit(turn, reply, now) for reply in replies]
        if said:
            turn.conversation.last = str(said[-1].text)
            turn.conversation.last_asked = said[-1].asks
            turn.conversation.offered = list(next((reply.buttons for reply in reversed(said) if reply.buttons), ()))
        row.save(turn.conversation, now)
        lane = Lane.EMERGENCY if any(_urgent(reply) for reply in said) else Lane.NORMAL
        origin = Origin(row.id, row.channel, row.thread, stored.id)
        put_replies(turn.db, row.community_id, origin, said, turn.conversation.lang, now, lane=lane)
        self.minds.keep(row, turn.community)

    def _hold(self, row: ConversationRow, taken: Taken, now: datetime) -> None:
        """Give the conversation back with its last message, or keep it for the next one."""
        if self.worker is not None:
            row.lease_until = None if taken is Taken.LAST else now + LEASE


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where a message is said, and by whom if they are known there."""

    row: ConversationRow
    community: Community
    resident: Resident | None


def _locked(db: Session, stored: Stored) -> _Scene:
    """Lock the conversation: until the end nobody takes or stores a message of it. One round trip to the database."""
    where = {"talk": stored.conversation_id, "via": stored.message.channel, "who": stored.message.sender}
    row, community, resident = db.execute(_SCENE, where).one()
    return _Scene(row, community, resident)


def _scene() -> Select[ConversationRow, Community, Resident]:
    """Built once, for every turn says it."""
    who = and_(Account.channel == bindparam("via"), Account.address == bindparam("who"))
    return (
        select(ConversationRow, Community, Resident)
        .join(Community, Community.id == ConversationRow.community_id)
        .outerjoin(Account, and_(who, Account.community_id == Community.id))
        .outerjoin(Resident, and_(Resident.id == Account.resident_id, Resident.community_id == Community.id))
        .where(ConversationRow.id == bindparam("talk"))
        .with_for_update(of=ConversationRow)
    )


_SCENE = _scene()


def _turn_of(db: Session, scene: _Scene, message: Message, understanding: Understanding | None, now: datetime) -> Turn:
    row, community, resident = scene.row, scene.community, scene.resident
    conversation = row.load()
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
    )


def _meant(turn: Turn) -> Message:
    """Return the message a turn is about: a button under a clarifying question stands for what was said before it."""
    said, turn.conversation.unclear = turn.conversation.unclear, ""
    if turn.message.kind is MessageKind.BUTTON and turn.understanding is not None:
        return replace(turn.message, kind=MessageKind.TEXT, text=said)
    return turn.message


def _urgent(reply: Reply) -> bool:
    return bool(reply.record and reply.record.startswith(("emergency", "escalation")))


def _fit(turn: Turn, reply: Reply, now: datetime) -> Reply:
    """Keep personal facts from a group, where they go to the speaker's own chat, and from strangers at a kiosk."""
    if not reply.private or turn.message.private:
        return reply
    kiosk = turn.message.channel == "kiosk"
    if kiosk and turn.resident is not None:
        return reply
    if not kiosk and turn.resident is not None:
        turn.effects.tell(None, reply, conversation_id=_own_chat(turn, turn.resident, now))
        return Reply(text=turn.shared_text("private_sent"))
    return Reply(text=turn.shared_text("private_elsewhere"))


def _own_chat(turn: Turn, resident: Resident, now: datetime) -> str:
    """Return the private chat of a resident: in the messenger of the group when they are known there."""
    there = select(ConversationRow.id).where(
        ConversationRow.channel == turn.message.channel,
        ConversationRow.thread == turn.message.sender,
        ConversationRow.private,
    )
    return turn.db.scalar(there) or usual_conversation(turn.db, resident, now).id


def _language(current: str, settings: dict[str, object], message: Message, understanding: Understanding | None) -> str:
    """Answer in the language of the message, unless the resident chose one."""
    chosen = settings.get("lang")
    if isinstance(chosen, str):
        return chosen
    if understanding is None or (understanding.lang == "en" and len(message.text.split()) < 2):
        return current
    return understanding.lang
