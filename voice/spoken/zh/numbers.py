"""Chinese numbers: counted, digit by digit, with a point. What is left after everything that knows better."""

import re

from actions.aloud import count

_DIGITS = "零一二三四五六七八九"
# What is counted with 两: "两个", and not "二个". Floors, buildings, homes, months and days are numbered and keep 二.
MEASURES = (
    "个月|个|位|人|户|家|件|张|条|次|遍|回|趟|台|部|辆|只|把|间|套|份|笔|项|包|箱|瓶|袋|盏|扇|块|本|封|通|道|片|盒|双|对|"
    "天|周|年|小时|钟头|分钟|秒|刻钟|点|分|星|颗|倍|成|度|岁|名|场|届|轮|组|批|步|种|样|类|桶|盘|斤|公斤|千克|克|吨|米|公里|"
    "千米|里|升|毫升|元|角|千|万|亿|平方米|平米|千瓦时|毫米|厘米|摄氏度|栋楼|层楼|单|票|字|页|行|节|课|格|档|晚|夜|顿|餐|口|处|棵|盆|车"
)
_SIGNED = re.compile(r"(?<![\w.)])-(?=\d)")
_COMMAS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")
_RATIO = re.compile(r"(?<![\d:.])(\d{1,4}):(\d{1,4})(?![\d:.])")
_VERSION = re.compile(r"(?<![\d.])[vV]?(\d{1,4}(?:\.\d{1,4}){2,5})(?![\d.])")
_DECIMAL = re.compile(r"(?<![\d.])(\d{1,12})\.(\d{1,12})(?![\d.]*\d)")
_PLAIN = re.compile(r"\d+")


def digits(text: str, one: str = "一") -> str:
    """Say a number digit by digit.

    >>> digits("501"), digits("110", "幺")
    ('五零一', '幺幺零')
    """
    return "".join(one if sign == "1" else _DIGITS[int(sign)] for sign in text)


def number(text: str) -> str:
    """Say a number that counts something, with or without a point.

    >>> number("12"), number("12.50"), number("0.5"), number("007"), number("1200000"), number("483920")
    ('十二', '十二点五', '零点五', '零零七', '一百二十万', '四八三九二零')
    """
    whole, _, rest = text.replace(",", "").partition(".")
    kept = rest.rstrip("0")
    return f"{_whole(whole)}点{digits(kept)}" if kept else _whole(whole)


def counted(text: str) -> str:
    """Say how many there are of something: 2 is 两 here, and a long number is counted, too."""
    if text in ("2", "2.0"):
        return "两"
    whole, point, rest = text.replace(",", "").partition(".")
    if len(whole) > 12 or (len(whole) > 1 and whole[0] == "0"):
        return number(text)
    return count(int(whole)) + number(f"0{point}{rest}").removeprefix("零")


def _whole(text: str) -> str:
    round_one = text.endswith("000") and len(text) <= 12
    if len(text) > 1 and (text[0] == "0" or (len(text) > 4 and not round_one)):
        return digits(text)  # longer ones are numbers of something: a code, an account
    return count(int(text))


def signs(text: str) -> str:
    """Say what is left: versions, ratios, points, whole numbers."""
    text = _SIGNED.sub("负", _COMMAS.sub(lambda found: counted(found[0]), text))
    text = _VERSION.sub(lambda found: "点".join(number(part) for part in found[1].split(".")), text)
    text = _RATIO.sub(lambda found: f"{number(found[1])}比{number(found[2])}", text)
    text = _DECIMAL.sub(lambda found: number(found[0]), text)
    return _PLAIN.sub(lambda found: number(found[0]), text)
