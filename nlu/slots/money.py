"""Amounts of money: what is said as money, and what is money because of the word before it."""

import re

from nlu import starts
from nlu.slots.numerals import ENGLISH, ENGLISH_LARGE, NUMERAL, whole
from nlu.types import Entity

_DECIMAL = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]{1,9}(?:\.[0-9]{1,2})?"
# 一块儿 is together, 两块砖 are bricks: few 块 are money only where nothing follows that is counted.
_PIECES = (
    r"(?:一块(?!钱|[二两三四五六七八九1-9])"
    r"|[二两三四五六七八九1-9]块(?![钱的二两三四五六七八九0-9,.;!?、\s吧了就]|一(?!块)|$))"
)
_AMOUNT = starts.words(
    rf"(?<!几)(?!{_PIECES})(?P<yuan>{_DECIMAL}|{NUMERAL}|\b{ENGLISH_LARGE})\s?(?P<near>[来多几])?(?:元|块钱?|圆|rmb\b"
    r"|yuan\b"
    rf"|cny\b|kuai\b)(?P<rest>(?!一块){NUMERAL})?(?P<mao>毛|角)?"
    rf"|[¥￥]\s?(?P<sign>{_DECIMAL})|\b(?:rmb|cny) ?(?P<code>{_DECIMAL})"
)
_CHINESE = (
    "[一两二三四五六七八九][百千][零一二三四五六七八九百十]{0,6}"
    "|[0-9一两二三四五六七八九十]{1,3}万[零一二三四五六七八九0-9千百]{0,4}"
    r"|[0-9]{1,3}[千百][0-9一二三四五六七八九]?"
)
# What is counted there is no money: 一百二十平, 三百号人, 两百度.
_NO_MONEY = (
    r"(?![0-9一二三四五六七八九十百千万来多几]"
    r"|[栋号楼单室年月日天点吨度%平米层户人口个位名方字瓦斤公步台次件]|分钟|小时|岁|\.[0-9])"
)
# A number beside a word of paying is money, but no amount that anything may be paid by without asking.
_SUM = starts.words(
    rf"(?:交|付|缴|充|存|打|转|收|扣|欠|退|还|划)(?:[了个我掉去]|给你?){{0,2}}\s?(?P<pay>[0-9]{{2,6}}"
    rf"(?:\.[0-9]{{1,2}})?|{_CHINESE}){_NO_MONEY}"
    rf"|(?<![0-9a-z])(?P<right>{_DECIMAL})(?=对吧|对不对|是吧|整\b|\s?(?:bucks|quid))"
    rf"|(?<![第几0-9一二两三四五六七八九十百千万])(?P<alone>{_CHINESE}){_NO_MONEY}"
    r"|(?<![a-z0-9.])(?P<kilo>[0-9]{1,3}(?:\.[0-9]{1,2})?)k(?![a-z0-9])"
    r"|(?<![0-9.])(?P<wan>[0-9]{1,3}\.[0-9]{1,2})万"
    rf"|\b(?P<large>{ENGLISH_LARGE})\b(?! (?:people|guests|metres|meters|degrees|square))"
    r"|\b(?:pay|put|add|top up|settle|transfer|send|load)(?: (?:in|up|me|you))? (?P<hundreds>two|three|four|five|six"
    "|seven|eight|nine|one)"
    r" (?P<tens>ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b"
    rf"|\b(?:pay|put|add|top up|top it up|charge|load|settle)(?: [a-z]+)? (?:by |with )?(?P<put>{ENGLISH})(?= (?:on"
    r"|to|towards|in|into|for)\b)"
)
# A number that nothing else explains; an amount only for who is sure to pay.
_FIGURE = re.compile(
    "(?<![0-9a-z.#:-])(?<!ending )(?<!card )(?<!code )(?<!number )(?<!no )(?<!unit )(?<!flat )(?<!room )(?<!for )"
    "(?<!in )(?<!until )"
    r"(?!(?:19|20)[0-9]{2}(?![0-9.]))(?P<bare>[1-9][0-9]{1,4}(?:\.[0-9]{1,2})?)"
    r"(?![0-9a-z%:/-]|\.[0-9]|\s?(?:percent|months?|days?|bills?|units?|minutes?|[年月日号栋楼单室度吨点天个户平元块]))"
)
_MOST_FEN = 10**12


def read(text: str) -> list[Entity]:
    """Return `amount` (fen) of simplified lower-case text, `sum` where only the words around it say money.

    `figure` is a number that may be money.
    """
    found = []
    for match in _AMOUNT.finditer(text):
        amount = fen(match["yuan"] or match["sign"] or match["code"])
        if amount is None:
            continue
        rest = whole(match["rest"]) if match["rest"] else None
        if rest is not None:  # 58块3 is 58.30, 五块五毛 is 5.50, 3块25 is 3.25
            amount += rest * 10 if rest < 10 or match["mao"] else rest if rest < 100 else 0
        # 一百来块 is said as money and is no amount that can be paid.
        found.append(Entity("sum" if match["near"] else "amount", amount, match[0], match.start(), match.end()))
    for match in _SUM.finditer(text):
        amount = _sum(match)
        if amount and not any(other.start < match.end() and match.start() < other.end for other in found):
            found.append(Entity("sum", amount, match[0], match.start(), match.end()))
    return found or [
        Entity("figure", fen(match["bare"]) or 0, match["bare"], match.start("bare"), match.end("bare"))
        for match in _FIGURE.finditer(text)
    ]


def fen(said: str) -> int | None:
    """Return a sum of yuan in fen, exactly, or None."""
    said = said.replace(",", "")
    if "." in said:
        yuan, cents = said.split(".")
        value = int(yuan) * 100 + int(cents.ljust(2, "0"))
    else:
        number = whole(said)
        value = -1 if number is None else number * 100
    return value if 0 <= value <= _MOST_FEN else None


def _sum(match: re.Match[str]) -> int | None:
    if match["hundreds"]:  # two fifty
        return ((whole(match["hundreds"]) or 0) * 100 + (whole(match["tens"]) or 0)) * 100
    for name, times in (("kilo", 1000), ("wan", 10000)):
        if match[name]:
            return (fen(match[name]) or 0) * times
    said = next(match[name] for name in ("pay", "right", "alone", "large", "put") if match[name])
    return fen(said)
