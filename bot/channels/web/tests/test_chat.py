"""The socket: stored before acknowledged, once each, in order, and nothing a browser sends breaks it."""

import json
from datetime import timedelta

import pytest
from aiohttp import WSMsgType, WSServerHandshakeError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.reply import Reply, Text
from actions.state import OpenForm
from actions.turn import Work
from bot.channels.web.channel import HUB, SIGNED_OUT
from bot.channels.web.line import WAITING
from bot.channels.web.tests.visit import Json, Site
from bot.conversations import ConversationRow
from bot.inbox import InboxRow
from bot.limits import Limit
from bot.outbox import OutboxRow


async def stored(site: Site) -> int:
    return await site.app.store.read(lambda db: db.scalar(select(func.count(InboxRow.id))) or 0)


def ask_about_danger(db: Session) -> None:
    """Leave an emergency's question open in the only conversation."""
    row = db.scalars(select(ConversationRow)).one()
    row.state = row.state | {"open": OpenForm("emergencies.doubt", asked="urgent").dump()}


async def tell(site: Site, text: str) -> None:
    """Let staff or a job say something to R1."""

    def work(work: Work) -> None:
        work.effects.tell("R1", Reply(text=Text(text)))

    await site.app.engine.act(site.community, "bot.channels.web", work)
    await site.app.drain()


async def test_what_a_resident_says_is_stored_then_acknowledged_then_answered(site: Site) -> None:
    browser = await site.resident()
    wire = await browser.socket()
    await wire.send(type="send", id="client-0001", text="厨房漏水了")
    assert (await wire.until("stored"))["id"] == "client-0001"
    assert await stored(site) == 1
    await wire.until("typing")
    await site.app.drain()
    message = await wire.until("message")
    assert message["text"] == "钱一民: 厨房漏水了"
    assert message["spoken"] == "(厨房漏水了)"
    assert message["buttons"][0] == {"label": "好", "value": "start:echo"}


async def test_the_same_message_sent_again_is_acknowledged_and_stored_once(site: Site) -> None:
    browser = await site.resident()
    wire = await browser.socket()
    await wire.say("漏水", "client-0001")
    await wire.ws.close()
    again = await browser.socket(seq=10**6)
    await again.send(type="send", id="client-0001", text="漏水")
    assert (await again.until("stored"))["id"] == "client-0001"
    await site.app.drain()
    assert await stored(site) == 1
    assert [event["type"] for event in await again.quiet()] == []


async def test_the_same_client_id_of_two_people_is_two_messages(site: Site) -> None:
    for key in ("R1", "R2"):
        await (await (await site.resident(key)).socket()).say("你好", "client-0001")
    assert await stored(site) == 2


async def test_after_a_hello_come_exactly_the_messages_after_its_seq(site: Site) -> None:
    browser = await site.resident()
    wire = await browser.socket()
    first = await wire.say("一", "client-0001")
    await wire.ws.close()
    for text in ("二", "三", "四"):
        await tell(site, text)
    back = await browser.socket(seq=first["seq"])
    assert [(await back.until("message"))["text"] for _ in "234"] == ["二", "三", "四"]
    await tell(site, "五")
    assert (await back.until("message"))["text"] == "五"
    assert await back.quiet() == []


async def test_what_waited_for_the_morning_is_new_though_its_number_is_small(site: Site) -> None:
    browser = await site.resident()
    wire = await browser.socket()
    await tell(site, "早上好")
    morning = await wire.until("message")
    later = await wire.say("在吗", "client-0001")
    await wire.ws.close()
    now = site.clock.now()

    def delay(work: Work) -> None:
        row = work.db.get_one(OutboxRow, morning["seq"])
        row.due = now.replace(year=now.year + 1)

    await site.app.engine.act(site.community, "bot.channels.web", delay)
    assert await (await browser.socket(seq=later["seq"])).quiet() == []
    site.clock.move(now.replace(year=now.year + 1) - now)
    fresh = await site.resident()  # a year later the old session has run out
    assert (await (await fresh.socket(seq=later["seq"])).until("message"))["text"] == "早上好"


async def test_two_open_pages_both_hear_everything(site: Site) -> None:
    browser = await site.resident()
    here, there = await browser.socket(), await browser.socket()
    await here.say("漏水", "client-0001")
    mine = await there.until("mine")
    assert (mine["key"], mine["text"]) == ("client-0001", "漏水")
    assert (await there.until("message"))["text"] == "钱一民: 漏水"
    assert not [event for event in await here.quiet() if event["type"] == "mine"]


