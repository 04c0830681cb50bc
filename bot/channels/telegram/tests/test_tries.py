import pytest

from bot.channels.telegram.tries import Hopeless, tried
from integrations.database import StoreAway


class Work:
    """Fails with what it was given, one after the other, then succeeds."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.pauses: list[float] = []

    async def __call__(self) -> str:
        if self.failures:
            raise self.failures.pop(0)
        return "done"

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


async def test_what_fails_twice_may_still_succeed() -> None:
    work = Work(ValueError(), KeyError())
    assert await tried(5, work.pause, work) == "done"
    assert work.pauses == [0.2, 0.4]


async def test_what_fails_three_times_is_hopeless() -> None:
    work = Work(ValueError(), ValueError(), KeyError("words of a resident"))
    with pytest.raises(Hopeless, match=r"^KeyError$"):
        await tried(5, work.pause, work)
    assert work.pauses == [0.2, 0.4]


async def test_a_store_that_is_away_is_not_tried_again() -> None:
    work = Work(StoreAway("cut off"))
    with pytest.raises(StoreAway):
        await tried(5, work.pause, work)
    assert work.pauses == []
