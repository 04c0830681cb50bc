import re
from collections.abc import Iterator

from nlu.slots.numerals import DIGIT
from nlu.types import Entity

_D = "[0-9零〇一幺二两三四五六七八九]"
_GAP = r"[\s-]?"
_COUNTRY = r"(?:\(?(?:\+|00)?86\)?[- ]?)?"
# Eleven digits, written or said, with a space or a dash anywhere, or with pauses between groups as people dictate them.
_MOBILE = re.compile(
    rf"(?<!{_D}){_COUNTRY}(?P<number>[1一幺]{_GAP}[3-9三四五六七八九](?:{_GAP}{_D}){{9}}"
    rf"|[1一幺][3-9三四五六七八九]{_D}[\s,、.-]{{1,2}}{_D}{{4}}[\s,、.-]{{1,2}}{_D}{{4}})(?!{_D})"
)
_LANDLINE = re.compile(r"(?<![0-9])(0[0-9]{2,3}[- ]?[0-9]{7,8})(?![0-9])")
_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WORDS = {name: str(number) for number, name in enumerate(_NAMES)} | {"oh": "0", "o": "0"}
_TIMES = {"double": 2, "triple": 3}
_DIGIT_WORD = "(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine)"
_ENGLISH = re.compile(rf"\b(?:(?:double |triple )?{_DIGIT_WORD}\b[ ,-]{{0,2}}){{7,12}}")


def read(text: str) -> list[Entity]:
    """Return the telephone numbers of simplified lower-case text, as digits only, also those said digit by digit."""
    found = [
        Entity("phone", number, match[0], match.start(), match.end())
        for match in _MOBILE.finditer(text)
        if (number := "".join(str(DIGIT.get(char, char)) for char in match["number"] if char.isalnum()))
    ]
    found += [
        Entity("phone", re.sub(r"[- ]", "", match[1]), match[0], match.start(), match.end())
        for match in _LANDLINE.finditer(text)
    ]
    return found + list(_dictated(text))


def _dictated(text: str) -> Iterator[Entity]:
    """Find one three eight, double zero one two ...: a mobile number said in English words."""
    for match in _ENGLISH.finditer(text):
        number, times = "", 1
        for word in re.findall("[a-z]+", match[0]):
            number += _WORDS.get(word, "") * times
            times = _TIMES.get(word, 1)
        if re.fullmatch("1[3-9][0-9]{9}", number):
            said = match[0].rstrip(" ,-")
            yield Entity("phone", number, said, match.start(), match.start() + len(said))
