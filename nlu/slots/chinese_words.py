"""The time words of Chinese as patterns; chinese_time reads what they find."""

import re

from nlu import starts
from nlu.slots import chinese_feasts, chinese_parts
from nlu.slots.chinese_years import DIGIT, NEAR_YEAR, YEAR
from nlu.slots.numerals import EITHER
from nlu.slots.numerals import SMALL as N
from nlu.slots.timewords import Grammar

TRIGGER = re.compile(
    r"[天日号周期月年点时早晚午夜晨节假会昼庆元:/度刻饭学班初现马黑季纪宿亮晌昏冬夏春秋]|[0-9][-.][0-9]|小时|钟头|分钟|个半?钟"
    r"|[一二]三五|二四六|[五六七八十]一|三八|五四|双1|眼下|此刻|落山|下山|收工|麦[收罢]|秋收|擦黑|掌灯"
    r"|[春除清中国端重][节夕明秋庆午阳]"
)

GRAMMAR = Grammar(
    filler=re.compile(r"[\s,、]{0,2}(?:的|在|从|那天|当天|大概|大约|差不多|约|左右|就|是|开始|都|要|起)*[\s,]?"),
    to=re.compile(r"\s*(?:左右|开始|起|一直)?\s*(?:到|至|~|-|—|–)\s*"),
    both=(
        re.compile(r"(?!)"),
        re.compile(r"\s*(?:和|与|跟)\s*"),
        re.compile(r"[^,。;!?和与跟]{0,8}?(?:之间|间(?!隔))"),
    ),
    until=re.compile(r"(?:开到|用到|玩到|打到|待到|一直到|直到|到|至)\s*$"),
    after=(re.compile(r"(?!)"), re.compile(r"\s*(?:钟|左右)?(?:以后|之后|往后|过后|后(?![天面来门年]))")),
    before=(re.compile(r"(?!)"), re.compile(r"\s*(?:钟|左右)?(?:以前|之前|前(?![天面台门年后]))")),
    since=(
        re.compile(r"(?:自从|(?<![亲各独擅私来])自)\s*$"),
        re.compile(r"\s*(?:[或及和]者?(?:以后|之后)|(?:正式)?开始|起(?![来床重诉])|以来)"),
    ),
    through=(
        re.compile(r"(?:截止到?|截至|最迟|最晚|不晚于)\s*$"),
        re.compile(r"\s*(?:[或及和]者?(?:以前|之前)|为止|止)"),
    ),
    past=(
        re.compile(r"(?:自从|(?<![亲各独擅私来])自)\s*$"),
        re.compile(
            r"\s*以来|(?!之?[后前]|到|前)[^,。;!?、]{0,6}?(?:(?:来|修|报|交|问|打|送|停|看|换|查|催|反映)过(?![来去])"
            r"|(?:报|坏|断|丢|摔|漏|修|装|交)的(?!时候|话|那))"
        ),
    ),
    refused=(
        re.compile(r"(?:除了|不要|别在|别选|(?<!是)不是|(?<!是)不在)\s*$"),
        re.compile(
            r"[^,。;!?]{0,4}(?:(?<!在)不在|(?<!空)没空|没时间|(?<!行)不行|(?<!便)不方便|(?<!适)不合适|(?<![没有])有事|要上班"
            r"|没人)"
            # Who comes on Wednesdays is known by the day, and no Wednesday is wished: 每周三来的那个老师.
            r"|[^,。;!?]{0,4}?那[个位](?=[^,。;!?的]{0,4}(?:老师|师傅|阿姨|护士|大夫|医生|保姆|保洁|人|姑娘|小伙))"
            r"|那[场次个回][^,。;!?]{0,4}(?:挪|改|换|推|移)[到成至]"
        ),
    ),
    moved=(
        re.compile(r""),
        re.compile(
            r"[^。;!?]{0,12}?(?:改|挪|换|移|调|转|顺?延|推[后迟]?|提前|往[前后][挪推移调])(?:到|成|至|为|在)了?"
        ),
    ),
    ages=(
        re.compile(r"(?:生于|出生[日期年份]{0,2}[:是]?|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]的?,?)\s*$"),
        re.compile(
            r"\s*(?:出?生(?:的|人)|出生)|(?:就|刚刚?|都|已经?|该|要|也|整|快|才|虚岁|实岁|周岁|高寿|满了?|是|有)*\s*"
            r"(?:[5-9][0-9]|1[01][0-9]|[五六七八九]十[一二三四五六七八九]?|一百[零一二三四五六七八九十]*)[多来]?"
            r"(?:周?岁|了(?![0-9])|(?=[,.。!?;\s]|$))"
        ),
    ),
)

