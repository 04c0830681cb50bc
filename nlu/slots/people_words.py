"""Words for people, as patterns."""

NOUN = (
    "(?:大人|小孩|孩子|小朋友|(?<=[个位])人|人(?![制篮足赛间床份餐座车脸机造工才民员])|朋友|同学|闺蜜|姐妹|兄弟|哥们|客人|同事|老人|老头|老太|家长|家人|亲友|亲戚|邻居|业主"
    "|工人|师傅|工友|娃|老师"
    "|学生|队员|选手|队友|球友|小伙|姑娘|大姐|大哥|大叔|老爷们|大妈|大爷|阿姨|男的|女的|[男女]生|员工|位子|名额|座位"
    "|colleagues|friends?|mates|kids)"
)
_HAN = r"(?![没无有让给叫找请帮派放的了和跟个来去到用])[\u4e00-\u9fff]"
# Who is called by what they do or are: 三个木工, 七八个书友, 四个大汉. A measure word must stand before them.
KIND = (
    rf"(?:(?!机器)(?:{_HAN}){{1,2}}人(?![机工])|(?!动员)(?:{_HAN}){{1,2}}员(?![卡证价])|(?:{_HAN})友"
    "|(?:木|瓦|电|小|护|水电|油漆|钟点|小时|清洁|搬运|装修|安装|维修|施工)工|[大壮老]汉子?|汉子|[大小]伙子?|小?年轻|青年|丫头"
    "|[小男女]娃|小子|家属|亲家|亲眷|老乡|司机|护士|医生|大夫|教练|评委|律师|会计|老板|保姆|保洁|保安|中介|外教|学徒|徒弟"
    "|闺女|女儿|儿子|孙子|孙女|外孙|侄[子女儿]|外甥|妈妈|爸爸|奶奶|爷爷|舅舅|姑姑|叔叔|爹妈|老同学|老朋友|小孩子|搭子)"
)
SORT = (
    "(?:大人?(?!件|门)|成人|家长|老[的人]|男[的生]?|女[的生]?|小(?:的|孩子?|朋友)?(?![时区件门])|孩子|儿童|娃娃?|婴儿)"
)
SORT_EN = "(?:adults?|grown-?ups?|child(?:ren)?|kids?|seniors?|babies|baby|toddlers?|teens?)"
SEAT = "(?:位子|位(?![置子点次数])|名额|席位|座位?|座儿|门?票|人?名(?!字)|seats?)"
GROUP = (
    "(?:[我俺咱]们?(?:家|单元|队|班|部门|公司|几家)?|就|[这那]|业委会|姐妹|兄弟|同学|朋友|同事|闺蜜|孩子|老头|家长"
    "|亲戚|客人|师傅|工人|老乡|战友|家属|[书牌棋球舞]友|老太太?|公司"
    "|有人来[^,.;!?]{0,4},|队里?|部门|出|凑了?|来了?|带了?|请了?|约了?)"
)
PAIR = "(?:[爷娘姐哥][儿们]?|母女|母子|父子|父女|夫妻|兄弟|姐妹|姊妹|祖孙|爷孙|婆媳|婆孙|公婆|师徒)[俩仨]"
_KINDS_EN = (
    "mums?|moms?|dads?|mothers|fathers|parents|grandparents|grandkids|grandchildren|sons|daughters|brothers|sisters"
    "|siblings|cousins|nephews|nieces|uncles|aunts|aunties|classmates|roommates|flatmates|co-?workers|teachers|tutors"
    "|technicians|inspectors|engineers|electricians|plumbers|carpenters|decorators|installers|cleaners|nurses|doctors"
    "|clients|customers|attendees|participants|residents|tenants|members|singers|dancers|musicians|swimmers|runners"
    "|volunteers|witnesses|interviewees|applicants|blokes|chaps|buddies|pals|toddlers|teens|teenagers|delegates"
    "|students|guests|friends|colleagues|visitors|relatives"
)
KIND_EN = f"(?:{_KINDS_EN})"
NOUN_EN = (
    "(?:people|ppl|mates|workers|players|seats|persons?|kids|children|adults?|guest|pax|men|women|pupils|folks|lads"
    f"|girls|boys|guys|heads|seniors?|gents|painters|movers|neighbours|teammates|ladies|gentlemen|of us|{_KINDS_EN})"
    r"(?! (?:spaces?|parking|spots?|bays?|rooms?|pass(?:es)?|codes?|house|car)\b)"
)
# What may not stand between a number and the people it counts: at 8 for kids, 10 year old boys.
NO_PERSON_EN = (
    r"(?!(?:for|and|the|with|from|but|are|is|his|her|our|who|that|has|have|was|were|will|year|years|months?|days?"
    r"|hours?|minutes?|o'clock|if|or|to|then|my|so)\b)"
)
