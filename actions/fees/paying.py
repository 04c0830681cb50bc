"""I want to pay: which bills, how much in all, one yes, and then where the money goes and when it counts."""

import re
from collections.abc import Mapping, Sequence

from actions.charge import Charge, ChargeStatus
from actions.event import TicketOpened
from actions.fees.bills import PACKAGE, charges, name_of, refusal, speakers
from actions.fees.choosing import NAMES, changed, named, narrowed, payable, read_choice
from actions.fees.handlers import listed, none_there, nothing_owed, others, paid_lines, sum_line
from actions.fees.models import Order, OrderStatus
from actions.fees.orders import (
    KIND,
    ask_for,
    close_later,
    fill,
    forget,
    items_of,
    own_order,
    payment_settings,
    provider_of,
    waiting_for,
    waits_for,
)
from actions.fees.referring import shown, shown_order
from actions.form import Form, advance
from actions.reply import Reply, Text
from actions.slot import Slot, Unusable, Value, Values, entity
from actions.table import new_id
from actions.ticket import Author, Ticket, TicketStatus, add_entry
from actions.turn import Turn, Work
from actions.wording import day, money
from integrations.payments import PaymentRequest, Way

_HERE = frozenset({"cash", "bank_transfer", "transfer", "bank_card", "card"})  # what a desk and an account can take
_DAY_OFFICE = "office_hours"
_HOW = re.compile(
    r"怎么[交付缴]|(?:在|去|到)?(?:哪里?|哪儿)(?:可以|能)?[交付缴]|\b(?:how|where) (?:can|do|should)\b", re.IGNORECASE
)


def pay(turn: Turn) -> Reply:
    """Read back what is to be paid and ask for a yes; say what is paid already, or waits for its money."""
    refused = refusal(turn)
    if refused:
        return refused
    opened = turn.conversation.open
    if opened and opened.form == PAY.full_name and opened.confirming and read_choice_of(turn) is None:
        return advance(turn, PAY)  # 交吧, to "shall it be paid?"
    every = [row for row in charges(turn) if row.home_id in speakers(turn)]
    due = payable(every)
    says = read_choice_of(turn) is not None
    wanted = narrowed(named(turn.understanding, due), turn.message.text, turn.now.date())
    waiting = [row for row in wanted if waiting_for(turn.db, row) is not None]
    fresh = [row for row in wanted if row not in waiting]
    if fresh:
        return begin(turn, fresh)
    if waiting:
        return _waits(turn, waiting)
    return _instead(turn, every, due) if says or not due else begin(turn, due)


def read_choice_of(turn: Turn) -> Value:
    """Return what the message says about which bills; None where it says nothing."""
    said = [turn.value(name) for name in (*NAMES, "sum") if turn.understanding]
    return next((value for value in said if value is not None), None)


def begin(turn: Turn, rows: Sequence[Charge]) -> Reply:
    """Ask for a yes to some bills."""
    opened = turn.conversation.open
    if opened and opened.form == PAY.full_name:
        before = own_order(turn, opened.values.get("order"))
        if before is not None:
            forget(turn.db, before)
        turn.conversation.close()
    order = ask_for(turn, rows, _method(turn))
    asked = turn.start(PAY, order=order.number, charges=_joined(rows), method=order.method, lead=_lead(turn))
    return asked.showing(*(shown(row, turn.lang) for row in rows))


def pay_row(turn: Turn, row: Charge) -> Reply:
    """Ask for a yes to one bill; say where it stands when it cannot be paid now."""
    if row.status == ChargeStatus.DISPUTED:
        said = turn.say("pay.checked", private=True, what=name_of(row, turn.lang))
        return said.with_buttons(turn.person_button()).showing(shown(row, turn.lang))
    return _waits(turn, [row]) if waiting_for(turn.db, row) is not None else begin(turn, [row])


def how(work: Work, order: Order, lang: str) -> str:
    """Say where the money of an order goes, and until when."""
    request = PaymentRequest(number=order.number, amount=order.amount, expires=order.expires_at)
    until = day(order.expires_at.astimezone(work.now.tzinfo).date(), work.now.date(), lang)
    said = [_way(work, way, until, lang) for way in _fitting(provider_of(work.community).ways(request), order.method)]
    return (" " if lang == "en" else "").join([*said, str(work.text_in(lang, "pay.counts"))])


