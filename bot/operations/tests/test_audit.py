from datetime import timedelta

import pytest

from actions.table import Base
from actions.ticket import TicketEntry
from bot.operations.tests.small import (
    NOW,
    SECRET,
    SmallHouse,
    ago,
    heard,
    job,
    kiosk,
    leaves,
    process,
    pulse,
    talk,
    ticket,
)

Case = tuple[str, list[Base], list[tuple[str, str, int]]]


def paged(text: str, **more: object) -> Base:
    values = {"kind": "sms", "lane": "emergency", "channel": "sms", "state": "sent", "body": {"text": text}}
    return leaves_body(values | more)


def leaves_body(values: dict[str, object]) -> Base:
    row = leaves(ago(minutes=2))
    for name, value in values.items():
        setattr(row, name, value)
    return row


def answer(to: int, minutes: int) -> Base:
    return leaves(ago(minutes=minutes), state="sent", conversation_id="talk", cause=to)


def written(minutes: int) -> Base:
    body = {"text": SECRET, "author": "D1"}
    return leaves_body({"conversation_id": "talk", "state": "sent", "body": body, "created_at": ago(minutes=minutes)})


def entry(of: str, minutes: int) -> Base:
    return TicketEntry(id=f"{of}-{minutes}", community_id="c", ticket_id=of, at=ago(minutes=minutes), author="staff")


def emergency(minutes: int, **more: object) -> Base:
    return ticket("E-3", ago(minutes=minutes), kind="emergency", **more)


