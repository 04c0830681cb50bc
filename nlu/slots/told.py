"""What is told in words of one's own: why, what is proposed, what is voted on, what is asked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from nlu.types import Entity

_CLAUSE = re.compile(r"[^,，。.;；!！?？\n]+(?:\.(?=[0-9])[^,，。.;；!！?？\n]+)*[!！?？]*")
_CONTENT = re.compile(r"[a-z0-9\u3400-\u9fff]")
_BECAUSE = re.compile(r"(?:因为|由于|理由是?|原因是?|\bbecause|\bsince)\s?(?P<why>[^。;!?\n]{2,120})")
# A clause that asks for something, or only greets, does not tell what happened.
_REQUEST = re.compile(
    r"取消|不要了|不修了|别修|不需要|销单|撤单|算了|关单|不用|别来|不必|甭来|撤[了掉销]|消掉|作废|退钱|退[我给]"
    r"|退回|核实|核查|查一?[查下]|不认|重新来|重来|投诉|头诉|反映"
    r"|申诉|给个说法|给我|帮我|麻烦|谢谢|你好|您好|不好意思|打分|评价|[一二两三四五1-5]星|[0-9一二两三四五]分|赶紧"
    r"|马上|管不管|管管"
    r"|怎么回事|什么意思|说清楚|经理|养你们|你们去说|有没有人"
    r"|no need|cancel|please|thank|sorry|refund|check|reopen|i want|i'd like|complain|stars?\b"
    r"|don'?t need|not needed|withdraw|close the|drop (?:the|my)|\bhi\b|hello|hey|lol|redo"
)
# What somebody is unhappy with; praise of a good man is no reason for less than five stars.
_TROUBLE = re.compile(
    r"没|不|还[是在]|又|漏|坏|慢|迟|差|贵|脏|乱|still|\bnot?\b|n't\b|again|late|bad|broke|worse|scratch|leak|slow"
    r"|rude"
)
_PROPOSAL = re.compile(
    r"(?:建议|希望|许愿|提议|提个[^,，。]{0,8}[,，]|能不能|能否|可不可以|可否|要是|是不是可以|想要|最好|应该|不如"
    r"|何不"
    r"|\bsuggest(?:ion)?(?: that| is)?|\bconsider|\bcould (?:we|you)|\bcan we|\bhow about"
    r"|\bwhat about|\bwould like|\bwish"
    r"|\bpropose|\bshould|\bmight we|\bwhy not|\bidea:)[:：,，]?\s?(?P<what>[^。;；!！?？\n]{2,120})"
)
_VOTING = re.compile(
    r"(?:我们?家?|俺们?家?)?(?:不同意|不得同意|不赞成|不支持|反对|同意|赞成|支持|弃权|赞同)(?:票|的)?|我选|我投"
    r"|投(?:了)?(?:票|一票)?|选"
    r"|双手双脚|结果|过没过|过了没|通过|几比几|截止|到什么时候|什么时候|多少票|几票|多少户|几户|到底|凭啥|表决"
    r"|投票|[+＋]1|给?画个勾|记起"
    r"|那个|这个|关于|对于|一事"
    r"|\b(?:i'm|i am|we are|we're)?\s?(?:in favour of|in favor of|against|for|abstain(?:ing)?(?: on"
    r"| from)?|on|about)\b"
    r"|\bvotes?\b|\bput me down\b|\boption [a-z0-9]\b|\bi\b|\bmy\b|\bresults?\b|\bthe\b|\bof\b"
    r"|\byes\b|\bno\b|\bto\b|\bplease\b"
    r"|[,，。.;；!！?？:：\n]"
)
_OPTION = re.compile(
    r"(?:我?选|投给?|要)(?P<zh>(?:第)?[一二三四五1-9a-z]号?(?:方案|选项|款)|[^,，。!！?？\s]{0,6}(?:色|方案|款"
    r"|公司|物业|号))"
    r"|\b(?P<en>(?:option|plan|proposal|choice|candidate) (?:[a-z]|[0-9]{1,2}|one|two|three))\b"
)
_QUESTION = re.compile(
    r"吗|嘛|没有|没得|冇|几时|几户|几个|几|哪|边个|边度|什么|多少|怎么|咋|多久|能不能|要不要|可不可以"
    r"|(?P<same>[\u3400-\u9fff])不(?P=same)"
    r"|([\u3400-\u9fff])没\2|是不是|吗|呢|[?？]|[\u3400-\u9fff]了没"
    r"|\b(?:when|where|what|which|who|how|is|are|did|does|do|has|have|can|will|was)\b"
)


_HEAD = (
    "师傅|公司|单位|客服|保安|前台|管家|阿姨|大爷|大妈|大姐|大叔|小伙子?|队|店|饭馆|餐馆|网吧|骑手|快递员?"
    "|外卖员?|业主|租客"
    "|住户|人家|户人|老板|物业|经理|工作人员|保洁"
    "|维修工|收费员|司机|狗主人|教练|中介|房东|小贩|那帮人|一帮人"
)
_BLAMED = re.compile(
    rf"[0-9一二三四五六七八九十]{{1,4}}(?:号|室|楼|栋)?(?:那|的)?(?:家|户)(?:[^\s,。!?]{{0,3}}的)?"
    rf"|[0-9]{{3,4}}(?:室|的)?"
    rf"|[一二三四五六七八九十0-9]{{1,3}}楼"
    rf"|(?:楼上|楼下|隔壁|对门|对面|对过|前楼|后楼|邻居|上面|上头|底下|他家|她家|他们家|伊拉家|有家|有户"
    rf"|有人)(?:那[家户个]|的)?"
    rf"|(?:[^\s,。!?的了]{{0,4}})(?:{_HEAD})|你们"
    r"|\b(?:the |my |your |some |a )?(?:people|guy|lady|man|woman|kids|children|tenants?|shop"
    r"|restaurant|bar|neighbou?rs?|guards?|cleaners?|staff|collector"
    r"|locksmith|plumber|repairman|company|app|desk|hotline|contractor|manager|office|dancers|owner"
    r"|family|couple|landlord|driver)"
    r"(?: (?:upstairs|downstairs|next door|opposite|above|below|in [0-9]{3,4}))?\b|\b(?:upstairs"
    r"|downstairs|next door|flat [0-9]{3,4})\b"
)
_VERDICT = re.compile(
    "[零〇0-9一二三四五六七八九十]分(?!满意|好|感谢|不满|周到|感动|认真)|满分|五新|好[评平]|差评|中评|高分|不满意"
    "|满意|表扬|点个?赞|记个好"
    r"|[^\s,。]{0,2}不错|好评|夸|最低|糊弄"
    r"|\b(?:full marks|satisfied|excellent|perfect|great|good|poor|terrible|bad|so so|outstanding"
    r"|well done|awful|fine)\b"
)


def read(text: str) -> list[Entity]:
    """Return `account` (what happened), `proposal`, `motion` (what is voted on), `option` and `question`, as said."""
    clauses = [match for match in _CLAUSE.finditer(text) if _CONTENT.search(match[0])]
    return [
        *_account(text, clauses),
        *_proposal(text),
        *_motion(text),
        *_option(text),
        *_question(text, clauses),
        *_found("blamed", _BLAMED, text),
        *_found("verdict", _VERDICT, text),
    ]


def _account(text: str, clauses: list[re.Match[str]]) -> Iterator[Entity]:
    """Give the reason that is named, else the longest run of clauses that ask for nothing."""
    if match := _BECAUSE.search(text):
        yield _entity("account", text, match.start("why"), match.end("why"))
        return
    runs: list[list[re.Match[str]]] = [[]]
    for clause in clauses:
        if _REQUEST.search(clause[0]):
            runs.append([])
        else:
            runs[-1].append(clause)
    told = max(runs, key=lambda run: run[-1].end() - run[0].start() if run else 0)
    if told:
        account = _entity("account", text, told[0].start(), told[-1].end())
        yield account
        if _TROUBLE.search(account.text):
            yield replace(account, slot="trouble")


def _proposal(text: str) -> Iterator[Entity]:
    if match := _PROPOSAL.search(text):
        yield _entity("proposal", text, match.start("what"), match.end("what"))


def _motion(text: str) -> Iterator[Entity]:
    end, pieces = 0, []
    for match in _VOTING.finditer(text):
        pieces.append((end, match.start()))
        end = match.end()
    pieces.append((end, len(text)))
    start, end = max(pieces, key=lambda piece: _weight(text[piece[0] : piece[1]]))
    if _weight(text[start:end]) >= 2:
        yield _entity("motion", text, start, end)


def _found(slot: str, pattern: re.Pattern[str], text: str) -> Iterator[Entity]:
    if match := pattern.search(text):
        yield _entity(slot, text, match.start(), match.end())


def _option(text: str) -> Iterator[Entity]:
    if match := _OPTION.search(text):
        kind = match.lastgroup or "zh"
        yield _entity("option", text, match.start(kind), match.end(kind))


def _question(text: str, clauses: Iterable[re.Match[str]]) -> Iterator[Entity]:
    asking = [clause for clause in clauses if _QUESTION.search(clause[0])]
    if asking:
        yield _entity("question", text, asking[-1].start(), asking[-1].end())


def _weight(said: str) -> int:
    return len(_CONTENT.findall(said))


def _entity(slot: str, text: str, start: int, end: int) -> Entity:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Entity(slot, text[start:end], text[start:end], start, end)
