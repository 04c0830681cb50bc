import re

DIGIT = {
    char: number
    for number, chars in enumerate(("零〇", "一幺", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_TEN = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_FIXED = {"俩": 2, "仨": 3, "廿": 20, "半": None}

EITHER = "一二|一两|两三|二三|三四|四五|五六|六七|七八|八九"  # one or the other: 三四 is no thirty-four
SMALL = r"(?:[0-9]{1,2}|[零〇一二两三四五六七八九十]{1,3})"  # hours, days, months
NUMERAL = (
    r"(?:[0-9]{1,4}[百千万][0-9零一二两三四五六七八九十百千]{0,6}|[0-9]{1,9}"
    r"|[零〇一幺二两三四五六七八九十百千万俩仨]{1,9})"
)
_ENGLISH = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
ENGLISH = (
    r"(?:[0-9]{1,9}|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two"
    r"|three|four|five|six|seven|eight|nine))?|zero|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen))"
)

_NTH = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    "|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
)
_TENTHS = {f"{tens[:-1]}ieth": number for tens, number in _TENS.items()}
ENGLISH_ORDINAL = rf"(?:[0-9]{{1,3}}(?:st|nd|rd|th)|(?:(?:{'|'.join(_TENS)})[ -])?(?:{_NTH})|{'|'.join(_TENTHS)})"
WORDS_BELOW_100 = ENGLISH.replace("[0-9]{1,9}|", "")
# Two hundred and fifty, a thousand, three hundred: what whole numbers above ninety-nine are called.
ENGLISH_LARGE = (
    rf"(?:an?|[0-9]{{1,3}}|{WORDS_BELOW_100}) (?:hundred|thousand|grand)"
    rf"(?:(?: and)? {WORDS_BELOW_100}(?: hundred)?){{0,2}}"
)
_TIMES = {"hundred": 100, "thousand": 1000, "grand": 1000}


def whole(words: str) -> int | None:
    """Return the whole number that digits, Chinese numerals (三百五, 3万5) or English words spell, or None."""
    words = words.strip().lower()
    if re.fullmatch(r"[0-9]{1,12}", words):
        return int(words)
    if words in _FIXED:
        return _FIXED[words]
    if words.isascii():
        return _english(words)
    if all(char in DIGIT for char in words):
        return int("".join(str(DIGIT[char]) for char in words)) if len(words) <= 12 else None
    return _chinese(words)


def ordinal(words: str) -> int | None:
    """Return the number that an English ordinal names (14th, fourteenth, twenty-first), or None."""
    if words[0].isdigit():
        return int(words[:-2])
    tens, _, ones = words.replace("-", " ").rpartition(" ")
    names = _NTH.split("|")
    if ones not in names:
        return _TENTHS.get(words)
    return _TENS.get(tens, 0) + names.index(ones) + 1


def digits(words: str) -> str:
    """Return as digits what is said digit by digit (幺三八) or as a number (十二); leave out all else."""
    if any(char in _TEN for char in words):
        return str(whole(words) or "")
    return "".join(str(DIGIT[char]) if char in DIGIT else char for char in words if char in DIGIT or char.isdigit())


def _chinese(words: str) -> int | None:
    total = section = number = 0
    last = 1
    for char in re.findall(r"[0-9]+|.", words):
        if char.isdecimal() and char.isascii():
            number = int(char)
        elif char in DIGIT:
            number = DIGIT[char]
            last = 10 if number == 0 else last
        elif char == "万":
            total, section, number, last = (total + section + number) * 10000, 0, 0, 10000
        elif char in _TEN:
            section += (number or 1) * _TEN[char]
            number, last = 0, _TEN[char]
        else:
            return None
    # 三百五 leaves out its last unit: 350, not 305.
    return total + section + number * (last // 10 if last > 10 else 1)


def _english(words: str) -> int | None:
    if any(word in _TIMES for word in words.split()):
        return _large(words.split())
    if words in _ENGLISH:
        return _ENGLISH.index(words)
    tens, _, ones = words.replace("-", " ").partition(" ")
    if tens not in _TENS or (ones and ones not in _ENGLISH):
        return None
    return _TENS[tens] + (_ENGLISH.index(ones) if ones else 0)


def _large(words: list[str]) -> int | None:
    total = 0
    last = 0
    for word in words:
        if word in _TIMES:
            total += (last or 1) * _TIMES[word]
            last = 0
        elif word not in ("and", "a", "an"):
            number = int(word) if word.isdecimal() else _english(word)
            if number is None:
                return None
            last += number
    return total + last