async def test_a_neighbours_page_hears_nothing(site: Site) -> None:
    neighbour = await (await site.resident("R2")).socket()
    await (await (await site.resident("R1")).socket()).say("漏水", "client-0001")
    assert await neighbour.quiet() == []


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "{",
        "[]",
        "null",
        '"send"',
        "1e999",
        "[" * 50_000,
        '{"type": "send"}',
        '{"type": "send", "id": "x", "text": "short id"}',
        '{"type": "send", "id": "client-0001"}',
        '{"type": "send", "id": "client-0001", "text": 7}',
        '{"type": "send", "id": "client-0001", "text": "   "}',
        '{"type": "send", "id": "client-0001", "text": "\\u0000\\u202e"}',
        '{"type": "send", "id": "client-0001", "files": "x"}',
        '{"type": "send", "id": "client-0001", "files": ["../../etc/passwd"]}',
        '{"type": "send", "id": "client-0001", "files": ["00000000000000000000000000000000"]}',
        '{"type": "send", "id": "client-0001", "button": {"a": 1}}',
        '{"type": "hello", "seq": "1"}',
        '{"type": "hello", "seq": -1}',
        '{"type": "hello", "seq": true}',
        '{"type": "hello", "seq": 99999999999999999999999999}',
        '{"type": "seen", "seq": 1.5}',
        '{"type": "done"}',
        '{"type": "who", "code": "123456"}',
        '{"type": "pulse", "doing": "rest", "hears": true, "speaks": true}',
        '{"type": "uttered", "id": "00000000000000000000000000000000", "how": "aloud"}',
        '{"type": "__proto__"}',
    ],
    ids=lambda raw: raw[:60],
)
async def test_a_bad_frame_gets_a_plain_sentence_and_the_line_stays(site: Site, raw: str) -> None:
    wire = await (await site.resident()).socket()
    await wire.ws.send_str(raw)
    assert (await wire.until("error"))["text"]
    assert (await wire.say("还在", "client-0002"))["text"] == "钱一民: 还在"
    assert await stored(site) == 1


async def test_a_binary_frame_and_a_megabyte_get_a_plain_sentence(site: Site) -> None:
    wire = await (await site.resident()).socket()
    await wire.ws.send_bytes(b"\x00\xff")
    assert (await wire.until("error"))["code"] == "frame"
    await wire.send(type="send", id="client-0001", text="漏" * 333_333)
    assert (await wire.until("error"))["code"] == "frame_too_large"
    await wire.send(type="send", id="client-0001", text="a" * 4001)
    refusal = await wire.until("error")
    assert (refusal["code"], refusal["id"]) == ("too_long", "client-0001")
    assert await stored(site) == 0


@pytest.mark.parametrize(
    "text",
    ["👵🏽🔥", "مرحبا بالعالم", "\ud800漏水", "漏\x07水", "🫨", "e\u0301", "<script>alert(1)</script>", "' OR 1=1 --"],
)
async def test_strange_text_is_a_message_like_any_other(site: Site, text: str) -> None:
    browser = await site.resident()
    wire = await browser.socket()
    await wire.ws.send_str(json.dumps({"type": "send", "id": "client-0001", "text": text}))
    await wire.until("stored")
    await site.app.drain()
    assert (await wire.until("message"))["text"]
    kept = "".join(letter for letter in text if letter not in "\ud800\x07")
    assert (await browser.history())["items"][0]["text"] == kept


async def test_an_unknown_button_is_answered(site: Site) -> None:
    wire = await (await site.resident()).socket()
    await wire.send(type="send", id="client-0001", button="call:nothing.nowhere:1@99")
    await wire.until("stored")
    await site.app.drain()
    assert (await wire.until("message"))["text"]


async def test_another_sites_script_gets_no_socket(site: Site) -> None:
    browser = await site.resident()
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
        with pytest.raises(WSServerHandshakeError) as refused:
            await browser.client.ws_connect("/chat/ws", headers={"Origin": origin})
        assert refused.value.status == 403


async def test_who_is_not_signed_in_gets_no_socket(site: Site) -> None:
    browser = await site.browser()
    with pytest.raises(WSServerHandshakeError) as refused:
        await browser.client.ws_connect("/chat/ws", headers=await browser.origin())
    assert refused.value.status == 401


async def test_a_plain_request_for_the_socket_is_a_plain_error(site: Site) -> None:
    answer = await (await site.resident()).get("/chat/ws")
    assert answer.status == 400
    assert "Traceback" not in await answer.text()


