"""Whether somebody asks how much a fee of theirs is, and not what something costs. Pure."""

import re

from nlu.types import Entity, Understanding

_FEE = "fee_type"
_WORDS = ("费", "fee", "fees", "bill", "charge", "charges")
_ASKS = re.compile(
    r"(?:是|要|交|缴|欠|一共|总共|还)*(?:多少|好多|几多|几|多)(?:块|元)?(?:钱|银子)?"
    r"|how much(?: is| are|'?s)?|what(?:'?s| is| are)|(?:do"
    r"|does|did) i owe"
)
_AROUND = re.compile(
    r"我们?家?|这个?月|上个?月|本月|那|的|了|呢|啊|呀|吗|嘛|哦|请问|你好|您好|帮我?|查|看|问|告诉|知道|想|要|一下|下|费用?|账单|单子|顺便|另外|还有|对了"
    r"|\b(?:and|my|our|the|for|this|month'?s?|last|bill|fees?|charges?|please|hi|hello|tell|me|so|then)\b|[^\w]"
)


def asks_for_bill(meant: Understanding) -> bool:
    """Say whether a message names a fee, asks how much it is, and says nothing else: 停车费多少."""
    text = meant.text.lower()
    fee = next((one for one in meant.entities if one.slot == _FEE and _named(text, one)), None)
    if fee is None or not _ASKS.search(text[: fee.start] + " " + text[fee.end :]):
        return False
    rest = _ASKS.sub(" ", text[: fee.start] + " " + text[fee.end :])
    return not _AROUND.sub("", rest)


def names_fee(meant: Understanding) -> bool:
    """Say whether a message is about a fee that it names: 煤气费是不是搞错了, and not the gas itself."""
    text = meant.text.lower()
    named = any(one.slot == _FEE and _named(text, one) for one in meant.entities)
    return named and meant.intent.startswith("bill_")


def _named(text: str, fee: Entity) -> bool:
    """Say whether it is the fee that is named and not the thing: 停车费, parking fee, my parking bill."""
    said, after = text[fee.start : fee.end], text[fee.end :]
    return said.endswith(_WORDS) or re.match(r"费| ?(?:fees?|bill|charges?)\b", after) is not None