W = "[一二三四五六日天]"
_WEEK = "(?:周|星期)"
_LIST = rf"{W}(?:[、,和跟]?{_WEEK}?{W})*"
SEASONS = {  # first month, how many
    "开春": (3, 1),
    "入夏": (6, 1),
    "入秋": (9, 1),
    "入冬": (12, 1),
    "麦收": (6, 1),
    "麦罢": (6, 1),
    "秋收": (10, 1),
    "暑假": (7, 2),
    "寒假": (1, 2),
    "春": (3, 3),
    "夏": (6, 3),
    "秋": (9, 3),
    "冬": (12, 3),
}
STRIDES = {  # what repeats, every how manyth
    "小时": ("HOURLY", 1),
    "天": ("DAILY", 1),
    "日": ("DAILY", 1),
    "周": ("WEEKLY", 1),
    "星期": ("WEEKLY", 1),
    "月": ("MONTHLY", 1),
    "季度": ("MONTHLY", 3),
    "年": ("YEARLY", 1),
}
_PAIR = rf"[俩仨](?=个?(?:小时|钟头?|月(?![饼嫂亮])|{_WEEK}|晚|年(?!轻)))"
_COUNTED = rf"(?<![0-9几一二两三四五六七八九十百])(?<!百零)(?!{DIGIT}{{2}}[^十百]){N}"  # 七八天 is a guess and no 78
_NO_DIGIT = r"(?<![0-9零〇一二两三四五六七八九十百千年月第初周期拜])"
_RUN_END = r"[早上下中晚傍都来去各的,.、\s]|$"  # 周一三五下午, but 周五三点 is one day and its hour
_FAR = rf"(?:{_COUNTED}|[0-9]{{3}}|{_PAIR}|半|几)"
_SHORT_UNIT = "小时|钟头|分钟|刻钟"
_WEEKS = f"周(?![岁年末]|{W}(?!次))|星期(?!{W})"
_UNIT = f"{_SHORT_UNIT}|天|日|{_WEEKS}|月|年(?!级)"
_NO_HOUR = "意见|建议|要求|希望|问题|诉求|说明|想法"  # 两点意见

