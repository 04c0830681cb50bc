"""How an old person hears numbers: money in words, a clock by the part of the day, a ticket's number digit by digit."""

import re

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_MONEY = re.compile(r"(?<![\d.,])(-?)[¥￥]?(\d{1,3}(?:,\d{3})+|\d{1,8})(?:\.(\d{1,2}))? ?元")
_CLOCKS = re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?:\s?[-~–—至到]\s?([01]?\d|2[0-4]):([0-5]\d))?(?![\d:])")
_TICKET = re.compile(r"(编号|单号|工单)?\s?(?<![A-Za-z\d])[A-Z]{1,3}-(\d{1,8})(?!\d)")
_TICKET_EN = re.compile(r"(number )?(?<![A-Za-z\d])[A-Z]{1,3}-(\d{1,8})(?!\d)")
_PARTS = ((5, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (25, "晚上"))


def count(number: int) -> str:
    """Say a number below a trillion.

    >>> count(235), count(12), count(2008), count(20050), count(110), count(300_000_500)
    ('二百三十五', '十二', '两千零八', '两万零五十', '一百一十', '三亿零五百')
    """
    most, rest = divmod(number, 10**8)
    if most:
        gap = "零" if 0 < rest < 10**7 else ""
        return f"{'两' if most == 2 else count(most)}亿{gap}{count(rest) if rest else ''}"
    high, low = divmod(number, 10000)
    if not high:
        return _below(low)
    gap = "零" if 0 < low < 1000 else ""
    return f"{'两' if high == 2 else _below(high)}万{gap}{_below(low) if low else ''}"


def _below(number: int) -> str:
    if number < 20:
        return _DIGITS[number] if number < 10 else f"十{_DIGITS[number - 10] if number > 10 else ''}"
    said, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(said)
            continue
        word = "两" if digit == 2 and place == 3 else _DIGITS[digit]
        said += ("零" if gap else "") + word + _UNITS[place]
        gap = False
    return said


def money(text: str) -> str:
    """Say every amount of a text.

    >>> money("一共1286.40元，上月0.05元，押金2.00元"), money("100.05元")
    ('一共一千二百八十六元四角，上月五分，押金两元', '一百元零五分')
    """
    return _MONEY.sub(lambda found: amount(found[1], found[2].replace(",", ""), found[3] or ""), text)


def amount(sign: str, yuan: str, rest: str) -> str:
    """Say whole yuan and up to two digits after the point.

    >>> amount("", "1234", "50"), amount("-", "0", "05")
    ('一千二百三十四元五角', '负五分')
    """
    jiao, fen = (int(digit) for digit in rest.ljust(2, "0"))
    whole = int(yuan)
    said = f"{'两' if whole == 2 else count(whole)}元" if whole or not (jiao or fen) else ""
    said += f"{_DIGITS[jiao]}角" if jiao else "零" if said and fen else ""
    said += f"{_DIGITS[fen]}分" if fen else ""
    return f"负{said}" if sign else said


def clocks(text: str) -> str:
    """Say times of day without a colon.

    >>> clocks("明天14:00-16:30来"), clocks("9:05开门"), clocks("今天下午 14:00后")
    ('明天下午2点到4点半来', '上午9点零5分开门', '今天下午2点后')
    """
    told = _CLOCKS.sub(_span, text)
    return re.sub(r"(上午|中午|下午|晚上|凌晨)\s?\1", r"\1", told)


def _span(found: re.Match[str]) -> str:
    begins = clock(int(found[1]), int(found[2]), "zh")
    if not found[3]:
        return begins
    ends = clock(int(found[3]), int(found[4]), "zh")
    return f"{begins}到{ends[2:] if ends[:2] == begins[:2] else ends}"


def clock(hour: int, minute: int, lang: str) -> str:
    """Say a time of day.

    >>> clock(14, 5, "zh"), clock(14, 5, "en")
    ('下午2点零5分', '2:05 pm')
    """
    if lang == "en":
        return f"{hour % 12 or 12}:{minute:02d} {'am' if hour < 12 else 'pm'}"
    part = next(name for until, name in _PARTS if hour < until)
    told = "整" if not minute else "半" if minute == 30 else f"零{minute}分" if minute < 10 else f"{minute}分"
    return f"{part}{hour - 12 if hour > 12 else hour}点{told.removeprefix('整')}"


def numbers(text: str, lang: str) -> tuple[str, str]:
    """Take the letters from a ticket's number; return it digit by digit, too, where the text names just one.

    >>> numbers("已经登记，编号T-12。", "zh"), numbers("T-3和T-4都在办。", "zh")
    (('已经登记，编号12。', '一、二'), ('编号3和编号4都在办。', ''))
    """
    if lang == "en":
        told = _TICKET_EN.sub(lambda found: f"number {found[2]}", text)
        named = {found[2] for found in _TICKET_EN.finditer(text)}
        return told, ", ".join(named.pop()) if len(named) == 1 else ""
    told = _TICKET.sub(lambda found: f"{found[1] or '编号'}{found[2]}", text)
    named = {found[2] for found in _TICKET.finditer(text)}
    return told, "、".join(_DIGITS[int(digit)] for digit in named.pop()) if len(named) == 1 else ""


def code(text: str, lang: str) -> str:
    """Say a code sign by sign, in fours, as one reads it from a certificate.

    >>> code("91350100M000100Y43", "zh")
    '九一三五，零一零零，M零零零，一零零Y，四三'
    >>> code("91350100M000100Y43", "en")
    '9 1 3 5, 0 1 0 0, M 0 0 0, 1 0 0 Y, 4 3'
    """
    fours = (text[at : at + 4] for at in range(0, len(text), 4))
    if lang == "en":
        return ", ".join(" ".join(four) for four in fours)
    return "，".join("".join(_DIGITS[int(sign)] if sign.isdigit() else sign for sign in four) for four in fours)
