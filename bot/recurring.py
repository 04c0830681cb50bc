"""When jobs with a cron line come back: each community's in its own zone."""

from datetime import datetime, timedelta

from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.orm import Session

from actions.job import Job, Planned
from actions.people import Community
from actions.scenario import Scenario
from bot.jobs import plan


def plan_next(db: Session, community: Community, name: str, job: Job, now: datetime) -> None:
    """Plan the next run of a job with a cron line; planned twice it runs once."""
    trigger = CronTrigger.from_crontab(job.cron, timezone=community.tz)
    due = trigger.get_next_fire_time(None, now + timedelta(seconds=1))
    if due is not None:
        plan(db, community.id, Planned(name, due, due.isoformat(), {}), now)


def plan_recurring(db: Session, community: Community, scenario: Scenario, now: datetime) -> None:
    """Plan the next run of every recurring job of a scenario."""
    for job in scenario.jobs:
        if job.cron:
            plan_next(db, community, f"{scenario.name}.{job.name}", job, now)
