import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlu.slots.corrections import DENIED
from nlu.slots.numerals import ENGLISH, ENGLISH_ORDINAL, NUMERAL
from nlu.slots.places import BESIDE, HOME, HOME_EN, PUBLIC, PUBLIC_EN
from nlu.types import Entity

_WHERE = re.compile(
    rf"(?P<floor>(?:负?{NUMERAL}|地下{NUMERAL})[楼层](?:的)?)?(?:(?P<home>{HOME})"
    rf"|(?P<public>{PUBLIC}))(?:门口|门前|前面|后面|后边|旁边|里面|外面|外头|附近|拐角)?"
    rf"|(?<![a-z])(?:(?P<home_en>{HOME_EN})|(?P<public_en>{PUBLIC_EN}))(?![a-z])|(?P<beside>{BESIDE})"
)
_BY_HOUSE = re.compile(
    r"(?:[0-9零一幺二两三四五六七八九十]{1,3}(?:号楼|栋|幢|座)"
    r"|小区)(?:[0-9一二三四五六]{1,2}单元)?(?:前面|后面|门前|旁边|楼下|门口|楼前|楼后|中间)"
)
_N = "[0-9零一幺二两三四五六七八九十百]"
_PIECES = re.compile(
    # 号露 is how speech recognition hears 号楼, 付 is how it hears 负.
    rf"(?P<amid>{_N}{{1,3}}\s?(?:号楼|栋|幢|座|单元)[和与跟、]{_N}{{1,3}}\s?(?:号楼|栋|幢|座|单元)(?:之间|中间))"
    rf"|(?P<building>(?:{_N}{{1,3}}\s?(?:号楼|好楼|号露|号院|栋|幢|座)|(?<![a-z])[a-h]\s?[座栋幢])"
    r"|\b(?:building|block|tower|bldg\.?) (?:no\.? ?|number )?#?(?:[0-9]{1,3}|[a-h])\b)"
    rf"|(?P<unit>(?:{_N}{{1,2}}|隔壁|[a-h东西南北中甲乙丙丁])单元(?!门(?![禁厅廊口外前内]))|\bunit [0-9]{{1,2}}\b)"
    rf"|(?P<floor>(?:负|付|地下|-)?{_N}{{1,3}}[楼层](?![栋下上梯道顶前后])|我们?那[一]?层|我们?这[一]?层"
    r"|(?<![a-z0-9])b[1-5](?![a-z0-9])"
    rf"|\b(?:the )?(?:{ENGLISH_ORDINAL}|ground|top) floor\b|\b(?:floor|level) {ENGLISH}\b)"
    r"|(?P<door>(?:楼上|楼下|隔壁|对门|对面|房间)\s?[0-9]{3,4}(?:室|号房|房)?(?![0-9年月日块元点%]))"
    r"|(?P<room>[0-9]{3,4}(?:室|号房|房|号)?(?![0-9年月日块元点%])|\b(?:flat|apartment|room) [0-9]{3,4}\b)"
    "|(?P<lift>[东西南北左右][边侧手](?:那[部台]|的?(?=电梯))|[0-9一二三四a-d]号(?:梯|(?=电梯))|(?:货运|消防|观光"
    "|客用)电?梯)"
    r"|(?P<side>[东西南北左右前后][边侧面头](?:那(?:边|个(?![小大铁便角]{0,2}门)))?|那边|这边|门口|门前|楼前|楼后|旁边|边上|中间"
    r"|之间|附近|里面|外面|外头|拐角|(?<![a-z])[a-h]区|[东西南北中左右]户"
    r"|\b(?:left|right|north|south|east|west) side\b)"
    r"|(?P<ours>(?:我们|咱们?|俺们?|阿拉|本|你们|我(?=[这那]))[这那]?[个一]?"
    r"(?:栋|幢|单元(?!门)|门洞|楼(?![上下道梯顶长管里栋层]|房东)))"
    r"|(?P<near>楼上|楼下|隔壁|对门|对面)"
    rf"|(?P<home>{HOME}|(?<![a-z])(?:{HOME_EN})(?![a-z]))|(?P<public>{PUBLIC}|(?<![a-z])(?:{PUBLIC_EN})(?![a-z]))"
    rf"|(?P<beside>{BESIDE})"
    r"|(?P<bay>[a-z]?[0-9]{1,4}号?车位|车位[a-z]?[0-9]{1,4}"
    r"|\b(?:parking )?(?:space|bay|spot) (?:no\.? ?|number )?#?[0-9]{1,4}\b)"
)
_BETWEEN = re.compile(r"[\s,]?(?:的|那个|那)?|,? (?:(?:in|on|of|at|by|near|beside|outside) )?(?:the )?")
# Who lives or works there is meant, and no place: 一楼那家, the couple in 1806.
_PEOPLE = re.compile(
    "(?:室|号)?的?[那这]?(?:一?[家户](?!门|里|楼)|住户|人家|邻居|业主|租[户客]|房东|老头|老太|大[妈爷叔姐]|小伙"
    "|[男女]的|小孩|夫妻|两口子)"
)
_NEIGHBOUR = re.compile(r"的?(?:[老小][\u4e00-\u9fff]|[\u4e00-\u9fff]{1,2}(?:叔|姨|伯|婶|哥|姐|奶奶|爷爷|大[爷妈]))")
_ADDRESS = frozenset({"building", "unit", "room"})
_STAFF = frozenset({"门卫", "门岗"})
_RANK = {
    **dict.fromkeys(("building", "amid"), 4),
    "unit": 3,
    **dict.fromkeys(("home", "public", "beside", "ours", "door", "lift", "bay"), 2),
    **dict.fromkeys(("floor", "near"), 1),
}


