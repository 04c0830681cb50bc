"""How many people are meant: 六个人, 我们仨, 两大一小, half a dozen friends."""

import re

from nlu import starts
from nlu.slots.numerals import EITHER, ENGLISH, whole
from nlu.slots.people_words import GROUP, KIND, KIND_EN, NO_PERSON_EN, NOUN, NOUN_EN, PAIR, SEAT, SORT, SORT_EN
from nlu.types import Entity

# 周五三位 is three on Friday: two digits stand beside each other only in 三四个.
_COUNT = (
    rf"(?:[0-9]{{1,4}}|(?:{EITHER})十|[一两二三四五六七八九]?[百十][零一二三四五六七八九十百]{{0,4}}|{EITHER}"
    "|[一二两俩三仨四五六七八九])"
)
_WE = "(?:[我俺咱]们?|就|[这那])"
_END = r"(?=[,.;!?、\s]|$|去|来(?!个)|要[用来参]|参加|报|打|玩|开会|吃|用|一起|都)"
_SOME_EN = r"(?:half a dozen|a dozen|a couple(?: of)?)"
_VAGUE = "(?:(?<=[十百0-9])[来多几])?"  # 十来个, 二十多号人, 十几个
_NO_NUMBER = "(?<![第周初期拜])(?<![0-9])"  # 第43位 is no number of people
_SUM = "一共|总共|共计?|凑了|凑够|拢共|合计|加起来|[连加带算]上?我|老老[小少][小少]|大大小小|男男女女"
_CHINESE = (
    rf"(?P<all>(?:{_SUM})(?:一共|总共)?(?:是|有|来)?\s?(?P<total>(?!一[个位大]){_COUNT}){_VAGUE}\s?[个位名口]?(?:{NOUN})?"
    r"(?![元块毛年月天周小点楼号件次份张盏间]|分钟|星期|礼拜))",
    rf"(?P<meant>(?:系|(?<!不)(?<!还)是|变成|改成|改为|换成)(?P<now>(?!一个){_COUNT}){_VAGUE}[个位名](?=[,.;!?、\s]|$))",
    rf"{_NO_NUMBER}(?P<first>{_COUNT})[个位名]?{SORT}[,、和带加跟\s]{{0,2}}(?P<second>{_COUNT})[个位名]?{SORT}",
    rf"{_NO_NUMBER}(?![一二三四五六七八九]大[爷叔哥姐妈])(?P<zh>{_COUNT}){_VAGUE}\s?(?:个|位|名|口|桌|号)?{NOUN}"
    "(?!住|在家|过日子)",  # 我一个人住 says how somebody lives
    rf"{_NO_NUMBER}(?P<kind>(?!一){_COUNT}){_VAGUE}\s?(?:(?:个|位|名|号)|(?<=[俩仨])){KIND}",
    rf"(?P<seat>[两俩三仨四五六七八九2-9])(?:个|张|(?<=[俩仨])){SEAT}",
    rf"(?<![后末前错少漏差]){_NO_NUMBER}(?P<zh2>{_COUNT}){_VAGUE}\s?(?:位|名|口)(?![0-9a-z])",
    rf"(?:人数(?:大?[概约]|[是为:])*|(?:大概|大约|差不多|估计|也就|预计|至少|最多|得有))\s?(?P<about>{_COUNT}){_VAGUE}(?:[个位](?=[,.;!?、\s]|$)|人)",
    rf"{_WE}\s?(?P<we>[两俩三仨四五六七八])(?:个(?!小时|钟|月|星期)|口子|(?![点十百0-9个天楼号月两三四五六七八九]|大[爷叔哥姐妈]))",
    rf"{GROUP}\s?(?P<group>{_COUNT}){_VAGUE}个{_END}",
    rf"[我俺咱]们?(?:家)?[和跟同与][^,.;!?和跟同与]{{1,8}}?(?P<both2>[两俩三])(?:个|(?<=俩))(?:人|想|{_END})",
    rf"(?P<kin>{PAIR}|(?<=[爸妈母父婆公爷奶姐妹弟哥嫂女孙])俩(?=[,.;!?、\s]|$|都|来|去|要|一))",
    rf"人数(?:大?[概约]|[:是为])+\s?(?P<listed>{_COUNT})",
    r"(?P<heads>[两俩三四五六七八九十])家头",
    rf"(?:(?:^|(?<=[,.;!?、\s]))|坐得?下?)(?P<bare>{_COUNT}){_VAGUE}个(?=[,.;!?、\s]|$|的)",
    r"报(?P<put>[一两三四五六七八0-9])(?:个|位)|[报来出加](?P<two>[俩仨])(?=[,.;!?、\s]|$)",
    "(?P<both>两口子|both of us|the two of us|小两口|老两口)",
)
_WORDS = r"(?:[2-9]|1[0-9]|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_ENGLISH = (
    rf"(?<![a-z])(?P<adults>{ENGLISH}) {SORT_EN}(?: and|,| plus|, and)? (?P<children>{ENGLISH}|an?) {SORT_EN}(?![a-z])",
    rf"\b(?:headcount|party size|number of (?:guests|people|players))(?: is|:| of)? (?P<size>{ENGLISH})(?![a-z])",
    rf"(?<![a-z])(?P<en>{ENGLISH}) (?:{NO_PERSON_EN}[a-z-]{{3,10}} ){{0,2}}{NOUN_EN}(?![a-z])",
    rf"(?<![a-z])(?P<some>{_SOME_EN}) (?:{NO_PERSON_EN}[a-z-]{{3,10}} )?{NOUN_EN}(?![a-z])",
    rf"(?<![a-z])(?P<of>{ENGLISH}) of (?:my|our|the|his|her|their) (?:{NO_PERSON_EN}[a-z-]{{3,10}} )?{NOUN_EN}"
    "(?![a-z])",
    rf"\bfor (?:about |around )?(?P<for>{_WORDS})(?=[,.!?]|$| (?:on|at|this|next|tomorrow|tonight|today|please|from"
    r"|after|around|before|by)\b(?! (?:an?|half)\b))",
    rf"(?:^|[,.:;] |\b(?:save|add|enroll?|register|sign up|put down|it's|then) )(?P<seats>{_WORDS})"
    r"(?= (?:for|to) (?:the|our)\b| for (?:[a-z]+ )?[a-z]+ing\b)",
    rf"\bwe(?:'re| are|'ll be| will be|'d be| would be| can be)(?: now| just| about| around)? (?P<are>{ENGLISH})"
    r"(?=[,.;!?]|$| (?:now|in|for|on|at|altogether)\b)",
    rf"\b(?:party|group|team|crew|class|family|gang|bunch|total) of (?:about |around )?(?P<en2>{ENGLISH})(?![a-z])",
    r"\b(?P<us>(?:the )?(?:two|three|four|five|six) of us|(?:us|we) (?:two|three|four|five|six))\b",
    rf"\b(?:seats?|seating for|(?:room|space) for|fits|holds) (?:about |around |up to )?(?P<fits>{ENGLISH})(?![a-z])",
    rf"\bthere (?:are|will be|'ll be) (?P<there>{ENGLISH}) of\b",
    rf"\b{KIND_EN}, (?P<behind>{_WORDS})(?: of them)?(?=[,.;!?]|$)",
)
_PEOPLE = starts.words("|".join((*_CHINESE, *_ENGLISH)))
_SOME = {"half": 6, "a dozen": 12, "a couple": 2}
_MOST = 10000


