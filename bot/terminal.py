"""The assistant in a terminal: for trying things out."""

import asyncio
import itertools
import sys

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.access import bind
from actions.channel import Delivery
from actions.message import Message, MessageKind
from actions.people import Community, Resident
from bot.app import App, Parts, build
from bot.settings import Settings


class TerminalChannel:
    """Prints what the assistant says; buttons are numbered."""

    name = "terminal"

    def __init__(self) -> None:
        self.buttons: list[str] = []

    async def send(self, delivery: Delivery) -> None:
        """Print one message."""
        self.buttons = [button.value for button in delivery.buttons]
        choices = "  ".join(f"[{number}] {button.label}" for number, button in enumerate(delivery.buttons, start=1))
        sys.stdout.write(f"邻里> {delivery.text}\n" + (f"      {choices}\n" if choices else ""))
        sys.stdout.flush()


async def talk_in_terminal(settings: Settings, resident: str) -> None:
    """Read lines until the end of input; a number presses a button, an empty line or Ctrl-D ends."""
    channel = TerminalChannel()
    async with build(settings, Parts(channels={channel.name: channel}, background=False)) as app:
        community, sender = await app.store.write(lambda db: _speaker(db, app, resident))
        for number in itertools.count(1):
            line = await asyncio.to_thread(sys.stdin.readline)
            if not line.strip():
                return
            await app.engine.accept(_message(app, channel, community, sender, line.strip(), number))
            await app.drain()


def _message(app: App, channel: TerminalChannel, community: str, sender: str, line: str, number: int) -> Message:
    pressed = line.isdigit() and 0 < int(line) <= len(channel.buttons)
    now = app.clock.now()
    return Message(
        community=community,
        channel=channel.name,
        update_id=f"{now.timestamp()}:{number}",
        thread=sender,
        sender=sender,
        sent_at=now,
        kind=MessageKind.BUTTON if pressed else MessageKind.TEXT,
        text=channel.buttons[int(line) - 1] if pressed else line,
    )


def _speaker(db: Session, app: App, key: str) -> tuple[str, str]:
    community = db.scalars(select(Community)).first()
    if community is None:
        raise SystemExit(
            "linli: there is no community yet; load one with: linli import FILE, or start linli run --demo"
        )
    if not key:
        return community.id, f"guest-{app.clock.now().timestamp()}"
    found = db.scalar(select(Resident).where(Resident.community_id == community.id, Resident.key == key))
    if found is None:
        raise SystemExit(f"linli: there is no resident {key} in {community.name}")
    bind(db, found, "terminal", found.id, app.clock.now())
    return community.id, found.id