def _fitting(ways: Sequence[Way], method: str) -> Sequence[Way]:
    """Return the way that was wished, else all of them."""
    wished = {"bank_transfer": "transfer"}.get(method, method)
    return [way for way in ways if way.method == wished] or ways


def _way(work: Work, way: Way, until: str, lang: str) -> str:
    place = way.place or str(work.text_in(lang, "pay.desk"))
    hours = (work.community.settings or {}).get(_DAY_OFFICE)
    open_at = str(work.text_in(lang, "pay.open", hours=hours)) if hours else ""
    payee = (" " if lang == "en" else "").join(part for part in (way.holder, way.bank) if part)
    facts = {"place": place, "account": way.account, "payee": payee, "code": way.reference, "until": until}
    return str(work.text_in(lang, f"pay.{way.method}", open=open_at, **facts))


def _method(turn: Turn) -> str:
    said = turn.value("method")
    return said if isinstance(said, str) and said in _HERE else ""


def _lead(turn: Turn) -> str:
    """Say first what was wished and cannot be: another method, or a part of a bill."""
    gap = " " if turn.lang == "en" else ""
    method = turn.value("method")
    amount = next((value for slot in ("amount", "sum") if isinstance(value := turn.value(slot), int)), None)
    lines: list[str] = []
    if turn.understanding and _HOW.search(turn.message.text):
        lines.append(
            str(turn.text("pay.can_transfer" if payment_settings(turn.community).get("account") else "pay.can"))
        )
    if isinstance(method, str) and method not in _HERE:
        lines.append(str(turn.text("pay.not_online")))
    if amount is not None and not any(row.amount == amount for row in charges(turn)):
        lines.append(str(turn.text("pay.whole")))
    return "".join(line + gap for line in lines)


def _instead(turn: Turn, every: Sequence[Charge], due: Sequence[Charge]) -> Reply:
    """Say why there is nothing to ask: it is paid, being checked, or there is no such bill."""
    meant = named(turn.understanding, every)
    checked = [row for row in meant if row.status == ChargeStatus.DISPUTED]
    if checked:
        said = turn.say("pay.checked", private=True, what=name_of(checked[0], turn.lang))
        return said.with_buttons(turn.person_button()).showing(*(shown(row, turn.lang) for row in checked[:1]))
    paid = [row for row in meant if row.status == ChargeStatus.PAID]
    if paid and read_choice_of(turn) is not None:
        lines = [*paid_lines(turn, paid[0]), *others(turn, due)]
    else:
        lines = none_there(turn, every) if every else nothing_owed(turn, every)
    reply = Reply(text=Text("\n".join(lines)), private=True).showing(*(shown(row, turn.lang) for row in paid[:1]))
    return reply.with_buttons(turn.button("button.pay", "start:bill_pay")) if due else reply


def _waits(turn: Turn, rows: Sequence[Charge]) -> Reply:
    """Say that somebody of the home has agreed to pay it already, and that the money is still to come."""
    order = waiting_for(turn.db, rows[0])
    what = name_of(rows[0], turn.lang)
    if order is None or turn.resident is None or order.resident_id != turn.resident.id:
        return turn.say("pay.other_pays", private=True, what=what)
    return standing(turn, order)


def standing(turn: Turn, order: Order) -> Reply:
    """Say where an order stands and what comes next."""
    known = {"number": order.number, "amount": money(order.amount, turn.lang)}
    told = turn.say(f"pay.is_{order.status}", private=True, how="", day="", **known)
    if order.status == OrderStatus.PENDING:
        told = turn.say("pay.is_pending", private=True, how=how(turn, order, turn.lang), **known)
        told = told.with_buttons(turn.handler_button("button.drop_payment", "drop_payment", order.number))
    elif order.paid_at is not None:
        when = day(order.paid_at.astimezone(turn.now.tzinfo).date(), turn.now.date(), turn.lang)
        told = turn.say("pay.is_paid", private=True, day=when, **known)
    return told.showing(shown_order(order, turn.lang))


def _joined(rows: Sequence[Charge]) -> str:
    return ",".join(row.id for row in rows)


def _rows(turn: Turn, values: Mapping[str, Value]) -> list[Charge]:
    wanted = str(values.get("charges") or "").split(",")
    return [row for row in charges(turn) if row.id in wanted]


