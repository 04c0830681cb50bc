"""What people say around a matter, clause by clause: calling out, of themselves, grumbling. It is left out. Pure."""

import re

from nlu.emergency import sounds_dangerous
from nlu.normalize import simplify

_CLAUSE = re.compile(r"[^,，。.!！?？;；~～…\n]+[,，。.!！?？;；~～…\s]*")
_SIGHS = r"(?:哎呀|哎[哟呦]|唉|哎|诶|欸|啊呀|嗯+|呃+|额)"
_CALLS = (
    r"喂+|(?:你们?|您)?(?:能|可以)?(?:听|看)得?(?:见|到|清)(?:我说话|我)?(?:吗|没有?|不)|听得(?:见|到|清)不|在吗|在不在|有没有人在"
    r"|(?:我)?(?:跟|给|同|和)(?:你|您|你们)(?:讲|说)(?:个事情?|件事情?|一?下)?|(?:你|您)?听我(?:讲|说)|是这样(?:子)?"
)
_NAMES = r"小伙子?|小姑娘|姑娘|闺女|小同志|同志|师傅|大姐|大哥|小妹|小弟|靓女|靓仔|妹儿"
_WEAK = r"不好使?|不[灵行]光?|不太好使?|不大好使?|不中用|不利索|不标准|花|背|抖|慢|笨|差|看不清楚?|记不住事?"
_ONESELF = (
    rf"(?:我|俺|咱|人|我们?老年人|老年人|老太婆|老头子)?(?:年纪|岁数)(?:也|都|有点)?大|(?:我|俺|人)?(?:都|是)?上(?:了)?(?:年纪|岁数)|(?:我|俺|人)(?:都|是|也)?老"
    rf"|(?:我|俺)?(?:这|的)?(?:眼睛|眼神|眼|老花眼|耳朵|记性|脑子|腿脚|手脚|手|普通话|打字|说话|讲话|反应)(?:也|都|又|有点|比较|很|是|真)*(?:{_WEAK})"
    r"|(?:我|俺)?(?:也)?不(?:太|大|怎么)?(?:会|懂)(?:用|弄|玩|打)(?:手机|微信|字|这个|这些|智能机)?|(?:我|俺)?不识字"
    r"|(?:我|俺)(?:就|是|平时)?(?:一个人|自己)(?:在家|住|在屋里)"
)
_MANNERS = r"(?:麻烦|辛苦|拜托|劳驾|有劳)(?:你们?|您们?|大家|一下)|给(?:你们?|您)添麻烦"
_GRUMBLES = (
    r"(?:我|俺)(?:都|刚才?|已经|早就?|不是)*说(?:了|过了?)(?:多少|好几|几)?[遍次]?|(?:都)?说了(?:多少|好几|几)[遍次]"
    r"|听(?:懂|明白|清楚|见)(?:没有?|了吗|了没有?|吗)|(?:真是|真|太|好)?[烦气急]死(?:我|人)?|真是|真烦(?:人)?|烦不烦|无语|服了你们?"
    r"|(?:你们?|物业)(?:到底|究竟)?(?:还)?(?:管不管|有没有人管|干不干活|办不办事)|搞什么(?:名堂|鬼)?"
)
_PARTICLES = r"[啊呀呢吧嘛吗哦喔噢哈啦了的咯嘞哇呗哩\s]*"
_CHINESE = rf"(?:{_SIGHS}*(?:{_NAMES}|{_CALLS}|{_ONESELF}|{_MANNERS}|{_GRUMBLES}){_PARTICLES})+"
_ENGLISH = (
    r"(?:(?:so|and|well|look|listen|oh|hey|um+|uh+|hello) )*(?:can (?:you|anyone) hear me|are you there"
    r"|is anyone there|look here|listen to me|i(?:'m| am) (?:an )?old(?: (?:man|woman|lady|person))?(?: now)?"
    r"|i(?:'m| am) (?:slow|no good|not (?:very )?good) (?:at|with) (?:typing|phones?|these things|this)"
    r"|my (?:eyes|hands|ears) are(?:n'?t)? (?:bad|poor|weak|shaky|(?:not )?(?:so )?good)(?: any ?more)?|i type slowly"
    r"|my memory is (?:bad|poor|gone)"
    r"|i(?:'ve| have)? (?:already )?(?:said|told you)(?: (?:that|so|this))?(?: already| before| twice)?"
    r"|do you (?:get|understand|hear) (?:it|that|me)|for (?:god|heaven|goodness)(?:'s)? sake"
    r"|(?:this is )?(?:ridiculous|unbelievable)|come on now|sorry to (?:bother|trouble) you)"
    r"(?: please| now| again)*"
)
_NAME = re.compile(rf"{_SIGHS}*(?:{_NAMES}){_PARTICLES}")
_CHATTER = re.compile(rf"{_CHINESE}|{_ENGLISH}", re.IGNORECASE)
_FEAR = re.compile(r"怕|吓|慌|救|\b(?:scared|afraid|frightened|help)\b", re.IGNORECASE)
_EDGES = " ,，。.!！?？;；~～…\n\t"
_LEAST = 2  # letters that may be a matter
_LONGEST = 400  # characters; who writes more than that does not chat


def matter(text: str) -> str:
    """Return a message without the clauses that say nothing of its matter; whole where nothing else is said.

    Whole, too, where the rest may tell of danger, or of fear: that somebody is alone then matters.

    >>> matter("喂，听得见吗，错了，是明天，我一个人在家")
    '错了，是明天'
    >>> matter("听得见吗"), matter("For heaven's sake, I told you already, the lamp is out!")
    ('听得见吗', 'the lamp is out!')
    """
    if len(text) > _LONGEST:
        return text
    clauses = [(clause[0], simplify(clause[0].strip(_EDGES)).replace("’", "'")) for clause in _CLAUSE.finditer(text)]
    kept = [clause for clause, said in clauses if not _CHATTER.fullmatch(said)]
    around = any(_CHATTER.fullmatch(said) and not _NAME.fullmatch(said) for _, said in clauses)  # more than 姑娘啊
    left = "".join(kept).strip(" ,，;；")
    if not around or sum(map(str.isalnum, left)) < _LEAST or _FEAR.search(text) or sounds_dangerous(left):
        return text
    return left
