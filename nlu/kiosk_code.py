"""Whether somebody asks, in their own chat, for the digits with which a kiosk will know them."""

import re

_PLACE = r"(?:门厅|大堂|大厅|楼下|一楼|小区|社区)?(?:的?(?:一体机|自助机|机器|屏幕?|终端))"
_KIOSK = r"\b(?:kiosk|lobby (?:screen|machine|terminal))\b"
_ASKS = re.compile(
    rf"{_PLACE}[^,，。]{{0,8}}(?:登录|登陆|验证|动态|一次性)?(?:码|密码)"
    rf"|(?:登录|登陆)码|(?:怎么|如何|要|想|帮我)[^,，。]{{0,4}}(?:登录|登陆)[^,，。]{{0,4}}{_PLACE}"
    rf"|{_KIOSK}.{{0,20}}\bcode\b|\bcode\b.{{0,20}}{_KIOSK}"
    r"|\b(?:sign|log)[ -]?in code\b",
    re.IGNORECASE,
)
_LONGEST = 40  # letters of a message that asks only for it


def asks_for_kiosk_code(text: str) -> bool:
    """Say whether a message asks for the digits with which one signs in at a kiosk.

    >>> asks_for_kiosk_code("给我一个大堂机器的登录码"), asks_for_kiosk_code("a code for the kiosk, please")
    (True, True)
    >>> asks_for_kiosk_code("快递取件码多少"), asks_for_kiosk_code("大堂的屏幕坏了")
    (False, False)
    """
    return len(text) <= _LONGEST and bool(_ASKS.search(text))
