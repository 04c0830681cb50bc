"""The time words of English as patterns; english_time reads what they find."""

import re

from nlu import starts
from nlu.slots.numerals import ENGLISH, ENGLISH_ORDINAL
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

EVES = {"christmas eve": 24, "new year's eve": 31, "new years eve": 31, "new year eve": 31}  # days of December
STRIDES = {  # what repeats, every how manyth
    "hour": ("HOURLY", 1),
    "da": ("DAILY", 1),
    "morning": ("DAILY", 1),
    "evening": ("DAILY", 1),
    "night": ("DAILY", 1),
    "week": ("WEEKLY", 1),
    "fortnight": ("WEEKLY", 2),
    "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "year": ("YEARLY", 1),
    "annual": ("YEARLY", 1),
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
    past=(
        re.compile(
            r"\bsince\s+(?:last\s+)?$"
            r"|\b(?:broke|came|happened|started|stopped|reported|called|paid|went|left|fell|was|were)\b[^.,;!?]{0,12}\bon\s+$"
        ),
        re.compile(r"(?!)"),
    ),
    refused=(
        re.compile(r"\b(?:not|except|but not)\s+(?:on\s+|in\s+the\s+|the\s+)?$"),
        re.compile(
            r"\s+(?:doesn'?t|does not|won'?t|is no good|i'?m (?:out|away|busy|not)"
            r"|(?:cleaner|tutor|teacher|nanny|nurse|carer|gardener|driver|lady|girl|guy|man|woman)\b)"
        ),
    ),
    moved=(
        re.compile(
            r"\b(?:move|moving|shift|change|switch|swap|reschedule|postpone|push|put off|bring forward)\b[^.;!?]{0,30}$"
        ),
        re.compile(r"[^.;!?]{0,24}?\b(?:to|until)\s+(?:the )?"),
    ),
    ages=(
        re.compile(r"\bborn (?:in|on)\s+(?:the\s+)?$|\b(?:turns?|turning|is|am|be) [5-9][0-9]\s+$"),
        re.compile(r"(?!)"),
    ),
)

DAY_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_UNIT = r"(?:minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|fortnights?|months?|years?)"
_HOURS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_COUNT = rf"(?:half an?|an? couple of|a few|an?|[0-9]{{1,3}}\.[0-9]|{ENGLISH})(?: and a half)?"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9:])"
_ORDINALS = "first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|last"
_SEASON = "spring|summer|autumn|winter"

_AT = ("at", "by", "before", "after", "until", "till")
_DAYS_BEFORE = (
    "tomorrow",
    "tmr",
    "tmrw",
    "tonight",
    "today",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
)
_BEFORE_HOUR = (
    "|".join(rf"(?<=\b{word} )" for word in [*_AT, "around", "about", "from", "between", *_DAYS_BEFORE, "sat", "sun"])
    + "|(?<=day )"
)
_BEHIND_AT = "|".join(rf"(?<=\b{word} )" for word in _AT)
AFTER_HOUR = (
    rf"\W*$|[,.!?;]|\s*(?:-|–)\s*[0-9]|\s+(?:to|and|till?|until|or|on|in|tomorrow|tmrw?|tonight|today|this|next"
    rf"|{DAY_NAME}|please|pls|sharp|instead|rather|at the latest)\b"
)
_SAYING_MORE = r"\s+(?:for|with|but|so|if|then|every|each|when|because|already|as|unless|my|our|the|he|she|they|we|i)\b"
_BEFORE_RANGE = (
    "|".join(rf"(?<=\b{word} )" for word in ["tonight", "tomorrow", "today", "afternoon", "morning", "evening", "from"])
    + "|(?<=day )|(?<=days )"
)

_CLEAR_END = (
    rf"\s*(?:-|–|to|till?|until|and)\s*(?:[0-9]{{1,2}}|{_HOURS})(?:[:.][0-5][0-9])?"
    rf"\s*(?:[ap]\.?m\b|o'?clock|(?:on )?(?:tomorrow|today|tonight|this|next|every|weekdays|weekends|{DAY_NAME})\b)"
)

