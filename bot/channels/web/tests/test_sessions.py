from datetime import timedelta

from sqlalchemy import select

from bot.channels.web.tests.visit import MORNING, Site
from bot.sessions import (
    SessionKind,
    SessionRow,
    create_session,
    csrf_fits,
    csrf_of,
    end_session,
    find_session,
    idle_time,
    touch_session,
)
from bot.settings import Settings

HOUR = timedelta(hours=1)


async def opened(site: Site, kind: SessionKind = SessionKind.RESIDENT, replaces: str | None = None) -> str:
    return await site.app.store.write(
        lambda db: create_session(
            db,
            community_id=site.community,
            kind=kind,
            person_id="R1",
            now=MORNING,
            idle=HOUR,
            replaces=replaces,
        )
    )


async def test_a_session_is_found_by_its_token_until_it_has_been_idle_too_long(site: Site) -> None:
    token = await opened(site)
    found = await site.app.store.read(lambda db: find_session(db, token, MORNING + HOUR / 2))
    assert found
    assert (found.person_id, found.kind) == ("R1", SessionKind.RESIDENT)
    await site.app.store.write(lambda db: touch_session(db, found.id, MORNING + HOUR / 2, HOUR))
    assert await site.app.store.read(lambda db: find_session(db, token, MORNING + HOUR))
    assert not await site.app.store.read(lambda db: find_session(db, token, MORNING + 2 * HOUR))


async def test_a_session_that_ran_out_is_not_brought_back_by_use(site: Site) -> None:
    token = await opened(site)
    late = MORNING + 2 * HOUR
    row = await site.app.store.read(lambda db: db.scalars(select(SessionRow.id)).one())
    await site.app.store.write(lambda db: touch_session(db, row, late, HOUR))
    assert not await site.app.store.read(lambda db: find_session(db, token, late))


async def test_a_resident_is_no_staff(site: Site) -> None:
    token = await opened(site)
    assert not await site.app.store.read(lambda db: find_session(db, token, MORNING, SessionKind.STAFF))


async def test_the_token_itself_is_nowhere_in_the_database(site: Site) -> None:
    token = await opened(site)
    [row] = await site.app.store.read(lambda db: db.scalars(select(SessionRow)).all())
    assert token not in str(vars(row))


async def test_a_new_session_ends_the_one_it_replaces(site: Site) -> None:
    first = await opened(site)
    second = await opened(site, replaces=first)
    assert not await site.app.store.read(lambda db: find_session(db, first, MORNING))
    assert await site.app.store.read(lambda db: find_session(db, second, MORNING))
    await site.app.store.write(lambda db: end_session(db, second))
    assert not await site.app.store.read(lambda db: find_session(db, second, MORNING))


def test_a_forms_proof_fits_its_own_session_only() -> None:
    assert csrf_fits("token", csrf_of("token"))
    assert not csrf_fits("token", csrf_of("other"))
    assert not csrf_fits("token", "ä")
    assert not csrf_fits(None, csrf_of(""))


def test_staff_are_signed_out_sooner_than_residents() -> None:
    settings = Settings(session_hours=720, desk_minutes=30)
    assert idle_time(SessionKind.STAFF, settings) == timedelta(minutes=30)
    assert idle_time(SessionKind.RESIDENT, settings) == idle_time(SessionKind.GUEST, settings) == timedelta(hours=720)