def read(text: str) -> list[Entity]:
    """Return `people` and `count` of simplified lower-case text, the sum of all or a correction first."""
    matches = sorted(_PEOPLE.finditer(text), key=lambda match: match["all"] is None and match["meant"] is None)
    counted = [(match, _number(match)) for match in matches]
    return [
        Entity(slot, number, match[0], match.start(), match.end())
        for match, number in counted
        if number is not None and 0 < number < _MOST
        for slot in ("people", "count")
    ]


def _number(match: re.Match[str]) -> int | None:
    if match["both"]:
        return 2
    if match["kin"]:
        return whole(match["kin"][-1])
    if match["first"]:
        return (whole(match["first"]) or 0) + (whole(match["second"]) or 0)
    if match["adults"]:
        return (whole(match["adults"]) or 0) + (whole(match["children"]) or 1)
    if match["some"]:
        return next(number for word, number in _SOME.items() if match["some"].startswith(word))
    if match["us"]:
        return next(number for word in match["us"].split() if (number := whole(word)))
    said = next(said for name, said in match.groupdict().items() if said and name not in ("all", "meant"))
    if (match["group"] or match["bare"]) and said in ("一", "1"):  # 给我一个 asks for one thing
        return None
    # 三四个 is three or four, and no thirty-four; 二三十人 are up to thirty.
    if said[:2] in EITHER.split("|") and said[2:] in ("", "十"):
        return whole(said[1:])
    return whole(said)
