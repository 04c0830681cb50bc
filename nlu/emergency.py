import re
from collections.abc import Mapping
from dataclasses import dataclass

from nlu import starts
from nlu.normalize import replace, simplify, tidy
from nlu.plight import tells_of_danger
from nlu.slots import danger as kinds
from nlu.slots.gazetteer import Gazetteer
from nlu.types import Certainty

# The kinds of danger, as reports and duties name them; scenarios give the words for each in their phrases.
KINDS = frozenset(
    [
        "medical",
        "fire",
        "gas",
        "elevator_trapped",
        "violence",
        "electric",
        "suicide",
        "drowning",
        "flood",
        "child_locked",
        "missing_child",
        "child_danger",
        "burglary",
    ]
)


@dataclass(frozen=True, slots=True)
class Bars:
    """Chances of danger from which something is done: a question too many costs less than an ambulance too few."""

    possible: float  # asked about
    named: float  # asked about where words of danger stand beside it
    sure: float  # people are paged at once
    soundless: float  # asked about where no word of danger stands in it; chosen on the development set: none was lost
    guessed: bool = False  # words that only fit a kind of danger count as such


FULL = Bars(possible=0.2, named=0.1, sure=0.95, soundless=0.25)
# Of a model without sentence vectors, chosen on phrases that it had not learned. With the bars of the full one it
# asked about a quarter of those that tell of no danger, and paged for one in a hundred.
LITE = Bars(possible=0.4, named=0.05, sure=0.995, soundless=0.6, guessed=True)

_TOLD = 0.9  # where it sounds like talk about danger, or is surely meant as something else
_ELSE = 0.9  # probability from which something else is surely meant
_QUIET = 0.8  # ... and where no word of danger is said: 说错了，我在6楼
_NOBODYS = 0.97  # ... and from which it is surely served by nobody, which 锅烧糊了 is not

_CRY = re.compile(
    r"救命|快来人|来人啊|出人命|要死人|\bsos\b|\bhelp me\b|\bhelp\s*!|\bmayday\b"
    r"|\bcall (?:an ambulance|the police|911|999|112)\b"
    r"|\bgas (?:is|has been|keeps) leaking\b|\bsmells? (?:of|like) gas\b"
)

# Words that hold a word of danger and mean something harmless; they are taken out before anything is looked for.
_HARMLESS = starts.words(
    r"[打点]不[着燃]火?|打不了火|救命稻草|救命之恩|跳楼[机价]|打架子鼓|救护车道|消防[车通]道|火锅|火车|发火|恼火|上火|火星子?(?=文)"
    r"|(?:燃气|煤气|天然气)(?:[的这那]?(?:费|[账帐]单?|缴费|单价|发票|收据)|(?:的|这笔|那笔)钱)"
    r"|贼(?=[好冷热贵慢快大小难多香吵响脏臭烦拉便])|防盗|防火|灭火器|消防栓"
    r"|(?:烟雾?|燃气|煤气|火灾|天然气|烟感|消防)(?:探测|报警|警报)(?:器|仪)?(?=.{0,6}(?:没电"
    r"|电池|坏|到期|过期|安装|多少钱|灵不灵|状态|自检|测试|换|装))"
    r"|(?<![0-9])1[12][09](?=[0-9]|\s?(?:室|号|房|元|块|度|伏|v\b|平|米|栋|单元|多))|(?:房间"
    r"|室|flat|room|block|栋|单元)\s?1[12][09]"
    r"|\bfire (?:drill|extinguisher|door|exit|safety|hydrant|lane|station)s?\b|\b(?:smoke|gas"
    r"|fire|co) (?:detector|alarm|sensor)s?(?= .{0,20}(?:batter|test|low|replac|install"
    r"|working|status|expire))"
    r"|\b(?:can|could|would|will) (?:you|somebody|someone) (?:please )?help me\b(?= (?:with|to|find|pay|check|report"
    r"|book))"
    r"|\bhelp me (?:with|to|find|pay|check|report|register|book|understand)\b"
    r"|\bfight(?:ing)? (?:against|for)\b|\bno smoking\b|\bfireworks?\b|\bfirewall\b"
)
# Talk about danger, not danger: drills, courses, stories, what-ifs, and what is long over.
_TALK = starts.words(
    r"演练|演习|讲座|培训|[上听]课|课程|宣传|知识|科普|手册|视频|电影|电视剧|新闻|小说|笑话"
    r"|游戏|保险|预防|防范|避免|防止|怎么防"
    r"|如果|万一|假如|(?<!主)要是|会不会|去年|前年|上次|上回|上个?月|以前|前几[天年]|过一[次回]"
    r"|[着起失]过火|没有?(?:着火|起火|冒烟|漏气|受伤|人受伤)|不是.{0,4}(?:着火|起火|晕倒|打架)"
    r"|\bdrills?\b|\bwhat if\b|\bin case (?:of|there)\b|\bif (?:there|i|we|someone|a)\b"
    r"|\blast (?:year|month|time|week)\b|\binsurance\b|\btraining\b|\bcourse\b|\bmovie\b"
    r"|\bnot (?:on fire|burning|an emergency)\b|\bprevent\b|\bsafety talk\b"
)


