"""The time words of English as patterns; english_time reads what they find."""

import re

from nlu.slots.numerals import ENGLISH
from nlu.slots.timewords import Grammar

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
PARTS = {
    "morning": ("morning", 6, 12),
    "noon": ("noon", 11, 14),
    "midday": ("noon", 11, 14),
    "lunchtime": ("noon", 11, 14),
    "afternoon": ("afternoon", 12, 18),
    "evening": ("evening", 18, 22),
    "tonight": ("night", 18, 24),
    "night": ("night", 18, 24),
}

ROUTINES = {
    "before breakfast": ("morning", 6, 9),
    "after breakfast": ("morning", 8, 11),
    "before lunch": ("morning", 8, 12),
    "after lunch": ("afternoon", 12, 18),
    "before work": ("morning", 6, 9),
    "after work": ("evening", 18, 22),
    "before school": ("morning", 6, 8),
    "after school": ("afternoon", 16, 20),
    "before bedtime": ("night", 20, 23),
    "after bedtime": ("night", 22, 24),
    **dict.fromkeys(("before dinner", "before supper", "before dark"), ("afternoon", 12, 18)),
    **dict.fromkeys(("after dinner", "after supper", "after dark"), ("evening", 18, 22)),
}
FESTIVALS = {
    "cny": "春节",
    "chinese": "春节",
    "spring": "春节",
    "lantern": "元宵节",
    "dragon": "端午节",
    "mid-autumn": "中秋节",
    "national": "国庆节",
    "labor": "劳动节",
    "labour": "劳动节",
    "christmas": "圣诞节",
}

GRAMMAR = Grammar(
    filler=re.compile(
        r"[\s,]*(?:(?:at|on|in|of|the|around|about|from|for|starting|suits me|works|please"
        r"|any ?time|after|before|by|between|every|and|is|o'?clock)[\s,]+)*"
    ),
    to=re.compile(r"\s*(?:to|til|till|until|through|thru|-|–|—)\s*(?:about\s+)?"),
    both=(re.compile(r"\bbetween\s+(?:about\s+)?$"), re.compile(r"\s*and\s+(?:about\s+)?"), re.compile(r"(?!)")),
    since=(re.compile(r"\b(?:from|since|starting)\s+(?:on\s+)?$"), re.compile(r"\s*onwards?\b")),
    through=(re.compile(r"\b(?:by|until|till|no later than)\s+$"), re.compile(r"(?!)")),
    until=re.compile(r"(?:until|till|til|to)\s+$"),
    after=(
        re.compile(r"\b(?:after|from|past|since)\s+(?:about\s+)?$"),
        re.compile(r"\s*(?:or later|onwards?|and after)\b"),
    ),
    before=(re.compile(r"\b(?:before|by|until|till|no later than)\s+$"), re.compile(r"\s*or earlier\b")),
    past=(re.compile(r"\bsince\s+(?:last\s+)?$"), re.compile(r"(?!)")),
    refused=(
        re.compile(r"\b(?:not|except|but not)\s+(?:on\s+|in\s+the\s+|the\s+)?$"),
        re.compile(r"\s+(?:doesn'?t|does not|won'?t|is no good|i'?m (?:out|away|busy|not))"),
    ),
)

DAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?s?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_UNIT = r"(?:minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|months?)"
_HOURS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_COUNT = rf"(?:half an?|an? couple of|a few|an?|{ENGLISH})"

_BEFORE_HOUR = "|".join(
    rf"(?<=\b{word} )"
    for word in ["at", "after", "before", "around", "about", "by", "from", "until", "till", "between"]
)
_AFTER_HOUR = (
    rf"\W*$|[,.!?;]|\s*(?:-|–)\s*[0-9]|\s+(?:to|and|till?|until|or|on|in|tomorrow|today|this|next"
    rf"|{DAY_NAME}|please)\b"
)
_BEFORE_RANGE = (
    "|".join(rf"(?<=\b{word} )" for word in ["tonight", "tomorrow", "today", "afternoon", "morning", "evening", "from"])
    + "|(?<=day )|(?<=days )"
)

_CLEAR_END = (
    rf"\s*(?:-|–|to|till?|until|and)\s*(?:[0-9]{{1,2}}|{_HOURS})(?:[:.][0-5][0-9])?"
    rf"\s*(?:[ap]\.?m\b|o'?clock|(?:on )?(?:tomorrow|today|tonight|this|next|{DAY_NAME})\b)"
)

