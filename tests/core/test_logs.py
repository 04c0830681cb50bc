import json
import logging
import sys

from hypothesis import given
from hypothesis import strategies as st

from bot.logs import JsonFormatter, scrub

PHONE, PLATE, CARD = "13912345678", "川A12345", "110101199003078515"


def line_of(**more: object) -> dict[str, object]:
    record = logging.makeLogRecord({"name": "bot", "levelno": 20, "levelname": "INFO"} | more)
    written: dict[str, object] = json.loads(JsonFormatter().format(record))
    return written


def test_phones_plates_cards_and_tokens_never_reach_a_log() -> None:
    line = line_of(msg="call %s, %s, %s, bot123456:AAabcdefghijklmnopqrstuvw", args=(PHONE, PLATE, CARD))
    assert line["message"] == "call [phone], [plate], [id], [token]"


def test_extras_are_kept_and_scrubbed() -> None:
    assert line_of(msg="x", conversation="c-1", who=PHONE)["who"] == "[phone]"


def test_an_exceptions_own_words_are_left_out() -> None:
    try:
        raise ValueError(f"赵桂兰 says {PHONE}")
    except ValueError:
        line = line_of(msg="turn failed", exc_info=sys.exc_info())
    assert line["error"] == "ValueError"
    assert "赵桂兰" not in json.dumps(line, ensure_ascii=False)
    assert "test_logs.py" in str(line["where"])


@given(st.text(), st.text())
def test_a_phone_is_found_in_any_company(before: str, after: str) -> None:
    assert PHONE not in scrub(f"{before} {PHONE} {after}")
