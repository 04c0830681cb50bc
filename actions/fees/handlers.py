"""What do I owe, what for, and how do I pay it. These only answer."""

from collections.abc import Sequence

from actions.charge import Charge, ChargeStatus
from actions.fees.bills import charges, chosen, fee_name, name_of, owed, payment_of, person, refusal, total
from actions.fees.receipts import receipt
from actions.fees.referring import shown
from actions.place import Home
from actions.reply import Reply, Text
from actions.turn import Turn
from actions.wording import day, money, period


def query(turn: Turn) -> Reply:
    """Say what the speaker's homes owe, with the basis of every amount."""
    refused = refusal(turn)
    if refused:
        return refused
    if turn.value("doc") == "receipt":
        return receipt(turn)
    every = charges(turn)
    lines, rows = _answer(turn, every)
    reply = Reply(text=Text("\n".join(lines)), private=True).showing(*(shown(row, turn.lang) for row in rows))
    if not owed(every):
        return reply
    return reply.with_buttons(
        turn.button("button.pay", "start:bill_pay"), turn.button("button.dispute", "start:bill_dispute")
    )


def pay(turn: Turn) -> Reply:
    """Say what is to pay and how; a chat cannot take money yet, and says so."""
    refused = refusal(turn)
    if refused:
        return refused
    every = charges(turn)
    due = owed(every)
    if not due:
        return Reply(text=Text("\n".join(_nothing_owed(turn, every))), private=True)
    return pay_rows(turn, owed(chosen(turn, due)) or due)


def pay_rows(turn: Turn, rows: Sequence[Charge]) -> Reply:
    """Say what some charges are and how they are paid."""
    lines = [*_listed(turn, rows), *_sum(turn, rows), _how(turn)]
    reply = Reply(text=Text("\n".join(lines)), private=True).with_buttons(person(turn))
    return reply.showing(*(shown(row, turn.lang) for row in _order(turn, rows)))


def answer_of(turn: Turn, row: Charge) -> list[str]:
    """Say one charge with its basis, or when it was paid."""
    return _paid(turn, row) if row.status == ChargeStatus.PAID else [_line(turn, row)]


def _answer(turn: Turn, every: Sequence[Charge]) -> tuple[list[str], Sequence[Charge]]:
    """Return the lines, and the charges that stand on lines of their own in that order."""
    wanted = chosen(turn, every)
    due = owed(wanted)
    if due:
        return [*_listed(turn, due), *_sum(turn, due)], _order(turn, due)
    if wanted and (turn.value("fee_type") is not None or turn.value("period") is not None):
        return [*_paid(turn, wanted[0]), *_others(turn, owed(every))], wanted[:1]
    return _none_there(turn, every), ()


def _order(turn: Turn, rows: Sequence[Charge]) -> list[Charge]:
    """Return charges in the order in which they are said."""
    homes = [home.id for home in turn.homes]
    return sorted(rows, key=lambda row: homes.index(row.home_id))


def _none_there(turn: Turn, every: Sequence[Charge]) -> list[str]:
    """Say that there is no such bill, and what there is instead: the same fee of other months, or other fees."""
    fee, when = turn.value("fee_type"), turn.value("period")
    if not every or (fee is None and not isinstance(when, str)):
        return _nothing_owed(turn, every)
    said = fee_name(fee, turn.lang) if isinstance(fee, str) else str(turn.text("any_fee"))
    same_fee = [row for row in every if fee is None or row.fee == fee]
    if isinstance(when, str) and same_fee:
        lines = [str(turn.text("no_bill_then", fee=said, period=period(when, turn.lang)))]
        due = owed(same_fee)
        return lines + ([*_listed(turn, due), *_sum(turn, due)] if due else _paid(turn, same_fee[0]))
    return [str(turn.text("no_bill", fee=said)), *_others(turn, owed(every))]


def _nothing_owed(turn: Turn, every: Sequence[Charge]) -> list[str]:
    lines = [str(turn.text("nothing_owed"))]
    last = next(iter(every), None)
    return lines + (_paid(turn, last) if last else [])


def _paid(turn: Turn, row: Charge) -> list[str]:
    payment, amount = payment_of(turn, row), money(row.amount, turn.lang)
    if payment is None:
        return [str(turn.text("paid", what=name_of(row, turn.lang), amount=amount))]
    when = day(payment.paid_at.astimezone(turn.now.tzinfo).date(), turn.now.date(), turn.lang)
    return [str(turn.text("paid_on", what=name_of(row, turn.lang), amount=amount, day=when))]


def _others(turn: Turn, rows: Sequence[Charge]) -> list[str]:
    return [str(turn.text("others", count=len(rows), amount=money(total(rows), turn.lang)))] if rows else []


def _listed(turn: Turn, rows: Sequence[Charge]) -> list[str]:
    """Say every charge on a line of its own, home by home where the speaker has several."""
    if len(turn.homes) == 1:
        return [_line(turn, row) for row in rows]
    lines: list[str] = []
    for home in turn.homes:
        here = [row for row in rows if row.home_id == home.id]
        if here:
            lines += [_heading(turn, home, here), *(_line(turn, row) for row in here)]
    return lines


def _heading(turn: Turn, home: Home, rows: Sequence[Charge]) -> str:
    return str(turn.text("home", home=home.name, amount=money(total(rows), turn.lang)))


def _line(turn: Turn, row: Charge) -> str:
    basis = (row.basis_en or row.basis) if turn.lang == "en" else row.basis
    gap = " " if turn.lang == "en" else ""
    extra: list[str] = [gap + turn.text("basis", basis=basis)] if basis else []
    if row.status == ChargeStatus.DISPUTED:
        extra.append(turn.text("disputed"))
    elif row.due is not None:
        key = "overdue" if row.due < turn.now.date() else "due"
        extra.append(turn.text(key, day=day(row.due, turn.now.date(), turn.lang)))
    amount = money(row.amount, turn.lang)
    return str(turn.text("line", what=name_of(row, turn.lang), amount=amount, more="".join(extra)))


def _sum(turn: Turn, rows: Sequence[Charge]) -> list[str]:
    return [str(turn.text("sum", amount=money(total(rows), turn.lang)))] if len(rows) > 1 else []


def _how(turn: Turn) -> str:
    phone = turn.community.phone
    return str(turn.text("how_to_pay_phone", phone=phone) if phone else turn.text("how_to_pay"))
