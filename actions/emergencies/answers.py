"""What somebody answers to whether there is danger, where understanding alone may take the word danger for a yes."""

import re

from nlu.answers import says_no_first
from nlu.emergency import cries_out

_LONGEST = 60  # characters: whoever says more than that tells something
_SAFE = re.compile(
    r"(?:没有?|没得|冇|无|不存在|不是)(?:啥|什么|咩)?(?:子)?(?:大|真的?|紧急|太)?(?:危险|问题|事|情况|紧急|急)"
    r"|没有?(?:着火|起火|冒烟|漏气|漏电|受伤|人受伤|被困|晕倒)|不是.{0,3}(?:着火|起火|漏气|晕倒|打架)"
    r"|不(?:太|是很|怎么)?(?:危险|要紧|严重|紧急|急|碍事)|没事"
    r"|(?:不用|不要|不必|别|唔使|莫)(?:马上|现在|急着)?(?:叫|喊|派|来)(?:人|救|了|120|119|110)?"
    r"|虚惊|误会|误报|(?<!没)(?<!没有)(?<!不会)[搞弄看听闻说发按点打]错|开(?:个)?玩笑|[只就]是(?:问|想)|随便问|我(?:很)?安全|都(?:很)?(?:好|安全)"
    r"|\bno (?:real |immediate )?(?:danger|emergency|need|problem)\b|\bfalse alarm\b|\bmistake\b|\bby accident\b"
    r"|\bnot (?:an? |in |really )*(?:emergency|danger|dangerous|urgent|serious)\b"
    r"|\bi(?:'m| am) (?:ok|okay|fine|safe)\b|\b(?:all|everything(?:'s| is)?) (?:good|ok|okay|fine|safe)\b"
    r"|\bjust (?:asking|kidding|a question)\b|\bnobody(?:'s| is) (?:hurt|in danger)\b",
    re.IGNORECASE,
)
_DANGER = re.compile(
    r"^(?:有|有的|有啊|是|要|需要|当然|很?危险|有点?危险|快|快来|快点|赶紧|马上|叫人|快叫人"
    r"|yes|yeah|yep|please|hurry|quick(?:ly)?)(?:$|[，,。.！!啊呀的了吧 ])",
    re.IGNORECASE,
)
_YES = re.compile(
    r"(?:对|是|有|很|真|的|啊|呀|了|呢|好|点|非常|特别|危险|急|yes|yeah|it is|there is| )+", re.IGNORECASE
)
_HASTE = re.compile(
    r"(?<![不没])(?<!没有)(?:很|好|真|太|非常|特别|十分)(?:着?急|危险|紧急|要紧|严重)|(?:快|赶紧|赶快|马上|立刻)(?:叫人|喊人|来人|派人|救)"
    r"|(?<![没冇])有(?:点儿?)?危险|\b(?:it'?s |very |really )urgent\b|\bcall (?:somebody|someone|them|people) now\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[,，。.;；!！?？]")
_STILL = re.compile(
    r"但|可是|不过|只是还|还在|才怪|不是没|怎么会没|谁说没|吗$|吗？|\bbut\b|\bstill\b|\bthough\b", re.IGNORECASE
)


_UNHURT = re.compile(
    r"(?:没有?|都没)(?:人)?受伤|\b(?:nobody|no one)(?:'s| is| was) (?:hurt|injured)\b"
    r"|\bi(?:'m| am) (?:ok|okay|fine|safe)\b",
    re.IGNORECASE,
)
_OUT = re.compile(r"出来|下来|门?开了|误|错|玩笑|不用|不要|不是|\bout\b|\bopen|mistake|false|kidding", re.IGNORECASE)


def says_safe(words: str) -> bool:
    """Say whether somebody says that there is no danger, and nothing that takes it back.

    >>> says_safe("没有看错，烟很大")
    False
    >>> says_safe("没有危险，就是水龙头漏水"), says_safe("没有危险？火还在烧"), says_safe("我没事，但我妈晕倒了")
    (True, False, False)
    """
    if len(words) > _LONGEST or _STILL.search(words):
        return False
    found = _SAFE.search(words)
    return found is not None and not cries_out(_SAFE.sub(" ", words))


def says_danger(words: str) -> bool:
    """Say whether a short answer says that there is danger.

    >>> says_danger("有危险"), says_danger("有的"), says_danger("有事想问")
    (True, True, False)
    >>> says_danger("姑娘啊，对，有危险，麻烦你们啦"), says_danger("没有，是漏水")
    (True, False)
    >>> says_danger("您好是很急麻烦了"), says_danger("不是很急"), says_danger("停车很难"), says_danger("没有很急")
    (True, False, False, False)
    """
    if says_safe(words):
        return False
    if _DANGER.match(words.strip()):
        return True
    return not says_no_first(words) and (_HASTE.search(words) is not None or _says_yes(words))


def _says_yes(words: str) -> bool:
    """Say whether a clause of an answer is nothing but a yes, whatever is said around it."""
    return any(_YES.fullmatch(clause.strip()) for clause in _CLAUSES.split(words))


def besides_unhurt(words: str) -> str:
    """Return words without those that say that nobody is hurt, which tell of no injury.

    >>> besides_unhurt("nobody is hurt, we are leaving").strip()
    ', we are leaving'
    """
    return _UNHURT.sub(" ", words)


def says_over(words: str, kind: str) -> bool:
    """Say whether a kind of danger is over: who is trapped and unhurt is trapped, and a fire that hurts nobody burns.

    >>> says_over("没事，就我一个人", "elevator_trapped"), says_over("没事了，出来了", "elevator_trapped")
    (False, True)
    >>> says_over("没人受伤", "fire"), says_over("没有着火，看错了", "fire")
    (False, True)
    """
    if not says_safe(words):
        return False
    if kind == "elevator_trapped":
        return _OUT.search(words) is not None
    return kind == "medical" or says_safe(besides_unhurt(words))
