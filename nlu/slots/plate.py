import re

from nlu.slots.numerals import DIGIT
from nlu.types import Entity

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使"
_SIGN = "[a-hj-np-z0-9零〇一幺二两三四五六七八九]"
# Number plates by GA 36-2018: province, authority, five characters, or six for new energy; no I and no O.
_PLATE = re.compile(
    rf"([{_PROVINCES}])\s?([a-hj-z])[·.\-\s]?((?:{_SIGN}\s?){{4}}[a-hj-np-z0-9挂学警港澳零一幺二三四五六七八九](?:\s?{_SIGN})?)"
    rf"(?![a-z0-9])"
)


def read(text: str) -> list[Entity]:
    """Return the number plates of simplified lower-case text, in capitals without spaces (京A12345)."""
    found = []
    for match in _PLATE.finditer(text):
        signs = "".join(str(DIGIT.get(char, char)) for char in re.sub(r"\s", "", match[3]))
        if any(char.isdigit() for char in signs):
            plate = f"{match[1]}{match[2]}{signs}".upper()
            found.append(Entity("plate", plate, match[0], match.start(), match.end()))
    return found
