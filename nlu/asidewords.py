"""Words of what people say beside the matter (nlu/asides.py); English in whole messages stands without spaces."""

import re

BEFORE = (
    r"(?:喂|哎|诶|嘿|那个?|请问|小邻|我?想?问[一下你您]*|话说|对了|等一?下|先?等等|等阵先?|唉|顺便问?|帮我看看|告诉我"
    r"|跟我说|你说|您说"
    r"|你知道|hey|excuse me|by the way|btw|ok(?:ay)?|please|can you tell me|tell me|do you know|so|wait|hello|hi)*"
)
AFTER = (
    r"(?:啊|呀|呢|吗|嘛|吧|哦|了|的|呗|不|伐|噻|哈|呐|来着|撒|嘞|喔|哇|[㗎架喎噃啩先]|没有?|谢谢|告诉我|好吗|行吗|please"
    r"|thanks?|today|now|then)*"
)
_DAY = (
    r"(?:今天|明天|后天|大后天|昨天|现在|外面|这两天|这几天|周末|晚上|今晚|明晚|下午|早上|上午|出门|这边"
    r"|小区|我们这)*的?"
)
_MODE = r"(?:老年人?|老人|长辈|适老化?|关怀|大字)(?:模式|版)"
_TOO_SMALL = r"(?:字|字体|字号)(?:实在|有点|都)?太小|(?:字|字体|字号).{0,3}看不清楚?"
LARGER = (
    rf"(?:给我|帮我|请|把|我要|我想用?)*(?:打开|开启|开|切换到?|换成|改成|用|要|有没有|进入)?{_MODE}"
    r"|(?:把|请|能不能|可以|帮我|给我)*(?:字|字体|字号)(?:能不能|可以|再|请|给我|帮我)*(?:放|调|弄|变|搞|写"
    r"|整)?得?大(?:一?[些点]儿?)?"
    rf"|(?:{_TOO_SMALL}|我?(?:年纪|岁数)大了|我?老了|人老了|我?(?:老花眼|老花|眼睛(?:老花|花|不好|不好使|不行)了?))"
    rf"(?:{_TOO_SMALL}|看不清楚?|看不见|听不懂|看不懂|反应慢|记不住|慢[一点些]*说?|说慢[一点些]*|简单[一点些]*"
    rf"|说|讲|我|你|您|请|字|大[一点些]+)*"
    r"|(?:larger|bigger|large|big)(?:print|text|letters|font)|(?:elder|elderly|senior|largeprint)mode"
    r"|(?:im|iam)(?:an?)?(?:very)?old(?:man|woman|person|lady)?(?:speakslowly|keepitsimple)?|myeyesarebad"
    r"|icantreadsmall(?:text|print|letters)"
)
USUAL = (
    rf"(?:关掉?|关闭|退出|取消|不要|不用|别用)(?:这个?)?{_MODE}"
    r"|(?:恢复|换回|调回|切回|改回|变回)(?:到|成)?(?:正常|普通|标准|原来)(?:的)?(?:模式|字体|大小|样子|速度"
    r"|显示|说话)?"
    r"|(?:字|字体)(?:太大|小[一点些]+|调小|改小)|(?:不用|别)(?:这么|那么)慢|说快[一点些]*|正常说话?"
    r"|(?:normal|standard|usual)(?:mode|text|speed|view)|faster|speakfaster|smallertext|(?:turnoff"
    r"|leave)(?:elder|senior)mode"
)
_WHO = (
    r"谁|哪[位个]|什么(?:人|东西|名字|来头|机器)|啥|真人|活人|(?:个|一个)?人工?(?:客服)?|机器人?|电脑|程序|ai"
    r"|人工智能|智能助手|客服|男的?|女的?"
    r"|chatgpt|gpt|deepseek|豆包|文心一言|siri|小爱|大模型|小区的人|物业的人|物业"
)
ITSELF = (
    rf"(?:你|您)(?:到底|究竟|其实|就|该不会|不会|莫非|真)?(?:是不是|是|系|算)(?:个|一个"
    rf"|一台)?(?:{_WHO})(?:(?:还是|定系?|抑或).{{1,5}})?(?:[哦啊呀嘛呢]*叫(?:什么|啥)(?:名字)?)?"
    r"|(?:你|您)(?:的)?(?:名字)?(?:叫|姓)(?:什么|啥)(?:名字)?|(?:你|您)有(?:没有)?名字|(?:你|您)(?:多大|几岁"
    r"|今年多大|多少岁)"
    r"|(?:我)?(?:现在)?(?:是)?(?:在)?(?:跟|和|同)(?:谁|哪个|什么人|真人|机器人?|人)(?:在)?(?:说话|聊天?|讲话|讲)"
    r"|(?:对面|那头|这边|这里|这)(?:到底)?是(?:不是)?(?:真人|人工?|机器人?|电脑|谁|ai)(?:(?:还是|定系?|抑或).{1,5})?"
    r"|(?:谁|哪个公司|哪家公司|什么公司)(?:做|造|开发|设计|训练|发明)(?:了)?(?:的)?(?:你|您)|(?:你"
    r"|您)(?:是)?(?:谁|哪家|哪个公司)(?:做|造|开发|设计)"
    r"|(?:你|您)(?:有|会有|有没有)(?:感情|思想|心|意识|家人|女朋友|男朋友|老公|老婆|孩子)"
    r"|(?:who|what)(?:are|r)(?:you|u)|whoisthis|whatsyourname|whatisyourname|whoami?talkingto|whomadeyou"
    r"|howoldareyou"
    r"|(?:areyou|ru|isthis|isit|amitalkingto|doitalkto)(?:really|just|actually)?(?:an?|the)?(?:real)?(?:robot"
    r"|bot|ai|human|person|machine|chatbot|computer|chatgpt|program|real)"
    r"(?:or(?:an?)?(?:real)?(?:robot|bot|human|person|machine|ai))?(?:being)?"
)
_TALKED = r"(?:说|讲|聊|发|写)?(?:过|了)?的?(?:话|聊天记录|聊天|对话|谈话|声音|说话|内容|信息|语音|照片|东西)"
RECORDS = (
    rf"(?:你们?|您|这里|这个|它|机器人?|手机|系统)(?:会不会|是不是|有没有|会|在|是在|能|一直|偷偷|都)*(?:给|把"
    rf"|对)?(?:我|我们)?(?:进行)?"
    rf"(?:录音|录我的?音?|录下来|录着|监听|偷听|窃听|录像)(?:我们?)?(?:{_TALKED})?"
    rf"|(?:你们?|您|这里|这个|系统)(?:会不会|是不是|有没有|会|都)(?:一直|偷偷|都)?(?:把)?(?:记录|保存|存|记|留"
    rf"|泄露|外传)(?:着|下来?)?(?:我们?)?{_TALKED}"
    rf"|(?:我们?|咱们?)(?:跟你|和你)?{_TALKED}(?:你们?|您)?(?:会不会|会|有没有|都|是不是|能)(?:被|给"
    rf"|让)?(?:你们?|别人|人|谁|物业|外人)?"
    r"(?:录音|录下来|录|保存|存|记下来|记录|记|听到|听见|看到|看见|偷听|知道|泄露)(?:下来)?(?:起来)?"
    r"|(?:areyou|doyou|isthis|isit|doesthis)(?:being)?(?:secretly|always)?(?:record|save|store|keep"
    r"|listen)(?:ing|ed)?(?:to)?(?:me|us|this|it)?"
    r"(?:whatisay|myvoice|mywords|mymessages|thechat|thisconversation|ourconversation|thiscall|chat|call)?"
    r"|(?:who|can(?:any|some)(?:one|body)else)(?:can)?(?:read|see|hear)(?:s)?(?:this|mymessages|whatiwrite"
    r"|whatisay|thischat)"
)
TIME = (
    r"(?:现在|这会儿|这阵|眼下|目前)(?:是)?(?:北京时间)?(?:几点钟?|什么时间|几点几分|什么时候|什么钟点)"
    r"|(?:是)?(?:几点钟?|几点几分|什么时间|什么时候)了"
    r"|北京时间(?:是)?(?:多少|几点)?|(?:报|对)(?:个|一下)?(?:时间|时|表)|看看?几点了?"
    r"|what(?:s|is)?(?:the)?time(?:is)?(?:it)?|whattimeisit|(?:have|got)thetime"
)
DATE = (
    r"(?:今天|今日|明天|后天|昨天)(?:是)?(?:几月)?(?:几号|几日|星期几|周几|什么日子|哪天|多少号)(?:(?:和"
    r"|，)?(?:星期几|周几|几号))?|(?:现在)?(?:是)?几月几[号日]"
    r"|what(?:s|is)?(?:the|todays)?(?:date|day)(?:is)?(?:it|today)?(?:today|tomorrow)?|what(?:day"
    r"|date)(?:is)?(?:it|today|tomorrow)"
)
WEATHER = (
    rf"{_DAY}(?:天气|气温|雾霾)(?:预报)?(?:怎么样|怎么|如何|好不好|好|热不热|冷不冷|是?多少度?"
    rf"|是什么|严不严重|严重)"
    rf"|{_DAY}(?:天气预报|天气)|{_DAY}(?:会不会|会|要不要|是不是要|有没有|有|要)(?:[下落]大?[雨雪]|降温|刮风|雨"
    rf"|雪|台风|打雷)(?:吗|不|没有|呢)"
    rf"|{_DAY}(?:会不会|是不是要|有没有)(?:[下落]大?[雨雪]|降温|刮风|雨|雪|台风|打雷)"
    r"|(?:今天|明天|外面|今晚)(?:是)?(?:多少度|几度|冷不冷|热不热|冷吗|热吗)|(?:今天|明天|出门)?(?:要不要"
    r"|用不用|需不需要|要|需要)(?:带伞|穿棉袄|穿秋裤|加衣服?)"
    r"|(?:hows|howis|whats|whatis)(?:the)?weather(?:like)?(?:today|tomorrow)?|weather(?:forecast)?|(?:will"
    r"|is)it(?:going)?(?:to)?(?:rain|snow)(?:ing)?"
    r"(?:today|tomorrow|tonight)?|howhotisit(?:outside)?|doineedanumbrella"
)
JOKE = (
    r"(?:给|跟|为)?(?:我|我们|孩子|孙子|孙女)?(?:能不能|会不会|可以|你会|会|再|你)*(?:给我)?(?:讲|说|来|唱|背"
    r"|念|写|猜)(?:一?个|一?首|一?段|一?句|点|几个)?.{0,3}"
    r"(?:笑话|故事|歌|首歌|戏|诗|段子|相声|绕口令|脑筋急转弯|谜语|歇后语|京剧)(?:给?我?听听?|来听听|解闷"
    r"|给.{1,3}听)?"
    r"|(?:tell|sing|read)(?:me|us)?(?:an?|another)?(?:joke|story|song|poem|riddle)|doyouknow(?:any|a)jokes?"
)
COMPANY = (
    r"(?:你|您)?(?:能不能|可以|能)?(?:陪|跟|和)(?:陪)?我(?:一起)?(?:聊聊天?|聊一?会儿?天?|聊天|说说话"
    r"|说会儿?话|说话|唠唠嗑?|唠嗑|解闷|待一?会儿?)"
    r"|我?(?:一个人)?(?:在家)?(?:好|很|太|真|有点|挺)?(?:孤单|孤独|寂寞|无聊|闷得慌)(?:得很|得慌|死了"
    r"|极了)?|(?:都)?没(?:有)?人(?:陪我?|跟我?)(?:说说?话|聊聊?天)"
    r"|(?:你|您)?(?:陪|跟|同)我(?:摆|摆一?[下哈]|倾)?(?:龙门阵|[下吓哈]?[偈计]|倾[下吓]?)"
    r"|(?:iam|im|ifeel)(?:so|very|a(?:bit|little))?(?:lonely|bored)|(?:talk|chat)(?:with|to)me"
)
INSULT = (
    r"(?:你|您)(?:们)?(?:个|这个?)?(?:真是|真|太|是|就是|怎么这么|咋这么|这么|好)*(?:个|一个|大|什么)*"
    r"(?:笨|蠢|傻|废物|垃圾|白痴|智障|笨蛋|傻瓜|蠢货|傻[逼比叉x]|sb|弱智|没用|神经病|有病|混蛋|王八蛋|讨厌"
    r"|烦人|饭桶|木头|去死|滚蛋?)(?:的|东西|玩意儿?|机器人?|人|死|透|得很|极)*"
    r"|(?:傻[逼比叉x]|sb|滚|滚蛋|滚开|白痴|智障|蠢货|混蛋|王八蛋|他妈的|妈的|去你妈的|放屁"
    r"|什么破玩意儿?|什么破机器人?|破机器人?|垃圾机器人|人工智障)"
    r"|(?:you|u)(?:are|re|r)(?:so|really|an?|such|absolutely|totally|just)*(?:stupid|useless|dumb|idiot|moron"
    r"|trash|garbage|terrible|rubbish)(?:bot|robot|machine)?"
    r"|stupid(?:bot|robot|machine)|(?:fuck|screw)(?:you|off)|shutup|idiot"
)
_OTHER = (
    r"(?:所有|全部|每个|全小区|整个小区|全楼|整栋楼|别人|邻居|隔壁|人家|楼上|楼下|对门|其他|别家"
    r"|大家)的?(?:那?个?人|业主|住户|居民|邻居|家|那家|户|那户|老[张王李赵刘陈])*"
    r"(?:家)?(?:的|们的)?(?:所有|全部)?(?:电话|手机号?码?|号码|姓名|名字|名单|信息|资料|住址|地址|身份证号?码?"
    r"|密码|隐私|联系方式|账单|欠费)"
)
OTHERS = (
    rf"(?:把|给我|告诉我|发我|帮我查|查一?下?|列出?|导出|我要看?|我想要|看看"
    rf"|你知道)*{_OTHER}(?:和.{{2,6}})?(?:都|全部?|一起|统统)?"
    r"(?:给我|告诉我|发给?我|发过来|列出来|报出来|导出来?|念一遍|看看|说一?下|查一下|是多少|是什么|多少|一份"
    r"|一下|看一下)*"
    r"|(?:give|show|send|tell|list)(?:me)?(?:all|every|the)*(?:other)?(?:residents?|neighbou?rs?|owners?"
    r"|everyone|everybody|users?|peoples?|customers?)"
    r"(?:s)?(?:the|all)?(?:phone|names?|numbers?|address(?:es)?|data|passwords?|list|personal|information|info"
    r"|and)+"
    r"|(?:what(?:s|is))?(?:my|the)neighbou?rs(?:phone)?(?:number|name|address)|passwords?of(?:all"
    r"|every)(?:users?|residents?)"
)
ORDERS = re.compile(
    r"(?:忽略|无视|忘记|忘掉|忘了|不要管|别管|抛开|绕过|跳过)(?:掉|了)?.{0,6}(?:之前|以前|前面|上面|先前|所有"
    r"|一切|原来|你的|您的|系统|全部).{0,6}"
    r"(?:指令|指示|提示词?|规则|设定|命令|限制|规矩)"
    r"|(?:系统|初始|隐藏|内部)(?:提示词|指令|prompt)|(?:进入|打开|开启|切换到?)(?:开发者|管理员|调试|上帝|越狱"
    r"|dan)模式"
    r"|(?:从现在(?:起|开始)|现在)你(?:就)?是.{0,8}(?:管理员|黑客|没有限制|开发者|猫娘)"
    r"|我是(?:你的)?(?:系统管理员|管理员|开发者|超级用户|root)"
    r"|\bignore (?:all |any |your |the |my |previous |prior |above |earlier )+(?:instructions?|rules|prompts?"
    r"|messages?)"
    r"|\b(?:system|hidden|initial) prompt\b|\byour (?:instructions|prompt)\b|\b(?:developer|admin|debug|god"
    r"|dan) mode\b|\bjailbreak\b"
    r"|\b(?:you are now|act as|pretend to be) (?:an? |the )?(?:admin|administrator|developer|root|hacker|dan"
    r"|unrestricted)"
    r"|\bselect\b.+\bfrom\b|\bdrop\s+(?:table|database)\b|\binsert\s+into\b|\bdelete\s+from\b"
    r"|\bupdate\s+\w+\s+set\b|\bunion\s+(?:all\s+)?select\b"
    r"|'\s*(?:or|and)\s*'?1'?\s*=\s*'?1|<\s*/?script|<\s*img\b|\bonerror\s*=|\{\{.*\}\}|\$\{.*\}|\brm\s+-rf\b"
    r"|\bsudo\s|__import__|\beval\s*\(|\.\./\.\./"
)
FRAUD = re.compile(
    r"(?:电话|短信|链接|微信|消息|客服|网上).{0,12}(?:骗子|诈骗|骗人|骗钱|骗我)|(?:是不是|会不会是)(?:骗子|诈骗)$"
    r"|被(?:电话|网上|人)?(?:诈骗|骗)(?:了|钱)|(?:要|叫|让|喊)我.{0,4}(?:转账|汇款|打钱|转钱|验证码"
    r"|共享屏幕|下载)|安全账户|中奖了?.{0,8}(?:税|手续费|领)"
    r"|(?:自称|冒充).{0,6}(?:公安|警察|银行|客服|法院|社保)|刷单|杀猪盘|\bis (?:this|it) a (?:scam|fraud)\b|\b(?:asked?"
    r"|want)s? me to (?:transfer|send) money\b|\bverification code\b"
)
_SYMPTOM = (
    r"血压|血糖|血脂|糖尿病|感冒|咳嗽|发烧|发热|高烧|低烧|脑壳[痛疼昏]|头疼|头痛|头晕|腰疼|腰痛|膝盖|关节|失眠|睡不着|便秘"
    r"|拉肚子|胃疼|胃痛|肚子疼|过敏|心脏病|中风|癌|肿瘤|牙疼|牙痛|皮疹|湿疹|痔疮|痛风"
    r"|前列腺|更年期|抑郁|怀孕|月经|化验单|体检报告|ct|核磁"
)
MEDICAL_ASKED = (
    r"[吃喝用买换停开打][了点些]?(?:什么|啥|哪种|哪个)(?:药|针|膏药)|药(?:片|物)?.{0,6}(?:怎么吃"
    r"|吃几[片粒次颗]|饭前|饭后|能不能|可以|副作用|一起吃|停)"
    rf"|(?:{_SYMPTOM}).{{0,8}}(?:怎么办|怎么治|怎么回事|吃什么|吃啥|能不能[吃喝用]|能吃|可以吃|要不要紧|要紧|正常吗"
    rf"|严重吗|挂什么科|看什么科|忌口|偏方|贴什么)"
    r"|(?:挂|看)(?:什么|哪个)科|偏方|\bwhat (?:medicine|pills?|drugs?)\b|\bshould i take\b.{0,20}\b(?:pill"
    r"|aspirin|medicine|antibiotic|ibuprofen)"
    r"|\b(?:is|are) my (?:blood pressure|blood sugar|fever|cough|rash)\b|\bdosage\b|\bside effects?\b"
)
MEDICAL = re.compile(
    rf"{MEDICAL_ASKED}|{_SYMPTOM}|吃药|药|医院|医生|大夫|挂号|看病|治病|疫苗|膏药|打针|手术|"
    r"\b(?:doctor|hospital|medicine|pills?|fever|cough|headache|clinic|vaccine|diabetes|blood pressure|symptoms?)\b"
)
LEGAL_ASKED = (
    r"(?:违法|犯法|犯罪|合法|合不合法|算不算违约)(?:吗|么|不|呢)|(?:怎么|能不能|可以|要不要|去哪|想)(?:告(?!诉|知)|起诉"
    r"|打官司|立遗嘱|写遗嘱|离婚|仲裁|维权)|(?:遗产|房产|财产|抚养权).{0,6}(?:怎么分|归谁|怎么继承|分割)"
    r"|(?:能|可以|该)(?:赔|判)(?:我|多少|几年)|要坐牢|判几年|\b(?:can|should|how do) i (?:sue|divorce"
    r"|file a lawsuit)\b|\bis it (?:legal|illegal)\b|\bsue (?:my|him|her|them|the)\b"
)
LEGAL = re.compile(
    rf"{LEGAL_ASKED}|律师|官司|起诉|诉讼|法院|离婚|遗嘱|遗产|继承|抚养|仲裁|法律|违法|犯法|判刑|借条|欠条"
    rf"|欠钱不还|拖欠工资|合同|公证|"
    r"\b(?:lawyer|attorney|lawsuit|court|divorce|legal advice|inheritance|custody)\b"
)
MONEY_ASKED = (
    r"(?:股票|基金|理财|黄金|比特币|保险|国债|定期|存款|房子|期货|信托|币).{0,10}(?:能买|该买|值得买|可以买"
    r"|要不要买|买哪|哪[个家]好|会涨|会跌|涨不涨|割肉|抛|加仓|划算|靠谱|利息)"
    r"|(?:买|炒|投)(?:什么|哪[个只支种]|点)(?:股票?|基金|理财|币)|怎么(?:投资|理财|炒股|赚钱)|\b(?:should i"
    r"|which) (?:buy|invest|sell|stock|fund)s?\b|\binvest(?:ing)? in\b"
)
MONEY = re.compile(
    rf"{MONEY_ASKED}|股票|股市|炒股|大盘|指数|基金|理财|比特币|投资|期货|黄金|国债|定期存款|利率|贷款|房贷"
    rf"|信用卡|征信|花呗|借呗|彩票|双色球|房价|"
    r"\b(?:stocks?|shares|bitcoin|crypto|invest(?:ment)?s?|mutual funds?|mortgage|loans?|lottery|interest rates?)\b"
)
OFFICE = re.compile(
    r"身份证|社保|医保|公积金|护照|通行证|户口|居住证|驾照|驾驶证|违章|罚单|年检|退休金|养老金|低保|结婚证"
    r"|营业执照|个税|"
    r"\b(?:passport|visa|residence permit|driving licence|driver'?s license|social insurance|tax refund)\b"
)
OURS = re.compile(
    r"物业|小区|楼[上下道]|邻居|业委会|业主|维修[基资]金|社区|门岗|停车|电梯|隔离|[煤燃]气|一氧化碳|讲座|课|取件码|你们|您们|\b(?:property|community"
    r"|neighbou?rs?)\b"
)
ABOUT_WEATHER = re.compile(r"天气|下雨|下雪|气温|雾霾|台风|多少度|带伞|\bweather\b|\brain(?:ing)?\b|\bforecast\b")
ABOUT_JOKES = re.compile(r"笑话|讲.{0,6}故事|唱.{0,3}歌|段子|脑筋急转弯|\bjoke\b|\bsing\b")
