"""A simulated resident: what they say next follows from their goal, from what they heard, and from a seeded chance."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from actions.reply import Button, Do
from bot.simulation.noise import mistyped, rambled
from bot.simulation.personas import TRIES, Persona
from bot.simulation.words import Fact, Goal, Wordings, Words, said

_YES = f"{Do.SAY}:affirm"
_SAID_DATE = re.compile(r"\d+月\d+日")
_SAID_TIME = re.compile(r"\b\d{1,2}:\d{2}\b")
_DATE, _TIME, _PLATE = (
    re.compile(one) for one in (r"\d{4}-(\d{2})-(\d{2})", r"\d{2}:\d{2}", r"[\u4e00-\u9fff][A-Z]\w{5,6}")
)
_PUTS_RIGHT = 2  # times that somebody says a thing again that came out wrong
_PERSON = "human_handoff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a message brought: the question that stands, the buttons, whether something is done or got on."""

    asks: str | None = None
    of: str = ""  # the scenario that asks
    buttons: tuple[Button, ...] = ()
    done: bool = False
    moved: bool = True
    text: str = ""  # what was said

    @property
    def offers_person(self) -> bool:
        """Say whether a person is offered."""
        return any(_PERSON in button.value for button in self.buttons)


@dataclass(frozen=True, slots=True)
class Saying:
    """The next message: words, or the value of a button."""

    text: str
    label: str = ""  # of the button that is pressed
    aside: bool = False  # about something else: it need not get on


@dataclass(slots=True)
class Resident:
    """Somebody with a goal. `ended` says how they left it: done, person, left."""

    persona: Persona
    words: Words
    goal: Goal
    rng: Random
    facts: dict[str, Fact] = field(default_factory=dict)
    tries: int = 0  # messages in a row that did not get on
    ended: str = ""
    strays: bool = False
    changes: bool = False
    told: set[str] = field(default_factory=set)  # wordings used already
    put_right: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Decide what will happen in this conversation."""
        self.facts = {name: self.rng.choice(values) for name, values in self.goal.facts.items()}
        self.strays = self.rng.random() < self.persona.strays
        self.changes = bool(self.goal.corrects) and self.rng.random() < self.persona.changes

    def opens(self) -> Saying:
        """Begin."""
        return self._says(self.goal.opens)

    def answers(self, heard: Heard) -> Saying | None:
        """Return what is said next; None: they are through."""
        self.tries = 0 if heard.moved or heard.done else self.tries + 1
        if self.tries >= TRIES:
            return self._gives_up()
        if self.strays and heard.asks:
            self.strays = False
            return Saying(self._chosen(self.words.shared["asides"]), aside=True)
        if self.changes and (heard.asks == "confirm" or heard.done):
            return self._changes_mind()
        if heard.asks == "confirm" and heard.of not in ("", self.goal.scenario):  # the lift, for who wants a court
            return self._shared("no")
        wrong = self._came_out_wrong(heard)
        if wrong:
            return self._puts_right(wrong)
        if heard.asks:
            return self._answers_question(heard)
        if heard.done:
            self.ended = "done"
            return None
        return self._chooses(heard) or self.opens()

    def _gives_up(self) -> Saying | None:
        self.ended = "left" if self.persona.leaves else "person"
        return None if self.persona.leaves else self._shared("person")

    def _changes_mind(self) -> Saying:
        self.changes = False
        name = self.rng.choice(sorted(self.goal.corrects))
        others = [fact for fact in self.goal.facts[name] if fact.value != self.facts[name].value]
        self.facts[name] = self.rng.choice(others)
        return self._says(self.goal.corrects[name])

    def _came_out_wrong(self, heard: Heard) -> str | None:
        """Return what was read back otherwise than they said it, of what they know how to put right."""
        if self.persona.lang != "zh" or not (heard.asks == "confirm" or heard.done):
            return None
        facts = ((name, str(self.facts[name].value)) for name in sorted(self.goal.corrects))
        return next((name for name, value in facts if is_read_back_wrong(value, heard)), None)

    def _puts_right(self, name: str) -> Saying | None:
        self.put_right[name] += 1
        return self._gives_up() if self.put_right[name] > _PUTS_RIGHT else self._says(self.goal.corrects[name])

    def _answers_question(self, heard: Heard) -> Saying:
        answer = self.goal.answers.get(str(heard.asks))
        if heard.asks == "confirm" and answer is None:
            yes = next((button for button in heard.buttons if button.value.startswith(_YES)), None)
            return self._pressed(yes) or self._shared("yes")
        if answer is None:
            return self._shared("skip")
        labels = {fact.said[self.persona.lang] for fact in self.facts.values()}
        return self._pressed(next((one for one in heard.buttons if one.label in labels), None)) or self._says(answer)

    def _pressed(self, button: Button | None) -> Saying | None:
        wants = self.rng.random() < self.persona.presses
        return Saying(button.value, button.label) if button is not None and wants else None

    def _chooses(self, heard: Heard) -> Saying | None:
        """Take the goal where it is offered."""
        starts = {f"{Do.START}:{own}" for own in self.goal.intents}
        fits = (one for one in heard.buttons if one.value in starts or one.label in self.goal.takes)
        button = next(fits, None)
        return Saying(button.value, button.label) if button else None

    def _shared(self, name: str) -> Saying:
        return Saying(self._chosen(self.words.shared[name]))

    def _says(self, wordings: Wordings) -> Saying:
        """Say something in words that were not used yet, where there are any."""
        text = said(self._chosen(wordings), self.persona.lang, self.facts)
        if self.rng.random() < self.persona.rambles:
            text = rambled(text, self._around("before"), self._around("after"), self.rng)
        if not self.tries and self.rng.random() < self.persona.typos:  # who was not understood types with care
            text = mistyped(text, self.words.swaps, self.rng)
        return Saying(text)

    def _around(self, name: str) -> Sequence[str]:
        every: Mapping[str, Wordings] = self.words.shared
        own = every.get(f"{name}_{self.persona.name}", every[name])
        return own[self.persona.lang]

    def _chosen(self, wordings: Wordings) -> str:
        every = wordings[self.persona.lang]
        wording = self.rng.choice([one for one in every if one not in self.told] or list(every))
        self.told.add(wording)
        return wording


def is_read_back_wrong(value: str, heard: Heard) -> bool:
    """Say whether a date, a time or a plate is another one in what was read back or done.

    >>> is_read_back_wrong("2026-03-08", Heard(asks="confirm", text="今天（3月4日）19:00，这样办可以吗？"))
    True
    >>> is_read_back_wrong("19:00", Heard(asks="confirm", text="今天（3月4日）19:00，这样办可以吗？"))
    False
    """
    if date := _DATE.fullmatch(value):
        there = _SAID_DATE.findall(heard.text)
        return bool(there) and f"{int(date[1])}月{int(date[2])}日" not in there
    if _TIME.fullmatch(value):
        times = _SAID_TIME.findall(heard.text)
        return bool(times) and value not in times
    return heard.asks == "confirm" and _PLATE.fullmatch(value) is not None and value not in heard.text