_PATTERNS = {
    "relative": (
        rf"(?P<soon>过)?(?<![0-9])(?![0零〇])(?P<amount>{_FAR})\s*(?P<half>个半|个)?\s*"
        rf"(?P<unit>{_SHORT_UNIT}|天|周|星期|月|年)(?P<andhalf1>半)?"
        r"(?P<way>(?:以后|之后|后|以前|之前|前)(?![天年])|(?(soon)(?<!年)|(?!)))"
    ),
    "within": rf"(?<![0-9第])(?P<within>{_FAR})\s*(?P<withinhalf>个半|个)?(?P<withinunit>{_UNIT})[之以]?内",
    "every": (
        rf"每个?{_WEEK}(?P<days>{_LIST})(?:[到至](?:{_WEEK})?(?P<upto>{W}))?"
        rf"|(?P<working>{_WEEK}一[到至]{_WEEK}?五)|(?P<spread>{_WEEK}{W}(?:[、,和跟]?{_WEEK}{W})+)(?!之?间)"
        rf"|{_WEEK}(?P<run>(?!六日){W}{W}+)(?={_RUN_END})|{_NO_DIGIT}(?P<odd>(?:一三五|二四六)[七日]?)(?={_RUN_END})"
        rf"|每个?月(?P<everyday>{N})[号日]"
        r"|(?P<simple>天天|日日|周周|月月|每晚|每早|每个?工作日|工作日|每个?周末|每个?双休日|逢周末)"
        rf"|(?:(?P<skips>每?隔)|每)(?P<strides>{N})?个?(?P<strideof>小时|天|日|{_WEEKS}|月|季度|年(?!级))"
    ),
    "iso": r"(?P<y>(?:19|20)[0-9]{2})\s*(?:年|[-/.])\s*(?P<m>[0-9]{1,2})\s*(?:月|[-/.])\s*(?P<d>[0-9]{1,2})[日号]?",
    "dmy": r"(?<![0-9/.])(?P<dd>[0-9]{1,2})/(?P<dm>[0-9]{1,2})/(?P<dy>(?:19|20)[0-9]{2})(?![0-9/])",
    "now": (
        r"(?:现在|马上|立刻|立马)(?=就?(?:马上)?(?:派|来|过来|叫人|上门|去修))"
        r"|(?:现在|这会儿?|眼下|此刻)(?=就?(?:有没有|有(?:空|位|场|车位|桩|房|人吗|人没)|能(?!不好)|可不?可?以|哪[个间块片张些]"
        r"|空|开(?![始会了])|还?(?:剩|开着|空|有空|有位|能)|是不是(?:开|空)))"
    ),
    "routine": chinese_parts.PATTERNS["routine"],
    "some": r"(?P<some>待会儿?|等会儿?|一会儿?(?=有|来|要|到)|明后[两]?天|明天后天|这[两几]天|最近几?天|近几天"
    r"|未来几天)",
    "piece": (
        r"(?P<halfway>[上下前后])半个?(?P<halfof>年|月|周(?!岁)|星期)"
        rf"|第(?P<nth>{N})个?(?P<nthof>{_WEEK}{W}|周|星期|月|天|季度)"
        rf"|(?P<edge>最后|(?<![前里外])头(?={N}))(?P<edges>\s*{N})?\s*个?(?P<edgeof>{_WEEK}{W}|周|星期|月|天)"
        r"|(?:(?<=年)年?|(?<![0-9])年)(?P<yearpart>[底末初](?![一二三四五六七八九十]))|(?P<quarter>[一二三四1-4])季度|(?P<name>暑假|寒假|[春夏秋冬][天季](?!班)|开春|入[夏秋冬]|麦[收罢]|秋收)(?:里|期间)?"
    ),
    "towards": (
        rf"(?P<towards>过去的?|最近的?|近|(?<![以之提门])前(?!{_FAR}\s*个?(?:{_SHORT_UNIT}))|之前的?|未来的?|接下来的?|今后的?|往后"
        rf"|(?<![以之最])后(?!{_FAR}\s*个?(?:{_SHORT_UNIT}))|之后的?)"
        rf"\s*(?P<far>{_FAR})\s*(?P<farhalf>个半|个)?\s*(?P<farunit>{_UNIT})(?!了)"
        r"|(?P<hourway>[上下])个?(?:小时|钟头)"
    ),
    "decade": (
        rf"(?P<century>{N}|上个?|本|这个)世纪(?:(?P<decade>{N})年代)?|(?P<decades>[1-9]0|[二三四五六七八九]十)年代"
    ),
    "near": r"(?P<near>大后|大前|今|明|后|昨|前)天",
    "short": chinese_parts.PATTERNS["short"],
    "sky": chinese_parts.PATTERNS["sky"],
    "weekend": r"(?P<whichend>这个?|本|下下个?|下个?|上上个?|上个?)?(?:周末|双休日|周六日)",
    "weekday": rf"(?P<which>这个?|本|下下个?|下个?|上上个?|上个?)?{_WEEK}(?P<w>{W})",
    "week": rf"(?P<whichweek>这个?|本|下下个?|下个?|上上个?|上个?){_WEEK}",
    **chinese_feasts.PATTERNS,
    "date": (
        rf"(?<![0-9])(?:(?P<year>{YEAR})\s*的?)?(?P<month>{N})月份?(?P<day>{N})(?:[号日]"
        r"|(?![0-9月]))"
    ),
    "month": rf"(?<![0-9])(?:(?P<monthyear>{YEAR})\s*的?)?(?P<onlymonth>{N})月份?(?![0-9])",
    "year": (
        rf"(?<![0-9])(?P<onlyyear>(?:19|20)[0-9]{{2}}|0[0-9]|[89][0-9]|[一二]{DIGIT}{{3}}|(?!五六|六七|七八|八九)[零〇五六七八九]{DIGIT}"
        rf"|{NEAR_YEAR})\s*年(?!代)"
        r"|(?<![0-9])(?P<fromyear>(?:19|20)[0-9]{2})(?=\s*[-~–—到至]\s*(?:19|20)[0-9]{2}\s*年)"
    ),
    "slash": (
        r"(?:(?<![0-9/.-])|(?<=/[0-9]-)|(?<=/[0-9]{2}-))(?P<sm>[0-9]{1,2})/(?P<sd>[0-9]{1,2})"
        r"(?![0-9/.]|-(?![0-9]{1,2}/[0-9]{1,2}(?![0-9/])))"
    ),
    "monthday": rf"(?P<whichmonth>下个?|这个?|本|上个?)月(?P<mday>{N})[号日]",
    "months": (
        r"(?P<whichmonths>下下个?|下个?|这个?|本|上个?|次)月(?P<third>底|初|中旬?|末)?"
        r"|(?P<ofmonth>月[底初末]|月中)"
    ),
    "dayonly": rf"(?<![0-9.月第])(?P<dday>{N})[号日](?![楼栋幢座门线院桌机岗场厅馆柜桩台]|单元|车位|会议|房)",
    "season": r"(?P<season>这个|本|下个|上个|[这今上下](?=季))(?P<seasonof>季度|半年)",
    "workday": rf"(?<![最提])[早朝](?P<opens>{N})(?:[到至-])?晚(?P<closes>{N})(?![次趟顿份]|点?[^,。]?各)点?",
    "part": chinese_parts.PATTERNS["part"],
    "either": (
        rf"(?:{_NO_DIGIT}|(?<=[周期拜]{W}))(?P<either>十一二|{EITHER})点(?:来钟|多?钟)?(?![零〇一二三四五六七八九十半]|{_NO_HOUR})"
    ),
    "clock": (
        r"(?![零〇0]点[零〇一二三四五六七八九](?![十分刻点]))"  # 零点三 is a share
        rf"(?P<hour>{N})\s*(?:点(?!{_NO_HOUR})(?:来钟|多?钟|多(?![少久]))?|时(?![候间候])|:(?=[0-5][0-9]))(?:过(?={N}分))?(?P<minute>半|一刻|三刻|整"
        rf"|[0-5][0-9]分?|[零〇]?[一二三四五六七八九十]{{1,3}}(?![一二三四五六七八九十]|个)分?)?(?::[0-5][0-9](?![0-9])|{N}秒)?"
    ),
    "quarter": rf"差(?P<less>{N}|一刻)分?(?:钟)?(?P<lesshour>{N})点",
    "barehour": rf"(?P<bare>{N})(?=\s*[到至~-]\s*{N}(?:点|:))",
    "samehour": r"(?P<samehour>(?<=[天日的周一二三四五六])(?:这个?时候|此时))",
    "lasting": (
        rf"(?<![第隔推每早朝])(?P<long>{_COUNTED}|[0-9]{{3}}|(?<!个)半(?!天)|个把|个半(?=小时|钟)|{_PAIR})(?:(?P<longhalf>个半|个)?多?|\s)"
        rf"(?P<longunit>{_SHORT_UNIT}|钟(?!点)|秒|天|(?<!个)晚上?|宿|夜(?![里间晚班宵]|之间)|{_WEEKS}|月|年(?![级代份]))(?P<andhalf>半)?(?![以之]?[后前内])"
    ),
}
WORDS = starts.words("|".join(f"(?P<{name}_>{pattern})" for name, pattern in _PATTERNS.items()))
