"""Whether somebody who works here, or a person at all, is named. Pure."""

import re

_PEOPLE = re.compile(
    r"人工|真人|活人|机器|工作人员|客服|管家|经理|主任|领导|老板|负责|值班|物业|叫个?人|找个?人|[换来]个?人|有人|转接|接线"
    r"|\b(?:person|people|human|agent|staff|operator|representative|somebody|someone|manager|office)\b",
    re.IGNORECASE,
)


def names_somebody(text: str) -> bool:
    """Say whether a text names those whom one may want to speak to.

    >>> names_somebody("转人工"), names_somebody("let me talk to someone"), names_somebody("小伙子我跟你讲，楼上")
    (True, True, False)
    """
    return _PEOPLE.search(text) is not None
