from tests.telegram.simulator.faults import Fault, FaultPlan
from tests.telegram.simulator.groups import Group
from tests.telegram.simulator.ledger import Send, Violation
from tests.telegram.simulator.people import Heard, NotHeard, User
from tests.telegram.simulator.simulator import TOKEN, Simulator, running

__all__ = [
    "TOKEN",
    "Fault",
    "FaultPlan",
    "Group",
    "Heard",
    "NotHeard",
    "Send",
    "Simulator",
    "User",
    "Violation",
    "running",
]
