"""Who speaks: how they type, how long they have patience, and how often they stray."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """A way of talking. The numbers are chances from 0 to 1, a message or a conversation."""

    name: str
    who: tuple[str, ...]  # residents of the community file who talk like this
    lang: str = "zh"
    typos: float = 0.05  # a message: something is mistyped
    rambles: float = 0.0  # a message: words around it that say nothing
    strays: float = 0.2  # a conversation: asks something else in between
    changes: float = 0.2  # a conversation: puts right what was said
    presses: float = 0.3  # an answer: the button is pressed where one says it
    again: float = 0.2  # a conversation: wants something else afterwards
    leaves: bool = False  # goes without a word after three tries; else asks for a person


PERSONAS = (
    Persona(name="impatient", who=("R1",), presses=0.7, strays=0.1, again=0.1, leaves=True),
    Persona(name="elder", who=("R2",), rambles=0.6, presses=0.1, strays=0.3),
    Persona(name="tenant", who=("R3",), lang="en", typos=0.2),
    Persona(name="angry", who=("R1", "R4"), rambles=0.5, strays=0.1, presses=0.2),
    Persona(name="typing", who=("R1", "R2"), typos=0.9),
    Persona(name="undecided", who=("R1", "R4"), changes=1.0, strays=0.5, again=0.5),
)
TRIES = 3  # messages that do not get on before somebody gives up
