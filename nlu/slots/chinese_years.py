"""Years as Chinese says them: by number, by reign, and counted from this one."""

from datetime import datetime

from nlu.slots.numerals import SMALL, digits, whole

ERAS = {  # the year before their first
    "顺治": 1643,
    "康熙": 1661,
    "雍正": 1722,
    "乾隆": 1735,
    "嘉庆": 1795,
    "道光": 1820,
    "咸丰": 1850,
    "同治": 1861,
    "光绪": 1874,
    "宣统": 1908,
    "民国": 1911,
}
_YEARS = {"今": 0, "明": 1, "后": 2, "去": -1, "前": -2}
DIGIT = "[零〇一二三四五六七八九]"
NEAR_YEAR = rf"[今明去]|(?<![以之大])[前后]|(?:{'|'.join(ERAS)})(?:元|{SMALL})"
YEAR = rf"(?:(?:19|20)?[0-9]{{2}}|[一二]{DIGIT}{{3}}|{DIGIT}{{2}}|{NEAR_YEAR})\s*年"


def year_of(said: str, now: datetime) -> int:
    """Return the year that is meant by 二零一八年, 98年, 明年."""
    said = said.rstrip("年 ")
    if said in _YEARS:
        return now.year + _YEARS[said]
    if said[:2] in ERAS:
        return ERAS[said[:2]] + (1 if said[2:] == "元" else whole(said[2:]) or 1)
    number = int(digits(said))
    is_of_this_century = number <= now.year % 100 + 10
    return number if number > 99 else number + (2000 if is_of_this_century else 1900)
