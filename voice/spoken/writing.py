"""Every text an engine speaks has been through here: no engine reads 501室, 粤B12345 or WiFi as people do."""

import re

from voice.spoken import en, zh

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")


def written_out(text: str, lang: str) -> str:
    """Return a text as it is read aloud: words and pauses and nothing else. Dialects are written as Mandarin.

    >>> written_out("7栋2单元1103，费用¥12.50", "zh"), written_out("Room 501 at 14:30", "en")
    ('七栋二单元一一零三，费用十二元五角', 'Room five oh one at two thirty p.m.')
    """
    return en.written(text) if lang == "en" else zh.written(text)


def tongue(text: str, lang: str) -> str:
    """Return the language a text can be read in: an English sentence spelled in Chinese letter names helps nobody.

    >>> tongue("Let me check the home: 2栋1单元301", "zh"), tongue("连WiFi", "zh"), tongue("好的。", "en")
    ('en', 'zh', 'zh')
    """
    han, words = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if lang == "en":
        return "zh" if han and not words else "en"
    return "en" if words > han and words > (3 if han else 1) else lang
