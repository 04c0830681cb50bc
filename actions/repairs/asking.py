"""What people ask of a repair that is being spoken of, without naming it: what it costs, who comes, and when."""

from collections.abc import Sequence


def _any(*lines: str) -> str:
    return f"(?:{'|'.join(lines)})"


_AROUND_ZH = _any(
    r"这个?|这次|那个?|修理?|维修|上门|师傅|物业|人家|换|弄|通|处理|东西|家里|你们|我们?|自己",
    r"一次|一下|一趟|大概|大约|差不多|估计|一般|到底|究竟|到时候?|今天|总共|一共|材料|人工|零件|配件",
    r"是不是|是|要不要|要|得|该|需要|会不会|会|还|另外|花|收|付|出|掏|给",
    r"请问|问一?下|想问|想知道|对了|顺便|的话?|[,，、 ?？。！!了吗么呢啊呀哦嘛]",
)
_WORKER = r"worker|plumber|electrician|repairman|man|guy"
_AROUND_EN = _any(
    rf"\b(?:by the way|btw|so|and|ok|sorry|think|know|roughly|about|exactly|then|now|here|over|out|else|{_WORKER})\b",
    r"\b(?:will|would|should|does|do|did|am|are|there|have|need|going|any|anything|something|money|all|be|to|an?|the)\b",
    r"\b(?:they|he|she|we|us|you|your|his|somebody|someone|repairs?|fix|fixing|fixed|visit|for|from|this|by)\b",
    r"'ll|'s|'re|[^\w]|_",
)
_GIVES = "收花付给出掏交"
_MUST = r"(?:要不要|需不需要|用不用|是不是要|会不会|要|得|需要|会)(?:再|另外|另|我们?|自己)*"
_END = r"(?:吗|不|么|嘛|没有?|(?=\W*$|呢|的|啊|,))"
_MONEY = r"(?:点|一点|什么)?(?:钱|费用?)"
_COST = (
    r"(?:多少|好多|几多|几|啥|什么)(?:块|元)?(?:钱|费用?|价钱?)",
    rf"{_MUST}[{_GIVES}]?{_MONEY}{_END}",
    rf"[{_GIVES}](?:不[{_GIVES}])?{_MONEY}(?:吗|不|么|嘛|没)",
    rf"[{_GIVES}]不[{_GIVES}](?:钱|费用?)",
    r"(?:免费|不要钱|不收[钱费]|不花钱|白修)(?:的|给修)?(?:吗|不|么|吧|嘛|还是收[钱费])",
    r"怎么(?:收费|收钱|算钱)|收费(?:吗|不|么|嘛|标准|多少)|贵不贵|贵吗|(?:算)?自费(?:的)?(?:吗|还是)",
    rf"费用?{_MUST}[{_GIVES}](?:的)?(?:吗|不|么|嘛|\W*$)|谁(?:来)?[出付掏](?:这个?)?钱",
    r"\b(?:is|will|would)\b[^,.?!]{0,16}\bfree\b(?: of charge)?|\bfor free\b|\bwho (?:will |has to )?pays?\b",
    r"\bhow (?:much|expensive)\b(?:[^,.?!]{0,14}\b(?:cost|charge|pay|price)\b)?",
    r"\bwhat\b[^,.?!]{0,14}\b(?:cost|charge|price)\b",
    r"\b(?:do|does|will|is|have to|need to|must|should)\b[^,.?!]{0,24}\b(?:cost|charged?|pay|fee)\b",
)
_COMES_EN = r"(?: (?:com(?:e|es|ing)|arriv(?:e|es|ing)|(?:be |get )?here|turn up|show up|expected)\b)?"
_WHO = (
    r"(?:派|叫|让|安排)?(?:的|了)?(?:是)?(?:谁|哪[个位](?:师傅)?)(?:过?来|去|上门|负责|给|[修弄看]|$)",
    r"(?:派|安排)(?:的|了)?(?:是)?(?:谁|哪[个位])|师傅(?:姓什么|叫什么|是谁|贵姓)|(?:过?来)的是(?:谁|哪[个位])",
    rf"\b(?:who|which (?:person|one|{_WORKER}))(?:'s|'ll)?\b(?: (?:is|will|be|it|going to|(?:are|do|did) you|they)\b)*"
    r"(?: (?:com(?:e|es|ing)|send(?:ing)?|sent|fix(?:es|ing)?|assigned)\b)?",
)
_WHEN = (
    r"(?:几点|什么时候|啥时候?|哪天|多久|何时|多会儿)(?:能|会|可以|才|钟)*(?:过?来|到|上门|[去修弄]|$)",
    r"\b(?:when|what time|how soon)(?:'s|'ll)?\b"
    rf"(?: (?:is|are|will|can|do|does|would|the|he|she|they|you|someone|somebody|be|{_WORKER})\b)*{_COMES_EN}",
)


def _alone(questions: Sequence[str]) -> str:
    """Return a pattern of some questions with what may stand around them."""
    return rf"{_AROUND_ZH}*{_AROUND_EN}*{_any(*questions)}{_AROUND_EN}*{_AROUND_ZH}*"


COST = _alone(_COST)
WHO_AND_WHEN = _alone((*_WHO, *_WHEN))
COMES = _any(  # beside a time: 周五上午派人来修吧
    r"过来|上门|派|叫|让|请|安排|师傅|工人|维修工|有人|来个?人|修理?|维修|疏通|通|换|弄|看看?|检查|处理",
    r"一下|一趟|可以|方便|有空|在家|家里|的时候|时间|[来人个就吧行好我再都嘛哈给帮也能]",
    rf"\b(?:com(?:e|es|ing)|somebody|someone|they|can|could|would|you|send|please|over|by|round|and|fix|repair|{_WORKER})\b",
    r"\b(?:clear|look|have|take|on|at|to|suits?|be|fine|ok|good|works?|home|i'?m|i'?ll|me|free|let'?s|say)\b",
    r"\b(?:for|an?|us|my|place|best)\b",
)
