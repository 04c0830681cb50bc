"""What do I owe, and what for. These only answer."""

from collections.abc import Sequence

from actions.charge import Charge, ChargeStatus
from actions.fees.bills import charges, chosen, fee_name, name_of, owed, payment_of, refusal, total
from actions.fees.orders import waiting_for
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
    if len(rows) == 1 and rows[0].status != ChargeStatus.PAID:  # the buttons under one bill are about that one
        return reply.with_buttons(
            turn.handler_button("button.pay", "pay_this", rows[0].id),
            turn.handler_button("button.dispute", "dispute_this", rows[0].id),
        )
    return reply.with_buttons(
        turn.button("button.pay", "start:bill_pay"), turn.button("button.dispute", "start:bill_dispute")
    )


def answer_of(turn: Turn, row: Charge) -> list[str]:
    """Say one charge with its basis, or when it was paid."""
    return paid_lines(turn, row) if row.status == ChargeStatus.PAID else [_line(turn, row)]


def _answer(turn: Turn, every: Sequence[Charge]) -> tuple[list[str], Sequence[Charge]]:
    """Return the lines, and the charges that stand on lines of their own in that order."""
    wanted = chosen(turn, every)
    due = owed(wanted)
    if due:
        return [*listed(turn, due), *sum_line(turn, due)], _order(turn, due)
    if wanted and (turn.value("fee_type") is not None or turn.value("period") is not None):
        return [*paid_lines(turn, wanted[0]), *others(turn, owed(every))], wanted[:1]
    return none_there(turn, every), ()


def _order(turn: Turn, rows: Sequence[Charge]) -> list[Charge]:
    """Return charges in the order in which they are said."""
    homes = [home.id for home in turn.homes]
    return sorted(rows, key=lambda row: homes.index(row.home_id))


def none_there(turn: Turn, every: Sequence[Charge]) -> list[str]:
    """Say that there is no such bill, and what there is instead: the same fee of other months, or other fees."""
    fee, when = turn.value("fee_type"), turn.value("period")
    if not every or (fee is None and not isinstance(when, str)):
        return nothing_owed(turn, every)
    said = fee_name(fee, turn.lang) if isinstance(fee, str) else str(turn.text("any_fee"))
    same_fee = [row for row in every if fee is None or row.fee == fee]
    if isinstance(when, str) and same_fee:
        lines = [str(turn.text("no_bill_then", fee=said, period=period(when, turn.lang)))]
        due = owed(same_fee)
        return lines + ([*listed(turn, due), *sum_line(turn, due)] if due else paid_lines(turn, same_fee[0]))
    return [str(turn.text("no_bill", fee=said)), *others(turn, owed(every))]


def nothing_owed(turn: Turn, every: Sequence[Charge]) -> list[str]:
    """Say that nothing is owed, and what was paid last."""
    lines = [str(turn.text("nothing_owed"))]
    last = next(iter(every), None)
    return lines + (paid_lines(turn, last) if last else [])


def paid_lines(turn: Turn, row: Charge) -> list[str]:
    """Say that one charge is paid, and when."""
    payment, amount = payment_of(turn, row), money(row.amount, turn.lang)
    if payment is None:
        return [str(turn.text("paid", what=name_of(row, turn.lang), amount=amount))]
    when = day(payment.paid_at.astimezone(turn.now.tzinfo).date(), turn.now.date(), turn.lang)
    return [str(turn.text("paid_on", what=name_of(row, turn.lang), amount=amount, day=when))]


def others(turn: Turn, rows: Sequence[Charge]) -> list[str]:
    """Say how much else is to pay."""
    return [str(turn.text("others", count=len(rows), amount=money(total(rows), turn.lang)))] if rows else []


def listed(turn: Turn, rows: Sequence[Charge]) -> list[str]:
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
    elif waiting_for(turn.db, row) is not None:
        extra.append(turn.text("awaited"))
    elif row.due is not None:
        key = "overdue" if row.due < turn.now.date() else "due"
        extra.append(turn.text(key, day=day(row.due, turn.now.date(), turn.lang)))
    amount = money(row.amount, turn.lang)
    return str(turn.text("line", what=name_of(row, turn.lang), amount=amount, more="".join(extra)))


def sum_line(turn: Turn, rows: Sequence[Charge]) -> list[str]:
    """Say the sum of several charges."""
    return [str(turn.text("sum", amount=money(total(rows), turn.lang)))] if len(rows) > 1 else []
