"""The kiosk: unknown speakers, a fresh conversation for each, and nothing left behind."""

from sqlalchemy import select

from actions.message import MessageKind
from bot.channels.web.tests.visit import Site, Wire
from bot.conversations import ConversationRow
from bot.inbox import InboxRow, load_message

PATH = "/kiosk/ws?place=1栋"


async def visitor(site: Site) -> Wire:
    return await (await site.browser()).socket(path=PATH)


async def test_a_kiosk_message_says_where_it_stands_and_is_not_private(site: Site) -> None:
    wire = await visitor(site)
    assert (await wire.say("电梯坏了", "client-0001"))["text"] == "?@1栋: 电梯坏了"
    message = await site.app.store.read(lambda db: load_message(db.scalars(select(InboxRow)).one()).message)
    assert (message.channel, message.private, message.place) == ("kiosk", False, "1栋")
    assert message.thread == wire.ready["thread"]


async def test_the_red_key_reports_an_emergency(site: Site) -> None:
    wire = await visitor(site)
    await wire.send(type="send", id="client-0001", button="start:emergency")
    await wire.until("stored")
    await site.app.drain()
    await wire.until("message")
    message = await site.app.store.read(lambda db: load_message(db.scalars(select(InboxRow)).one()).message)
    assert message.kind is MessageKind.BUTTON


async def test_the_next_visitor_is_somebody_else_and_hears_nothing_of_the_last(site: Site) -> None:
    wire = await visitor(site)
    await wire.send(type="send", id="client-0001", text="我家的秘密")
    await wire.until("stored")
    first = wire.ready["thread"]
    await wire.send(type="done")
    await wire.send(type="hello", seq=0)
    second = (await wire.until("ready"))["thread"]
    await site.app.drain()  # the answer for the first visitor comes after they left
    assert await wire.quiet() == []
    assert second != first
    assert (await wire.say("你好", "client-0001"))["text"] == "?@1栋: 你好"


async def test_a_visitor_comes_back_after_a_broken_line_and_gets_what_they_missed(site: Site) -> None:
    wire = await visitor(site)
    await wire.send(type="send", id="client-0001", text="电梯坏了")
    await wire.until("stored")
    await wire.ws.close()
    await site.app.drain()
    back = await (await site.browser()).socket(path=PATH, thread=wire.ready["thread"])
    assert (await back.until("message"))["text"] == "?@1栋: 电梯坏了"


async def test_a_page_that_only_waits_leaves_no_conversation_behind(site: Site) -> None:
    for _ in range(3):
        await visitor(site)
    assert await site.app.store.read(lambda db: db.query(ConversationRow).count()) == 0


async def test_the_page_in_english_is_answered_in_english_from_the_first_key(site: Site) -> None:
    wire = await (await site.browser()).socket(path="/kiosk/ws?place=1栋&lang=en")
    await wire.send(type="send", id="client-0001", button="start:emergency")
    await wire.until("stored")
    await site.app.drain()
    assert (await wire.until("message"))["lang"] == "en"


async def test_a_kiosk_takes_no_photos_and_nothing_before_its_hello(site: Site) -> None:
    wire = await visitor(site)
    await wire.send(type="send", id="client-0001", files=["0" * 32])
    assert (await wire.until("error"))["code"] == "frame"
    await wire.send(type="done")
    await wire.send(type="send", id="client-0002", text="还在吗")
    assert (await wire.until("error"))["code"] == "frame"


async def test_a_kiosk_in_which_a_resident_is_signed_in_does_not_know_them(site: Site) -> None:
    browser = await site.resident()
    wire = await browser.socket(path=PATH)
    assert (await wire.say("你好", "client-0001"))["text"] == "?@1栋: 你好"