def _check_choice(turn: Turn, value: Value) -> Value:
    """Find the bills that a correction leaves, and let the order be about those."""
    opened = turn.conversation.open
    before = _rows(turn, opened.values) if opened else []
    free = [row for row in payable(charges(turn)) if waiting_for(turn.db, row) is None]
    rows = changed(turn.message.text, turn.understanding, before, free)
    if not rows:
        raise Unusable("pay.none_left")
    order = own_order(turn, opened.values.get("order")) if opened else None
    if order is not None:
        fill(turn.db, order, rows)
    if opened is not None:
        opened.values["lead"] = ""
    return _joined(rows)


def _check_method(turn: Turn, value: Value) -> Value:
    opened = turn.conversation.open
    order = own_order(turn, opened.values.get("order")) if opened else None
    if order is not None:
        order.method = _method(turn)
    if opened is not None:
        opened.values["lead"] = _lead(turn)
    return value


def _read_back(turn: Turn, values: Values) -> Mapping[str, object]:
    rows = _rows(turn, values)
    lines = [*listed(turn, rows), *sum_line(turn, rows)]
    return {"lead": values.get("lead") or "", "lines": "\n".join(lines)}


def _agreed(turn: Turn, values: Values) -> Reply:
    """Take the yes: the books and the desk wait for the money from now on."""
    order = own_order(turn, values.get("order"))
    if order is None or order.status != OrderStatus.ASKED:
        return standing(turn, order) if order else turn.say("pay.asked_too_long_ago", private=True)
    agreed = items_of(turn.db, order)
    rows = [charge for _, charge in agreed if _is_open(turn, charge)]
    if not rows:
        forget(turn.db, order)
        return _waits(turn, [charge for _, charge in agreed]) if agreed else turn.say("pay.none_left", private=True)
    if len(rows) < len(agreed) or any(item.amount != charge.amount for item, charge in agreed):
        fill(turn.db, order, rows)
        return turn.start(
            PAY, order=order.number, charges=_joined(rows), method=order.method, lead=str(turn.text("pay.changed"))
        )
    order.status, order.expires_at = OrderStatus.PENDING, turn.now + waits_for(turn.community)
    close_later(turn, order)
    turn.emit(TicketOpened(_open_ticket(turn, order, rows).id))
    facts = {"number": order.number, "amount": money(order.amount, turn.lang), "how": how(turn, order, turn.lang)}
    said = turn.done("done.ordered", order.ref, private=True, **facts)
    drop = turn.handler_button("button.drop_payment", "drop_payment", order.number)
    return said.with_buttons(drop).showing(shown_order(order, turn.lang))


def _is_open(turn: Turn, row: Charge) -> bool:
    """Say whether a bill can still be paid, by this order."""
    known = row.id in {mine.id for mine in payable(charges(turn))}
    return known and waiting_for(turn.db, row) is None


def _open_ticket(turn: Turn, order: Order, rows: Sequence[Charge]) -> Ticket:
    """Put the order before staff, in the community's first language."""
    lines = "；".join(f"{name_of(row, 'zh')}{money(row.amount, 'zh')}" for row in rows)
    text = turn.text_in("zh", "entry.payment", lines=lines, amount=money(order.amount, "zh"), number=order.number)
    homes = {row.home_id for row in rows}
    ticket = Ticket(
        id=new_id(),
        community_id=turn.community.id,
        number=order.number,
        kind=KIND,
        status=TicketStatus.OPEN,
        object=str(turn.text_in("zh", "entry.payment_short", amount=money(order.amount, "zh"))),
        text=str(text)[:2000],
        home_id=homes.pop() if len(homes) == 1 else None,
        resident_id=order.resident_id,
        conversation_id=turn.conversation.id,
        created_at=turn.now,
    )
    turn.db.add(ticket)
    turn.db.flush()
    add_entry(turn.db, ticket, turn.now, Author.ASSISTANT, str(turn.text_in("zh", "entry.how_to_confirm")), kind="note")
    return ticket


def _declined(turn: Turn) -> Reply:
    """Forget the question."""
    asked = turn.mine(Order).where(Order.status == OrderStatus.ASKED)
    for order in turn.db.scalars(asked):
        forget(turn.db, order)
    return turn.say("pay.not_now")


PAY = Form(
    name="pay",
    package=PACKAGE,
    intent="bill_pay",
    slots=(
        Slot(name="charges", read=read_choice, check=_check_choice, needed=lambda values: False),
        Slot(name="method", read=entity("method"), check=_check_method, needed=lambda values: False),
    ),
    submit=_agreed,
    confirm="confirm.pay",
    summary=_read_back,
    about=lambda turn, values: str(turn.text("pay.about")),
    on_cancel=_declined,
)
