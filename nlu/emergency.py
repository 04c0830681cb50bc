import re
from collections.abc import Mapping
from dataclasses import dataclass

from nlu.normalize import replace, simplify, tidy
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


FULL = Bars(possible=0.2, named=0.1, sure=0.95, soundless=0.3)
# Of a model without sentence vectors, chosen on phrases that it had not learned. With the bars of the full one it
# asked about a quarter of those that tell of no danger, and paged for one in a hundred.
LITE = Bars(possible=0.4, named=0.05, sure=0.995, soundless=0.6, guessed=True)

_TOLD = 0.9  # where it sounds like talk about danger, or is surely meant as something else
_ELSE = 0.9  # probability from which something else is surely meant

_CRY = re.compile(
    r"救命|快来人|来人啊|出人命|要死人|\bsos\b|\bhelp me\b|\bhelp\s*!|\bmayday\b"
    r"|\bcall (?:an ambulance|the police|911|999|112)\b"
)

# Words that hold a word of danger and mean something harmless; they are taken out before anything is looked for.
_HARMLESS = re.compile(
    r"[打点]不[着燃]火?|打不了火|救命稻草|救命之恩|跳楼[机价]|打架子鼓|救护车道|消防[车通]道|火锅|火车|发火|恼火|上火|火星子?(?=文)"
    r"|贼(?=[好冷热贵慢快大小难多香吵响脏臭烦拉便])|防盗|防火|灭火器|消防栓"
    r"|(?:烟雾?|燃气|煤气|火灾|天然气|烟感|消防)(?:探测|报警|警报)(?:器|仪)?(?=.{0,6}(?:没电"
    r"|电池|坏|到期|过期|安装|多少钱|灵不灵|状态|自检|测试|换|装))"
    r"|(?<![0-9])1[12][09](?=[0-9]|\s?(?:室|号|房|元|块|度|伏|v\b|平|米|栋|单元|多))|(?:房间"
    r"|室|flat|room|block|栋|单元)\s?1[12][09]"
    r"|\bfire (?:drill|extinguisher|door|exit|safety|hydrant|lane|station)s?\b|\b(?:smoke|gas"
    r"|fire|co) (?:detector|alarm|sensor)s?(?= .{0,20}(?:batter|test|low|replac|install"
    r"|working|status|expire))"
    r"|\bfight(?:ing)? (?:against|for)\b|\bno smoking\b|\bfireworks?\b|\bfirewall\b"
)
# Talk about danger, not danger: drills, courses, stories, what-ifs, and what is long over.
_TALK = re.compile(
    r"演练|演习|讲座|培训|[上听]课|课程|宣传|知识|科普|手册|视频|电影|电视剧|新闻|小说|笑话"
    r"|游戏|保险|预防|防范|避免|防止|怎么防"
    r"|如果|万一|假如|(?<!主)要是|会不会|去年|前年|上次|上回|上个?月|以前|前几[天年]|过一[次回]"
    r"|[着起失]过火|没有?(?:着火|起火|冒烟|漏气|受伤|人受伤)|不是.{0,4}(?:着火|起火|晕倒|打架)"
    r"|\bdrills?\b|\bwhat if\b|\bin case (?:of|there)\b|\bif (?:there|i|we|someone|a)\b"
    r"|\blast (?:year|month|time|week)\b|\binsurance\b|\btraining\b|\bcourse\b|\bmovie\b"
    r"|\bnot (?:on fire|burning|an emergency)\b|\bprevent\b|\bsafety talk\b"
)


# The bare stems of danger: too coarse to page anybody, good enough to let a message past a limit.
_STEM = re.compile(
    r"(?<![0-9])1(?:19|20|10)(?![0-9])|[着起失]火|火灾|冒烟|煤气|燃气|漏气|爆炸|晕倒|昏[倒迷]|心脏|没气|流血|触电|漏电|被?困|溺水|落水"
    r"|[焦糊]味|烧焦|跳楼|自杀|打人|动刀|急救|救护|小偷|走丢"
    r"|\b(?:fire|smoke|burning|gas|explosion|ambulance|emergency|trapped|stuck|bleeding|unconscious|collapsed|fainted|drowning"
    r"|electrocuted|suicide|burglar|police)\b"
)
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


def cries_out(text: str) -> bool:
    """Say whether a text may be a call for help, from its bare words: nobody is paged for this.

    >>> cries_out("救命啊"), cries_out("电梯里困住人了"), cries_out("120室的灯坏了"), cries_out("水费多少")
    (True, True, False, False)
    """
    plain = _HARMLESS.sub(" ", simplify(tidy(text[:_READ])))
    return bool(_CRY.search(plain) or _STEM.search(plain))


class Net:
    """Catches words of danger that a statistical model may miss, as written or as they sound."""

    def __init__(self, words: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
        kinds = words.get("type", {})
        self._danger = Gazetteer({"type": {kind: said for kind, said in kinds.items() if kind in KINDS}})

    def alarming(self, text: str) -> bool:
        """Say whether there is a word of danger in a text, whatever a model makes of it: who floods may still call."""
        text = tidy(text[:_READ])
        return cries_out(text) or bool(self._danger.find(_plain(text)))

    def judge(self, text: str, danger: float, *, first: bool, confidence: float = 0.0, bars: Bars = FULL) -> Certainty:
        """Judge a tidy text, given the model's chance of danger, and whether its first intent is an emergency.

        `confidence` is that of the first intent: a leak that is surely a repair is asked about when it sounds worse.
        """
        plain = _plain(text)
        if _TALK.search(plain):
            return Certainty.LIKELY if danger > _TOLD else Certainty.UNSURE
        if _is_scrap(plain) and not self._sounds(plain):
            return Certainty.UNSURE
        if first and danger > bars.sure:
            return Certainty.SURE
        if _CRY.search(plain):
            return Certainty.LIKELY
        if not first and confidence > _ELSE:
            return Certainty.LIKELY if danger >= _TOLD else Certainty.UNSURE
        named = bars.named <= danger < bars.possible and self._named(plain, bars)
        possible = bars.possible if self._sounds(plain) else bars.soundless
        return Certainty.LIKELY if danger >= possible or named else Certainty.UNSURE

    def _sounds(self, plain: str) -> bool:
        """Say whether any word or turn of danger is in a text, however coarse."""
        found = self._danger.find(plain) or _CRY.search(plain) or _STEM.search(plain) or _HASTE.search(plain)
        return bool(found) or any(kinds.read(plain))

    def _named(self, plain: str, bars: Bars) -> bool:
        return bool(self._danger.find(plain)) or (bars.guessed and any(kinds.read(plain)))


def _is_scrap(text: str) -> bool:
    """Say whether a text is only a word or two, or the beginning of a question: 我家, 电梯里, 我想问下."""
    said = _LEAD_IN.sub("", text)
    letters = sum(1 for char in said if "\u3400" <= char <= "\u9fff")
    return letters <= _WORD and len(re.findall(r"[a-z0-9']+", said)) <= _WORDS


def _plain(text: str) -> str:
    """Return a tidy text in standard words, without those that only hold a word of danger."""
    return _HARMLESS.sub(" ", replace(simplify(text))[0])
