"""Where it happens, as far as a message and the house's own rows tell."""

import re

from actions.place import Home
from actions.texts import LANGS
from actions.turn import Turn

ADDRESS = ("building", "unit", "room")
SPOT = ("floor", "location")
PLACES = frozenset((*ADDRESS, *SPOT, "house"))

_LIKE_A_PLACE = re.compile(
    r"[0-9]|[旁边门楼层栋幢座室房屋家后前口角处路街园场厅库池亭梯台店院湖桥坪树岗站区灶床井坡]|单元|里[面头边]?$|外[面头边]|[上下]面|底下|附近|对面|中间|这[里儿边]|那[里儿边]"
    r"|\b(?:at|in|by|on|near|behind|under|outside|inside|beside|next to|front|gate|floor|block|building|hall|room"
    r"|flat"
    r"|home|house|lobby|garden|pool|stairs?|roof|garage|basement|here|side|corner|park|shop|lift|elevator)\b",
    re.IGNORECASE,
)


def sounds_like_place(words: str) -> bool:
    """Say whether words that hold no known place may still be one: somebody has to be able to look there.

    >>> sounds_like_place("秋千旁边"), sounds_like_place("我好怕"), sounds_like_place("behind the kiosk")
    (True, False, True)
    """
    return _LIKE_A_PLACE.search(words) is not None


def names_place(turn: Turn) -> bool:
    """Say whether the message names a place at all."""
    return turn.understanding is not None and any(found.slot in PLACES for found in turn.understanding.entities)


def said_place(turn: Turn) -> str:
    """Return the place a message names: the address first, then the spot, such as 7栋2单元，电梯里."""
    address = "".join(str(value) for slot in ADDRESS if (value := turn.value(slot)) is not None)
    found = turn.understanding.entities if turn.understanding else ()
    spots = [entity.text for entity in found if entity.slot in SPOT]
    return _joined(address, *spots)


def known_place(turn: Turn) -> tuple[str, bool]:
    """Return the place as known after the first message, and whether helpers could find it."""
    said = said_place(turn)
    if turn.value("building") is not None:
        return said, True
    if turn.message.place:
        return _joined(turn.message.place, said), True
    if turn.value("area") == "home" and len(turn.homes) == 1:
        return _joined(turn.homes[0].name, said), True
    return said, False


def at_home(turn: Turn, said: str) -> str | None:
    """Return the speaker's only home where they say that they are at home."""
    words = (turn.text_in(lang, "words.home").split() for lang in LANGS)
    home = any(word.replace("_", " ") in said.lower() for listed in words for word in listed)
    if not home or len(turn.homes) != 1 or turn.value("building") is not None:
        return None
    return _joined(turn.homes[0].name, said_place(turn))


def house(turn: Turn) -> str:
    """Return the name of the home that is meant: the one that was named, else the speaker's only one."""
    named = turn.value("house")
    if named is not None:
        query = turn.ours(Home).where(Home.name == str(named))
        return str(named) if turn.db.scalar(query) is not None else ""
    return turn.homes[0].name if len(turn.homes) == 1 else ""


def _joined(*parts: str) -> str:
    return "，".join(dict.fromkeys(part for part in parts if part))
