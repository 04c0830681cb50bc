import asyncio
import threading

import pytest

from bot.passwords import Busy, HashPool, WeakPassword, hash_password


def test_a_hash_is_argon2id_with_the_agreed_costs() -> None:
    assert hash_password("long enough words").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_short_password_is_refused() -> None:
    with pytest.raises(WeakPassword, match="at least 10"):
        hash_password("short")


async def test_only_the_right_password_matches() -> None:
    pool, hashed = HashPool(), hash_password("long enough words")
    try:
        assert await pool.matches(hashed, "long enough words")
        assert not await pool.matches(hashed, "other words here")
        assert not await pool.matches("", "long enough words")
        assert not await pool.matches("not a hash", "long enough words")
    finally:
        pool.close()


async def test_more_than_the_queue_holds_is_refused_at_once() -> None:
    go = threading.Event()
    pool = HashPool(workers=2, queue=20, compare=lambda hashed, password: go.wait())
    waiting = [asyncio.create_task(pool.matches("x", "y")) for _ in range(22)]
    await asyncio.sleep(0)
    with pytest.raises(Busy):
        await pool.matches("x", "y")
    go.set()
    assert all(await asyncio.gather(*waiting))
    pool.close()