_PATTERNS = {
    "relative": (
        rf"(?:(?:in|after) (?:about |around |roughly )?(?P<amount>{_COUNT}) (?P<unit>{_UNIT})"
        rf"|(?P<later>{_COUNT}) (?P<laterunit>{_UNIT}) (?P<way>later|from now|ago))"
    ),
    "every": (
        rf"(?:every|each) (?P<other>other |second )?(?P<days>{DAY_NAME}(?:(?:\s*,\s*|\s*,?\s*and\s+"
        rf"|\s*&\s*){DAY_NAME})*|day|morning|evening|night|week(?:day|end)?|month)|(?P<simple>daily"
        r"|weekly|weekdays|weekends|monthly)"
        r"|(?P<plural>(?:mon|tues|wednes|thurs|fri|satur|sun)days(?:(?:\s*,\s*"
        r"|\s*,?\s*and\s+)(?:mon|tues|wednes|thurs|fri|satur|sun)days)*)"
    ),
    "iso": r"(?P<y>(?:19|20)[0-9]{2})[-/](?P<m>[0-9]{1,2})[-/](?P<d>[0-9]{1,2})",
    "near": (
        r"(?P<near>(?:the )?day after tomorrow|tomorrow|tmrw?|tmw|tonight|today"
        r"|(?:the )?day before yesterday|yesterday|last night)"
    ),
    "weekend": r"(?:(?P<whichend>this|next|last|coming) )?weekend(?!s)",
    "week": r"(?P<whichweek>this|next|last) week(?! ?days?\b)",
    "months": r"(?P<whichmonth>this|next|last) month",
    "weekday": rf"(?:(?P<which>this|next|last|coming) )?(?P<w>{DAY_NAME})(?! ?-?light)",
    "date": (
        rf"(?:the )?(?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})"
        rf"|(?P<m2>{_MONTH}) (?:the )?(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?"
    ),
    "dayonly": r"(?:on )?the (?P<day>[0-9]{1,2})(?:st|nd|rd|th)(?! (?:floor|time|flat))",
    "now": r"(?:asap|right now|right away|straight away|immediately)",
    "routine": r"(?P<when>before|after) (?P<routine>breakfast|lunch|dinner|supper|work|school|dark|bedtime)",
    "festival": (
        r"(?P<festival>cny|chinese new year|spring festival|lantern festival|dragon boat(?: festival)?"
        r"|mid-autumn(?: festival)?"
        r"|national day|christmas(?: eve| day)?|new year'?s? (?:day|eve)|labou?r day|the holidays)"
    ),
    "onlymonth": r"(?:(?:in|for|during) )?(?P<onlymonth>january|february|march|april|june|july|august|september"
    r"|october|november|december)",
    "part": r"(?P<today>this )?(?P<part>early morning|morning|noon|midday|lunchtime|afternoon|evening"
    r"|night)(?! light)",
    "midnight": r"(?P<midnight>midnight)",
    "said": rf"(?P<offset>half|(?:a )?quarter) (?P<side>past|to) (?P<offhour>{_HOURS}|[0-9]{{1,2}})",
    "clock": (
        rf"(?P<h1>[0-9]{{1,2}})[:.](?P<min>[0-5][0-9])\s*(?P<ap1>[ap]\.?m\b\.?)?"
        rf"|(?P<h2>[0-9]{{1,2}}|{_HOURS})(?: (?P<min2>thirty|fifteen"
        r"|forty-five))?\s*(?P<ap2>[ap]\.?m\b\.?|o'?clock)"
    ),
    "bare": (
        rf"(?P<bare>(?:{_BEFORE_HOUR})(?:[0-9]{{1,2}}|{_HOURS})(?={_AFTER_HOUR})"
        rf"|[0-9]{{1,2}}(?= (?:yesterday|tomorrow|today|tonight)\b))"
    ),
    "open": (
        rf"(?:{_BEFORE_RANGE})(?P<open>[0-9]{{1,2}})(?=\s*(?:-|–|to)\s*[0-9]{{1,2}}(?![0-9]))"
        rf"|(?P<begin>[0-9]{{1,2}}|{_HOURS})(?={_CLEAR_END})|(?P<close>(?:(?<=[-–])|(?<=[-–] )"
        rf"|(?<= to )|(?<= and )|(?<= till )|(?<= until ))(?:[0-9]{{1,2}}|{_HOURS}))(?![.:]?[0-9]"
        r"|\s*(?:[ap]\.?m\b|o'?clock))"
    ),
    "lasting": rf"(?:for |a )?(?P<long>{_COUNT}) ?(?P<longunit>{_UNIT})(?! (?:later|from now|ago)|(?<=week) on\b)",
}
WORDS = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}_>{pattern})" for name, pattern in _PATTERNS.items()) + r")(?![a-z0-9])"
)
TRIGGER = re.compile(
    r"day|tomorrow|tmr|tmw|asap|right|away|immediately|lunch|dinner|school|work|dark|breakfast|supper"
    r"|festival|new year|cny|christmas"
    r"|autumn|dragon|january|february|march|april|june|july|august|september|october|november"
    r"|december|tonight|daily|between|week|month|noon|night|morn|even|hour|min|[ap]\.?m\b"
    r"|[0-9]|clock|\b(?:at|after|before|until|till|by|half|quarter|mon|tue|wed|thu|fri|sat|sun"
    r"|from)\b"
)