CASES: list[Case] = [
    ("nothing is wrong in an empty house", [], []),
    ("nobody was paged", [emergency(2)], [("emergency_unpaged", "E-3", 1)]),
    ("somebody was paged", [emergency(2), paged("紧急E-3：火灾")], []),
    ("the page is about another one", [emergency(2), paged("紧急E-31：火灾")], [("emergency_unpaged", "E-3", 1)]),
    (
        "the page has not left",
        [emergency(2), paged("紧急E-3", state="dead")],
        [("emergency_unpaged", "E-3", 1), ("outbox_dead", "sms/emergency", 1)],
    ),
    ("there was no time yet to page", [ticket("E-3", NOW - timedelta(seconds=20), kind="emergency")], []),
    ("nobody took it", [emergency(9), paged("紧急E-3：火灾")], [("emergency_unacknowledged", "E-3", 1)]),
    ("it is over", [emergency(9, status="done")], []),
    ("somebody took it", [emergency(9, status="assigned")], []),
    ("messages without a turn", [heard(ago(minutes=6)), heard(ago(minutes=8))], [("message_unhandled", "inbox", 2)]),
    ("a message a moment ago", [heard(ago(minutes=1))], []),
    ("a turn without a word", [heard(ago(minutes=6), state="done")], [("message_unanswered", "inbox", 1)]),
    (
        "a turn with an answer",
        [heard(ago(minutes=6), id=41, state="done"), answer(41, 5)],
        [],
    ),
    (
        "an answer to a later message",
        [heard(ago(minutes=8), id=41, state="done"), heard(ago(minutes=6), id=42, state="done"), answer(42, 5)],
        [("message_unanswered", "inbox", 1)],
    ),
    (
        "only a notice to everybody since",
        [heard(ago(minutes=8), state="done"), leaves(ago(minutes=5), state="sent", conversation_id="talk")],
        [("message_unanswered", "inbox", 1)],
    ),
    (
        "a member of staff wrote since",
        [heard(ago(minutes=8), state="done"), written(5)],
        [],
    ),
    (
        "a member of staff wrote before",
        [heard(ago(minutes=8), state="done"), written(9)],
        [("message_unanswered", "inbox", 1)],
    ),
    (
        "a member of staff took it since",
        [talk("held", owner_id="D1"), heard(ago(minutes=8), state="done", conversation_id="held")],
        [],
    ),
    ("a member of staff had it", [heard(ago(minutes=8), state="held")], []),
    (
        "a failed turn with a ticket",
        [heard(ago(minutes=6), state="failed"), ticket("T-1", ago(minutes=6), conversation_id="talk")],
        [],
    ),
    (
        "a ticket from before that is still open",
        [heard(ago(minutes=6), state="done"), ticket("T-1", ago(minutes=9), conversation_id="talk")],
        [("message_unanswered", "inbox", 1)],
    ),
    (
        "somebody else's ticket",
        [heard(ago(minutes=6), state="done"), talk("other"), ticket("T-1", ago(minutes=5), conversation_id="other")],
        [("message_unanswered", "inbox", 1)],
    ),
    ("a failed turn that nobody has", [heard(ago(minutes=6), state="failed")], [("message_unanswered", "inbox", 1)]),
    (
        "a ticket closed before",
        [
            heard(ago(minutes=6), state="done"),
            ticket("T-1", ago(minutes=9), conversation_id="talk", status="done", closed_at=ago(minutes=8)),
        ],
        [("message_unanswered", "inbox", 1)],
    ),
    ("a device's outcome needs no answer", [heard(ago(minutes=6), state="done", kind="outcome")], []),
    ("long over", [heard(ago(days=2), state="done")], []),
    ("a job late", [job(ago(minutes=4)), job(ago(minutes=9))], [("job_overdue", "repairs.remind", 2)]),
    ("a job due", [job(ago(minutes=1))], []),
    ("a job to come", [job(ago(minutes=-10))], []),
    (
        "a runner died with it",
        [job(ago(minutes=9), state="running", lease_until=ago(minutes=4))],
        [("job_overdue", "repairs.remind", 1)],
    ),
    ("a job at work", [job(ago(minutes=9), state="running", lease_until=ago(minutes=-1))], []),
    ("a dead job", [job(ago(minutes=9), state="dead")], [("job_dead", "repairs.remind", 1)]),
    ("nobody sends", [leaves(ago(minutes=6))], [("outbox_stuck", "web/normal", 1)]),
    ("nobody sends what is urgent", [leaves(ago(minutes=2), lane="emergency")], [("outbox_stuck", "web/emergency", 1)]),
    ("it comes again", [leaves(ago(minutes=6), due=ago(minutes=-1), attempts=3)], []),
    (
        "it comes again and again",
        [leaves(ago(minutes=20), due=ago(minutes=-1), attempts=7)],
        [("outbox_stuck", "web/normal", 1)],
    ),
    ("it is for later", [leaves(ago(minutes=20), due=ago(minutes=-60))], []),
    (
        "a command without an outcome",
        [leaves(ago(minutes=6), kind="command", channel="door", state="sending")],
        [("outbox_stuck", "door/normal", 1)],
    ),
    (
        "given up",
        [leaves(ago(minutes=6), state="dead"), leaves(ago(minutes=7), state="dead")],
        [("outbox_dead", "web/normal", 2)],
    ),
    ("past its deadline", [ticket("T-1", ago(hours=9), due_at=ago(minutes=20))], [("ticket_overdue", "repair", 1)]),
    ("past its deadline and done", [ticket("T-1", ago(hours=9), due_at=ago(minutes=20), status="done")], []),
    ("past its deadline and escalated", [ticket("T-1", ago(hours=9), due_at=ago(minutes=20)), entry("T-1", 15)], []),
    (
        "written about before the deadline only",
        [ticket("T-1", ago(hours=9), due_at=ago(minutes=20)), entry("T-1", 25)],
        [("ticket_overdue", "repair", 1)],
    ),
    (
        "staff let a resident wait",
        [talk("held", owner_id="D1"), heard(ago(minutes=31), state="done", conversation_id="held")],
        [("resident_waiting", "desk", 1)],
    ),
    (
        "staff answered",
        [
            talk("held", owner_id="D1"),
            heard(ago(minutes=31), state="done", conversation_id="held"),
            leaves(ago(minutes=30), state="sent", conversation_id="held"),
        ],
        [],
    ),
    (
        "staff have a moment",
        [talk("held", owner_id="D1"), heard(ago(minutes=20), state="done", conversation_id="held")],
        [],
    ),
    (
        "a conversation never given back",
        [talk("held", worker="w", lease_until=ago(minutes=6)), heard(ago(minutes=3), conversation_id="held")],
        [("lease_held", "conversations", 1)],
    ),
    ("a conversation nobody waits in", [talk("held", worker="w", lease_until=ago(minutes=6))], []),
    ("a kiosk is there", [kiosk("1栋"), pulse("1栋", 4)], []),
    ("a kiosk went", [kiosk("1栋"), pulse("1栋", 6)], [("kiosk_gone", "1栋", 1)]),
    ("a kiosk that was never there", [kiosk("1栋")], []),
    ("a kiosk that was taken away", [kiosk("1栋", revoked_at=ago(minutes=1)), pulse("1栋", 6)], []),
    ("a kiosk whose key is over", [kiosk("1栋", expires_at=ago(minutes=1)), pulse("1栋", 6)], []),
    (
        "two of a place went",
        [kiosk("1栋"), pulse("1栋", 6), kiosk("1栋", id="other"), pulse("other", 7)],
        [("kiosk_gone", "1栋", 2)],
    ),
    ("a kiosk cannot hear", [kiosk("1栋"), pulse("1栋", 0, deaf_since=ago(minutes=6))], [("kiosk_deaf", "1栋", 1)]),
    ("a kiosk's ears wake up", [kiosk("1栋"), pulse("1栋", 0, deaf_since=ago(minutes=4))], []),
    ("a deaf kiosk went", [kiosk("1栋"), pulse("1栋", 6, deaf_since=ago(minutes=9))], [("kiosk_gone", "1栋", 1)]),
    (
        "a process went",
        [process("worker", ago(hours=1), ago(minutes=2)), process("worker", ago(hours=2), NOW)],
        [("process_gone", "worker@h1", 1)],
    ),
    (
        "a process was replaced",
        [process("worker", ago(hours=1), ago(minutes=2)), process("worker", ago(minutes=1), NOW)],
        [],
    ),
    (
        "one heir for two",
        [
            process("web", ago(hours=1), ago(minutes=2)),
            process("web", ago(hours=1), ago(minutes=3)),
            process("web", ago(minutes=1), NOW),
            process("all", ago(minutes=1), NOW),
        ],
        [("process_gone", "web@h1", 1)],
    ),
    (
        "a process said goodbye",
        [process("web", ago(hours=1), ago(minutes=2), ago(minutes=2)), process("all", ago(hours=1), NOW)],
        [],
    ),
    (
        "all have gone home",
        [process("all", ago(hours=1), ago(minutes=2), ago(minutes=2))],
        [("nobody_works", "house", 1)],
    ),
    (
        "pages and no workers",
        [process("worker", ago(hours=1), ago(minutes=2), ago(minutes=2)), process("web", ago(hours=1), NOW)],
        [("nobody_works", "house", 1)],
    ),
]


@pytest.mark.parametrize(("rows", "expected"), [pytest.param(rows, found, id=name) for name, rows, found in CASES])
async def test_the_auditor_sees(small: SmallHouse, rows: list[Base], expected: list[tuple[str, str, int]]) -> None:
    fresh = [type(row)(**{key: value for key, value in vars(row).items() if not key.startswith("_")}) for row in rows]
    for row in fresh:
        await small.add(row)
    found = await small.audit()
    assert sorted((str(one.kind), one.subject, one.count) for one in found) == sorted(expected)
    assert not any(SECRET in str(one) for one in found)


async def test_since_is_when_it_began(small: SmallHouse) -> None:
    await small.add(heard(ago(minutes=6)), heard(ago(minutes=8)))
    assert [one.since for one in await small.audit()] == [ago(minutes=8)]
