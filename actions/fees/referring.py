"""A charge that was shown is pointed at: "the second one", "that parking one", and what is wanted of it."""

from actions.charge import Charge
from actions.fees.bills import amount_of, fee_name
from actions.fees.models import Order
from actions.reference import Shown
from actions.scenario import Referring
from actions.texts import LANGS
from actions.ticket import Ticket
from actions.wording import money, period

_COUNTED = "笔张项个条份"
_MAY = r"(?:可以|能|该|要|得|应该|去|来|给|我们?|请问|那|都|是|在|到|上|把?钱|账单|这[些个]?费?用?|[,，？?。 ])*"
_WHERE = r"(?:哪里?|哪儿|哪个地方|什么地方|啥地方)"
_HOW = r"(?:怎么样?|咋个?|如何|用什么|什么方式)"
_WHO_PAYS = r"can|could|do|does|should|shall|would|may|must|to|i|we|one|you|go|and|have|exactly"
WHERE_TO_PAY = (
    rf"{_MAY}(?:{_WHERE}|{_HOW}){_MAY}(?:[交付缴]|转账)(?:这?些?钱|费用?|款)?(?:啊|呀|呢|吗|才行|好)?"
    rf"|{_MAY}[交付缴](?:钱|费|款)?{_MAY}{_WHERE}"
    rf"|\b(?:where|how|which way)(?: (?:{_WHO_PAYS}))* pay(?: (?:for|these|those|them|bills?|my|our|money))*"
)
BILL = Referring(
    point="this_bill",
    asks=(
        (
            r"不对|不正确|有问题|有误|有错|多[算收]了?|算多了?|[算收]错了?|错了|对不上|核对|太[贵高多]了?"
            r"|wrong|not right|incorrect|mistake|dispute|too (?:much|high)",
            "dispute_this",
        ),
        (r"开?(?:张|个)?(?:电子)?发票|invoice", "invoice_this"),
        (r"收据|凭证|receipt", "receipt_this"),
        (r"怎么[交付缴]|哪里交|先?[交付缴]了?|结了?|pay", "pay_this"),
        (
            r"是?多少钱?|是?什么|是啥|啥|怎么[算来]的?|明细|几号|什么时候|到期|截止|再说一[遍下]|说一遍|"
            r"费用?|账单"
            r"|how much|what|when|due|again|bill|details?",
            "this_bill",
        ),
    ),
    asked=((WHERE_TO_PAY, "where_to_pay"),),
)
REQUEST = Referring(
    point="this_request",
    correct="correct",
    undo="withdraw",
    cancel="drop",
    slots=("fee_type", "period", "title"),
    asks=(
        (r"取消|撤[销回]|不用了?|不要了?|算了|cancel|withdraw", "drop"),
        (r"怎么样|到哪|好了|进度|情况|多久|什么时候|status|when|ready", "this_request"),
    ),
)


PAYMENT = Referring(
    point="this_payment",
    cancel="drop_payment",
    undo="drop_payment",
    asks=(
        (r"取消|撤[销回]|不[交付缴]了?|不用了?|不要了?|算了|cancel|don'?t pay|not pay", "drop_payment"),
        (
            r"怎么[交付缴转]|哪里|账号|转到|多少|到账|收到|好了|进度|编号|几号|什么时候|how|where|account|number|arrived|received|when",
            "this_payment",
        ),
    ),
)


def shown(row: Charge, lang: str) -> Shown:
    """Return a charge as it stands on the screen."""
    named = [fee_name(row.fee, one) for one in LANGS]
    months = [period(row.period, one) for one in LANGS]
    short = [name.removesuffix("费") for name in named if len(name) > 2]  # 水 is in 停水
    month = [months[0].rpartition("年")[2]]
    return Shown(
        kind="bill",
        key=row.id,
        says=amount_of(row, lang),
        called=tuple(dict.fromkeys(word for word in (*named, *short, *months, *month, *_amounts(row)) if word)),
        counted=_COUNTED,
    )


def shown_request(kind: str, ticket: Ticket, what: str) -> Shown:
    """Return a dispute or a wish for a receipt as it stands on the screen."""
    return Shown(
        kind=kind, key=ticket.number, says=f"{ticket.number} {what}", called=(ticket.number, what), counted=_COUNTED
    )


def shown_order(order: Order, lang: str) -> Shown:
    """Return a payment that was agreed on as it stands on the screen."""
    said = money(order.amount, "zh")
    return Shown(
        kind="payment",
        key=order.number,
        says=f"{order.number} {money(order.amount, lang)}",
        called=(order.number, said),
        counted=_COUNTED,
    )


def _amounts(row: Charge) -> list[str]:
    whole, said = str(row.amount // 100), money(row.amount, "zh")
    return [said, said.removesuffix("元"), f"{whole}块", f"{whole}元"]
