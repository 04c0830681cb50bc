import re

from nlu import starts
from nlu.slots import money, people
from nlu.slots.numerals import ENGLISH, ENGLISH_ORDINAL, NUMERAL, ordinal, whole
from nlu.types import Entity

_RATING = re.compile(
    r"(?P<zh>[0-9]|[零一二两三四五])\s?(?:颗?星|(?<!十)分(?![钟之])|颗?心(?![里情意]))"
    r"|\b(?P<en>[0-5]|zero|one|two|three|four|five)[ -]?(?:stars?|out of (?:5|five)|/ ?5)\b"
)
_TWO = "(?:[0-9]{1,2}|[二三]?十[一二三四五六七八九]?)"
_FLOOR = starts.words(
    rf"(?P<minus>负|地下|b|-)?(?P<zh>{NUMERAL})\s?[楼层](?![栋下上梯道顶前后]|[中之]间)"
    r"|(?<![a-z0-9])(?:b|basement (?:level )?|minus )(?P<basement>[1-5]|one|two|three|four)(?![a-z0-9])"
    rf"|\b(?P<ordinal>{ENGLISH_ORDINAL}) (?:floor|fl)\b|\b(?P<ground>ground) floor\b"
    rf"|(?<![a-z])(?:floor|level|fl) (?P<en>{ENGLISH})\b"
    rf"|\b(?:lift|elevator)\b.{{0,12}}\bto (?:the )?(?P<to>{ENGLISH})\b"
    r"|(?<![a-z0-9])(?P<short>[0-9]{1,2}) ?(?:/?fl?|floor)\b|\bl(?P<level>[0-9]{1,2})\b"
    rf"|(?P<button>{_TWO})[楼层]?[那这]?个?的?按[钮键]|按[了过的着]?(?P<pressed>{_TWO})(?![0-9次下遍分秒点个块时年月天号度])"
    rf"|按[了过的着]?(?:负|地下|b)(?P<under>[1-5一二三])(?![0-9次下遍])"
)
# Where a lift is spoken of, the number it goes to or stops at is a floor.
_LIFT = re.compile(r"电梯|[客货]梯|店梯|电提|𨋢|轿厢|梯门|lift|elevator")
_STOP = re.compile(
    r"(?:停在|卡在|停到|上到|下到|按|到|去)了?\s?(?P<zh>[0-9]{1,2}|[二三]?十[一二三四五六七八九]?)"
    r"(?=[,.!?\s不就没才以键的亮]|$)"
    r"|\b(?:at|to|past|skips|skipped|on|button|press|pressed|from) (?:the )?(?P<en>[0-9]{1,2})(?:st|nd|rd|th)?"
    r"(?![0-9:%]| ?(?:am|pm|o'clock|minutes?|min|people|floor)|\w)"
)
_TICKET = re.compile(
    r"(?<![a-z0-9])(?:[a-z]{1,3}-[a-z0-9-]*[0-9]+)(?![a-z0-9])|(?:工单|单号|编号|ticket"
    r"|number)\s?(?:号|是|no\.?|#)?\s?#?(?P<id>[0-9]{3,12})"
)
_BARE = re.compile(rf"{NUMERAL}(?:\.[0-9]{{1,2}})?|\b{ENGLISH}\b")


def read(text: str, slot: str | None = None) -> list[Entity]:
    """Return people and count, rating (1 to 5), amount (fen), floor and ticket of simplified lower-case text.

    `slot` is what was asked for: then a bare number answers it.
    """
    found = [*people.read(text), *_ratings(text), *_floors(text), *_tickets(text)]
    taken = [(entity.start, entity.end) for entity in found]
    found += [one for one in money.read(text) if one.slot != "figure" or (one.start, one.end) not in taken]
    if slot in ("count", "people", "rating", "amount", "floor") and all(entity.slot != slot for entity in found):
        found += _bare(text, slot)
    return found


def _ratings(text: str) -> list[Entity]:
    found = []
    for match in _RATING.finditer(text):
        number = whole(match["zh"] or match["en"])
        if number is not None and 1 <= number <= 5:
            found.append(Entity("rating", number, match[0], match.start(), match.end()))
    return found


def _floors(text: str) -> list[Entity]:
    found = []
    for match in _FLOOR.finditer(text):
        kind = match.lastgroup or ""
        number = 1 if kind == "ground" else ordinal(match[kind]) if kind == "ordinal" else whole(match[kind])
        if number is not None and number < 200:
            below = match["minus"] or kind in ("basement", "under")
            found.append(Entity("floor", -number if below else number, match[0], match.start(), match.end()))
    if found or not _LIFT.search(text):
        return found
    stops = ((match, match.lastgroup or "") for match in _STOP.finditer(text))
    return [Entity("floor", whole(m[name]) or 0, m[name], m.start(name), m.end(name)) for m, name in stops]


def _tickets(text: str) -> list[Entity]:
    return [
        Entity("ticket", (match["id"] or match[0]).upper(), match[0], match.start(), match.end())
        for match in _TICKET.finditer(text)
    ]


def _bare(text: str, slot: str) -> list[Entity]:
    match = _BARE.search(text)
    if not match:
        return []
    number = money.fen(match[0]) if slot == "amount" else whole(match[0].split(".")[0])
    if number is None or (slot == "rating" and not 1 <= number <= 5):
        return []
    return [Entity(slot, number, match[0], match.start(), match.end())]
