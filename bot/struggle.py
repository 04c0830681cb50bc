"""How hard a conversation goes for a resident, and from when a person is offered without being asked for. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from bot.moves import Move
from bot.said import SMALL
from nlu.mood import Mood

ENOUGH = 3  # points at which a person is offered; somebody of the elders' setting gets there sooner
ENOUGH_FOR_ELDERS = 2
MOST = 6  # points that are counted: whoever was very angry is not treated as angry for the rest of the day
REMEMBERED = 3  # messages
ALIKE = 0.8  # share of common pairs of characters from which two messages say the same
SHORT = 3  # letters: a shorter one (好, yes) may come as often as it likes

STUCK = frozenset({Move.CLARIFY, Move.OFFER_PERSON, Move.REASK})
TAKEN_BACK = frozenset({Move.CORRECT, Move.DECLINE})


@dataclass(frozen=True, slots=True)
class Signs:
    """What one message shows: how it sounds, whether it says the same again, was not understood, or took back."""

    mood: Mood
    repeated: bool = False
    stuck: bool = False
    taken_back: bool = False

    @property
    def points(self) -> int:
        """Weigh them."""
        upset = 2 * (self.mood.angry or self.mood.despairing)
        return upset + sum((self.mood.unheard, self.mood.shouting, self.repeated, self.stuck, self.taken_back))


@dataclass(frozen=True, slots=True)
class Strain:
    """What has gathered: `points`, the last messages, whether a person was `offered` since it began."""

    points: int = 0
    said: tuple[str, ...] = ()
    offered: bool = False

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> Self:
        """Read it from a conversation's state."""
        return cls(int(stored.get("points", 0)), tuple(stored.get("said", ())), bool(stored.get("offered")))

    def dump(self) -> dict[str, Any]:
        """Make it fit for a JSON column."""
        return asdict(self) | {"said": list(self.said)}

    def after(self, text: str, signs: Signs) -> "Strain":
        """Return what it is after a message; one that goes well takes a point away."""
        points = max(0, min(MOST, self.points + (signs.points or -1)))
        said = (*self.said, text[:200])[-REMEMBERED:] if text else self.said
        return Strain(points, said, self.offered and points > 0)

    def repeats(self, text: str) -> bool:
        """Say whether a message says what one of the last ones said."""
        return any(alike(text, earlier) for earlier in self.said)


def signs_of(strain: Strain, text: str, mood: Mood, move: Move, intent: str = "") -> Signs:
    """Read the signs of a message that the policy has decided on."""
    repeated = intent not in SMALL and strain.repeats(text)
    return Signs(mood, repeated=repeated, stuck=move in STUCK, taken_back=move in TAKEN_BACK)


def wants_person(strain: Strain, *, elder: bool) -> bool:
    """Say whether it goes so hard that a person is offered."""
    return strain.points >= (ENOUGH_FOR_ELDERS if elder else ENOUGH)


def alike(one: str, other: str) -> bool:
    """Say whether two messages say the same in nearly the same words.

    >>> alike("厨房漏水了", "厨房漏水了！！"), alike("厨房漏水了", "卧室漏电了"), alike("好", "好")
    (True, False, False)
    """
    first, second = _letters(one), _letters(other)
    if min(len(first), len(second)) < SHORT:
        return False
    if first == second:
        return True
    a, b = _pairs(first), _pairs(second)
    return len(a & b) >= ALIKE * len(a | b)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
