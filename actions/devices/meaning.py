"""What is wanted of a device, from the words of a message. Pure."""

import re
from dataclasses import dataclass

from nlu.normalize import simplify, tidy
from nlu.slots.numerals import whole

COLDEST, WARMEST = 16, 30  # degrees an air conditioner takes
DIMMEST, STEP = 10, 30  # percent of brightness; how much "a bit" is
DEGREES = 2  # how much "a bit warmer" is
PLEASANT = 26  # degrees to begin with, the state's advice for summer
_NUMBER = r"(?:[0-9]{1,3}|[零一二两三四五六七八九十百]{1,5})"
_PERCENT = re.compile(rf"(?P<a>{_NUMBER})\s*(?:%|percent|per cent|pct)|百分之(?P<b>{_NUMBER})", re.IGNORECASE)
_DEGREES = re.compile(
    rf"(?P<a>{_NUMBER})\s*(?:度(?!电)|℃|°|degrees?|celsius)|(?:调到|调成|设到|设成|开到|\b(?:to|at)\s)\s*(?P<b>[0-9]{{2}})(?![0-9:%点])",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"[高低升降热冷]\s*(?:个|了)?\s*(?P<a>{_NUMBER})\s*度|(?:by|up|down)\s(?P<b>[0-9]{{1,2}})\b", re.IGNORECASE
)
_DARK = re.compile(
    r"太暗|好暗|有点暗|黑漆|黑乎|看不[见清到]|调亮|亮[一点些啲]|更亮|再亮|敞亮"
    r"|too dark|so dark|gloomy|pitch[- ]?(?:dark|black)"
    r"|see (?:nothing|anything)|can'?t see|bright(?:er|en)|more light|turn (?:it |the \w+ )?up|(?:a )?little more",
    re.IGNORECASE,
)
_GLARING = re.compile(
    r"太亮|好亮|刺眼|晃眼|调暗|暗[一点些啲]|更暗|再暗|柔[一和]"
    r"|too bright|blinding|glaring|dimmer|\bdim\b|lower|soften|turn (?:it |the \w+ )?down",
    re.IGNORECASE,
)
_OFF = re.compile(r"关|熄|灭(?!火)|停掉|\boff\b|\bkill\b|lights? out|blackout|switch .*off|shut", re.IGNORECASE)
_ON = re.compile(r"开|点[亮着上]|亮起来|启动|\bon\b|light (?:it )?up|start", re.IGNORECASE)
_NEVER = re.compile(r"(?:别|不要|不用|不许|莫)(?:再)?(?:关|开|动)|don'?t|do not|leave .* (?:on|off)", re.IGNORECASE)
_COLD = re.compile(
    r"(?:有点|太|好|真|很|冻|怪)冷|冷死|冷得|冻|(?:调|升|弄)[高热暖]|高[一点些]|[热暖]和?[一点些]|升温"
    r"|\bcold\b|chilly|freez|warmer|hotter|turn (?:it |the \w+ )?up",
    re.IGNORECASE,
)
_HOT = re.compile(
    r"(?:有点|太|好|真|很|怪|闷)热|热死|热得|(?:调|降|弄)[低冷凉]|低[一点些]|凉[一快点些]|降温"
    r"|\bhot\b|boiling|stuffy|cooler|colder|turn (?:it |the \w+ )?down",
    re.IGNORECASE,
)
_MODES = (
    ("heat", re.compile(r"制热|暖风|热风|加热|heat(?:ing)? mode|\bto heat|\bheating\b", re.IGNORECASE)),
    ("cool", re.compile(r"制冷|冷风|cool(?:ing)? mode|\bto cool\b", re.IGNORECASE)),
    ("dry", re.compile(r"除湿|抽湿|dry mode|\bto dry\b", re.IGNORECASE)),
    ("fan_only", re.compile(r"送风|fan mode|fan only", re.IGNORECASE)),
    ("auto", re.compile(r"自动模式|auto(?:matic)?(?: mode)?\b", re.IGNORECASE)),
)
_TINTS = frozenset({"warm", "white", "natural"})
_COLOURS = frozenset({"red", "orange", "yellow", "green", "blue", "purple", "pink"})
_SCENES = frozenset({"reading", "movie", "party", "dinner", "romantic", "away", "home", "wake", "holiday", "sleep"})
_PLAIN_WORDS = frozenset({"home", "away"})  # scenes only where they are called so: I am just getting home
_SCENE = re.compile(r"模式|场景|\bmode\b|\bscene\b|setting", re.IGNORECASE)
_LEVELS = {"bright": 100, "half": 50}
_HALF_OF_TIME = re.compile(r"half (?:an|a|past) |半个?(?:小时|钟头)|half[- ]hour|点半|半点", re.IGNORECASE)
_LOWEST = re.compile(r"最暗|微光|dimmest|lowest|as low as", re.IGNORECASE)
_ALL = re.compile(
    r"所有|全部|全都|全屋|全家|统统|通通|都[关开熄灭]|\ball\b|\bevery|whole (?:flat|house|home)", re.IGNORECASE
)
_CLOSED = re.compile(r"拉上|拉起来|合上|放下|关|拉下|遮|\bclose|\bshut|\bdraw\b(?! back)|\bdown\b", re.IGNORECASE)
_A_BIT_OPEN = re.compile(r"开(?:一?点|一?些|一?条缝)|\bopen .*\ba (?:bit|little|crack)\b", re.IGNORECASE)
_OPENED = re.compile(r"拉开|打开|升起|卷上|开|\bopen|draw back|\bup\b|raise", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Change:
    """What is wanted: `do` on, off, brightness, temperature, mode, ... with its value: percent, degrees or a name."""

    do: str
    value: int | str | None = None


def plain(text: str) -> str:
    """Return a text as the patterns read it."""
    return simplify(tidy(text)).lower()


def wants_all(text: str) -> bool:
    """Say whether all of them are meant.

    >>> wants_all("把所有的灯关了"), wants_all("lights off")
    (True, False)
    """
    return _ALL.search(plain(text)) is not None


def light_change(text: str, action: str, shade: str) -> Change | None:
    """Return what is wanted of a light; `action` and `shade` are the values that understanding found.

    >>> light_change("灯调到百分之四十", "set", ""), light_change("太暗了", "up", "")
    (Change(do='brightness', value=40), Change(do='brighter', value=None))
    """
    words = plain(text)
    percent = _percent(words)
    if percent is not None:
        return Change("brightness", percent) if percent else Change("off")
    if _NEVER.search(words):
        return None
    if shade in _SCENES and (shade not in _PLAIN_WORDS or _SCENE.search(words)):
        return Change("scene", shade)
    if shade in _TINTS or shade in _COLOURS:
        return Change("tint" if shade in _TINTS else "colour", shade)
    if _LOWEST.search(words):
        return Change("brightness", DIMMEST)
    if shade in _LEVELS and not _HALF_OF_TIME.search(words):
        return Change("brightness", _LEVELS[shade])
    if _GLARING.search(words):
        return Change("dimmer")
    if _DARK.search(words) and action != "off":
        return Change("brighter")
    return _switched(words, action)


def climate_change(text: str, action: str) -> Change | None:
    """Return what is wanted of an air conditioner or a heating.

    >>> climate_change("空调调到26度", "set"), climate_change("空调温度调低两度", "down")
    (Change(do='temperature', value=26), Change(do='cooler', value=2))
    """
    words = plain(text)
    if _NEVER.search(words):
        return None
    by = _found(_BY, words)
    if by is not None and by < COLDEST:
        return Change("cooler" if re.search(r"[低降冷]|down|lower", words) else "warmer", by)
    degrees = _found(_DEGREES, words)
    if degrees is not None:
        return Change("temperature", degrees)
    mode = next((name for name, pattern in _MODES if pattern.search(words)), "")
    if mode and action != "off":
        return Change("mode", mode)
    if _OFF.search(words) and action in ("off", "close", "stop", ""):
        return Change("off")
    if _COLD.search(words):
        return Change("warmer")
    if _HOT.search(words):
        return Change("cooler")
    return _switched(words, action)


def curtain_change(text: str, action: str, shade: str) -> Change | None:
    """Return what is wanted of a curtain.

    >>> curtain_change("窗帘拉开一半", "open", "half"), curtain_change("拉上窗帘", "close", "")
    (Change(do='position', value=50), Change(do='close', value=None))
    """
    words = plain(text)
    percent = _percent(words)
    if percent is not None or shade == "half":
        return Change("position", 50 if percent is None else percent)
    if _NEVER.search(words):
        return None
    if _A_BIT_OPEN.search(words):
        return Change("position", STEP)
    if action in ("close", "off", "down") or (action not in ("open", "on", "up") and _CLOSED.search(words)):
        return Change("close")
    return Change("open") if action in ("open", "on", "up") or _OPENED.search(words) else None


def switch_change(text: str, action: str) -> Change | None:
    """Return what is wanted of a thing that is on or off: a fan, a humidifier."""
    words = plain(text)
    return None if _NEVER.search(words) else _switched(words, action)


def _switched(words: str, action: str) -> Change | None:
    if action in ("off", "close", "stop") or (action != "on" and _OFF.search(words)):
        return Change("off")
    if action in ("on", "open", "up", "resume") or _ON.search(words):
        return Change("on")
    return None


def _percent(words: str) -> int | None:
    found = _found(_PERCENT, words)
    return None if found is None else min(found, 100)


def _found(pattern: re.Pattern[str], words: str) -> int | None:
    match = pattern.search(words)
    return whole(match["a"] or match["b"]) if match else None
