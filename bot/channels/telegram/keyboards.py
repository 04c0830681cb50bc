"""Buttons under our messages: offered, marked when pressed, taken away when the question is answered."""

from collections import OrderedDict
from collections.abc import Sequence

from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from actions.channel import Delivery
from actions.reply import Button
from bot.channels.telegram.client import SLOWEST
from bot.channels.telegram.errands import Errands
from bot.channels.telegram.house import say
from bot.channels.telegram.reading import MARKED

NARROW = 16  # columns of a label up to which two stand in a row; a Chinese character takes two
KEPT = 5000  # chats whose open question is remembered


def columns(label: str) -> int:
    """Return how wide a label is.

    >>> columns("水电"), columns("Water")
    (4, 5)
    """
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in label)


def keyboard(delivery: Delivery) -> list[list[InlineKeyboardButton]]:
    """Draw the buttons of a delivery, one or two in a row.

    Telegram carries 64 bytes with a button, values may be longer: it carries where the value stands in the outbox.
    """
    drawn = [_drawn(button, delivery.id, number) for number, button in enumerate(delivery.buttons)]
    if all(columns(button.text) <= NARROW for button in drawn):
        return [drawn[start : start + 2] for start in range(0, len(drawn), 2)]
    return [[button] for button in drawn]


def _drawn(button: Button, delivery_id: int, number: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=button.label, callback_data=f"{delivery_id}:{number}")


def markup(rows: Sequence[Sequence[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    """Return rows of buttons as Telegram takes them."""
    return InlineKeyboardMarkup(inline_keyboard=[list(row) for row in rows]) if rows else None


class Keyboards:
    """Remembers the open question of each conversation, so that its buttons go when it is over.

    Only as long as the process lives: a button that stays behind still works, or says why not.
    """

    def __init__(self, bot: Bot, errands: Errands) -> None:
        self._bot = bot
        self._errands = errands
        self._open: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def asked(self, thread: str, chat: int, message: int) -> None:
        """Remember a question that has buttons."""
        self._open[thread] = (chat, message)
        if len(self._open) > KEPT:
            self._open.popitem(last=False)

    def answered(self, thread: str) -> None:
        """Take the buttons of the last question away: something newer was said."""
        place = self._open.pop(thread, None)
        if place is not None:
            self._edit(*place, None)

    def pressed(self, thread: str, chat: int, message: int, label: str, lang: str) -> None:
        """Show which button was chosen, in place of all of them."""
        if self._open.get(thread) == (chat, message):
            del self._open[thread]
        mark = InlineKeyboardButton(text=say(lang, "chosen", label=label), callback_data=MARKED)
        self._edit(chat, message, markup([[mark]]))

    def _edit(self, chat: int, message: int, new: InlineKeyboardMarkup | None) -> None:
        call = self._bot.edit_message_reply_markup(
            chat_id=chat, message_id=message, reply_markup=new, request_timeout=SLOWEST
        )
        self._errands.do(call)
