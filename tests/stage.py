"""A stage for the scenarios of the house: policy, forms and handlers with given meanings, and no engine, no process."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from actions.access import bind
from actions.effect import Code, Page, Tell
from actions.event import TicketChanged
from actions.job import Planned
from actions.message import Message, MessageKind
from actions.people import Community, Occupancy, Resident, Staff
from actions.place import Building, Home
from actions.proof import code_of
from actions.registry import Registry, registry_of
from actions.reply import Reply
from actions.scenario import Row, Scenario
from actions.state import Conversation
from actions.ticket import Ticket
from actions.turn import Turn, Work
from actions.view import Cell
from bot.comfort import comforted
from bot.conversations import speaker
from bot.moves import Command
from bot.policy import decide
from bot.proving import Proving
from bot.screens import remember
from bot.testing_tables import create_tables
from nlu.types import Certainty, Entity, Intent, Segment, SlotValue, Understanding

MORNING = datetime.fromisoformat("2026-03-04T10:00:00+08:00")
HOMES = (("1栋", "1单元", "101"), ("2栋", "1单元", "301"), ("2栋", "1单元", "302"))
RESIDENTS = (("R1", "钱一民", "13700000001"), ("R2", "孙二梅", "13700000002"))
OCCUPANCIES = (("R1", "2栋1单元301", "owner"), ("R2", "2栋1单元301", "family"))
STAFF = (
    ("S1", "周强", "security", True),
    ("D1", "吴敏", "dispatcher", True),
    ("P1", "郑师傅", "repairer", True),
    ("M1", "王经理", "manager", False),
)


@dataclass
class Stage:
    """One conversation with some scenarios, on a database in memory."""

    registry: Registry
    who: str | None = "R1"
    private: bool = True
    by_sms: bool = False
    channel: str = "web"
    place: str = ""
    now: datetime = MORNING
    lang: str = "zh"
    pages: list[tuple[str, str]] = field(default_factory=list)
    tells: list[Reply] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    last: list[Reply] = field(default_factory=list)
    planned: dict[str, Planned] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.db = Session(_database())
        self.community = Community(id="c", name="测试小区", phone="028-8888", settings={})
        self.conversation = Conversation("talk", "web", "me", self.lang)
        self._ran: set[str] = set()
        self._count = 0
        _people(self.db, self.community)
        if self.who:
            bind(self.db, self.db.get_one(Resident, self.who), "web", "me", self.now)
        self.db.flush()

    def says(
        self,
        text: str,
        intent: str = "unknown",
        certainty: Certainty = Certainty.SURE,
        *,
        emergency: Certainty = Certainty.UNSURE,
        **slots: SlotValue,
    ) -> str:
        """Say something that means just this; return all that is answered."""
        found = tuple(Entity(name, value, str(value), 0, len(text)) for name, value in slots.items())
        meaning = Understanding(text, self.lang, (Intent(intent, 0.9),), certainty, found, emergency=emergency)
        return self._send(text, MessageKind.TEXT, meaning)

    def together(self, *parts: Segment, whole: str = "unknown") -> str:
        """Say several things in one message."""
        text = "，".join(part.text for part in parts)
        found = tuple(entity for part in parts for entity in part.entities)
        meant = Understanding(text, self.lang, (Intent(whole, 0.9),), Certainty.SURE, found, segments=parts)
        return self._send(text, MessageKind.TEXT, meant)

    def carry(self, command: Command) -> str:
        """Carry one command out, whatever the policy would have said."""
        message, meant = self._message("", MessageKind.TEXT, ()), None
        return self._answer(message, meant, (command,))

    def press(self, label: str) -> str:
        """Press the newest button with this label."""
        buttons = [button for reply in reversed(self.replies) for button in reply.buttons]
        value = next(button.value for button in buttons if label in button.label)
        return self._send(value, MessageKind.BUTTON, None)

    def shows(self, *files: str) -> str:
        """Send photos without words."""
        return self._send("", MessageKind.PHOTO, None, files)

    def wait(self, seconds: int) -> None:
        """Let time pass and run the jobs that fall due, in order."""
        until = self.now + timedelta(seconds=seconds)
        while due := sorted((job.due, key) for key, job in self.planned.items() if job.due <= until and self._new(key)):
            self.now, key = due[0]
            self._ran.add(key)
            self.run(self.planned[key])
        self.now = until

    def run(self, planned: Planned) -> None:
        """Run one job, as often as it is asked to."""
        name, _, job_name = planned.name.partition(".")
        scenario = self.registry.scenarios[name]
        job = next(job for job in scenario.jobs if job.name == job_name)
        work = self._work(scenario)
        job.run(work, planned.payload)
        self._flush(work)

    def desk(self, number: str, status: str, by: str = "S1", assignee: str | None = None) -> None:
        """Change a ticket as the desk does."""
        ticket = self.ticket(number)
        ticket.status, ticket.assignee_id = status, assignee or ticket.assignee_id
        ticket.closed_at = self.now if status in {"done", "cancelled"} else None
        work = Work(db=self.db, community=self.community, now=self.now, package="actions.staff")
        work.emit(TicketChanged(ticket.id, status, by))
        self._flush(work)

    def ticket(self, number: str) -> Ticket:
        """Return a ticket by its number."""
        return self.db.query(Ticket).filter_by(number=number).one()

    def numbers(self) -> list[str]:
        """Return the numbers of all tickets, in order."""
        return sorted(number for (number,) in self.db.query(Ticket.number))

    def staff(self, key: str) -> Staff:
        """Return a member of staff."""
        return self.db.get_one(Staff, key)

    def records(self, kind: str) -> list[Row]:
        """Return the records of a kind."""
        found = [scenario.records[kind] for scenario in self.registry.scenarios.values() if kind in scenario.records]
        return [row for rows in found for row in rows(self.db, self.community)]

    def view(self, scenario: str, name: str) -> list[list[Cell]]:
        """Return the rows of a view at the desk."""
        owner = self.registry.scenarios[scenario]
        rows = next(view for view in owner.views if view.name == name).rows(self._work(owner))
        return [list(row) for row in rows]

    def _new(self, key: str) -> bool:
        return key not in self._ran

    def _send(self, text: str, kind: MessageKind, meaning: Understanding | None, files: tuple[str, ...] = ()) -> str:
        message = self._message(text, kind, files)
        return self._answer(message, meaning, decide(self.conversation, message, meaning, self.registry))

    def _message(self, text: str, kind: MessageKind, files: tuple[str, ...]) -> Message:
        self._count += 1
        return Message(
            community="c",
            channel=self.channel,
            update_id=str(self._count),
            thread="me",
            sender="me",
            sent_at=self.now,
            kind=kind,
            text=text,
            files=files,
            private=self.private,
            place=self.place,
        )

    def _answer(self, message: Message, meaning: Understanding | None, commands: Sequence[Command]) -> str:
        turn = Turn(
            db=self.db,
            community=self.community,
            now=self.now,
            package="actions.conversation",
            lang=self.conversation.lang,
            message=message,
            conversation=self.conversation,
            resident=speaker(self.db, "web", "me") if self.private else None,
            understanding=meaning,
            prover=Proving(by_sms=self.by_sms),
        )
        said = self.last = comforted(turn, commands, self.registry)
        remember(turn, commands[-1], said, self.registry)
        self.replies += said
        for reply in said:
            self.conversation.last, self.conversation.last_asked = str(reply.text), reply.asks
        self.conversation.offered = list(next((reply.buttons for reply in reversed(said) if reply.buttons), ()))
        self.conversation = self.conversation.restored(self.conversation.dump())
        self._flush(turn)
        return "\n".join(reply.text for reply in said)

    def _work(self, scenario: Scenario) -> Work:
        return Work(db=self.db, community=self.community, now=self.now, package=scenario.package)

    def _flush(self, work: Work) -> None:
        for wish in work.effects.wishes:
            match wish:
                case Page():
                    self.pages.append((wish.staff_id, str(wish.text)))
                case Code():
                    self.codes.append(code_of(wish.slip_id))
                case Tell():
                    self.tells.append(wish.reply)
        for job in work.planned:
            self.planned.setdefault(f"{job.name}:{job.key}", job)
        self.db.flush()
        for happened in work.events:
            for scenario in self.registry.scenarios.values():
                if type(happened) in scenario.listens:
                    listening = self._work(scenario)
                    scenario.listens[type(happened)](listening, happened)
                    self._flush(listening)


def stage(*scenarios: Scenario, **more: object) -> Stage:
    """Set up a stage with these scenarios."""
    return Stage(registry_of(scenarios), **more)  # type: ignore[arg-type]


def _database() -> Engine:
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _enforce)
    create_tables(engine)
    return engine


def _enforce(connection: object, record: ConnectionPoolEntry) -> None:
    connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[attr-defined]


def _people(db: Session, community: Community) -> None:
    db.add(community)
    db.flush()
    for building in sorted({home[0] for home in HOMES}):
        db.add(Building(id=building, community_id="c", name=building))
    for key, name, phone in RESIDENTS:
        db.add(Resident(id=key, community_id="c", key=key, name=name, phone=phone, plates=[], needs={}))
    for key, name, role, on_duty in STAFF:
        db.add(Staff(id=key, community_id="c", key=key, name=name, role=role, login=key, phone=key, on_duty=on_duty))
    db.flush()
    for building, unit, room in HOMES:
        name = f"{building}{unit}{room}"
        db.add(Home(id=name, community_id="c", building_id=building, name=name, unit=unit, room=room))
    db.flush()
    for resident, home, role in OCCUPANCIES:
        db.add(Occupancy(community_id="c", resident_id=resident, home_id=home, role=role))
