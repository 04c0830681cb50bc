from tests.telegram.simulator.people import Mailbox, User, membership
from tests.telegram.simulator.shapes import Thing
from tests.telegram.simulator.state import State
from tests.telegram.simulator.world import Message, now


class Group(Mailbox):
    """A group chat; the bot is a member from the start unless it is removed."""

    def __init__(self, state: State, number: int, title: str) -> None:
        super().__init__(state, state.world.group(number, title))
        self.id = number

    async def adds_bot(self, by: User) -> None:
        """Let somebody add the bot: a membership update and a service message."""
        self.chat.open = True
        self.state.updates.add(membership(self.state, self.chat, by.person, kicked=False))
        self._service(by, {"new_chat_members": [self.state.world.bot.shown()]})

    async def removes_bot(self, by: User) -> None:
        """Let somebody remove the bot."""
        self.chat.open = False
        self.state.updates.add(membership(self.state, self.chat, by.person, kicked=True))

    async def joins(self, who: User) -> None:
        """Let a person join."""
        self._service(who, {"new_chat_members": [who.person.shown()]})

    def _service(self, by: User, extra: Thing) -> None:
        message = Message(self.id, self.state.world.message_id(self.id), by.person, now(), extra=extra)
        self.state.world.keep(message)
        self.state.updates.add({"message": self.state.world.shown(message)})
