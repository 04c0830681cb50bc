import re
from collections.abc import Iterator

from nlu.types import Entity

# The hundred and more surnames that most people have; left out are those that are everyday words (时, 门, 车, 水, 单).
_SURNAME = (
    "(?:欧阳|上官|诸葛|司马|司徒|慕容|皇甫|令狐|端木|南宫|夏侯|尉迟|公孙|长孙|独孤|轩辕|宇文|东方(?!红)|季(?![度节])"
    "|卫(?!生)"
    "|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余杜叶程苏魏吕丁任沈姚卢"
    "姜崔钟谭陆汪范石廖贾夏韦傅邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤常温康施牛樊葛邢安"
    "齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕裴霍涂苗谷盛曲翁冉骆蓝路游辛靳"
    "方柏卜隋桂晏牟闵蒲檀褚荆冼仇祁窦敖臧芦佟娄冒阎])"
)
_TITLE = (
    "(?:师傅|阿姨|叔叔|叔|大爷|大妈|大姐|大哥|大嫂|大叔|大娘|奶奶|爷爷|伯伯|先生|女士|小姐|太太|老师|医生|大夫|经理"
    "|主任|护士"
    "|教练|教授|律师|会计|老板|司机|队长|警官|书记|嫂|姨|婶|伯|哥|姐|妹|工(?![作人具程地头])|总(?!共|是|算|数|得|闸"
    "|阀|开))"
)
_KIN = (
    "(?:朋友|同学|同事|老乡|战友|闺蜜|表[姐哥妹弟]|堂[姐哥妹弟]|姐姐?|哥哥?|弟弟?|妹妹?|老豆|老爸|老妈|爸爸?"
    "|妈妈?|舅舅?|姑姑?|姨妈?|阿姨"
    "|侄[子女]|外甥女?|孙[子女]|儿子|女儿|闺女|女婿|儿媳妇?|媳妇|老公|老婆|老伴|对象|男朋友|女朋友|保姆|月嫂|护工"
    "|老师|师傅|亲戚|先生|太太)"
)
_AFTER = (
    r"(?=过来|要来|来|到|去|进|上|后天|明天|今天|今晚|明晚|大后|下午|上午|中午|晚上|周|礼拜|星期|不|的|电话|手机"
    r"|女士|先生"
    "|小姐|说|是|和|跟|弄|办|删|撤|取消|作废|那|停|登|绑|加|今|自己|带|打车|坐|骑|在|几点|用|开|从|住|要"
    r"|[\s,.。;!?:、0-9]|$)"
)
_GIVEN = r"[^\s,.。;!?:、0-9A-Za-z的了是不来到要去电手后进]"
# Everyday words that begin like a name.
_NO_NAME = (
    "(?!周[日末一二三四五六天周年期]|马[上路桶]|高[考中铁速层价低]|游[泳戏客]|谢谢|孙[子女]|外孙|包[工裹间括]|施工"
    "|钟[点头]|戴[眼口着]|安[排装全检静]"
    "|常[来住年用]|万[一能]|方[便案式向法]|石[头材]|康复|温[度水]|程序|毛[病巾]|唐山|毕业|全[部家]|左[边右手]|尚未"
    "|金额|于是|田里|明[天晚早]|纪念|严重"
    "|易拉|关[门于系掉上]|符合|夏[天令]|江[边西苏]|路[上由灯口]|熊孩|牛奶|柳州|宁可|应该|苗木|武汉|贺[卡喜]|段时"
    "|顾[客问]|管[家理道]|卫[生浴]|祝[您你]"
    "|和[我他她]|何[时必]|白[天色]|范围|陆续|成都|贾宝)"
)
_FULL = rf"(?<!师){_NO_NAME}{_SURNAME}{_GIVEN}{{1,2}}"
_CHINESE = re.compile(
    r"(?:我叫|名叫|名字(?:是|叫)?|姓名(?:是|为)?[:\s]?|叫做?|应为|应该是|人叫|(?:户主|房主|联系人|产权人)(?:是|叫"
    rf"|:)?)\s?(?P<called>{_FULL}?){_AFTER}"
    rf"|{_KIN}(?P<kin>{_FULL}?){_AFTER}"
    rf"|(?:给|帮|让|把|为|接|和|跟|由|客人|访客|来访人员?|来访者|嘉宾|取消|撤销|删掉)[:\s]?(?P<for>{_FULL}?){_AFTER}"
    rf"|(?P<polite>{_SURNAME}{_GIVEN}{{1,2}}?)(?=先生|女士|小姐|同志)"
    rf"|(?:^|(?<=[\s,.;!?:、]))(?P<alone>{_FULL}?)(?=$|[\s,.;!?:、]|[后明今]天|不来|来不了|来过|的(?:码|通行|访客))"
    rf"|(?:^|(?<=[\s,.;!?:、]))(?P<first>(?<!师){_NO_NAME}{_SURNAME}{_GIVEN}{{2}})"
    r"(?=到|来[了没]|还|[今昨明后]天|什么时候|几点|进|的[码出证]|不|过来|是不是|已经|有没有)"
)
_WHOLE_NAME = re.compile(
    rf"(?:就写|写|我叫|我是|叫)?{_FULL}|(?:免贵)?姓[\u4e00-\u9fff][,，\s]*(?:叫)?[\u4e00-\u9fff]{{2,4}}"
)
_TITLED = re.compile(
    "(?P<titled>(?:[小阿]"
    rf"(?![孩区时狗车偷哥姐事心学组门票卡伙朋程件型吃菜费店包货猫弟妹姨爷婆公女男子姑叔嫂])[\u4e00-\u9fff]{_AFTER}"
    rf"|[老小阿]{_SURNAME}(?![序法虾额车鱼牌区型])|(?<!师){_NO_NAME}{_SURNAME}{_TITLE}))|姓(?P<surname>{_SURNAME}"
    "(?!名))"
)
_STOP = (
    r"(?!(?:A|An|The|My|This|That|It|There|What|When|Where|Who|How|Why|He|She|They|We|You|Is|Are|Can|Could"
    r"|Please|No|Yes|Any|Some"
    r"|Someone|Somebody|Nobody|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January"
    r"|February|March|April|May|June"
    r"|July|August|September|October|November|December|Hello|Hi|Dear|Thanks|Today|Tomorrow|Tonight"
    r"|Building|Block|Tower|Flat"
    "|Everyone|Everybody|Do|Did|Does|Has|Have|Let|Revoke|Cancel|Remove|Auntie|Aunt|Uncle|Xiao|Lao|Guest|Guests"
    "|Visitor|Visitors"
    r"|Parking|Nothing)\b)"
)
_CAP = rf"{_STOP}[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?"
_KIN_EN = (
    r"(?:sister|brother|friend|cousin|mother|father|mum|mom|dad|son|daughter|niece|nephew|aunt|uncle"
    r"|grand(?:son|daughter)"
    r"|nanny|nurse|cleaner|colleague|mate|partner|husband|wife|tutor|teacher|driver|plumber|electrician|朋友|同学"
    r"|同事|老师)"
)
_ENGLISH = re.compile(
    rf"(?:(?i:\b(?:called|named|name is|name's|name|i am|i'm|this is|should say|should be))|名字"
    rf"|叫)[ :]{{0,2}}(?P<called>{_CAP})"
    rf"|\b(?:Mr|Mrs|Ms|Miss|Dr|Auntie|Aunt|Uncle|Xiao|Lao|Old|Teacher|Master|Nurse|Coach)\.? (?P<titled>{_CAP})"
    rf"|{_KIN_EN},? ?(?P<kin>{_CAP})"
    rf"|(?:\b(?i:has|did|is|let|for|revoke|cancel|remove|when does|when is) )(?P<asked>{_CAP})"
    r"|\b(?:called|named|name is|name's) (?P<small>(?!(?:the|my|on|in|and|for|is)\b)[a-z]{2,12})\b"
    rf"|{_KIN_EN} (?P<low>(?!(?:who|that|from|and|will|with|may|is|has|for|coming|comes|came|arrives|visits|starts"
    "|leaves|stays|needs|wants|lands|act|pay|still|spelt|at|on|in"
    rf"|to)\b)[a-z]{{3,10}})"
    r"(?=,? (?:is|comes|coming|will|at|on|for|tomorrow|tonight)\b)"
    rf"|^(?P<first>{_CAP})(?= (?:can't|cannot|is|isn't|won't|will|has|comes|arrives|visits|wants|should|didn't"
    rf"|leaves|stays|and|can|called|cancelled"
    rf"|needs|doesn't)\b)"
    rf"|^(?P<whole>{_STOP}[A-Z][a-z]+ [A-Z][a-z]+)(?=,|$)"
    rf"|(?<=[a-z,;] )(?<!from )(?<!in )(?P<inner>{_CAP})(?! (?:bank|company|street|road|university)\b)"
    rf"|(?<=[\u3400-\u9fff])\s?(?P<mixed>{_CAP})(?=\s?[\u3400-\u9fff])"
)


