"""What a few words by themselves mean, right after a device was moved or while one is asked about. Pure."""

import re

from actions.devices.meaning import COLDEST, WARMEST, Change, plain
from nlu.slots.numerals import whole

DEGREES, PERCENT = "degrees", "percent"  # what a device is measured in
_DEGREES = (
    r"1[6-9]|2[0-9]|30|十[六七八九]|二十[一二三四五六七八九]?|三十"
    r"|(?:six|seven|eigh|nine)teen|twenty(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|thirty"
)
_SHARES = (
    r"[1-9][0-9]|100|[一二三四五六七八九]?十[一二三四五六七八九]?|一百"
    r"|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_BEFORE = (
    r"(?:不[对是]?[,，\s]|还是|那|就|再|要|请|帮我|给我|把?它|温度|亮度|改|调|设|换|开|拉|[成到为]|[,，\s])*"
    r"|(?:(?:no|ok|okay|actually|just|please|then|make (?:it|that)"
    r"|(?:set|put|change|turn|open) (?:it|that)(?: up| down)?"
    r"|let'?s (?:say|do|try)|how about|i'?d like|to|at|about)[,\s]+)*"
)
_AFTER = r"[吧啊呀嘛了]*(?:就行|就好|可以了?|好了)?(?:[\s,]*(?:please|then|thanks|thank you|instead|now))*"
NEW_DEGREES = rf"(?:{_BEFORE})(?P<degrees>{_DEGREES})\s*(?:度|℃|°c?|degrees?|celsius)?(?:{_AFTER})"
NEW_PERCENT = (
    rf"(?:{_BEFORE})(?:百分之)?(?P<percent>{_SHARES}|一半|half(?: ?way)?)\s*(?:%|percent|per cent)?(?:{_AFTER})"
)
NEW_STEP = (
    rf"(?:{_BEFORE})(?:(?P<higher>[高热暖])|[低冷凉])(?:一?点儿?|一?些)(?:{_AFTER})"
    r"|(?!(?:up|down)$)(?:(?:please|just|then|make it|turn it|set it|go|a|bit|little|touch|tad)[,\s]+)*"
    r"(?:(?P<up>higher|up)|lower|down)"
    rf"(?: a (?:bit|little|touch|tad))?(?:{_AFTER})"
)
_DONE = r"(?:打开|拉开|拉上|关上|关掉|合上|调好|调到|弄好|设好|搞好|开|关|好|亮|完|成|动|调)(?:好|上|掉)?(?:了|着)?"
_SOFT = r"(?:啊|呀|呢)?"
HOW_IT_IS = (
    r"(?:那|它|都|现在|已经|到底|究竟|刚才的?|应该|真的|[,，\s])*"
    rf"(?:{_DONE}(?:没有?|吗|么|嘛|不){_SOFT}|(?:是不是|有没有){_DONE}{_SOFT}|(?:开没开|关没关|亮没亮|动没动){_SOFT}|怎么样了?)"
    r"|(?:(?:so|and|but|well|ok|okay|hey)[,\s]+)*(?:"
    r"(?:is|are|was|were|did|does|has|have) (?:it|they|that|this|those)(?: one)?"
    r"(?: (?:really|actually|already|now|still|all|turned|switched|been|gone|get|go|say))*"
    r" (?:on|off|open|closed|shut|up|down|done|set|ready|running|work(?:ed|ing)?|changed?|happen(?:ed)?|moved?)"
    r"(?: (?:yet|now|already|then|or not|or no))*"
    r"|(?:is )?(?:it |that )?(?:all )?(?:done|ready|on|off) (?:yet|already)|how(?: is|'?s) (?:it|that)(?: now| going)?"
    r"|did (?:you|it) (?:do|turn|set|manage|switch) (?:it|that)(?: on| off)?(?: yet| already)?)"
)
_ROOM = r"(?:(?:the|my|our) )?<device_room>"
_ROOMS = rf"(?:{_ROOM}(?:[\s,、和跟与]|and|&)*)+"
_LIKE = r"(?:里面?|那[个盏台边]|这[个盏台边]|的|也要?|一样|[吧啊])"
_ALSO = r"(?:还有|再|也|and|also|just|then|yes|no|[,，\s])"
_TOO = r"(?:\s?(?:ones?|too|as well|also|please))"
THERE_TOO = (
    rf"{_ALSO}+{_ROOMS}{_LIKE}*{_TOO}*|{_ALSO}*(?:in )?{_ROOMS}(?:{_LIKE}|{_TOO})+"  # a room alone may begin anything
)
HOW_THERE = (
    rf"(?:那|and|what about|how about|[,，\s])*{_ROOM}(?:那[个盏台边])?的?呢"
    rf"|(?:and )?(?:what|how) about {_ROOM}(?: one)?"
)
SWITCHED = (
    r"(?:那|就|还是|请|帮我|给我|把?它|嗯|好的?|我?[想要]|都|全部?|[,，\s])*"
    r"(?:打开|开启|开着|开|关掉|关上|关闭|关着|关|拉开|拉上)(?:它|一下|下|一?点儿?|一些)?(?:就行|好了|谢谢|[吧了啊呀呗哦,，])*"
    r"|(?:(?:please|just|then|ok|okay|yes|well|i want|can you)[,\s]+)*(?:(?:turn|switch|put|make|have|leave) )?"
    r"(?:(?:it|that|them) )?(?:on|off|open|closed?|shut)(?: it| that| them)?"
    r"(?:[,\s]+(?:please|then|thanks|thank you|now))*"
)
_ENDING = " 。.!！?？~"


