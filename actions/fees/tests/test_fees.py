from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.charge import Charge, ChargeStatus, Payment
from actions.event import TicketChanged
from actions.fees.bills import total
from actions.fees.desk import unpaid_by_home
from actions.fees.periods import begins, months, overlaps
from actions.fees.records import bill_rows, yuan
from actions.people import Community
from actions.ticket import Ticket, TicketStatus
from actions.turn import Work
from actions.wording import money
from bot.testing import Talk, texts

FEN = st.integers(min_value=0, max_value=10**12)
PERIODS = st.from_regex(r"20[0-9]{2}(Q[1-4]|-(0[1-9]|1[0-2])|H[12])?", fullmatch=True)


@given(FEN)
def test_an_amount_in_yuan_is_exact_and_has_two_decimals(fen: int) -> None:
    assert Decimal(yuan(fen)) * 100 == fen
    assert money(fen, "zh") == f"{yuan(fen)}元"


@given(st.lists(FEN, max_size=20))
def test_the_sum_is_that_of_its_lines(amounts: list[int]) -> None:
    rows = [Charge(amount=amount) for amount in amounts]
    assert Decimal(yuan(total(rows))) == sum((Decimal(yuan(amount)) for amount in amounts), Decimal())


@given(PERIODS, PERIODS)
def test_periods_overlap_when_they_have_a_month_in_common(one: str, other: str) -> None:
    first, second = months(one), months(other)
    assert first is not None
    assert second is not None
    assert overlaps(one, other) == bool(set(first) & set(second)) == overlaps(other, one)
    assert begins(one) == first.start


@pytest.mark.parametrize("period", ["", "heute", "2025Q5", "2025-13", "2025Q3-Q2", "25Q1"])
def test_what_is_no_period_has_no_months(period: str) -> None:
    assert months(period) is None


async def test_a_neighbours_bill_stays_private(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    for asked in ("102室欠费了吗", "隔壁交了没有", "2栋1单元303还欠多少", "我家对门欠多少"):
        said = texts(await resident.says(asked))
        assert not any(figure in said for figure in ("353.40", "38.80", "277.02", "元")), said


async def test_nobody_unknown_hears_figures_at_the_kiosk(talk: Talk) -> None:
    talk.private = False
    assert "510" not in texts(await talk.says("1栋1单元101的物业费是多少"))


async def test_figures_are_marked_as_private(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    assert (await resident.says("我家物业费多少"))[-1].private


async def test_all_paid_says_so_with_the_last_payment(talk: Talk) -> None:
    await talk.app.store.write(_pay_all)
    resident = await talk.as_resident("R1")
    said = texts(await resident.says("我还欠费吗"))
    assert "没有要交的费用" in said


def _pay_all(db: Session) -> None:
    for charge in db.scalars(select(Charge)):
        charge.status = ChargeStatus.PAID


async def test_a_disputed_charge_asked_about_twice_is_one_ticket(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    for _ in range(2):
        await resident.says("水费太高了，我们上个月都不在家，请核对一下")
    kinds = await talk.read(lambda db: list(db.scalars(select(Ticket.number).where(Ticket.kind == "dispute"))))
    assert kinds == ["D-1"]


async def test_a_settled_dispute_leaves_the_charge_to_pay(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("水费太高了，我们上个月都不在家，请核对一下")

    def settle(work: Work) -> None:
        ticket = work.db.scalars(select(Ticket).where(Ticket.kind == "dispute")).one()
        ticket.status = TicketStatus.DONE
        work.emit(TicketChanged(ticket.id, TicketStatus.DONE, by="somebody"))

    await talk.app.engine.act(talk.community, "actions.fees", settle)
    await talk.app.drain()
    rows = await talk.read(lambda db: list(bill_rows(db, db.get_one(Community, talk.community))))
    assert {row["status"] for row in rows if row["key"] == "1栋1单元101/water/2026-02"} == {"unpaid"}


async def test_only_receipts_of_the_file_are_payments(talk: Talk) -> None:
    numbers = await talk.read(lambda db: set(db.scalars(select(Payment.receipt))))
    assert numbers == {"QH-0007", "QH-0003"}


async def test_a_paid_bill_without_a_receipt_is_offered_one_by_staff(talk: Talk) -> None:
    resident = await talk.as_resident("R2")
    await talk.app.store.write(_pay_all)
    said = texts(await resident.says("我要燃气费的收据"))
    assert "没有收据号" in said
    assert (await resident.press("补一张收据"))[-1].record == "receipt:R-1"


async def test_the_desk_sees_who_owes_most_first(talk: Talk) -> None:
    rows = await talk.app.engine.act(talk.community, "actions.fees", unpaid_by_home.rows)
    assert [row[:3] for row in rows[:2]] == [("1栋1单元101", 4, "950.00元"), ("2栋1单元301", 3, "704.43元")]


async def test_an_exact_amount_names_the_bill_to_pay(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    said = texts(await resident.says("47.25元那笔，帮我交了吧"))
    assert "510.15" not in said


async def test_a_dispute_that_staff_have_settled_cannot_be_taken_back(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("水费不对")
    await resident.says("上个月我们都不在家，怎么会用十五吨")

    def settle(db: Session) -> None:
        ticket = db.scalars(select(Ticket).where(Ticket.kind == "dispute")).one()
        ticket.status = TicketStatus.DONE

    await talk.app.store.write(settle)
    assert "改不了" in texts(await resident.says("不对，是电费那笔"))
    assert "改不了" in texts(await resident.says("那个撤销吧"))


async def test_what_is_not_paid_has_no_receipt_yet(talk: Talk) -> None:
    resident = await talk.as_resident("R1")
    await resident.says("水费多少")
    assert "交了才有收据" in texts(await resident.says("那张的收据"))
