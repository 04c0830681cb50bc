"""Turns of speech that tell of danger without a word for it: worth a question whatever a model makes of the rest.

Each is a list of patterns that must all be found, in simplified lower-case text. Nobody is paged for them.
"""

import re

_HELD = r"没反应|没动静|不动|停了|停[在住下]|打不开|开不[了开]|不开门|不开$|往下[掉坠滑]|死机|卡住"
_WEAK = (
    r"没.{0,4}[劲力]|[劲力](?:儿|气)?(?:都|也)?没|动不了|动弹不|不听使唤|使不上|抬不起|起不来|站不[起住]|爬不起|没知觉"
)
_PLIGHTS: tuple[tuple[str, ...], ...] = (
    # In a lift that does not open: who says where they are needs no word for being caught.
    (r"(?:[我咱俺们人狗]|娃|孩子|老人|老伴|奶奶|爷爷)[^,.!?，。]{0,6}(?:电梯|轿厢|梯子?)(?:里|当中|中间)", _HELD),
    (
        r"\b(?:i'?m|i am|we'?re|we are|me|us|(?:he|she)(?:'s| is)|they'?re)\b.{0,25}"
        r"\b(?:in|inside) (?:the|this|your|a) (?:lift|elevator)",
        r"won'?t (?:open|move)|not (?:opening|moving)|doesn'?t open|stopped|no (?:response|answer)|nothing happens",
    ),
    (
        r"\b(?:i'?m|i am|we'?re|we are|(?:he|she|they|some(?:one|body)|people|kids?|child(?:ren)?)(?:'s|'re| is| are)?)"
        r" (?:all |both |still |now )?(?:stuck|trapped|caught)\b",
        r"\b(?:in|inside) (?:the|this|your|a|our) (?:\w+ )?(?:lift|elevator)\b",
    ),
    # Somebody slid down and has no strength; a face or a tongue that fails.
    (r"出溜|哧溜|秃噜|滑(?:下|到|倒|跤)|[骨咕]碌|栽(?:到|倒|下)|瘫|坐(?:到|在)了?地|躺在?地", _WEAK),
    (
        r"(?:嘴|口眼|半边脸).{0,3}(?:歪|斜)|脸(?:突然|一下子|都|也)?[歪斜]了|半边(?:身子|胳膊|手脚).{0,4}(?:麻|动不|没)|舌头.{0,3}(?:大|打结|不听使唤).{0,8}(?:突然|忽然|刚)",
    ),
    (
        r"\b(?:on the (?:floor|ground)|fell|slipped|slid)\b",
        r"\b(?:can'?t|cannot|couldn'?t) (?:get|stand|move)\b(?! (?:in|into|through|the))",
    ),
    (r"\bface (?:is |has )?(?:droop|gone numb|fallen on one side)|\b(?:speech|words) (?:is |are )?slurr|\bslurring\b",),
    # Gas that somebody smells: what the alarm is asked about matters less.
    (
        r"(?:燃气|煤气|天然气|液化气|瓦斯)",
        r"(?:确实|真的|好像|老|总|一直)?(?:有[一]?股?(?:臭|怪)?味|闻[着到见]|味道?儿?(?:大|重|浓|冲|呛))(?!.{0,4}(?:[吗么没]|正常))",
        r"^(?!.*(?:要是|如果|万一|假如|怎么(?:知道|判断|看))).*",
    ),
    # What scalds.
    (r"(?:暖气|锅炉|热水器|热水管|蒸汽管).{0,5}(?:崩|爆|炸|喷)",),
    (r"(?:滚|烧?开|烫|热)的?(?:水|蒸汽|汤).{0,6}(?:喷|滋|呲|溅|射|涌|浇)",),
    (r"\b(?:boiling|scalding|hot) (?:water|steam)\b.{0,12}\b(?:spray|spurt|shoot|gush|jet|burst)",),
    (r"\b(?:radiator|boiler|water heater|hot pipe)\b.{0,8}\b(?:burst|blew|blown|exploded)",),
    # Who takes leave of life.
    (
        r"\b(?:going to|gonna|want to|wanna|i'?ll|ready to|about to|time to|decided to)"
        r" end (?:it(?: all)?|my life|everything)(?! (?:on|at|by|when|early|next|with|in)\b)",
    ),
    (
        r"\bbetter off without me\b|\bno(?:body|[ -]one) (?:will|would) (?:miss|notice|need) me\b"
        r"|\b(?:can'?t|don'?t want to) (?:live|be alive|wake up) any ?more\b",
    ),
    (
        r"不想活(?!动|跃)|活不下去|想死(?![你他她它咱我])|一了百了|想解脱|寻短见|没有?我.{0,3}(?:你们|他们|她们|大家|孩子们?).{0,4}(?:更好|轻松|好过)|活着.{0,3}(?:意思|累|煎熬|多余)|不如死",
    ),
    # Who is beaten, or kept.
    (
        r"\b(?:he|she|they|husband|wife|partner|(?:boy|girl)friend|son|daughter|boss|father|dad|mother"
        r"|brother|man|guy|neighbou?r|roommate)\b.{0,20}\b(?<!used to )"
        r"(?:beats?|beating|hits?|hitting|chok(?:es?|ed|ing)|punch(?:es|ed|ing)?|kick(?:s|ed|ing)?"
        r"|slap(?:s|ped)?|strangl(?:es?|ed|ing))"
        r" (?:me|us|her|him|my (?:mum|mom|mother|son|daughter|sister|kids?))\b(?! (?:off|out|up|back to)\b)",
    ),
    (
        r"\b(?:locks?|locked|locking) (?:me|us|her|him) (?:in|inside|up)\b(?! (?:a |the )?(?:price|rate|deal|contract))"
        r"|\bwon'?t let (?:me|us|her|him) (?:out|leave)\b",
    ),
    (r"(?:把|将)(?:我们?|她|他|孩子|人)反?锁(?:在|起来|进)(?!.{0,3}外)",),
)
_READ = tuple(tuple(re.compile(pattern) for pattern in patterns) for patterns in _PLIGHTS)


def tells_of_danger(text: str) -> bool:
    """Say whether simplified lower-case text tells of danger in a roundabout way.

    >>> tells_of_danger("我和我妈在电梯里，按哪个都没反应"), tells_of_danger("电梯里的广告按不掉")
    (True, False)
    >>> tells_of_danger("he locked me in and won't give the key"), tells_of_danger("i locked myself out")
    (True, False)
    """
    return any(all(pattern.search(text) for pattern in patterns) for patterns in _READ)
