"""Words of anger, despair and waiting in vain, as people write and speak them.

Patterns, one or more alternatives a line; `mood.py` joins them. English ones are whole words.
"""

ANGER = r"""
(?:真|太|很|好|烦得|越来越|这么|非常|有点|我|巨|贼|老)(?:让人)?(?:生气|恼火|窝火|火大|来气|憋屈|闹心|糟心|气愤|愤怒|寒心|心寒)
(?:^|[,，。!！ ])(?:火大|来气|恼火|窝火|闹心|糟心)|烦(?:透|得很|躁|不烦)
气(?:人|得(?:我|要|想|直|浑|手|睡)|不打一处)|气不过|一肚子(?:火|气)|憋.?(?:一肚子|了一肚)|火冒三丈|发飙
要疯了|抓狂|不像话|岂有此理|欺人太甚|欺负人|太(?:过分|离谱|差劲|气人|不负责|坑)|离了个?大谱|什么玩意
算什么(?:东西|物业|服务)|像什么样|吃[干白]饭的|干什么吃|是(?:摆设|死人|聋子|瞎子)|摆设吗
踢皮球|推来推去|互相推|推三阻四|敷衍|糊弄|忽悠|耍(?:我|人)|(?:一群|都是|你们(?:就)?(?:是|这(?:群|帮|些)))骗子|不作为
不管不问|还管不管|管不管了
到底(?:管不管|修不修|来不来|有没有人管|还修|还来|想怎|要(?:拖|等|多久|怎))
(?:^|[,，。!！?？ ])(?:他)?妈的|[真太]他妈|特么的
我[草靠艹操](?!作|场|心|办)|卧槽|特么|尼玛|混蛋|混账|王八|坑爹|有病[吧啊]|脑子有(?:病|坑)|滚(?:蛋|开|一边)
去死|傻[逼x叉]|煞笔|(?<![a-z])sb(?![a-z])|什么(?:破|烂|鬼|垃圾)|(?:破|垃圾|烂)(?:系统|软件|物业|机器人?|服务|态度)
(?:垃圾|破|烂)(?:玩意|东西)|(?:这|啥)(?:破|鬼)(?:东西|玩意|系统|机器|软件)
忍(?:你们)?(?:很久|够|不了|无可忍)|受够|没完没了|(?:打|告|找)(?:12345|市长热线|媒体|电视台|记者)|曝光你
(?:去|要)(?:法院|起诉)|给(?:你们)?差评|火滚|好嬲|嬲死|激气|顶唔顺|顶你|搞乜鬼|有冇搞错|扑街|好燥|鬼火冒
冒火得很|(?:气|烦|怄)死(?:老子|个人)|(?:我|老子)(?:都|真)?毛了|(?:^|[,，。 ])遭不住
龟儿|锤子(?:物业|服务|系统)|急眼了|整的(?:啥|什么)玩意
咋整的这么|气煞|触气|戳气|惹气|勿来三|搞啥(?:名堂|百叶结)
"""
ANGER_EN = r"""
(?:are|will) you (?:guys |people |ever |even )*(?:going to )?(?:do|fix|deal|help)\b.{0,40}\b(?:or not|at all|or what)
do(?:es)? (?:you|any(?:one|body)) (?:there )?(?:even|actually|really) (?:care|bother|read this)
(?:so|very|really|extremely|bloody|damn|getting|i'?m|am) (?:angry|furious|mad at|pissed|annoyed|frustrated|upset)
fuming|furious|livid|pissed off|fed up|sick (?:and tired )?of|ridiculous|unacceptable|outrageous
disgraceful|(?:is|'s|what|such|just) a joke|a disgrace|wtf|what the (?:hell|f\w*)|for (?:god'?s|heaven'?s|f\w+) sake
bullshit|crap|stupid|idiots?|useless|incompetent|f{1,5}u{1,5}c{1,5}k\w*|damn(?: it)?|shame on|had it with|had enough
enough is enough|driving me (?:mad|crazy|insane|nuts)|lost my patience|patience is
do(?:es)? (?:any|no)body care|worst
"""
SLIP = r"""
(?:烦|(?<![暖空煤燃然天热蒸排供停水])气|急|恨|怄|呕)(?:死|炸|疯|坏|煞|晕|爆)(?:个?人|我|老子|俺|额|老娘)?|激死
"""
NOT_ANGRY = r"""
(?:不|没|没有|别|不要|从不|不会|消消|莫|唔好)(?:再)?(?:生|发|上|动|斗)?(?:气|火|脾气|恼|嬲)(?!站)
不是(?:骂|怪|针对)
(?:邻居|楼上|老板|老公|老婆|孩子|儿子|女儿|他|她|别人|人家)(?:[^,，。!！]{0,6})(?:生气|发火|发飙|骂人|骂我|急眼|气死了|气坏了|妈的)
"""
NOT_ANGRY_EN = r"""
(?:not|isn'?t|never|wasn'?t|don'?t be|aren'?t) (?:\w+ )?(?:angry|furious|mad|annoyed|upset|stupid|useless|ridiculous)
(?:neighbou?r|boss|husband|wife|he|she|they)(?: is|'s| was| are| were)? (?:\w+ )?(?:angry|furious|mad|annoyed|upset)
"""
JOY = r"""
好看|漂亮|真美|太美|喜欢|好吃|可爱|开心|高兴|帅|太棒|真棒|羡慕|哈哈|嘻嘻|笑死|逗|爱了|种草|便宜|中奖
惊喜|谢谢|感谢|好玩|神仙
"""
JOY_EN = r"""
love|gorgeous|lovely|lol|haha\w*|adorable|so (?:pretty|cute|good)|amazing|thanks?|thank you
"""
TROUBLE = r"""
不亮|不转|不行|不响|不热|不通|不制冷|不来|不管|没修|没人|没好|没电|没水|没网|坏|漏|堵|断|停|裂|吵|臭|掉
卡|打不开|关不|还没|又(?:没|不|是)|着火|投诉
"""
TROUBLE_EN = r"""
broken?|leak\w*|still|nobody|no one|never|again|not|stuck|out|blocked|smell\w*|noise|noisy
"""
DESPAIR = r"""
(?:真|实在|快|都)(?:的)?(?:受不了|撑不住|扛不住|崩溃|绝望)|(?:真|实在)(?:的)?(?:没办法|没辙|没法)|受不了了|崩溃了?$|要崩溃
没法(?:过|活|住)了|日子(?:没|怎么)(?:法)?过|求(?:求|你|您)(?!职)|怎么办(?:啊|呀|哪|才好)[^。]*$
(?:我)?(?:真|实在|完全|根本)?(?:不会(?=弄|用|按|打字|操作)|弄不(?:来|懂|明白)|搞不(?:来|懂|明白|清)|看不(?:懂|明白)|学不会|整不明白)(?:弄|用|这个|啊|呀|了|按|打字|操作|嘛|咧)*[,，。!！]?$
急(?:得|哭|坏|疯)|想哭|哭了|老了不中用|脑子(?:不好使|跟不上|要炸)|心(?:里)?(?:好|很|太|真)?(?:苦|累)
冇计|点算好|点搞啊|咋个办嘛|愁死|愁人|作孽
"""
DESPAIR_EN = r"""
i give up|i (?:just |really )?can'?t (?:take|stand|bear|cope|do this|go on)|at my wit'?s'? end|desperate|at a loss
i (?:really )?don'?t know (?:what|how) to
too (?:hard|difficult|complicated) for me|i'?m lost|i'?m too old|begging you
please,? (?:somebody|someone) help|i'?m (?:in tears|crying)
"""
UNHEARD = r"""
(?<!跟[他她])(?:说|讲|问|打|重复)(?:了|过|咗)?(?:你)?(?:好几|几|多少|无数|两|三|四|五|六|七|八|九|十|\d+)(?:十|百)?(?:遍|次|回)
(?:说|讲|扯|聊)了?半天|听不懂(?:人话|吗|我)|听(?:得)?懂(?:没|吗)|答非所问|鸡同鸭讲|绕来绕去|翻来覆去
不是(?:说|讲)(?:了|过)吗|怎么(?:还|老|总)(?:是)?(?:听不懂|不明白|不懂|问)
你(?:到底|都?在)(?:说|讲)(?:些)?什么|(?:还|又)不(?:明白|懂)|复读
"""
UNHEARD_EN = r"""
i already (?:told|said)|(?:told|asked) you(?: \w+){0,3} times|said (?:it|that|this|so)(?: \w+){0,2} times
you(?:'re| are) not (?:listening|getting|helping)
(?:you|it|this|bot) (?:just )?(?:don'?t|do not|doesn'?t|can'?t) (?:even )?(?:understand|get (?:it|me)|listen)
don'?t you (?:understand|get|listen)|not what i (?:said|asked|meant)
same answer|over and over|how many times (?:do|must|have|should) i
"""
WAITING = r"""
(?:没|没有|冇|冇得|莫得|没得|唔见|不见)(?:个)?(?:人|师傅|谁|动静|下文|回音|音信|音讯|回复|回话|回应|消息|反应|进展|结果)
(?:还|都|也|就|仍|一直|迟迟|总)(?:是)?(?:没|没有|不|未)(?:见)?(?:来|到|修|弄|管|理|处理|解决|安排|派|上门|回|联系|有人|好|搞定|见人)
怎么(?:还|老|总|一直)?(?:不|没|没有)(?:有人|人|来|见人|修|派|上门|弄|管|处理|解决|回)
等(?:了|咗)(?!.{0,3}师傅来)[^,，。]{0,4}(?:天|日|小时|钟头|礼拜|星期|周|月|年|久|半天|上午|下午)
(?:催|报|报修|反映|投诉|登记|打电话)(?:了|过|咗)?[^,，。]{0,4}(?:次|遍|回|天|个?礼拜|个?星期|个?月|周|多久|年)
石沉大海|(?:管不管|来不来|修不修)(?!理|得|了)|有没有人(?:管|理|来)|不管不问|不理不睬|不闻不问|拖(?:了|到|着|延)|(?:要|还)(?:等|拖)到
"""
WAITING_EN = r"""
(?:are|will) you (?:guys |people |ever |even )*(?:going to )?(?:do|fix|deal|help)\b.{0,40}\b(?:or not|at all|or what)
do(?:es)? (?:you|any(?:one|body)) (?:there )?(?:even|actually|really) (?:care|bother|read this)
no(?:body| ?one)(?: has| ever|'s)? (?:came|come|comes|shown|showed|turned|called|answered?|fixed|cares?|bothered)
still (?:waiting|no|not|nobody|hasn'?t|haven'?t|isn'?t|broken|unfixed)
(?:been )?waiting (?:for )?(?:\w+ )?(?:days?|weeks?|hours?|months?|ages|forever)
how (?:much|many more \w+) longer
(?:hasn'?t|haven'?t|never) (?:come|came|been (?:here|fixed)|shown|fixed|heard)
(?:reported|told|called|asked)(?: \w+){0,4} (?:days?|weeks?|times|months?)(?: ago)?
"""
OVERDUE = r"""
(?:都|已经|这都|整整)(?:过去)?(?:了)?(?:快|好|大)?(?:几|半|一|两|三|四|五|六|七|八|九|十|\d+)多?(?:个)?(?:天|日|小时|钟头|礼拜|星期|周|月|年)
"""
OVERDUE_EN = r"""
(?:it'?s been|for|after) (?:over |more than |almost )?\w+ (?:days?|weeks?|months?|hours?)
"""
AIMED = r"""
你|您|恁|侬|物业|管家|系统|机器|软件|客服|工作人员|师傅|这(?:个)?(?:破|鬼|什么)
"""
AIMED_EN = r"""
you|your|system|bot|robot|machine|app|property|management|staff|service|nobody|no ?one|this
"""
QUEUE = r"""
(?:还)?要?等(?:多久|多长时间|几久|到(?:几点|什么时候))|轮到我|排(?:到)?(?:第?几|哪)
什么时候(?:才|会|能)?有人(?!在家)|几点有人|前面(?:还)?(?:有)?(?:几|多少)|(?:人工|客服|真人|工作人员)(?:呢|怎么|来了|在哪|什么时候)
"""
QUEUE_EN = r"""
how (?:long|many)(?: more)?(?: will| do| must| does| people| before| are)|my turn|in the queue|in line
is (?:anyone|somebody|someone) coming
"""
