import pytest

from nlu.engines.breaker import Breaker, State


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def breaker(watch: Watch) -> Breaker:
    return Breaker(failures=3, rest=30, clock=watch)


def fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        assert breaker.allows()
        breaker.failed()


def test_few_failures_open_nothing_and_a_success_forgets_them(breaker: Breaker) -> None:
    fail(breaker, 2)
    breaker.succeeded()
    fail(breaker, 2)
    assert (breaker.allows(), breaker.state) == (True, State.CLOSED)


def test_one_too_many_opens_it(breaker: Breaker) -> None:
    fail(breaker, 3)
    assert (breaker.allows(), breaker.state) == (False, State.OPEN)


def test_after_a_rest_one_question_decides(breaker: Breaker, watch: Watch) -> None:
    fail(breaker, 3)
    watch.now += 29.9
    assert not breaker.allows()
    watch.now += 0.1
    assert [breaker.allows() for _ in range(3)] == [True, False, False]
    assert breaker.state is State.HALF_OPEN
    breaker.succeeded()
    assert (breaker.allows(), breaker.state) == (True, State.CLOSED)


def test_a_failed_try_rests_again(breaker: Breaker, watch: Watch) -> None:
    fail(breaker, 3)
    watch.now += 30
    assert breaker.allows()
    watch.now += 5
    breaker.failed()
    watch.now += 29
    assert (breaker.allows(), breaker.state) == (False, State.OPEN)
    watch.now += 1
    assert breaker.allows()


def test_a_try_that_never_comes_back_blocks_nobody(breaker: Breaker, watch: Watch) -> None:
    fail(breaker, 3)
    watch.now += 30
    assert breaker.allows()
    watch.now += 30
    assert breaker.allows()
