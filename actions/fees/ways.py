"""Where and how one can pay, for who only asks that: nothing is paid by asking."""

from actions.charge import ChargeStatus
from actions.fees.orders import provider_of
from actions.fees.paying import PAY
from actions.fees.pointing import this_bill
from actions.fees.requests import charge_of
from actions.reply import Reply, Text
from actions.turn import Turn
from integrations.payments import PaymentRequest, Way


def where_to_pay(turn: Turn) -> Reply:
    """Say the ways to pay, and how to begin; the argument is the bill that was shown, empty for several."""
    row = charge_of(turn, turn.argument) if turn.argument else None
    if row is not None and row.status == ChargeStatus.PAID:
        return this_bill(turn)
    ways = provider_of(turn.community).ways(PaymentRequest(number="", amount=0, expires=turn.now))
    said = [str(_said(turn, way)) for way in ways]
    gap = " " if turn.lang == "en" else ""
    if turn.conversation.open and turn.conversation.open.form == PAY.full_name:
        return Reply(text=Text(gap.join(said)))
    pay = turn.handler_button("button.pay", "pay_this", row.id) if row else turn.button("button.pay", "start:bill_pay")
    return Reply(text=Text(gap.join([*said, str(turn.text("pay.begin"))]))).with_buttons(pay)


def _said(turn: Turn, way: Way) -> Text:
    hours = (turn.community.settings or {}).get("office_hours")
    open_at = str(turn.text("pay.open", hours=hours)) if hours else ""
    payee = (" " if turn.lang == "en" else "").join(part for part in (way.holder, way.bank) if part)
    place = way.place or turn.text("pay.desk")
    return turn.text(f"pay.by_{way.method}", place=place, open=open_at, payee=payee, account=way.account)