async def test_who_sends_too_fast_is_told_so_and_a_word_of_danger_still_comes_in(site: Site) -> None:
    wire = await (await site.resident()).socket()
    for number in range(45):
        await wire.send(type="send", id=f"client-{number:04}", text="快")
    slow = await wire.until("slow")
    await wire.send(type="send", id="client-danger", text="着火了！")
    while (await wire.until("stored"))["id"] != "client-danger":
        pass
    await wire.send(type="send", id=slow["id"], text="快")
    assert 30 < await stored(site) < 45
    assert (await wire.until("slow"))["id"] == slow["id"]
    assert site.app.counters.refused == 45 + 2 - await stored(site)


async def test_who_is_asked_about_a_danger_is_never_too_fast_with_the_answer(site: Site) -> None:
    wire = await (await site.resident()).socket()
    await wire.say("你好", "client-0000")
    site.app.limits._usual = site.app.limits._urgent = Limit(0.5, 1e-9)
    await wire.send(type="send", id="client-0001", button="fill:urgent=yes")
    await wire.until("slow")
    await site.app.store.write(ask_about_danger)
    await wire.send(type="send", id="client-0001", button="fill:urgent=yes")
    assert (await wire.until("stored"))["id"] == "client-0001"


async def test_signing_out_closes_the_open_pages(site: Site) -> None:
    browser = await site.resident()
    wire = await browser.socket()
    assert (await browser.post("/out")).status == 303
    closed = await wire.ws.receive(timeout=5)
    assert (closed.type, closed.data) == (WSMsgType.CLOSE, SIGNED_OUT)
    assert (await browser.get("/chat")).headers["Location"] == "/enter"


async def test_a_session_that_ran_out_can_say_nothing_more(site: Site) -> None:
    wire = await (await site.resident()).socket()
    site.clock.move(site.clock.now().replace(year=2030) - site.clock.now())
    await wire.send(type="send", id="client-0001", text="还在吗")
    closed = await wire.ws.receive(timeout=5)
    assert (closed.type, closed.data) == (WSMsgType.CLOSE, SIGNED_OUT)
    assert await stored(site) == 0


async def test_what_was_seen_is_remembered_and_never_more_than_was_said(site: Site) -> None:
    browser = await site.resident()
    wire = await browser.socket()
    seq = (await wire.say("漏水", "client-0001"))["seq"]
    for claimed in (seq + 1000, seq, 0):
        await wire.send(type="seen", seq=claimed)
    await wire.quiet()
    assert (await browser.history())["read"] == seq
    assert await site.app.store.read(lambda db: db.query(ConversationRow).one().read_up_to) == seq


async def test_a_page_that_does_not_read_is_dropped_and_the_others_are_not(site: Site) -> None:
    browser = await site.resident()
    await browser.socket()
    [line] = site.server.app[HUB].of("web", "R1")
    for number in range(WAITING + 1):
        line.tell({"type": "typing", "n": number})
    await tell(site, "还有人吗")
    assert (await (await browser.socket()).until("message"))["text"] == "还有人吗"


async def test_history_comes_in_pages_that_meet_without_a_gap(site: Site) -> None:
    browser = await site.resident()
    wire = await browser.socket()
    said = [f"第{number}句" for number in range(35)]
    for number, text in enumerate(said):
        site.clock.move(site.clock.now().resolution)
        await wire.say(text, f"client-{number:04}")
        if number % 15 == 14:
            await wire.ws.close()
            site.clock.move(timedelta(minutes=1))  # a person's limit fills up again
            wire = await browser.socket(seq=10**6)
    seen: list[Json] = []
    before = None
    while True:
        page = await browser.history(before)
        seen = page["items"] + seen
        before = page["before"]
        if before is None:
            break
    assert [item["text"] for item in seen if item["who"] == "me"] == said
    assert [item["text"] for item in seen if item["who"] == "house"] == [f"钱一民: {text}" for text in said]
    assert all(mine["who"] == "me" for mine in seen[::2])


@pytest.mark.parametrize("before", ["x", "2026-03-04~1~1", "2026-03-04T10:00:00+00:00~0~-1", "~~", "'"])
async def test_a_made_up_place_in_the_history_is_refused_plainly(site: Site, before: str) -> None:
    answer = await (await site.resident()).client.get("/chat/history", params={"before": before})
    assert answer.status == 400
    assert (await answer.json())["error"]


async def test_a_pressed_button_stands_in_the_history_by_its_label(site: Site) -> None:
    browser = await site.resident()
    wire = await browser.socket()
    await wire.say("漏水", "client-0001")
    await wire.send(type="send", id="client-0002", button="start:echo")
    await wire.until("stored")
    await site.app.drain()
    pressed = [item for item in (await browser.history())["items"] if item.get("kind") == "button"]
    assert [item["text"] for item in pressed] == ["好"]