# Whole messages about how somebody lives, or of a small leak: what a model hears in them is no danger.
_THING = (
    "(?:空调|洗衣机|冰箱|饮水机|水龙头|龙头|马桶|水箱|洗碗机|加湿器"
    "|水槽|水池|洗[脸手菜碗衣]池|[台脸面]盆|浴缸|花洒|水表)"
)
_THING_EN = (
    r"(?:a/?c|air[ -]?con(?:ditioner|ditioning)?|washing machine|washer|dishwasher|fridge|freezer|tap|faucet|toilet"
    r"|sink|shower"
    r"|cistern|humidifier)"
)
_FLOOR_EN = r"(?:(?:the )?(?:ground|[a-z]{2,8}th|first|second|third|[0-9]{1,2}(?:st|nd|rd|th)?) floor|floor [a-z0-9]+)"
_EVERYDAY = re.compile(
    r"(?:我|我们|家里|这里|平时|平常|现在|反正|因为|就|只有|只|是|一直|都|也|常年|我家)*(?:一个人|自己|独自|单身)(?:一个人)?(?:独?[居住]|过|生活|在家住?|在屋头)(?:的|呢|了|啊"
    r"|呀)*"
    r"|(?:我家|家里|屋里|屋头|平时|就|只|有|只有|是|我们家)*(?:我|老太太|老人|老头)(?:自己)?一个人(?:的|呢|了|啊)*"
    r"|(?:我家|家里|屋里|屋头|我们家)(?:有|还有|住着)(?:个|一个|两个)?(?:老人|孩子|小孩|宝宝|婴儿|孕妇|病人|老头老太)(?:的|呢|了|啊|在)*"
    # How many come or live somewhere: whoever is caught says in what, or that they cannot get out.
    r"|(?:我|咱|他|她|它|们|家里|屋里|家|就|只|只有|一共|总共|总的|加起来|合计|还|再|又|也|要|会|都|是|来的|有|带|带着|住|住着|大概|可能|平时|现在)*"
    r"[一两俩二三四五六七八九十几0-9]{1,3}(?:个人|个大人|人|位|口人?)?(?:一起|一块儿?|都|会|要)*"
    r"(?:来|去|住|用|吃|玩|打|到|过来|进来|参加|报名|上来)*(?:的|了|吧|呢|啊|哈)*"
    r"|(?:(?:我|我人|我们|人)?在?[0-9一二三四五六七八九十]{1,3}(?:楼|层)[,\s]*)(?:帮我|给我|请|麻烦|帮忙|劳驾)*(?:叫|按|喊)(?:一?下|一?[部个台])?电梯(?:上来|下来|过来|来|一下|吧|谢谢|[,\s])*"
    r"|(?:我|我妈|我爸|老伴|老头子|他|她)?(?:今年|都|已经|快)*[0-9一二三四五六七八九十]{1,3}(?:多)?岁?(?:了|啦)?(?:年纪大了?)?"
    rf"|(?:我家|家里|我|[客卧饭厨餐]?[厅室房]|卫生间|厕所|阳台|的|那个|这个|台)*{_THING}(?:那里|底下|下面|下方|后面|旁边|的|水管|软管|管子|管道|接口|接头|阀门|内机|外机|又|老是?|总是?|一直|有点|有些|在|还|开始"
    rf"|天天)*(?:漏水|滴水|渗水|滴滴答答|滴答|漏)(?:了|呢|啊|呀|哦|得厉害)*"
    r"|(?:小伙子|姑娘|师傅|同志|你好|您好|[,\s])*(?:我|我家|家里|[客卧饭厨餐]?[厅室房]|卫生间|厕所|阳台|楼道|走廊|楼梯间?|的|那个|这个|盏|里)*(?:电灯|灯泡|灯管|灯|门铃|对讲机?"
    r"|纱窗|电视)(?:它|也|又|还是|突然|都|全)*(?:不亮|坏掉|坏|不响|一闪一闪的?|闪)(?:了|啦|呢|的)*"
    r"|(?:我家|家里|房子|屋里|那[儿里]|我)?(?:平时|一直|都|根本|现在|上个?月|那段时间)*没有?人(?:住|在家?|用)(?:的|啊|呢|了)*"
    # Too dark to read: a lamp is meant. Who is afraid there, or cannot get out, says more.
    r"|(?:我家|家里头?|屋子里?|房间里?|[客餐饭]厅里?|卧室里?|厨房里?|这[儿里]|太|好|有点|这么)*"
    r"(?:黑黢黢|黑乎乎|黑漆漆|黑咕隆咚|乌漆嘛?黑|黑|昏暗|暗)(?:的|了|得很|啦|啊|得)*[,\s]*(?:我|都|也|就)*"
    r"(?:看|读|瞧|瞅)?(?:书|报纸?|字|电视|信)?(?:都|也)?(?:看|读|瞧|瞅)?(?:不见|不清楚?|不到|费劲)(?:字|书|报纸?|了|啊|的)*"
    r"|(?:(?:my|our|the|a) )?(?:kitchen |bathroom |bedroom |hall(?:way)? |living room |stairwell )?(?:light|lamp"
    r"|bulb|doorbell|intercom|tv)s? (?:is|are|has|keeps|went|won'?t) ?(?:broken|out|off|not working|dead|flickering"
    r"|turn on|come on|gone)"
    r"|(?:i|we) (?:just )?live (?:here )?(?:alone|by myself|on my own)|(?:it'?s |there'?s )?(?:only|just) me (?:here"
    r"|at home)?|i'?m (?:home )?alone(?: here| at home)?"
    rf"|(?:hi |hello )?(?:(?:my|our|the|this|that) )?(?:kitchen |bathroom |bedroom |living room )?{_THING_EN}(?:'s"
    rf"| is| keeps| has been| has started| started| was)? ?(?:still |always |constantly )?(?:leak(?:s|ing|y)?"
    rf"|dripping|drips)(?: water| again| a bit| a little| slightly| badly| all the time)*"
    rf"|(?:please |can you |could you |hi |hello )*(?:call|get|send|bring)(?: me| us)? (?:(?:the|a|an) )?"
    rf"(?:lift|elevator)"
    rf"(?:[,.]? (?:and|please|for me|for us|up|down|out|home|i'?m|i am|we'?re|we are|i (?:want|need) to|going|go"
    rf"|to|at|on|{_FLOOR_EN}))*"
    rf"|(?:(?:no|sorry|wait|actually|oh)[, ]+)*(?:i'?m|i am|we'?re|we are) (?:on|at) {_FLOOR_EN}"
    rf"(?: now| at the moment)?",
)
# What comes after a bill was named: 煤气呢.
_AND_THE_BILL = re.compile(r"(?:那|还有|我家|我家的|的)*(?:煤气|燃气|天然气)费?(?:的)?(?:呢|多少|多少钱)")
# That nobody is caught or hurt: danger only where something else sounds like it.
_NOBODY = re.compile(
    r"(?:(?:电梯|轿厢)?里[面头边]?)没有?人(?![管理来救应说回答吭动])|没有?人(?:被?困|受伤)(?:在里[面头边])?|没有?人在里[面头边]"
    r"|\b(?:nobody|no ?one)(?:'s| is| was)? (?:inside|in (?:it|there)|trapped|stuck|hurt)\b"
)
_AROUND = " ,.!?…~，。！？；、"

