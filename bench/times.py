"""How well times are understood: `python bench/times.py --data FILE [--misses]`.

FILE holds the Chinese DateTimeModel cases of microsoft/Recognizers-Text as JSON (`cases`: `spec`, `input`, `ref`,
`results` with `start`, `end`, `type` and `resolution`). They are read as a resident's message would be, with no
setting of their own; jionlp alone reads the same texts.

A case is right when each expected time is found where it stands and with one of its values, and no other time is
found. Values are compared as they are, to the minute, with three conventions: a part of the day counts by its day and
name, not by its hours; who says 3月到5月 means all of May, where the data set ends at its beginning; what the data set
calls not resolved (30 February) must not be found, except for what repeats and for seasons, which are compared.
"""

import argparse
import json
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from time_score import Found, is_right, of_case, of_entities, of_jionlp

from nlu.jio import jionlp
from nlu.normalize import tidy
from nlu.slots import time

ZONE = ZoneInfo("Asia/Shanghai")
ANY_DAY = "2019-01-06T12:00:00"  # for the cases that name no reference time, because they hold no time
Case = Mapping[str, Any]


def main() -> None:
    logging.disable()  # jionlp logs what it cannot read
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the cases as JSON")
    parser.add_argument("--spec", default="DateTimeModel", help="which cases; others are not end to end")
    parser.add_argument("--misses", action="store_true", help="list what our grammar got wrong")
    given = parser.parse_args()
    cases = [case for case in json.loads(given.data.read_text("utf-8"))["cases"] if case["spec"] == given.spec]
    ours = _report("our grammar", cases, _ours)
    _report("jionlp 1.5.29 alone", cases, _jionlp)
    for case in ours if given.misses else ():
        print(f"\n{case['input']}  ({case.get('ref', '-')})")
        print(f"  wanted  {_said(of_case(case), case['input'])}")
        print(f"  found   {_said(_ours(case), case['input'])}")


def _report(name: str, cases: Sequence[Case], read: Callable[[Case], list[Found]]) -> list[Case]:
    """Print the share of right cases, of all and by the type of their first result; return the wrong ones."""
    wrong = [case for case in cases if not is_right(of_case(case), read(case))]
    every, missed = Counter(map(_kind, cases)), Counter(map(_kind, wrong))
    print(f"{name:<24}{1 - len(wrong) / len(cases):6.1%} of {len(cases)}")
    for kind, number in every.most_common():
        print(f"  {kind:<22}{1 - missed[kind] / number:6.1%} of {number}")
    return wrong


def _kind(case: Case) -> str:
    return case["results"][0]["type"].removeprefix("datetimeV2.") if case["results"] else "no time"


def _ours(case: Case) -> list[Found]:
    return of_entities(time.read(_text(case), "zh", _now(case).replace(tzinfo=ZONE)))


def _jionlp(case: Case) -> list[Found]:
    try:
        return of_jionlp(jionlp().ner.extract_time(_text(case), time_base=_now(case)))
    except Exception:  # noqa: BLE001 (it raises many kinds where it meets what it does not know; that is a miss)
        return [Found(0, 0, frozenset())]


def _text(case: Case) -> str:
    """Return the text in NFKC; a case whose places would move by more is none that these data hold."""
    return str(tidy(case["input"]))


def _now(case: Case) -> datetime:
    return datetime.fromisoformat(case.get("ref", ANY_DAY))


def _said(found: Sequence[Found], text: str) -> str:
    return "; ".join(f"{text[one.start : one.end]} = {_readings(one)}" for one in found) or "nothing"


def _readings(found: Found) -> str:
    return " | ".join(sorted(" ".join(str(part) for part in reading) for reading in found.readings))


if __name__ == "__main__":
    main()
