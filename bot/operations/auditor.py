import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from actions.job import Job, Payload
from actions.turn import Work
from bot.operations.audit import findings
from bot.operations.finding import Finding
from bot.operations.house import WORKS, House
from bot.operations.ledger import PACKAGE, by_community, settle
from bot.operations.processes import alive
from bot.operations.vitals import AUDITOR
from integrations.database import StoreAway

log = logging.getLogger(__name__)
PERIOD = 60.0  # seconds between two looks
SETTLED = timedelta(seconds=PERIOD)  # in which a start does what waited for it


class Auditor:
    """Looks for what should have happened and did not, on a timer of its own: a dead job runner cannot silence it."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def run(self) -> None:
        """Look every minute; the first time after one, when what waited for the start has been done."""
        while True:
            await asyncio.sleep(PERIOD)
            try:
                await self.look()
            except (StoreAway, SQLAlchemyError, OSError) as failure:
                log.warning("the auditor could not look", extra={"why": type(failure).__name__})

    async def look(self) -> Sequence[Finding]:
        """Look once, write down what was found, and return what this process raised."""
        house, raised = self._house, list[Finding]()
        now = house.clock.now()
        found = await house.store.read(lambda db: by_community(db, findings(db, now), house.settings.community))
        for community, mine in found.items():
            raised += await house.engine.act(community, PACKAGE, lambda work, mine=mine: settle(work, mine))  # type: ignore[misc]
        for finding in raised:
            log.error("the auditor has found something", extra={"finding": finding.kind, "count": finding.count})
        house.counters.beat(AUDITOR)
        return raised


def _run(work: Work, payload: Payload) -> None:
    if not any(
        work.now - process.started_at >= SETTLED for process in alive(work.db, work.now) if process.role in WORKS
    ):
        return  # what waited while nobody was here is being done now
    found = by_community(work.db, findings(work.db, work.now), "")
    settle(work, found.get(work.community.id, []))


AUDIT = Job(name="audit", run=_run, cron="*/5 * * * *")
"""The same look as a job of the house: where processes come and go, it comes back in whichever is there."""
