from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session

from actions.charge import Charge, ChargeStatus, Payment
from actions.event import TicketChanged
from actions.fees.models import Order, OrderItem, OrderStatus
from actions.fees.orders import NotTheAmount, fill, receive
from actions.message import MessageKind
from actions.people import Community, Occupancy, Resident, Role, Staff
from actions.place import Building, Home
from actions.table import Base, new_id
from actions.ticket import Ticket, TicketStatus
from actions.turn import Work
from bot.desk.changes import NotPossible, Wish, apply
from bot.desk.house import Person
from bot.desk.thread import seen
from bot.testing import Talk, texts
from integrations.payments import Received, UnreadableNotice
from integrations.payments.manual import Manual

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("notice", "amount", "method"),
    [
        ("58.3", 5830, ""),
        ("58.30 现金", 5830, "cash"),
        ("转账到账510.15元，尾号1234", 51015, "transfer"),
        ("¥1,286.40 微信", 128640, "wechat"),
        ("cash 60 yuan", 6000, "cash"),
    ],
)
def test_what_staff_write_is_read(notice: str, amount: int, method: str) -> None:
    assert Manual({}).read(notice) == Received(amount=amount, method=method)


@pytest.mark.parametrize("notice", ["", "收到了", "收了一部分", "100 加 200", "58.305", "1.2.3", "100元和50元"])
def test_a_notice_that_may_be_misread_is_refused(notice: str) -> None:
    with pytest.raises(UnreadableNotice):
        Manual({}).read(notice)


AMOUNTS = st.lists(st.integers(min_value=1, max_value=10**7), min_size=1, max_size=5)
STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["right", "less", "more", "changed"]), st.integers(1, 500)), max_size=8
)


@settings(deadline=None, max_examples=60)
@given(AMOUNTS, STEPS)
def test_the_sum_of_payments_is_that_of_the_paid_bills_whatever_happens(
    amounts: list[int], steps: list[tuple[int, str, int]]
) -> None:
    with Session(_empty()) as db:
        charges = _books(db, amounts)
        orders = [_order(db, charges[at % len(charges) :], f"P-{at}") for at in range(3)]
        for at, how, much in steps:
            owed = sum(row.amount for row in charges[at % len(charges) :] if row.status != ChargeStatus.PAID)
            came = {"right": owed, "less": max(0, owed - much), "more": owed + much, "changed": owed}[how]
            open_row = next((row for row in charges if row.status != ChargeStatus.PAID), None)
            if how == "changed" and open_row is not None:
                open_row.amount += much
            try:
                paid = receive(db, orders[at], Received(amount=came, method="cash"), NOW)
                assert sum(row.amount for row in paid) == came == orders[at].amount
            except NotTheAmount:
                pass
            booked = db.scalar(select(func.coalesce(func.sum(Payment.amount), 0)))
            assert booked == sum(row.amount for row in charges if row.status == ChargeStatus.PAID)
            assert db.scalar(select(func.count()).select_from(Payment)) == db.scalar(
                select(func.count(func.distinct(Payment.charge_id)))
            )


@cache
def _empty() -> Engine:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    return engine


def _books(db: Session, amounts: list[int]) -> list[Charge]:
    db.add(Community(id="c", name="青禾里"))
    db.add(Building(id="b", community_id="c", name="1栋"))
    db.add(Home(id="h", community_id="c", building_id="b", name="1栋1单元101", room="101"))
    db.add(Resident(id="r", community_id="c", key="R1", name="许明远"))
    rows = [
        Charge(
            id=f"x{at}", community_id="c", home_id="h", fee=f"fee{at}", period="2026", amount=amount, status="unpaid"
        )
        for at, amount in enumerate(amounts)
    ]
    db.add_all(rows)
    db.flush()
    return rows


def _order(db: Session, rows: list[Charge], number: str) -> Order:
    known = {"status": OrderStatus.PENDING, "created_at": NOW, "expires_at": NOW + timedelta(days=7)}
    order = Order(id=new_id(), community_id="c", number=number, resident_id="r", amount=0, **known)
    db.add(order)
    db.flush()
    fill(db, order, rows)
    return order


