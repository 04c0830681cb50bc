import re

from nlu.slots.numerals import ENGLISH, NUMERAL, whole
from nlu.types import Entity

_PEOPLE = re.compile(
    rf"(?P<zh>{NUMERAL})\s?(?:来?个|位|名|口|桌)?(?:大人|小孩|孩子|人|朋友|同学|客人|同事|老人|家长|工人|师傅|娃"
    rf"|老师|学生|老爷们|大妈|大爷|阿姨"
    rf"|亲戚|邻居|colleagues|friends)"
    rf"|(?:一共|总共|共|凑了|凑够|拢共|加起来)\s?(?P<all>{NUMERAL})\s?个"
    rf"|(?<![后末])(?P<zh2>{NUMERAL})\s?(?:位|名|口)(?![0-9a-z])"
    rf"|\b(?P<en>{ENGLISH}) (?:more |other |young |old )?(?:people|mates|workers|relatives|players"
    rf"|seats|persons?|kids|children|adults|guests|friends|of us"
    r"|visitors|colleagues|pax|men|women|adults?|pupils|folks|lads|heads|players)\b"
    r"|(?:[我俺咱]们?|就|[这那])(?P<we>[两俩三仨四五六七八])(?:个(?!小时|钟|月|星期)|口子|(?![点十百0-9个天楼号]))"
    r"|报(?P<put>[一两三四五六七八0-9])(?:个|位)|(?P<both>两口子|both of us|the two of us|小两口|老两口)"
    r"|(?P<mix>[一两]大[一两]小)"
    rf"|\bfor (?P<for>[2-9]|1[0-9]|two|three|four|five|six|seven|eight|ten|twelve)(?=[,.!?]|$| (?:on"
    rf"|at|this|next|tomorrow|tonight|please|from))"
    rf"|\b(?:party|group|team) of (?P<en2>{ENGLISH})\b"
)
_EITHER = re.compile("一二|两三|二三|三四|四五|五六|六七|七八|八九")
_RATING = re.compile(
    r"(?P<zh>[0-9]|[零一二两三四五])\s?(?:颗?星|(?<!十)分(?![钟之])|颗?心(?![里情意]))"
    r"|\b(?P<en>[0-5]|zero|one|two|three|four|five)[ -]?(?:stars?|out of (?:5|five)|/ ?5)\b"
)
_AMOUNT = re.compile(
    rf"(?P<yuan>[0-9]{{1,9}}(?:\.[0-9]{{1,2}})?|{NUMERAL})\s?(?:元|块钱?|圆|rmb\b|yuan\b"
    rf"|cny\b)(?P<rest>{NUMERAL})?(?P<mao>毛|角)?"
    rf"|[¥￥]\s?(?P<sign>[0-9]{{1,9}}(?:\.[0-9]{{1,2}})?)|\b(?:rmb|cny) ?(?P<code>[0-9]{{1,9}}(?:\.[0-9]{{1,2}})?)"
)
# A number beside a word of paying is money, but no amount that anything may be paid by without asking.
_SUM = re.compile(
    r"(?:交|付|缴|充|存|打|转|收|扣)了?(?:个|我)?\s?(?P<pay>[0-9]{2,6}(?:\.[0-9]{1,2})?"
    r"|[一两二三四五六七八九]百[一二三四五六七八九]?十?"
    r"|[一两二三四五六七八九]千[0-9一二三四五六七八九百]*)(?![0-9栋号楼单室年月日天点吨度%])"
    r"|(?<![0-9a-z])(?P<right>[0-9]{3,6}(?:\.[0-9]{1,2})?)(?=对吧|对不对|是吧|整\b| ?(?:kuai|bucks))"
)
_FLOOR = re.compile(
    rf"(?P<minus>负|地下|b)?(?P<zh>{NUMERAL})\s?[楼层](?![栋下上梯道顶前后]|[中之]间)|\bb(?P<basement>[1-5])\b"
    rf"|(?<![a-z])(?:floor|level) (?P<en>[0-9]{{1,2}})\b|\b(?P<nth>[0-9]{{1,2}})(?:st|nd|rd|th) floor\b"
    rf"|\b(?:lift|elevator)\b.{{0,12}}\bto (?:the )?(?P<to>[0-9]{{1,2}})\b"
    r"|(?<![a-z0-9])(?P<short>[0-9]{1,2}) ?fl?\b|\bl(?P<level>[0-9]{1,2})\b"
)
_TICKET = re.compile(
    r"(?<![a-z0-9])(?:[a-z]{1,3}-[a-z0-9-]*[0-9]+)(?![a-z0-9])|(?:工单|单号|编号|ticket"
    r"|number)\s?(?:号|是|no\.?|#)?\s?#?(?P<id>[0-9]{3,12})"
)
_BARE = re.compile(rf"{NUMERAL}(?:\.[0-9]{{1,2}})?|\b{ENGLISH}\b")
_MOST_FEN = 10**12


