import re

from nlu.slots.numerals import DIGIT
from nlu.types import Entity

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使"
_SIGN = "[a-hj-np-z0-9零〇一幺二两三四五六七八九]"
_LAST = "[a-hj-np-z0-9挂学警港澳零〇一幺二两三四五六七八九]"
_GAP = r"[\s·.,、-]{0,2}"  # people dictate plates with pauses
_PLATE = re.compile(
    rf"(?P<place>[{_PROVINCES}]{_GAP}[a-hj-z])(?:{_GAP}|点|杠)"
    rf"(?P<five>(?:{_SIGN}{_GAP}){{4}}{_LAST})(?P<sixth>{_GAP}{_LAST})?(?![a-z0-9])"
)
NEW_ENERGY = re.compile("[a-hj-k][0-9a-hj-z][0-9]{4}|[0-9]{5}[a-hj-k]", re.IGNORECASE)


def read(text: str) -> list[Entity]:
    """Return the number plates of simplified lower-case text, in capitals without spaces (京A12345).

    By GA 36-2018: province, authority, five characters, or six for new energy; no I and no O.
    """
    found = []
    for match in _PLATE.finditer(text):
        place, signs, sixth = (_signs(match[name] or "") for name in ("place", "five", "sixth"))
        end = match.end("five")
        # A sixth sign belongs to it where it follows at once, else only where that makes a plate of new energy.
        if sixth and (len(match["sixth"]) == 1 or NEW_ENERGY.fullmatch(signs + sixth)):
            signs, end = signs + sixth, match.end()
        if any(char.isdigit() for char in signs):
            found.append(Entity("plate", place + signs, text[match.start() : end], match.start(), end))
    return found


def _signs(said: str) -> str:
    return "".join(str(DIGIT.get(char, char)) for char in said if char.isalnum()).upper()
