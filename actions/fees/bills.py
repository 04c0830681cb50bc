"""What the speaker's homes owe and have paid, and whose home a message is about."""

import re
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from actions.charge import Charge, ChargeStatus, Payment
from actions.fees.periods import begins, overlaps
from actions.people import Role
from actions.place import Home
from actions.reply import Reply
from actions.texts import load_texts
from actions.turn import Turn
from actions.wording import money, period

PACKAGE = "actions.fees"
_OWN = re.compile(
    r"(?:我|我们|咱|咱们|俺|额)(?:自己)?(?:家|屋|屋头|屋里|屋企)(?!对门|隔壁|楼上|楼下|邻居)|我自己|我的|本户"
    r"|我那?个?(?:物业|水|电|煤气|燃气|停车|垃圾|暖气|取暖)费|[给帮替]我(?!妈|爸|父|母|爷|奶|公|婆|岳)[交缴付查]|\bmy\b|\bmine\b|\bour\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"对门|对面(?:那?家|邻居)|隔壁|邻居|楼[上下](?:那|家|的|邻居|欠|交)|别人|人家|(?<!其)[他她](?!们)"
    r"|\b(?:neighbou?rs?|next door|upstairs|downstairs|across the (?:hall|corridor)|he|she|his|hers?|they owe|their)\b",
    re.IGNORECASE,
)


_KIN = re.compile(
    r"(?:替|给|帮|代)(?:我|咱)?(?:家)?(?:妈|爸|爹|娘|父母|爸妈|老人|爷爷|奶奶|外公|外婆|姥|岳|公公|婆婆)"
    r"|(?:我|咱)(?:妈|爸|父母|爷爷|奶奶|岳父|岳母|婆婆|公公|爸妈)[她他]?(?:们)?(?:家|那边|那里|那儿|那套|的)"
    r"|\bfor my (?:mum|mom|mother|dad|father|parents|grand\w+|in-laws)"
    r"|\bmy (?:mum|mom|mother|dad|father|parents)'?s?'? ?(?:home|place|flat|bills?)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[今去明前年]|\d{2}|year|next|coming", re.IGNORECASE)
_FOR_OTHERS = frozenset({Role.FAMILY, Role.CARER, Role.PROXY})


def charges(turn: Turn) -> Sequence[Charge]:
    """Return the charges of the speaker's homes, newest period first."""
    rows = turn.db.scalars(turn.mine(Charge)).all()
    return sorted(rows, key=lambda row: (begins(row.period), row.fee, row.home_id), reverse=True)


def chosen(turn: Turn, rows: Iterable[Charge]) -> list[Charge]:
    """Return the charges of the fee, period or exact amount that the message names; all where it names none."""
    fee, when = turn.value("fee_type"), turn.value("period")
    rows = list(rows)
    fitting = [row for row in rows if fee is None or row.fee == fee]
    exact = [row for row in fitting if row.amount == turn.value("amount")]
    if exact or not isinstance(when, str):
        return exact or fitting
    then = [row for row in fitting if overlaps(row.period, when)]
    return then or [row for row in fitting if overlaps(row.period, _last(turn, when))]


def _last(turn: Turn, when: str) -> str:
    """Return the period of the year before where no year was said and this year's has not begun: 第四季度, in March."""
    found = turn.understanding.entity("period") if turn.understanding else None
    later = begins(when) > turn.now.year * 12 + turn.now.month - 1
    return f"{int(when[:4]) - 1}{when[4:]}" if found and later and not _YEAR.search(found.text) else when


def owed(rows: Iterable[Charge]) -> list[Charge]:
    """Return what is not paid."""
    return [row for row in rows if row.status != ChargeStatus.PAID]


def total(rows: Iterable[Charge]) -> int:
    """Return the sum in fen."""
    return sum(row.amount for row in rows)


def payment_of(turn: Turn, row: Charge) -> Payment | None:
    """Return the recorded payment of a charge."""
    return turn.db.scalar(select(Payment).where(Payment.charge_id == row.id))


def fee_name(fee: str, lang: str) -> str:
    """Return what a fee is called; a community's own fee keeps its own name."""
    texts = load_texts(PACKAGE)
    return str(texts.render(lang, f"fee.{fee}", {})) if texts.has(f"fee.{fee}") else fee


def name_of(row: Charge, lang: str) -> str:
    """Name a charge: 2025年三季度物业费, Q3 2025 property fee."""
    fee, when = fee_name(row.fee, lang), period(row.period, lang)
    return f"{when} {fee}" if lang == "en" else f"{when}{fee}"


def amount_of(row: Charge, lang: str) -> str:
    """Name a charge with its amount, as a button shows it."""
    return f"{name_of(row, lang)} {money(row.amount, lang)}"


def speakers(turn: Turn) -> set[str]:
    """Return the ids of the homes that a message is about: of the parents, where it names them; else the speaker's."""
    tied = {tie.home_id for tie in turn.occupancies if tie.role in _FOR_OTHERS}
    return tied if tied and _says_kin(turn) else {home.id for home in turn.homes}


def _says_kin(turn: Turn) -> bool:
    return turn.understanding is not None and _KIN.search(turn.message.text) is not None


def foreign(turn: Turn) -> bool:
    """Say whether a message asks about a home that is not the speaker's, named or meant by "next door" or "he"."""
    parts = {name: turn.value(name) for name in ("building", "unit", "room")}
    if any(parts.values()):
        return not any(_is(home, parts) for home in turn.homes)
    text = turn.message.text if turn.understanding else ""
    if _says_kin(turn):  # their home, which the speaker may be tied to as family, carer or proxy
        return not any(tie.role in _FOR_OTHERS for tie in turn.occupancies)
    if _OWN.search(text):
        return False
    # Whoever insists after a refusal still means the same home until they say that they mean their own.
    insists = turn.conversation.last == str(turn.text("refuse.other")) and turn.understanding is not None
    return bool(_OTHERS.search(text)) or insists


def _is(home: Home, parts: Mapping[str, object]) -> bool:
    building, unit, room = (str(parts[name] or "") for name in ("building", "unit", "room"))
    bare = home.name.removeprefix(building) if home.name.startswith(building) else ""
    return bool(bare) and (not unit or unit in bare) and (not room or home.room == room or bare.endswith(room))


def refusal(turn: Turn) -> Reply | None:
    """Return why nothing may be said: nobody knows the speaker, or it is another household's affair."""
    if turn.resident is not None and foreign(turn):
        return turn.say("refuse.other").with_buttons(turn.person_button())
    if not turn.homes:
        if turn.resident is None and foreign(turn):
            return turn.say("refuse.other").with_buttons(turn.person_button())
        key = "refuse.unknown" if turn.resident is None else "refuse.no_home"
        return turn.say(key).with_buttons(turn.button("button.bind", "start:bind_home"), turn.person_button())
    return None
