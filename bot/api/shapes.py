"""What values in requests and answers look like: bounded, without NUL, nothing unknown."""

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.desk.changes import LONGEST

_WHOLE = re.compile(r"0|[1-9][0-9]{0,9}")
LARGEST = 2**31 - 1  # of any number in the database


class Asked(BaseModel):
    """A request's fields: none unknown, none of a type that only looks right."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=False)


class Given(BaseModel):
    """An answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Nothing(Asked):
    """No field at all."""


def whole(value: object) -> object:
    """Read a number of an address; anything that is not plain digits stays what it was and is refused.

    >>> whole("10"), whole("1_0"), whole(" 7")
    (10, '1_0', ' 7')
    """
    return int(value) if isinstance(value, str) and _WHOLE.fullmatch(value) else value


PLAIN = BeforeValidator(whole)  # stands last, so that it runs first
Position = Annotated[int, Field(ge=0, le=LARGEST), PLAIN]
Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Foreign = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:@+/=-]{1,80}$")]
"""Another program's own id: of an update, a thread, a sender."""
Cursor = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,16}-[0-9a-f]{32}$")]
Search = Annotated[str, StringConstraints(max_length=40, pattern=r"^[^\x00]*$")]
SomeWords = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST, pattern=r"^[^\x00]*[^\x00\s][^\x00]*$")]
AnyWords = Annotated[str, StringConstraints(max_length=LONGEST, pattern=r"^[^\x00]*$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Limited = Annotated[int, Field(ge=1, le=100), PLAIN]
