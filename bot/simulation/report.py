"""What came of many conversations: a table by scenario and persona, and the worst of them to read (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.simulation.play import Outcome

WORST = 10  # as many as somebody reads


@dataclass(slots=True)
class Tally:
    """The sums of one line of the table."""

    conversations: int = 0
    wishes: int = 0
    fulfilled: int = 0
    turns: int = 0
    dead_ends: int = 0
    broken: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count a conversation."""
        self.conversations += 1
        self.wishes += len(outcome.failed)
        self.fulfilled += sum(not lacks for lacks in outcome.failed)
        self.turns += outcome.turns
        self.dead_ends += outcome.dead_ends
        self.broken += len(outcome.broken)

    def cells(self) -> tuple[str, ...]:
        """Return the line's cells after its name."""
        rate, turns = self.fulfilled / max(1, self.wishes), self.turns / max(1, self.conversations)
        return str(self.conversations), f"{rate:.1%}", f"{turns:.1f}", str(self.dead_ends), str(self.broken)


def tallies(outcomes: Iterable[Outcome]) -> dict[str, Tally]:
    """Count by scenario of the first wish, by persona, and over all."""
    found: dict[str, Tally] = {}
    for outcome in outcomes:
        for name in (outcome.plan.goals[0].scenario, f"persona {outcome.plan.persona.name}", "all"):
            found.setdefault(name, Tally()).add(outcome)
    return found


def table(outcomes: Sequence[Outcome]) -> str:
    """Write the table in Markdown."""
    head = "| | conversations | success | mean turns | dead ends | promises broken |\n|---|---|---|---|---|---|"
    found = tallies(outcomes)
    names = sorted(found, key=lambda name: (name == "all", name.startswith("persona"), name))
    return "\n".join([head, *(f"| {' | '.join((name, *found[name].cells()))} |" for name in names)])


def badness(outcome: Outcome) -> tuple[int, int, int, int]:
    """Say how bad a conversation went; larger is worse."""
    return len(outcome.broken), outcome.dead_ends, sum(bool(lacks) for lacks in outcome.failed), outcome.turns


def transcript(outcome: Outcome) -> str:
    """Write a conversation down so that a person can read it."""
    plan = outcome.plan
    wishes = ", ".join(f"{goal.scenario}/{goal.name}" for goal in plan.goals)
    head = f"## {wishes}: {plan.persona.name} {plan.resident}, seed {plan.seed}, ended {outcome.ended}"
    wrong = [f"* promise broken: {why}" for why in outcome.broken]
    wrong += [f"* not on record: {why}" for lacks in outcome.failed for why in lacks]
    wrong += ["* dead end"] * outcome.dead_ends
    return "\n".join([head, *wrong, "", *outcome.lines, ""])


def worst(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the ten worst conversations, those that went well left out."""
    bad = [outcome for outcome in outcomes if any(badness(outcome)[:3])]
    return sorted(bad, key=badness, reverse=True)[:WORST]
