from dataclasses import dataclass

from tests.telegram.simulator import asking, editing, sending
from tests.telegram.simulator.faults import Fault
from tests.telegram.simulator.ledger import SENDS, Send, Violation
from tests.telegram.simulator.shapes import Call, Refused, Thing, bad_request
from tests.telegram.simulator.spec import Wrong
from tests.telegram.simulator.state import State

METHODS = asking.METHODS | editing.METHODS | sending.METHODS


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call gets back, and what shall happen to it on the way."""

    status: int
    body: Thing
    fault: Fault = Fault.NONE
    entry: Send | None = None


async def answer(state: State, call: Call) -> Answer:
    """Check one call against the description, draw its fault, run it, and write it down."""
    state.ledger.calls[call.method] = state.ledger.calls.get(call.method, 0) + 1
    call, problems = state.spec.fit(call)
    if problems or call.method not in METHODS:
        return _violation(state, call, problems or ["not simulated"])
    fault = state.faults.draw(call.method)
    entry = _entry(state, call, fault)
    try:
        _refuse_early(state, call, fault, entry)
        if fault is Fault.RESET:
            return Answer(0, {}, fault, entry)
        result = await METHODS[call.method](state, call)
    except Refused as refusal:
        if entry:
            entry.status = refusal.code
        return Answer(refusal.code, refusal.body(), fault, entry)
    _check_ourselves(state, call, result)
    if entry:
        _accept(state, entry, result)
    return Answer(200, {"ok": True, "result": result}, fault, entry)


def _violation(state: State, call: Call, problems: list[str]) -> Answer:
    state.violations.append(Violation(call.method, tuple(problems)))
    unknown = call.method not in METHODS
    refusal = Refused(404, "Not Found") if unknown else bad_request("; ".join(problems))
    return Answer(refusal.code, refusal.body())


def _entry(state: State, call: Call, fault: Fault) -> Send | None:
    if call.method not in SENDS:
        return None
    chat = call.number("chat_id")
    wanted = call.thing("reply_parameters") or {}
    reply_to = wanted.get("message_id")
    entry = state.ledger.send(call.method, chat, call.text("text") or call.text("caption"), fault)
    entry.reply_to = reply_to if isinstance(reply_to, int) else None
    entry.too_soon = state.limits.too_soon(chat)
    return entry


def _refuse_early(state: State, call: Call, fault: Fault, entry: Send | None) -> None:
    if fault is Fault.ERROR:
        raise Refused(500, "Internal Server Error")
    seconds = state.faults.plan.retry_after if fault is Fault.STORM else 0
    if entry and not seconds:
        seconds = state.limits.wait(entry.chat)
    if seconds:
        state.limits.tell(call.number("chat_id"), seconds)
        raise Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def _check_ourselves(state: State, call: Call, result: object) -> None:
    kinds = state.spec.returns.get(call.method)
    try:
        if kinds:
            state.spec.check(kinds, result, call.method)
    except Wrong as problem:
        state.own_errors.append(str(problem))


def _accept(state: State, entry: Send, result: object) -> None:
    number = result.get("message_id") if isinstance(result, dict) else None
    entry.status, entry.accepted = 200, True
    entry.message_id = number if isinstance(number, int) else None
    state.limits.note(entry.chat)