def measure_of(kind: str, do: str) -> str:
    """Return what a bare number after a change is: degrees of what cools, percent of what is dimmed or drawn."""
    if kind == "climate":
        return "" if do == "off" else DEGREES
    return PERCENT if kind == "curtain" or (kind == "light" and do == "brightness") else ""


def switches(text: str) -> bool:
    """Say whether a text is nothing but on or off, open or closed, of whatever is spoken of.

    >>> switches("关掉吧"), switches("turn it on please"), switches("不关了"), switches("关灯")
    (True, True, False, False)
    """
    return re.fullmatch(SWITCHED, plain(text).strip(_ENDING), re.IGNORECASE) is not None


def is_value(text: str) -> bool:
    """Say whether a text is nothing but how much: 26, 一半, 50 percent.

    >>> is_value("26度吧"), is_value("half"), is_value("26号")
    (True, True, False)
    """
    words = plain(text).strip(_ENDING)
    return any(re.fullmatch(pattern, words, re.IGNORECASE) for pattern in (NEW_DEGREES, NEW_PERCENT))


def new_value(kind: str, text: str) -> Change | None:
    """Return the change that a number, or "a bit higher", asks for by itself of a kind of device.

    >>> new_value("climate", "24吧"), new_value("climate", "make it 22 please"), new_value("climate", "50")
    (Change(do='temperature', value=24), Change(do='temperature', value=22), None)
    >>> new_value("curtain", "一半"), new_value("light", "60 percent")
    (Change(do='position', value=50), Change(do='brightness', value=60))
    """
    words = plain(text).strip(_ENDING)
    step = re.fullmatch(NEW_STEP, words, re.IGNORECASE) if kind == "climate" else None
    if step:
        return Change("warmer" if step["higher"] or step["up"] else "cooler")
    if kind == "climate":
        degrees = _number(NEW_DEGREES, words, "degrees")
        return Change("temperature", degrees) if degrees and COLDEST <= degrees <= WARMEST else None
    percent = _number(NEW_PERCENT, words, "percent")
    if percent is None or kind not in ("light", "curtain"):
        return None
    return Change("position" if kind == "curtain" else "brightness", percent)


def _number(pattern: str, words: str, name: str) -> int | None:
    found = re.fullmatch(pattern, words, re.IGNORECASE)
    if found is None:
        return None
    return whole(found[name]) or 50  # a half is no number
