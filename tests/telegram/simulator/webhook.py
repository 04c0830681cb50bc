import asyncio
import json
import random
import re
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import aiohttp

from tests.telegram.simulator.reading import call_in
from tests.telegram.simulator.shapes import Call, Thing, bad_request, pruned
from tests.telegram.simulator.updates import Pending, Updates
from tests.telegram.simulator.world import now

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass(slots=True)
class Hook:
    """What setWebhook left: where to push, and how the pushing goes."""

    url: str = ""
    secret: str = ""
    connections: int = 40
    error: str | None = None
    error_date: int | None = None
    posts: list[tuple[int, int]] = field(default_factory=list)  # (update id, HTTP status or 0)


class Webhook:
    """Pushes updates to the bot: one at a time a chat unless `ordered` is off, again until it answers 2xx."""

    def __init__(self, updates: Updates, retry_first: float = 0.1, retry_most: float = 5.0) -> None:
        self.hook = Hook()
        self.ordered = True
        self.jitter = 0.0  # seconds within which every update is pushed at a random moment
        self._dice = random.Random(1)  # noqa: S311 - to be repeatable, not secret
        self.on_reply: Callable[[Call], Awaitable[object]] | None = None
        self.retry_first = retry_first
        self.retry_most = retry_most
        self._updates = updates
        self._lanes: dict[object, deque[Pending]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._free = asyncio.Semaphore(40)
        self._session: aiohttp.ClientSession | None = None
        updates.on_new = self.push

    async def set(self, call: Call) -> None:
        """Start pushing to a new address; an empty one stops."""
        url = call.text("url")
        if not url:
            await self.drop()
            return
        _check_url(url)
        secret = call.text("secret_token")
        if secret and not SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        connections = call.number("max_connections", 40)
        if not 1 <= connections <= 100:
            raise bad_request("max_connections must be between 1 and 100")
        await self.drop()
        self.hook = Hook(url, secret, connections)
        self._free = asyncio.Semaphore(connections)
        self._updates.interrupt()
        for item in list(self._updates.pending.values()):
            self.push(item)

    async def drop(self) -> None:
        """Stop pushing; what was not taken stays queued."""
        self.hook = Hook()
        self._lanes.clear()
        tasks, self._tasks = self._tasks, set()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def close(self) -> None:
        """Stop pushing and close the connections."""
        await self.drop()
        if self._session is not None:
            await self._session.close()

    def info(self) -> Thing:
        """Return the `WebhookInfo` object."""
        hook = self.hook
        basic: Thing = {"url": hook.url, "has_custom_certificate": False}
        basic["pending_update_count"] = len(self._updates.pending)
        if not hook.url:
            return basic
        errors: Thing = {"last_error_date": hook.error_date, "last_error_message": hook.error}
        allowed = list(self._updates.allowed) or None
        return pruned(basic | errors | {"max_connections": hook.connections, "allowed_updates": allowed})

    def push(self, item: Pending, delay: float = 0.0) -> None:
        """Send one update off, after `delay` seconds; does nothing while no webhook is set."""
        if not self.hook.url:
            return
        if self.jitter and not delay:
            delay = self._dice.uniform(0.0, self.jitter)
        if not self.ordered or delay:
            self._start(self._deliver_later(item, delay))
            return
        lane = self._lanes.setdefault(_chat_of(item.body), deque())
        lane.append(item)
        if len(lane) == 1:
            self._start(self._drain(lane))

    def _start(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, lane: deque[Pending]) -> None:
        while lane:
            await self._deliver(lane[0])
            lane.popleft()

    async def _deliver_later(self, item: Pending, delay: float) -> None:
        await asyncio.sleep(delay)
        await self._deliver(item)

    async def _deliver(self, item: Pending) -> None:
        copies = 2 if self._updates.twice else 1
        if self.ordered:
            for _ in range(copies):
                await self._until_taken(item)
        else:
            await asyncio.gather(*(self._until_taken(item) for _ in range(copies)))
        self._updates.acknowledge(item.id)

    async def _until_taken(self, item: Pending) -> None:
        wait = self.retry_first
        while not await self._post(item):
            await asyncio.sleep(wait)
            wait = min(wait * 2, self.retry_most)

    async def _post(self, item: Pending) -> bool:
        hook = self.hook
        headers = {"Content-Type": "application/json"} | ({SECRET_HEADER: hook.secret} if hook.secret else {})
        body = json.dumps(item.body, ensure_ascii=False).encode()
        try:
            async with self._free, self._client().post(hook.url, data=body, headers=headers) as answer:
                status = answer.status
                await self._run_reply(answer)
        except (aiohttp.ClientError, TimeoutError) as failure:
            status = 0
            hook.error = f"Connection failed: {type(failure).__name__}"
        item.deliveries += 1
        hook.posts.append((item.id, status))
        if 200 <= status < 300:
            return True
        hook.error_date = now()
        hook.error = f"Wrong response from the webhook: {status}" if status else hook.error
        return False

    async def _run_reply(self, answer: aiohttp.ClientResponse) -> None:
        # core.telegram.org/bots/api#making-requests-when-getting-updates
        call = await call_in(answer) if answer.ok else None
        if call is not None and self.on_reply is not None:
            await self.on_reply(call)

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            timeout = aiohttp.ClientTimeout(total=10)
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout)
        return self._session


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    if not (parts.scheme == "https" or local):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")


def _chat_of(body: Thing) -> object:
    for part in body.values():
        if isinstance(part, dict):
            inner = part.get("message", part)
            chat = inner.get("chat") if isinstance(inner, dict) else None
            return chat.get("id") if isinstance(chat, dict) else None
    return None