# The bare stems of danger: too coarse to page anybody, good enough to let a message past a limit.
_STEM = starts.words(
    r"(?<![0-9])1(?:19|20|10)(?![0-9])|[着起失]火|火灾|冒烟|煤气|燃气|漏气|爆炸|晕倒|昏[倒迷]|心脏|没气|流血|触电|漏电|被?困|溺水|落水"
    r"|[焦糊]味|烧焦|跳楼|自杀|打人|动刀|急救|救护|小偷|走丢"
    r"|\b(?:fire|smoke|burning|gas|explosion|ambulance|emergency|trapped|stuck|bleeding|unconscious|collapsed"
    r"|fainted|drowning"
    r"|electrocuted|suicide|burglar|police)\b"
)
# Somebody has fallen: beside a chance of danger it is worth the question, whatever is being asked.
_FALLEN = re.compile(
    r"(?:摔|跌|滑)(?:倒|伤|下|着|在|了|一跤|跤)|\b(?:fell|fallen|slipped|tripped)\b"
    r"(?! (?:off|out|asleep|behind|through|apart))"
)
_COOKING = re.compile(r"烧过?(?:饭|菜|开?水|茶|香)|(?:没|不|很少).{0,3}开火")
# A word or two say nothing of danger by themselves, whatever a model thinks of them.
_LEAD_IN = re.compile(
    r"^(?:喂|你好|您好|请问|那个|就是|我?想?(?:请?问|咨询)(?:一?下|一问|个事)?|帮我|hello|hi)+[,，\s]*"
)
_HASTE = re.compile(
    r"哎[哟呦呀]|[疼痛]|来人|快来|(?:快点|赶紧|赶快|马上|立刻)(?=来|过|派|救)"
    r"|\b(?:ouch|argh|hurry|quick|come now)\b"
)
_WORD, _WORDS = 4, 2  # Chinese characters, other words
_READ = 400  # characters that are looked at
_SHORT = 120  # characters of a message that only says how somebody lives