async def _agree(talk: Talk, words: str = "我要交水费", key: str = "R1") -> Talk:
    resident = await talk.as_resident(key)
    await resident.says(words)
    await resident.says("对")
    return resident


async def _press(talk: Talk, number: str, move: str, words: str = "", stale: str = "") -> None:
    """Do what a dispatcher does at the desk."""

    def act(work: Work) -> None:
        staff = work.db.scalars(work.ours(Staff).where(Staff.key == "S2")).one()
        ticket = work.db.scalars(work.ours(Ticket).where(Ticket.number == number)).one()
        person = Person(staff, work.community, "token")
        apply(work, person, ticket.id, Wish(move, words=words, seen=stale or seen(ticket)), talk.app.registry)

    await talk.app.engine.act(talk.community, "actions.fees", act)
    await talk.advance(timedelta())


async def _state(talk: Talk) -> tuple[list[str], list[str], int]:
    def read(db: Session) -> tuple[list[str], list[str], int]:
        orders = list(db.scalars(select(Order.status).order_by(Order.number)))
        tickets = list(db.scalars(select(Ticket.status).where(Ticket.kind == "payment").order_by(Ticket.number)))
        return orders, tickets, db.scalar(select(func.count()).where(Payment.receipt.startswith("P-"))) or 0

    return await talk.read(read)


@pytest.mark.parametrize(
    ("words", "why"),
    [("", "写收到的金额"), ("收到了", "写收到的金额"), ("40 现金", "应收47.25元"), ("100", "应收47.25元")],
    ids=["no amount", "words only", "a part", "too much"],
)
async def test_staff_cannot_book_another_amount_than_is_owed(talk: Talk, words: str, why: str) -> None:
    await _agree(talk)
    with pytest.raises(NotPossible) as refused:
        await _press(talk, "P-1", "done", words)
    assert why in str(refused.value.values["why"])
    assert await _state(talk) == (["pending"], ["open"], 0)


async def test_money_is_booked_once_however_often_it_is_pressed(talk: Talk) -> None:
    resident = await _agree(talk)
    await _press(talk, "P-1", "done", "47.25 现金")
    with pytest.raises(Exception, match=r".") as again:
        await _press(talk, "P-1", "done", "47.25 现金")
    assert type(again.value).__name__ == "NotPossible"
    assert await _state(talk) == (["paid"], ["done"], 1)
    assert sum("收到了" in delivery.text for delivery in resident.mine()) == 1


async def test_received_money_is_not_taken_back_by_opening_the_ticket_again(talk: Talk) -> None:
    await _agree(talk)
    await _press(talk, "P-1", "done", "47.25")
    with pytest.raises(NotPossible):
        await _press(talk, "P-1", "reopen")


async def test_money_that_comes_late_can_still_be_booked(talk: Talk) -> None:
    resident = await _agree(talk)
    await resident.advance(timedelta(days=8))
    assert await _state(talk) == (["expired"], ["cancelled"], 0)
    await _press(talk, "P-1", "reopen")
    await _press(talk, "P-1", "done", "转账 47.25元")
    assert await _state(talk) == (["paid"], ["done"], 1)


