import re

from nlu.slots.numerals import NUMERAL
from nlu.types import Entity

_HOME = (
    "厨房|卫生间|洗手间|厕所|浴室|淋浴房|客厅|主卧|次卧|卧室|书房|阳台|露台|餐厅|玄关|儿童房"
    "|老人房|衣帽间|储物间|储藏室|飘窗|杂物间"
)
_PUBLIC = (
    "走廊|楼道|过道|大堂|大厅|门厅|电梯厅|电梯间|电梯口|电梯里|楼梯间|楼梯口|楼梯|地下车库"
    "|地下室|地库|车库|停车场|车棚|充电棚|充电桩"
    "|小区门口|单元门口?|楼门口|[东西南北]大?门|正门|后门|侧门|大门口|大门|小?花园|小?广场"
    "|游乐场|儿童乐园|健身区|草坪|绿化带"
    "|垃圾站|垃圾房|垃圾桶|天台|楼顶|顶楼|屋顶|架空层|快递柜|河边|水池|喷泉|人工湖|泳池"
    "|游泳馆|健身房|活动室|活动中心|岗亭|门卫室?|物业中心|食堂"
)
_HOME_EN = (
    "kitchen|bathroom|toilet|ensuite|living room|lounge|(?:master |guest |second )?bedroom"
    "|study|balcony|dining room|utility room|shower room"
)
_PUBLIC_EN = (
    "hallway|corridor|landing|lobby|stairwell|stairs|staircase|lift lobby|garage|basement"
    "|car park|parking lot|underground parking"
    "|(?:north|south|east|west|main|front|back) (?:gate|door|entrance)|garden|courtyard"
    "|playground|rooftop|roof|gym|pool|bin store|bike shed|parcel lockers?"
)
_WHERE = re.compile(
    rf"(?P<floor>(?:负?{NUMERAL}|地下{NUMERAL})[楼层](?:的)?)?(?:(?P<home>{_HOME})"
    rf"|(?P<public>{_PUBLIC}))(?:门口|门前|前面|后面|后边|旁边|里面|外面|外头|附近|拐角)?"
    rf"|\b(?:(?P<home_en>{_HOME_EN})|(?P<public_en>{_PUBLIC_EN}))\b"
)
_BY_HOUSE = re.compile(
    r"(?:[0-9零一幺二两三四五六七八九十]{1,3}(?:号楼|栋|幢|座)"
    r"|小区)(?:[0-9一二三四五六]{1,2}单元)?(?:前面|后面|门前|旁边|楼下|门口|楼前|楼后|中间)"
)


def read(text: str) -> list[Entity]:
    """Return places in or around the home in the words as said, and the area they lie in (home, public)."""
    found = [*_places(text), *(Entity("location", m[0], m[0], m.start(), m.end()) for m in _BY_HOUSE.finditer(text))]
    return sorted(found, key=lambda entity: entity.start)


def _places(text: str) -> list[Entity]:
    found = []
    for match in _WHERE.finditer(text):
        area = "home" if match["home"] or match["home_en"] else "public"
        found.append(Entity("location", match[0], match[0], match.start(), match.end()))
        found.append(Entity("area", area, match[0], match.start(), match.end()))
    return found