def cries_out(text: str) -> bool:
    """Say whether a text may be a call for help, from its bare words: nobody is paged for this.

    >>> cries_out("救命啊"), cries_out("电梯里困住人了"), cries_out("120室的灯坏了"), cries_out("水费多少")
    (True, True, False, False)
    """
    plain = _HARMLESS.sub(" ", simplify(tidy(text[:_READ])))
    return bool(_CRY.search(plain) or _STEM.search(plain))


def is_everyday(text: str) -> bool:
    """Say whether a tidy text only says how somebody lives, or that something leaks or is broken: no danger at all.

    >>> is_everyday("水池下面的管子漏了。"), is_everyday("水池下面的管子爆了"), is_everyday("煤气灶下面的管子漏了")
    (True, False, False)
    """
    return len(text) <= _SHORT and _EVERYDAY.fullmatch(_bare(_plain(text))) is not None


def sounds_dangerous(text: str) -> bool:
    """Say whether anything in a text may tell of danger, however coarse the word: then every word of it counts."""
    plain = _plain(tidy(text[:_READ]))
    return (
        cries_out(text)
        or bool(_FALLEN.search(plain))
        or tells_of_danger(plain)
        or any(kinds.read(_COOKING.sub(" ", plain)))
    )


class Net:
    """Catches words of danger that a statistical model may miss, as written or as they sound."""

    def __init__(self, words: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
        kinds = words.get("type", {})
        self._danger = Gazetteer({"type": {kind: said for kind, said in kinds.items() if kind in KINDS}})

    def alarming(self, text: str) -> bool:
        """Say whether there is a word of danger in a text, whatever a model makes of it: who floods may still call."""
        text = tidy(text[:_READ])
        plain = _plain(text)
        return cries_out(text) or bool(self._danger.find(plain) or _FALLEN.search(plain))

    def judge(
        self,
        text: str,
        danger: float,
        *,
        first: bool,
        confidence: float = 0.0,
        served: bool = True,
        bars: Bars = FULL,
    ) -> Certainty:
        """Judge a tidy text, given the model's chance of danger, and whether its first intent is an emergency.

        `confidence` is that of the first intent: a leak that is surely a repair is asked about when it sounds worse.
        Where that is none that anybody serves, nothing else is meant by what sounds of danger (锅烧糊了).
        """
        plain = _plain(text)
        if _TALK.search(plain):
            return Certainty.LIKELY if danger > _TOLD else Certainty.UNSURE
        if is_everyday(text) or _AND_THE_BILL.fullmatch(_bare(plain)):
            return Certainty.UNSURE
        rest = _NOBODY.sub("", plain)
        if rest != plain and not self._sounds(rest):
            return Certainty.LIKELY if danger > _TOLD and rest.strip(_AROUND) else Certainty.UNSURE
        if _is_scrap(plain) and not self._sounds(plain):
            return Certainty.UNSURE
        if first and danger > bars.sure:
            return Certainty.SURE
        if _CRY.search(plain) or tells_of_danger(plain):
            return Certainty.LIKELY
        sounds = self._sounds(plain)
        if not first and confidence > (_QUIET if not sounds else _ELSE if served else _NOBODYS):
            return Certainty.LIKELY if danger >= _TOLD else Certainty.UNSURE
        named = bars.named <= danger < bars.possible and self._named(plain, bars)
        possible = bars.possible if sounds else bars.soundless
        return Certainty.LIKELY if danger >= possible or named else Certainty.UNSURE

    def _sounds(self, plain: str) -> bool:
        """Say whether any word or turn of danger is in a text, however coarse."""
        found = self._danger.find(plain) or _CRY.search(plain) or _STEM.search(plain) or _HASTE.search(plain)
        return bool(found) or any(kinds.read(plain))

    def _named(self, plain: str, bars: Bars) -> bool:
        return bool(self._danger.find(plain)) or (bars.guessed and any(kinds.read(plain)))


def _bare(plain: str) -> str:
    return _LEAD_IN.sub("", plain).strip(_AROUND)


def _is_scrap(text: str) -> bool:
    """Say whether a text is only a word or two, or the beginning of a question: 我家, 电梯里, 我想问下."""
    said = _LEAD_IN.sub("", text)
    letters = sum(1 for char in said if "\u3400" <= char <= "\u9fff")
    return letters <= _WORD and len(re.findall(r"[a-z0-9']+", said)) <= _WORDS


def _plain(text: str) -> str:
    """Return a tidy text in standard words, without those that only hold a word of danger."""
    return _HARMLESS.sub(" ", replace(simplify(text))[0])
