import random
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import partial

from aiohttp import web

from tests.telegram.simulator.control import Control
from tests.telegram.simulator.faults import Faults
from tests.telegram.simulator.gate import answer
from tests.telegram.simulator.groups import Group
from tests.telegram.simulator.ledger import Ledger, Violation
from tests.telegram.simulator.limits import Limits, Pace, breaches, measure
from tests.telegram.simulator.people import User
from tests.telegram.simulator.repeats import Repeat, repeats
from tests.telegram.simulator.server import MOST_BODY, Server
from tests.telegram.simulator.shapes import Thing
from tests.telegram.simulator.spec import Spec, best_spec
from tests.telegram.simulator.state import State
from tests.telegram.simulator.updates import Pending, Updates
from tests.telegram.simulator.webhook import Webhook
from tests.telegram.simulator.world import Person, World

TOKEN = "4242:simulated-bot-token"
BOT_ID = 4242


class Simulator:
    """Telegram on the loopback: the Bot API over HTTP for a bot, and people for a test."""

    def __init__(self, token: str = TOKEN, username: str = "linli_test_bot", spec: Spec | None = None) -> None:
        self.token = token
        self.base_url = ""
        updates = Updates()
        bot = Person(int(token.partition(":")[0]), "邻里", username=username, is_bot=True)
        self.state = State(token, World(bot), spec or best_spec(), updates, Webhook(updates))
        self.server = Server(self.state)
        self.state.webhook.on_reply = partial(answer, self.state)
        self._users: dict[int, User] = {}
        self._groups: dict[int, Group] = {}
        self._runner: web.AppRunner | None = None
        self._control = Control(self)

    async def start(self, port: int = 0) -> str:
        """Listen on the loopback; return the address, as `http://127.0.0.1:PORT`."""
        app = web.Application(client_max_size=MOST_BODY)
        app.add_routes([*self.server.routes(), *self._control.routes()])
        runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        self._runner = runner
        self.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        return self.base_url

    async def stop(self) -> None:
        """Stop pushing, listening and waiting."""
        self.server.close()
        await self._control.close()
        await self.state.webhook.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def user(self, number: int, first_name: str = "", language_code: str | None = "zh-hans") -> User:
        """Return the person with this id; made when new."""
        if number not in self._users:
            self._users[number] = User(self.state, Person(number, first_name or f"住户{number}", language_code))
        return self._users[number]

    def group(self, number: int, title: str = "") -> Group:
        """Return the group with this negative id; made when new, with the bot in it."""
        if number not in self._groups:
            self._groups[number] = Group(self.state, number, title or f"群{-number}")
        return self._groups[number]

    def push(self, update: Thing) -> int:
        """Queue any update as it is, even one no client can read; return its id."""
        return self.state.updates.add(update)

    def deliver(self, updates: Iterable[Thing]) -> None:
        """Hand over whole updates (with update_id) in the order given, also a repeated or an old one."""
        self.state.updates.deliver(Pending(_number(update), update) for update in updates)

    @asynccontextmanager
    async def shuffled(self, seconds: float = 0.3, seed: int = 1) -> AsyncIterator[None]:
        """Hold back what people do inside; then push it at random moments of this window, all at once when polled."""
        self.state.updates.hold()
        try:
            yield
        finally:
            self._release(seconds, random.Random(seed))  # noqa: S311 - to be repeatable, not secret

    def _release(self, seconds: float, dice: random.Random) -> None:
        held = self.state.updates.release()
        if not self.state.webhook.hook.url:
            self.state.updates.deliver(held)
            return
        for item in held:
            self.state.updates.pending[item.id] = item
            self.state.webhook.push(item, dice.uniform(0.001, seconds))

    @property
    def twice(self) -> bool:
        """Whether every update is delivered twice; may be set."""
        return self.state.updates.twice

    @twice.setter
    def twice(self, value: bool) -> None:
        self.state.updates.twice = value

    @property
    def ordered(self) -> bool:
        """Whether a webhook gets the updates of a chat one after the other; may be set."""
        return self.state.webhook.ordered

    @ordered.setter
    def ordered(self, value: bool) -> None:
        self.state.webhook.ordered = value

    @property
    def violations(self) -> list[Violation]:
        """The calls that did not keep to the description."""
        return self.state.violations

    @property
    def faults(self) -> Faults:
        """What goes wrong, to be switched at any time."""
        return self.state.faults

    @property
    def ledger(self) -> Ledger:
        """All sends in order."""
        return self.state.ledger

    @property
    def limits(self) -> Limits:
        """The flood limits; `limits.enforce = True` makes them refuse."""
        return self.state.limits

    def pace(self) -> Pace:
        """Measure how fast the bot wrote."""
        return measure(self.ledger.sends)

    def repeats(self) -> list[Repeat]:
        """Find replies that came again, each with its excuse."""
        return repeats(self.ledger.sends)

    def breaches(self, tolerance: float = 0.05) -> list[str]:
        """Name the messages that broke a flood limit."""
        return breaches(self.ledger.sends, tolerance)

    async def polled(self, times: int = 1, seconds: float = 5.0) -> bool:
        """Wait until the bot has begun to poll so many times; False when the time is over."""
        updates = self.state.updates
        return await updates.bell.until(lambda: updates.polls >= times, seconds)

    async def drained(self, seconds: float = 5.0) -> bool:
        """Wait until the bot took every update; False when the time is over."""
        return await self.state.updates.emptied.until(lambda: not self.state.updates.pending, seconds)


def _number(update: Thing) -> int:
    number = update.get("update_id")
    if not isinstance(number, int):
        raise ValueError("a delivered update carries its update_id; use push() for one that does not")
    return number


@asynccontextmanager
async def running(spec: Spec | None = None, port: int = 0) -> AsyncIterator[Simulator]:
    """Run a simulator for the length of a test."""
    simulator = Simulator(spec=spec)
    await simulator.start(port)
    try:
        yield simulator
    finally:
        await simulator.stop()