async def test_a_bill_that_changes_before_the_yes_is_read_back_again(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("我要交水费")
    await talk.app.store.write(_change_water)
    said = texts(await resident.says("对"))
    assert "账单刚刚有变化" in said
    assert "50.00元" in said
    assert (await resident.says("对"))[-1].record == "payment:P-1"


async def test_of_a_bill_that_changes_after_the_yes_the_new_amount_counts(talk: Talk) -> None:
    await _agree(talk)
    await talk.app.store.write(_change_water)
    with pytest.raises(NotPossible):
        await _press(talk, "P-1", "done", "47.25")
    await _press(talk, "P-1", "done", "50 现金")
    amounts = await talk.read(lambda db: (db.scalar(select(Order.amount)), db.scalar(select(OrderItem.amount))))
    assert amounts == (5000, 5000)


def _change_water(db: Session) -> None:
    _water(db).amount = 5000


def _water(db: Session) -> Charge:
    home = select(Home.id).where(Home.name == "1栋1单元101")
    return db.scalars(select(Charge).where(Charge.home_id.in_(home), Charge.fee == "water")).one()


async def test_a_yes_said_twice_is_one_payment(talk: Talk) -> None:
    resident = await _agree(talk)
    await resident.says("对")
    await resident.says("我要交水费")
    assert await _state(talk) == (["pending"], ["open"], 0)


async def test_of_a_family_one_pays_and_the_other_hears_that_it_is_under_way(talk: Talk) -> None:
    await _agree(talk)
    await talk.app.store.write(lambda db: _ties(db, "R3", Role.FAMILY))
    wife = await talk.as_resident("R3")
    said = texts(await wife.says("我要交水费"))
    assert "P-1" not in said
    await talk.app.store.write(lambda db: _ties(db, "R4", Role.PROXY))
    neighbour = await talk.as_resident("R4")
    assert "P-1" not in texts(await neighbour.says("P-1交了吗"))


async def test_a_neighbour_cannot_drop_or_see_a_payment(talk: Talk) -> None:
    await _agree(talk)
    neighbour = await talk.as_resident("R2")
    for call in ("call:fees.drop_payment:P-1", "call:fees.this_payment:P-1"):
        said = texts(await neighbour.says(call, kind=MessageKind.BUTTON))
        assert "没有找到" in said
        assert "47.25" not in said
    assert (await _state(talk))[0] == ["pending"]


def _ties(db: Session, key: str, role: Role) -> None:
    resident = db.scalars(select(Resident).where(Resident.key == key)).one()
    home = db.scalars(select(Home).where(Home.name == "1栋1单元101")).one()
    known = {"resident_id": resident.id, "home_id": home.id, "role": role}
    db.add(Occupancy(id=new_id(), community_id=resident.community_id, **known))


async def test_whoever_looks_after_a_parent_pays_for_that_home_only(talk: Talk) -> None:
    carer = await talk.as_resident("R2")
    refused = texts(await carer.says("替我妈把水费交了"))
    assert "别家的账" in refused
    await talk.app.store.write(lambda db: _ties(db, "R2", Role.PROXY))
    said = texts(await carer.says("替我妈把物业费交了"))
    assert "510.15元" in said
    assert "353.40" not in said


async def test_staff_who_call_it_off_tell_the_resident(talk: Talk) -> None:
    resident = await _agree(talk)
    await _press(talk, "P-1", "cancel")
    assert "取消" in resident.mine()[-1].text
    assert await _state(talk) == (["cancelled"], ["cancelled"], 0)


async def test_an_account_in_the_settings_is_said_with_the_reference(talk: Talk) -> None:
    def bank(db: Session) -> None:
        community = db.scalars(select(Community)).one()
        told = {"account": "6222 0000 1111", "holder": "青禾里物业", "desk": "一号楼大厅", "days": 3}
        community.settings = {**community.settings, "payment": told}

    await talk.app.store.write(bank)
    resident = await talk.as_resident("R1")
    await resident.says("我要交水费")
    said = texts(await resident.says("对"))
    assert all(part in said for part in ("一号楼大厅", "6222 0000 1111", "备注写P-1", "3月7日"))


async def test_a_change_that_nobody_made_tells_nobody(talk: Talk) -> None:
    resident = await _agree(talk)
    before = len(resident.mine())

    def act(work: Work) -> None:
        ticket = work.db.scalars(work.ours(Ticket).where(Ticket.number == "P-1")).one()
        work.emit(TicketChanged(ticket.id, TicketStatus.DONE))

    await talk.app.engine.act(talk.community, "actions.fees", act)
    await talk.advance(timedelta())
    assert len(resident.mine()) == before
