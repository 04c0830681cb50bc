from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tests.telegram.simulator.faults import Faults
from tests.telegram.simulator.ledger import Ledger, Violation
from tests.telegram.simulator.limits import Limits
from tests.telegram.simulator.shapes import Call, bad_request
from tests.telegram.simulator.spec import Spec
from tests.telegram.simulator.updates import Updates
from tests.telegram.simulator.webhook import Webhook
from tests.telegram.simulator.world import Chat, Message, World


@dataclass(slots=True)
class State:
    """Everything the methods of the Bot API work on."""

    token: str
    world: World
    spec: Spec
    updates: Updates
    webhook: Webhook
    ledger: Ledger = field(default_factory=Ledger)
    faults: Faults = field(default_factory=Faults)
    limits: Limits = field(default_factory=Limits)
    violations: list[Violation] = field(default_factory=list)
    own_errors: list[str] = field(default_factory=list)  # answers of ours that break the description


Method = Callable[[State, Call], Awaitable[object]]


def chat_of(state: State, call: Call) -> Chat:
    """Find the chat a call names; 400 when there is none."""
    chat = state.world.chats.get(call.number("chat_id"))
    if chat is None:
        raise bad_request("chat not found")
    return chat


def own_message(state: State, call: Call, purpose: str) -> Message:
    """Find the bot's own message that a call names."""
    chat = chat_of(state, call)
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    if not message.sender.is_bot:
        raise bad_request("message can't be edited")
    return message
