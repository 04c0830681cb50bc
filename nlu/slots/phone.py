import re

from nlu.slots.numerals import DIGIT
from nlu.types import Entity

_MOBILE = re.compile(r"(?<![0-9])(?:\+?86[- ]?)?(1[3-9][0-9](?:[- ]?[0-9]{4}){2})(?![0-9])")
_LANDLINE = re.compile(r"(?<![0-9])(0[0-9]{2,3}[- ]?[0-9]{7,8})(?![0-9])")
_SPOKEN = re.compile(r"[一幺][三四五六七八九](?:[零〇一幺二两三四五六七八九]){9}(?![零〇一幺二两三四五六七八九])")


def read(text: str) -> list[Entity]:
    """Return the telephone numbers of simplified text, as digits only, also those said digit by digit."""
    found = [
        Entity("phone", re.sub(r"[- ]", "", match[1]), match[0], match.start(), match.end())
        for pattern in (_MOBILE, _LANDLINE)
        for match in pattern.finditer(text)
    ]
    for match in _SPOKEN.finditer(text):
        number = "".join(str(DIGIT[char]) for char in match[0])
        found.append(Entity("phone", number, match[0], match.start(), match.end()))
    return found
