"""What kiosks tell of themselves, as the auditor finds it: on both databases, from the pulse to the finding."""

from datetime import timedelta

from bot.operations.tests.small import SmallHouse, kiosk
from bot.pulses import Doing, KioskPulse, Pulse, kiosks_of, note_pulse


async def beat(small: SmallHouse, key: str, *, hears: bool = True, level: int | None = None) -> None:
    pulse, now = Pulse(doing=Doing.REST, hears=hears, speaks=True, level=level, heard=3), small.clock.now()
    await small.store.write(lambda db: note_pulse(db, "c", key, pulse, now))


async def found(small: SmallHouse) -> list[tuple[str, str]]:
    return [(one.kind, one.subject) for one in await small.audit()]


async def test_a_kiosk_that_says_it_cannot_hear_is_found_until_it_hears(small: SmallHouse) -> None:
    await small.add(kiosk("1栋"))
    begun = small.clock.at
    for _ in range(5):
        await beat(small, "1栋", hears=False)
        assert await found(small) == []
        small.clock.at += timedelta(minutes=1)
    await beat(small, "1栋", hears=False)
    [finding] = await small.audit()
    assert (finding.kind, finding.subject, finding.since) == ("kiosk_deaf", "1栋", begun)
    await beat(small, "1栋")
    assert await found(small) == []


async def test_a_kiosk_that_falls_silent_is_found_until_it_is_back_and_keeps_one_row(small: SmallHouse) -> None:
    await small.add(kiosk("1栋"), kiosk("2栋"))
    await beat(small, "1栋", level=-31)
    small.clock.at += timedelta(minutes=5)
    await beat(small, "2栋")
    assert await found(small) == [("kiosk_gone", "1栋")]
    await beat(small, "1栋")
    assert await found(small) == []
    [row] = await small.all(KioskPulse, key_id="1栋")
    assert (row.level, row.heard_at) == (-31, small.clock.at - timedelta(seconds=3))


async def test_keys_that_are_shut_or_over_are_no_kiosks(small: SmallHouse) -> None:
    now = small.clock.at
    await small.add(kiosk("3栋"), kiosk("1栋"), kiosk("2栋", revoked_at=now), kiosk("4栋", expires_at=now))
    await beat(small, "3栋")
    shown = await small.store.read(lambda db: kiosks_of(db, "c", now))
    assert [(key.label, pulse is not None) for key, pulse in shown] == [("1栋", False), ("3栋", True)]