_PLAIN_END = (
    rf"\s*(?:-|–|to|till?|until)\s*(?:[0-9]{{1,2}}|{_HOURS})(?:[:.][0-5][0-9])?(?:\W*$|[,.!?;]|\s+(?:for|please|pls)\b)"
)

_PATTERNS = {
    "relative": (
        rf"(?:(?:in|after) (?:about |around |roughly )?(?P<amount>{_COUNT}) (?P<unit>{_UNIT})(?P<half1> and a half)?"
        rf"|(?P<later>{_COUNT}) (?P<laterunit>{_UNIT})(?P<half2> and a half)? (?P<way>later|from now|ago))"
    ),
    "towards": (
        rf"(?:the )?(?P<towards>within(?: the next)?|last|past|next|coming) (?P<far>{_COUNT}) (?P<farunit>{_UNIT})"
        r"(?! (?:of|in) )|(?:over |in |during )?the past (?P<pastunit>week|month|year)"
    ),
    "soon": r"within the (?P<soon>hour|day|week)",
    "shift": (
        rf"(?:the|(?P<away>{_COUNT})) (?P<awayunit>days?|weeks?) (?P<side2>before|after)"
        r"(?! (?:tomorrow|yesterday|tmr|next))"
        rf"|a (?P<weekon>week) on(?= {DAY_NAME})|(?<=day )(?P<weekthen>week)"
    ),
    "piece": (
        rf"(?:the )?(?P<nth>{_ORDINALS}) (?:(?P<many>{ENGLISH}) )?(?P<nthof>{DAY_NAME}|days?|weeks?|months?|half)"
        r"(?= (?:of|in) )|(?:the )?(?P<share>beginning|start|middle|end|mid|early|late)(?: of|-)?"
        rf"(?= ?(?:the |this |next |last )?(?:month|week|year|{_MONTH})\b)"
    ),
    "period": r"(?<=of )the (?P<period>week|month|year)",
    "season": rf"(?P<whichseason>this|next|last|in the|over the) (?P<season>{_SEASON})(?! (?:festival|term|break))",
    "year": (
        rf"(?P<whichyear>this|next|last) year(?!')"
        rf"|(?:(?<=in )|(?<=since )|(?<=during )|(?<=of )|(?<=until ))(?P<onlyyear>{_YEAR})"
    ),
    "every": (
        rf"(?:every|each) (?P<stride>{ENGLISH}) (?P<strideof>hours|days|weeks|months|years)"
        rf"|(?:every|each) (?P<other>other |second )?(?P<days>{DAY_NAME}(?:(?:\s*,\s*|\s*,?\s*and\s+"
        rf"|\s*&\s*){DAY_NAME})*|day|morning|evening|night|week(?:day|end)?|month|quarter|year|hour)"
        rf"|(?P<alternate>alternate) (?P<alternatedays>{DAY_NAME})"
        r"|(?P<simple>daily|weekly|fortnightly|weekdays|weekends|monthly|quarterly|yearly|annually"
        r"|week(?:day|end)(?= (?:mornings?|afternoons?|evenings?|nights?)\b))"
        r"|once (?:a|every) (?P<once>day|week|month|year)(?! on)"
        r"|(?P<plural>(?:mon|tues|wednes|thurs|fri|satur|sun)days(?:(?:\s*,\s*"
        r"|\s*,?\s*and\s+)(?:mon|tues|wednes|thurs|fri|satur|sun)days)*)"
    ),
    "iso": r"(?P<y>(?:19|20)[0-9]{2})[-/](?P<m>[0-9]{1,2})[-/](?P<d>[0-9]{1,2})",
    "near": (
        r"(?P<near>(?:the )?day after (?:tomorrow|tmrw?)|tomorrow|tmrw?|tmw|tonight|today"
        r"|(?:the )?day before yesterday|yesterday|last night)"
    ),
    "weekend": r"(?:(?P<whichend>this|next|last|coming) )?weekend(?!s)(?P<endafter> after next)?",
    "week": r"(?P<whichweek>this|next|last) week(?! ?days?\b)|(?P<weekafter>the week after next)",
    "months": r"(?P<whichmonth>this|next|last) month",
    "weekday": rf"(?:(?P<which>this|next|last|coming) )?(?P<w>{DAY_NAME})(?! ?-?light)",
    "dates": (
        rf"(?P<r1>[0-9]{{1,2}})(?:st|nd|rd|th)? ?(?:-|–|to) ?(?P<r2>[0-9]{{1,2}})(?:st|nd|rd|th)? (?P<rm>{_MONTH})"
        rf"|(?P<rm2>{_MONTH}) (?P<r3>[0-9]{{1,2}})(?:st|nd|rd|th)? ?(?:-|–|to) ?(?P<r4>[0-9]{{1,2}})(?:st|nd|rd|th)?"
        r"(?! ?(?:[ap]m|[:.][0-9]))"
    ),
    "date": (
        rf"(?:the )?(?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})(?:,? (?P<y1>{_YEAR}))?"
        rf"|(?P<m2>{_MONTH}) (?:the )?(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y2>{_YEAR}))?"
    ),
    "dayonly": (
        r"(?:on )?the (?P<day>[0-9]{1,2})(?:st|nd|rd|th)(?: of (?P<dayof>this|next|last) month)?"
        r"(?! (?:floor|time|flat)| (?:and|or|to|-) (?:the )?(?:[0-9]{1,2}(?:st|nd|rd|th) floor|\u25a1))"
        rf"|(?:(?<=\bon )|(?<=\bby )|(?<=\bfrom )|(?<=\buntil )|(?<=\btill )|(?<=\bbefore )|(?<=\bafter ))"
        rf"the (?P<dayword>{ENGLISH_ORDINAL})(?=\W*$|[,.!?;]|\s+(?:of|at|to|till|until|please|for|and)\b)"
    ),
    "now": r"(?:asap|right now|right away|straight away|immediately)",
    "routine": r"(?P<when>before|after) (?P<routine>breakfast|lunch|dinner|supper|tea|work|school|dark|bedtime|sunset"
    r"|sundown|sunrise)",
    "festival": (
        r"(?P<festival>cny|chinese new year|spring festival|lantern festival|dragon boat(?: festival)?"
        r"|mid-autumn(?: festival)?"
        r"|national day|christmas(?: eve| day)?|new year'?s? (?:day|eve)|labou?r day|the holidays)"
    ),
    "onlymonth": r"(?:(?:in|for|during) )?(?P<onlymonth>january|february|march|april|june|july|august|september"
    rf"|october|november|december)(?:,? (?P<monthyear>{_YEAR}))?",
    "part": r"(?P<today>this )?(?P<part>early morning|mid-morning|morning|noon|midday|lunchtime|mid-afternoon|afternoon"
    r"|arvo|teatime|evening|night|overnight|dawn|daybreak|sunrise|sunset|sundown|dusk|small hours|early hours"
    r"|first thing(?! (?:i|you|we|they|he|she|that)\b)|end of (?:the )?day|close of business)s?(?! light)",
    "samehour": r"(?:the )?(?P<samehour>same|this) time(?= (?:tomorrow|on ))",
    "military": r"(?P<mh>[01][0-9]|2[0-3])(?P<mm>[0-5][0-9]) ?(?:hrs|hours)",
    "midnight": r"(?P<midnight>midnight)",
    "said": (
        rf"(?P<offset>half|(?:a )?quarter|twenty[ -]five|twenty|ten|five|[0-9]{{1,2}}(?: minutes)?) (?P<side>past)"
        rf" (?P<offhour>{_HOURS}|[0-9]{{1,2}})"
        rf"|(?P<lessoffset>(?:a )?quarter|twenty[ -]five|twenty|(?<=at )(?:ten|five)|[0-9]{{1,2}} minutes) to"
        rf" (?P<lesshour>{_HOURS}|[0-9]{{1,2}})"
        r"|(?:(?<=at )|(?<=around )|(?<=about )|(?<=before )|(?<=after )|(?<=, )|(?<=day )|(?<=tomorrow )"
        r"|(?<=tonight ))"
        rf"half (?P<halfhour>{_HOURS}|[0-9]{{1,2}})"
    ),
    "clock": (
        rf"(?P<h1>[0-9]{{1,2}})[:.](?P<min>[0-5][0-9])(?::[0-5][0-9])?\s*(?P<ap1>[ap]\.?m\b\.?)?"
        rf"|(?P<h2>[0-9]{{1,2}}|{_HOURS})(?: (?P<min2>thirty|fifteen"
        r"|forty-five))?\s*(?P<ap2>[ap]\.?m\b\.?|o'? ?clock|ish\b)"
    ),
    "bare": (
        rf"(?P<bare>(?:{_BEFORE_HOUR})(?:[0-9]{{1,2}}|{_HOURS})(?={AFTER_HOUR})"
        rf"|(?:{_BEHIND_AT})(?!one\b)(?:[0-9]{{1,2}}|{_HOURS})(?={_SAYING_MORE})"
        rf"|[0-9]{{1,2}}(?= (?:yesterday|tomorrow|today|tonight)\b))"
    ),
    "open": (
        rf"(?:{_BEFORE_RANGE})(?P<open>[0-9]{{1,2}})(?=\s*(?:-|–|to)\s*[0-9]{{1,2}}(?![0-9]))"
        rf"|(?P<begin>[0-9]{{1,2}}|{_HOURS})(?={_CLEAR_END})"
        rf"|(?P<plain>(?:^|(?<=, ))(?:[0-9]{{1,2}}|{_HOURS}))(?={_PLAIN_END})|(?P<close>(?:(?<=[-–])|(?<=[-–] )"
        rf"|(?<= to )|(?<= and )|(?<= till )|(?<= until ))(?:[0-9]{{1,2}}|{_HOURS}))(?![.:]?[0-9]"
        r"|\s*(?:[ap]\.?m\b|o'?clock))"
    ),
    "lasting": (
        rf"(?:for |a )?(?<!once )(?<!twice )(?<!times )(?P<long>{_COUNT}) ?(?P<longunit>{_UNIT})(?P<half3> and a half)?"
        r"(?! (?:later|from now|ago)|[ -]olds?\b|(?<=week) on\b)"
    ),
}
WORDS = starts.words(
    # Between 开会 and tomorrow there is no word boundary.
    r"(?:\b|(?<=[\u3400-\u9fff])(?=[a-z]))(?:"
    + "|".join(f"(?P<{name}_>{pattern})" for name, pattern in _PATTERNS.items())
    + r")(?![a-z0-9])"
)
TRIGGER = re.compile(
    r"day|dusk|sun|year|annual|quarterly|spring|summer|autumn|winter|dawn|arvo|once|every|tomorrow|tmr|tmw|asap|right"
    r"|away|immediately|lunch|dinner|school|work|dark|breakfast|supper|festival|new year|cny|christmas|dragon|january"
    r"|february|march|april|june|july|august|september|october|november|december|tonight|daily|between|week|month|noon"
    r"|night|morn|even|hour|min|[ap]\.?m\b|[0-9]|clock|first thing|close of"
    r"|\b(?:at|around|about|to|after|before|until|till|by|half|quarter|mon|tues?|weds?|thu(?:rs?)?|fri|sat|twenty|past"
    r"|from)\b"
)
