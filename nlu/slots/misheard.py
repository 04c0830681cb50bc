"""Names of things that a keyboard or an ear took for other characters: 登 for 灯, 们 for 门, 笼头 for 龙头. Pure.

One syllable has many homophones, so it counts only between words that belong to the thing: a room or 把 before it, and
what is done with it, or what is wrong with it, behind it.
"""

import re

_ROOM = "[厅室房间台厨廊道卧库梯口栋]"
_DONE = "打开|开|关|灭|亮|不亮|调|坏|闪|忽明忽暗"
_BETWEEN = "(?:也|都|又|老|一直|全|给我|帮我|怎么|有点|没)*"
_MEANT = (
    (re.compile(rf"(?:(?<={_ROOM})|(?<=[的把盏]))[登蹬瞪噔磴](?={_BETWEEN}(?:{_DONE}))"), "灯"),
    (re.compile(r"(?:(?<=打开|关掉|关上)|(?<=[开关]))[登蹬瞪噔磴](?=[吧啊呀了。.!！,，]|$)"), "灯"),
    (re.compile(r"(?<=[水房室台的])[笼拢隆陇咙](?=头)"), "龙"),
    (re.compile(rf"(?:(?<=[把铁大闸])|(?<={_ROOM})|(?<=单元))们(?={_BETWEEN}(?:打开|开|关|锁|坏))"), "门"),
)


def meant(text: str) -> str:
    """Return a simplified text with such characters as they are meant; every other one keeps its place.

    >>> [meant(said) for said in ("把客厅登关了", "走廊的登坏了", "开登", "把单元们打开", "水笼头滴水")]
    ['把客厅灯关了', '走廊的灯坏了', '开灯', '把单元门打开', '水龙头滴水']
    >>> [meant(said) for said in ("我要登记", "我们打开门", "把登录码发给我", "在大厅等开门", "孩子们开心")]
    ['我要登记', '我们打开门', '把登录码发给我', '在大厅等开门', '孩子们开心']
    """
    for pattern, thing in _MEANT:
        text = pattern.sub(thing, text)
    return text
