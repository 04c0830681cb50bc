from actions.event import TicketChanged
from actions.fees import dispute, handlers, pointing, receipts
from actions.fees.desk import unpaid_by_home
from actions.fees.exporting import write_bills
from actions.fees.loading import load_bills
from actions.fees.records import bill_rows, dispute_rows, payment_rows, receipt_rows
from actions.fees.referring import BILL, REQUEST
from actions.scenario import Scenario

scenario = Scenario(
    package=__name__,
    title={"zh": "费用", "en": "Fees"},
    intents={
        "bill_query": ("fee_type", "period", "building", "unit", "room"),
        "bill_pay": ("fee_type", "period", "amount=paid", "method", "scope"),
        "bill_dispute": ("fee_type", "period", "reason=account"),
        "receipt_request": ("doc", "period", "title"),
    },
    handlers={
        "bill_query": handlers.query,
        "bill_pay": handlers.pay,
        "bill_dispute": dispute.dispute,
        "receipt_request": receipts.receipt,
    },
    questions=frozenset({"bill_query", "bill_pay"}),
    calls={
        "invoice": receipts.invoice,
        "copy": receipts.copy,
        "this_bill": pointing.this_bill,
        "pay_this": pointing.pay_this,
        "dispute_this": pointing.dispute_this,
        "invoice_this": receipts.invoice,
        "receipt_this": pointing.receipt_this,
        "this_request": pointing.this_request,
        "correct": pointing.correct,
        "drop": pointing.drop,
        "withdraw": pointing.withdraw,
    },
    refers={"bill": BILL, "dispute": REQUEST, "receipt": REQUEST},
    follows={"bill_query": ("fee_type", "period"), "bill_pay": ("fee_type", "period")},
    forms=(dispute.DISPUTE, receipts.INVOICE, pointing.WITHDRAW),
    views=(unpaid_by_home,),
    listens={TicketChanged: dispute.settled},
    loads={"bills": load_bills},
    exports={"bills": write_bills},
    records={
        "bill": bill_rows,
        "payment": payment_rows,
        "receipt": receipt_rows,
        "dispute": dispute_rows,
    },
)
