"""The number of a company that an invoice is made out to: the social credit code (GB 32100-2015), or an older one."""

import re
from collections.abc import Iterator

from nlu.slots.numerals import DIGIT
from nlu.types import Entity

SLOT, TITLE = "tax_id", "title"
LENGTHS = (15, 18, 20)  # 18 since 2015; who has kept an older certificate reads 15 or 20

# What is no person's name, as the last word of one.
_KINDS = (
    r"(?:公司|集团|企业|工作室|事务所|合作社|基金会|委员会|协会|学校|幼儿园|医院|银行|酒店|餐厅|超市|商行|门市部|经营部"
    r"|(?<=..)(?:厂|店|所|中心|院|局|社|部|馆|行))(?=[\s,，、;；。.]|$)"
    r"|\b(?:co|company|corp|inc|llc|ltd|limited|studio|school|university|clinic|hospital|bank|association)\b"
)
_COMPANY = re.compile(_KINDS, re.IGNORECASE)
_WHOLE = re.compile(
    rf"^(?:(?:发票|公司)?(?:抬头|名称|名字)?(?:是|写|开|为|:)?|title (?:is )?|make it out to |to )"
    rf"(?P<name>[^,，;；。?吗]{{2,40}}?(?:{_KINDS}))"
)

_D = "[0-9oi零〇一幺二两三四五六七八九]"  # o and i stand in no code: who writes them means 0 and 1
_S = "[0-9a-z零〇一幺二两三四五六七八九]"
_GAP = r"[\s·.,、-]{0,2}"  # people dictate it with pauses
# Two signs for authority and kind, six digits for the place, ten signs for who it is.
_CODE = re.compile(rf"(?<!{_S})(?:{_S}{_GAP}){{2}}(?:{_D}{_GAP}){{6}}(?:{_S}{_GAP}){{9}}{_S}(?!{_S})")
_OLD = re.compile(
    rf"(?<!{_S})(?:(?:{_D}{_GAP}){{17}}(?:{_D}|x){_GAP}{_D}{_GAP}{_D}"
    rf"|(?:{_D}{_GAP}){{6}}(?:{_S}{_GAP}){{8}}{_S})(?!{_S})"
)
_NAMED = re.compile(
    r"税号|税务?登记号|纳税人(?:识别)?号|识别号|信用代码|\btax(?:payer)?(?: id| number| no)|\busci\b|\bvat\b"
)
# Whatever was asked for or named: a wrong one is told, not passed over. A telephone number is none, nor is an address.
_ANY = re.compile(rf"(?<![.@])(?<!{_S})(?!1[3-9]\d{{9}}(?!\d))(?:{_S}{_GAP}){{5,24}}{_S}(?!{_S}|@)")
_NEAR = 8  # characters between the name of it and the number
_DIGITS = 6  # of a tax number, at least; the words of a sentence have fewer
_MOST = 24  # places of a text at which one is looked for
_LOOSE = str.maketrans("OI", "01")

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # I, O, S, V and Z are left out
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ID_WEIGHTS, _ID_LAST = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"


def read(text: str, slot: str | None = None) -> list[Entity]:
    """Return the tax numbers of simplified lower-case text, in capitals without gaps.

    One that stands by itself must be right. Where it is named (税号, tax number) or was asked for (`slot`), a wrong one
    is returned as it was said; `problem` says what is wrong with it.
    """
    right = [one for one in _all(_CODE, text) if _is_code(str(one.value))]
    named = _NAMED.search(text)
    if right or not (named or slot == SLOT):
        return right[:1]
    start = named.end() if named else 0
    told = [*_all(_CODE, text, start), *_all(_OLD, text, start), *_all(_ANY, text, start)]
    return [one for one in told if slot == SLOT or one.start <= start + _NEAR][:1]


def is_company(title: str) -> bool:
    """Say whether an invoice is made out to a company, which has a tax number.

    >>> is_company("青禾设计工作室"), is_company("许明远"), is_company("Qinghe Design Studio")
    (True, False, True)
    """
    return bool(_COMPANY.search(title))


def titles(text: str, slot: str | None) -> list[Entity]:
    """Return the company that simplified lower-case text begins with, where it was asked whom the invoice is for."""
    found = _WHOLE.match(text) if slot == TITLE else None
    return [Entity(TITLE, found["name"], found["name"], found.start("name"), found.end("name"))] if found else []


def problem(number: str) -> str:
    """Say what is wrong with a tax number: `length`, `check` (a sign is wrong), `id` (it is a person's), or nothing.

    >>> problem("91350100M000100Y43"), problem("91350100M000100Y44"), problem("9135"), problem("11010519491231002X")
    ('', 'check', 'length', 'id')
    """
    if len(number) not in LENGTHS:
        return "length"
    if len(number) != 18 or _is_code(number):
        return ""
    return "id" if _is_identity(number) else "check"


def _is_code(number: str) -> bool:
    """Say whether the last sign follows from the others by GB 32100-2015."""
    if len(number) != 18 or any(sign not in _SIGNS for sign in number):
        return False
    total = sum(_SIGNS.index(sign) * weight for sign, weight in zip(number, _WEIGHTS, strict=False))
    return _SIGNS[-total % 31] == number[17]


def _is_identity(number: str) -> bool:
    """Say whether this is the number of an identity card (GB 11643-1999): an invoice needs none."""
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return False
    total = sum(int(sign) * weight for sign, weight in zip(number, _ID_WEIGHTS, strict=False))
    return _ID_LAST[total % 11] == number[17]


def _all(pattern: re.Pattern[str], text: str, start: int = 0) -> Iterator[Entity]:
    """Yield what a pattern finds, also where one find begins inside another: tax number is 91..."""
    for _ in range(_MOST):
        match = pattern.search(text, start)
        if match is None:
            return
        start = match.start() + 1
        signs = "".join(str(DIGIT.get(char, char)) for char in match[0] if char.isalnum()).upper()
        if sum(sign.isdigit() for sign in signs) >= _DIGITS:
            yield Entity(SLOT, signs.translate(_LOOSE), match[0], match.start(), match.end())