_SLOT = {"titled": "called", "surname": "surname"}
# Capitalised, and no visitor.
_NOBODY = re.compile(
    "(?:[A-Z][a-z]+days?|Alipay|Apple|Wechat|WeChat|Airbnb|Haier|Didi|Uber|Meituan|Wifi|Internet|Chinese|English"
    "|Christmas|Gate"
    r"|North|South|East|West|Sir|Madam|Lobby|Unit|Mandarin|Cantonese|Entrance|Xianyu|Taobao|Beijing|Shanghai"
    "|Shenzhen|China|Mazda|Skoda|Buick|Tesla|Toyota|Honda|Audi|Volvo|Ford|Nokia|Wuhan|Suzhou|Tianjin|Chengdu"
    "|Guangzhou|Hangzhou|Zoom)$"
)


def looks_like_name(text: str) -> bool:
    """Say whether a text is a person's name and nothing else, as far as letters tell.

    >>> looks_like_name("许明远"), looks_like_name("你真笨"), looks_like_name("免贵姓佘，佘赛花")
    (True, False, True)
    """
    return _WHOLE_NAME.fullmatch(text.strip(" ,，.。")) is not None


def read(text: str) -> list[Entity]:
    """Return people who are named: `name` of those with a full name or a Latin one, `called` of 王师傅, 小李, Mr Li.

    `text` keeps its capitals, by which English names are known.
    """
    return [*_named(_CHINESE, text, "name"), *_named(_ENGLISH, text, "name"), *_named(_TITLED, text, "called")]


def _named(pattern: re.Pattern[str], text: str, slot: str) -> Iterator[Entity]:
    for match in pattern.finditer(text):
        kind = match.lastgroup or ""
        said = match[kind]
        if _NOBODY.match(said):
            continue
        yield Entity(_SLOT.get(kind, slot), said, said, match.start(kind), match.end(kind))
