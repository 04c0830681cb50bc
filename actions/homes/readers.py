"""How answers about a person and a home are read."""

import re

from actions.access import looks_like_code
from actions.reply import Button
from actions.slot import Answer, Value
from actions.texts import LANGS, load_texts
from actions.turn import Turn

PACKAGE = "actions.homes"
MATTERS = ("register", "member", "phone", "leave")
ROLES = ("owner", "tenant", "family", "carer", "proxy")
_LEAD_IN = re.compile(
    r"^(?:我的?(?:名字|姓名)(?:是|叫)?|姓名[:：]?|名字[:：]?(?:是|叫)?|我叫|我是|叫"
    r"|my name is|i am|i'm|this is|it's)\s*",
    re.I,
)
_ENDING = re.compile(r"[。.！!，,\s]+$")
_SAID_NAME = re.compile(r"(?:我叫|我的名字[是叫]|姓名[:：是]?\s?)([\u4e00-\u9fff·]{2,4})(?![\u4e00-\u9fff])")


def is_code(text: str) -> bool:
    """Say whether a text is a code and neither a telephone number nor a word.

    >>> is_code("7K3M-9QXP"), is_code("65432789"), is_code("Saturday")
    (True, False, False)
    """
    text = text.strip()
    if not looks_like_code(text) or text.isdigit():
        return False
    return "-" in text or text == text.upper() or any(map(str.isdigit, text))


def code(answer: Answer) -> Value:
    """Read a code that makes up the whole answer."""
    return answer.text.strip() if is_code(answer.text) else None


def person_name(answer: Answer) -> Value:
    """Read a person's name: where it was asked for, or after "my name is"."""
    text = answer.text.strip()
    if not answer.asked:
        said = _SAID_NAME.search(text)
        return said[1] if said else None
    if any(map(str.isdigit, text)):
        return None  # a phone number or an address that came early
    return _ENDING.sub("", _LEAD_IN.sub("", text))[:60] or None


def matter(answer: Answer) -> Value:
    """Read what a resident wants changed, once asked, by the words that the texts list for each matter."""
    return matter_of(answer.text) if answer.asked else None


def matter_of(text: str) -> str | None:
    """Return the matter whose words a text holds, the first of them."""
    lowered = text.lower()
    for name in ("leave", "phone", "member", "register"):
        listed = (load_texts(PACKAGE).raw(lang, f"words.{name}").split() for lang in LANGS)
        if any(word.replace("_", " ") in lowered for words in listed for word in words):
            return name
    return None


def matter_buttons(turn: Turn) -> list[Button]:
    """Offer what can be changed."""
    return [turn.button(f"matter.{name}", f"fill:matter={name}") for name in MATTERS]


def role_buttons(turn: Turn) -> list[Button]:
    """Offer what one can be to a home."""
    return [turn.button(f"role.{name}", f"fill:role={name}") for name in ROLES]


def home_buttons(turn: Turn) -> list[Button]:
    """Offer the speaker's homes."""
    return [Button(home.name, f"fill:home={home.name}") for home in turn.homes]
