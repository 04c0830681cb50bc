"""Money that people receive: cash at the service desk or a transfer to the community's account, confirmed by staff."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from integrations.payments import PaymentRequest, Received, UnreadableNotice, Way

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?"
_MARKED = re.compile(rf"[¥￥]\s?({_NUMBER})(?![\d.])|(?<![\d.])({_NUMBER})\s?(?:元|块|yuan\b|rmb\b)", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-]|\.\d)")
_FIGURE = re.compile(_NUMBER)
_METHODS = (
    ("transfer", re.compile(r"转账|汇款|到账|银行|transfer|bank", re.IGNORECASE)),
    ("wechat", re.compile(r"微信|wechat", re.IGNORECASE)),
    ("alipay", re.compile(r"支付宝|alipay", re.IGNORECASE)),
    ("card", re.compile(r"刷卡|card", re.IGNORECASE)),
    ("cash", re.compile(r"现金|cash", re.IGNORECASE)),
)


class Manual:
    """The provider that needs no contract and no network.

    Settings (group `payment` of a community): `desk`, `account`, `holder`, `bank`. Without an account there is only
    cash.
    """

    name = "manual"

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._told = {name: str(settings.get(name) or "").strip() for name in ("desk", "account", "holder", "bank")}

    def ways(self, request: PaymentRequest) -> tuple[Way, ...]:
        """Return cash at the desk, and a transfer where there is an account."""
        told = self._told
        cash = Way(method="cash", place=told["desk"], reference=request.number)
        if not told["account"]:
            return (cash,)
        named = {name: told[name] for name in ("account", "holder", "bank")}
        return cash, Way(method="transfer", reference=request.number, **named)

    def read(self, notice: str) -> Received:
        """Read what staff wrote: 58.30 现金; 转账到账510.15元，尾号1234.

        >>> Manual({}).read("收现金58.3元，尾号 1234")
        Received(amount=5830, method='cash')
        """
        marked = {found[1] or found[2] for found in _MARKED.finditer(notice)}
        figures = marked or set(_BARE.findall(notice))
        if len(figures) != 1 or _FIGURE.fullmatch(next(iter(figures))) is None:
            raise UnreadableNotice(notice)
        amount = int(Decimal(next(iter(figures)).replace(",", "")) * 100)
        method = next((name for name, words in _METHODS if words.search(notice)), "")
        return Received(amount=amount, method=method)
