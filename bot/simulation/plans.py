"""Which conversations are held: every persona and every goal come up alike, in an order that the seed decides."""

from collections.abc import Iterator, Sequence
from itertools import islice
from random import Random

from bot.simulation.personas import PERSONAS, Persona
from bot.simulation.play import Plan
from bot.simulation.words import Goal


def plans(goals: Sequence[Goal], conversations: int, seed: int) -> list[Plan]:
    """Draw so many conversations; the same seed draws the same ones."""
    return list(islice(_endless(goals, Random(seed)), conversations))  # noqa: S311  no secret


def _endless(goals: Sequence[Goal], rng: Random) -> Iterator[Plan]:
    pairs = [(persona, goal) for persona in PERSONAS for goal in goals if _speakers(persona, goal)]
    while pairs:
        for persona, goal in rng.sample(pairs, len(pairs)):
            resident = rng.choice(_speakers(persona, goal))
            beside = [
                other for other in goals if resident in other.who and _apart(goal, other) and _says(persona, other)
            ]
            again = beside and rng.random() < persona.again
            yield Plan(persona, resident, (goal, rng.choice(beside)) if again else (goal,), rng.randrange(2**32))


def _says(persona: Persona, goal: Goal) -> bool:
    return persona.lang in goal.opens


def _speakers(persona: Persona, goal: Goal) -> list[str]:
    return [who for who in persona.who if who in goal.who and _says(persona, goal)]


def _apart(goal: Goal, other: Goal) -> bool:
    """Say whether two goals leave different kinds of rows, so that each can be judged beside the other."""
    return not goal.done.keys() & other.done.keys()
