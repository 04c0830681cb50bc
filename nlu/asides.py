"""What people say beside the matter, by word lists: about the assistant, the weather, advice nobody here may give.

`plain` knows messages that are nothing else, whatever an engine takes them for. `subject` says what an out-of-scope
message is about. Both read standard words (nlu/normalize.py) and give None where they do not know.
"""

import re
from datetime import timedelta
from enum import StrEnum

from nlu import asidewords as words
from nlu.normalize import standard, tidy


class Aside(StrEnum):
    """What is talked about beside the matter."""

    LARGER = "larger"  # answers that old people can read, from now on
    USUAL = "usual"  # and back
    ITSELF = "itself"
    RECORDS = "records"
    TIME = "time"
    DATE = "date"
    WEATHER = "weather"
    JOKE = "joke"
    COMPANY = "company"
    INSULT = "insult"
    OTHERS = "others"  # other people's numbers and names
    ORDERS = "orders"  # commands to a machine in the guise of a message
    FRAUD = "fraud"
    MEDICAL = "medical"
    LEGAL = "legal"
    MONEY = "money"
    OFFICE = "office"  # papers of the authorities


_LONGEST = 60  # letters; who says more has a matter of their own
_WHOLE = {
    kind: re.compile(f"{words.BEFORE}(?:(?:{said}){words.AFTER}){{1,2}}".replace(" ", ""))
    for kind, said in (
        (Aside.LARGER, words.LARGER),
        (Aside.USUAL, words.USUAL),
        (Aside.ITSELF, words.ITSELF),
        (Aside.RECORDS, words.RECORDS),
        (Aside.TIME, words.TIME),
        (Aside.DATE, words.DATE),
        (Aside.WEATHER, words.WEATHER),
        (Aside.JOKE, words.JOKE),
        (Aside.COMPANY, words.COMPANY),
        (Aside.INSULT, words.INSULT),
        (Aside.OTHERS, words.OTHERS),
    )
}
_ASKED = (
    (Aside.FRAUD, words.FRAUD),
    (Aside.MEDICAL, re.compile(words.MEDICAL_ASKED)),
    (Aside.LEGAL, re.compile(words.LEGAL_ASKED)),
    (Aside.MONEY, re.compile(words.MONEY_ASKED)),
)
_TOPICS = (
    (Aside.MEDICAL, words.MEDICAL),
    (Aside.LEGAL, words.LEGAL),
    (Aside.MONEY, words.MONEY),
    (Aside.OFFICE, words.OFFICE),
    (Aside.WEATHER, words.ABOUT_WEATHER),
    (Aside.JOKE, words.ABOUT_JOKES),
)
_DAYS = {"大后天": 3, "后天": 2, "明天": 1, "昨天": -1, "tomorrow": 1, "yesterday": -1}
_NO_LETTERS = re.compile(r"[\W_]+")


def plain(text: str) -> Aside | None:
    """Say what a message is about that is nothing but an aside.

    >>> plain("你到底是真人还是机器人啊"), plain("今天几号楼停水")
    (<Aside.ITSELF: 'itself'>, None)
    """
    bare = _NO_LETTERS.sub("", _known(text))
    if len(bare) > _LONGEST:
        return None
    return next((kind for kind, said in _WHOLE.items() if said.fullmatch(bare)), None)


def orders(text: str) -> bool:
    """Say whether a message holds words that are meant for a machine: orders to a model, SQL, markup."""
    return words.ORDERS.search(_known(text)) is not None


def asked(text: str) -> Aside | None:
    """Say which advice is surely asked for that nobody here may give."""
    told = _known(text)
    found = next((kind for kind, said in _ASKED if said.search(told)), None)
    return None if words.OURS.search(told) else found  # then it is a matter of ours, or may be


def subject(text: str) -> Aside | None:
    """Say what a message is about of which it is known that it is out of scope."""
    told = _known(text)
    whole = plain(text) or (Aside.ORDERS if orders(text) else None) or asked(text)
    return whole or next((kind for kind, said in _TOPICS if said.search(told)), None)


def _known(text: str) -> str:
    return standard(tidy(text)).replace("’", "'")


def day_asked(text: str) -> timedelta:
    """Return how far from today the day is whose date is asked for.

    >>> day_asked("明儿星期几").days
    1
    """
    told = _known(text)
    return timedelta(days=next((days for word, days in _DAYS.items() if word in told), 0))
