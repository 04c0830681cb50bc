"""Whatever is said, pressed and shown: the state is valid, nothing confirmed is lost, and cancel ends it."""

from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from actions.access import Slip
from actions.conversation import scenario as conversation
from actions.fees import scenario as fees
from actions.homes import scenario as homes
from actions.notices import scenario as notices
from actions.repairs import scenario as repairs
from actions.reply import Button
from actions.staff import scenario as staff
from actions.ticket import Ticket
from bot.moves import Command, Move, State, may_lead, state_of
from nlu.types import Certainty
from tests.stage import stage
from tests.toy import scenario as toy

SAYINGS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("厨房水龙头漏水", "repair_report", {"object": "tap", "category": "plumbing", "location": "厨房"}),
    ("客厅灯不亮了", "repair_report", {"object": "light", "category": "electrical", "location": "客厅"}),
    ("我要报修", "repair_report", {}),
    ("修得怎么样了", "repair_status", {}),
    ("不修了", "repair_cancel", {}),
    ("物业费多少", "bill_query", {"fee_type": "property"}),
    ("这笔不对", "bill_dispute", {}),
    ("我要绑定房子", "bind_home", {}),
    ("我家换人了", "home_query", {}),
    ("手机号换成13800001111", "bind_home", {"phone": "13800001111"}),
    ("把押金退给我", "give", {}),
    ("482913", "out_of_scope", {}),
    ("最近停水吗", "notice_query", {}),
    ("转人工", "human_handoff", {}),
    ("好", "affirm", {}),
    ("不要", "deny", {}),
    ("不对，是厨房", "correct", {"location": "厨房"}),
    ("谢谢", "thanks", {}),
    ("你好", "greeting", {}),
    ("今天大盘怎么样", "out_of_scope", {}),
    ("嗯嗯那个", "vote_query", {}),
)
WAYS_OUT = 12  # times that "cancel" may be needed at the most


class Talk(RuleBasedStateMachine):
    """One resident who says anything."""

    def __init__(self) -> None:
        super().__init__()
        self.stage = stage(conversation, repairs, fees, homes, notices, staff, toy, by_sms=True)
        self.buttons: list[Button] = []
        self.known: set[str] = set()

    @rule(saying=st.sampled_from(SAYINGS), certainty=st.sampled_from(Certainty))
    def says(self, saying: tuple[str, str, dict[str, Any]], certainty: Certainty) -> None:
        text, intent, slots = saying
        self.stage.says(text, intent, certainty, **slots)
        self._look()

    @rule()
    def types_the_code(self) -> None:
        before, given = state_of(self.stage.conversation), self._given()
        if self.stage.codes:
            self.stage.says(self.stage.codes[-1])
            assert self._given() <= given + (before is State.PROVING)
        self._look()

    @rule(command=st.sampled_from(Move), name=st.sampled_from(["repair_report", "bill_query", "cancel", ""]))
    def commands(self, command: Move, name: str) -> None:
        before = state_of(self.stage.conversation)
        self.stage.carry(Command(command, name))
        after = state_of(self.stage.conversation)
        assert may_lead(command, before, after), f"{command} led from {before} to {after}"
        self._look()

    @precondition(lambda self: self.buttons)
    @rule(data=st.data())
    def presses(self, data: st.DataObject) -> None:
        button = data.draw(st.sampled_from(self.buttons))
        self.stage.press(button.label)
        self._look()

    @rule()
    def shows(self) -> None:
        self.stage.shows("photo-1")
        self._look()

    @rule(seconds=st.sampled_from([30, 7200]))
    def waits(self, seconds: int) -> None:
        self.stage.wait(seconds)

    def _given(self) -> int:
        return sum(one.kind == "note" for one in self.stage.db.query(Ticket))

    def _look(self) -> None:
        self.buttons = [button for reply in self.stage.replies for button in reply.buttons]

    @invariant()
    def state_is_valid(self) -> None:
        talk = self.stage.conversation
        for form in (*talk.stack, *([talk.open] if talk.open else [])):
            _, known = self.stage.registry.forms[form.form]
            assert form.asked is None or form.asked in {slot.name for slot in known.slots}
            assert bool(form.confirming) + bool(form.asked) + bool(form.proof) <= 1
        assert state_of(talk) is not None
        assert talk.restored(talk.dump()).dump() == talk.dump()
        assert not talk.stack or talk.open

    @invariant()
    def one_question_at_the_end(self) -> None:
        talk = self.stage.conversation
        asks = [reply for reply in self.stage.last if reply.asks]
        assert len(asks) <= 1
        assert not asks or self.stage.last[-1] is asks[0] or talk.open is None

    @invariant()
    def nothing_guarded_is_done_without_a_code(self) -> None:
        used = self.stage.db.query(Slip).filter(Slip.used_at.is_not(None)).count()
        changed = sum(one.kind == "binding" and one.data.get("told") == "code" for one in self.stage.db.query(Ticket))
        assert self._given() + changed == used

    @invariant()
    def nothing_is_lost(self) -> None:
        now = set(self.stage.numbers())
        assert self.known <= now
        said = {reply.record for reply in self.stage.replies if reply.record and reply.record.startswith("ticket:")}
        assert len(said) <= len(now)
        self.known = now

    def teardown(self) -> None:
        for _ in range(WAYS_OUT):
            if self.stage.conversation.open is None:
                break
            self.stage.says("取消", "cancel")
        assert self.stage.conversation.open is None
        assert self.stage.conversation.stack == []


Talk.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
TestAnyOrder = Talk.TestCase
