"""What understanding needs to know of a conversation before its turn, kept from its last one."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from actions.people import Community
from actions.registry import Registry
from actions.reply import Button
from bot.conversations import ConversationRow
from bot.foreign import names_of
from nlu.types import Hints

Names = Mapping[str, Mapping[str, tuple[str, ...]]]
KEPT = 10_000  # conversations that are remembered


@dataclass(slots=True)
class Mind:
    """Where a conversation stood after so many turns."""

    hints: Hints
    zone: ZoneInfo
    unclear: str
    turns: int
    offered: tuple[Button, ...] = ()  # the buttons under a clarifying question
    at_once: bool = False  # a person has it, it is about danger, or a code comes: nothing is waited for


class Minds:
    """Remembers; what it does not know it reads from the database."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._minds: dict[str, Mind] = {}
        self._names: dict[str, Names] = {}

    def get(self, conversation: str, community: str) -> Mind | None:
        """Return what is remembered; None when it must be recalled."""
        return self._minds.get(conversation) if community in self._names else None

    def recall(self, db: Session, conversation: str, community_id: str) -> Mind:
        """Read from the database where a conversation stands."""
        row, community = db.execute(_STANDING, {"talk": conversation, "where": community_id}).one()
        if community.id not in self._names:
            self._names[community.id] = self.read_names(db, community)
        return self.keep(row, community)

    def keep(self, row: ConversationRow, community: Community) -> Mind:
        """Remember where a conversation stands."""
        state = row.state or {}
        opened = state.get("open") or {}
        intent = self._registry.task_of(opened["form"]) if opened else None
        asked = opened.get("asked")
        past = self._registry.asks_for_past(opened["form"], str(asked)) if asked else False
        hints = Hints(intent, asked, self._names.get(community.id, {}), past)
        if len(self._minds) > KEPT:
            self._minds.clear()
        at_once = row.owner_id is not None or str(opened.get("form", "")).startswith("emergencies.")
        at_once = at_once or bool(opened.get("proof"))
        unclear = state.get("unclear", "") if not opened else ""
        offered = tuple(Button(label, value) for label, value in state.get("offered", ())) if unclear else ()
        mind = Mind(hints, community.tz, state.get("unclear", ""), row.turns, offered, at_once)
        self._minds[row.id] = mind
        return mind

    def check(self, conversation: str, turns: int) -> None:
        """Forget a conversation that has had turns in another process since."""
        known = self._minds.get(conversation)
        if known is not None and known.turns != turns:
            del self._minds[conversation]

    def forget_names(self, community_id: str) -> None:
        """Read the community's names afresh at the next message (after an import)."""
        self._names.pop(community_id, None)

    def read_names(self, db: Session, community: Community) -> Names:
        """Return the community's own names, by slot and value."""
        return names_of(self._registry, db, community)


_STANDING = (
    select(ConversationRow, Community)
    .join(Community, Community.id == bindparam("where"))
    .where(ConversationRow.id == bindparam("talk"))
)
