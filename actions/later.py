"""What is understood and cannot be done here yet: said honestly, with who can help and the way to a person."""

from dataclasses import dataclass

from actions.reply import Reply, Text
from actions.scenario import Handler, Scenario
from actions.turn import Turn


def later(intent: str) -> Handler:
    """Return the handler of an intent that is not served yet; what it says is the scenario's text `later.INTENT`.

    Whoever then asks for a person need not say again what it is about.
    """
    return Later(intent)


def only_later(scenario: Scenario) -> bool:
    """Say whether a scenario does nothing yet but say so."""
    return all(isinstance(answer, Later) for answer in scenario.handlers.values())


@dataclass(frozen=True, slots=True)
class Later:
    """Answers honestly that an intent is not served yet."""

    intent: str

    def __call__(self, turn: Turn) -> Reply:
        """Say so, and who can help."""
        phone = turn.community.phone
        parts = [turn.text(f"later.{self.intent}")]
        parts += [turn.shared_text("later.phone", phone=phone)] if phone else []
        parts.append(turn.shared_text("later.person"))
        gap = " " if turn.lang == "en" else ""
        text = Text(gap.join(parts), spoken=gap.join(part.spoken for part in parts))
        turn.conversation.unclear = turn.message.text[:500]
        return Reply(text=text, buttons=(turn.person_button(),))
