"""What one turn did, for somebody who stands beside it: the coverage of dialogs, never a resident."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from actions.reply import Reply
from actions.state import Conversation
from bot.moves import Command


@dataclass(frozen=True, slots=True)
class Seen:
    """A turn: which form was open before and after it, what was understood, what was done, what it proved."""

    talk: str  # id of the conversation
    stood: str  # scenario.form that was open before; empty: none
    stands: str
    heard: str  # the intent the message was understood as, before anything it leans on was looked at
    commands: tuple[Command, ...]
    recorded: bool  # a reply claimed a record
    spoke: bool  # anything was said

    @classmethod
    def of(
        cls, stood: str, heard: str, conversation: Conversation, commands: Sequence[Command], replies: Sequence[Reply]
    ) -> "Seen":
        """Describe a turn that has just been carried out."""
        recorded = any(reply.record for reply in replies)
        stands = form_of(conversation)
        return cls(conversation.id, stood, stands, heard, tuple(commands), recorded, bool(replies))


def form_of(conversation: Conversation) -> str:
    """Return the name of the form that is open; empty: none."""
    return conversation.open.form if conversation.open else ""


Watch = Callable[[Seen], None]
