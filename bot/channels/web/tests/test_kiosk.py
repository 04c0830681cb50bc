"""The kiosk: unknown speakers, a fresh conversation for each, and nothing left behind."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from actions.access import issue_own
from actions.message import MessageKind
from actions.notices import scenario as notices
from actions.notices.models import Notice
from actions.people import Account, Resident
from actions.turn import Work
from bot.channels.web.tests.visit import Site, Wire
from bot.conversations import ConversationRow
from bot.inbox import InboxRow, load_message

PATH = "/kiosk/ws?place=1栋"
_KIOSK = ConversationRow.channel == "kiosk"


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


async def test_what_holds_where_the_kiosk_stands_is_on_its_first_screen(site: Site) -> None:
    now = site.clock.now()

    def announce(db: Any) -> None:
        Notice.metadata.tables["notices_notice"].create(db.connection())
        for title, scope, starts, more in (
            ("1栋停水", ["1栋"], now, {"ends": now + timedelta(hours=2), "title_en": "No water"}),
            ("2栋停水", ["2栋"], now, {}),
            ("昨天停电", [], now - timedelta(days=1), {"ends": now - timedelta(hours=1)}),
            ("下周灭蚊", [], now + timedelta(days=7), {}),
            ("草稿", [], now, {"status": "draft"}),
            ("台风，请关窗", [], None, {"urgent": True}),
        ):
            row = {"title": title, "scope": scope, "starts": starts, "created_at": now}
            db.add(Notice(community_id=site.community, **row, **more))

    await site.app.store.write(announce)
    browser = await site.browser()
    assert await (await browser.get("/kiosk/notices?place=1栋")).json() == {"notices": []}, "not switched on"
    site.app.registry.add(notices)
    shown = (await (await browser.get("/kiosk/notices?place=1栋")).json())["notices"]
    assert shown == ["台风，请关窗", "1栋停水"]
    english = (await (await browser.get("/kiosk/notices?place=1栋&lang=en")).json())["notices"]
    assert english == ["台风，请关窗", "No water"]


async def code_of(site: Site, resident: str = "R1") -> str:
    def give(work: Work) -> str:
        found = work.db.scalars(work.ours(Resident).where(Resident.key == resident)).one()
        return issue_own(work.db, found, work.now).code

    return await site.app.engine.act(site.community, "bot.channels.web", give)


async def accounts(site: Site) -> int:
    query = select(func.count()).select_from(Account).where(Account.channel == "kiosk")
    return await site.app.store.read(lambda db: db.scalar(query) or 0)


async def test_who_enters_their_digits_is_known_until_they_go(site: Site) -> None:
    wire = await visitor(site)
    await wire.send(type="who", code=await code_of(site))
    assert (await wire.until("who"))["name"] == "钱**"
    assert (await wire.say("你好", "client-0001"))["text"] == "钱一民@1栋: 你好"
    message = await site.app.store.read(lambda db: load_message(db.scalars(select(InboxRow)).one()).message)
    assert message.private
    row = await site.app.store.read(lambda db: db.scalars(select(ConversationRow).where(_KIOSK)).one())
    assert not row.private, "what is told to the resident later never comes here"
    await wire.send(type="done")
    await wire.send(type="hello", seq=0)
    await wire.until("ready")
    assert (await wire.say("你好", "client-0002"))["text"] == "?@1栋: 你好"
    assert await accounts(site) == 0


async def test_a_broken_line_signs_out_even_who_comes_back_with_the_same_thread(site: Site) -> None:
    wire = await visitor(site)
    await wire.send(type="who", code=await code_of(site))
    await wire.until("who")
    await wire.ws.close()
    while await accounts(site):
        pass
    back = await (await site.browser()).socket(path=PATH, thread=wire.ready["thread"])
    assert (await back.say("你好", "client-0001"))["text"] == "?@1栋: 你好"


async def test_digits_work_once_for_five_minutes_and_the_newest_only(site: Site) -> None:
    older, code = await code_of(site), await code_of(site)
    wire = await visitor(site)
    for tried in (older, "000000", "", code):
        await wire.send(type="who", code=tried)
        assert ("name" in await wire.until("who")) is (tried == code)
    other = await visitor(site)
    await other.send(type="who", code=code)
    assert (await other.until("who"))["why"] == "wrong"
    late = await code_of(site)
    site.clock.move(timedelta(minutes=6))
    await other.send(type="who", code=late)
    assert (await other.until("who"))["why"] == "wrong"


async def test_a_kiosk_at_which_digits_are_guessed_takes_no_more(site: Site) -> None:
    said = []
    for _ in range(3):  # a new visit each time: the limit is the kiosk's
        wire = await visitor(site)
        for number in range(4):
            await wire.send(type="who", code=f"{number:06}")
            said.append((await wire.until("who"))["why"])
    assert said == ["wrong"] * 10 + ["often"] * 2


async def test_the_digits_open_no_chat(site: Site) -> None:
    browser, code = await site.browser(), await code_of(site)
    await browser.page("/enter")
    answer = await browser.post("/enter/code", {"code": code})
    assert answer.status == 400


async def test_a_visit_after_a_restart_of_the_house_is_no_chat_of_the_residents_own(site: Site) -> None:
    wire = await (await site.browser()).socket(path=PATH, thread="a" * 32)  # the page kept its thread
    await wire.send(type="who", code=await code_of(site))
    await wire.until("who")
    await wire.say("你好", "client-0001")
    row = await site.app.store.read(lambda db: db.scalars(select(ConversationRow).where(_KIOSK)).one())
    assert not row.private


async def test_a_page_that_comes_back_over_another_line_hears_who_is_signed_in(site: Site) -> None:
    wire = await visitor(site)
    await wire.send(type="who", code=await code_of(site))
    await wire.until("who")
    other = await (await site.browser()).socket(path=PATH, thread=wire.ready["thread"])
    assert other.ready["name"] == "钱**"
    await wire.ws.close()  # the old line ends later and signs nobody out
    assert (await other.say("你好", "client-0002"))["text"] == "钱一民@1栋: 你好"


async def test_five_wrong_digits_in_one_visit_are_enough(site: Site) -> None:
    wire = await visitor(site)
    said = []
    for number in range(6):
        await wire.send(type="who", code=f"{number:06}")
        said.append((await wire.until("who"))["why"])
    assert said == ["wrong"] * 4 + ["often"] * 2
