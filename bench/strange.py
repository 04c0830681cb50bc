"""Texts that nobody means: real messages gone wrong, and everything that makes a regular expression look back."""

import random
from collections.abc import Callable, Iterator, Sequence

Way = Callable[[random.Random], str]

LONG = 2000  # characters; what comes after them is not read
_RUNS = (
    *"0123456789一二三十百零幺两半几",
    *"到至的点号楼栋室层年月日周天前后个每和在是上下早晚",
    *".,-:/~+%#@!?;、,。:?!…· \t\n",
    *"aeipx'\"",
    *[
        "10",
        "1-",
        "3点",
        "点到",
        "一号",
        "十二",
        "号楼",
        "3栋",
        "0.",
        "1:",
        "12:30",
        "2025-",
        "周一",
        "和周",
        "到3",
        "的的",
        "每周",
        "; ",
        "，",
        "。",
        "１／２",
    ],
    *["a ", "and ", "to ", "at 3 ", "of ", "on ", "pm ", "the ", "unit 1 ", "+86", "138", "京a", "¥", "1/2"],
)
_BRACKETS = ("()", "[]", "{}", "（）", "【】", "《》", "<>", "“”")
_COMBINING = range(0x0300, 0x0370)
_EMOJI = (
    "\U0001f600",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",  # a family, joined
    "\U0001f1e8\U0001f1f3",  # a flag of two letters
    "\U0001f44d\U0001f3fd",  # a thumb with a skin
    "\u2764\ufe0f",
    "1\ufe0f\u20e3",  # a digit in a key
    "\U0001f3f4\U000e0067\U000e0062\U000e007f",  # a flag of tags
)
_RIGHT_TO_LEFT = "שלום مرحبا ۱۲۳ العربية \u202e\u202b\u2067\u2069\u202c\u200f"
_EXPANDING = "\ufdfa\u3300\u33ff\u2474\u3231\u337f\u0130\uff13\uff1a"  # one character, many in NFKC or lower case
_BLOCKS = (
    (0x20, 0x7F),
    (0xA0, 0x250),
    (0x3000, 0x3100),
    (0x4E00, 0xA000),
    (0xF900, 0xFB00),
    (0xFF00, 0xFFF0),
    (0, 0x110000),  # lone halves of surrogates, too
)


def strange_texts(count: int, real: Sequence[str], seed: int = 7) -> Iterator[str]:
    """Make up texts, the same ones for the same seed; every tenth is as long as a text can be."""
    chance = random.Random(seed)
    ways: tuple[Way, ...] = (
        lambda chance: _mutated(chance, real),
        lambda chance: "".join(chance.choices(chance.choice(real), k=12)),
        lambda chance: " ".join(chance.choices(real, k=3)),
        _noise,
        _run,
        _alternating,
        _nested,
        _stacked,
        lambda chance: "".join(chance.choices(_EMOJI, k=8)),
        lambda chance: "".join(chance.choices(_RIGHT_TO_LEFT, k=20)),
        lambda chance: "".join(chance.choices(_EXPANDING, k=10)),
    )
    for number in range(count):
        yield _long(chance, ways) if number % 10 == 0 else _short(chance, ways)


def _short(chance: random.Random, ways: Sequence[Way]) -> str:
    return "".join(chance.choice(ways)(chance) for _ in range(chance.randrange(1, 5)))[:LONG]


def _long(chance: random.Random, ways: Sequence[Way]) -> str:
    """One thing over and over, or many things one after the other."""
    if chance.random() < 0.5:
        return ((chance.choice(ways)(chance) or " ") * LONG)[:LONG]
    text = ""
    while len(text) < LONG:
        text += chance.choice(ways)(chance)
    return text[:LONG]


def _mutated(chance: random.Random, real: Sequence[str]) -> str:
    """Drop, double, swap and overwrite characters of a real message."""
    chars = list(chance.choice(real))
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(chars) + 1)
        chars[at : at + chance.randrange(3)] = chance.choice(
            ("", _char(chance), chance.choice(_RUNS), "".join(chars[at : at + 3]) * 2)
        )
    return "".join(chars)


def _noise(chance: random.Random) -> str:
    return "".join(_char(chance) for _ in range(chance.randrange(1, 30)))


def _char(chance: random.Random) -> str:
    return chr(chance.randrange(*chance.choice(_BLOCKS)))


def _run(chance: random.Random) -> str:
    return chance.choice(_RUNS) * chance.randrange(1, 120)


def _alternating(chance: random.Random) -> str:
    return "".join(chance.choices(chance.sample(_RUNS, 3), k=chance.randrange(2, 80)))


def _nested(chance: random.Random) -> str:
    opening, closing = chance.choice(_BRACKETS)
    depth = chance.randrange(1, 60)
    return opening * depth + chance.choice(_RUNS) + closing * (depth - chance.randrange(2))


def _stacked(chance: random.Random) -> str:
    marks = [chr(chance.choice(_COMBINING)) for _ in range(45)]
    return "".join(chance.choice("ae一点") + "".join(marks[at : at + 9]) for at in range(0, len(marks), 9))
