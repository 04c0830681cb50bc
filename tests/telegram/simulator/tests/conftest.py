from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.telegram.simulator import Simulator, running
from tests.telegram.simulator.spec import Spec, load_machine, load_own, machine_spec
from tests.telegram.simulator.tests.raw import Raw, connected


def specs() -> list[Spec]:
    """Our own description, and the complete one where there is one."""
    path = machine_spec()
    return [load_own(), load_machine(path)] if path else [load_own()]


@pytest_asyncio.fixture(params=specs(), ids=lambda spec: spec.name)
async def judged(request: pytest.FixtureRequest) -> AsyncIterator[Simulator]:
    """A Telegram for each description of the Bot API, which must find nothing wrong with itself either."""
    async with running(request.param) as simulator:
        yield simulator
        assert simulator.state.own_errors == []


@pytest_asyncio.fixture
async def raw(sim: Simulator) -> AsyncIterator[Raw]:
    """A client without a library."""
    async with connected(sim) as client:
        yield client
        assert sim.state.own_errors == []
