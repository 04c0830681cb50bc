import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

from aiohttp import web

from tests.telegram.simulator.bulk import Bulk
from tests.telegram.simulator.faults import Fault
from tests.telegram.simulator.shapes import Thing

if TYPE_CHECKING:
    from tests.telegram.simulator.simulator import Simulator

Answer = Callable[[Thing], Awaitable[object]]


class Control:
    """Lets another process act as the people, set faults and read the ledger."""

    def __init__(self, simulator: "Simulator") -> None:
        self._simulator = simulator
        self._bulks: list[Bulk] = []

    def routes(self) -> list[web.RouteDef]:
        """Return the routes under /control."""
        posts: dict[str, Answer] = {
            "say": self.say,
            "bulk": self.bulk,
            "press": self.press,
            "push": self.push,
            "faults": self.faults,
            "options": self.options,
            "block": self.block,
        }
        gets = {
            "ledger": self.ledger,
            "said": self.said,
            "repeats": self.repeats,
            "violations": self.violations,
            "counts": self.counts,
            "state": self.state,
        }
        return [
            *(web.post(f"/control/{name}", _json_in(act)) for name, act in posts.items()),
            *(web.get(f"/control/{name}", show) for name, show in gets.items()),
        ]

    async def close(self) -> None:
        """Stop the bulks that still run."""
        for bulk in self._bulks:
            await bulk.stop()

    async def say(self, body: Thing) -> object:
        """Let the person of a chat say a text; in a group `from` names the person."""
        number = await self.speak(_number(body, "chat"), str(body["text"]), _number(body, "from", 0))
        return {"message_id": number, "update_id": self._simulator.ledger.said[-1].update_id}

    async def speak(self, chat: int, text: str, person: int = 0) -> int:
        """Say a text in a chat, in private or as somebody in a group; return its message id."""
        if chat > 0:
            return await self._simulator.user(chat).says(text)
        return await self._simulator.user(person or 1).says(text, self._simulator.group(chat))

    async def bulk(self, body: Thing) -> object:
        """Say many texts in the background at a rate."""
        bulk = Bulk.read(body)
        self._bulks.append(bulk)
        bulk.start(self.speak)
        return {"bulk": len(self._bulks), "count": len(bulk.lines)}

    async def press(self, body: Thing) -> object:
        """Press a button by its label; 404 when no message has it."""
        group = self._simulator.group(_number(body, "chat")) if _number(body, "chat") < 0 else None
        user = self._simulator.user(_number(body, "from", 0) or _number(body, "chat"))
        return {"query": await user.press(str(body["label"]), group, _seconds(body, "seconds"))}

    async def push(self, body: Thing) -> object:
        """Queue any update."""
        return {"update_id": self._simulator.push(body)}

    async def faults(self, body: Thing) -> object:
        """Change the faults; `{"clear": true}` ends them, `{"next": NAME, "times": N}` plans single ones."""
        faults = self._simulator.faults
        if body.pop("clear", False):
            faults.clear()
        if "next" in body:
            faults.next(Fault(str(body.pop("next"))), int(str(body.pop("times", 1))))
        return asdict(faults.set(**body))

    async def options(self, body: Thing) -> object:
        """Switch `twice`, `ordered` and `enforce`; `jitter` in seconds shuffles what is pushed."""
        simulator = self._simulator
        simulator.twice = bool(body.get("twice", simulator.twice))
        simulator.ordered = bool(body.get("ordered", simulator.ordered))
        simulator.limits.enforce = bool(body.get("enforce", simulator.limits.enforce))
        webhook = simulator.state.webhook
        webhook.jitter = _seconds(body, "jitter", webhook.jitter)
        switches = {"twice": simulator.twice, "ordered": simulator.ordered, "enforce": simulator.limits.enforce}
        return switches | {"jitter": webhook.jitter}

    async def block(self, body: Thing) -> object:
        """Let a person block the bot, or unblock it with `{"blocked": false}`."""
        user = self._simulator.user(_number(body, "chat"))
        await (user.blocks() if body.get("blocked", True) else user.unblocks())
        return {"blocked": user.chat.blocked}

    async def ledger(self, request: web.Request) -> web.StreamResponse:
        """Give all sends as JSON lines; `?after=SEQ` and `?chat=ID` choose."""
        chat = request.query.get("chat")
        after = int(request.query.get("after", "0"))
        return _lines(self._simulator.ledger.lines(after, int(chat) if chat else None))

    async def said(self, request: web.Request) -> web.StreamResponse:
        """Give what people said as JSON lines, with whether the bot took the update; `?open=1` only what it did not."""
        after = int(request.query.get("after", "0"))
        pending = self._simulator.state.updates.pending
        said = self._simulator.ledger.said[after:]
        if "open" in request.query:
            said = [entry for entry in said if entry.update_id in pending]
        return _lines(asdict(entry) | {"taken": entry.update_id not in pending} for entry in said)

    async def violations(self, request: web.Request) -> web.StreamResponse:
        """Give the calls that did not keep to the description as JSON lines."""
        return _lines(asdict(violation) for violation in self._simulator.violations)

    async def repeats(self, request: web.Request) -> web.StreamResponse:
        """Give the replies that came again as JSON lines."""
        return _lines(asdict(repeat) for repeat in self._simulator.repeats())

    async def counts(self, request: web.Request) -> web.StreamResponse:
        """Give what may be asked for often: how much was said, stands in the chats, and was not taken yet."""
        ledger = self._simulator.ledger
        accepted, pending = len(ledger.accepted()), len(self._simulator.state.updates.pending)
        return web.json_response({"said": len(ledger.said), "accepted": accepted, "pending": pending})

    async def state(self, request: web.Request) -> web.StreamResponse:
        """Give the counters."""
        simulator = self._simulator
        pace = asdict(simulator.pace())
        if pace["shortest_gap"] == float("inf"):
            pace["shortest_gap"] = None
        return web.json_response(
            {
                "token": simulator.token,
                "spec": simulator.state.spec.name,
                "said": len(simulator.ledger.said),
                "sends": len(simulator.ledger.sends),
                "accepted": len(simulator.ledger.accepted()),
                "pending": len(simulator.state.updates.pending),
                "violations": len(simulator.violations),
                "breaches": len(simulator.breaches()),
                "calls": simulator.ledger.calls,
                "pace": pace,
                "webhook": simulator.state.webhook.hook.url,
                "faults": asdict(simulator.faults.plan),
                "bulks": [{"count": len(bulk.lines), "said": bulk.said, "done": bulk.done} for bulk in self._bulks],
            }
        )


def _json_in(act: Answer) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        body = await request.json()
        try:
            return web.json_response(await act(body if isinstance(body, dict) else {}))
        except (KeyError, ValueError, AssertionError) as problem:
            return web.json_response({"error": str(problem)}, status=400)

    return handle


def _lines(things: Iterable[Thing]) -> web.Response:
    text = "".join(f"{json.dumps(thing, ensure_ascii=False)}\n" for thing in things)
    return web.Response(text=text, content_type="application/jsonl")


def _number(body: Thing, name: str, otherwise: int | None = None) -> int:
    value = body.get(name, otherwise)
    if not isinstance(value, int):
        raise ValueError(f"{name} must be a whole number")
    return value


def _seconds(body: Thing, name: str, otherwise: float = 0.0) -> float:
    value = body.get(name, otherwise)
    return float(value) if isinstance(value, int | float) else otherwise
