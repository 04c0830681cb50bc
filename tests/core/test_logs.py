import asyncio
import json
import logging
import sys
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from bot.logs import JsonFormatter, about, carried, scrub

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


def test_every_line_says_which_kind_of_process_wrote_it() -> None:
    written = JsonFormatter("worker").format(logging.makeLogRecord({"msg": "x"}))
    assert json.loads(written)["role"] == "worker"
    assert "role" not in line_of(msg="x")


def test_the_lines_of_a_turn_carry_its_id() -> None:
    with about(inbox=12), about(conversation="c-1"):
        inside = line_of(msg="x")
    assert (inside["inbox"], inside["conversation"]) == (12, "c-1")
    assert "inbox" not in line_of(msg="x")


async def test_turns_side_by_side_do_not_mix_their_ids() -> None:
    async def turn(number: int) -> object:
        with about(inbox=number):
            await asyncio.sleep(0)
            return line_of(msg="x")["inbox"]

    assert await asyncio.gather(*map(turn, range(20))) == list(range(20))


def test_an_id_goes_along_to_the_writing_thread() -> None:
    with about(job=7), ThreadPoolExecutor(1) as pool:
        seen = pool.submit(carried(lambda said: line_of(msg=said)), "x").result()
    assert seen["job"] == 7


def test_a_phone_is_no_id() -> None:
    with about(thread=PHONE):
        assert line_of(msg="x")["thread"] == "[phone]"


@given(st.text(), st.text())
def test_a_phone_is_found_in_any_company(before: str, after: str) -> None:
    assert PHONE not in scrub(f"{before} {PHONE} {after}")
