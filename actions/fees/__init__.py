from actions.event import Event, TicketChanged
from actions.fees import dispute, handlers, paying, pointing, receipts, reminding, settling, ways
from actions.fees.desk import unpaid_by_home
from actions.fees.exporting import write_bills
from actions.fees.loading import load_bills
from actions.fees.records import bill_rows, dispute_rows, payment_rows, receipt_rows
from actions.fees.referring import BILL, PAYMENT, REQUEST
from actions.job import Job
from actions.scenario import Scenario
from actions.turn import Work


def _changed(work: Work, event: Event) -> None:
    """Hear of what staff did to a dispute or to a payment."""
    dispute.settled(work, event)
    settling.told(work, event)


scenario = Scenario(
    package=__name__,
    title={"zh": "费用", "en": "Fees"},
    intents={
        "bill_query": ("fee_type", "period", "building", "unit", "room"),
        "bill_pay": ("fee_type", "period", "amount=paid", "method", "scope"),
        "bill_dispute": ("fee_type", "period", "reason=account"),
        "receipt_request": ("doc", "period", "title", "tax_id"),
    },
    handlers={
        "bill_query": handlers.query,
        "bill_pay": paying.pay,
        "bill_dispute": dispute.dispute,
        "receipt_request": receipts.receipt,
    },
    questions=frozenset({"bill_query", "bill_pay"}),  # paying asks for a yes before anything happens
    calls={
        "invoice": receipts.invoice,
        "copy": receipts.copy,
        "this_bill": pointing.this_bill,
        "pay_this": pointing.pay_this,
        "where_to_pay": ways.where_to_pay,
        "dispute_this": pointing.dispute_this,
        "invoice_this": receipts.invoice,
        "receipt_this": pointing.receipt_this,
        "this_request": pointing.this_request,
        "correct": pointing.correct,
        "drop": pointing.drop,
        "withdraw": pointing.withdraw,
        "this_payment": settling.this_payment,
        "drop_payment": settling.drop,
        "pay_due": reminding.pay_due,
        "due_now": reminding.due_now,
        "due_later": reminding.due_later,
        "not_now": reminding.not_now,
    },
    refers={"bill": BILL, "dispute": REQUEST, "receipt": REQUEST, "payment": PAYMENT},
    follows={"bill_query": ("fee_type", "period"), "bill_pay": ("fee_type", "period")},
    forms=(dispute.DISPUTE, receipts.INVOICE, pointing.WITHDRAW, paying.PAY, settling.DROP),
    views=(unpaid_by_home,),
    jobs=(
        Job(name="close_order", run=settling.close_order),
        Job(name="remind", run=reminding.remind, cron="0 10 * * *"),
        Job(name="remind_again", run=reminding.remind_again),
    ),
    listens={TicketChanged: _changed},
    decides={"payment": settling.decide},
    loads={"bills": load_bills},
    exports={"bills": write_bills},
    records={
        "bill": bill_rows,
        "payment": payment_rows,
        "receipt": receipt_rows,
        "dispute": dispute_rows,
    },
)
