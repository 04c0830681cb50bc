"""Channels whose people read from the outbox itself: sending is telling them that there is something to read."""

from actions.channel import Delivery
from bot.live import Live

TOPIC = "thread:"


class KeptChannel:
    """A channel that needs no delivery: who is away finds everything in the outbox."""

    kept = True

    def __init__(self, name: str, live: Live) -> None:
        self.name = name
        self.live = live

    async def send(self, delivery: Delivery) -> None:
        """Say that a thread has something to read; nobody there is delivered, too."""
        self.live.publish(f"{TOPIC}{self.name}:{delivery.thread}", {"type": "delivery", "id": delivery.id})
