"""Whether a message is an answer to the open question or something else: `python bench/answers.py [--wrong] FILE`.

Each line of the file names the open task and its question, what was said, and what it is: answer, correct, cancel, new
or chat. Understanding is the engine's, the decision the policy's; nothing is carried out.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from actions.message import Message
from actions.registry import Registry, builtin, registry_of
from actions.state import Conversation
from bot.app import understander_of
from bot.moves import Command, Move
from bot.policy import decide
from bot.settings import Settings
from nlu.types import Engine, Hints

NOW = datetime.fromisoformat("2025-09-17T10:00:00+08:00")
FORMS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("repair_report", "location"): ("repairs.visit", "location"),
    ("repair_report", "time"): ("repairs.visit", "time"),
    ("repair_report", "object"): ("repairs.report", "problem"),
    ("bill_dispute", "which"): ("fees.dispute", "charge"),
    ("bill_dispute", "reason"): ("fees.dispute", "reason"),
    ("bind_home", "code"): ("homes.bind", "code"),
    ("bind_home", "home"): ("homes.bind", "building"),
    ("bind_home", "name"): ("homes.bind", "name"),
    ("emergency", "where"): ("emergencies.where", "where"),
    ("emergency", "sure"): ("emergencies.doubt", "urgent"),
}
"""The form and the slot behind each task and question of the file."""
KINDS: Mapping[Move, str] = {
    Move.FILL: "answer",
    Move.SKIP: "answer",
    Move.CONFIRM: "answer",
    Move.DECLINE: "answer",
    Move.CORRECT: "correct",
    Move.CANCEL: "cancel",
    Move.REASK: "chat",
    Move.NOT_SERVED: "new",
    Move.PRESS: "new",
}
CHAT = frozenset({"greeting", "thanks", "out_of_scope", "affirm", "deny"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A row of the file and what the assistant took it for."""

    row: Mapping[str, str]
    taken: str
    intent: str

    @property
    def right(self) -> bool:
        """Whether it was taken for what it is; a correction of the open question is as good as an answer to it."""
        wanted = {"correct": ("correct", "answer")}.get(self.row["is"], (self.row["is"],))
        return self.taken in wanted


def judge(lines: Iterator[str], understander: Engine, registry: Registry) -> list[Judged]:
    """Return what each row was taken for."""
    return [_judge(json.loads(line), understander, registry) for line in lines]


def _judge(row: Mapping[str, str], understander: Engine, registry: Registry) -> Judged:
    form, slot = FORMS[row["intent"], row["asked"]]
    conversation = Conversation("c", "web", "me", row["lang"])
    opened = conversation.begin(form, {"ticket": "x"})
    opened.asked, said = slot, row["said"]
    hints = Hints(row["intent"], slot)
    meant = understander.parse(said, row["lang"], NOW, hints)  # type: ignore[attr-defined]
    message = Message(community="c", channel="web", update_id="1", thread="me", sender="me", sent_at=NOW, text=said)
    first = decide(conversation, message, meant, registry)[0]
    return Judged(row, _kind(first, row["intent"]), first.name or meant.intent)


def _kind(command: Command, task: str) -> str:
    """Say what a command takes a message for; more about the task that is open anyway goes on with it."""
    if command.move is not Move.ANSWER:
        return KINDS.get(command.move, command.move)
    if command.name in CHAT:
        return "chat"
    if command.name.endswith("_cancel"):
        return "cancel"
    return "answer" if command.name == task else "new"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--wrong", action="store_true", help="print what was taken for something else")
    args = parser.parse_args()
    registry = registry_of(builtin())
    judged = judge(iter(args.file.read_text("utf-8").splitlines()), understander_of(Settings(), registry), registry)
    right, all_ = Counter(one.row["is"] for one in judged if one.right), Counter(one.row["is"] for one in judged)
    for kind in all_:
        print(f"{kind:<10}{right[kind]:>4} of {all_[kind]}")
    print(f"{'all':<10}{right.total():>4} of {all_.total()}: {right.total() / all_.total():.1%}")
    for one in judged:
        if args.wrong and not one.right:
            row = one.row
            print(
                f"{row['id']} {row['intent']}.{row['asked']} {row['said']!r}: is {row['is']}, {one.taken} {one.intent}"
            )


if __name__ == "__main__":
    main()
