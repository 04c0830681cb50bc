"""Whether a part of a message only tells what was tried with the thing just named: 换了灯泡也没用. Pure."""

import re

_WHO = (
    r"(?:(?:但是?|可是?|不过|然后|而且|我们?|自己|老公|老婆|儿子|女儿|家里人|也|都|已经|还|先|给它?|它"
    r"|刚才?|昨[天晚]|今早|早上|前天)\W*)*(?:用[^,，。]{1,5}|把[^,，。]{1,4})?"
)
_TRIAL = (  # no 洗衣机, 开关, 插座
    r"(?:换(?!气)|试|重[启开装]|关|开(?!关|水)|拔|插(?!座|头|排)|拧|紧|修|弄|通|掏|擦|充(?!电桩)|按(?!钮|键)|拍"
    r"|清|洗(?!衣机|碗|手|脸|澡)|调|推(?!拉)|拉(?!手|链|门)|捅|冲|检查|看|打(?!火)|摇|敲)"
)
_STILL = (
    r"(?:(?:也|都|还是?|仍然?|依旧|照样|一样|就是)[^,，。]{0,3}(?:没|不|漏|滴|响|坏|堵|这样|那样|一样)"
    r"|没[用效]|不管用|没反应|不顶用|没好|不行|没变化)"
)
_AGAIN = r"(?:了|过|半天|几[次遍下]|好[几多久]|一[次遍下])"
_VAIN_ZH = rf"{_WHO}{_TRIAL}(?!.{{0,4}}(?:不了|不上))[^,，。]{{0,8}}?{_AGAIN}[^,，。]{{0,8}}?{_STILL}"
_SAME_ZH = rf"(?:但是?|可是?|不过|结果|就是|它)*{_STILL}"
_DID_ZH = rf"{_WHO}{_TRIAL}(?:了|过)[^,，。]{{0,6}}"
_WHO_EN = (
    r"(?:(?:and|but|so|then)\W+)*(?:i|we|my (?:husband|wife|son|daughter))(?:'ve| have| had)?"
    r"(?: (?:already|even|just|also))*"
)
_TRIAL_EN = (
    r"(?:tried|changed|replaced|reset|restarted|rebooted|tightened|cleaned|plunged|swapped|flipped|checked|turned"
    r"|unplugged|pressed|pushed|poured|put|switched|opened|closed|wiped|charged|cleared|fixed|used)\b"
)
_STILL_EN = (
    r"(?:\b(?:still|no (?:use|luck|good|help|difference|effect|better)|to no avail|in vain|the same)\b"
    r"|\b(?:did|does|has|have|do)(?:n'?t| not) (?:help|work|change|make|fix)|\bwo(?:n'?t| not)\b"
    r"|\bnothing (?:happen|change|help))"
)
_VAIN_EN = rf"{_WHO_EN} {_TRIAL_EN}.*{_STILL_EN}"
_SAME_EN = rf"(?:(?:and|but|so)\W+)*(?:it|that|this|they|the thing)?\W*{_STILL_EN}"
_OWN = re.compile(rf"\W*(?:{_VAIN_ZH}|{_VAIN_EN})", re.IGNORECASE)
_SAME = re.compile(rf"\W*(?:{_SAME_ZH}|{_SAME_EN})", re.IGNORECASE)
_DID = re.compile(rf"\W*(?:{_DID_ZH}\W*$|{_WHO_EN} {_TRIAL_EN}(?!.*{_STILL_EN}))", re.IGNORECASE)
_STAYS = re.compile(rf"{_STILL}|{_STILL_EN}", re.IGNORECASE)
_READ = 300  # characters that are looked at
_CLAUSES = re.compile(r"[,，。.;；!！?？]|\b(?:and|but|so)\b", re.IGNORECASE)


def tried_in_vain(text: str) -> bool:
    """Say whether words tell that something was tried and changed nothing, or only that it is still so.

    >>> tried_in_vain("换了灯泡也没用"), tried_in_vain("I tightened it but it still drips")
    (True, True)
    >>> tried_in_vain("空调修了也不制冷"), tried_in_vain("the tap still drips")
    (False, False)
    """
    return _OWN.match(text[:_READ]) is not None or _SAME.match(text[:_READ]) is not None


def tried(text: str) -> bool:
    """Say whether words only tell what was tried; what came of it is said next: 我换过灯泡了."""
    return _DID.match(text) is not None


def stays_so(text: str) -> bool:
    """Say whether words tell that something is still as it was: 灯还是不亮."""
    return _STAYS.search(text) is not None


def tells_of_trying(text: str) -> bool:
    """Say whether somebody tells in some clause what they tried, and that it is still so.

    >>> tells_of_trying("I changed the bulb and the lamp still does nothing"), tells_of_trying("师傅来过了，还是漏")
    (True, False)
    """
    said = [clause.strip() for clause in _CLAUSES.split(text)]
    return stays_so(text) and any(tried(clause) or _OWN.match(clause) for clause in [*said, text.strip()])