@dataclass(slots=True)
class _Span:
    """Words that together say where: from the building to the corner of it."""

    start: int
    end: int
    kinds: list[str]

    @property
    def rank(self) -> int:
        return max((_RANK.get(kind, 0) for kind in self.kinds), default=0)

    @property
    def area(self) -> str:
        return "home" if {"home", "room", "door"} & set(self.kinds) else "public"


def read(text: str) -> list[Entity]:
    """Return places in or around the home in the words as said, and the area they lie in (home, public)."""
    found = [*_places(text), *(Entity("location", m[0], m[0], m.start(), m.end()) for m in _BY_HOUSE.finditer(text))]
    return sorted(found, key=lambda entity: entity.start)


def spans(text: str) -> list[Entity]:
    """Return everything that says where, in one stretch (6号楼左边那部, 8th floor, Tower B), the most telling first.

    `spot` is any, `place` one that is more than an address, `site` one that is more than a floor, `scene` one that does
    not stand for who lives there; whether it lies in a home or outside is their value.
    """
    found = [span for span in _spans(text) if span.rank and not _is_neighbour(span, text)]
    meant = [span for span in found if not DENIED.search(text, max(0, span.start - 16), span.start)] or found
    meant.sort(key=lambda span: -span.rank)
    return [
        Entity(slot, span.area, text[span.start : span.end], span.start, span.end)
        for slot, chosen in (
            ("spot", meant),
            ("site", [span for span in meant if span.rank >= _RANK["public"]]),
            ("scene", [span for span in meant if _is_scene(span, text)]),
            ("place", [span for span in meant if not set(span.kinds) <= _ADDRESS | {"near"}]),
        )
        for span in chosen
    ]


def _is_neighbour(span: _Span, text: str) -> bool:
    """Say whether the neighbours are meant, or only where it comes from: 对门的老周, 楼上那家, 从楼上灌下来."""
    if set(span.kinds) != {"near"}:
        return False
    who = _PEOPLE.match(text, span.end) or _NEIGHBOUR.match(text, span.end)
    return who is not None or text.startswith("从", span.start - 1)


def _is_scene(span: _Span, text: str) -> bool:
    is_who = "door" in span.kinds or set(span.kinds) == {"near"} or text[span.start : span.end] in _STAFF
    return not is_who and span.kinds != ["ours"] and not _PEOPLE.match(text, span.end)


def _spans(text: str) -> Iterator[_Span]:
    span: _Span | None = None
    for match in _PIECES.finditer(text):
        kind = match.lastgroup or ""
        if (
            span
            and _BETWEEN.fullmatch(text[span.end : match.start()])
            and not (kind == "room" and "building" not in span.kinds)
        ):
            span.end = match.end()
            span.kinds.append(kind)
            continue
        if span:
            yield span
        # A number alone is no room, and 左边 alone no place, but 左边 may stand before what it belongs to.
        span = _Span(match.start(), match.end(), [kind]) if kind != "room" else None
    if span:
        yield span


def _places(text: str) -> list[Entity]:
    found = []
    for match in _WHERE.finditer(text):
        area = "home" if match["home"] or match["home_en"] else "public"
        found.append(Entity("location", match[0], match[0], match.start(), match.end()))
        if match["beside"] is None:  # a wall or a shop may be anybody's
            found.append(Entity("area", area, match[0], match.start(), match.end()))
    return found
