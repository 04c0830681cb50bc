from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.telegram.simulator.shapes import Call, Refused, Thing, bad_request
from tests.telegram.simulator.world import Bell

ON_REQUEST = ("chat_member", "message_reaction", "message_reaction_count")
"""Kinds a bot gets only when it asks for them (core.telegram.org/bots/api#getupdates)."""
FIRST = 700_000_001


@dataclass(slots=True)
class Pending:
    """An update on its way to the bot; `deliveries` counts how often it was handed over."""

    id: int
    body: Thing
    deliveries: int = 0


class Updates:
    """The queue of one bot: every update stays until it is confirmed."""

    def __init__(self) -> None:
        self.pending: dict[int, Pending] = {}
        self.allowed: tuple[str, ...] = ()
        self.twice = False
        self.confirmed = 0
        self.bell = Bell()
        self.emptied = Bell()
        self.on_new: Callable[[Pending], None] | None = None
        self._held: list[Pending] | None = None
        self._next = FIRST
        self.polls = 0

    def add(self, body: Thing) -> int:
        """Queue an update and return its id; an update_id in the body is kept (for poison and repeats)."""
        given = body.get("update_id")
        number = given if isinstance(given, int) else self._next
        self._next = max(self._next, number + 1)
        if self._wanted(body):
            self._queue([Pending(number, {"update_id": number} | body)])
        return number

    @property
    def last(self) -> int:
        """The highest id given so far."""
        return self._next - 1

    def hold(self) -> None:
        """Keep new updates back until `release`."""
        self._held = []

    def release(self) -> list[Pending]:
        """Return what was held back and stop holding; the caller delivers it."""
        held, self._held = self._held or [], None
        return held

    def deliver(self, items: Iterable[Pending]) -> None:
        """Queue updates in the order given."""
        for item in items:
            self.pending[item.id] = item
            if self.on_new is not None:
                self.on_new(item)
        self.bell.ring()

    def acknowledge(self, number: int) -> None:
        """Forget an update the bot took."""
        self.confirmed += self.pending.pop(number, None) is not None
        if not self.pending:
            self.emptied.ring()

    async def poll(self, call: Call) -> list[Thing]:
        """Answer one getUpdates: confirm, then wait up to `timeout` seconds for something new."""
        me = self.interrupt()
        limit = call.number("limit", 100)
        if not 1 <= limit <= 100:
            raise bad_request("limit must be between 1 and 100")
        self._confirm(call.number("offset"))
        self.allow(call.names("allowed_updates"))
        await self.bell.until(lambda: bool(self.pending) or self.polls != me, call.number("timeout"))
        if self.polls != me:
            raise Refused(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            )
        return self._batch(limit)

    def interrupt(self) -> int:
        """End a running poll, as setting a webhook does; return the number of the next one."""
        self.polls += 1
        self.bell.ring()
        return self.polls

    def allow(self, kinds: tuple[str, ...] | None) -> None:
        """Remember the kinds the bot asked for; None keeps the last setting."""
        if kinds is not None:
            self.allowed = kinds

    def _queue(self, items: list[Pending]) -> None:
        if self._held is not None:
            self._held.extend(items)
        else:
            self.deliver(items)

    def _wanted(self, body: Thing) -> bool:
        kinds = [name for name in body if name != "update_id"]
        if self.allowed:
            return not kinds or any(kind in self.allowed for kind in kinds)
        return not any(kind in ON_REQUEST for kind in kinds)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            done = list(self.pending.values())[:offset]
        else:
            done = [item for item in self.pending.values() if item.id < offset]
        for item in done:
            if not (self.twice and item.deliveries == 1):  # a lost confirmation: the update comes once more
                self.acknowledge(item.id)

    def _batch(self, limit: int) -> list[Thing]:
        chosen = list(self.pending.values())[:limit]
        for item in chosen:
            item.deliveries += 1
        return [item.body for item in chosen]
