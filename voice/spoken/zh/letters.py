"""Latin letters in Chinese: what people say for the words they know, and the names of the letters for the rest.

No engine reads them alike: one drops them without a word, another speaks English in the middle of a sentence.
"""

import re

from voice.spoken.zh.numbers import digits, number

# The names letters have in China, in characters every engine reads with the right sound.
_NAMES = dict(
    pair.split("=")
    for line in (
        "A=诶 B=比 C=西 D=弟 E=伊 F=艾弗 G=吉 H=艾尺 I=爱 J=杰 K=开 L=艾勒 M=艾姆",
        "N=恩 O=欧 P=批 Q=丘 R=阿儿 S=艾斯 T=替 U=优 V=维 W=达不溜 X=艾克斯 Y=歪 Z=贼",
    )
    for pair in line.split()
)
_WORDS = {
    "wifi": "无线网",
    "wi-fi": "无线网",
    "app": "应用",
    "ok": "好",
    "email": "邮箱",
    "e-mail": "邮箱",
    "linli": "邻里",
    "telegram": "电报",
    "wechat": "微信",
    "alipay": "支付宝",
    "kiosk": "大堂屏幕",
    "vs": "对",
    "tel": "电话",
    "no": "号",
    "sms": "短信",
    "and": "和",
    "or": "或",
}
_KNOWN = re.compile(
    rf"(?<![A-Za-z0-9])(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![A-Za-z0-9])", re.IGNORECASE
)
_TOKEN = re.compile(r"[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*")
_PART = re.compile(r"[A-Za-z]+|\d+")


def spelled(text: str) -> str:
    """Say letters and digits sign by sign.

    >>> spelled("R12")
    '阿儿一二'
    """
    return "".join(digits(sign) if sign.isdigit() else _NAMES.get(sign.upper(), sign) for sign in text)


def letters(text: str) -> str:
    """Say words that are known and spell the others; digits beside letters are a number up to 99: B2层, G7.

    >>> letters("连WiFi，走ETC，B2层A座，G1024")
    '连无线网，走伊替西，比二层诶座，吉一零二四'
    """
    known = _KNOWN.sub(lambda found: _WORDS[found[0].lower()], text)
    return _TOKEN.sub(lambda found: "".join(map(_part, _PART.findall(found[0]))), known)


def _part(text: str) -> str:
    if not text.isdigit():
        return spelled(text)
    return number(text) if len(text) < 3 else digits(text)
