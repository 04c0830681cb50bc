"""In which language a resident is answered, from how they write."""

import re

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]")
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_CODE = re.compile(r"[A-Za-z]*\d[\w-]*|\w+_\w*|\S*@\S*|https?:\S*|[A-Za-z]-\S*")  # plates, flats, addresses
# Words that people who write Chinese use every day, and say nothing of the language they want.
_EVERYDAY = re.compile(
    r"ok|okay|hi|hello|hey|bye|thanks|thx|thank|you|yes|no|please|sorry|wi|fi|wifi|app|vip|etc|pdf|qq|id|led|tv|pos|sms"
    r"|email|ac|kfc|lol|emo|pm|am|[a-h]"
)
_ENOUGH = 2  # English words that make a message English


def answered_in(text: str, current: str) -> str:
    """Return the language to answer in; what says nothing of it keeps the conversation's.

    One language inside another keeps it, too: 帮我 check 一下 bill is Chinese in a Chinese conversation.

    >>> answered_in("厨房漏水了", "en"), answered_in("301", "en"), answered_in("my 物业费 please", "en")
    ('zh', 'en', 'en')
    >>> answered_in("the kitchen is leaking", "zh"), answered_in("ok thank you", "zh"), answered_in("WiFi坏了", "en")
    ('en', 'zh', 'zh')
    """
    words = [word.lower() for word in _WORD.findall(_CODE.sub(" ", text))]
    telling = [word for word in words if not _EVERYDAY.fullmatch(word)]
    if not _HAN.search(text):
        return "en" if telling and len(words) >= _ENOUGH else current
    return current if telling else "zh"