def read(text: str, slot: str | None = None) -> list[Entity]:
    """Return people and count, rating (1 to 5), amount (fen), floor and ticket of simplified lower-case text.

    `slot` is what was asked for: then a bare number answers it.
    """
    found = [*_people(text), *_ratings(text), *_amounts(text), *_floors(text), *_tickets(text)]
    if slot in ("count", "people", "rating", "amount", "floor") and all(entity.slot != slot for entity in found):
        found += _bare(text, slot)
    return found


def _people(text: str) -> list[Entity]:
    found = []
    for match in _PEOPLE.finditer(text):
        number = _number(match)
        if number is not None and 0 < number < 10000:
            found += [Entity(slot, number, match[0], match.start(), match.end()) for slot in ("people", "count")]
    return found


def _number(match: re.Match[str]) -> int | None:
    if match["both"]:
        return 2
    if match["mix"]:  # 两大一小
        return sum("一两".index(char) + 1 for char in match["mix"] if char in "一两")
    said = next(match[name] for name in ("zh", "zh2", "all", "en", "en2", "we", "put", "for") if match[name])
    # 三四个 is three or four, and no thirty-four.
    return whole(said[-1]) if _EITHER.fullmatch(said) else whole(said)


def _ratings(text: str) -> list[Entity]:
    found = []
    for match in _RATING.finditer(text):
        number = whole(match["zh"] or match["en"])
        if number is not None and 1 <= number <= 5:
            found.append(Entity("rating", number, match[0], match.start(), match.end()))
    return found


def _amounts(text: str) -> list[Entity]:
    found = []
    for match in _AMOUNT.finditer(text):
        fen = _fen(match["yuan"] or match["sign"] or match["code"])
        if fen is None:
            continue
        rest = whole(match["rest"]) if match["rest"] else None
        if rest is not None:  # 58块3 is 58.30, 五块五毛 is 5.50, 3块25 is 3.25
            fen += rest * 10 if rest < 10 or match["mao"] else rest if rest < 100 else 0
        found.append(Entity("amount", fen, match[0], match.start(), match.end()))
    for match in _SUM.finditer(text):
        fen = _fen(match["pay"] or match["right"])
        if fen and not any(other.start < match.end() and match.start() < other.end for other in found):
            found.append(Entity("sum", fen, match[0], match.start(), match.end()))
    return found


def _fen(said: str) -> int | None:
    if "." in said:
        yuan, cents = said.split(".")
        value = int(yuan) * 100 + int(cents.ljust(2, "0"))
    else:
        number = whole(said)
        value = -1 if number is None else number * 100
    return value if 0 <= value <= _MOST_FEN else None


def _floors(text: str) -> list[Entity]:
    found = []
    for match in _FLOOR.finditer(text):
        number = whole(
            match["zh"]
            or match["basement"]
            or match["en"]
            or match["nth"]
            or match["to"]
            or match["short"]
            or match["level"]
        )
        if number is not None and number < 200:
            below = match["minus"] or match["basement"]
            found.append(Entity("floor", -number if below else number, match[0], match.start(), match.end()))
    return found


def _tickets(text: str) -> list[Entity]:
    return [
        Entity("ticket", (match["id"] or match[0]).upper(), match[0], match.start(), match.end())
        for match in _TICKET.finditer(text)
    ]


def _bare(text: str, slot: str) -> list[Entity]:
    match = _BARE.search(text)
    if not match:
        return []
    number = _fen(match[0]) if slot == "amount" else whole(match[0].split(".")[0])
    if number is None or (slot == "rating" and not 1 <= number <= 5):
        return []
    return [Entity(slot, number, match[0], match.start(), match.end())]
