"""Who may not be heard asking for help: by their own words, or because whoever harms them lives with them."""

import re

from actions.emergencies.models import Danger
from nlu.pleading import hushes

_HIDING = frozenset({Danger.VIOLENCE, Danger.BURGLARY, Danger.OTHER, Danger.SUICIDE, Danger.CHILD_DANGER})
_ASKED = re.compile(
    r"(?:不方便|不敢)(?:说话|讲话|出声|吭声|接电话|打电话|大声)|我.{0,4}(?:不能|没法)(?:说话|讲话|出声|接电话|打电话)"
    r"|(?:别|不要|莫|勿|唔好)(?:给我|再|回)*(?:打电话|回电|来电|打来|出声|声张)"
    r"|(?:别|不要|莫|不能)让[他她].{0,3}(?:知道|看见|看到|听见|听到|发现)|[他她]会(?:听见|听到|看见|看到|发现)"
    r"|[他她](?:就|还|正|现在)*在(?:我)?(?:旁边|边上|身边|隔壁|客厅|屋里|家里|家)"
    r"|悄悄地?(?:来|说|报|叫)|只能(?:打字|发消息|发短信)"
    r"|\bi (?:can'?t|cannot) (?:talk|speak|make a call)|\b(?:don'?t|do not) (?:call|phone|ring)\b"
    r"|\bquiet(?:ly)?\b|\bsilent(?:ly)?\b|\b(?:he|she)(?:'s| is) (?:right )?(?:here|beside|next to me)"
    r"|\b(?:he|she)(?:'s| is) in the (?:next )?room|\b(?:will|might|can) hear\b|\bdon'?t let (?:him|her)\b",
    re.IGNORECASE,
)
_HOUSEMATE = (
    r"(?:老公|老婆|丈夫|妻子|爱人|对象|男朋友|女朋友|男友|女友|前夫|前妻"
    r"|爸|爹|妈|公公|婆婆|儿子|女婿|媳妇|我哥|我弟|屋里人)"
)
_BLOWS = r"(?:打|掐|踹|踢|砍|揍|扇|动手|抓着|威胁|要杀|拽|砸|锁|捅|泼|勒)"
_AT_HOME = re.compile(
    rf"家暴|{_HOUSEMATE}.{{0,12}}{_BLOWS}|[他她](?:又|要|还|在|喝多了|喝醉了)*{_BLOWS}(?:我|孩子|死我)|把我.{{0,6}}锁"
    r"|\b(?:husband|wife|boyfriend|girlfriend|partner|ex|dad|father|stepfather|son)\b.{0,40}"
    r"\b(?:hit|hits|hitting|beat|beats|beating|hurt|hurts|hurting|chok|kill|threat|attack|punch|lock)"
    r"|\bhe(?:'s| is)? (?:hits?|hitting|beats?|beating|hurts?|hurting|choking|going to kill) me\b"
    r"|\bdomestic violence\b",
    re.IGNORECASE,
)
_NEXT_DOOR = re.compile(
    r"楼上|楼下|隔壁|对门|对面|邻居|人家|有人|一对|夫妻|别人家"
    r"|\b(?:upstairs|downstairs|next door|neighbou?rs?|someone|a couple)\b",
    re.IGNORECASE,
)


def asks_quiet(kind: str, words: str) -> bool:
    """Say whether somebody asks to be helped without a sound; a person who cannot speak for illness is not meant.

    >>> asks_quiet("violence", "别打电话，他在客厅"), asks_quiet("violence", "小声点")
    (True, True)
    >>> asks_quiet("medical", "我爸不能说话了")
    False
    """
    return kind in _HIDING and (hushes(words) or _ASKED.search(words) is not None)


def harmed_at_home(kind: str, words: str) -> bool:
    """Say whether it is violence by somebody of the speaker's own home, who may read along.

    >>> harmed_at_home("violence", "我老公打我"), harmed_at_home("violence", "楼下两伙人打起来了")
    (True, False)
    """
    told_of_others = _NEXT_DOOR.search(words) is not None
    return kind == Danger.VIOLENCE and not told_of_others and _AT_HOME.search(words) is not None
