"""What kind of thing a resource is, by its name; the kinds are the values of the slot `resource`. Pure."""

import re

_PATTERNS = {
    "badminton_court": r"羽毛?球|badminton",
    "table_tennis": r"乒乓|table.?tennis|ping.?pong",
    "tennis_court": r"网球|tennis",
    "basketball_court": r"篮球|basketball",
    "football_pitch": r"足球|football|soccer",
    "squash_court": r"壁球|squash",
    "pickleball_court": r"匹克球|pickleball",
    "billiards": r"台球|桌球|billiard|snooker",
    "golf_simulator": r"高尔夫|golf",
    "pool": r"泳|swim|\bpool\b",
    "gym": r"健身|\bgym\b|fitness",
    "yoga_room": r"瑜伽|yoga",
    "dance_studio": r"舞蹈|舞房|danc",
    "meeting_room": r"会议|meeting|conference",
    "study_room": r"自习|书房|study",
    "reading_room": r"阅览|图书|reading|library",
    "coworking": r"办公|cowork|工位",
    "music_room": r"琴房|音乐|排练|music|piano",
    "karaoke_room": r"K歌|唱歌|KTV|karaoke",
    "cinema_room": r"影音|观影|放映|cinema|movie",
    "board_game_room": r"桌游|board.?game",
    "chess_room": r"棋牌|麻将|chess|mahjong",
    "kids_room": r"儿童|亲子|kids|child|play.?room",
    "craft_room": r"手工|陶艺|书法|craft|pottery",
    "shared_kitchen": r"厨房|烘焙|kitchen|baking",
    "tea_room": r"茶室|tea",
    "bbq_area": r"烧烤|烤炉|bbq|barbecue|grill",
    "banquet_room": r"宴会|banquet",
    "party_room": r"派对|聚会|会客厅|party|living room",
    "lawn": r"草坪|草地|lawn",
    "roof_terrace": r"天台|露台|屋顶|terrace|roof",
    "garden_plot": r"菜地|菜园|garden|plot",
    "charging_bay": r"充电|charg",
    "guest_suite": r"客房|guest.?(?:suite|room)",
    "guest_parking": r"车位|停车|parking",
    "laundry_room": r"洗衣|laundry",
    "activity_room": r"活动|多功能|功能厅|activity|multi",
}
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS.items())

COURTS = frozenset(kind for kind in _PATTERNS if kind.endswith(("_court", "_pitch"))) | {"table_tennis", "billiards"}
SHARED = frozenset({"pool", "gym", "study_room", "reading_room", "coworking"})
"""Many come at the same time: what is booked is a place among others."""
ALL_DAY = frozenset({"charging_bay", "guest_parking", "guest_suite"})
"""Open day and night unless a file says otherwise."""
BY_NUMBER = frozenset({"charging_bay", "guest_parking"})
"""`capacity` of a file counts cars, so units."""


def kind_of(*names: str) -> str:
    """Return the kind that one of a resource's names tells; empty where none does.

    >>> kind_of("羽毛球场1号"), kind_of("充电车位1-6号"), kind_of("百草园")
    ('badminton_court', 'charging_bay', '')
    """
    return next((kind for name in names for kind, pattern in _KINDS if pattern.search(name)), "")
