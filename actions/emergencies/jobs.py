from actions.emergencies.models import Escalation, EscalationStatus
from actions.emergencies.raising import HIGHEST, page_level, raise_alarm, tell
from actions.job import Job, Payload
from actions.turn import Work


def climb(work: Work, payload: Payload) -> None:
    """Call more people while no named person has taken it; the last level comes again until one does."""
    escalation = work.db.get(Escalation, payload["escalation"])
    if escalation is None or escalation.status != EscalationStatus.OPEN:
        return
    level = int(payload["level"])
    if escalation.level >= level and level < HIGHEST:
        return
    first_time = escalation.level < level
    page_level(work, escalation, level)
    if first_time:
        tell(work, escalation, "done.climbed")


def unanswered(work: Work, payload: Payload) -> None:
    """Call people when nobody answered whether it is an emergency."""
    escalation = work.db.get(Escalation, payload["escalation"])
    if escalation is None or escalation.status != EscalationStatus.ASKED:
        return
    if raise_alarm(work, escalation):
        tell(work, escalation, "done.unanswered")


JOBS = (Job(name="climb", run=climb), Job(name="unanswered", run=unanswered))
